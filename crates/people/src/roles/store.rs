//! The SQL of roles; reading them all is in `base::org`.

use ::store::params;
use base::authz::Rights;
use base::{Error, Result, Tx, Writing};

/// A ready role: its key is also its name until a reader's language says it.
pub(super) fn add(
    tx: &mut Tx<'_, Writing>,
    id: i64,
    key: &str,
    rights: &Rights,
    position: i64,
) -> Result<()> {
    let rights = serde_json::to_string(rights).map_err(|e| Error::Broken(e.to_string()))?;
    tx.execute(
        "insert into roles (account_id, id, key, name, rights, position) values ($1, $2, $3, $3, $4, $5)",
        params![tx.account(), id, key, rights, position],
    )?;
    Ok(())
}

pub(super) fn set_default(tx: &mut Tx<'_, Writing>, role: i64) -> Result<()> {
    tx.execute("update accounts set default_role_id = $2 where id = $1", params![tx.account(), role])?;
    Ok(())
}

pub(super) fn default<S>(tx: &mut Tx<'_, S>) -> Result<Option<i64>> {
    let row = tx.query_one("select default_role_id from accounts where id = $1", params![tx.account()])?;
    Ok(row.at(0)?)
}
