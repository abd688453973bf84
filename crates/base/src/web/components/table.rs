//! Tables that stay tables for a screen reader and become cards on a phone.

use std::borrow::Cow;

use maud::{Markup, PreEscaped, Render, html};

/// Which way a column is sorted; the address is where a press on its head leads.
pub enum Sort<'a> {
    Ascending(Cow<'a, str>),
    Descending(Cow<'a, str>),
    /// Not by this column now, but it can be.
    Offered(Cow<'a, str>),
    /// Can't be sorted by this column.
    Fixed,
}

/// To which side cells lean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Start,
    /// Numbers and money.
    End,
}

/// The head of a column.
pub struct Column<'a> {
    label: Markup,
    sort: Sort<'a>,
    align: Align,
    /// By which it is chosen; what has none is always there.
    name: Option<&'static str>,
    usual: bool,
}

impl<'a> Column<'a> {
    /// A column that can't be sorted by.
    pub fn new(label: impl Render) -> Column<'a> {
        Column::sorted(label, Sort::Fixed)
    }

    /// A column that can be sorted by.
    pub fn sorted(label: impl Render, sort: Sort<'a>) -> Column<'a> {
        Column { label: label.render(), sort, align: Align::Start, name: None, usual: true }
    }

    /// For numbers and money: leans to the end.
    pub fn numbers(self) -> Column<'a> {
        Column { align: Align::End, ..self }
    }

    /// Can be left out.
    pub fn named(self, name: &'static str) -> Column<'a> {
        Column { name: Some(name), ..self }
    }

    /// Is there only where it is asked for.
    pub fn extra(self, name: &'static str) -> Column<'a> {
        Column { name: Some(name), usual: false, ..self }
    }

    /// Name and label, where it can be left out.
    pub fn choice(&self) -> Option<(&'static str, &str)> {
        self.name.map(|name| (name, self.label.0.as_str()))
    }

    /// Whether it is there: of those chosen, or of the usual ones where nothing was.
    pub fn is_there(&self, chosen: Option<&[String]>) -> bool {
        match (self.name, chosen) {
            (None, _) => true,
            (Some(_), None) => self.usual,
            (Some(name), Some(chosen)) => chosen.iter().any(|one| one == name),
        }
    }
}

/// A row: one cell per column, in the same order.
pub struct Line<'a> {
    /// Sent when the row is ticked.
    pub id: i64,
    /// Says what the tick is of: a name, a title.
    pub label: Cow<'a, str>,
    /// What the row adds to the sum in the bar of ticked rows (seats, for people).
    pub weight: i64,
    /// Greyed: the thing is past or shut.
    pub faded: bool,
    /// Rows in a row that say the same here stand under it as their heading.
    pub group: Option<Cow<'a, str>>,
    pub cells: Vec<Markup>,
}

impl<'a> Line<'a> {
    /// An ordinary row that weighs nothing.
    pub fn new(id: i64, label: impl Into<Cow<'a, str>>, cells: Vec<Markup>) -> Line<'a> {
        Line { id, label: label.into(), weight: 0, faded: false, group: None, cells }
    }
}

/// A list in columns. The first cell is the row's head (and the title of its card on a phone).
pub struct Table<'a> {
    caption: Cow<'a, str>,
    columns: Vec<Column<'a>>,
    lines: Vec<Line<'a>>,
    ticks: Option<Ticks<'a>>,
}

struct Ticks<'a> {
    form: &'a str,
    all: Cow<'a, str>,
}

impl<'a> Table<'a> {
    /// `caption` tells a screen reader what is listed.
    pub fn new(
        caption: impl Into<Cow<'a, str>>,
        columns: Vec<Column<'a>>,
        lines: Vec<Line<'a>>,
    ) -> Table<'a> {
        Table { caption: caption.into(), columns, lines, ticks: None }
    }

    /// Without the columns that are not among the chosen, or not usual where nothing was chosen.
    pub fn only(mut self, chosen: Option<&[String]>) -> Table<'a> {
        let there: Vec<bool> = self.columns.iter().map(|column| column.is_there(chosen)).collect();
        let mut left = there.iter();
        self.columns.retain(|_| left.next().copied().unwrap_or(true));
        for line in &mut self.lines {
            let mut left = there.iter();
            line.cells.retain(|_| left.next().copied().unwrap_or(true));
        }
        self
    }

    /// A box before each row, which belongs to the form `form` (see [`tick_bar`](super::tick_bar)) and sends `id`;
    /// `all` names the box that ticks every row.
    pub fn ticks(mut self, form: &'a str, all: impl Into<Cow<'a, str>>) -> Table<'a> {
        self.ticks = Some(Ticks { form, all: all.into() });
        self
    }

    fn head(&self) -> Markup {
        html! {
            tr {
                @if let Some(ticks) = &self.ticks {
                    th class="tick" { label { input type="checkbox" data-tick-all form="" aria-label=(ticks.all); span { (ticks.all) } } }
                }
                @for column in &self.columns { (head_cell(column)) }
            }
        }
    }

    fn heading(&self, group: &str) -> Markup {
        let wide = self.columns.len() + usize::from(self.ticks.is_some());
        html! { tr class="group-head" { th colspan=(wide) scope="colgroup" { (group) } } }
    }

    fn line(&self, line: &Line<'_>) -> Markup {
        html! {
            tr class=[line.faded.then_some("faded")] {
                @if let Some(ticks) = &self.ticks {
                    td class="tick" {
                        label {
                            input type="checkbox" name="id" value=(line.id) form=(ticks.form)
                                aria-label=(line.label) data-weight=(line.weight);
                        }
                    }
                }
                @for (at, (column, cell)) in self.columns.iter().zip(&line.cells).enumerate() {
                    @match at {
                        0 => { th scope="row" { (cell) } }
                        _ => { td class=[end(column.align)] data-label=(column.label) { (cell) } }
                    }
                }
            }
        }
    }
}

impl Render for Table<'_> {
    fn render(&self) -> Markup {
        let mut rows = String::with_capacity(self.lines.len() * self.columns.len() * 96);
        let mut group = None;
        for line in &self.lines {
            if line.group != group {
                rows.push_str(&self.heading(line.group.as_deref().unwrap_or_default()).0);
                group.clone_from(&line.group);
            }
            rows.push_str(&self.line(line).0);
        }
        html! {
            div class="table-frame" {
                table {
                    caption class="unseen" { (self.caption) }
                    thead { (self.head()) }
                    tbody { (PreEscaped(rows)) }
                }
            }
        }
    }
}

fn head_cell(column: &Column<'_>) -> Markup {
    let (sorted, href) = match &column.sort {
        Sort::Ascending(href) => (Some("ascending"), Some(href)),
        Sort::Descending(href) => (Some("descending"), Some(href)),
        Sort::Offered(href) => (None, Some(href)),
        Sort::Fixed => (None, None),
    };
    html! {
        th scope="col" class=[end(column.align)] aria-sort=[sorted] {
            @match href {
                Some(href) => { a class="sort" href=(href) { (column.label) } }
                None => { (column.label) }
            }
        }
    }
}

fn end(align: Align) -> Option<&'static str> {
    match align {
        Align::Start => None,
        Align::End => Some("end"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_that_are_not_chosen_take_their_cells_along() {
        let table = |chosen: Option<&[String]>| {
            let cells = ["Anna", "5", "Kyiv"].map(|cell| html! { (cell) });
            let columns = vec![
                Column::new("Name"),
                Column::new("Deals").named("deals"),
                Column::new("Town").extra("town"),
            ];
            Table::new("People", columns, vec![Line::new(7, "Anna", cells.into())]).only(chosen).render().0
        };
        let says = |said: &str| ["Anna", "Deals", "5", "Town", "Kyiv"].map(|word| said.contains(word));
        assert_eq!(says(&table(None)), [true, true, true, false, false]);
        assert_eq!(says(&table(Some(&["town".to_owned()]))), [true, false, false, true, true]);
        assert_eq!(says(&table(Some(&[]))), [true, false, false, false, false]);
    }

    #[test]
    fn rows_of_one_group_stand_under_one_heading() {
        let line = |id, group: &'static str| Line {
            group: Some(group.into()),
            ..Line::new(id, "Call", vec![html! { "Call" }])
        };
        let lines = vec![line(1, "Overdue"), line(2, "Overdue"), line(3, "Today")];
        let said = Table::new("Tasks", vec![Column::new("Task")], lines).ticks("ticked", "All").render().0;
        assert_eq!(said.matches("<tr class=\"group-head\"><th colspan=\"2\"").count(), 2, "{said}");
    }

    #[test]
    fn every_cell_but_the_first_carries_its_label_for_the_phone() {
        let lines = vec![Line::new(7, "Anna", vec![html! { "Anna" }, html! { "5" }])];
        let sort = Sort::Ascending("?sort=-name".into());
        let columns = vec![Column::sorted("Name", sort), Column::new("Deals & more").numbers()];
        let said = Table::new("People", columns, lines).ticks("ticked", "All").render().0;
        assert!(said.contains(r#"<th scope="row">Anna</th>"#), "{said}");
        assert!(said.contains(r#"<td class="end" data-label="Deals &amp; more">5</td>"#), "{said}");
        assert!(said.contains(r#"aria-sort="ascending""#), "{said}");
    }
}
