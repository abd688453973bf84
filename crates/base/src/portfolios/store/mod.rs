//! The SQL of portfolios, their holders, their history and the roll-ups.

pub mod page;
pub mod repoint;
mod search;
pub mod seen;
pub mod staged;

use ::store::{Row, params};

use super::Holding;
use crate::{Error, Kind, Result, Tx, Writing};

/// The departments of a person; `$1` account, `$2` person.
const MINE: &str =
    "select m.department_id from department_members m where m.account_id = $1 and m.person_id = $2";

/// The departments of a person and all below; `$1` account, `$2` person.
const TREE: &str = "with recursive tree (id) as (
    select m.department_id from department_members m where m.account_id = $1 and m.person_id = $2
    union select d.id from departments d join tree t on d.account_id = $1 and d.parent_id = t.id)";

/// What lies in the row `h`, of which `r` are the roll-ups: all, and those not closed.
const LOAD: &str = "cast(coalesce(sum(r.count), 0) as bigint) as n,
    cast(coalesce(sum(case when r.open = 1 then r.count else 0 end), 0) as bigint) as n_open";

fn ids(rows: Vec<Row>) -> Result<Vec<i64>> {
    Ok(rows.iter().map(|row| row.at(0)).collect::<Result<Vec<i64>, _>>()?)
}

/// Sorted ids of the portfolios in which the person holds the kind.
pub fn held_by<S>(tx: &mut Tx<'_, S>, kind: Kind, person: i64) -> Result<Vec<i64>> {
    let sql = "select portfolio_id from portfolio_holders
        where account_id = $1 and kind = $2 and holder_person_id = $3 order by portfolio_id";
    ids(tx.query(sql, params![tx.account(), kind.code(), person])?)
}

pub fn held_by_department<S>(tx: &mut Tx<'_, S>, kind: Kind, person: i64) -> Result<Vec<i64>> {
    let sql = format!(
        "select portfolio_id from portfolio_holders where account_id = $1 and kind = $3 and (holder_person_id = $2
        or holder_person_id in (select o.person_id from department_members o
            where o.account_id = $1 and o.department_id in ({MINE}))) order by portfolio_id"
    );
    ids(tx.query(&sql, params![tx.account(), person, kind.code()])?)
}

pub fn held_by_tree<S>(tx: &mut Tx<'_, S>, kind: Kind, person: i64) -> Result<Vec<i64>> {
    let sql = format!(
        "{TREE} select portfolio_id from portfolio_holders where account_id = $1 and kind = $3
        and (holder_person_id = $2 or holder_person_id in (select o.person_id from department_members o
            where o.account_id = $1 and o.department_id in (select id from tree))) order by portfolio_id"
    );
    ids(tx.query(&sql, params![tx.account(), person, kind.code()])?)
}

/// Whether two people have a department in common.
pub fn shares_department<S>(tx: &mut Tx<'_, S>, me: i64, other: i64) -> Result<bool> {
    let sql = format!(
        "select 1 from department_members o where o.account_id = $1 and o.person_id = $3
        and o.department_id in ({MINE}) limit 1"
    );
    Ok(tx.query_opt(&sql, params![tx.account(), me, other])?.is_some())
}

/// Whether the other is in a department below one of mine.
pub fn below<S>(tx: &mut Tx<'_, S>, me: i64, other: i64) -> Result<bool> {
    let sql = format!(
        "{TREE} select 1 from department_members o where o.account_id = $1 and o.person_id = $3
        and o.department_id in (select id from tree) limit 1"
    );
    Ok(tx.query_opt(&sql, params![tx.account(), me, other])?.is_some())
}

/// Who holds the kind in the portfolio.
pub fn holder<S>(tx: &mut Tx<'_, S>, kind: Kind, portfolio: i64) -> Result<Option<i64>> {
    let sql = "select holder_person_id from portfolio_holders where account_id = $1 and portfolio_id = $2 and kind = $3";
    let row = tx.query_opt(sql, params![tx.account(), portfolio, kind.code()])?;
    Ok(row.map(|row| row.at(0)).transpose()?)
}

/// A new portfolio of the person's, held by them for every kind, with its history begun.
pub(super) fn add(tx: &mut Tx<'_, Writing>, id: i64, person: i64) -> Result<()> {
    let (account, now) = (tx.account(), tx.now());
    tx.execute(
        "insert into portfolios (account_id, id, home_person_id, department_id, created_at) values ($1, $2, $3, null, $4)",
        params![account, id, person, now],
    )?;
    for kind in Kind::ALL {
        tx.execute(
            "insert into portfolio_holders (account_id, portfolio_id, kind, holder_person_id, since, by_handover)
            values ($1, $2, $3, $4, $5, null)",
            params![account, id, kind.code(), person, now],
        )?;
        begin_history(tx, id, kind, person)?;
    }
    Ok(())
}

/// The portfolio that the person's new work goes to.
pub fn set_home(tx: &mut Tx<'_, Writing>, person: i64, portfolio: Option<i64>) -> Result<()> {
    tx.execute(
        "update people set portfolio_id = $3 where account_id = $1 and id = $2",
        params![tx.account(), person, portfolio],
    )?;
    Ok(())
}

fn kind_at(row: &Row, column: usize) -> Result<Kind> {
    let code: String = row.at(column)?;
    Kind::parse(&code).ok_or_else(|| Error::Broken(format!("unknown kind {code}")))
}

fn begin_history(tx: &mut Tx<'_, Writing>, portfolio: i64, kind: Kind, holder: i64) -> Result<()> {
    let (account, now, id) = (tx.account(), tx.now(), tx.new_id()?);
    tx.execute(
        "insert into portfolio_history (account_id, portfolio_id, kind, since, id, holder_person_id, until, by_handover)
        values ($1, $2, $3, $4, $5, $6, null, null)",
        params![account, portfolio, kind.code(), now, id, holder],
    )?;
    Ok(())
}

/// Notes that one record went to another portfolio by itself.
pub fn note_move(tx: &mut Tx<'_, Writing>, kind: Kind, record: i64, from: i64, to: i64) -> Result<()> {
    let id = tx.new_id()?;
    tx.execute(
        "insert into record_moves (account_id, id, kind, record_id, from_portfolio_id, to_portfolio_id, at)
        values ($1, $2, $3, $4, $5, $6, $7)",
        params![tx.account(), id, kind.code(), record, from, to, tx.now()],
    )?;
    Ok(())
}

/// What the person holds: per portfolio and kind, from the roll-ups; empty ones too.
pub fn holdings<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<Vec<(Kind, i64, Holding)>> {
    let sql = "select h.kind, h.portfolio_id, cast(coalesce(sum(r.count), 0) as bigint) as n,
            cast(coalesce(sum(case when r.open = 1 then r.count else 0 end), 0) as bigint) as n_open
        from portfolio_holders h left join rollups r
            on r.account_id = $1 and r.portfolio_id = h.portfolio_id and r.kind = h.kind
        where h.account_id = $1 and h.holder_person_id = $2
        group by h.kind, h.portfolio_id order by h.portfolio_id, h.kind";
    tx.query(sql, params![tx.account(), person])?
        .iter()
        .map(|row| Ok((kind_at(row, 0)?, row.at(1)?, Holding { count: row.at(2)?, open: row.at(3)? })))
        .collect()
}

/// Holder, since, until, by which hand-over.
pub type Spell = (i64, i64, Option<i64>, Option<i64>);

/// Who held the portfolio's kind: newest first, `(holder, since, until, hand-over)`.
pub fn history<S>(tx: &mut Tx<'_, S>, portfolio: i64, kind: Kind) -> Result<Vec<Spell>> {
    let sql = "select holder_person_id, since, until, by_handover from portfolio_history
        where account_id = $1 and portfolio_id = $2 and kind = $3 order by id desc";
    tx.query(sql, params![tx.account(), portfolio, kind.code()])?
        .iter()
        .map(|row| Ok((row.at(0)?, row.at(1)?, row.at(2)?, row.at(3)?)))
        .collect()
}
