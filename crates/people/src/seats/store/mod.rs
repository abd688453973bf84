//! The SQL of seats.

pub(super) mod requests;

use ::store::params;
use base::{Result, Tx, Writing};

use super::Plan;

/// Seats bought and until when they are paid.
pub(super) fn plan<S>(tx: &mut Tx<'_, S>) -> Result<(Option<i64>, Option<i64>)> {
    let row =
        tx.query_one("select seats_bought, paid_until from accounts where id = $1", params![tx.account()])?;
    Ok((row.at(0)?, row.at(1)?))
}

/// As `plan`; nobody else takes a seat until the end of the act.
pub(super) fn lock_plan<S>(tx: &mut Tx<'_, S>) -> Result<(Option<i64>, Option<i64>)> {
    let sql = format!("select seats_bought, paid_until from accounts where id = $1{}", tx.dialect().lock());
    let row = tx.query_one(&sql, params![tx.account()])?;
    Ok((row.at(0)?, row.at(1)?))
}

/// Seats taken, and how many of them by technical users.
pub(super) fn used<S>(tx: &mut Tx<'_, S>) -> Result<(i64, i64)> {
    let sql = "select count(*), cast(coalesce(sum(case when category = 'technical' then 1 else 0 end), 0) as bigint)
        from people where account_id = $1 and status in ('pending', 'active', 'blocked') and category <> 'integrator'";
    let row = tx.query_one(sql, params![tx.account()])?;
    Ok((row.at(0)?, row.at(1)?))
}

/// Sets the plan; `used`: how many are in use now.
pub(super) fn set_plan(tx: &mut Tx<'_, Writing>, plan: Plan, used: i64) -> Result<()> {
    let before = plan.bought.filter(|bought| used > *bought).map(|_| used);
    tx.execute(
        "update accounts set seats_bought = $2, paid_until = $3, seats_before = $4 where id = $1",
        params![tx.account(), plan.bought, plan.paid_until, before],
    )?;
    Ok(())
}

pub(super) fn set_partner(tx: &mut Tx<'_, Writing>, partner: Option<i64>) -> Result<()> {
    tx.execute("update accounts set partner_account_id = $2 where id = $1", params![tx.account(), partner])?;
    Ok(())
}

/// Both accounts, the smaller id first, until the end of the act.
pub(super) fn lock_accounts<S>(tx: &mut Tx<'_, S>, (one, other): (i64, i64)) -> Result<()> {
    let sql = format!("select id from accounts where id in ($1, $2) order by id{}", tx.dialect().lock());
    tx.query(&sql, params![one, other])?;
    Ok(())
}
