//! A page of records that hold all the words of a search: the one place that knows how to find them fast.
//!
//! A tiny scope, or few records by another condition, is read whole and filtered. Where there are very many and the index
//! of words answers in no order, a glance along the list comes first: of a common word it finds a page at once, for which
//! the index would have to find all. Otherwise the index is asked: where it knows few records, they are sorted and that is the answer. Where it knows many, the list is walked
//! in its own order, by the index of words itself where that answers newest first, until the page is full or enough has
//! been looked at: then the answer says where it stopped, and the next page goes on from there.

use std::cmp::Ordering;

use ::store::{Candidates, Row, Tenants, Value};

use super::super::Within;
use super::page::{COUNT_CAP, Count, Found, ListPage, Sort, Text, merges, order, rolled, rows_of};
use crate::{Kind, Result, Tx};

/// Scopes of up to so many records are read whole, whatever is looked for.
const TINY: i64 = 500;
/// And of up to so many, where the word is common.
const SMALL: i64 = 10_000;
/// Of the whole account, matches are counted up to here.
const COUNTED: i64 = 1_000;
/// So many records are looked at for one page.
const LOOKED_AT: i64 = 20_000;
/// So many are looked at before the index is asked, in an account that has more than `VERY_MANY`: first the few, and where
/// those promise a full page, the rest.
const GLANCES: [i64; 2] = [800, 4_000];
const VERY_MANY: i64 = 25_000;

pub(super) fn find<S>(tx: &mut Tx<'_, S>, within: &Within, list: &ListPage<'_>) -> Result<Found> {
    if matches!(within, Within::Set(ids) if ids.is_empty()) {
        return Ok(Found { count: Some(Count::capped(0, COUNTED)), ..Found::default() });
    }
    // Deleted records are few and have no index of words.
    if list.filters.is_narrow() || list.kind == Kind::Bin {
        return Ok(among(tx, within, list, Few::Scope)?.unwrap_or_default());
    }
    let held = match within {
        Within::All => i64::MAX,
        Within::Set(_) => rolled(tx, list.kind, within)?,
    };
    if held > TINY {
        if let Some(found) = glance(tx, within, list)? {
            return Ok(found);
        }
        if let Some(found) = among(tx, within, list, Few::Candidates)? {
            return Ok(found);
        }
    }
    let own = matches!(within, Within::Set(ids) if merges(tx, list.kind, ids)?);
    if held > SMALL {
        let walks = walks(tx, within, list)?;
        return among_many(tx, within, list, &walks, Known::Many);
    }
    if held > TINY && own {
        let walks = along(tx, within, list, LOOKED_AT)?;
        return among_many(tx, within, list, &walks, Known::Many);
    }
    Ok(among(tx, within, list, Few::Scope)?.unwrap_or_default())
}

/// What is known of the matches before the list is walked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    /// The index of words has more than are counted.
    Many,
    Nothing,
}

/// The page, where it is full after a glance along the list: only where the index would answer in no order, and where
/// there are very many records for it to answer with.
fn glance<S>(tx: &mut Tx<'_, S>, within: &Within, list: &ListPage<'_>) -> Result<Option<Found>> {
    let mut text = Text::new(tx.account(), tx.dialect());
    if !asked(tx, &mut text, list)?.newest.is_empty() || rolled(tx, list.kind, &Within::All)? <= VERY_MANY {
        return Ok(None);
    }
    for glance in GLANCES {
        let walks = along(tx, within, list, glance)?;
        let seen = look(tx, list, &walks)?;
        let so_many = seen.hits.len() as i64;
        if so_many >= list.limit {
            let found = page_of(tx, within, list, seen, Known::Nothing)?;
            return Ok(Some(found).filter(|found| found.rows.len() as i64 >= list.limit));
        }
        if so_many * GLANCES[1] / glance < list.limit {
            break;
        }
    }
    Ok(None)
}

/// Which few records are looked at all.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Few {
    Scope,
    Candidates,
}

/// The page and the count, both exact; nothing where the candidates are too many.
fn among<S>(tx: &mut Tx<'_, S>, within: &Within, list: &ListPage<'_>, few: Few) -> Result<Option<Found>> {
    let most = tx.dialect().few_found();
    let mut text = Text::new(tx.account(), tx.dialect());
    let found = match few {
        Few::Scope => {
            let (scope, filters) = (text.scope(within), text.filters(list.filters));
            format!("select r.* from {} r where r.account_id = $1{scope}{filters}", list.table)
        }
        Few::Candidates => {
            let Candidates { from, condition, .. } = asked(tx, &mut text, list)?;
            let words = text.words(list.filters.wanted());
            let limit = text.value(Value::from(most + 1));
            format!("select {} from {from} where {condition}{words} limit {limit}", needed(list))
        }
    };
    let mut rest = || match few {
        Few::Scope => String::new(),
        Few::Candidates => text.scope(within) + &text.conditions(list.filters),
    };
    let (counted, paged) = (rest(), rest());
    let after = text.after(list);
    let limit = text.value(Value::from(list.limit));
    let column = list.sort.column;
    let sql = format!(
        "with found as materialized ({found})
        select n.n, m.n, k.id, k.sort_key from (select count(*) as n from found) n
        cross join (select count(*) as n from found r where r.account_id = $1{counted}) m
        left join (select r.id, r.{column} as sort_key from found r where r.account_id = $1{paged}{after}
            order by {} limit {limit}) k on 1 = 1",
        order("r", column, list.sort)
    );
    let rows = tx.query(&sql, &text.values)?;
    let (mut all, mut matching, mut ids) = (0, 0, Vec::new());
    for row in &rows {
        (all, matching) = (row.at(0)?, row.at(1)?);
        ids.extend(row.at::<Option<i64>>(2)?);
    }
    if few == Few::Candidates && all > most {
        return Ok(None);
    }
    let cap = if few == Few::Scope { COUNT_CAP } else { COUNTED };
    Ok(Some(Found {
        rows: rows_by_id(tx, list, &ids)?,
        stopped: None,
        count: Some(Count::capped(matching, cap)),
    }))
}

/// The columns that the rest of the question is about.
fn needed(list: &ListPage<'_>) -> String {
    match list.sort.column {
        _ if list.filters.has_conditions() => "r.*".to_owned(),
        "id" => "r.account_id, r.id, r.portfolio_id".to_owned(),
        column => format!("r.account_id, r.id, r.portfolio_id, r.{column}"),
    }
}

/// The page where the index knows very many: as far as it has been looked for.
fn among_many<S>(
    tx: &mut Tx<'_, S>,
    within: &Within,
    list: &ListPage<'_>,
    walks: &[Walk],
    known: Known,
) -> Result<Found> {
    let seen = look(tx, list, walks)?;
    page_of(tx, within, list, seen, known)
}

/// What some walks have come by, and which of them did not fill a page.
struct Seen<'w> {
    /// Sort values and ids.
    hits: Vec<(Value, i64)>,
    not_full: Vec<&'w Walk>,
}

fn look<'w, S>(tx: &mut Tx<'_, S>, list: &ListPage<'_>, walks: &'w [Walk]) -> Result<Seen<'w>> {
    let mut seen = Seen { hits: Vec::new(), not_full: Vec::new() };
    let asked: Vec<_> = walks.iter().map(|walk| walk.hits.clone()).collect();
    for (walk, rows) in walks.iter().zip(tx.query_each(&asked)?) {
        if (rows.len() as i64) < list.limit {
            seen.not_full.push(walk);
        }
        for row in &rows {
            seen.hits.push((row.at(1)?, row.at(0)?));
        }
    }
    Ok(seen)
}

/// The page of what was seen, as far as every walk has come.
fn page_of<S>(
    tx: &mut Tx<'_, S>,
    within: &Within,
    list: &ListPage<'_>,
    Seen { mut hits, not_full }: Seen<'_>,
    known: Known,
) -> Result<Found> {
    let mut stop: Option<(Value, i64)> = None;
    let asked: Vec<_> = not_full.iter().map(|walk| walk.end.clone()).collect();
    for (walk, rows) in not_full.iter().zip(tx.query_each(&asked)?) {
        if let Some(row) = rows.first()
            && row.at::<i64>(2)? >= walk.most
        {
            let end = (row.at(1)?, row.at(0)?);
            stop = Some(match stop {
                Some(other) if compare(list, &other, &end).is_lt() => other,
                _ => end,
            });
        }
    }
    hits.sort_by(|a, b| compare(list, a, b));
    if let Some(stop) = &stop {
        hits.retain(|hit| compare(list, hit, stop).is_le());
    }
    hits.truncate(usize::try_from(list.limit).unwrap_or(usize::MAX));
    let (n, whole) = (hits.len() as i64, (hits.len() as i64) < list.limit && stop.is_none());
    let count = match within {
        Within::All if known == Known::Many && !list.filters.has_conditions() => {
            Count { n: COUNTED, more: true }
        }
        _ if whole && list.after.is_none() => Count { n, more: false },
        _ => Count { n: n.min(list.limit - 1), more: true },
    };
    let ids: Vec<i64> = hits.iter().map(|(_, id)| *id).collect();
    let stopped = stop.filter(|_| n < list.limit);
    Ok(Found { rows: rows_by_id(tx, list, &ids)?, stopped, count: Some(count) })
}

/// One way through the list, in its order.
struct Walk {
    /// Selects id and sort value of the first matches.
    hits: (String, Vec<Value>),
    /// Selects id and sort value of the last row looked at, and how many were.
    end: (String, Vec<Value>),
    most: i64,
}

/// By the index of words where that is in the list's order, otherwise along the list.
fn walks<S>(tx: &mut Tx<'_, S>, within: &Within, list: &ListPage<'_>) -> Result<Vec<Walk>> {
    let mut text = Text::new(tx.account(), tx.dialect());
    let found = asked(tx, &mut text, list)?;
    let in_order = if list.sort.descending { found.newest } else { found.oldest };
    if list.sort.column == "id" && !in_order.is_empty() {
        let words = text.words(list.filters.wanted());
        let after = text.after(list).replace("r.id", found.id);
        let rows = format!("{} where {}{words}{after} order by {in_order}", found.from, found.condition);
        return Ok(vec![walk(text, &rows, within, list, LOOKED_AT)]);
    }
    along(tx, within, list, LOOKED_AT)
}

/// Through each portfolio where they are few, otherwise through the account; so many records in all.
fn along<S>(tx: &mut Tx<'_, S>, within: &Within, list: &ListPage<'_>, most: i64) -> Result<Vec<Walk>> {
    let portfolios = match within {
        Within::Set(ids) if merges(tx, list.kind, ids)? => ids.as_slice(),
        _ => return Ok(vec![through(tx, None, within, list, most)]),
    };
    let most = most / i64::try_from(portfolios.len()).unwrap_or(1).max(1);
    Ok(portfolios.iter().map(|id| through(tx, Some(*id), &Within::All, list, most)).collect())
}

/// Through the account, or one portfolio, by the index of the list's order.
fn through<S>(
    tx: &Tx<'_, S>,
    portfolio: Option<i64>,
    within: &Within,
    list: &ListPage<'_>,
    most: i64,
) -> Walk {
    let mut text = Text::new(tx.account(), tx.dialect());
    let own = match portfolio {
        Some(id) => text.scope(&Within::Set(vec![id])),
        None => String::new(),
    };
    let after = text.after(list);
    let order = order("r", list.sort.column, list.sort);
    let rows = format!("{} r where r.account_id = $1{own}{after} order by {order}", list.table);
    walk(text, &rows, within, list, most)
}

/// Looks at `most` of the rows, in their order.
fn walk(mut text: Text, rows: &str, within: &Within, list: &ListPage<'_>, most: i64) -> Walk {
    let column = list.sort.column;
    let most_mark = text.value(Value::from(most));
    let turned = order("w", "sort_key", Sort { descending: !list.sort.descending, ..list.sort });
    let window = format!("select r.id, r.{column} as sort_key from {rows} limit {most_mark}");
    let end = format!(
        "select w.id, w.sort_key, (select count(*) from ({window}) c) from ({window}) w order by {turned} limit 1"
    );
    let end = (end, text.values.clone());
    let matches = text.filters(list.filters) + &text.scope(within);
    let limit = text.value(Value::from(list.limit));
    let hits = format!(
        "select r.id, r.{column} from (select r.* from {rows} limit {most_mark}) r
        where r.account_id = $1{matches} limit {limit}"
    );
    Walk { hits: (hits, text.values), end, most }
}

/// The index of words, asked for all of them.
fn asked<S>(tx: &mut Tx<'_, S>, text: &mut Text, list: &ListPage<'_>) -> Result<Candidates> {
    let accounts = tx.query("select id from accounts limit 2", &[])?.len();
    let tenants = if accounts == 1 { Tenants::One } else { Tenants::Several };
    let found = tx.dialect().candidates(list.table, tx.account(), list.filters.wanted().parts(), tenants);
    let condition = text.condition(&found.condition, &found.values);
    Ok(Candidates { condition, ..found })
}

/// The rows of these records, in the list's order.
fn rows_by_id<S>(tx: &mut Tx<'_, S>, list: &ListPage<'_>, ids: &[i64]) -> Result<Vec<Row>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut text = Text::new(tx.account(), tx.dialect());
    let marks: Vec<String> = ids.iter().map(|id| text.value(Value::from(*id))).collect();
    let keys = format!(
        "select r.id, r.{} as sort_key from {} r where r.account_id = $1 and r.id in ({})",
        list.sort.column,
        list.table,
        marks.join(", ")
    );
    rows_of(tx, list, &keys, &text.values)
}

/// Which of two rows comes first in the list.
fn compare(list: &ListPage<'_>, a: &(Value, i64), b: &(Value, i64)) -> Ordering {
    let values = match (&a.0, &b.0) {
        (Value::Int(a), Value::Int(b)) => a.cmp(b),
        (Value::Text(a), Value::Text(b)) => a.cmp(b),
        _ => Ordering::Equal,
    };
    let upwards = values.then(a.1.cmp(&b.1));
    if list.sort.descending { upwards.reverse() } else { upwards }
}
