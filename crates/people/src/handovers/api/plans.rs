//! Plans for programs: hand-overs whose records are shared out by rules.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::web::Path;
use base::{Ctx, Kind, Result};
use kit::date::to_rfc3339;
use serde::Serialize;
use utoipa::ToSchema;

use super::shapes::told_view;
use super::{BlockerView, MovedView};
use crate::handovers::splits::{self, AccessEnds, Begun, State, View};
use crate::handovers::{Left, Plan, What, told};

/// A plan: how far it is, and who receives what.
#[derive(Serialize, ToSchema)]
pub struct PlanView {
    pub id: i64,
    /// `departure` or `handover`.
    pub what: String,
    pub person_id: i64,
    /// `running`; `waiting` for an administrator, see `trouble`; `cancelling`, `cancelled`; `done`.
    pub state: String,
    /// How many records are staged, and how many there were when it began.
    pub staged: i64,
    pub total: i64,
    /// RFC 3339.
    pub started_at: String,
    pub started_by_id: Option<i64>,
    /// For whom it acts now; null is the operator.
    pub acts_for_id: Option<i64>,
    /// What is staged, receiver by receiver: the exact preview once everything is.
    pub shares: Vec<ShareView>,
    /// What goes by no rule, while the plan is running.
    pub rest: Vec<MovedView>,
    /// Why it waits.
    pub trouble: Option<BlockerView>,
    /// The hand-over that came of it.
    pub handover_id: Option<i64>,
    /// Records that left by themselves meanwhile: they stay where they went.
    pub gone: Vec<Left>,
}

/// What one receiver of one rule gets.
#[derive(Serialize, ToSchema)]
pub struct ShareView {
    /// Which of the splits, counted from 1.
    pub rule: usize,
    #[schema(value_type = String)]
    pub kind: Kind,
    pub to: i64,
    pub count: i64,
    pub open: i64,
    pub sums: Vec<SumView>,
}

#[derive(Serialize, ToSchema)]
pub struct SumView {
    pub currency: String,
    /// In minor units.
    pub amount: i64,
}

/// A plan as it stands.
#[utoipa::path(get, path = "/api/v1/plans/{id}", tag = "hand-overs", params(("id" = i64, Path)),
    responses((status = 200, body = PlanView)))]
pub async fn plan(ctx: Ctx, Path(id): Path<i64>) -> Result<axum::Json<PlanView>> {
    Ok(axum::Json(view(&ctx, id).await?))
}

/// Calls a plan off: what was staged goes back. Answers 202 while that takes its time.
#[utoipa::path(delete, path = "/api/v1/plans/{id}", tag = "hand-overs", params(("id" = i64, Path)),
    responses((status = 200, body = PlanView), (status = 202, body = PlanView)))]
pub async fn cancel_plan(ctx: Ctx, Path(id): Path<i64>) -> Result<(StatusCode, axum::Json<PlanView>)> {
    splits::cancel(&ctx, id).await?;
    let view = view(&ctx, id).await?;
    let status = if view.state == "cancelled" { StatusCode::OK } else { StatusCode::ACCEPTED };
    Ok((status, axum::Json(view)))
}

/// Lets a plan that waits go on, for whoever calls.
#[utoipa::path(post, path = "/api/v1/plans/{id}/take-over", tag = "hand-overs", params(("id" = i64, Path)),
    responses((status = 200, body = PlanView)))]
pub async fn take_over_plan(ctx: Ctx, Path(id): Path<i64>) -> Result<axum::Json<PlanView>> {
    splits::take_over(&ctx, id).await?;
    Ok(axum::Json(view(&ctx, id).await?))
}

/// Begins, and answers 201 with what came of it, or 202 with the plan that goes on.
pub(super) async fn begin(
    ctx: &Ctx,
    what: What,
    person: i64,
    plan: Plan,
    access: AccessEnds,
) -> Result<Response> {
    match splits::begin(ctx, what, person, plan, access).await? {
        Begun::Done(handover) => {
            let (told, _) = told(ctx, handover).await?;
            Ok((StatusCode::CREATED, axum::Json(told_view(told))).into_response())
        }
        Begun::Running(id) => Ok((StatusCode::ACCEPTED, axum::Json(view(ctx, id).await?)).into_response()),
    }
}

async fn view(ctx: &Ctx, id: i64) -> Result<PlanView> {
    Ok(plan_view(ctx, splits::view(ctx, id).await?))
}

fn plan_view(ctx: &Ctx, view: View) -> PlanView {
    let state = view.state().to_owned();
    let View { run, job, shares, rest, .. } = view;
    let running = run.state == State::Running;
    let trouble = job.as_ref().filter(|_| running).and_then(|job| job.trouble.as_ref());
    PlanView {
        id: run.id,
        what: run.what.code().to_owned(),
        person_id: run.person,
        state,
        staged: run.progress.staged,
        total: run.progress.total,
        started_at: to_rfc3339(run.at),
        started_by_id: run.started_by,
        acts_for_id: job.as_ref().and_then(|job| job.asked_by),
        shares: shares
            .into_iter()
            .map(|share| ShareView {
                rule: share.rule + 1,
                kind: share.kind,
                to: share.to,
                count: share.count,
                open: share.open,
                sums: share.sums.into_iter().map(|(currency, amount)| SumView { currency, amount }).collect(),
            })
            .collect(),
        rest: rest.into_iter().map(|(kind, count, open, to)| MovedView { kind, count, open, to }).collect(),
        trouble: trouble.map(|why| BlockerView { code: why.code(), detail: why.sentence(&ctx.say) }),
        handover_id: run.handover,
        gone: run.gone,
    }
}

/// When access ends.
pub(super) fn when(now: bool) -> AccessEnds {
    if now { AccessEnds::Now } else { AccessEnds::WithIt }
}
