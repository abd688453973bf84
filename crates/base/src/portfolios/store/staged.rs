//! Portfolios that a plan stages records in: twins of the one the records come from.
//!
//! A twin is held by the same people, since the same moments, with the same history, and it stands beside its source
//! in every hand-over there was: whoever looks sees no difference, and an undo of any of them takes both.

use ::store::params;

use super::LOAD;
use crate::{Kind, Result, Tx, Writing};

/// Opens the twin of a portfolio, whose rows must be locked.
pub fn open(tx: &mut Tx<'_, Writing>, twin: i64, source: i64) -> Result<()> {
    let account = tx.account();
    tx.execute(
        "insert into portfolios (account_id, id, home_person_id, department_id, created_at)
        select account_id, cast($3 as bigint), home_person_id, department_id, cast($4 as bigint)
        from portfolios where account_id = $1 and id = $2",
        params![account, source, twin, tx.now()],
    )?;
    tx.execute(
        "insert into portfolio_holders (account_id, portfolio_id, kind, holder_person_id, since, by_handover)
        select account_id, cast($3 as bigint), kind, holder_person_id, since, by_handover
        from portfolio_holders where account_id = $1 and portfolio_id = $2",
        params![account, source, twin],
    )?;
    tx.execute(
        "insert into portfolio_history (account_id, portfolio_id, kind, since, id, holder_person_id, until, by_handover)
        select account_id, cast($3 as bigint), kind, since, id, holder_person_id, until, by_handover
        from portfolio_history where account_id = $1 and portfolio_id = $2",
        params![account, source, twin],
    )?;
    tx.execute(
        "insert into handover_steps (account_id, handover_id, portfolio_id, kind, from_person_id, to_person_id, count,
            open, by_before, by_after)
        select account_id, handover_id, cast($3 as bigint), kind, from_person_id, to_person_id, 0, 0, by_before, by_after
        from handover_steps where account_id = $1 and portfolio_id = $2",
        params![account, source, twin],
    )?;
    Ok(())
}

/// Takes an empty twin away again: what was told of it is told of its source. The database refuses while something
/// still lies in it.
pub fn close(tx: &mut Tx<'_, Writing>, twin: i64, source: i64) -> Result<()> {
    let account = tx.account();
    tx.execute(
        "update handover_steps set (count, open) = (
            select handover_steps.count + t.count, handover_steps.open + t.open from handover_steps t
            where t.account_id = $1 and t.portfolio_id = $3 and t.handover_id = handover_steps.handover_id
            and t.kind = handover_steps.kind)
        where account_id = $1 and portfolio_id = $2 and exists (
            select 1 from handover_steps t where t.account_id = $1 and t.portfolio_id = $3
            and t.handover_id = handover_steps.handover_id and t.kind = handover_steps.kind and t.count > 0)",
        params![account, source, twin],
    )?;
    tx.execute(
        "update record_moves set from_portfolio_id = $2 where account_id = $1 and from_portfolio_id = $3",
        params![account, source, twin],
    )?;
    tx.execute(
        "update record_moves set to_portfolio_id = $2 where account_id = $1 and to_portfolio_id = $3",
        params![account, source, twin],
    )?;
    tx.execute(
        "insert into handover_sums (account_id, handover_id, portfolio_id, kind, currency, amount, open_amount)
        select t.account_id, t.handover_id, cast($2 as bigint), t.kind, t.currency, t.amount, t.open_amount
        from handover_sums t join handover_steps s on s.account_id = t.account_id and s.handover_id = t.handover_id
            and s.portfolio_id = $2 and s.kind = t.kind
        where t.account_id = $1 and t.portfolio_id = $3
        on conflict (account_id, handover_id, portfolio_id, kind, currency) do update set
            amount = handover_sums.amount + excluded.amount,
            open_amount = handover_sums.open_amount + excluded.open_amount",
        params![account, source, twin],
    )?;
    let rows = [
        "delete from handover_sums where account_id = $1 and portfolio_id = $2",
        "delete from handover_steps where account_id = $1 and portfolio_id = $2",
        "delete from portfolio_history where account_id = $1 and portfolio_id = $2",
        "delete from portfolio_holders where account_id = $1 and portfolio_id = $2",
        "delete from rollups where account_id = $1 and portfolio_id = $2",
        "delete from portfolios where account_id = $1 and id = $2",
    ];
    for sql in rows {
        tx.execute(sql, params![account, twin])?;
    }
    Ok(())
}

/// Writes the step of one row: the kind in this portfolio goes from its holder to `to`.
pub fn step(tx: &mut Tx<'_, Writing>, handover: i64, portfolio: i64, kind: Kind, to: i64) -> Result<()> {
    let sql = format!(
        "insert into handover_steps (account_id, handover_id, portfolio_id, kind, from_person_id, to_person_id, count,
            open, by_before, by_after)
        select h.account_id, cast($2 as bigint), h.portfolio_id, h.kind, h.holder_person_id, cast($5 as bigint),
            {LOAD}, h.by_handover, cast($2 as bigint)
        from portfolio_holders h left join rollups r
            on r.account_id = $1 and r.portfolio_id = h.portfolio_id and r.kind = h.kind
        where h.account_id = $1 and h.portfolio_id = $3 and h.kind = $4
        group by h.account_id, h.portfolio_id, h.kind, h.holder_person_id, h.by_handover"
    );
    tx.execute(&sql, params![tx.account(), handover, portfolio, kind.code(), to])?;
    Ok(())
}

/// The rows in which the person is a holder and whose records can be told apart: kind and portfolio, by portfolio. A
/// department's queue stays whole: its records wait for whoever takes them.
pub fn rows_of<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<Vec<(Kind, i64)>> {
    let sql = "select h.kind, h.portfolio_id from portfolio_holders h
        join portfolios p on p.account_id = h.account_id and p.id = h.portfolio_id and p.department_id is null
        where h.account_id = $1 and h.holder_person_id = $2 order by h.portfolio_id, h.kind";
    tx.query(sql, params![tx.account(), person])?
        .iter()
        .map(|row| Ok((super::kind_at(row, 0)?, row.at(1)?)))
        .collect()
}

/// The portfolios of a department: opened for one of its members, or its queue.
pub fn of_department<S>(tx: &mut Tx<'_, S>, department: i64) -> Result<Vec<i64>> {
    let sql = "select p.id from portfolios p where p.account_id = $1 and (p.department_id = $2
        or p.home_person_id in (select m.person_id from department_members m
            where m.account_id = $1 and m.department_id = $2)) order by p.id";
    super::ids(tx.query(sql, params![tx.account(), department])?)
}
