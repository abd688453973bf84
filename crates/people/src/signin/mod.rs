//! How a human gets in, and how nobody else does.
//!
//! A name (an e-mail, unique over the installation, or a login, unique in its account) leads to an identity, which has
//! the password; the identity leads to people, one per account. Signing in opens a session in one account (`accounts` goes from one to
//! another); the first time it makes a pending person active. A one-time link stands in for a password that is lost or was never set.
//! Sessions, tokens and links themselves are rows of `base::credentials`; here are the acts on them. Who guesses
//! passwords is slowed down, and hears the same answer whatever was wrong. What was being sent when a session had ended
//! goes along with the way in, and is offered to the same human to be sent again (`held`). Who has a second factor shows it
//! after the password, whichever way they come (`factor`). A passkey stands for both (`passkeys`). Before what would do lasting harm it is asked again whether it is
//! them (`proof`).
//!
//! Start with `names` (who has which name), `passwords` (judging and hashing), `sign_in` (the act itself).

pub mod access;
pub mod accounts;
mod activation;
pub mod api;
pub mod arrival;
pub mod attempts;
pub mod choices;
pub mod device;
pub mod elsewhere;
pub mod factor;
pub mod given;
pub mod held;
pub mod links;
pub mod names;
mod next;
pub mod own;
pub mod pages;
pub mod passkeys;
pub mod passwords;
pub mod proof;
mod renewal;
pub mod sign_in;
mod store;
pub mod terms;
pub mod tokens;

pub use activation::activate;
pub(crate) use store::{is_still_new, remove_identity};

use base::credentials::{AccessKind, Signed};
use base::{Ctx, Error, Result};

/// The session that asks.
///
/// # Errors
/// 409 `not_a_session` for an API token: whoever holds one makes no way in of it.
fn session(ctx: &Ctx) -> Result<&Signed> {
    let signed = ctx.signed.as_deref().ok_or(Error::SignedOut)?;
    match signed.access {
        AccessKind::Session => Ok(signed),
        _ => Err(Error::conflict("error-not-a-session")),
    }
}

/// Whether nobody works here, and nobody ever did: the installation has no account, and none of it was closed.
pub async fn is_new(app: &base::App) -> Result<bool> {
    app.look(store::is_new).await
}

/// What there is to sign in to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Here {
    Nothing,
    /// Their makers may have lost the way in, for nobody knows a password of theirs.
    SamplesAlone,
    Companies,
}

/// What there is to sign in to in this installation.
pub async fn here(app: &base::App) -> Result<Here> {
    app.look(store::here).await
}
