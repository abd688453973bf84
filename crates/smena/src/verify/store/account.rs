//! An account that closes.

use ::store::params;
use base::{Reading, Result, Tx};

/// Whether what every page reads of a company that closes and what is known of its closing differ.
pub fn closing(tx: &mut Tx<'_, Reading>) -> Result<bool> {
    let sql = "select (select count(*) from accounts a where a.id = $1 and a.closes_at is not null),
        (select count(*) from closings c where c.account_id = $1 and c.begun_at is null)";
    let row = tx.query_one(sql, params![tx.account()])?;
    Ok(row.at::<i64>(0)? != row.at::<i64>(1)?)
}
