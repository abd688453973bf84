//! The SQL of seats.

use ::store::params;
use base::{Result, Tx};

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
        from people where account_id = $1 and status in ('pending', 'active', 'blocked')";
    let row = tx.query_one(sql, params![tx.account()])?;
    Ok((row.at(0)?, row.at(1)?))
}
