//! A way back in when no administrator can sign in any more: the password is lost, or its owner is. Only the operator has
//! it, at the machine itself, and the journal says so.

use base::authz::Do;
use base::kind::Status;
use base::{Ctx, Error, Event, Result, credentials, org};

use crate::handovers;
use crate::people::make_administrator;
use crate::signin::{factor, links};

/// What came of it.
#[derive(Clone, Debug)]
pub struct Rescued {
    pub person: i64,
    pub name: String,
    /// The path of a one-time link, shown once.
    pub link: String,
    /// They were no administrator before.
    pub promoted: bool,
    pub unblocked: bool,
    /// They had a second factor.
    pub lifted: bool,
}

/// Gives the person a one-time link; who is no administrator becomes one, who is blocked is unblocked,
/// and whose codes are lost is asked for none.
///
/// # Errors
/// 404; 409 `rescue_departed` for who has left, `link_nameless` for who has neither e-mail nor login; 422
/// `category_fixed` for a technical user.
pub async fn rescue(ctx: &Ctx, person: i64) -> Result<Rescued> {
    ctx.write(move |mut tx| {
        let found = org::find_locked(&mut tx, person)?.ok_or(Error::NotFound)?;
        let mut tx = tx.permit(Do::Rescue)?;
        if found.status.has_left() {
            return Err(Error::conflict("error-rescue-departed"));
        }
        if found.identity_id.is_none() {
            return Err(Error::conflict("error-link-nameless"));
        }
        let unblocked = found.status == Status::Blocked;
        let mut events = Vec::new();
        if unblocked {
            handovers::lift(&mut tx, &found)?;
            events.push(Event::PersonUnblocked { person });
        }
        let promotion = make_administrator(&mut tx, &found)?;
        let promoted = promotion.is_some();
        events.extend(promotion);
        let lifting = factor::lift_within(&mut tx, &found)?;
        let lifted = lifting.is_some();
        events.extend(lifting);
        let (link, made) = credentials::make_link(&mut tx, &found)?;
        events.push(Event::LinkMade { person, link });
        let link = links::path(&made);
        let rescued = Rescued { person, name: found.name, link, promoted, unblocked, lifted };
        tx.commit_all(events, rescued)
    })
    .await
}

/// The administrators who are here, by name: whom a rescue can be for without naming anybody.
pub async fn administrators(ctx: &Ctx) -> Result<Vec<org::Name>> {
    ctx.read(org::administrators).await
}
