//! The SQL of what is kept for how long.

use ::store::params;
use base::{Result, Tx, Writing};

use super::Rules;

/// What the account has decided.
pub fn rules<S>(tx: &mut Tx<'_, S>) -> Result<Rules> {
    read(tx, "")
}

/// The same, held against others who decide until the end of the act.
pub(super) fn lock<S>(tx: &mut Tx<'_, S>) -> Result<Rules> {
    read(tx, tx.dialect().lock())
}

fn read<S>(tx: &mut Tx<'_, S>, lock: &str) -> Result<Rules> {
    let sql = format!("select grace_days, entry_days from accounts where id = $1{lock}");
    let row = tx.query_one(&sql, params![tx.account()])?;
    Ok(Rules { grace_days: row.at(0)?, entry_days: row.at(1)? })
}

pub(super) fn set(tx: &mut Tx<'_, Writing>, rules: Rules) -> Result<()> {
    tx.execute(
        "update accounts set grace_days = $2, entry_days = $3 where id = $1",
        params![tx.account(), rules.grace_days, rules.entry_days],
    )?;
    Ok(())
}
