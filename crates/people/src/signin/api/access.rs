//! Passwords and ways in for programs: one's own, and everybody's for who manages people.

use axum::Json;
use axum::http::StatusCode;
use base::credentials::{Access, AccessKind, Counts};
use base::web::{Json as Body, Path, Query, Visitor};
use base::{Ctx, Error, Result};
use kit::date::to_rfc3339;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{Session, session};
use crate::signin::access::{self, Which};
use crate::signin::given::{self, Given};
use crate::signin::own::{self, NewPassword};
use crate::signin::passkeys;
use crate::signin::tokens;

/// One live credential.
#[derive(Serialize, ToSchema)]
pub struct AccessView {
    pub id: i64,
    pub kind: AccessKind,
    /// The browser or the token's name.
    pub name: String,
    /// RFC 3339.
    pub created_at: String,
}

/// A passkey: it belongs to the human, who alone adds and removes it.
#[derive(Serialize, ToSchema)]
pub struct AccessPasskey {
    pub id: i64,
    pub name: String,
    /// RFC 3339.
    pub created_at: String,
}

#[derive(Serialize, ToSchema)]
pub struct AccessList {
    pub items: Vec<AccessView>,
    /// They open every company the human works in; lifting the second factor removes them.
    pub passkeys: Vec<AccessPasskey>,
}

/// How many of a kind ended.
#[derive(Serialize, ToSchema)]
pub struct EndedView {
    pub kind: AccessKind,
    pub count: i64,
}

#[derive(Serialize, ToSchema)]
pub struct EndedList {
    pub ended: Vec<EndedView>,
}

/// Which credentials end.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct EndQuery {
    /// `sessions` (unless told) or `everything`.
    which: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnPassword {
    pub current: String,
    pub new: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GivenPassword {
    pub password: String,
    /// Whether they choose their own at the next sign-in.
    #[serde(default)]
    pub must_change: bool,
}

/// A token to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewToken {
    /// What it is for.
    pub name: String,
}

/// A token that was made.
#[derive(Serialize, ToSchema)]
pub struct TokenMade {
    pub id: i64,
    /// The bearer secret: only this answer has it.
    pub token: String,
}

pub fn access_view(access: &Access) -> AccessView {
    AccessView {
        id: access.id,
        kind: access.kind,
        name: access.name.clone(),
        created_at: to_rfc3339(access.created_at),
    }
}

pub fn ended_view(ended: Counts) -> Vec<EndedView> {
    let some = ended.each().into_iter().filter(|(_, count)| *count > 0);
    some.map(|(kind, count)| EndedView { kind, count }).collect()
}

/// By what one gets in oneself.
#[utoipa::path(get, path = "/api/v1/me/access", tag = "signing in", responses((status = 200, body = AccessList)))]
pub async fn mine(ctx: Ctx) -> Result<Json<AccessList>> {
    list(&ctx, me(&ctx)?).await
}

/// Ends one's own sessions but the one that asks; or everything but it.
#[utoipa::path(delete, path = "/api/v1/me/access", tag = "signing in", params(EndQuery),
    responses((status = 200, body = EndedList)))]
pub async fn end_mine(ctx: Ctx, Query(query): Query<EndQuery>) -> Result<Json<EndedList>> {
    end_many(&ctx, me(&ctx)?, &query).await
}

#[utoipa::path(delete, path = "/api/v1/me/access/{kind}/{id}", tag = "signing in",
    params(("kind" = String, Path), ("id" = i64, Path)), responses((status = 204)))]
pub async fn end_one_of_mine(ctx: Ctx, Path((kind, id)): Path<(String, i64)>) -> Result<StatusCode> {
    end_one(&ctx, me(&ctx)?, &kind, id).await
}

/// Changes one's own password; every session ends, and the answer is a new one. Where there is a second factor the password is
/// half of a proof: the new session is believed as long as the one before.
#[utoipa::path(put, path = "/api/v1/me/password", tag = "signing in", request_body = OwnPassword, responses(
    (status = 200, body = Session),
    (status = 409, description = "`not_a_session`: an API token changes no password"),
    (status = 422, description = "`current`: `password_wrong`; `new`: `password_same` for the one there is, `password_weak` with the reasons"),
    (status = 429, description = "Too many wrong passwords"),
))]
pub async fn change_password(
    visitor: Visitor,
    ctx: Ctx,
    Body(body): Body<OwnPassword>,
) -> Result<Json<Session>> {
    let asked = NewPassword { current: body.current, new: body.new, address: visitor.address };
    Ok(Json(session(own::change_password(&ctx, asked).await?)))
}

/// By what a person gets in.
#[utoipa::path(get, path = "/api/v1/people/{id}/access", tag = "people", params(("id" = i64, Path)),
    responses((status = 200, body = AccessList)))]
pub async fn of(ctx: Ctx, Path(id): Path<i64>) -> Result<Json<AccessList>> {
    ctx.need(base::authz::Area::People)?;
    list(&ctx, id).await
}

/// Ends a person's sessions, or everything they get in by.
#[utoipa::path(delete, path = "/api/v1/people/{id}/access", tag = "people", params(("id" = i64, Path), EndQuery),
    responses((status = 200, body = EndedList)))]
pub async fn end_of(ctx: Ctx, Path(id): Path<i64>, Query(query): Query<EndQuery>) -> Result<Json<EndedList>> {
    ctx.need(base::authz::Area::People)?;
    end_many(&ctx, id, &query).await
}

#[utoipa::path(delete, path = "/api/v1/people/{id}/access/{kind}/{access}", tag = "people",
    params(("id" = i64, Path), ("kind" = String, Path), ("access" = i64, Path)), responses((status = 204)))]
pub async fn end_one_of(ctx: Ctx, Path((person, kind, id)): Path<(i64, String, i64)>) -> Result<StatusCode> {
    ctx.need(base::authz::Area::People)?;
    end_one(&ctx, person, &kind, id).await
}

/// Gives a person another password: they are not written to, and their sessions and one-time links end.
#[utoipa::path(put, path = "/api/v1/people/{id}/password", tag = "people", params(("id" = i64, Path)),
    request_body = GivenPassword, responses((status = 200, body = EndedList)))]
pub async fn give_password(
    ctx: Ctx,
    Path(id): Path<i64>,
    Body(body): Body<GivenPassword>,
) -> Result<Json<EndedList>> {
    let given = Given { password: body.password, must_change: body.must_change };
    Ok(Json(EndedList { ended: ended_view(given::give(&ctx, id, given).await?) }))
}

/// Makes an API token with which a program gets in as the person, usually a technical user: they have no other way in.
#[utoipa::path(post, path = "/api/v1/people/{id}/tokens", tag = "people", params(("id" = i64, Path)),
    request_body = NewToken, responses(
    (status = 201, body = TokenMade),
    (status = 403, description = "`denied`: the person may do more than who asks; `proof_needed`"),
    (status = 409, description = "`token_status`: the person may not be inside now"),
))]
pub async fn make_token(
    ctx: Ctx,
    Path(id): Path<i64>,
    Body(body): Body<NewToken>,
) -> Result<(StatusCode, Json<TokenMade>)> {
    ctx.need(base::authz::Area::People)?;
    let made = tokens::make(&ctx, id, &body.name).await?;
    Ok((StatusCode::CREATED, Json(TokenMade { id: made.id, token: made.secret })))
}

fn me(ctx: &Ctx) -> Result<i64> {
    ctx.person_id().ok_or(Error::SignedOut)
}

async fn list(ctx: &Ctx, person: i64) -> Result<Json<AccessList>> {
    let items = access::list(ctx, person).await?.iter().map(access_view).collect();
    let passkeys = match ctx.person_id() == Some(person) {
        true => passkeys::list(ctx).await?,
        false => passkeys::of(ctx, person).await?,
    };
    let passkeys = passkeys.into_iter().map(|one| AccessPasskey {
        id: one.id,
        name: one.name,
        created_at: to_rfc3339(one.created_at),
    });
    Ok(Json(AccessList { items, passkeys: passkeys.collect() }))
}

async fn end_many(ctx: &Ctx, person: i64, query: &EndQuery) -> Result<Json<EndedList>> {
    let which = Which::parse(query.which.as_deref().unwrap_or("sessions"));
    let which = which.ok_or_else(|| Error::field("which", "error-which-access"))?;
    Ok(Json(EndedList { ended: ended_view(access::end_all(ctx, person, which).await?) }))
}

async fn end_one(ctx: &Ctx, person: i64, kind: &str, id: i64) -> Result<StatusCode> {
    access::end(ctx, person, AccessKind::parse(kind).ok_or(Error::NotFound)?, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
