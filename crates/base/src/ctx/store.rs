//! The SQL of refusals, and of who is still inside.

use ::store::params;

use super::Signed;
use crate::kind::AccessKind;
use crate::org::store::VOUCHED;
use crate::{Keeping, Result, Tx};

/// A refusal, after the roll-back of what was refused.
pub fn note_denial(
    tx: &mut Keeping<'_>,
    account: i64,
    id: i64,
    person: Option<i64>,
    act: &str,
) -> Result<()> {
    let now = tx.now;
    tx.execute(
        "insert into denials (account_id, id, at, actor_person_id, act) values ($1, $2, $3, $4, $5)",
        params![account, id, now, person, act],
    )?;
    Ok(())
}

/// Whether the session or token of this account still opens the door, by its key: as `credentials::store::enter`.
pub(super) fn is_inside<S>(tx: &mut Tx<'_, S>, account: i64, signed: &Signed) -> Result<bool> {
    let (table, alive) = match signed.access {
        AccessKind::Session => (
            "sessions",
            "join identities i on i.id = p.identity_id and i.epoch = c.identity_epoch where c.expires_at > $3 and",
        ),
        AccessKind::Token => ("api_tokens", "where"),
        AccessKind::Link => return Ok(false),
    };
    let sql = format!(
        "select 1 from {table} c join people p on p.account_id = c.account_id and p.id = c.person_id and p.epoch = c.person_epoch
        {alive} c.account_id = $1 and c.id = $2 and c.person_id = $4 and c.ended_at is null and p.status = 'active'
        and (p.valid_until is null or p.valid_until > $3) and {VOUCHED}"
    );
    let (id, person, now) = (signed.access_id, signed.person.id, tx.now());
    Ok(tx.query_opt(&sql, params![account, id, now, person])?.is_some())
}
