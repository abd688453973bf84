//! What everybody may change about their own way in: the password, the language and the time zone.

use base::authz::Do;
use base::error::Fields;
use base::journal::Change;
use base::org::tongue;
use base::{Ctx, Error, Event, Result, letters, org};
use kit::lang::Lang;

use super::factor::{self, Passed};
use super::passwords::{self, By};
use super::sign_in::{self, Attempt, Opened};
use super::{session, store};

/// The own password, changed by who knows the present one.
pub struct NewPassword {
    pub current: String,
    pub new: String,
    /// The address as the network sees it.
    pub address: String,
}

/// Sets a new password. Every session in every account ends; the answer is a fresh one for this browser. It knows that it is
/// them where the password is all that they show; beside a second factor it is half, so the fresh one knows what the one
/// before did.
///
/// # Errors
/// 409 `not_a_session` for an API token; 422 at `current` or `new`; 429 after too many wrong ones.
pub async fn change_password(ctx: &Ctx, asked: NewPassword) -> Result<Opened> {
    let signed = session(ctx)?.clone();
    let person = &signed.person;
    let name = person.email.clone().or(person.login.clone()).unwrap_or_default();
    let mut fields = Fields::default();
    let guesses = [Some(person.name.as_str()), person.email.as_deref(), person.login.as_deref()];
    let guesses: Vec<&str> = guesses.into_iter().flatten().chain([ctx.account.name.as_str()]).collect();
    passwords::judge(&mut fields, "new", &asked.new, &guesses, &ctx.say);
    fields.check()?;
    let account = Some(ctx.account.id);
    let attempt = Attempt { login: name, password: asked.current, account, address: asked.address };
    sign_in::prove(&ctx.app, &attempt).await.map_err(|error| match error {
        Error::Invalid(_) => Error::field("current", "error-password-wrong"),
        other => other,
    })?;
    let identity = person.identity_id.ok_or(Error::NotFound)?;
    let present = ctx.read(move |tx| store::password_hash(tx, identity)).await?;
    if passwords::fits(present, asked.new.clone()).await? {
        return Err(Error::field("new", "error-password-same"));
    }
    let hash = passwords::hash(asked.new).await?;
    let (id, access, letters) = (person.id, signed.access_id, letters::are_on(&ctx.app));
    let proven_at = signed.proven_at;
    ctx.write(move |mut tx| {
        let person = org::find_locked(&mut tx, id)?.ok_or(Error::NotFound)?;
        let identity = person.identity_id.ok_or(Error::NotFound)?;
        let agent = store::agent(&mut tx, access)?;
        let mut tx = tx.permit(Do::EditSelf)?;
        let epoch = passwords::replace(&mut tx, &person, (identity, By::Holder), &hash, letters)?;
        let mut events = vec![Event::PasswordSet { person: id }];
        let (opened, begun) =
            sign_in::begin(&mut tx, &[], &person, (epoch, Passed::by_session()), agent.as_deref())?;
        if factor::lock_any(&mut tx, identity)? {
            store::set_proven(&mut tx, opened.session_id, proven_at)?;
        }
        events.extend(begun);
        tx.commit_all(events, opened)
    })
    .await
}

/// Speaks this language to the person from now on; nobody is spoken to otherwise.
pub async fn choose_language(ctx: &Ctx, lang: Lang) -> Result<()> {
    match ctx.person_id() {
        Some(_) => choose_tongue(ctx, Some(lang.code().into()), None).await,
        None => Ok(()),
    }
}

/// The language and the time zone one is spoken to in from now on; `None` stays, empty is as the account has it.
///
/// # Errors
/// 422 for a language that isn't ours or a zone that doesn't exist.
pub async fn choose_tongue(ctx: &Ctx, lang: Option<String>, zone: Option<String>) -> Result<()> {
    let person = ctx.person_id().ok_or(Error::SignedOut)?;
    let mut wrong = Fields::default();
    let lang = lang.map(|lang| tongue::read_lang(&lang, &mut wrong));
    let zone = zone.map(|zone| tongue::read_zone(&zone, &mut wrong));
    wrong.check()?;
    ctx.write(move |mut tx| {
        let before = org::find_locked(&mut tx, person)?.ok_or(Error::NotFound)?;
        let after_lang = lang.clone().unwrap_or_else(|| before.lang.clone());
        let after_zone = zone.clone().unwrap_or_else(|| before.zone.clone());
        let changes: Vec<Change> = [
            Change::of("lang", before.lang, after_lang.clone()),
            Change::of("zone", before.zone, after_zone.clone()),
        ]
        .into_iter()
        .flatten()
        .collect();
        if changes.is_empty() {
            return tx.unchanged(());
        }
        let mut tx = tx.permit(Do::EditSelf)?;
        store::set_tongue(&mut tx, person, after_lang.as_deref(), after_zone.as_deref())?;
        tx.commit(Event::PersonChanged { person, changes }, ())
    })
    .await
}
