//! One page of a list: its rows, the cursors to its neighbours, and how many there are in all.

use base::portfolios::{Filters, Found, ListPage, Within};
use base::{Kind, Result, Tx, portfolios};
use serde::{Serialize, Serializer};
use store::{Row, Value};

use super::Room;
use super::query::{Asked, Toward};

/// The rows of a page in the list's order.
#[derive(Clone, Debug)]
pub struct Slice<T> {
    pub items: Vec<T>,
    /// The cursor of the page before, if there is one.
    pub newer: Option<String>,
    /// The cursor of the page after, if there is one.
    pub older: Option<String>,
    /// Whether a search stopped before the page was full: the next one goes on looking.
    pub partial: bool,
    /// How many match, where the page knows.
    count: Option<portfolios::Count>,
}

impl<T> Slice<T> {
    /// Where it is known that nothing is there.
    pub fn empty() -> Slice<T> {
        let count = Some(portfolios::Count { n: 0, more: false });
        Slice { items: Vec::new(), newer: None, older: None, partial: false, count }
    }

    /// How many match; counted now where the page didn't find out.
    pub fn count<S>(
        &self,
        tx: &mut Tx<'_, S>,
        within: &Within,
        (kind, table): (Kind, &'static str),
        filters: &Filters,
    ) -> Result<Count> {
        match self.count {
            Some(count) => Ok(Count(count)),
            None => Ok(Count(portfolios::count(tx, within, kind, table, filters)?)),
        }
    }
}

/// How many match: a number, or "more than".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count(pub portfolios::Count);

impl Serialize for Count {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            portfolios::Count { n, more: false } => to.serialize_i64(n),
            portfolios::Count { n, more: true } => to.serialize_str(&format!("{n}+")),
        }
    }
}

/// A list as programs get it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Listing<T> {
    pub items: Vec<T>,
    /// Goes on here; null at the end.
    pub next: Option<String>,
    /// A number, or "10000+"; of a search in very many records perhaps "1000+" or "50+".
    #[schema(value_type = serde_json::Value)]
    pub count: Count,
    /// Only there, and true, where a search stopped before the page was full, since it had looked at very many records:
    /// `next` goes on looking.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schema(required = false)]
    pub partial: bool,
}

/// Reads the page that was asked for; `columns` and `joins` as in [`ListPage`], `read` makes an item of a row.
pub fn slice<S, T>(
    tx: &mut Tx<'_, S>,
    room: &Room,
    within: &Within,
    asked: &Asked,
    (columns, joins, filters): (&str, &str, &Filters),
    read: impl Fn(&Row) -> Result<T>,
) -> Result<Slice<T>> {
    slice_of(tx, (room.kind, room.table), within, asked, (columns, joins, filters), read)
}

/// As `slice`, for a table that isn't a room's.
pub fn slice_of<S, T>(
    tx: &mut Tx<'_, S>,
    (kind, table): (Kind, &'static str),
    within: &Within,
    asked: &Asked,
    (columns, joins, filters): (&str, &str, &Filters),
    read: impl Fn(&Row) -> Result<T>,
) -> Result<Slice<T>> {
    let columns = with_keys(columns);
    let found = portfolios::find(tx, within, &list_page((kind, table), asked, (&columns, joins, filters)))?;
    cut(asked, found, read)
}

/// As `slice`, for several lists at once that differ in their filters, of which none has words.
pub fn slices<S, T>(
    tx: &mut Tx<'_, S>,
    room: &Room,
    within: &Within,
    asked: &Asked,
    (columns, joins, filters): (&str, &str, &[&Filters]),
    read: impl Fn(&Row) -> Result<T>,
) -> Result<Vec<Slice<T>>> {
    let columns = with_keys(columns);
    let lists: Vec<ListPage<'_>> = filters
        .iter()
        .map(|filters| list_page((room.kind, room.table), asked, (&columns, joins, filters)))
        .collect();
    let pages = portfolios::pages(tx, within, &lists)?;
    pages.into_iter().map(|rows| cut(asked, Found { rows, ..Found::default() }, &read)).collect()
}

fn with_keys(columns: &str) -> String {
    format!("{columns}, k.id as key_id, k.sort_key")
}

/// One row more than is shown tells whether the list goes on.
fn list_page<'q>(
    (kind, table): (Kind, &'static str),
    asked: &Asked,
    (columns, joins, filters): (&'q str, &'q str, &'q Filters),
) -> ListPage<'q> {
    let after = asked.start.as_ref().map(|start| (start.value.clone(), start.id));
    ListPage { kind, table, columns, joins, filters, sort: asked.reading(), after, limit: asked.limit + 1 }
}

fn cut<T>(asked: &Asked, found: Found, read: impl Fn(&Row) -> Result<T>) -> Result<Slice<T>> {
    let (mut rows, stopped) = (found.rows, found.stopped);
    let limit = usize::try_from(asked.limit).unwrap_or(usize::MAX);
    let goes_on = rows.len() > limit;
    rows.truncate(limit);
    if asked.goes_back() {
        rows.reverse();
    }
    let (before, after) = match (&asked.start, asked.goes_back()) {
        (None, _) => (false, goes_on),
        (Some(_), false) => (true, goes_on),
        (Some(_), true) => (goes_on, true),
    };
    let edge = |row: Option<&Row>, there: bool, toward: Toward| match row {
        Some(row) if there => {
            let value: Value = row.get("sort_key")?;
            Ok::<_, base::Error>(Some(asked.cursor(value, row.get("key_id")?, toward)))
        }
        _ => Ok(None),
    };
    let mut newer = edge(rows.first(), before, Toward::Beginning)?;
    let mut older = edge(rows.last(), after, Toward::End)?;
    let partial = stopped.is_some() && !goes_on;
    if let Some((value, id)) = stopped.filter(|_| partial) {
        match asked.goes_back() {
            true => newer = Some(asked.cursor(value, id, Toward::Beginning)),
            false => older = Some(asked.cursor(value, id, Toward::End)),
        }
    }
    let items = rows.iter().map(read).collect::<Result<Vec<T>>>()?;
    Ok(Slice { items, newer, older, partial, count: found.count })
}
