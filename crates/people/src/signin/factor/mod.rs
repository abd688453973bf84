//! The second factor: after the password a code from an authenticator app or a passkey, or one of ten recovery codes in their place.
//!
//! It belongs to the identity, as the password does, so it is asked wherever its human signs in. No session is opened
//! without a `Passed`, and only this room makes one: whoever adds a way in can't forget to ask. A code works once, a
//! recovery code too, in the same transaction that opens the session; guessing is slowed down. Setting it up, turning it
//! off and new recovery codes (`own`) end all other sessions; an administrator lifts it for who lost everything (`lift`);
//! an account may require it (`requirement`).

mod lift;
mod own;
mod requirement;
pub(super) mod store;

pub(crate) use lift::lift_within;
pub use lift::{lift, may_lift};
pub(super) use own::{Fresh, anew, recovery_codes};
pub use own::{Made, SetUp, State, confirm, look, new_codes, offer, turn_off};
pub use requirement::{Standing, require, standing};
pub(crate) use store::since;
pub(super) use store::{forget_codes, lock_any, set_codes};

use base::event::PasskeyFact;
use base::web::Visitor;
use base::{App, Ctx, Error, Event, Result, Tx, Writing};
use kit::otp;
use tokio::sync::Mutex;

use super::attempts::{self, Counted};
use super::passkeys::{self, Answer};

/// How many wrong codes an identity may show within the window of attempts.
pub const MOST_CODES: usize = 5;

/// Proof that the second factor was asked where there is one; tells what happened.
pub(super) struct Passed(pub(super) Vec<Event>);

impl Passed {
    /// A live session was opened with it: a change of factors ends all others.
    pub(super) fn by_session() -> Passed {
        Passed(Vec::new())
    }
}

/// What was shown of the second factor on the way in.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// Of the app, or a recovery code.
    pub code: Option<String>,
    /// The address as the network sees it.
    pub address: String,
    /// A passkey that was checked a moment ago.
    pub(super) passkey: Option<i64>,
}

impl Shown {
    pub fn by_code(code: Option<String>, address: String) -> Shown {
        Shown { code, address, passkey: None }
    }

    /// With a passkey that whoever is signed in shows; it is checked.
    ///
    /// # Errors
    /// Of the passkey.
    pub async fn by_passkey_here(self, ctx: &Ctx, answer: &Answer) -> Result<Shown> {
        let signed = ctx.signed.as_deref().ok_or(Error::SignedOut)?;
        let identity = signed.person.identity_id.ok_or(Error::SignedOut)?;
        let passkey = passkeys::by_proof(&ctx.app, answer, identity, signed.access_id).await?;
        Ok(self.with(Some(passkey)))
    }

    /// With a passkey that somebody shows after the password of this identity.
    pub(super) async fn by_passkey(self, visitor: &Visitor, identity: i64, sent: &str) -> Result<Shown> {
        let answer = Answer::read(visitor, sent)?;
        let passkey = passkeys::by_second_factor(&visitor.app, &answer, identity).await?;
        Ok(self.with(Some(passkey)))
    }

    /// The same, where a passkey has opened this door.
    pub(super) fn with(self, passkey: Option<i64>) -> Shown {
        Shown { passkey: self.passkey.or(passkey), ..self }
    }

    pub(super) fn code(&self) -> Option<&str> {
        self.code.as_deref().map(str::trim).filter(|code| !code.is_empty())
    }
}

/// Takes the code or the passkey, where the identity has a second factor; a code works no second time.
///
/// # Errors
/// 409 `second_factor` with neither; 422 at `code` for a wrong or used one; 422 `passkey_unknown` for a passkey that was
/// removed or stopped meanwhile.
pub(super) fn pass(
    tx: &mut Tx<'_, Writing>,
    (person, identity): (i64, i64),
    shown: &Shown,
) -> Result<Passed> {
    let factor = store::lock(tx, identity)?;
    if let Some(passkey) = shown.passkey {
        if !passkeys::is_alive(tx, identity, passkey)? {
            return Err(Error::invalid("error-passkey-unknown"));
        }
        return Ok(Passed(vec![Event::Passkey { person, passkey, became: PasskeyFact::Used }]));
    }
    let Some(factor) = factor else { return Ok(Passed(Vec::new())) };
    let code = shown.code().ok_or(Error::conflict("error-second-factor"))?;
    if let Some(app) = &factor.app
        && let Some(step) = otp::step_of(&app.secret, code, tx.now(), app.step)
    {
        store::use_step(tx, identity, step)?;
        return Ok(Passed(Vec::new()));
    }
    let (hash, mut codes) = (otp::recovery_hash(code), factor.codes);
    let Some(at) = codes.iter().position(|kept| *kept == hash) else {
        return Err(Error::field("code", "error-code-wrong"));
    };
    codes.remove(at);
    store::set_codes(tx, identity, &codes)?;
    Ok(Passed(vec![Event::RecoveryCodeUsed { person, left: count(&codes) }]))
}

/// Does what begins with a code; a wrong one is counted, and after too many the next has to wait.
///
/// # Errors
/// 429; otherwise as the act itself.
pub(super) async fn counted<T>(
    app: &App,
    identity: i64,
    shown: &Shown,
    act: impl Future<Output = Result<T>>,
) -> Result<T> {
    // One at a time: many at once can't slip past the limit.
    static TURN: Mutex<()> = Mutex::const_new(());
    if shown.code().is_none() {
        return act.await;
    }
    let _turn = TURN.lock().await;
    let counted = Counted::coding(identity, &shown.address, MOST_CODES);
    let (now, asked) = (app.now(), counted.clone());
    let standing = app.look(move |tx| attempts::standing(tx, &asked, now)).await?;
    if standing.wait > 0 {
        return Err(Error::Slow(standing.wait));
    }
    let came = act.await;
    match &came {
        Err(error) if is_wrong_code(error) => attempts::note(app, &counted).await?,
        Ok(_) if standing.marked => attempts::forget(app, &counted).await?,
        _ => {}
    }
    came
}

fn is_wrong_code(error: &Error) -> bool {
    matches!(error, Error::Invalid(problem) if problem.fields.iter().any(|field| field.key == "error-code-wrong"))
}

fn count(codes: &[String]) -> i64 {
    i64::try_from(codes.len()).unwrap_or(i64::MAX)
}
