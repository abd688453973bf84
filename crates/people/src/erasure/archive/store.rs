//! The SQL of archives: `$1` is the account, `$2` the person, then the place to go on from, at last how many rows.

mod access;
mod held;
mod work;

use ::store::params;
use base::web::parcel::Table;
use base::{Reading, Result, Tx};

/// Every table, in the order in which they stand in the archive.
pub const TABLES: [&[Table]; 2] = [access::TABLES, work::TABLES];

/// Since when somebody can sign in, and by what.
pub struct SignIn {
    pub since: i64,
    pub has_password: bool,
    pub factor_since: Option<i64>,
}

pub fn sign_in(tx: &mut Tx<'_, Reading>, person: i64) -> Result<Option<SignIn>> {
    let sql = "select i.created_at, case when i.password_hash is null then 0 else 1 end, i.factor_since
        from people p join identities i on i.id = p.identity_id where p.account_id = $1 and p.id = $2";
    let row = tx.query_opt(sql, params![tx.account(), person])?;
    row.map(|row| Ok(SignIn { since: row.at(0)?, has_password: row.at(1)?, factor_since: row.at(2)? }))
        .transpose()
}

pub fn last_seen(tx: &mut Tx<'_, Reading>, person: i64) -> Result<Option<i64>> {
    let sql = "select at from last_seen where account_id = $1 and person_id = $2";
    Ok(tx.query_opt(sql, params![tx.account(), person])?.map(|row| row.at(0)).transpose()?)
}
