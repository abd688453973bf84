//! The SQL of second factors: columns of identities.

use ::store::params;
use base::credentials::store::FACTOR_SINCE;
use base::credentials::{self, Requirement};
use base::{Error, Result, Tx, Writing};

/// A second factor that is asked for: an app, passkeys, or both.
pub(super) struct Factor {
    pub app: Option<Authenticator>,
    /// Hashes of the recovery codes that are left.
    pub codes: Vec<String>,
}

/// An authenticator app.
pub(super) struct Authenticator {
    pub secret: String,
    /// ms UTC.
    pub since: i64,
    /// The step whose code was used last.
    pub step: i64,
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
        where id = $1 and (factor_since is not null or passkey_since is not null){lock}"
    );
    let Some(row) = tx.query_opt(&sql, params![identity])? else { return Ok(None) };
    let codes: String = row.at(3)?;
    let codes = serde_json::from_str(&codes).map_err(|e| Error::Broken(format!("recovery codes: {e}")))?;
    let app = match row.at::<Option<String>>(0)? {
        Some(secret) => Some(Authenticator { secret, since: row.at(1)?, step: row.at(2)? }),
        None => None,
    };
    Ok(Some(Factor { app, codes }))
}

/// Whether there is any, held until the end of the act.
pub(in crate::signin) fn lock_any(tx: &mut Tx<'_, Writing>, identity: i64) -> Result<bool> {
    Ok(lock(tx, identity)?.is_some())
}

/// Since when the identity's second factor is asked for, ms UTC.
pub(crate) fn since<S>(tx: &mut Tx<'_, S>, identity: i64) -> Result<Option<i64>> {
    let sql = format!("select {FACTOR_SINCE} as since from identities i where i.id = $1");
    Ok(tx.query_opt(&sql, params![identity])?.map(|row| row.at(0)).transpose()?.flatten())
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
    let sql = "select count(*), count(coalesce(i.factor_since, i.passkey_since)) from people p join identities i on i.id = p.identity_id
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

/// No app any more; the recovery codes stay for who has passkeys.
pub(super) fn turn_off(tx: &mut Tx<'_, Writing>, identity: i64) -> Result<()> {
    tx.execute(
        "update identities set factor_secret = null, factor_since = null, factor_step = null,
            factor_codes = case when passkey_since is null then null else factor_codes end
        where id = $1",
        params![identity],
    )?;
    Ok(())
}

/// There is nothing left that they could stand in for.
pub(in crate::signin) fn forget_codes(tx: &mut Tx<'_, Writing>, identity: i64) -> Result<()> {
    tx.execute("update identities set factor_codes = null where id = $1", params![identity])?;
    Ok(())
}

pub(super) fn use_step(tx: &mut Tx<'_, Writing>, identity: i64, step: i64) -> Result<()> {
    tx.execute("update identities set factor_step = $2 where id = $1", params![identity, step])?;
    Ok(())
}

pub(in crate::signin) fn set_codes(tx: &mut Tx<'_, Writing>, identity: i64, codes: &[String]) -> Result<()> {
    tx.execute("update identities set factor_codes = $2 where id = $1", params![identity, json(codes)?])?;
    Ok(())
}

/// Every session and every link of a forgotten password made before is dead. Answers with the new epoch.
pub(in crate::signin) fn raise_epoch(tx: &mut Tx<'_, Writing>, identity: i64) -> Result<i64> {
    tx.execute("update identities set epoch = epoch + 1 where id = $1", params![identity])?;
    base::credentials::store::identity_epoch(tx, identity)
}

fn json(codes: &[String]) -> Result<String> {
    serde_json::to_string(codes).map_err(|e| Error::Broken(e.to_string()))
}
