//! The SQL of the places that somebody may go into, and of the choice among them.

use ::store::{Row, params};
use base::credentials::store::FACTOR_SINCE;
use base::org::store::VOUCHED;
use base::{Keeping, Result};

use crate::signin::sign_in::Door;

/// Where the identities may come in at this moment, by the accounts' names.
pub(in crate::signin) fn doors(
    tx: &mut ::store::Tx<'_>,
    identities: &[i64],
    account: Option<i64>,
    now: i64,
) -> Result<Vec<Door>> {
    let sql = format!(
        "select p.account_id, a.name, p.id, i.id as identity_id, i.epoch, p.attached, {FACTOR_SINCE} as asked_since, i.factor_since, i.passkey_since,
        cast(null as bigint) as passkey_id,
        case when p.category = 'integrator' and p.status = 'pending' then 1 else 0 end as has_terms
        from people p join accounts a on a.id = p.account_id join identities i on i.id = p.identity_id
        where p.identity_id = $1 and (p.account_id = $2 or $2 = 0) and p.status in ('active', 'pending')
        and (p.valid_until is null or p.valid_until > $3) and {VOUCHED} and (a.closes_at is null or a.closes_at > $3)
        and (p.attached = 0 or p.attached = 1 and exists (select 1 from sign_in_names n
            where n.scope = 0 and n.name = p.email and n.identity_id = p.identity_id))
        order by p.attached, a.name, a.id"
    );
    let mut doors = Vec::new();
    for identity in identities {
        for row in tx.query(&sql, params![*identity, account.unwrap_or(0), now])? {
            doors.push(door(&row)?);
        }
    }
    Ok(doors)
}

/// Puts a door up for choice and forgets the account's old ones.
pub(in crate::signin) fn add_choice(
    tx: &mut Keeping<'_>,
    hash: &[u8],
    door: &Door,
    until: i64,
) -> Result<()> {
    let now = tx.now;
    tx.execute(
        "delete from sign_in_choices where account_id = $1 and expires_at <= $2",
        params![door.account_id, now],
    )?;
    tx.execute(
        "insert into sign_in_choices (account_id, secret_hash, person_id, identity_epoch, expires_at, passkey_id)
        values ($1, $2, $3, $4, $5, $6)",
        params![door.account_id, hash.to_vec(), door.person_id, door.identity_epoch, until, door.passkey],
    )?;
    Ok(())
}

/// The door under this secret, once.
pub(in crate::signin) fn take_choice(
    tx: &mut Keeping<'_>,
    account: i64,
    hash: &[u8],
) -> Result<Option<Door>> {
    let sql = format!(
        "select p.account_id, a.name, p.id, i.id as identity_id, i.epoch, p.attached, {FACTOR_SINCE} as asked_since, i.factor_since, i.passkey_since, c.passkey_id,
            0 as has_terms
        from sign_in_choices c
        join people p on p.account_id = c.account_id and p.id = c.person_id
        join identities i on i.id = p.identity_id and i.epoch = c.identity_epoch
        join accounts a on a.id = c.account_id
        where c.account_id = $1 and c.secret_hash = $2 and c.expires_at > $3 and p.attached < 2"
    );
    let now = tx.now;
    let rows = tx.query(&sql, params![account, hash.to_vec(), now])?;
    let gone = tx.execute(
        "delete from sign_in_choices where account_id = $1 and secret_hash = $2",
        params![account, hash.to_vec()],
    )?;
    rows.first().filter(|_| gone > 0).map(door).transpose()
}

/// A place that somebody may go into.
fn door(row: &Row) -> Result<Door> {
    let passkey: Option<i64> = row.get("passkey_id")?;
    let asked: Option<i64> = row.get("asked_since")?;
    let (app, passkeys): (Option<i64>, Option<i64>) = (row.get("factor_since")?, row.get("passkey_since")?);
    Ok(Door {
        account_id: row.at(0)?,
        account_name: row.at(1)?,
        person_id: row.at(2)?,
        identity_id: row.at(3)?,
        identity_epoch: row.at(4)?,
        attached: row.at(5)?,
        second_factor: asked.is_some() && passkey.is_none(),
        by_app: app.is_some(),
        passkeys: passkeys.is_some(),
        has_terms: row.get("has_terms")?,
        passkey,
    })
}
