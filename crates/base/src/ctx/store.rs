//! The SQL of refusals.

use ::store::params;

use crate::{Keeping, Result};

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
