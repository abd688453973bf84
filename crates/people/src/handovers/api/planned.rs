//! Planned departures for programs.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::web::Path;
use base::{Ctx, Error, Result};
use kit::date::{self, to_rfc3339};
use serde::Serialize;
use utoipa::ToSchema;

use super::shapes::outcome_view;
use super::{BlockerView, OutcomeView};
use crate::handovers::planned::{self, View, Wish};

/// A departure that is planned, or was.
#[derive(Serialize, ToSchema)]
pub struct PlannedView {
    pub id: i64,
    pub person_id: i64,
    /// `planned`; `waiting` for an administrator, see `trouble`; `done`, `cancelled`.
    pub state: String,
    /// RFC 3339.
    pub at: String,
    /// Whether the person deletes and downloads nothing until then.
    pub limits: bool,
    /// RFC 3339.
    pub planned_at: String,
    pub planned_by_id: Option<i64>,
    /// For whom it will be done; null is the operator.
    pub acts_for_id: Option<i64>,
    /// What would come of it now.
    pub would: Option<OutcomeView>,
    /// Why it could not be done now, or was not when its hour came.
    pub trouble: Option<BlockerView>,
    /// The sharing out that began on time.
    pub plan_id: Option<i64>,
    /// The departure that came of it.
    pub handover_id: Option<i64>,
}

/// What is planned, the next first.
#[derive(Serialize, ToSchema)]
pub struct PlannedList {
    pub items: Vec<PlannedLine>,
}

/// A line of what is planned.
#[derive(Serialize, ToSchema)]
pub struct PlannedLine {
    pub id: i64,
    pub person_id: i64,
    /// RFC 3339.
    pub at: String,
    pub limits: bool,
}

/// Every departure that is planned.
#[utoipa::path(get, path = "/api/v1/planned-departures", tag = "hand-overs",
    responses((status = 200, body = PlannedList)))]
pub async fn planned_departures(ctx: Ctx) -> Result<axum::Json<PlannedList>> {
    let (all, _) = planned::all(&ctx).await?;
    let line = |planned: planned::Planned| PlannedLine {
        id: planned.id,
        person_id: planned.person,
        at: to_rfc3339(planned.at),
        limits: planned.limits,
    };
    Ok(axum::Json(PlannedList { items: all.into_iter().map(|(planned, _)| line(planned)).collect() }))
}

/// A planned departure as it stands.
#[utoipa::path(get, path = "/api/v1/planned-departures/{id}", tag = "hand-overs", params(("id" = i64, Path)),
    responses((status = 200, body = PlannedView)))]
pub async fn planned_departure(ctx: Ctx, Path(id): Path<i64>) -> Result<axum::Json<PlannedView>> {
    Ok(axum::Json(view(&ctx, id).await?))
}

/// Calls a planned departure off.
#[utoipa::path(delete, path = "/api/v1/planned-departures/{id}", tag = "hand-overs", params(("id" = i64, Path)),
    responses((status = 200, body = PlannedView)))]
pub async fn cancel_planned(ctx: Ctx, Path(id): Path<i64>) -> Result<axum::Json<PlannedView>> {
    planned::cancel(&ctx, id).await?;
    Ok(axum::Json(view(&ctx, id).await?))
}

/// Lets a departure that waits go on, for whoever calls.
#[utoipa::path(post, path = "/api/v1/planned-departures/{id}/go-on", tag = "hand-overs", params(("id" = i64, Path)),
    responses((status = 200, body = PlannedView)))]
pub async fn go_on(ctx: Ctx, Path(id): Path<i64>) -> Result<axum::Json<PlannedView>> {
    planned::go_on(&ctx, id).await?;
    Ok(axum::Json(view(&ctx, id).await?))
}

/// Plans, and answers 202 with what is planned.
pub(super) async fn begin(ctx: &Ctx, person: i64, wish: Wish) -> Result<Response> {
    let id = planned::plan(ctx, person, wish).await?;
    Ok((StatusCode::ACCEPTED, axum::Json(view(ctx, id).await?)).into_response())
}

/// A moment as it is sent.
///
/// # Errors
/// 422 for what is none.
pub(super) fn moment(text: &str) -> Result<i64> {
    date::parse(text).map_err(|_| Error::field("at", "error-planned-moment"))
}

pub(super) async fn view(ctx: &Ctx, id: i64) -> Result<PlannedView> {
    let view = planned::view(ctx, id).await?;
    let state = view.state().to_owned();
    let View { planned, job, now, .. } = view;
    let (would, trouble) = match now {
        Some(Ok(outcome)) => (Some(outcome_view(outcome)), None),
        Some(Err(trouble)) => (None, Some(trouble)),
        None => (None, None),
    };
    let acts_for = job.as_ref().and_then(|job| job.asked_by);
    let waited = job.and_then(|job| job.trouble).filter(|_| state == "waiting");
    let trouble = trouble.or(waited);
    Ok(PlannedView {
        id: planned.id,
        person_id: planned.person,
        state,
        at: to_rfc3339(planned.at),
        limits: planned.limits,
        planned_at: to_rfc3339(planned.planned_at),
        planned_by_id: planned.planned_by,
        acts_for_id: acts_for,
        would,
        trouble: trouble.map(|why| BlockerView { code: why.code(), detail: why.sentence(&ctx.say) }),
        plan_id: planned.sharing,
        handover_id: planned.handover,
    })
}
