//! One page of a list: its rows, the cursors to its neighbours, and how many there are in all.

use base::portfolios::{Filters, ListPage, Within};
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
}

/// How many match: exact up to ten thousand, `None` beyond.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count(pub Option<i64>);

impl Serialize for Count {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Some(n) => to.serialize_i64(n),
            None => to.serialize_str("10000+"),
        }
    }
}

/// A list as programs get it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Listing<T> {
    pub items: Vec<T>,
    /// Goes on here; null at the end.
    pub next: Option<String>,
    /// A number, or "10000+".
    #[schema(value_type = serde_json::Value)]
    pub count: Count,
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
    let columns = format!("{columns}, k.id as key_id, k.sort_key");
    let mut rows = portfolios::page(
        tx,
        within,
        &ListPage {
            kind,
            table,
            columns: &columns,
            joins,
            filters,
            sort: asked.reading(),
            after: asked.start.as_ref().map(|start| (start.value.clone(), start.id)),
            limit: asked.limit + 1,
        },
    )?;
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
    Ok(Slice {
        newer: edge(rows.first(), before, Toward::Beginning)?,
        older: edge(rows.last(), after, Toward::End)?,
        items: rows.iter().map(read).collect::<Result<Vec<T>>>()?,
    })
}
