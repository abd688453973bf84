//! The SQL of counting requests.

use ::store::params;

use crate::Result;

pub(super) fn waiting(tx: &mut ::store::Tx<'_>, account: i64) -> Result<i64> {
    let sql = "select (select count(*) from asks where account_id = $1 and state = 'waiting')
        + (select count(*) from open_joins where account_id = $1)";
    Ok(tx.query_one(sql, params![account])?.at(0)?)
}
