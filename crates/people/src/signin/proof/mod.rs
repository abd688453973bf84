//! Shown anew that it is them: before what would do lasting harm, the password is asked for again (and a code, where there is
//! a second factor; or a passkey in place of both) once a sign-in is older than a quarter of an hour. What asks is one list, `base::authz::wants_proof`.
//!
//! On pages the question comes in place of the answer, carries the form that met it, and one press shows the proof and does
//! the act (`layer`). Programs with a session hear 403 `proof_needed`; API tokens are not asked.

mod layer;

pub use layer::{CODE, LOST, PASSKEY, PASSWORD, Then, ask, ask_apart};

use base::authz::Do;
use base::org::{self, Person};
use base::{Ctx, Error, Event, Result};

use super::factor::{self, Passed, Shown};
use super::passkeys::{self, Answer};
use super::sign_in::{self, Attempt};
use super::{session, store};

/// What is shown.
#[derive(Clone, Debug, Default)]
pub struct Proof {
    pub password: String,
    /// Of the app, or a recovery code.
    pub code: Option<String>,
    /// In place of both.
    pub passkey: Option<Answer>,
    /// The address as the network sees it.
    pub address: String,
}

/// Shows that whoever is signed in is there themselves; believed for a quarter of an hour.
///
/// # Errors
/// 409 `not_a_session` for an API token; 422 at `password` or `code`; 409 `second_factor` without a code where one is asked
/// for; 422 of the passkey; 429 after too many wrong ones.
pub async fn show(ctx: &Ctx, proof: Proof) -> Result<()> {
    let signed = session(ctx)?;
    let person = &signed.person;
    let identity = person.identity_id.ok_or(Error::SignedOut)?;
    let shown = match &proof.passkey {
        Some(answer) => {
            let passkey = passkeys::by_proof(&ctx.app, answer, identity, signed.access_id).await?;
            Shown::default().with(Some(passkey))
        }
        None => by_password(ctx, person, proof).await?,
    };
    let (id, session) = (person.id, signed.access_id);
    let asked = shown.clone();
    let act = ctx.write(move |mut tx| {
        let person = org::find_locked(&mut tx, id)?.ok_or(Error::SignedOut)?;
        let mut tx = tx.permit(Do::UseSecret)?;
        let Passed(mut events) = factor::pass(&mut tx, (person.id, identity), &asked)?;
        let now = tx.now();
        store::set_proven(&mut tx, session, now)?;
        events.push(Event::ProofShown { person: id, session });
        tx.commit_all(events, ())
    });
    factor::counted(&ctx.app, identity, &shown, act).await
}

/// The password is theirs; what is left is the code.
async fn by_password(ctx: &Ctx, person: &Person, proof: Proof) -> Result<Shown> {
    let login = person.email.clone().or(person.login.clone()).unwrap_or_default();
    let attempt = Attempt {
        login,
        password: proof.password,
        account: Some(ctx.account.id),
        address: proof.address.clone(),
    };
    sign_in::prove(&ctx.app, &attempt).await.map_err(|error| match error {
        Error::Invalid(_) => Error::field("password", "error-password-wrong"),
        other => other,
    })?;
    Ok(Shown::by_code(proof.code, proof.address))
}

/// What is asked for beside the password.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asks {
    pub code: bool,
    /// One may show a passkey in place of both.
    pub passkey: bool,
}

/// What is asked of who is here.
pub async fn asks(ctx: &Ctx) -> Result<Asks> {
    let Some(identity) = session(ctx)?.person.identity_id else { return Ok(Asks::default()) };
    ctx.read(move |tx| {
        let code = factor::since(tx, identity)?.is_some();
        Ok(Asks { code, passkey: passkeys::count(tx, identity)? > 0 })
    })
    .await
}
