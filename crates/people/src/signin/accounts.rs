//! One human in several accounts: which they may go into with the sign-in they have, and going there. The browser is in
//! one account at a time, so the session left behind ends.

use base::authz::Do;
use base::credentials::{self, AccessKind, Signed};
use base::{Ctx, Error, Event, Result, org};

use super::sign_in::{self, Door, Opened};
use super::store;

/// Where the human may go, the place they are in among them; those that wait to be accepted come last.
///
/// # Errors
/// 409 `one_account` for an API token.
pub async fn list(ctx: &Ctx) -> Result<Vec<Door>> {
    let signed = session(ctx)?;
    let identity: Vec<i64> = signed.person.identity_id.into_iter().collect();
    let now = ctx.app.now();
    ctx.app.look(move |tx| store::doors(tx, &identity, None, now)).await
}

/// Goes from the account one is in to another, without the password: the session proves the human as it does. The first
/// time accepts the place; the session here ends.
///
/// # Errors
/// 404 where there is no such place, and for an API token; 401 where the session ended in this moment; otherwise as
/// `sign_in::open`.
pub async fn go(ctx: &Ctx, account: i64) -> Result<Opened> {
    let here = session(ctx).map_err(|_| Error::NotFound)?.access_id;
    let doors = list(ctx).await?;
    let there = |door: &&Door| door.account_id == account && account != ctx.account.id;
    let door = doors.iter().find(there).ok_or(Error::NotFound)?;
    let agent = ctx.read(move |tx| store::agent(tx, here)).await?;
    let opened = sign_in::open_by_session(ctx, door, agent).await?;
    match sign_in::sign_out(ctx).await {
        // Whoever ended it first, it is over.
        Ok(()) | Err(Error::SignedOut) => Ok(opened),
        Err(error) => Err(error),
    }
}

/// Says no to the place that another account offers: its links and letters end, and it is offered no more until somebody
/// there asks again.
///
/// # Errors
/// 404 where nothing is offered, and for an API token.
pub async fn decline(ctx: &Ctx, account: i64) -> Result<()> {
    let signed = session(ctx).map_err(|_| Error::NotFound)?.clone();
    let here = ctx.account.id;
    let doors = list(ctx).await?;
    let offered = |door: &&Door| door.account_id == account && door.attached;
    let person = doors.iter().find(offered).ok_or(Error::NotFound)?.person_id;
    let there = sign_in::load(&ctx.app, account).await?;
    ctx.app
        .nobody(there)
        .write(move |mut tx| {
            org::find_locked(&mut tx, person)?.ok_or(Error::NotFound)?;
            signed.check_inside(&mut tx, here)?;
            if !store::is_offered(&mut tx, person)? {
                return Err(Error::NotFound);
            }
            let mut tx = tx.permit(Do::UseSecret)?;
            store::set_declined(&mut tx, person)?;
            credentials::end_links(&mut tx, person, "declined")?;
            tx.commit(Event::PersonDeclined { person }, ())
        })
        .await
}

fn session(ctx: &Ctx) -> Result<&Signed> {
    let signed = ctx.signed.as_deref().ok_or(Error::SignedOut)?;
    match signed.access {
        AccessKind::Session => Ok(signed),
        _ => Err(Error::conflict("error-one-account")),
    }
}
