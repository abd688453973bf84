//! An account keeps at least one active administrator who can sign in.

use base::kind::{Category, Status};
use base::{Error, Result, Tx, org};

use super::store;

/// Refuses what would take the last administrator away: a block, a departure, a demotion, an erased password. Call it
/// before any other row is locked: it holds the account's row, so two such acts at once can't both pass.
///
/// # Errors
/// 409 `last_administrator`.
pub fn check_last_administrator<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<()> {
    store::lock_account(tx)?;
    if is_last_administrator(tx, person)? {
        return Err(Error::conflict("error-last-administrator"));
    }
    Ok(())
}

/// Whether the account would be left without an active administrator who can sign in: what a preview asks.
pub fn is_last_administrator<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<bool> {
    let Some(person) = org::find(tx, person)? else { return Ok(false) };
    let counts = person.category == Category::Administrator && person.status == Status::Active;
    Ok(counts && store::other_administrators(tx, person.id)? == 0)
}
