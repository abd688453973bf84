//! A password that an administrator gives (K12): nobody is written to, all sign-ins under the old one end, no passkey stands for
//! it until it has been shown, and the owner
//! can be asked to choose their own at the next sign-in.

use base::authz::{self, Area, Do};
use base::credentials::{self, Counts};
use base::error::Fields;
use base::org::Person;
use base::{Ctx, Error, Event, Reading, Result, Tx, letters, org};

use super::passwords::{self, By};
use super::{access, names, store};

/// The password, and whether it is only for the next sign-in.
#[derive(Clone, Debug)]
pub struct Given {
    pub password: String,
    pub must_change: bool,
}

/// Gives the person this password; answers how much access ended. One-time links made before are withdrawn: the last
/// word is this one. API tokens go on, they never had the password.
///
/// # Errors
/// 422 at `password` when it is weak; 409 `password_own`, `password_shared` for who works in another company too,
/// `password_needs_link` for who left and came back, `link_status`, `link_nameless`.
pub async fn give(ctx: &Ctx, person: i64, given: Given) -> Result<Counts> {
    ctx.need(Area::People)?;
    let found = ctx.read(move |tx| ready(tx, person).map(|(found, _)| found)).await?;
    let words = [Some(found.name.as_str()), found.email.as_deref(), found.login.as_deref()];
    let guesses: Vec<&str> = words.into_iter().flatten().chain([ctx.account.name.as_str()]).collect();
    let mut fields = Fields::default();
    passwords::judge(&mut fields, "password", &given.password, &guesses, &ctx.say);
    fields.check()?;
    let hash = passwords::hash(given.password).await?;
    let letters = letters::are_on(&ctx.app);
    ctx.write(move |mut tx| {
        org::find_locked(&mut tx, person)?.ok_or(Error::NotFound)?;
        let (found, identity) = ready(&mut tx, person)?;
        let before = Counts::of(&credentials::of_person(&mut tx, person)?);
        let mut tx = tx.permit(Do::SetPassword { category: found.category })?;
        passwords::replace(&mut tx, &found, (identity, By::Administrator), &hash, letters)?;
        store::let_passkeys_rest(&mut tx, identity)?;
        credentials::end_links(&mut tx, person, "password")?;
        store::set_must_change_password(&mut tx, person, given.must_change)?;
        let ended = Counts { tokens: 0, ..before };
        let counted = ended.each().into_iter().filter(|(_, count)| *count > 0);
        let mut events = vec![Event::PasswordSet { person }];
        events.extend(counted.map(|(kind, count)| Event::AccessEnded {
            person,
            access: kind.code().into(),
            count,
        }));
        tx.commit_all(events, ended)
    })
    .await
}

/// Whether a password can be given to the person now, by this actor.
///
/// # Errors
/// As `give`.
pub async fn ask(ctx: &Ctx, person: i64) -> Result<Person> {
    ctx.need(Area::People)?;
    ctx.read(move |tx| ready(tx, person).map(|(found, _)| found)).await
}

fn ready(tx: &mut Tx<'_, Reading>, person: i64) -> Result<(Person, i64)> {
    let found = org::find(tx, person)?.ok_or(Error::NotFound)?;
    let act = Do::SetPassword { category: found.category };
    authz::decide(tx.actor(), &act)?;
    if tx.actor().person_id() == Some(person) {
        return Err(Error::conflict("error-password-own"));
    }
    access::check_not_above(tx, &found)?;
    if found.status.has_left() {
        return Err(Error::conflict("error-link-status"));
    }
    if found.needs_link {
        return Err(Error::conflict("error-password-needs-link"));
    }
    let identity = found.identity_id.ok_or(Error::conflict("error-link-nameless"))?;
    if names::is_shared(tx, identity)? {
        return Err(Error::conflict("error-password-shared"));
    }
    authz::check_proof(tx.actor(), &act)?;
    Ok((found, identity))
}
