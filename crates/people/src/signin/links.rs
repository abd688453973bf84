//! One-time links: how a person gets in who has no password yet, lost it, or came back. Using one is in `arrival`.

use base::authz::{self, Do};
use base::credentials::{self, AccessKind};
use base::kind::Status;
use base::{Ctx, Error, Event, Result, org};
use kit::token::Made;

use super::{access, names};

/// Makes a one-time link for the person and gives its path, to be shown once. Links made before are withdrawn.
///
/// # Errors
/// 409 `link_status` for a blocked or departed person, 409 `link_nameless` for one who has neither e-mail nor login, 409
/// `not_a_session` for an API token that asks for its own owner.
pub async fn make(ctx: &Ctx, person: i64) -> Result<String> {
    let by_token = ctx.signed.as_ref().is_some_and(|signed| signed.access == AccessKind::Token);
    ctx.write(move |mut tx| {
        let person = org::find_locked(&mut tx, person)?.ok_or(Error::NotFound)?;
        authz::decide(tx.actor(), &Do::SendLink { category: person.category })?;
        if tx.actor().person_id() != Some(person.id) {
            access::check_not_above(&mut tx, &person)?;
        } else if by_token {
            // Whoever holds it would make a way in of it.
            return Err(Error::conflict("error-not-a-session"));
        }
        let mut acts = vec![Do::SendLink { category: person.category }];
        if person.status == Status::Active {
            // Whoever follows it replaces the password there is.
            acts.push(Do::SetPassword { category: person.category });
        }
        let mut tx = tx.permit_all(&acts)?;
        if !matches!(person.status, Status::Pending | Status::Active) {
            return Err(Error::conflict("error-link-status"));
        }
        if person.identity_id.is_none() {
            return Err(Error::conflict("error-link-nameless"));
        }
        names::offer_again(&mut tx, person.id)?;
        let (link, made) = credentials::make_link(&mut tx, &person)?;
        tx.commit(Event::LinkMade { person: person.id, link }, path(&made))
    })
    .await
}

/// Whether a link to the person only asks for the password they have: they have another account, too.
pub async fn keeps_password(ctx: &Ctx, person: i64) -> Result<bool> {
    ctx.read(move |tx| match org::find(tx, person)?.and_then(|person| person.identity_id) {
        Some(identity) => names::is_shared(tx, identity),
        None => Ok(false),
    })
    .await
}

/// The path of a link whose secret was just made.
pub fn path(made: &Made) -> String {
    format!("/link/{}", made.text)
}
