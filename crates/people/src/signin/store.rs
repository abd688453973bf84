//! The SQL of identities and the names that lead to them.

use ::store::params;
use base::{Result, Tx, Writing};

pub(super) fn add_identity(tx: &mut Tx<'_, Writing>, id: i64, password_hash: Option<&str>) -> Result<()> {
    tx.execute(
        "insert into identities (id, account_id, password_hash, epoch, created_at) values ($1, $2, $3, 1, $4)",
        params![id, tx.account(), password_hash, tx.now()],
    )?;
    Ok(())
}

/// False when somebody else has the name.
pub(super) fn take_name(tx: &mut Tx<'_, Writing>, scope: i64, name: &str, identity: i64) -> Result<bool> {
    let taken = tx.execute(
        "insert into sign_in_names (scope, name, identity_id) values ($1, $2, $3) on conflict (scope, name) do nothing",
        params![scope, name, identity],
    )?;
    if taken > 0 {
        return Ok(true);
    }
    let sql = "select 1 from sign_in_names where scope = $1 and name = $2 and identity_id = $3";
    Ok(tx.query_opt(sql, params![scope, name, identity])?.is_some())
}

pub(super) fn free_name(tx: &mut Tx<'_, Writing>, scope: i64, name: &str, identity: i64) -> Result<()> {
    tx.execute(
        "delete from sign_in_names where scope = $1 and name = $2 and identity_id = $3",
        params![scope, name, identity],
    )?;
    Ok(())
}

pub(super) fn free_names(tx: &mut Tx<'_, Writing>, identity: i64, scope: i64) -> Result<()> {
    tx.execute("delete from sign_in_names where identity_id = $1 and scope = $2", params![identity, scope])?;
    Ok(())
}

/// Whether the identity has a place in another account than this one.
pub(super) fn is_shared<S>(tx: &mut Tx<'_, S>, identity: i64) -> Result<bool> {
    let sql = "select 1 from people where identity_id = $1 and account_id <> $2 limit 1";
    Ok(tx.query_opt(sql, params![identity, tx.account()])?.is_some())
}
