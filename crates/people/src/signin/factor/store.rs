//! The SQL of second factors: columns of identities.

use ::store::params;
use base::credentials::{self, Requirement};
use base::{Error, Result, Tx, Writing};

/// A second factor that is asked for.
pub(super) struct Factor {
    pub secret: String,
    /// ms UTC.
    pub since: i64,
    /// The step whose code was used last.
    pub step: i64,
    /// Hashes of the recovery codes that are left.
    pub codes: Vec<String>,
}

pub(super) fn find<S>(tx: &mut Tx<'_, S>, identity: i64) -> Result<Option<Factor>> {
    factor(tx, identity, "")
}

/// The factor, held until the end of the act: a code that is used twice at once works once.
pub(super) fn lock(tx: &mut Tx<'_, Writing>, identity: i64) -> Result<Option<Factor>> {
    factor(tx, identity, tx.dialect().lock())
}

fn factor<S>(tx: &mut Tx<'_, S>, identity: i64, lock: &str) -> Result<Option<Factor>> {
    let sql = format!(
        "select factor_secret, factor_since, factor_step, factor_codes from identities
        where id = $1 and factor_since is not null{lock}"
    );
    let Some(row) = tx.query_opt(&sql, params![identity])? else { return Ok(None) };
    let codes: String = row.at(3)?;
    let codes = serde_json::from_str(&codes).map_err(|e| Error::Broken(format!("recovery codes: {e}")))?;
    Ok(Some(Factor { secret: row.at(0)?, since: row.at(1)?, step: row.at(2)?, codes }))
}

/// Since when the identity's second factor is asked for, ms UTC.
pub(crate) fn since<S>(tx: &mut Tx<'_, S>, identity: i64) -> Result<Option<i64>> {
    let sql = "select factor_since from identities where id = $1";
    Ok(tx.query_opt(sql, params![identity])?.map(|row| row.at(0)).transpose()?.flatten())
}

/// What the account requires, held against others who decide until the end of the act.
pub(super) fn lock_requirement<S>(tx: &mut Tx<'_, S>) -> Result<Requirement> {
    let sql = format!("select id from accounts where id = $1{}", tx.dialect().lock());
    tx.query_one(&sql, params![tx.account()])?;
    credentials::requirement(tx)
}

pub(super) fn set_requirement(tx: &mut Tx<'_, Writing>, required: Requirement) -> Result<()> {
    tx.execute(
        "update accounts set factor_of = $2, factor_days = $3, factor_since = $4 where id = $1",
        params![tx.account(), required.of.code(), required.days, required.since],
    )?;
    Ok(())
}

/// How many active people sign in, and how many of them have a second factor.
pub(super) fn counted<S>(tx: &mut Tx<'_, S>) -> Result<(i64, i64)> {
    let sql = "select count(*), count(i.factor_since) from people p join identities i on i.id = p.identity_id
        where p.account_id = $1 and p.status = 'active'";
    let row = tx.query_one(sql, params![tx.account()])?;
    Ok((row.at(0)?, row.at(1)?))
}

pub(super) fn turn_on(
    tx: &mut Tx<'_, Writing>,
    identity: i64,
    secret: &str,
    step: i64,
    codes: &[String],
) -> Result<()> {
    tx.execute(
        "update identities set factor_secret = $2, factor_since = $3, factor_step = $4, factor_codes = $5 where id = $1",
        params![identity, secret, tx.now(), step, json(codes)?],
    )?;
    Ok(())
}

pub(super) fn turn_off(tx: &mut Tx<'_, Writing>, identity: i64) -> Result<()> {
    tx.execute(
        "update identities set factor_secret = null, factor_since = null, factor_step = null, factor_codes = null
        where id = $1",
        params![identity],
    )?;
    Ok(())
}

pub(super) fn use_step(tx: &mut Tx<'_, Writing>, identity: i64, step: i64) -> Result<()> {
    tx.execute("update identities set factor_step = $2 where id = $1", params![identity, step])?;
    Ok(())
}

pub(super) fn set_codes(tx: &mut Tx<'_, Writing>, identity: i64, codes: &[String]) -> Result<()> {
    tx.execute("update identities set factor_codes = $2 where id = $1", params![identity, json(codes)?])?;
    Ok(())
}

/// Every session and every link of a forgotten password made before is dead. Answers with the new epoch.
pub(super) fn raise_epoch(tx: &mut Tx<'_, Writing>, identity: i64) -> Result<i64> {
    tx.execute("update identities set epoch = epoch + 1 where id = $1", params![identity])?;
    base::credentials::store::identity_epoch(tx, identity)
}

fn json(codes: &[String]) -> Result<String> {
    serde_json::to_string(codes).map_err(|e| Error::Broken(e.to_string()))
}
