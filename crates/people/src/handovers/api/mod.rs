//! Hand-overs for programs.

mod handing;
mod planned;
mod plans;
mod proof;
mod report;
mod several;
mod shapes;
mod takeover;

pub use handing::*;
pub use planned::*;
pub use plans::*;
pub use proof::*;
pub use report::*;
pub use several::*;
pub use shapes::*;
pub use takeover::*;

use std::collections::BTreeMap;

use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::web::{Json, Path};
use base::{Ctx, Error, Kind, Problem, Result, Status};

use super::planned::Wish;
use super::splits::{self, AccessEnds, Split};
use super::{Fate, Plan, Told, What, Work};
use crate::covers::api::view as cover_view;
use crate::handovers as room;
use kit::date::to_rfc3339;
use shapes::{
    access_view, ended_view, moved_view, outcome_view, post_view, technical_view, told_view, undone_view,
};

/// What a person holds and by what they get in; who can take over.
#[utoipa::path(get, path = "/api/v1/people/{id}/holdings", tag = "hand-overs", params(("id" = i64, Path)),
    responses((status = 200, body = HoldingsView)))]
pub async fn holdings(ctx: Ctx, Path(person): Path<i64>) -> Result<axum::Json<HoldingsView>> {
    let preview = room::look(&ctx, What::Departure, person).await?;
    let held = preview.holdings.iter();
    let blocker = |problem: Problem| BlockerView { code: problem.code(), detail: problem.sentence(&ctx.say) };
    let posts = preview.posts.iter().map(|held| {
        let problem = Problem::new("error-post-needs-successor").with("post", held.post.code());
        blocker(problem.with("department", held.name.as_str()))
    });
    let blockers = preview.blockers.iter().map(|key| blocker(Problem::new(key)));
    Ok(axum::Json(HoldingsView {
        holdings: held.map(|(&kind, held)| HeldView { kind, count: held.count, open: held.open }).collect(),
        access: preview.access.iter().map(access_view).collect(),
        answers_for: preview.technical,
        scheduled_jobs: preview.jobs.values().sum(),
        covers: preview.covers.seen.into_iter().map(|s| cover_view(s.cover, s.state)).collect(),
        queues: preview.queues.into_iter().map(|(name, count)| QueueHeld { name, count }).collect(),
        successors: preview
            .successors
            .iter()
            .map(|s| SuccessorView { id: s.id, name: s.name.clone(), kinds: s.kinds.clone() })
            .collect(),
        blockers: blockers.chain(posts).collect(),
        posts: preview.posts.iter().map(post_view).collect(),
        technical_users: preview.technical_users.iter().map(technical_view).collect(),
        leaving_at: preview.person.leaving_at.map(to_rfc3339),
    }))
}

/// Takes a person out: access ends, all they hold goes to others, the seat is free.
#[utoipa::path(post, path = "/api/v1/people/{id}/departure", tag = "hand-overs", params(("id" = i64, Path)),
    request_body = DepartureBody, responses((status = 201, body = OutcomeView), (status = 200, body = OutcomeView),
        (status = 202, body = PlanView, description = "Sharing out, or with `at` planned: then a planned departure")))]
pub async fn depart(ctx: Ctx, Path(person): Path<i64>, Json(body): Json<DepartureBody>) -> Result<Response> {
    let access = access(&ctx, person, &body.access).await?;
    let asked = asked(body.successor, body.by_kind, body.reason, body.splits);
    let plan = Plan { posts: body.posts, access, ..asked };
    let at = body.at.as_deref().map(planned::moment).transpose()?;
    if body.dry_run {
        if let Some(at) = at {
            room::planned::check(&ctx, person, at, body.instead).await?;
        }
        return rehearsed(&ctx, What::Departure, person, plan, at).await;
    }
    if let Some(at) = at {
        return planned::begin(&ctx, person, Wish { plan, at, limits: body.limits, instead: body.instead })
            .await;
    }
    if !plan.splits.is_empty() {
        return plans::begin(&ctx, What::Departure, person, plan, plans::when(body.end_access_now)).await;
    }
    let outcome = room::depart(&ctx, person, plan).await?;
    Ok((StatusCode::CREATED, axum::Json(outcome_view(outcome))).into_response())
}

/// Hands over a person's work without taking them out.
#[utoipa::path(post, path = "/api/v1/people/{id}/handover", tag = "hand-overs", params(("id" = i64, Path)),
    request_body = HandoverBody, responses((status = 201, body = OutcomeView), (status = 200, body = OutcomeView), (status = 202, body = PlanView)))]
pub async fn hand_over(
    ctx: Ctx,
    Path(person): Path<i64>,
    Json(body): Json<HandoverBody>,
) -> Result<Response> {
    if body.at.is_some_and(|at| !at.is_null()) {
        return Err(Error::field("at", "error-handover-at"));
    }
    let plan = asked(body.successor, body.by_kind, body.reason, body.splits);
    if body.dry_run {
        return rehearsed(&ctx, What::Handover, person, plan, None).await;
    }
    if !plan.splits.is_empty() {
        return plans::begin(&ctx, What::Handover, person, plan, AccessEnds::WithIt).await;
    }
    let outcome = room::hand_over(&ctx, person, plan).await?;
    Ok((StatusCode::CREATED, axum::Json(outcome_view(outcome))).into_response())
}

/// What would come of it, and what to mind.
async fn rehearsed(ctx: &Ctx, what: What, person: i64, plan: Plan, at: Option<i64>) -> Result<Response> {
    let outcome = splits::rehearse(ctx, what, person, plan.clone()).await?;
    let warnings = room::warnings(ctx, what, person, &plan, at).await?;
    let view = |warning: room::Warning| WarningView {
        code: warning.code().to_owned(),
        detail: warning.sentence(ctx),
    };
    let warnings = Some(warnings.into_iter().map(view).collect());
    Ok((StatusCode::OK, axum::Json(OutcomeView { warnings, ..outcome_view(outcome) })).into_response())
}

/// A departure as it stands.
#[utoipa::path(get, path = "/api/v1/departures/{id}", tag = "hand-overs", params(("id" = i64, Path)),
    responses((status = 200, body = OutcomeView)))]
pub async fn departure(ctx: Ctx, Path(id): Path<i64>) -> Result<axum::Json<OutcomeView>> {
    Ok(axum::Json(told_view(told_as(&ctx, id, What::Departure).await?)))
}

/// Undoes a departure.
#[utoipa::path(delete, path = "/api/v1/departures/{id}", tag = "hand-overs", params(("id" = i64, Path)),
    responses((status = 200, body = UndoneView)))]
pub async fn undo_departure(ctx: Ctx, Path(id): Path<i64>) -> Result<axum::Json<UndoneView>> {
    told_as(&ctx, id, What::Departure).await?;
    Ok(axum::Json(undone_view(room::undo(&ctx, id).await?)))
}

/// Undoes a hand-over.
#[utoipa::path(delete, path = "/api/v1/handovers/{id}", tag = "hand-overs", params(("id" = i64, Path)),
    responses((status = 200, body = UndoneView)))]
pub async fn undo_handover(ctx: Ctx, Path(id): Path<i64>) -> Result<axum::Json<UndoneView>> {
    told_as(&ctx, id, What::Handover).await?;
    Ok(axum::Json(undone_view(room::undo(&ctx, id).await?)))
}

/// Ends every way in at once; the person keeps what they hold.
#[utoipa::path(post, path = "/api/v1/people/{id}/block", tag = "hand-overs", params(("id" = i64, Path)),
    responses((status = 200, body = BlockedView)))]
pub async fn block(ctx: Ctx, Path(person): Path<i64>) -> Result<axum::Json<BlockedView>> {
    let ended = room::block(&ctx, person).await?;
    let status = Status::Blocked.code().to_owned();
    Ok(axum::Json(BlockedView { person_id: person, status, ended: ended_view(ended) }))
}

/// Lifts a block.
#[utoipa::path(post, path = "/api/v1/people/{id}/unblock", tag = "hand-overs", params(("id" = i64, Path)),
    responses((status = 200, body = BlockedView)))]
pub async fn unblock(ctx: Ctx, Path(person): Path<i64>) -> Result<axum::Json<BlockedView>> {
    let status = room::unblock(&ctx, person).await?.code().to_owned();
    Ok(axum::Json(BlockedView { person_id: person, status, ended: Vec::new() }))
}

/// Lets a departed person come back; they need a new link to sign in.
#[utoipa::path(post, path = "/api/v1/people/{id}/reactivate", tag = "hand-overs", params(("id" = i64, Path)),
    request_body = ReactivateBody, responses((status = 200, body = ReturnedView)))]
pub async fn reactivate(
    ctx: Ctx,
    Path(person): Path<i64>,
    body: Result<Option<axum::Json<ReactivateBody>>, JsonRejection>,
) -> Result<axum::Json<ReturnedView>> {
    let give_back = body?.is_some_and(|body| body.0.give_back);
    let work = if give_back { Work::Back } else { Work::Stays };
    let returned = room::reactivate(&ctx, person, work).await?;
    Ok(axum::Json(ReturnedView {
        person_id: person,
        status: returned.status.code().to_owned(),
        handover_id: returned.fact.map(|(id, _)| id),
        moved: moved_view(&returned.moved),
    }))
}

fn asked(
    successor: Option<i64>,
    by_kind: BTreeMap<Kind, i64>,
    reason: Option<String>,
    splits: Vec<Split>,
) -> Plan {
    Plan { successor, by_kind, splits, ..Plan::default() }.because(reason.as_deref().unwrap_or_default())
}

/// What becomes of the credentials: each one named must be a live one of the person.
async fn access(ctx: &Ctx, person: i64, access: &BTreeMap<String, String>) -> Result<BTreeMap<i64, Fate>> {
    if access.is_empty() {
        return Ok(BTreeMap::new());
    }
    let live = room::look(ctx, What::Departure, person).await?.access;
    let mut fates = BTreeMap::new();
    for (id, word) in access {
        let one = live.iter().find(|one| one.id.to_string() == *id);
        let one = one.ok_or(Error::field("access", "error-unknown-access"))?;
        fates.insert(one.id, Fate::parse(word).ok_or(Error::field("access", "error-unknown-fate"))?);
    }
    Ok(fates)
}

async fn told_as(ctx: &Ctx, id: i64, what: What) -> Result<Told> {
    let (told, _) = room::told(ctx, id).await?;
    if told.fact.what == what { Ok(told) } else { Err(Error::NotFound) }
}
