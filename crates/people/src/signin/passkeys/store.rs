//! The SQL of passkeys, and of what browsers are asked to sign.

use ::store::{Row, params};
use base::{Keeping, Result, Tx, Writing};

use super::challenges::Purpose;
use super::{OPEN_MS, Passkey};

/// A passkey as it is checked.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    pub id: i64,
    pub identity: i64,
    /// What the authenticator says whose it is.
    pub handle: Option<String>,
    pub stopped: bool,
    /// Of the library: the public key with its count.
    pub state: String,
}

pub(super) fn of_identity<S>(tx: &mut Tx<'_, S>, identity: i64) -> Result<Vec<Passkey>> {
    let sql = "select k.id, k.name, k.created_at, s.used_at, k.stopped_at from passkeys k
        join passkey_states s on s.passkey_id = k.id where k.identity_id = $1 order by k.id";
    tx.query(sql, params![identity])?.iter().map(passkey).collect()
}

fn passkey(row: &Row) -> Result<Passkey> {
    Ok(Passkey {
        id: row.at(0)?,
        name: row.at(1)?,
        created_at: row.at(2)?,
        used_at: row.at(3)?,
        stopped_at: row.at(4)?,
    })
}

/// How many the identity has.
pub(crate) fn count<S>(tx: &mut Tx<'_, S>, identity: i64) -> Result<i64> {
    Ok(tx.query_one("select count(*) from passkeys where identity_id = $1", params![identity])?.at(0)?)
}

/// What authenticators know the identity by, where that was decided, and what they call its passkeys.
pub(super) fn handle_and_credentials(
    tx: &mut ::store::Tx<'_>,
    identity: i64,
) -> Result<(Option<String>, Vec<String>)> {
    let handle = tx.query_one("select handle from identities where id = $1", params![identity])?.at(0)?;
    let rows = tx.query("select credential from passkeys where identity_id = $1", params![identity])?;
    let known = rows.iter().map(|row| row.at(0)).collect::<Result<Vec<String>, _>>()?;
    Ok((handle, known))
}

pub(super) fn find(tx: &mut ::store::Tx<'_>, credential: &str) -> Result<Option<Kept>> {
    let sql = "select k.id, k.identity_id, i.handle, k.stopped_at, s.state from passkeys k
        join passkey_states s on s.passkey_id = k.id join identities i on i.id = k.identity_id where k.credential = $1";
    let Some(row) = tx.query_opt(sql, params![credential])? else { return Ok(None) };
    let stopped: Option<i64> = row.at(3)?;
    Ok(Some(Kept {
        id: row.at(0)?,
        identity: row.at(1)?,
        handle: row.at(2)?,
        stopped: stopped.is_some(),
        state: row.at(4)?,
    }))
}

/// Whether the passkey is still the identity's and opens something; it stays so until the end of the act.
pub(in crate::signin) fn is_alive(tx: &mut Tx<'_, Writing>, identity: i64, passkey: i64) -> Result<bool> {
    let sql = format!(
        "select id from passkeys where identity_id = $1 and id = $2 and stopped_at is null{}",
        tx.dialect().lock()
    );
    Ok(tx.query_opt(&sql, params![identity, passkey])?.is_some())
}

/// What authenticators know the identity by; this one where there is none yet.
pub(super) fn handle(tx: &mut Tx<'_, Writing>, identity: i64, fresh: &str) -> Result<String> {
    let sql = "update identities set handle = coalesce(handle, $2) where id = $1 returning handle";
    let rows = tx.execute_returning(sql, params![identity, fresh])?;
    Ok(rows.first().ok_or(base::Error::NotFound)?.at(0)?)
}

/// False where the passkey is known already, whoever's it is.
pub(super) fn add(
    tx: &mut Tx<'_, Writing>,
    (id, identity): (i64, i64),
    credential: &str,
    name: &str,
    state: &str,
) -> Result<bool> {
    let now = tx.now();
    let sql = "insert into passkeys (id, identity_id, credential, name, created_at, stopped_at)
        values ($1, $2, $3, $4, $5, null) on conflict (credential) do nothing";
    if tx.execute(sql, params![id, identity, credential, name, now])? == 0 {
        return Ok(false);
    }
    let sql = "insert into passkey_states (passkey_id, state, used_at) values ($1, $2, null)";
    tx.execute(sql, params![id, state])?;
    count_from(tx, identity)?;
    Ok(true)
}

/// False where the identity has no such passkey.
pub(super) fn rename(tx: &mut Tx<'_, Writing>, identity: i64, passkey: i64, name: &str) -> Result<bool> {
    let sql = "update passkeys set name = $3 where identity_id = $1 and id = $2";
    Ok(tx.execute(sql, params![identity, passkey, name])? > 0)
}

/// False where the identity has no such passkey.
pub(super) fn remove(tx: &mut Tx<'_, Writing>, identity: i64, passkey: i64) -> Result<bool> {
    let sql = "delete from passkey_states where passkey_id in (select id from passkeys where identity_id = $1 and id = $2)";
    tx.execute(sql, params![identity, passkey])?;
    let gone =
        tx.execute("delete from passkeys where identity_id = $1 and id = $2", params![identity, passkey])?;
    count_from(tx, identity)?;
    Ok(gone > 0)
}

/// All of the identity's are gone.
pub(crate) fn forget(tx: &mut Tx<'_, Writing>, identity: i64) -> Result<()> {
    let sql =
        "delete from passkey_states where passkey_id in (select id from passkeys where identity_id = $1)";
    tx.execute(sql, params![identity])?;
    tx.execute("delete from passkeys where identity_id = $1", params![identity])?;
    count_from(tx, identity)
}

/// False where it had stopped before, or is gone.
pub(super) fn stop(tx: &mut Tx<'_, Writing>, identity: i64, passkey: i64) -> Result<bool> {
    let sql = "update passkeys set stopped_at = $3 where identity_id = $1 and id = $2 and stopped_at is null";
    Ok(tx.execute(sql, params![identity, passkey, tx.now()])? > 0)
}

/// Since when the identity has one.
fn count_from(tx: &mut Tx<'_, Writing>, identity: i64) -> Result<()> {
    let sql = "update identities set passkey_since = (select min(k.created_at) from passkeys k where k.identity_id = $1)
        where id = $1";
    tx.execute(sql, params![identity])?;
    Ok(())
}

/// The passkey was used: its count is another. False where somebody used it at the same moment.
pub(super) fn note_use(tx: &mut Keeping<'_>, kept: &Kept, state: &str) -> Result<bool> {
    let now = tx.now;
    let sql = "update passkey_states set state = $3, used_at = $4 where passkey_id = $1 and state = $2";
    Ok(tx.execute(sql, params![kept.id, kept.state.as_str(), state, now])? > 0)
}

pub(super) fn add_challenge(
    tx: &mut Keeping<'_>,
    challenge: &str,
    purpose: Purpose,
    address: &str,
    state: &str,
) -> Result<()> {
    let until = tx.now + OPEN_MS;
    tx.execute(
        "insert into passkey_challenges (challenge, purpose, session_id, address, state, expires_at)
        values ($1, $2, $3, $4, $5, $6)",
        params![challenge, purpose.code(), purpose.session(), address, state, until],
    )?;
    Ok(())
}

/// How many are open from the address.
pub(super) fn open_challenges(tx: &mut Keeping<'_>, address: &str) -> Result<i64> {
    let sql = "select count(*) from passkey_challenges where address = $1";
    let rows = tx.query(sql, params![address])?;
    Ok(rows.first().map(|row| row.at(0)).transpose()?.unwrap_or_default())
}

/// What was to be signed, once.
pub(super) fn take_challenge(
    tx: &mut Keeping<'_>,
    challenge: &str,
    purpose: Purpose,
) -> Result<Option<String>> {
    let sql = "select state from passkey_challenges
        where challenge = $1 and purpose = $2 and session_id = $3 and expires_at > $4";
    let now = tx.now;
    let rows = tx.query(sql, params![challenge, purpose.code(), purpose.session(), now])?;
    let gone = tx.execute("delete from passkey_challenges where challenge = $1", params![challenge])?;
    Ok(rows.first().filter(|_| gone > 0).map(|row| row.at(0)).transpose()?)
}

pub(super) fn forget_old_challenges(tx: &mut Keeping<'_>) -> Result<()> {
    let now = tx.now;
    tx.execute("delete from passkey_challenges where expires_at <= $1", params![now])?;
    Ok(())
}
