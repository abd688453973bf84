//! Asking for letters, and taking them back.

use base::authz::{self, Area, Do};
use base::credentials;
use base::event::LetterFact;
use base::kind::Status;
use base::letters::{self, Letter, Purpose};
use base::org::Person;
use base::{Ctx, Error, Event, Result, Tx, Writing, org};

use super::are_on;
use crate::signin::{access, names};

/// Sends the person an invitation; one that still waits is replaced by it.
///
/// # Errors
/// 404; 409 `mail_off` without a mail server, `invitation_status` for who isn't pending, `invitation_address` for who
/// has no e-mail.
pub async fn send(ctx: &Ctx, person: i64) -> Result<Letter> {
    ctx.need(Area::People)?;
    let on = are_on(&ctx.app);
    ctx.write(move |mut tx| {
        let person = org::find_locked(&mut tx, person)?.ok_or(Error::NotFound)?;
        authz::decide(tx.actor(), &Do::SendLink { category: person.category })?;
        access::check_not_above(&mut tx, &person)?;
        if !on {
            return Err(Error::conflict("error-mail-off"));
        }
        if person.status != Status::Pending {
            return Err(Error::conflict("error-invitation-status"));
        }
        if person.email.is_none() {
            return Err(Error::conflict("error-invitation-address"));
        }
        let mut tx = tx.permit(Do::SendLink { category: person.category })?;
        let event = ask_for(&mut tx, &person)?;
        let letter = letters::last_of(&mut tx, person.id, Purpose::Invitation)?.ok_or(Error::NotFound)?;
        tx.commit(event, letter)
    })
    .await
}

/// Writes the invitation down within another act, which has the permit and commits the event.
///
/// # Errors
/// 409 `invitation_address` without an e-mail.
pub(crate) fn ask_for(tx: &mut Tx<'_, Writing>, person: &Person) -> Result<Event> {
    let address = person.email.as_deref().ok_or(Error::conflict("error-invitation-address"))?;
    names::offer_again(tx, person.id)?;
    let letter = letters::add(tx, person.id, Purpose::Invitation, address)?;
    Ok(Event::Letter { person: person.id, letter: Some(letter), became: LetterFact::Asked })
}

/// Takes the invitation back: the letter if it still waits, and every link that could be followed.
///
/// # Errors
/// 404; 409 `nothing_to_withdraw`.
pub async fn withdraw(ctx: &Ctx, person: i64) -> Result<()> {
    ctx.need(Area::People)?;
    ctx.write(move |mut tx| {
        let person = org::find_locked(&mut tx, person)?.ok_or(Error::NotFound)?;
        let mut tx = tx.permit(Do::SendLink { category: person.category })?;
        let waited = letters::withdraw(&mut tx, person.id)?;
        let links = credentials::end_links(&mut tx, person.id, "withdrawn")?;
        if !waited && links == 0 {
            return Err(Error::conflict("error-nothing-to-withdraw"));
        }
        let last = letters::last_of(&mut tx, person.id, Purpose::Invitation)?.filter(|_| waited);
        let letter = last.map(|letter| letter.id);
        tx.commit(Event::Letter { person: person.id, letter, became: LetterFact::Withdrawn }, ())
    })
    .await
}

/// Writes the one who asks a letter, to see whether letters arrive.
///
/// # Errors
/// 409 `mail_off` without a mail server, `invitation_address` for who has no e-mail.
pub async fn try_mail(ctx: &Ctx) -> Result<Letter> {
    ctx.need(Area::People)?;
    let me = ctx.person_id().ok_or(Error::SignedOut)?;
    let on = are_on(&ctx.app);
    ctx.write(move |mut tx| {
        let person = org::find_locked(&mut tx, me)?.ok_or(Error::NotFound)?;
        let mut tx = tx.permit(Do::TryMail)?;
        if !on {
            return Err(Error::conflict("error-mail-off"));
        }
        let address = person.email.as_deref().ok_or(Error::conflict("error-invitation-address"))?;
        let letter = letters::add(&mut tx, me, Purpose::Test, address)?;
        let written = letters::find(&mut tx, letter)?.ok_or(Error::NotFound)?;
        tx.commit(Event::Letter { person: me, letter: Some(letter), became: LetterFact::Tried }, written)
    })
    .await
}
