//! What a browser is asked to sign. Each is a row: it works once, for minutes, for what it was made for and in the session it was
//! made in. The answer names it, so whichever server takes the answer finds it.

use base::authz::{Do, check_proof};
use base::credentials::Signed;
use base::web::Visitor;
use base::{App, Ctx, Error, Keeping, Result};
use serde_json::Value as Json;
use webauthn_rs::prelude::DiscoverableAuthentication;

use super::place::Place;
use super::{OPEN_MS, place, store};
use crate::signin::session;

/// What a challenge is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Adding a passkey, in this session.
    Add(i64),
    /// The way in, alone or after a password.
    SignIn,
    /// Showing again that it is them, in this session.
    Proof(i64),
}

impl Purpose {
    pub(super) fn code(self) -> &'static str {
        match self {
            Purpose::Add(_) => "add",
            Purpose::SignIn => "sign_in",
            Purpose::Proof(_) => "proof",
        }
    }

    /// Whose session; 0: nobody's.
    pub(super) fn session(self) -> i64 {
        match self {
            Purpose::Add(session) | Purpose::Proof(session) => session,
            Purpose::SignIn => 0,
        }
    }
}

/// The most that may be open from one address: an office shares one.
const MOST_OPEN: i64 = 300;

/// What the browser of somebody on the way in is to sign.
///
/// # Errors
/// 409 where passkeys can't work; 429 where too many from one address are open.
pub async fn ask_sign_in(visitor: &Visitor) -> Result<Json> {
    ask(&visitor.app, &place(visitor)?, Purpose::SignIn, &visitor.address).await
}

/// What the browser of somebody who is to show that it is them is to sign.
///
/// # Errors
/// As `ask_sign_in`; 409 `not_a_session` for an API token.
pub async fn ask_proof(ctx: &Ctx, visitor: &Visitor) -> Result<Json> {
    let session = session(ctx)?.access_id;
    ask(&ctx.app, &place(visitor)?, Purpose::Proof(session), &visitor.address).await
}

async fn ask(app: &App, place: &Place, purpose: Purpose, address: &str) -> Result<Json> {
    let (mut options, state) = place.library()?.start_discoverable_authentication().map_err(refused)?;
    // A button was pressed; nothing is offered while somebody types.
    options.mediation = None;
    put(app, purpose, address, json(&options)?, &state).await
}

/// Writes down what will be signed; answers with what the browser is told.
pub(super) async fn put(
    app: &App,
    purpose: Purpose,
    address: &str,
    options: Json,
    state: &impl serde::Serialize,
) -> Result<Json> {
    let challenge = options["publicKey"]["challenge"].as_str().unwrap_or_default().to_owned();
    let (state, address) = (json(state)?.to_string(), address.to_owned());
    let kept = app.keep(move |tx| {
        store::forget_old_challenges(tx)?;
        if store::open_challenges(tx, &address)? >= MOST_OPEN {
            return Ok(false);
        }
        store::add_challenge(tx, &challenge, purpose, &address, &state)?;
        Ok(true)
    });
    if kept.await? { Ok(options) } else { Err(Error::Slow(OPEN_MS / 1000)) }
}

/// Takes what was to be signed by this answer; whatever is wrong with it, it works no second time.
///
/// # Errors
/// 422 `passkey_late` for what was never asked, was answered, is too old, or was asked for something else.
pub(super) async fn take<T: serde::de::DeserializeOwned>(
    app: &App,
    purpose: Purpose,
    client_data: &[u8],
) -> Result<T> {
    let told: Json = serde_json::from_slice(client_data).map_err(|_| late())?;
    let challenge = told["challenge"].as_str().ok_or_else(late)?.to_owned();
    let state = app.keep(move |tx| store::take_challenge(tx, &challenge, purpose)).await?.ok_or_else(late)?;
    serde_json::from_str(&state).map_err(|error| Error::Broken(format!("a challenge: {error}")))
}

/// The same for what stands for signing in or a proof.
pub(super) async fn take_shown(
    app: &App,
    purpose: Purpose,
    client_data: &[u8],
) -> Result<DiscoverableAuthentication> {
    take(app, purpose, client_data).await
}

/// Forgets what is too old; for the installation's housekeeping.
pub fn sweep(tx: &mut Keeping<'_>) -> Result<()> {
    store::forget_old_challenges(tx)
}

/// The session that asks to change passkeys, where it has shown lately that it is them.
///
/// # Errors
/// As `session`; 403 `proof_needed`.
pub(super) fn proven_session(ctx: &Ctx) -> Result<&Signed> {
    let signed = session(ctx)?;
    check_proof(&ctx.actor, &Do::ChangePasskeys)?;
    Ok(signed)
}

fn json(value: &impl serde::Serialize) -> Result<Json> {
    serde_json::to_value(value).map_err(|error| Error::Broken(format!("a challenge: {error}")))
}

pub(super) fn as_told(value: &impl serde::Serialize) -> Result<Json> {
    json(value)
}

fn late() -> Error {
    Error::invalid("error-passkey-late")
}

/// What the library says is for the log; people hear that it didn't work.
pub(super) fn refused(error: webauthn_rs::prelude::WebauthnError) -> Error {
    tracing::info!(%error, "a passkey is refused");
    Error::invalid("error-passkey")
}
