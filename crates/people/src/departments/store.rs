//! The SQL of departments; reading them is in `base::org`.

use ::store::params;
use base::{Result, Tx, Writing};

/// Nobody else changes the structure until the end of the act.
pub fn lock(tx: &mut Tx<'_, Writing>) -> Result<()> {
    let sql = format!("select id from accounts where id = $1{}", tx.dialect().lock());
    tx.query_one(&sql, params![tx.account()])?;
    Ok(())
}

pub(super) fn insert(
    tx: &mut Tx<'_, Writing>,
    id: i64,
    parent: Option<i64>,
    name: &str,
    position: i64,
) -> Result<()> {
    tx.execute(
        "insert into departments (account_id, id, parent_id, name, position, version) values ($1, $2, $3, $4, $5, 1)",
        params![tx.account(), id, parent, name, position],
    )?;
    Ok(())
}

pub(super) fn update(tx: &mut Tx<'_, Writing>, id: i64, parent: Option<i64>, name: &str) -> Result<()> {
    tx.execute(
        "update departments set parent_id = $3, name = $4, version = version + 1 where account_id = $1 and id = $2",
        params![tx.account(), id, parent, name],
    )?;
    Ok(())
}

/// Whether anybody is in the department.
pub(super) fn is_used(tx: &mut Tx<'_, Writing>, id: i64) -> Result<bool> {
    let sql = "select 1 from department_members where account_id = $1 and department_id = $2 limit 1";
    Ok(tx.query_opt(sql, params![tx.account(), id])?.is_some())
}

pub(super) fn delete(tx: &mut Tx<'_, Writing>, id: i64) -> Result<()> {
    tx.execute("delete from departments where account_id = $1 and id = $2", params![tx.account(), id])?;
    Ok(())
}
