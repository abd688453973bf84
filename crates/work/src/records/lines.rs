//! The line of a record where another refers to it: its name and how to reach it, no more.
//!
//! Who may see a deal or a task sees this line of what it is about, even where that record itself is not open to
//! them. Choosing one in a form is another matter: only visible ones are on offer (`choices`, `choosable`).

use std::collections::HashMap;

use base::authz::Deed;
use base::error::Fields;
use base::portfolios::{self, Filters, ListPage, Sight, Sort};
use base::web::components::*;
use base::{Ctx, Kind, Reading, Result, Tx};
use maud::{Markup, html};

use super::form::Wrong;
use super::ways::{self, Ways};
use super::{shown, store};

/// A record's line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub kind: Kind,
    pub id: i64,
    pub portfolio: i64,
    /// A deal's; 0 for the rest.
    pub stage: i64,
    pub title: String,
    pub ways: Ways,
    /// Whether the reader may open the record itself.
    pub visible: bool,
}

/// What can be chosen in a form: id and name.
pub type Choices = Vec<(i64, String)>;

/// So many are offered at once; more are found by a part of the name.
pub const OFFERED: i64 = 50;

/// The lines of these records; unknown ids are left out. The caller has shown that the reader sees what refers to
/// them.
pub fn find<S>(tx: &mut Tx<'_, S>, kind: Kind, ids: &[i64]) -> Result<HashMap<i64, Line>> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let visible = portfolios::sight(tx, kind, Deed::See)?;
    let mut found = HashMap::new();
    for chunk in ids.chunks(200) {
        for line in store::lines(tx, kind, chunk)? {
            found.insert(line.id, Line { visible: visible.covers(line.portfolio, line.stage), ..line });
        }
    }
    Ok(found)
}

/// The visible records of the kind that match the condition on `r`, newest first: what a card lists of its own.
pub fn related<S>(tx: &mut Tx<'_, S>, kind: Kind, filters: &Filters, limit: i64) -> Result<Vec<Line>> {
    let seen = portfolios::sight(tx, kind, Deed::See)?;
    Ok(page(tx, kind, &seen, filters.clone(), Sort { column: "id", descending: true }, limit)?.0)
}

/// The newest visible records that hold all words, and whether not everything was looked through.
pub fn newest<S>(tx: &mut Tx<'_, S>, kind: Kind, q: &str, limit: i64) -> Result<(Vec<Line>, bool)> {
    let seen = portfolios::sight(tx, kind, Deed::See)?;
    let mut filters = Filters::default();
    filters.words(q);
    page(tx, kind, &seen, filters, Sort { column: "id", descending: true }, limit)
}

/// The first visible records that match, by name.
pub fn choices<S>(tx: &mut Tx<'_, S>, kind: Kind, q: &str) -> Result<Choices> {
    let seen = portfolios::sight(tx, kind, Deed::See)?;
    let mut filters = Filters::default();
    filters.words(q);
    let sort = Sort { column: store::title_key(kind), descending: false };
    let (lines, _) = page(tx, kind, &seen, filters, sort, OFFERED)?;
    Ok(lines.into_iter().map(|line| (line.id, line.title)).collect())
}

/// The first lines, and whether a search stopped before they were so many.
fn page<S>(
    tx: &mut Tx<'_, S>,
    kind: Kind,
    seen: &Sight,
    mut filters: Filters,
    sort: Sort,
    limit: i64,
) -> Result<(Vec<Line>, bool)> {
    seen.narrow(&mut filters, "stage_id");
    let list = ListPage {
        kind,
        table: store::table(kind),
        columns: &store::line_columns(kind),
        joins: "",
        filters: &filters,
        sort,
        after: None,
        limit,
    };
    let found = portfolios::find(tx, &seen.within, &list)?;
    let lines = found.rows.iter().map(|row| store::line(kind, row)).collect::<Result<_>>()?;
    Ok((lines, found.stopped.is_some()))
}

/// Whether the record may be named in `field`: it is there and the actor sees it.
///
/// # Errors
/// 422 beside the field otherwise.
pub fn choosable<S>(tx: &mut Tx<'_, S>, kind: Kind, field: &'static str, id: Option<i64>) -> Result<()> {
    let Some(id) = id else { return Ok(()) };
    match find(tx, kind, &[id])?.get(&id) {
        Some(line) if line.visible => Ok(()),
        _ => Err(base::Error::field(field, "error-records-choice")),
    }
}

/// The answer to a `link_select`: what was chosen, or the only one that the words find.
///
/// # Errors
/// 422 beside the field when the words find none or several.
pub fn chosen<S>(
    tx: &mut Tx<'_, S>,
    kind: Kind,
    field: &'static str,
    id: Option<i64>,
    q: &str,
) -> Result<Option<i64>> {
    if kit::text::words(q).is_empty() {
        return Ok(id);
    }
    let found = choices(tx, kind, q)?;
    if id.is_some_and(|id| found.iter().any(|(other, _)| *other == id)) {
        return Ok(id);
    }
    let wanted = kit::text::normalise(q);
    let exact: Vec<i64> =
        found.iter().filter(|(_, name)| kit::text::normalise(name) == wanted).map(|(id, _)| *id).collect();
    match (exact.as_slice(), found.as_slice()) {
        ([one], _) | ([], [(one, _)]) => Ok(Some(*one)),
        (_, []) => Err(Fields::default().wrong(field, "error-records-not-found").into_error()),
        _ => Err(Fields::default().wrong(field, "error-records-several").into_error()),
    }
}

/// A form's answer to a `link_select`, see `chosen`.
pub async fn choose(
    ctx: &Ctx,
    kind: Kind,
    field: &'static str,
    id: Option<i64>,
    q: &str,
) -> Result<Option<i64>> {
    let q = q.to_owned();
    ctx.read(move |tx: &mut Tx<'_, Reading>| chosen(tx, kind, field, id, &q)).await
}

/// The name of a field that refers to a record, and of the words to find it by.
pub struct LinkField<'a> {
    pub kind: Kind,
    pub name: &'a str,
    pub words: &'a str,
    pub label: String,
    pub selected: Option<i64>,
    pub q: &'a str,
}

/// Choosing one record of another room: a list, and where it would be too long a line to find it by.
pub async fn link_select(ctx: &Ctx, field: LinkField<'_>, wrong: &Wrong) -> Result<Markup> {
    let (kind, selected, q) = (field.kind, field.selected, field.q.to_owned());
    let (mut offered, current) = ctx
        .read(move |tx| {
            let current = match selected {
                Some(id) => find(tx, kind, &[id])?.remove(&id),
                None => None,
            };
            Ok((choices(tx, kind, &q)?, current))
        })
        .await?;
    let long = offered.len() as i64 >= OFFERED || !field.q.is_empty();
    if let Some(current) = current.filter(|line| offered.iter().all(|(id, _)| *id != line.id)) {
        offered.insert(0, (current.id, current.title));
    }
    let say = &ctx.say;
    let options = offered.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect();
    Ok(html! {
        (Select::new(field.name, field.label, options)
            .none(say.t("records-not-chosen"))
            .selected(selected.map(|id| id.to_string()).unwrap_or_default())
            .error(wrong.at(field.name)))
        @if long {
            (Input::text(field.words, say.t("records-find-by-name")).value(field.q).autocomplete("off")
                .hint(say.t("records-find-hint")))
        }
    })
}

/// The name alone, for a cell of a list.
pub fn show_name(line: &Line) -> Markup {
    html! {
        @if line.visible { a href={ (line.kind.path()) "/" (line.id) } { (line.title) } } @else { (line.title) }
    }
}

/// A line on a card: the name, which leads to the record where that is open, and how to reach it.
pub fn show_line(ctx: &Ctx, line: &Line) -> Markup {
    html! {
        (show_name(line))
        @if !line.ways.is_empty() { " · " (ways::inline(ctx, &line.ways)) }
    }
}

/// A card of lines; says so when there are none.
pub fn lines_card(ctx: &Ctx, title: String, acts: Markup, lines: &[Line], none: String) -> Markup {
    card_with(
        title,
        acts,
        html! {
            @if lines.is_empty() { p { (none) } } @else { ul { @for line in lines { li { (show_line(ctx, line)) } } } }
        },
    )
}

/// The address of a new record of the kind that already refers to this one.
pub fn new_with(kind: Kind, field: &str, value: &str) -> String {
    format!("{}/new?{field}={value}", kind.path())
}

/// The moment a record was made or changed, for facts.
pub fn moments(ctx: &Ctx, created_at: i64, updated_at: i64) -> [(String, Markup); 2] {
    [
        (ctx.say.t("records-created"), shown::moment(ctx, created_at)),
        (ctx.say.t("records-updated"), shown::moment(ctx, updated_at)),
    ]
}
