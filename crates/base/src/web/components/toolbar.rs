//! What stands above a list: search, filters, and the bar of acts for ticked rows.

use maud::{Markup, html};

use super::buttons::{self, Press};
use super::icons::{Icon, icon};

/// A row of tools above a list.
pub fn toolbar(content: Markup) -> Markup {
    html! { div class="toolbar" { (content) } }
}

/// The search line over a list.
pub struct Search<'a> {
    /// The list's own address.
    pub action: &'a str,
    /// What was typed.
    pub value: &'a str,
    /// What can be searched by: the label and the placeholder.
    pub label: &'a str,
    pub button: &'a str,
    /// The id of the element that holds the list: with script only that is replaced while typing.
    pub region: &'a str,
    /// Filters and sorting that must survive the search, as name and value.
    pub keep: &'a [(&'a str, &'a str)],
    /// What the browser offers while one types: a text and what it does.
    pub offers: &'a [(String, String)],
}

/// The search line; sends `q`.
pub fn search_form(s: Search<'_>) -> Markup {
    let offers = (!s.offers.is_empty()).then(|| format!("{}-offers", s.region));
    html! {
        form class="search" role="search" method="get" action=(s.action) data-search=(s.region) {
            @for (name, value) in s.keep { input type="hidden" name=(name) value=(value); }
            (icon(Icon::Search))
            input type="search" name="q" value=(s.value) aria-label=(s.label) placeholder=(s.label) autocomplete="off"
                list=[&offers];
            @if let Some(id) = &offers {
                datalist id=(id) { @for (text, does) in s.offers { option value=(text) label=(does); } }
            }
            button type="submit" class="button quiet" { (s.button) }
        }
    }
}

/// Filters that are chosen from lists, in one line: a form that sends the fields and keeps what `keep` names.
pub fn filter_form(action: &str, keep: &[(&str, &str)], fields: Markup, button: &str) -> Markup {
    html! {
        form class="filters" method="get" action=(action) {
            @for (name, value) in keep { input type="hidden" name=(name) value=(value); }
            (fields)
            (buttons::button(Press::Plain, button))
        }
    }
}

/// One way to narrow a list.
pub struct Filter<'a> {
    pub label: &'a str,
    pub href: &'a str,
    /// How many there are, where it is known.
    pub count: Option<&'a str>,
    pub current: bool,
}

/// Filters as a row of links; `label` names the row.
pub fn chips(label: &str, filters: &[Filter<'_>]) -> Markup {
    html! {
        nav class="chips" aria-label=(label) {
            @for f in filters {
                a class="filter" href=(f.href) aria-current=[f.current.then_some("true")] {
                    (f.label) @if let Some(n) = f.count { " " span class="count" { (n) } }
                }
            }
        }
    }
}

/// A list whose rows can be ticked: holds the [`Table`](super::Table) and the [`tick_bar`].
pub fn tick_list(content: Markup) -> Markup {
    html! { div class="tick-list" data-tick { (content) } }
}

/// The bar that shows while rows are ticked. It is the form that the ticks belong to.
pub struct TickBar<'a> {
    /// The form's id, as given to `Table::ticks`.
    pub form: &'a str,
    pub action: &'a str,
    /// "Ticked": the number follows.
    pub ticked: &'a str,
    /// What the rows' weights add up to ("Seats"), where that means something.
    pub sum: Option<&'a str>,
    /// `button_to` for each act.
    pub acts: Markup,
}

/// The bar of acts for ticked rows: sends `id` for each ticked row.
pub fn tick_bar(bar: TickBar<'_>) -> Markup {
    html! {
        form class="tick-bar" id=(bar.form) method="post" action=(bar.action) {
            p class="tick-says" role="status" {
                (bar.ticked) ": " b data-tick-count { "–" }
                @if let Some(sum) = bar.sum { " · " (sum) ": " b data-tick-sum { "–" } }
            }
            div class="buttons" { (bar.acts) }
        }
    }
}
