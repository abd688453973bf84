//! The second factor for programs.

use axum::Json;
use axum::http::StatusCode;
use base::web::{Json as Body, Path, Visitor};
use base::{Ctx, Result};
use kit::date::to_rfc3339;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::{Session, session};
use crate::signin::factor::{self, SetUp, Shown};
use crate::signin::passkeys::Answer;

#[derive(Serialize, ToSchema)]
pub struct FactorState {
    /// RFC 3339: since when a code of an app is asked for; null: there is none.
    pub since: Option<String>,
    /// How many passkeys there are; each is a second factor, too.
    pub passkeys: i64,
    /// Recovery codes that have not been used.
    pub codes_left: i64,
    /// Whether this account requires it: then it can't be turned off.
    pub required: bool,
    /// RFC 3339: from when on one can't do without it, where one has none and it is required.
    pub due: Option<String>,
}

/// A secret on offer; nothing is kept of it until it is confirmed.
#[derive(Serialize, ToSchema)]
pub struct FactorOffer {
    /// Base32.
    pub secret: String,
    /// `otpauth://…`, for an authenticator app.
    pub uri: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FactorSetUp {
    /// The one on offer.
    pub secret: String,
    /// What the app shows.
    pub code: String,
    /// The present password.
    pub password: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FactorCode {
    /// What the app shows, or a recovery code; not needed with `passkey`.
    #[serde(default)]
    pub code: String,
    /// In its place: what a browser signed after `POST /me/proof/begin`.
    #[schema(value_type = Option<Object>)]
    pub passkey: Option<Value>,
}

/// Shown once.
#[derive(Serialize, ToSchema)]
pub struct FactorCodes {
    /// Each stands in for the app once.
    pub recovery_codes: Vec<String>,
    /// All others have ended.
    pub session: Session,
}

/// Whether one has a second factor.
#[utoipa::path(get, path = "/api/v1/me/second-factor", tag = "signing in",
    responses((status = 200, body = FactorState)))]
pub async fn look(ctx: Ctx) -> Result<Json<FactorState>> {
    let state = factor::look(&ctx).await?;
    let due = ctx.factor_due().map(to_rfc3339);
    let (since, codes_left) = (state.since.map(to_rfc3339), state.codes_left);
    Ok(Json(FactorState { since, passkeys: state.passkeys, codes_left, required: state.required, due }))
}

/// A secret for an authenticator app.
#[utoipa::path(post, path = "/api/v1/me/second-factor/offer", tag = "signing in",
    responses((status = 200, body = FactorOffer)))]
pub async fn offer(ctx: Ctx) -> Result<Json<FactorOffer>> {
    let made = factor::offer(&ctx, None)?;
    Ok(Json(FactorOffer { secret: made.secret, uri: made.uri }))
}

/// Turns the second factor on; every session ends, and the answer has a new one.
#[utoipa::path(put, path = "/api/v1/me/second-factor", tag = "signing in", request_body = FactorSetUp, responses(
    (status = 200, body = FactorCodes),
    (status = 403, description = "`proof_needed`: beside passkeys, show again first that it is you"),
    (status = 409, description = "`factor_on`: there is one already; `not_a_session`: an API token sets none up"),
))]
pub async fn set_up(visitor: Visitor, ctx: Ctx, Body(body): Body<FactorSetUp>) -> Result<Json<FactorCodes>> {
    let asked =
        SetUp { secret: body.secret, password: body.password, code: body.code, address: visitor.address };
    let (opened, recovery_codes) = factor::confirm(&ctx, asked).await?;
    Ok(Json(FactorCodes { recovery_codes, session: session(opened) }))
}

/// Other recovery codes in the place of those there are; every session ends, and the answer has a new one.
#[utoipa::path(post, path = "/api/v1/me/second-factor/codes", tag = "signing in", request_body = FactorCode, responses(
    (status = 200, body = FactorCodes),
    (status = 409, description = "`factor_off`: there is none; `not_a_session`"),
))]
pub async fn new_codes(
    visitor: Visitor,
    ctx: Ctx,
    Body(body): Body<FactorCode>,
) -> Result<Json<FactorCodes>> {
    let shown = shown(&ctx, &visitor, body).await?;
    let (opened, recovery_codes) = factor::new_codes(&ctx, shown).await?;
    Ok(Json(FactorCodes { recovery_codes, session: session(opened) }))
}

/// Turns the second factor off; every session ends, and the answer is a new one.
#[utoipa::path(post, path = "/api/v1/me/second-factor/off", tag = "signing in", request_body = FactorCode, responses(
    (status = 200, body = Session),
    (status = 409, description = "`factor_off`: there is none; `factor_required`: this account requires it; \
        `not_a_session`"),
))]
pub async fn turn_off(visitor: Visitor, ctx: Ctx, Body(body): Body<FactorCode>) -> Result<Json<Session>> {
    let shown = shown(&ctx, &visitor, body).await?;
    Ok(Json(session(factor::turn_off(&ctx, shown).await?)))
}

/// Lifts a person's second factor, and removes their passkeys: an administrator's act, for who lost their phone and their recovery
/// codes.
#[utoipa::path(delete, path = "/api/v1/people/{id}/second-factor", tag = "people", params(("id" = i64, Path)), responses(
    (status = 204),
    (status = 409, description = "`factor_off`: there is none; `factor_own`: one's own; `factor_shared`: they work in \
        another company, too"),
))]
pub async fn lift(ctx: Ctx, Path(person): Path<i64>) -> Result<StatusCode> {
    factor::lift(&ctx, person).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn shown(ctx: &Ctx, visitor: &Visitor, body: FactorCode) -> Result<Shown> {
    let shown = Shown::by_code(Some(body.code), visitor.address.clone());
    match body.passkey {
        Some(signed) => shown.by_passkey_here(ctx, &Answer::of(visitor, signed)?).await,
        None => Ok(shown),
    }
}
