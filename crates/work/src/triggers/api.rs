//! Triggers for programs.

use axum::http::StatusCode;
use base::web::{Json, Path};
use base::{Ctx, Error, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Does, Input, Listed};
use crate::triggers as room;

/// A trigger.
#[derive(Serialize, ToSchema)]
pub struct TriggerView {
    pub id: i64,
    pub name: String,
    pub pipeline_id: i64,
    /// The stage that sets it off.
    pub stage_id: i64,
    pub does: Does,
    /// A task for whoever is responsible for the deal.
    pub to_responsible: bool,
    /// To whom it gives, or who looks after it; of a queue, who answers for it.
    pub responsible_id: i64,
    /// The queue whose members are given deals in turn.
    pub queue_id: Option<i64>,
    /// The task's title.
    pub title: Option<String>,
    /// In so many days the task is due.
    pub days: i64,
    pub on: bool,
    /// Why it can give to nobody at present: pending, blocked, departed, technical, past, rights.
    pub why: Option<String>,
    pub version: i64,
}

#[derive(Serialize, ToSchema)]
pub struct TriggerList {
    pub items: Vec<TriggerView>,
    pub count: usize,
    pub next: Option<String>,
}

/// What a program says of a trigger; absent stays as it is.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct TriggerBody {
    pub name: Option<String>,
    pub stage_id: Option<i64>,
    pub does: Option<Does>,
    pub to_responsible: Option<bool>,
    pub responsible_id: Option<i64>,
    pub queue_id: Option<i64>,
    pub title: Option<String>,
    pub days: Option<i64>,
    pub on: Option<bool>,
    /// To change a trigger: the version it had when it was read.
    pub version: Option<i64>,
}

#[utoipa::path(get, path = "/api/v1/triggers", tag = "sources", responses((status = 200, body = TriggerList)))]
pub async fn list(ctx: Ctx) -> Result<axum::Json<TriggerList>> {
    let items: Vec<TriggerView> = room::list(&ctx).await?.triggers.into_iter().map(view).collect();
    Ok(axum::Json(TriggerList { count: items.len(), items, next: None }))
}

#[utoipa::path(post, path = "/api/v1/triggers", tag = "sources", request_body = TriggerBody,
    responses((status = 201, body = TriggerView)))]
pub async fn add(ctx: Ctx, Json(body): Json<TriggerBody>) -> Result<(StatusCode, axum::Json<TriggerView>)> {
    let id = room::add(&ctx, input(&ctx, body).await?).await?;
    Ok((StatusCode::CREATED, axum::Json(shown(&ctx, id).await?)))
}

#[utoipa::path(patch, path = "/api/v1/triggers/{id}", tag = "sources", params(("id" = i64, Path)),
    request_body = TriggerBody, responses((status = 200, body = TriggerView)))]
pub async fn patch(
    ctx: Ctx,
    Path(id): Path<i64>,
    Json(body): Json<TriggerBody>,
) -> Result<axum::Json<TriggerView>> {
    let version = body.version.ok_or(Error::field("version", "error-required"))?;
    let input = input(&ctx, body).await?;
    room::change(&ctx, id, version, input).await?;
    Ok(axum::Json(shown(&ctx, id).await?))
}

#[utoipa::path(delete, path = "/api/v1/triggers/{id}", tag = "sources", params(("id" = i64, Path)),
    responses((status = 204)))]
pub async fn delete(ctx: Ctx, Path(id): Path<i64>) -> Result<StatusCode> {
    room::remove(&ctx, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn input(ctx: &Ctx, body: TriggerBody) -> Result<Input> {
    Ok(Input {
        receiver: crate::records::whom(ctx, body.responsible_id, body.queue_id).await?,
        name: body.name,
        stage: body.stage_id,
        does: body.does,
        to_responsible: body.to_responsible,
        title: body.title,
        days: body.days,
        on: body.on,
    })
}

async fn shown(ctx: &Ctx, id: i64) -> Result<TriggerView> {
    Ok(view(room::one(ctx, id).await?.triggers.pop().ok_or(Error::NotFound)?))
}

fn view(Listed { trigger, hindrance }: Listed) -> TriggerView {
    TriggerView {
        id: trigger.id,
        pipeline_id: trigger.draft.pipeline_id,
        stage_id: trigger.draft.stage_id,
        does: trigger.draft.does,
        to_responsible: trigger.draft.to_responsible,
        responsible_id: trigger.holder,
        queue_id: trigger.queue.is_some().then_some(trigger.portfolio),
        name: trigger.draft.name,
        title: trigger.draft.title,
        days: trigger.draft.days,
        on: trigger.draft.on,
        why: hindrance.map(|hindrance| hindrance.why.to_owned()),
        version: trigger.version,
    }
}
