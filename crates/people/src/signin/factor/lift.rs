//! Somebody lost their phone and their recovery codes: an administrator lifts the second factor, and the journal says so.
//! Not one's own, and not of a human who works in another account, too: that one's factors are theirs alone.

use base::authz::{self, Area, Do};
use base::credentials::{self, AccessKind};
use base::org::Person;
use base::{Ctx, Error, Event, Reading, Result, Tx, Writing, org};

use super::store;
use crate::signin::{names, passkeys};

/// Lifts the person's second factor, passkeys too; all their sessions end, their password stays.
///
/// # Errors
/// 403; 404; 409 `factor_own`, `factor_shared`, `factor_off`.
pub async fn lift(ctx: &Ctx, person: i64) -> Result<()> {
    ctx.need(Area::People)?;
    ctx.write(move |mut tx| {
        let person = org::find_locked(&mut tx, person)?.ok_or(Error::NotFound)?;
        authz::decide(tx.actor(), &Do::LiftSecondFactor)?;
        if tx.actor().person_id() == Some(person.id) {
            return Err(Error::conflict("error-factor-own"));
        }
        if let Some(identity) = person.identity_id
            && names::is_shared(&mut tx, identity)?
        {
            return Err(Error::conflict("error-factor-shared"));
        }
        let mut tx = tx.permit(Do::LiftSecondFactor)?;
        let event = lift_within(&mut tx, &person)?.ok_or(Error::conflict("error-factor-off"))?;
        tx.commit(event, ())
    })
    .await
}

/// The same within another act, which has the permit and commits the event; nothing for who has none.
pub(crate) fn lift_within(tx: &mut Tx<'_, Writing>, person: &Person) -> Result<Option<Event>> {
    let Some(identity) = person.identity_id else { return Ok(None) };
    if store::lock(tx, identity)?.is_none() {
        return Ok(None);
    }
    passkeys::forget(tx, identity)?;
    store::turn_off(tx, identity)?;
    store::raise_epoch(tx, identity)?;
    credentials::store::end_kind(tx, AccessKind::Session, person.id, "second factor")?;
    Ok(Some(Event::SecondFactorLifted { person: person.id }))
}

/// Whether the actor can do so now.
pub fn may_lift(tx: &mut Tx<'_, Reading>, person: &Person) -> Result<bool> {
    let Some(identity) = person.identity_id else { return Ok(false) };
    let may = authz::decide(tx.actor(), &Do::LiftSecondFactor).is_ok();
    Ok(may && tx.actor().person_id() != Some(person.id) && !names::is_shared(tx, identity)?)
}
