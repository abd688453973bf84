//! The heart of every hand-over: the rows that say who holds what get another holder.
//!
//! First the steps are written: which row goes from whom to whom, how much was in it, and by which hand-over it had
//! come. `carry_out` follows them. Going back is steps in the other direction. Each is one statement over a set, so
//! the cost is that of the rows, never of the records in the portfolios.

use ::store::{Row, Value, params};

use super::{LOAD, kind_at};
use crate::portfolios::Holding;
use crate::{Kind, Result, Tx, Writing};

/// Locks every row that the person holds, in order, so that two hand-overs can't both repoint it.
pub fn lock_held<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<()> {
    let lock = tx.dialect().lock();
    if lock.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "select portfolio_id, kind from portfolio_holders where account_id = $1 and holder_person_id = $2
        order by portfolio_id, kind{lock}"
    );
    tx.query(&sql, params![tx.account(), person])?;
    Ok(())
}

/// Writes the steps of a hand-over: whatever `from` holds of these kinds, in every portfolio that has no step yet, goes
/// to `to`.
pub fn step_on(tx: &mut Tx<'_, Writing>, handover: i64, from: i64, kinds: &[Kind], to: i64) -> Result<()> {
    let mut values = params![tx.account(), handover, from, to].to_vec();
    let kinds: Vec<String> = kinds.iter().map(|kind| value(&mut values, kind.code())).collect();
    let sql = format!(
        "insert into handover_steps (account_id, handover_id, portfolio_id, kind, from_person_id, to_person_id, count,
            open, by_before, by_after)
        select h.account_id, cast($2 as bigint), h.portfolio_id, h.kind, h.holder_person_id, cast($4 as bigint),
            {LOAD}, h.by_handover, cast($2 as bigint)
        from portfolio_holders h {ROLLED}
        where h.account_id = $1 and h.holder_person_id = $3 and h.kind in ({}) and not exists (
            select 1 from handover_steps s where s.account_id = $1 and s.handover_id = $2
            and s.portfolio_id = h.portfolio_id and s.kind = h.kind)
        group by h.account_id, h.portfolio_id, h.kind, h.holder_person_id, h.by_handover",
        kinds.join(", ")
    );
    tx.execute(&sql, &values)?;
    Ok(())
}

/// Locks the rows of these portfolios, in order.
pub fn lock_portfolios<S>(tx: &mut Tx<'_, S>, portfolios: &[i64]) -> Result<()> {
    let lock = tx.dialect().lock();
    if lock.is_empty() || portfolios.is_empty() {
        return Ok(());
    }
    let marks: Vec<String> = (0..portfolios.len()).map(|n| format!("${}", n + 2)).collect();
    let sql = format!(
        "select portfolio_id, kind from portfolio_holders where account_id = $1 and portfolio_id in ({})
        order by portfolio_id, kind{lock}",
        marks.join(", ")
    );
    let mut values = vec![Value::from(tx.account())];
    values.extend(portfolios.iter().map(|id| Value::from(*id)));
    tx.query(&sql, &values)?;
    Ok(())
}

/// As `step_on`, of one portfolio only.
pub fn step_on_portfolio(
    tx: &mut Tx<'_, Writing>,
    handover: i64,
    (from, portfolio): (i64, i64),
    kinds: &[Kind],
    to: i64,
) -> Result<()> {
    let mut values = params![tx.account(), handover, from, to, portfolio].to_vec();
    let kinds: Vec<String> = kinds.iter().map(|kind| value(&mut values, kind.code())).collect();
    let sql = format!(
        "insert into handover_steps (account_id, handover_id, portfolio_id, kind, from_person_id, to_person_id, count,
            open, by_before, by_after)
        select h.account_id, cast($2 as bigint), h.portfolio_id, h.kind, h.holder_person_id, cast($4 as bigint),
            {LOAD}, h.by_handover, cast($2 as bigint)
        from portfolio_holders h {ROLLED}
        where h.account_id = $1 and h.holder_person_id = $3 and h.portfolio_id = $5 and h.kind in ({})
        group by h.account_id, h.portfolio_id, h.kind, h.holder_person_id, h.by_handover",
        kinds.join(", ")
    );
    tx.execute(&sql, &values)?;
    Ok(())
}

/// Writes the steps of going back: every row that still stands as the hand-over `of` left it returns to whom it came
/// from, and names the hand-over that it named before.
pub fn step_back(tx: &mut Tx<'_, Writing>, handover: i64, of: i64) -> Result<()> {
    let sql = format!(
        "insert into handover_steps (account_id, handover_id, portfolio_id, kind, from_person_id, to_person_id, count,
            open, by_before, by_after)
        select h.account_id, cast($2 as bigint), h.portfolio_id, h.kind, h.holder_person_id, s.from_person_id,
            {LOAD}, h.by_handover, s.by_before
        from handover_steps s
        join portfolio_holders h on h.account_id = $1 and h.portfolio_id = s.portfolio_id and h.kind = s.kind {ROLLED}
        where s.account_id = $1 and s.handover_id = $3 and h.by_handover = s.by_after and h.holder_person_id = s.to_person_id
        group by h.account_id, h.portfolio_id, h.kind, h.holder_person_id, s.from_person_id, h.by_handover, s.by_before"
    );
    tx.execute(&sql, params![tx.account(), handover, of])?;
    Ok(())
}

/// Follows the steps of the hand-over: every row has its new holder, and the history says so.
pub fn carry_out(tx: &mut Tx<'_, Writing>, handover: i64) -> Result<()> {
    let (account, now, id) = (tx.account(), tx.now(), tx.new_id()?);
    keep_sums(tx, handover)?;
    let rows = "select portfolio_id, kind from handover_steps where account_id = $1 and handover_id = $2";
    tx.execute(
        &format!(
            "update portfolio_holders set since = $3, (holder_person_id, by_handover) = (
                select s.to_person_id, s.by_after from handover_steps s where s.account_id = $1 and s.handover_id = $2
                and s.portfolio_id = portfolio_holders.portfolio_id and s.kind = portfolio_holders.kind)
            where account_id = $1 and (portfolio_id, kind) in ({rows})"
        ),
        params![account, handover, now],
    )?;
    tx.execute(
        &format!(
            "update portfolio_history set until = $3
            where account_id = $1 and until is null and (portfolio_id, kind) in ({rows})"
        ),
        params![account, handover, now],
    )?;
    tx.execute(
        "insert into portfolio_history (account_id, portfolio_id, kind, since, id, holder_person_id, until, by_handover)
        select account_id, portfolio_id, kind, cast($3 as bigint), cast($4 as bigint), to_person_id, null, handover_id
        from handover_steps where account_id = $1 and handover_id = $2",
        params![account, handover, now, id],
    )?;
    Ok(())
}

/// What the amounts in the steps add up to at this moment.
fn keep_sums(tx: &mut Tx<'_, Writing>, handover: i64) -> Result<()> {
    tx.execute(
        "insert into handover_sums (account_id, handover_id, portfolio_id, kind, currency, amount, open_amount)
        select s.account_id, s.handover_id, s.portfolio_id, s.kind, r.currency, cast(sum(r.sum) as bigint),
            cast(sum(case when r.open = 1 then r.sum else 0 end) as bigint)
        from handover_steps s join rollups r
            on r.account_id = $1 and r.portfolio_id = s.portfolio_id and r.kind = s.kind and r.currency <> ''
        where s.account_id = $1 and s.handover_id = $2
        group by s.account_id, s.handover_id, s.portfolio_id, s.kind, r.currency having sum(r.count) > 0",
        params![tx.account(), handover],
    )?;
    Ok(())
}

/// Sorted ids of the portfolios of which a hand-over moved the kind.
pub fn moved_by<S>(tx: &mut Tx<'_, S>, handover: i64, kind: Kind) -> Result<Vec<i64>> {
    let sql =
        "select portfolio_id from handover_steps where account_id = $1 and handover_id = $2 and kind = $3
        order by portfolio_id";
    super::ids(tx.query(sql, params![tx.account(), handover, kind.code()])?)
}

/// A row that a hand-over repointed, as it stands now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stepped {
    pub portfolio: i64,
    pub kind: Kind,
    pub from: i64,
    pub to: i64,
    /// Who holds it now, and by which hand-over.
    pub holder: i64,
    pub by_handover: Option<i64>,
    /// What is in it now.
    pub holding: Holding,
    /// Whether it stands as the hand-over left it.
    pub unmoved: bool,
}

/// The rows that the hand-over repointed, as they stand now.
pub fn stepped<S>(tx: &mut Tx<'_, S>, handover: i64) -> Result<Vec<Stepped>> {
    let sql = format!(
        "select s.portfolio_id, s.kind, s.from_person_id, s.to_person_id, h.holder_person_id, h.by_handover, {LOAD},
            case when h.by_handover = s.by_after and h.holder_person_id = s.to_person_id then 1 else 0 end as unmoved
        from handover_steps s
        join portfolio_holders h on h.account_id = $1 and h.portfolio_id = s.portfolio_id and h.kind = s.kind {ROLLED}
        where s.account_id = $1 and s.handover_id = $2
        group by s.portfolio_id, s.kind, s.from_person_id, s.to_person_id, s.by_after, h.holder_person_id, h.by_handover
        order by s.portfolio_id, s.kind"
    );
    tx.query(&sql, params![tx.account(), handover])?.iter().map(stepped_at).collect()
}

/// As `stepped`, with the rows locked until the end of the act.
pub fn lock_stepped<S>(tx: &mut Tx<'_, S>, handover: i64) -> Result<Vec<Stepped>> {
    let lock = tx.dialect().lock();
    if !lock.is_empty() {
        let sql = format!(
            "select portfolio_id, kind from portfolio_holders where account_id = $1 and (portfolio_id, kind) in (
                select portfolio_id, kind from handover_steps where account_id = $1 and handover_id = $2)
            order by portfolio_id, kind{lock}"
        );
        tx.query(&sql, params![tx.account(), handover])?;
    }
    stepped(tx, handover)
}

fn stepped_at(row: &Row) -> Result<Stepped> {
    Ok(Stepped {
        portfolio: row.at(0)?,
        kind: kind_at(row, 1)?,
        from: row.at(2)?,
        to: row.at(3)?,
        holder: row.at(4)?,
        by_handover: row.at(5)?,
        holding: Holding { count: row.at(6)?, open: row.at(7)? },
        unmoved: row.at::<i64>(8)? == 1,
    })
}

/// Records that left the rows of the hand-over by themselves since, and did not come back: of each kind how many, and
/// the first twenty; `after` is the id of the last move that doesn't count. The join is written crosswise so that SQLite begins with the few rows, not with all moves since.
pub fn strayed<S>(
    tx: &mut Tx<'_, S>,
    handover: i64,
    since: i64,
    after: i64,
) -> Result<Vec<(Kind, i64, Vec<i64>)>> {
    let sql = "with gone as (
            select distinct m.kind, m.record_id from handover_steps s cross join record_moves m
            where s.account_id = $1 and s.handover_id = $2 and m.account_id = $1
            and m.from_portfolio_id = s.portfolio_id and m.kind = s.kind and m.at >= $3 and m.id > $4
            and not exists (
                select 1 from record_moves b where b.account_id = $1 and b.kind = m.kind and b.record_id = m.record_id
                and b.id > m.id and b.to_portfolio_id = s.portfolio_id))
        select kind, record_id, n from (
            select kind, record_id, count(*) over (partition by kind) as n,
                row_number() over (partition by kind order by record_id) as place
            from gone) g
        where place <= 20 order by kind, record_id";
    let mut strays: Vec<(Kind, i64, Vec<i64>)> = Vec::new();
    for row in tx.query(sql, params![tx.account(), handover, since, after])? {
        let (kind, record) = (kind_at(&row, 0)?, row.at(1)?);
        match strays.last_mut() {
            Some((last, _, sample)) if *last == kind => sample.push(record),
            _ => strays.push((kind, row.at(2)?, vec![record])),
        }
    }
    Ok(strays)
}

/// The roll-ups of the row `h`.
const ROLLED: &str =
    "left join rollups r on r.account_id = $1 and r.portfolio_id = h.portfolio_id and r.kind = h.kind";

fn value(values: &mut Vec<Value>, value: &str) -> String {
    values.push(Value::from(value));
    format!("${}", values.len())
}
