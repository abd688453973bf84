//! A page of records over the portfolios one may see: the one place that knows how to read it fast.
//!
//! A small scope takes the newest of each portfolio by its own index and merges them; a scope of many portfolios,
//! or of more than a few per cent of the kind, walks the account's index and filters.

use ::store::{Row, Value, params};

use super::super::Within;
use crate::{Kind, Result, Tx};

/// More portfolios than this are walked, not merged.
const MOST_MERGED: usize = 64;
/// A scope above this share of the kind (one in so many) is walked.
const WALK_SHARE: i64 = 20;
/// Up to here the share isn't even asked for.
const FEW: usize = 8;
/// Counting stops here; beyond, a list says "10 000+".
pub const COUNT_CAP: i64 = 10_000;

/// Conditions on the record `r`; `?` stands for the next value.
#[derive(Clone, Debug, Default)]
pub struct Filters {
    parts: Vec<(String, Vec<Value>)>,
}

impl Filters {
    /// Adds a condition, for example `("r.stage_id = ?", [stage])`.
    pub fn and(&mut self, condition: &str, values: impl IntoIterator<Item = Value>) {
        self.parts.push((condition.to_owned(), values.into_iter().collect()));
    }

    /// All words must be somewhere in `r.search_text`.
    pub fn words(&mut self, q: &str) {
        for word in kit::text::words(q) {
            let escaped = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
            self.and("r.search_text like ? escape '\\'", [Value::from(format!("%{escaped}%"))]);
        }
    }

    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

/// The order of a list: a column of the record and a direction; ties by id in the same direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// A column of the table that has an index behind `account_id` and behind `account_id, portfolio_id`.
    pub column: &'static str,
    pub descending: bool,
}

/// What to read.
pub struct ListPage<'q> {
    pub kind: Kind,
    pub table: &'static str,
    /// Columns of `r` and of the joins.
    pub columns: &'q str,
    /// Joins onto `r`, read for the page's rows only.
    pub joins: &'q str,
    pub filters: &'q Filters,
    pub sort: Sort,
    /// The sort value and the id of the last row of the page before.
    pub after: Option<(Value, i64)>,
    pub limit: i64,
}

/// The rows of the page, in order.
pub fn page<S>(tx: &mut Tx<'_, S>, within: &Within, list: &ListPage<'_>) -> Result<Vec<Row>> {
    let mut text = Text::new(tx.account());
    let keys = match within {
        Within::Set(ids) if ids.is_empty() => return Ok(Vec::new()),
        Within::Set(ids) if merges(tx, list.kind, ids)? => {
            let parts: Vec<String> = ids
                .iter()
                .map(|id| {
                    let own = format!("r.portfolio_id = {}", text.value(Value::from(*id)));
                    format!("select * from ({}) p", keys(&mut text, list, &own))
                })
                .collect();
            match parts.as_slice() {
                [one] => one.clone(),
                many => ordered(&many.join(" union all "), list, text.value(Value::from(list.limit))),
            }
        }
        Within::Set(ids) => {
            // The sum keeps planners from the portfolio's index: this path walks the account's.
            let marks: Vec<String> = ids.iter().map(|id| text.value(Value::from(*id))).collect();
            keys(&mut text, list, &format!("r.portfolio_id + 0 in ({})", marks.join(", ")))
        }
        Within::All => keys(&mut text, list, ""),
    };
    // The cross join keeps planners from walking the whole table in the list's order to find the page's few ids.
    let sql = format!(
        "select {} from ({keys}) k cross join {} r {} where r.account_id = $1 and r.id = k.id order by {}",
        list.columns,
        list.table,
        list.joins,
        order("k", "sort_key", list.sort)
    );
    tx.query(&sql, &text.values)
}

/// How many records of the scope match: exact up to the cap; `None` means more.
pub fn count<S>(
    tx: &mut Tx<'_, S>,
    within: &Within,
    kind: Kind,
    table: &'static str,
    filters: &Filters,
) -> Result<Option<i64>> {
    if filters.is_empty() {
        let all = rolled(tx, kind, within)?;
        return Ok((all <= COUNT_CAP).then_some(all));
    }
    let mut text = Text::new(tx.account());
    let scope = match within {
        Within::All => String::new(),
        Within::Set(ids) if ids.is_empty() => return Ok(Some(0)),
        Within::Set(ids) => {
            let marks: Vec<String> = ids.iter().map(|id| text.value(Value::from(*id))).collect();
            format!(" and r.portfolio_id in ({})", marks.join(", "))
        }
    };
    let rest = text.filters(filters);
    let cap = text.value(Value::from(COUNT_CAP + 1));
    let sql = format!(
        "select count(*) from (select 1 as one from {table} r where r.account_id = $1{scope}{rest} limit {cap}) c"
    );
    let n: i64 = tx.query_one(&sql, &text.values)?.at(0)?;
    Ok((n <= COUNT_CAP).then_some(n))
}

/// The number of records of the kind in the scope, from the roll-ups.
fn rolled<S>(tx: &mut Tx<'_, S>, kind: Kind, within: &Within) -> Result<i64> {
    let mut text = Text::new(tx.account());
    let kind = text.value(Value::from(kind.code()));
    let scope = match within {
        Within::All => String::new(),
        Within::Set(ids) if ids.is_empty() => return Ok(0),
        Within::Set(ids) => {
            let marks: Vec<String> = ids.iter().map(|id| text.value(Value::from(*id))).collect();
            format!(" and portfolio_id in ({})", marks.join(", "))
        }
    };
    let sql = format!(
        "select cast(coalesce(sum(count), 0) as bigint) from rollups where account_id = $1 and kind = {kind}{scope}"
    );
    Ok(tx.query_one(&sql, &text.values)?.at(0)?)
}

/// Whether merging the portfolios' own newest rows beats walking the account's index.
fn merges<S>(tx: &mut Tx<'_, S>, kind: Kind, ids: &[i64]) -> Result<bool> {
    if ids.len() <= FEW {
        return Ok(true);
    }
    if ids.len() > MOST_MERGED {
        return Ok(false);
    }
    let mine = rolled(tx, kind, &Within::Set(ids.to_vec()))?;
    let sql =
        "select cast(coalesce(sum(count), 0) as bigint) from rollups where account_id = $1 and kind = $2";
    let all: i64 = tx.query_one(sql, params![tx.account(), kind.code()])?.at(0)?;
    Ok(mine < all / WALK_SHARE)
}

/// The ids of the page's rows under one condition, in order.
fn keys(text: &mut Text, list: &ListPage<'_>, condition: &str) -> String {
    let Sort { column, .. } = list.sort;
    let mut wheres = String::new();
    if !condition.is_empty() {
        wheres = format!(" and {condition}");
    }
    wheres += &text.filters(list.filters);
    if let Some((value, id)) = &list.after {
        let beyond = if list.sort.descending { "<" } else { ">" };
        if column == "id" {
            wheres += &format!(" and r.id {beyond} {}", text.value(Value::from(*id)));
        } else {
            let (value, id) = (text.value(value.clone()), text.value(Value::from(*id)));
            wheres += &format!(" and (r.{column}, r.id) {beyond} ({value}, {id})");
        }
    }
    let limit = text.value(Value::from(list.limit));
    format!(
        "select r.id, r.{column} as sort_key from {} r where r.account_id = $1{wheres}
        order by {} limit {limit}",
        list.table,
        order("r", column, list.sort)
    )
}

fn ordered(union: &str, list: &ListPage<'_>, limit: String) -> String {
    let order = order("u", "sort_key", list.sort);
    format!("select u.id, u.sort_key from ({union}) u order by {order} limit {limit}")
}

/// `id` is named once: named twice, SQLite takes another index than the one in this order.
fn order(of: &str, column: &str, sort: Sort) -> String {
    let way = if sort.descending { "desc" } else { "asc" };
    match sort.column {
        "id" => format!("{of}.id {way}"),
        _ => format!("{of}.{column} {way}, {of}.id {way}"),
    }
}

/// SQL values by number; `$1` is the account.
struct Text {
    values: Vec<Value>,
}

impl Text {
    fn new(account: i64) -> Text {
        Text { values: vec![Value::from(account)] }
    }

    fn value(&mut self, value: Value) -> String {
        self.values.push(value);
        format!("${}", self.values.len())
    }

    fn filters(&mut self, filters: &Filters) -> String {
        let mut sql = String::new();
        for (condition, values) in &filters.parts {
            let mut pieces = condition.split('?');
            sql += " and ";
            sql += pieces.next().unwrap_or_default();
            for (piece, value) in pieces.zip(values) {
                sql += &self.value(value.clone());
                sql += piece;
            }
        }
        sql
    }
}
