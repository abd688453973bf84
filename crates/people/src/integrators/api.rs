//! Integrators for programs.

use axum::Json as Answer;
use axum::http::StatusCode;
use base::org::Person;
use base::web::{Json, Path};
use base::{Ctx, Error, Result};
use kit::date::{self, to_rfc3339};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{One, Wish, change, invite, list, look};
use crate::people::Added;

/// An integrator as the company sees them.
#[derive(Serialize, ToSchema)]
pub struct IntegratorView {
    pub id: i64,
    pub name: String,
    pub email: Option<String>,
    /// pending, active, blocked, departed, closing, erased
    pub status: String,
    pub role_id: i64,
    /// RFC 3339: from then on no credential opens the door.
    pub until: Option<String>,
    /// Who answers for them, and holds what they make.
    pub answerable_id: Option<i64>,
    pub partner_id: Option<i64>,
    pub partner: String,
    /// Whether the partner is on the list and vouches for their e-mail; without it no credential opens the door.
    pub vouched: bool,
    /// RFC 3339.
    pub seen_at: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct IntegratorList {
    pub items: Vec<IntegratorView>,
    pub next: Option<String>,
    pub count: usize,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InviteIntegrator {
    /// One that a partner has registered.
    pub email: String,
    /// Of somebody who signs in elsewhere on this installation the name they have there stands.
    pub name: String,
    /// The ready role of integrators unless told; never that of administrators.
    #[serde(default)]
    pub role_id: Option<i64>,
    /// RFC 3339, at most a year from now.
    pub until: String,
    /// Whoever asks unless told.
    #[serde(default)]
    pub answerable_id: Option<i64>,
    /// Whether the invitation goes by e-mail, where letters can be sent.
    #[serde(default = "yes")]
    pub invite: bool,
}

fn yes() -> bool {
    true
}

#[derive(Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ChangeIntegrator {
    /// RFC 3339; as it is unless told.
    pub until: Option<String>,
    pub answerable_id: Option<i64>,
}

/// Who was let in.
#[derive(Serialize, ToSchema)]
pub struct InvitedIntegrator {
    pub id: i64,
    /// The path of the one-time link, shown once; null where a letter brings it.
    pub link: Option<String>,
    /// Where the letter goes.
    pub invited: Option<String>,
}

/// All integrators of the account, those who left at the end.
#[utoipa::path(get, path = "/api/v1/integrators", tag = "people", responses((status = 200, body = IntegratorList)))]
pub async fn all(ctx: Ctx) -> Result<Answer<IntegratorList>> {
    let items: Vec<IntegratorView> = list(&ctx).await?.into_iter().map(view).collect();
    Ok(Answer(IntegratorList { count: items.len(), items, next: None }))
}

/// Lets somebody of a partner's in for a time.
#[utoipa::path(post, path = "/api/v1/integrators", tag = "people", request_body = InviteIntegrator,
    responses((status = 201, body = InvitedIntegrator), (status = 422, description = "integrator_unregistered: \
        no partner has registered the e-mail; integrator_struck: only one that was struck off has")))]
pub async fn create(
    ctx: Ctx,
    Json(body): Json<InviteIntegrator>,
) -> Result<(StatusCode, Answer<InvitedIntegrator>)> {
    let wish = Wish {
        email: body.email,
        name: body.name,
        role_id: body.role_id,
        until: moment(&body.until)?,
        answerable: body.answerable_id,
        invites: body.invite,
    };
    let Added { id, link, invited } = invite(&ctx, wish).await?;
    Ok((StatusCode::CREATED, Answer(InvitedIntegrator { id, link, invited })))
}

/// One integrator.
#[utoipa::path(get, path = "/api/v1/integrators/{id}", tag = "people", params(("id" = i64, Path)),
    responses((status = 200, body = IntegratorView)))]
pub async fn one(ctx: Ctx, Path(id): Path<i64>) -> Result<Answer<IntegratorView>> {
    Ok(Answer(view(look(&ctx, id).await?)))
}

/// Changes until when, and who answers.
#[utoipa::path(patch, path = "/api/v1/integrators/{id}", tag = "people", request_body = ChangeIntegrator,
    params(("id" = i64, Path)), responses((status = 200, body = IntegratorView)))]
pub async fn update(
    ctx: Ctx,
    Path(id): Path<i64>,
    Json(body): Json<ChangeIntegrator>,
) -> Result<Answer<IntegratorView>> {
    let until = body.until.as_deref().map(moment).transpose()?;
    change(&ctx, id, until, body.answerable_id).await?;
    one(ctx, Path(id)).await
}

fn moment(text: &str) -> Result<i64> {
    date::parse(text).map_err(|_| Error::field("until", "error-planned-moment"))
}

fn view(one: One) -> IntegratorView {
    let Person { id, name, email, status, role_id, valid_until, answerable_person_id, .. } = one.person;
    IntegratorView {
        id,
        name,
        email,
        status: status.code().into(),
        role_id,
        until: valid_until.map(to_rfc3339),
        answerable_id: answerable_person_id,
        partner_id: one.person.partner_account_id,
        partner: one.partner,
        vouched: one.person.vouched,
        seen_at: one.seen_at.map(to_rfc3339),
    }
}
