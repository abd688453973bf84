//! The own second factor: set up by who knows the password, turned off by who has a code.

use base::authz::{self, Do};
use base::credentials::{self, AccessKind, Signed};
use base::org::{self, Person};
use base::{Ctx, Error, Event, Result, Tx, Writing};
use kit::otp;

use super::{Passed, Shown, count, counted, pass, store};
use crate::signin::elsewhere::{self, Told};
use crate::signin::passkeys;
use crate::signin::session;
use crate::signin::sign_in::{self, Attempt, Opened};
use crate::signin::store as names;

/// How many recovery codes there are.
const CODES: usize = 10;

/// Where one stands.
pub struct State {
    /// Since when a code of an app is asked for, ms UTC.
    pub since: Option<i64>,
    /// How many passkeys there are; with any a password alone is not enough either.
    pub passkeys: i64,
    pub codes_left: i64,
    /// Whether this account requires it of them.
    pub required: bool,
}

/// A secret that is on offer: nothing is kept of it until a code shows that an app has it.
pub struct Made {
    pub secret: String,
    /// For the app, as a link or a square.
    pub uri: String,
}

/// What sets it up.
pub struct SetUp {
    /// The one on offer.
    pub secret: String,
    pub password: String,
    pub code: String,
    /// The address as the network sees it.
    pub address: String,
}

/// Whether one has a second factor.
pub async fn look(ctx: &Ctx) -> Result<State> {
    let person = me(ctx)?;
    let (identity, category) = (person.identity_id, person.category);
    ctx.read(move |tx| {
        let found = identity.map(|id| store::find(tx, id)).transpose()?.flatten();
        Ok(State {
            since: found.as_ref().and_then(|factor| factor.app.as_ref()).map(|app| app.since),
            passkeys: identity.map(|id| passkeys::count(tx, id)).transpose()?.unwrap_or_default(),
            codes_left: found.map_or(0, |factor| count(&factor.codes)),
            required: credentials::requirement(tx)?.concerns(category),
        })
    })
    .await
}

/// A secret to be brought into an app: a new one, or the one that is being set up.
///
/// # Errors
/// 422 for what is no secret.
pub fn offer(ctx: &Ctx, secret: Option<String>) -> Result<Made> {
    let secret = secret.unwrap_or_else(otp::make_secret);
    let name = name(&me(ctx)?);
    let uri = otp::uri(&secret, &format!("Smena — {}", ctx.account.name), &name);
    Ok(Made { uri: uri.ok_or(Error::field("secret", "error-otp-secret"))?, secret })
}

/// Turns it on; the answer is a fresh session and the recovery codes, to be shown once. Beside passkeys a password is no
/// second step, so whoever has some shows first that it is them.
///
/// # Errors
/// 403 `proof_needed`; 409 `not_a_session` for an API token, `factor_on`; 422 at `code`, `password` or `secret`; 429.
pub async fn confirm(ctx: &Ctx, asked: SetUp) -> Result<(Opened, Vec<String>)> {
    let person = session(ctx)?.person.clone();
    let identity = person.identity_id.ok_or(Error::NotFound)?;
    ctx.read(move |tx| check_open(tx, identity)).await?;
    offer(ctx, Some(asked.secret.clone()))?;
    let step = otp::step_of(&asked.secret, &asked.code, ctx.app.now(), 0);
    let step = step.ok_or(Error::field("code", "error-code-wrong"))?;
    let (login, account) = (name(&person), Some(ctx.account.id));
    let attempt = Attempt { login, password: asked.password, account, address: asked.address };
    sign_in::prove(&ctx.app, &attempt).await.map_err(|error| match error {
        Error::Invalid(_) => Error::field("password", "error-password-wrong"),
        other => other,
    })?;
    let (codes, hashes) = recovery_codes();
    let secret = asked.secret;
    let opened = change(ctx, move |tx, (_, identity)| {
        store::lock(tx, identity)?;
        check_open(tx, identity)?;
        store::turn_on(tx, identity, &secret, step, &hashes)?;
        Ok((Told::FactorSet, Vec::new()))
    });
    Ok((opened.await?, codes))
}

/// Whether an app may be set up.
fn check_open<S>(tx: &mut Tx<'_, S>, identity: i64) -> Result<()> {
    if store::find(tx, identity)?.is_some_and(|factor| factor.app.is_some()) {
        return Err(Error::conflict("error-factor-on"));
    }
    if passkeys::count(tx, identity)? > 0 {
        authz::check_proof(tx.actor(), &Do::ChangePasskeys)?;
    }
    Ok(())
}

/// Other recovery codes in the place of those there are.
///
/// # Errors
/// 409 `not_a_session`, `factor_off`; 422 at `code`; 429.
pub async fn new_codes(ctx: &Ctx, shown: Shown) -> Result<(Opened, Vec<String>)> {
    let (codes, hashes) = recovery_codes();
    let opened = with_code(ctx, shown, move |tx, identity| {
        store::set_codes(tx, identity, &hashes)?;
        Ok(Told::CodesMade)
    });
    Ok((opened.await?, codes))
}

/// Turns it off; the answer is a fresh session.
///
/// # Errors
/// 409 `not_a_session`, `factor_off`, `factor_required` where the account requires it of them; 422 at `code`; 429.
pub async fn turn_off(ctx: &Ctx, shown: Shown) -> Result<Opened> {
    let category = me(ctx)?.category;
    with_code(ctx, shown, move |tx, identity| {
        if store::lock(tx, identity)?.is_none_or(|factor| factor.app.is_none()) {
            return Err(Error::conflict("error-factor-off"));
        }
        store::turn_off(tx, identity)?;
        if credentials::requirement(tx)?.concerns(category) && store::lock(tx, identity)?.is_none() {
            return Err(Error::conflict("error-factor-required"));
        }
        Ok(Told::FactorRemoved)
    })
    .await
}

async fn with_code(
    ctx: &Ctx,
    shown: Shown,
    f: impl Fn(&mut Tx<'_, Writing>, i64) -> Result<Told> + Send + Sync + 'static,
) -> Result<Opened> {
    let identity = session(ctx)?.person.identity_id.ok_or(Error::NotFound)?;
    if shown.code().is_none() && shown.passkey.is_none() {
        return Err(Error::field("code", "error-required"));
    }
    let asked = shown.clone();
    let act = change(ctx, move |tx, ids| {
        if store::lock(tx, ids.1)?.is_none() {
            return Err(Error::conflict("error-factor-off"));
        }
        let Passed(events) = pass(tx, ids, &asked)?;
        Ok((f(tx, ids.1)?, events))
    });
    counted(&ctx.app, identity, &shown, act).await
}

/// A change of one's factors: all other sessions end, in every account, and this browser gets a fresh one. `f` gets the
/// person and their identity.
async fn change(
    ctx: &Ctx,
    f: impl Fn(&mut Tx<'_, Writing>, (i64, i64)) -> Result<(Told, Vec<Event>)> + Send + Sync + 'static,
) -> Result<Opened> {
    let signed = session(ctx)?.clone();
    ctx.write(move |mut tx| {
        let person = org::find_locked(&mut tx, signed.person.id)?.ok_or(Error::NotFound)?;
        let identity = person.identity_id.ok_or(Error::NotFound)?;
        let mut tx = tx.permit(Do::EditSelf)?;
        let (told, mut events) = f(&mut tx, (person.id, identity))?;
        elsewhere::tell(&mut tx, identity, told)?;
        events.push(told.event(person.id));
        // A code alone shows no more than the session did.
        let fresh = if told == Told::FactorSet { Fresh::Proven } else { Fresh::AsBefore };
        let (opened, begun) = anew(&mut tx, &signed, &person, identity, fresh)?;
        events.extend(begun);
        tx.commit_all(events, opened)
    })
    .await
}

/// What the new session knows of who is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::signin) enum Fresh {
    /// They have just shown that it is them.
    Proven,
    /// As much as the one before.
    AsBefore,
}

/// Ends every sign-in of the identity, in every account, and opens a fresh session for who is here.
pub(in crate::signin) fn anew(
    tx: &mut Tx<'_, Writing>,
    signed: &Signed,
    person: &Person,
    identity: i64,
    fresh: Fresh,
) -> Result<(Opened, Vec<Event>)> {
    let agent = names::agent(tx, signed.access_id)?;
    let epoch = store::raise_epoch(tx, identity)?;
    credentials::store::end_kind(tx, AccessKind::Session, person.id, "second factor")?;
    let passed = Passed::by_session();
    let (opened, begun) = sign_in::begin(tx, &[], person, (epoch, passed), agent.as_deref())?;
    if fresh == Fresh::AsBefore {
        names::set_proven(tx, opened.session_id, signed.proven_at)?;
    }
    Ok((opened, begun))
}

/// The codes, and what is kept of them.
pub(in crate::signin) fn recovery_codes() -> (Vec<String>, Vec<String>) {
    let codes: Vec<String> = (0..CODES).map(|_| otp::recovery_code()).collect();
    let hashes = codes.iter().map(|code| otp::recovery_hash(code)).collect();
    (codes, hashes)
}

fn me(ctx: &Ctx) -> Result<Person> {
    ctx.signed.as_ref().map(|signed| signed.person.clone()).ok_or(Error::SignedOut)
}

fn name(person: &Person) -> String {
    person.email.clone().or_else(|| person.login.clone()).unwrap_or_else(|| person.name.clone())
}
