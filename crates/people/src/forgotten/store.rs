//! The SQL of forgotten passwords: what was asked, and whom it may mean.

use ::store::params;
use base::org::store::VOUCHED;
use base::{Keeping, Result, Tx};

/// How many asks are answered in one look.
const AT_ONCE: i64 = 100;
/// How long an ask that could not be answered is kept, in ms.
const KEPT_MS: i64 = 3_600_000;

/// Somebody forgot the password of this name.
pub(super) struct Ask {
    pub id: i64,
    /// The name as it was typed.
    pub typed: String,
}

/// Where a letter may go.
#[derive(Clone)]
pub(super) struct Place {
    pub account: i64,
    pub person: i64,
    pub address: String,
}

pub(super) fn add(tx: &mut Keeping<'_>, id: i64, typed: &str) -> Result<()> {
    let now = tx.now;
    tx.execute(
        "insert into password_asks (id, name, asked_at) values ($1, $2, $3)",
        params![id, typed, now],
    )?;
    Ok(())
}

/// The asks that wait, oldest first.
pub(super) fn asks(tx: &mut ::store::Tx<'_>) -> Result<Vec<Ask>> {
    let rows = tx.query("select id, name from password_asks order by id limit $1", params![AT_ONCE])?;
    rows.iter().map(|row| Ok(Ask { id: row.at(0)?, typed: row.at(1)? })).collect()
}

pub(super) fn forget(tx: &mut Keeping<'_>, id: i64) -> Result<()> {
    tx.execute("delete from password_asks where id = $1", params![id])?;
    Ok(())
}

/// Forgets asks that nobody waits for any more; for the installation's housekeeping.
pub fn sweep(tx: &mut Keeping<'_>) -> Result<()> {
    let before = tx.now - KEPT_MS;
    tx.execute("delete from password_asks where asked_at <= $1", params![before])?;
    Ok(())
}

/// For each identity that the name leads to and that has a password and an e-mail, a place where it may sign in: one
/// that they have accepted rather than one that is offered, and where they work rather than where they are awaited. One they
/// declined is none, nor is a company that closes, but for its administrators until the day.
pub(super) fn places(tx: &mut ::store::Tx<'_>, name: &str, now: i64) -> Result<Vec<Place>> {
    let scope = if name.contains('@') { "= 0" } else { "> 0" };
    let sql = format!(
        "select i.id, p.account_id, p.id, m.name from sign_in_names n join identities i on i.id = n.identity_id
        join sign_in_names m on m.identity_id = i.id and m.scope = 0 join people p on p.identity_id = i.id
        join accounts a on a.id = p.account_id
        where n.name = $1 and n.scope {scope} and i.password_hash is not null and p.status in ('active', 'pending')
        and p.attached < 2 and (a.closes_at is null or a.closes_at > $2 and p.category = 'administrator')
        and p.needs_link = 0 and (p.valid_until is null or p.valid_until > $2) and {VOUCHED}
        order by i.id, p.attached, p.status, p.account_id"
    );
    let mut places: Vec<(i64, Place)> = Vec::new();
    for row in tx.query(&sql, params![name, now])? {
        let identity: i64 = row.at(0)?;
        if places.last().is_none_or(|(before, _)| *before != identity) {
            places.push((identity, Place { account: row.at(1)?, person: row.at(2)?, address: row.at(3)? }));
        }
    }
    Ok(places.into_iter().map(|(_, place)| place).collect())
}

pub(super) fn has_password<S>(tx: &mut Tx<'_, S>, identity: i64) -> Result<bool> {
    let sql = "select 1 from identities where id = $1 and password_hash is not null";
    Ok(tx.query_opt(sql, params![identity])?.is_some())
}
