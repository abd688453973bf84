//! A new password before going in: an administrator gave the present one, and it is to be known to its owner alone.

use base::authz::Do;
use base::error::Fields;
use base::words::Say;
use base::{App, Error, Event, Result};
use base::{credentials, letters, org};

use super::factor::{self, Shown};
use super::passwords::{self, By};
use super::sign_in::{self, Door, Opened};
use super::store;

/// Puts a new password in the place of the one that was just proven, and goes in.
///
/// # Errors
/// 422 at `new` with the reasons when it is weak or the one there was; 422 `sign_in` when the status or the password
/// changed in the meantime; 422 `needs_link`; 422 `renewal_unasked` for whom nobody asks to choose another; of the second factor as `sign_in::open_with`.
pub async fn renew(
    app: &App,
    door: &Door,
    new: String,
    say: &Say,
    (agent, shown): (Option<String>, Shown),
) -> Result<Opened> {
    let ctx = app.nobody(sign_in::load(app, door.account_id).await?);
    let (person, identity, epoch) = (door.person_id, door.identity_id, door.identity_epoch);
    let (found, present) = ctx
        .read(move |tx| {
            let person = org::find(tx, person)?.ok_or(Error::invalid("error-sign-in"))?;
            Ok((person, store::password_hash(tx, identity)?))
        })
        .await?;
    ctx.account.admits(found.category, app.now())?;
    let words = [Some(found.name.as_str()), found.email.as_deref(), found.login.as_deref()];
    let guesses: Vec<&str> = words.into_iter().flatten().chain([door.account_name.as_str()]).collect();
    let mut fields = Fields::default();
    passwords::judge(&mut fields, "new", &new, &guesses, say);
    fields.check()?;
    if passwords::fits(present, new.clone()).await? {
        return Err(Error::field("new", "error-password-same"));
    }
    let hash = passwords::hash(new).await?;
    let (arrivals, letters) = (ctx.app.arrivals.clone(), letters::are_on(&ctx.app));
    let (asked, alone) = (shown.clone().with(door.passkey), door.passkey.is_some());
    let act = ctx.write(move |mut tx| {
        let person = org::find_locked(&mut tx, person)?.ok_or(Error::invalid("error-sign-in"))?;
        if !sign_in::may_sign_in(&person, tx.now())
            || credentials::store::identity_epoch(&mut tx, identity)? != epoch
        {
            return Err(Error::invalid("error-sign-in"));
        }
        if person.needs_link {
            return Err(Error::invalid("error-needs-link"));
        }
        if alone && store::passkeys_rest(&mut tx, identity)? {
            return Err(Error::invalid("error-passkey-rests"));
        }
        if store::waits_for_proof(&mut tx, person.id)? {
            return Err(Error::invalid("error-attached-link"));
        }
        if !store::must_change_password(&mut tx, person.id)? {
            return Err(Error::invalid("error-renewal-unasked"));
        }
        let mut tx = tx.permit(Do::UseSecret)?;
        let passed = factor::pass(&mut tx, (person.id, identity), &asked)?;
        let epoch = passwords::replace(&mut tx, &person, (identity, By::Holder), &hash, letters)?;
        let mut events = vec![Event::PasswordSet { person: person.id }];
        let (opened, begun) = sign_in::begin(&mut tx, &arrivals, &person, (epoch, passed), agent.as_deref())?;
        events.extend(begun);
        tx.commit_all(events, opened)
    });
    factor::counted(app, identity, &shown, act).await
}
