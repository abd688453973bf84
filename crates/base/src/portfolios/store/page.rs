//! A page of records over the portfolios one may see: the one place that knows how to read it fast.
//!
//! A small scope takes the newest of each portfolio by its own index and merges them; a scope of many portfolios,
//! or of more than a few per cent of the kind, walks the account's index and filters.

use ::store::{Dialect, Row, Value, params};

use super::super::Within;
use super::search;
use crate::search::Wanted;
use crate::{Kind, Result, Tx};

/// More portfolios than this are walked, not merged.
pub const MOST_MERGED: usize = 64;
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
    wanted: Wanted,
    narrow: bool,
    indexed: bool,
}

impl Filters {
    /// Adds a condition, for example `("r.stage_id = ?", [stage])`.
    pub fn and(&mut self, condition: &str, values: impl IntoIterator<Item = Value>) {
        self.parts.push((condition.to_owned(), values.into_iter().collect()));
    }

    /// As `and`, for a condition that an index answers with few records: they are all looked at.
    pub fn narrow(&mut self, condition: &str, values: impl IntoIterator<Item = Value>) {
        self.and(condition, values);
        self.narrow = true;
    }

    /// As `and`, for a condition behind which each portfolio has an index in the list's order: few portfolios are
    /// merged, whatever they hold.
    pub fn indexed(&mut self, condition: &str, values: impl IntoIterator<Item = Value>) {
        self.and(condition, values);
        self.indexed = true;
    }

    /// All words must be found in the record.
    pub fn words(&mut self, q: &str) {
        self.wanted = Wanted::read(q);
    }

    pub fn wanted(&self) -> &Wanted {
        &self.wanted
    }

    pub fn is_narrow(&self) -> bool {
        self.narrow
    }

    /// Whether anything but words narrows the list.
    pub fn has_conditions(&self) -> bool {
        !self.parts.is_empty()
    }

    pub fn is_empty(&self) -> bool {
        self.parts.is_empty() && self.wanted.is_empty()
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

/// How many there are: exactly so many, or more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    pub n: i64,
    pub more: bool,
}

impl Count {
    /// Exactly up to the cap, "more" beyond.
    pub fn capped(n: i64, cap: i64) -> Count {
        Count { n: n.min(cap), more: n > cap }
    }
}

/// The rows of a page, in order, and what a search knows beside them.
#[derive(Debug, Default)]
pub struct Found {
    pub rows: Vec<Row>,
    /// Where a search stopped looking before the page was full: the sort value and id of the last row it looked at.
    pub stopped: Option<(Value, i64)>,
    /// How many match, where that has been found out on the way.
    pub count: Option<Count>,
}

/// The rows of the page, in order.
pub fn page<S>(tx: &mut Tx<'_, S>, within: &Within, list: &ListPage<'_>) -> Result<Vec<Row>> {
    Ok(find(tx, within, list)?.rows)
}

/// The page; a search may stop before it is full, and says so.
pub fn find<S>(tx: &mut Tx<'_, S>, within: &Within, list: &ListPage<'_>) -> Result<Found> {
    if list.filters.wanted.is_empty() {
        return Ok(Found { rows: listed(tx, within, list)?, ..Found::default() });
    }
    search::find(tx, within, list)
}

fn listed<S>(tx: &mut Tx<'_, S>, within: &Within, list: &ListPage<'_>) -> Result<Vec<Row>> {
    let mut text = Text::new(tx.account(), tx.dialect());
    match keys_within(tx, &mut text, within, list)? {
        Some(keys) => rows_of(tx, list, &keys, &text.values),
        None => Ok(Vec::new()),
    }
}

/// Selects the ids and sort values of the page's rows; nothing where nothing can be there.
pub(super) fn keys_within<S>(
    tx: &mut Tx<'_, S>,
    text: &mut Text,
    within: &Within,
    list: &ListPage<'_>,
) -> Result<Option<String>> {
    Ok(match within {
        Within::Set(ids) if ids.is_empty() => None,
        Within::Set(ids) if merges_here(tx, list, ids)? => {
            let parts: Vec<String> = ids
                .iter()
                .map(|id| {
                    let own = format!("r.portfolio_id = {}", text.value(Value::from(*id)));
                    format!("select * from ({}) p", keys(text, list, &own))
                })
                .collect();
            Some(match parts.as_slice() {
                [one] => one.clone(),
                many => ordered(&many.join(" union all "), list, text.value(Value::from(list.limit))),
            })
        }
        Within::Set(ids) => {
            // The sum keeps planners from the portfolio's index: this path walks the account's.
            let marks: Vec<String> = ids.iter().map(|id| text.value(Value::from(*id))).collect();
            Some(keys(text, list, &format!("r.portfolio_id + 0 in ({})", marks.join(", "))))
        }
        Within::All => Some(keys(text, list, "")),
    })
}

/// The rows whose ids and sort values `keys` selects.
pub(super) fn rows_of<S>(
    tx: &mut Tx<'_, S>,
    list: &ListPage<'_>,
    keys: &str,
    values: &[Value],
) -> Result<Vec<Row>> {
    // The cross join keeps planners from walking the whole table in the list's order to find the page's few ids.
    let sql = format!(
        "select {} from ({keys}) k cross join {} r {} where r.account_id = $1 and r.id = k.id order by {}",
        list.columns,
        list.table,
        list.joins,
        order("k", "sort_key", list.sort)
    );
    tx.query(&sql, values)
}

/// How many records of the scope match, up to the cap. A search is counted by `find`, on its way.
pub fn count<S>(
    tx: &mut Tx<'_, S>,
    within: &Within,
    kind: Kind,
    table: &'static str,
    filters: &Filters,
) -> Result<Count> {
    if filters.is_empty() {
        return Ok(Count::capped(rolled(tx, kind, within)?, COUNT_CAP));
    }
    let mut text = Text::new(tx.account(), tx.dialect());
    let scope = match within {
        Within::All => String::new(),
        Within::Set(ids) if ids.is_empty() => return Ok(Count::capped(0, COUNT_CAP)),
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
    Ok(Count::capped(tx.query_one(&sql, &text.values)?.at(0)?, COUNT_CAP))
}

/// What records of the scope add up to in one currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    pub currency: String,
    pub n: i64,
    pub sum: i64,
}

/// How many records match and what they add up to, by currency; records beyond the cap are not looked at. For tables
/// with an amount.
pub fn totals<S>(
    tx: &mut Tx<'_, S>,
    within: &Within,
    table: &'static str,
    filters: &Filters,
) -> Result<Vec<Total>> {
    if matches!(within, Within::Set(ids) if ids.is_empty()) {
        return Ok(Vec::new());
    }
    let mut text = Text::new(tx.account(), tx.dialect());
    let (scope, rest) = (text.scope(within), text.filters(filters));
    let cap = text.value(Value::from(COUNT_CAP + 1));
    let sql = format!(
        "select c.currency, count(*), cast(sum(c.amount) as bigint) from (
            select r.currency, r.amount from {table} r where r.account_id = $1{scope}{rest} limit {cap}) c
        group by c.currency order by c.currency"
    );
    let rows = tx.query(&sql, &text.values)?;
    rows.iter().map(|row| Ok(Total { currency: row.at(0)?, n: row.at(1)?, sum: row.at(2)? })).collect()
}

/// The number of records of the kind in the scope, from the roll-ups.
pub(super) fn rolled<S>(tx: &mut Tx<'_, S>, kind: Kind, within: &Within) -> Result<i64> {
    let mut text = Text::new(tx.account(), tx.dialect());
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

/// Whether this page merges: the share is not asked where each portfolio answers in order.
fn merges_here<S>(tx: &mut Tx<'_, S>, list: &ListPage<'_>, ids: &[i64]) -> Result<bool> {
    if list.filters.indexed { Ok(ids.len() <= MOST_MERGED) } else { merges(tx, list.kind, ids) }
}

/// Whether merging the portfolios' own newest rows beats walking the account's index.
pub(super) fn merges<S>(tx: &mut Tx<'_, S>, kind: Kind, ids: &[i64]) -> Result<bool> {
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
    let column = list.sort.column;
    let mut wheres = String::new();
    if !condition.is_empty() {
        wheres = format!(" and {condition}");
    }
    wheres += &text.filters(list.filters);
    wheres += &text.after(list);
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
pub(super) fn order(of: &str, column: &str, sort: Sort) -> String {
    let way = if sort.descending { "desc" } else { "asc" };
    match sort.column {
        "id" => format!("{of}.id {way}"),
        _ => format!("{of}.{column} {way}, {of}.id {way}"),
    }
}

/// SQL values by number; `$1` is the account.
pub(super) struct Text {
    pub values: Vec<Value>,
    dialect: Dialect,
}

impl Text {
    pub fn new(account: i64, dialect: Dialect) -> Text {
        Text { values: vec![Value::from(account)], dialect }
    }

    pub fn value(&mut self, value: Value) -> String {
        self.values.push(value);
        format!("${}", self.values.len())
    }

    /// A condition whose values are named by `?`.
    pub fn condition(&mut self, condition: &str, values: &[Value]) -> String {
        let mut pieces = condition.split('?');
        let mut sql = pieces.next().unwrap_or_default().to_owned();
        for (piece, value) in pieces.zip(values) {
            sql += &self.value(value.clone());
            sql += piece;
        }
        sql
    }

    /// All conditions, the words too; each begins with `and`.
    pub fn filters(&mut self, filters: &Filters) -> String {
        let conditions = self.conditions(filters);
        conditions + &self.words(&filters.wanted)
    }

    pub fn conditions(&mut self, filters: &Filters) -> String {
        filters.parts.iter().map(|(part, values)| format!(" and {}", self.condition(part, values))).collect()
    }

    pub fn words(&mut self, wanted: &Wanted) -> String {
        let mut sql = String::new();
        for part in wanted.parts() {
            let mark = self.value(Value::from(part.as_str()));
            sql += &format!(" and {}", self.dialect.has_part("r.search_text", part, &mark));
        }
        sql
    }

    /// Beyond the last row of the page before.
    pub fn after(&mut self, list: &ListPage<'_>) -> String {
        let Some((value, id)) = &list.after else { return String::new() };
        let Sort { column, descending } = list.sort;
        let beyond = if descending { "<" } else { ">" };
        if column == "id" {
            return format!(" and r.id {beyond} {}", self.value(Value::from(*id)));
        }
        let (value, id) = (self.value(value.clone()), self.value(Value::from(*id)));
        format!(" and (r.{column}, r.id) {beyond} ({value}, {id})")
    }

    /// Only these portfolios.
    pub fn scope(&mut self, within: &Within) -> String {
        let Within::Set(ids) = within else { return String::new() };
        let marks: Vec<String> = ids.iter().map(|id| self.value(Value::from(*id))).collect();
        format!(" and r.portfolio_id in ({})", marks.join(", "))
    }
}
