//! The SQL of identities, the names that lead to them, and tries at the door.

mod doors;

pub(super) use doors::{add_choice, doors, take_choice};

use ::store::params;
use base::credentials::store::identity_epoch;
use base::kind::Status;
use base::{Error, Keeping, Result, Tx, Writing};

use super::names::Human;
use super::sign_in::Identity;
use super::{Here, passkeys};

pub(super) fn add_identity(
    tx: &mut Tx<'_, Writing>,
    id: i64,
    password_hash: Option<&str>,
    proven: bool,
) -> Result<()> {
    tx.execute(
        "insert into identities (id, account_id, password_hash, epoch, created_at, proven)
        values ($1, $2, $3, 1, $4, $5)",
        params![id, tx.account(), password_hash, tx.now(), proven],
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

/// The account's key for logins of erased people; made now where there is none.
pub(super) fn make_login_key(tx: &mut Tx<'_, Writing>, fresh: &[u8]) -> Result<Vec<u8>> {
    let sql = "update accounts set login_key = coalesce(login_key, $2) where id = $1 returning login_key";
    let rows = tx.execute_returning(sql, params![tx.account(), fresh.to_vec()])?;
    Ok(rows.first().ok_or(Error::NotFound)?.at(0)?)
}

pub(super) fn login_key<S>(tx: &mut Tx<'_, S>) -> Result<Option<Vec<u8>>> {
    Ok(tx.query_one("select login_key from accounts where id = $1", params![tx.account()])?.at(0)?)
}

pub(super) fn reserve(tx: &mut Tx<'_, Writing>, digest: &[u8]) -> Result<()> {
    tx.execute(
        "insert into reserved_logins (account_id, digest) values ($1, $2) on conflict (account_id, digest) do nothing",
        params![tx.account(), digest.to_vec()],
    )?;
    Ok(())
}

pub(super) fn is_reserved<S>(tx: &mut Tx<'_, S>, digest: &[u8]) -> Result<bool> {
    let sql = "select 1 from reserved_logins where account_id = $1 and digest = $2";
    Ok(tx.query_opt(sql, params![tx.account(), digest.to_vec()])?.is_some())
}

/// Nobody of the account is this identity any more.
pub(super) fn leave_identity(tx: &mut Tx<'_, Writing>, identity: i64) -> Result<()> {
    tx.execute(
        "update people set identity_id = null where account_id = $1 and identity_id = $2",
        params![tx.account(), identity],
    )?;
    tx.execute(
        "update identities set account_id = null where id = $1 and account_id = $2",
        params![identity, tx.account()],
    )?;
    Ok(())
}

/// The identity, its names and its passkeys.
pub(crate) fn remove_identity(tx: &mut Tx<'_, Writing>, identity: i64) -> Result<()> {
    passkeys::forget(tx, identity)?;
    tx.execute("delete from sign_in_names where identity_id = $1", params![identity])?;
    tx.execute("delete from identities where id = $1", params![identity])?;
    Ok(())
}

/// Whether the human has a place in another account, or was offered one there.
pub(super) fn is_known_elsewhere<S>(tx: &mut Tx<'_, S>, identity: i64) -> Result<bool> {
    let sql = "select 1 from people where identity_id = $1 and account_id <> $2 limit 1";
    Ok(tx.query_opt(sql, params![identity, tx.account()])?.is_some())
}

/// Whether the identity has a place in another account than this one, apart from those it was only offered.
pub(super) fn is_shared<S>(tx: &mut Tx<'_, S>, identity: i64) -> Result<bool> {
    let sql = "select 1 from people where identity_id = $1 and account_id <> $2 and attached = 0 limit 1";
    Ok(tx.query_opt(sql, params![identity, tx.account()])?.is_some())
}

/// The identity behind an e-mail and the name its human goes by where they came first, if they have no place here. With
/// the engine's `lock` the e-mail stays theirs until the end of the act.
pub(super) fn elsewhere<S>(tx: &mut Tx<'_, S>, email: &str, lock: &str) -> Result<Option<Human>> {
    let sql = format!("select identity_id from sign_in_names where scope = 0 and name = $1{lock}");
    let Some(row) = tx.query_opt(&sql, params![email])? else { return Ok(None) };
    let identity: i64 = row.at(0)?;
    let sql = "select name, account_id from people where identity_id = $1 order by attached, created_at, account_id";
    let places = tx.query(sql, params![identity])?;
    for place in &places {
        if place.get::<i64>("account_id")? == tx.account() {
            return Ok(None);
        }
    }
    let Some(first) = places.first() else { return Ok(None) };
    Ok(Some(Human { identity, name: first.get("name")? }))
}

/// Whether the e-mail is the identity's name now.
pub(super) fn leads<S>(tx: &mut Tx<'_, S>, email: &str, identity: i64) -> Result<bool> {
    let sql = "select 1 from sign_in_names where scope = 0 and name = $1 and identity_id = $2";
    Ok(tx.query_opt(sql, params![email, identity])?.is_some())
}

/// What the human reads where they came first: their own choice there, or that company's language.
pub(super) fn first_lang<S>(tx: &mut Tx<'_, S>, identity: i64) -> Result<Option<String>> {
    let sql = "select coalesce(p.lang, a.lang) from people p join accounts a on a.id = p.account_id
        where p.identity_id = $1 and p.account_id <> $2 and p.attached = 0 order by p.created_at, p.account_id limit 1";
    Ok(tx.query_opt(sql, params![identity, tx.account()])?.map(|row| row.at(0)).transpose()?)
}

pub(super) fn is_taken<S>(tx: &mut Tx<'_, S>, email: &str) -> Result<bool> {
    let sql = "select 1 from sign_in_names where scope = 0 and name = $1";
    Ok(tx.query_opt(sql, params![email])?.is_some())
}

/// The person was added with a sign-in they have from elsewhere.
pub(super) fn set_attached(tx: &mut Tx<'_, Writing>, person: i64) -> Result<()> {
    tx.execute(
        "update people set attached = 1 where account_id = $1 and id = $2",
        params![tx.account(), person],
    )?;
    Ok(())
}

pub(super) fn is_offered<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<bool> {
    let sql =
        "select 1 from people where account_id = $1 and id = $2 and status = 'pending' and attached = 1";
    Ok(tx.query_opt(sql, params![tx.account(), person])?.is_some())
}

/// They don't want the place.
pub(super) fn set_declined(tx: &mut Tx<'_, Writing>, person: i64) -> Result<()> {
    tx.execute(
        "update people set attached = 2 where account_id = $1 and id = $2 and attached = 1",
        params![tx.account(), person],
    )?;
    Ok(())
}

/// They are asked once more.
pub(super) fn set_offered_again(tx: &mut Tx<'_, Writing>, person: i64) -> Result<()> {
    tx.execute(
        "update people set attached = 1 where account_id = $1 and id = $2 and attached = 2",
        params![tx.account(), person],
    )?;
    Ok(())
}

/// They have come: the place is theirs.
pub(super) fn set_accepted(tx: &mut Tx<'_, Writing>, person: i64) -> Result<()> {
    tx.execute(
        "update people set attached = 0 where account_id = $1 and id = $2 and attached > 0",
        params![tx.account(), person],
    )?;
    Ok(())
}

/// Whether the place waits for who may have chosen the password under somebody else's e-mail.
pub(super) fn waits_for_proof<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<bool> {
    let sql = "select 1 from people p join identities i on i.id = p.identity_id
        where p.account_id = $1 and p.id = $2 and p.attached > 0 and i.proven = 0";
    Ok(tx.query_opt(sql, params![tx.account(), person])?.is_some())
}

/// Whether a letter carried the link, and nobody else has seen it.
pub(super) fn came_by_letter<S>(tx: &mut Tx<'_, S>, link: i64) -> Result<bool> {
    let sql = "select 1 from letters where account_id = $1 and link_id = $2";
    Ok(tx.query_opt(sql, params![tx.account(), link])?.is_some())
}

/// The identity's people in other accounts than this one, where they have come.
pub(super) fn places(tx: &mut ::store::Tx<'_>, identity: i64, here: i64) -> Result<Vec<(i64, i64)>> {
    let sql = "select account_id, id from people where identity_id = $1 and account_id <> $2 and attached = 0
        order by account_id";
    let rows = tx.query(sql, params![identity, here])?;
    rows.iter().map(|row| Ok((row.at(0)?, row.at(1)?))).collect()
}

/// Whose session this secret was, alive or ended.
pub(super) fn session_of(tx: &mut ::store::Tx<'_>, account: i64, hash: &[u8]) -> Result<Option<i64>> {
    let sql = "select person_id from sessions where account_id = $1 and secret_hash = $2";
    Ok(tx.query_opt(sql, params![account, hash])?.map(|row| row.at(0)).transpose()?)
}

/// The identities that the name may mean: one for an e-mail, one per account for a login.
pub(super) fn identities(
    tx: &mut ::store::Tx<'_>,
    name: &str,
    account: Option<i64>,
    most: i64,
) -> Result<Vec<Identity>> {
    let scope = if name.contains('@') { Some(0) } else { account };
    let sql = "select i.id, i.password_hash from sign_in_names n join identities i on i.id = n.identity_id
        where n.name = $1 and (n.scope = $2 or $2 = -1) order by i.id limit $3";
    let rows = tx.query(sql, params![name, scope.unwrap_or(-1), most])?;
    rows.iter().map(|row| Ok(Identity { id: row.at(0)?, password_hash: row.at(1)? })).collect()
}

pub(super) fn set_status(tx: &mut Tx<'_, Writing>, person: i64, status: Status) -> Result<()> {
    tx.execute(
        "update people set status = $3, status_rank = $4, updated_at = $5, version = version + 1,
            active_at = case when $3 = 'active' then $5 else active_at end
        where account_id = $1 and id = $2",
        params![tx.account(), person, status.code(), status.rank(), tx.now()],
    )?;
    Ok(())
}

/// A new password: every session and link made under the old one is dead. Answers with the new epoch. `proven`: what
/// the way it was chosen says of who chose it; `None`: nothing.
pub(super) fn set_password(
    tx: &mut Tx<'_, Writing>,
    identity: i64,
    hash: &str,
    proven: Option<bool>,
) -> Result<i64> {
    tx.execute(
        "update identities set password_hash = $2, epoch = epoch + 1, proven = coalesce($3, proven), passkeys_rest = 0
        where id = $1",
        params![identity, hash, proven],
    )?;
    identity_epoch(tx, identity)
}

/// Whose e-mail it is, is open again.
pub(super) fn set_unproven(tx: &mut Tx<'_, Writing>, identity: i64) -> Result<()> {
    tx.execute("update identities set proven = 0 where id = $1", params![identity])?;
    Ok(())
}

/// Until the password there is has been shown, no passkey stands for it.
pub(super) fn let_passkeys_rest(tx: &mut Tx<'_, Writing>, identity: i64) -> Result<()> {
    tx.execute("update identities set passkeys_rest = 1 where id = $1", params![identity])?;
    Ok(())
}

/// The password has been shown.
pub(super) fn wake_passkeys(tx: &mut Tx<'_, Writing>, identity: i64) -> Result<()> {
    let sql = "update identities set passkeys_rest = 0 where id = $1 and passkeys_rest = 1";
    tx.execute(sql, params![identity])?;
    Ok(())
}

pub(super) fn passkeys_rest<S>(tx: &mut Tx<'_, S>, identity: i64) -> Result<bool> {
    Ok(tx.query_one("select passkeys_rest from identities where id = $1", params![identity])?.at(0)?)
}

/// The person used their link: a password is enough from now on.
pub(super) fn link_used(tx: &mut Tx<'_, Writing>, person: i64) -> Result<()> {
    tx.execute(
        "update people set needs_link = 0, must_change_password = 0 where account_id = $1 and id = $2",
        params![tx.account(), person],
    )?;
    Ok(())
}

/// Whether the next sign-in begins with a new password.
pub(super) fn must_change_password<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<bool> {
    let sql = "select must_change_password from people where account_id = $1 and id = $2";
    Ok(tx.query_one(sql, params![tx.account(), person])?.at(0)?)
}

pub(super) fn set_must_change_password(tx: &mut Tx<'_, Writing>, person: i64, must: bool) -> Result<()> {
    tx.execute(
        "update people set must_change_password = $3 where account_id = $1 and id = $2",
        params![tx.account(), person, must],
    )?;
    Ok(())
}

/// The hash that a new password must not fit.
pub(super) fn password_hash<S>(tx: &mut Tx<'_, S>, identity: i64) -> Result<Option<String>> {
    Ok(tx.query_one("select password_hash from identities where id = $1", params![identity])?.at(0)?)
}

/// The same, held until the end of the act.
pub(super) fn lock_password<S>(tx: &mut Tx<'_, S>, identity: i64) -> Result<Option<String>> {
    let sql = format!("select password_hash from identities where id = $1{}", tx.dialect().lock());
    Ok(tx.query_one(&sql, params![identity])?.at(0)?)
}

/// The browser of a session.
pub(super) fn agent<S>(tx: &mut Tx<'_, S>, session: i64) -> Result<Option<String>> {
    let sql = "select agent from sessions where account_id = $1 and id = $2";
    Ok(tx.query_opt(sql, params![tx.account(), session])?.map(|row| row.at(0)).transpose()?.flatten())
}

/// Since when it is believed of a session that it is them.
pub(super) fn set_proven(tx: &mut Tx<'_, Writing>, session: i64, at: i64) -> Result<()> {
    tx.execute(
        "update sessions set proven_at = $3 where account_id = $1 and id = $2",
        params![tx.account(), session, at],
    )?;
    Ok(())
}

/// What the person is spoken to in, and in which zone.
pub(super) fn set_tongue(
    tx: &mut Tx<'_, Writing>,
    person: i64,
    lang: Option<&str>,
    zone: Option<&str>,
) -> Result<()> {
    tx.execute(
        "update people set lang = $3, zone = $4 where account_id = $1 and id = $2",
        params![tx.account(), person, lang.map(str::to_owned), zone.map(str::to_owned)],
    )?;
    Ok(())
}

/// The newest wrong passwords under a key, newest first.
pub(super) fn attempts(tx: &mut ::store::Tx<'_>, key: &str, since: i64, most: usize) -> Result<Vec<i64>> {
    let sql = "select at from attempts where key = $1 and at > $2 order by at desc limit $3";
    let rows = tx.query(sql, params![key, since, i64::try_from(most).unwrap_or(i64::MAX)])?;
    Ok(rows.iter().map(|row| row.at(0)).collect::<Result<Vec<i64>, _>>()?)
}

/// Notes one more and forgets those of the key that no longer count.
pub(super) fn add_attempt(tx: &mut Keeping<'_>, key: &str, id: i64, since: i64) -> Result<()> {
    let now = tx.now;
    tx.execute("delete from attempts where key = $1 and at <= $2", params![key, since])?;
    tx.execute("insert into attempts (key, at, id) values ($1, $2, $3)", params![key, now, id])?;
    Ok(())
}

pub(super) fn forget_attempts(tx: &mut Keeping<'_>, key: &str) -> Result<()> {
    tx.execute("delete from attempts where key = $1", params![key])?;
    Ok(())
}

pub(super) fn sweep_attempts(tx: &mut Keeping<'_>, since: i64) -> Result<()> {
    tx.execute("delete from attempts where at <= $1", params![since])?;
    Ok(())
}

/// An account that is there, or one that was.
const ANY: &str = "select id from accounts union all select id from closed_accounts limit 1";

/// Whether nobody works here, and nobody did.
pub(super) fn is_new(tx: &mut ::store::Tx<'_>) -> Result<bool> {
    Ok(tx.query_opt(ANY, params![])?.is_none())
}

/// As `is_new`, inside an act.
pub(crate) fn is_still_new<S>(tx: &mut Tx<'_, S>) -> Result<bool> {
    Ok(tx.query_opt(ANY, params![])?.is_none())
}

/// What there is to sign in to.
pub(super) fn here(tx: &mut ::store::Tx<'_>) -> Result<Here> {
    let sql = "select min(sample) as least from accounts";
    Ok(match tx.query_one(sql, params![])?.get::<Option<i64>>("least")? {
        None => Here::Nothing,
        Some(1) => Here::SamplesAlone,
        Some(_) => Here::Companies,
    })
}
