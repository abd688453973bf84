//! Passkeys for programs: one's own, and signing in by one. What a browser is told and what it answers is JSON as
//! `PublicKeyCredential` reads and writes it.

use axum::Json;
use axum::http::StatusCode;
use base::web::{Json as Body, Path, Visitor};
use base::{Ctx, Result};
use kit::date::to_rfc3339;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::{Session, session};
use crate::signin::factor::Shown;
use crate::signin::passkeys::{self, Answer, Passkey};
use crate::signin::{renewal, sign_in, terms};

/// A passkey of one's own.
#[derive(Serialize, ToSchema)]
pub struct PasskeyView {
    pub id: i64,
    pub name: String,
    /// RFC 3339.
    pub created_at: String,
    /// RFC 3339; null: never.
    pub used_at: Option<String>,
    /// RFC 3339: since when it opens nothing, because there seems to be a copy of it.
    pub stopped_at: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct PasskeyList {
    pub items: Vec<PasskeyView>,
}

/// What a browser is told.
#[derive(Serialize, ToSchema)]
pub struct PasskeyOptions {
    /// For `PublicKeyCredential.parseCreationOptionsFromJSON` or `parseRequestOptionsFromJSON`.
    #[serde(rename = "publicKey")]
    #[schema(value_type = Object)]
    pub public_key: Value,
}

/// What the browser made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPasskey {
    pub name: String,
    /// Its `toJSON()`.
    #[schema(value_type = Object)]
    pub credential: Value,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasskeyName {
    pub name: String,
}

#[derive(Serialize, ToSchema)]
pub struct AddedPasskey {
    pub id: i64,
    /// Where it is the first second factor: each stands in for it once. Shown once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recovery_codes: Option<Vec<String>>,
    /// With them; all other sessions have ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session: Option<Session>,
}

/// What the browser signed, in place of a name, a password and a code.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasskeySignIn {
    /// Its `toJSON()`.
    #[schema(value_type = Object)]
    pub credential: Value,
    /// Needed where the passkey opens several accounts.
    pub account: Option<i64>,
    /// Needed after `must_change_password`.
    pub new_password: Option<String>,
}

/// One's own passkeys, oldest first.
#[utoipa::path(get, path = "/api/v1/me/passkeys", tag = "signing in", responses((status = 200, body = PasskeyList)))]
pub async fn all(ctx: Ctx) -> Result<Json<PasskeyList>> {
    Ok(Json(PasskeyList { items: passkeys::list(&ctx).await?.iter().map(view).collect() }))
}

/// What a browser is told that is to make a passkey; the answer counts once, in this session, for five minutes.
#[utoipa::path(post, path = "/api/v1/me/passkeys/begin", tag = "signing in", responses(
    (status = 200, body = PasskeyOptions),
    (status = 403, description = "`proof_needed`: show again that it is you"),
    (status = 409, description = "`passkeys_https`: the site has no public address with https; `passkeys_localhost`: on this \
        machine it has to be called localhost; `passkeys_many`; `not_a_session`: an API token adds none"),
    (status = 429, description = "Too many were begun from one address"),
))]
pub async fn begin(visitor: Visitor, ctx: Ctx) -> Result<Json<PasskeyOptions>> {
    Ok(Json(options(passkeys::begin(&ctx, &visitor).await?)))
}

/// Adds the passkey that the browser made. It is the second step of every sign-in from then on, and can be the only one.
#[utoipa::path(post, path = "/api/v1/me/passkeys", tag = "signing in", request_body = NewPasskey, responses(
    (status = 201, body = AddedPasskey),
    (status = 403, description = "`proof_needed`"),
    (status = 409, description = "`passkey_known`: it is somebody's already; `passkeys_many`; `not_a_session`"),
    (status = 422, description = "`passkey_late`: begun too long ago, or for something else; `passkey`: it can't be \
        checked; what is wrong with the name"),
))]
pub async fn add(
    visitor: Visitor,
    ctx: Ctx,
    Body(body): Body<NewPasskey>,
) -> Result<(StatusCode, Json<AddedPasskey>)> {
    let added = passkeys::add(&ctx, &visitor, &body.name, body.credential).await?;
    let (opened, recovery_codes) = added.first.unzip();
    let added = AddedPasskey { id: added.id, recovery_codes, session: opened.map(session) };
    Ok((StatusCode::CREATED, Json(added)))
}

/// Calls a passkey of one's own otherwise.
#[utoipa::path(patch, path = "/api/v1/me/passkeys/{id}", tag = "signing in", params(("id" = i64, Path)),
    request_body = PasskeyName, responses((status = 204), (status = 404)))]
pub async fn rename(ctx: Ctx, Path(id): Path<i64>, Body(body): Body<PasskeyName>) -> Result<StatusCode> {
    passkeys::rename(&ctx, id, &body.name).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Removes a passkey of one's own; every session ends, and the answer is a new one.
#[utoipa::path(delete, path = "/api/v1/me/passkeys/{id}", tag = "signing in", params(("id" = i64, Path)), responses(
    (status = 200, body = Session),
    (status = 403, description = "`proof_needed`"),
    (status = 404),
    (status = 409, description = "`factor_required`: it is the only second factor, and this account requires one; \
        `not_a_session`"),
))]
pub async fn remove(ctx: Ctx, Path(id): Path<i64>) -> Result<Json<Session>> {
    Ok(Json(session(passkeys::remove_own(&ctx, id).await?)))
}

/// What a browser is told that is to sign in; the answer counts once, for five minutes. Nobody's name is asked for.
#[utoipa::path(post, path = "/api/v1/sign-in/passkey/begin", tag = "signing in", responses(
    (status = 200, body = PasskeyOptions),
    (status = 409, description = "`passkeys_https`, `passkeys_localhost`: passkeys can't work under this address"),
    (status = 429, description = "Too many were begun from one address"),
))]
pub async fn begin_sign_in(visitor: Visitor) -> Result<Json<PasskeyOptions>> {
    Ok(Json(options(passkeys::ask_sign_in(&visitor).await?)))
}

/// Opens a session by a passkey, which stands for the password and the second factor.
#[utoipa::path(post, path = "/api/v1/sign-in/passkey", tag = "signing in", request_body = PasskeySignIn, responses(
    (status = 201, body = Session),
    (status = 409, description = "`choose_account`: it opens several, or one whose `terms` going in accepts; begin again and \
        name one of `accounts` as `account`; `must_change_password`: begin again and send `new_password`, too"),
    (status = 422, description = "`passkey_unknown`: it opens nothing; `passkey_late`: begun too long ago, or used; `passkey`: it \
        can't be checked; `passkey_stopped`: there seems to be a copy; `passkey_rests`: an administrator gave another password, \
        which is to be shown first; `needs_link`: a new link is needed; `renewal_unasked`: nobody asks for a `new_password`"),
    (status = 429, description = "Too many that opened nothing"),
))]
pub async fn sign_in(
    visitor: Visitor,
    Body(body): Body<PasskeySignIn>,
) -> Result<(StatusCode, Json<Session>)> {
    let answer = Answer::of(&visitor, body.credential)?;
    let (app, named) = (&visitor.app, body.account.is_some());
    let door = terms::choose(app, passkeys::sign_in(app, &answer, body.account).await?, named).await?;
    let (agent, shown) = (visitor.agent.clone(), Shown::by_code(None, visitor.address.clone()));
    let opened = match body.new_password {
        Some(new) => renewal::renew(app, &door, new, &visitor.say, (agent, shown)).await?,
        None => sign_in::open_with(app, &door, agent, shown).await?,
    };
    Ok((StatusCode::CREATED, Json(session(opened))))
}

/// What a browser is told that is to show again that it is them; the answer is `passkey` of `POST /me/proof`.
#[utoipa::path(post, path = "/api/v1/me/proof/begin", tag = "signing in", responses(
    (status = 200, body = PasskeyOptions),
    (status = 409, description = "`passkeys_https`, `passkeys_localhost`; `not_a_session`: API tokens are not asked"),
    (status = 429, description = "Too many were begun from one address"),
))]
pub async fn begin_proof(visitor: Visitor, ctx: Ctx) -> Result<Json<PasskeyOptions>> {
    Ok(Json(options(passkeys::ask_proof(&ctx, &visitor).await?)))
}

fn view(passkey: &Passkey) -> PasskeyView {
    PasskeyView {
        id: passkey.id,
        name: passkey.name.clone(),
        created_at: to_rfc3339(passkey.created_at),
        used_at: passkey.used_at.map(to_rfc3339),
        stopped_at: passkey.stopped_at.map(to_rfc3339),
    }
}

fn options(mut told: Value) -> PasskeyOptions {
    PasskeyOptions { public_key: told["publicKey"].take() }
}
