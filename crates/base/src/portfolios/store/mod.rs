//! The SQL of portfolios, their holders, their history and the roll-ups.

pub mod covers;
pub mod holders;
pub mod lists;
pub mod page;
pub mod queues;
pub mod repoint;
mod search;
pub mod seen;
pub mod staged;

use ::store::{Row, params};

use super::Holding;
use crate::authz::Scope;
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

/// What one reaches beside what the scope says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// Work of those for whom one stands in at this moment.
    pub covered: bool,
    /// Queues of one's departments.
    pub queues: bool,
}

/// Sorted ids of the portfolios whose holder of the kind is within the scope of `me`, and of those beside: one
/// statement, whatever the scope.
pub fn reached<S>(tx: &mut Tx<'_, S>, kind: Kind, me: i64, scope: Scope, beside: Beside) -> Result<Vec<i64>> {
    let mut parts = Vec::new();
    // Every part names its values from the front: account, person, kind, now.
    let mut named = 0;
    if let Some(within) = within_scope(scope) {
        let of_kind = "from portfolio_holders where account_id = $1 and kind = $3";
        parts.push(format!("select portfolio_id {of_kind} and {within}"));
        named = 3;
    }
    if beside.covered {
        parts.push(format!(
            "select h.portfolio_id from covers c join portfolio_holders h on h.account_id = c.account_id
            and h.holder_person_id = c.person_id and h.kind = $3
            where c.account_id = $1 and c.stand_in_person_id = $2 and {}",
            covers::IN_FORCE
        ));
        named = 4;
    }
    if beside.queues {
        parts.push(
            "select q.id as portfolio_id from department_members m join portfolios q on q.account_id = m.account_id
            and q.department_id = m.department_id where m.account_id = $1 and m.person_id = $2"
                .to_owned(),
        );
        named = named.max(2);
    }
    if parts.is_empty() {
        return Ok(Vec::new());
    }
    let tree = if scope == Scope::Tree { TREE } else { "" };
    let sql = format!("{tree} {} order by portfolio_id", parts.join(" union "));
    let values = params![tx.account(), me, kind.code(), tx.now()];
    ids(tx.query(&sql, &values[..named])?)
}

/// Which holders are within the scope of the person `$2`; `None`: nobody.
fn within_scope(scope: Scope) -> Option<String> {
    match scope {
        Scope::None | Scope::All => None,
        Scope::Own => Some("holder_person_id = $2".to_owned()),
        Scope::Department => Some(format!(
            "(holder_person_id = $2 or holder_person_id in (select o.person_id from department_members o
            where o.account_id = $1 and o.department_id in ({MINE})))"
        )),
        Scope::Tree => Some(
            "(holder_person_id = $2 or holder_person_id in (select o.person_id from department_members o
            where o.account_id = $1 and o.department_id in (select id from tree)))"
                .to_owned(),
        ),
    }
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
    tx.execute(
        "insert into portfolios (account_id, id, home_person_id, department_id, created_at) values ($1, $2, $3, null, $4)",
        params![tx.account(), id, person, tx.now()],
    )?;
    hold_all(tx, id, person)
}

/// The person is the new portfolio's first holder of every kind; its history begins.
pub(super) fn hold_all(tx: &mut Tx<'_, Writing>, id: i64, person: i64) -> Result<()> {
    let (account, now) = (tx.account(), tx.now());
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

/// The buckets (stages, of deals) at which the person holds records of the kind.
pub fn buckets<S>(tx: &mut Tx<'_, S>, person: i64, kind: Kind) -> Result<Vec<i64>> {
    let sql = "select distinct r.bucket from portfolio_holders h join rollups r
            on r.account_id = $1 and r.portfolio_id = h.portfolio_id and r.kind = h.kind
        where h.account_id = $1 and h.holder_person_id = $2 and h.kind = $3 and r.count > 0 order by r.bucket";
    let rows = tx.query(sql, params![tx.account(), person, kind.code()])?;
    rows.iter().map(|row| Ok(row.at(0)?)).collect()
}

/// Holder, since, until, by which hand-over.
pub type Spell = (i64, i64, Option<i64>, Option<i64>);

/// Who held the portfolio's kind: newest first, `(holder, since, until, hand-over)`.
pub fn history<S>(tx: &mut Tx<'_, S>, portfolio: i64, kind: Kind) -> Result<Vec<Spell>> {
    let sql = "select holder_person_id, since, until, by_handover from portfolio_history
        where account_id = $1 and portfolio_id = $2 and kind = $3 order by since desc, id desc";
    tx.query(sql, params![tx.account(), portfolio, kind.code()])?
        .iter()
        .map(|row| Ok((row.at(0)?, row.at(1)?, row.at(2)?, row.at(3)?)))
        .collect()
}
