//! The SQL of first steps.

use ::store::params;

use crate::{Keeping, Result, Tx, Writing};

/// Where the list of an account stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beginning {
    /// Neither put away nor done.
    pub open: bool,
    pub previewed: bool,
}

/// The account begins with an open list.
pub fn begin(tx: &mut Tx<'_, Writing>) -> Result<()> {
    tx.execute("insert into beginnings (account_id) values ($1)", params![tx.account()])?;
    Ok(())
}

pub(super) fn find(tx: &mut ::store::Tx<'_>, account: i64) -> Result<Option<Beginning>> {
    let sql = "select put_away_at, done_at, previewed_at from beginnings where account_id = $1";
    let Some(row) = tx.query_opt(sql, params![account])? else { return Ok(None) };
    let at = |column| Ok::<_, crate::Error>(row.get::<Option<i64>>(column)?.is_some());
    Ok(Some(Beginning { open: !at("put_away_at")? && !at("done_at")?, previewed: at("previewed_at")? }))
}

pub(super) fn put_away(tx: &mut Keeping<'_>, account: i64) -> Result<()> {
    let now = tx.now;
    tx.execute("update beginnings set put_away_at = $2 where account_id = $1", params![account, now])?;
    Ok(())
}

pub(super) fn take_out(tx: &mut Keeping<'_>, account: i64) -> Result<()> {
    tx.execute("update beginnings set put_away_at = null where account_id = $1", params![account])?;
    Ok(())
}

pub(super) fn done(tx: &mut Keeping<'_>, account: i64) -> Result<()> {
    let sql = "update beginnings set done_at = coalesce(done_at, $2) where account_id = $1";
    let now = tx.now;
    tx.execute(sql, params![account, now])?;
    Ok(())
}

pub(super) fn previewed(tx: &mut Keeping<'_>, account: i64) -> Result<()> {
    let sql = "update beginnings set previewed_at = coalesce(previewed_at, $2) where account_id = $1";
    let now = tx.now;
    tx.execute(sql, params![account, now])?;
    Ok(())
}
