//! Several departures at once for programs.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::web::Json;
use base::{Ctx, Kind, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::shapes::outcome_view;
use super::{OutcomeView, PlannedView, access, asked, planned};
use crate::handovers::{self as room, Plan};

/// Who leaves together: all of them or none.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeparturesBody {
    pub people: Vec<LeaverBody>,
    /// Who receives from everybody who names no successor of their own.
    pub successor: Option<i64>,
    pub reason: Option<String>,
    /// A moment to come (RFC 3339): the departures are planned for it.
    pub at: Option<String>,
    /// With `at`: until then they delete and download nothing.
    #[serde(default)]
    pub limits: bool,
    /// Says what would happen and changes nothing.
    #[serde(default)]
    pub dry_run: bool,
}

/// One of those who leave; the fields are those of a single departure.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LeaverBody {
    pub person_id: i64,
    pub successor: Option<i64>,
    #[serde(default)]
    #[schema(value_type = BTreeMap<String, i64>)]
    pub by_kind: BTreeMap<Kind, i64>,
    #[serde(default)]
    #[schema(value_type = BTreeMap<String, Option<i64>>)]
    pub posts: BTreeMap<i64, Option<i64>>,
    #[serde(default)]
    pub access: BTreeMap<String, String>,
}

/// What came of it, by the people's ids.
#[derive(Serialize, ToSchema)]
pub struct DeparturesView {
    pub departures: Vec<OutcomeView>,
    pub planned: Vec<PlannedView>,
}

/// Takes several people out at once: all of them or none. A refusal names the `person_id` it is about.
#[utoipa::path(post, path = "/api/v1/departures", tag = "hand-overs", request_body = DeparturesBody,
    responses((status = 201, body = DeparturesView), (status = 200, body = DeparturesView), (status = 202, body = DeparturesView)))]
pub async fn depart_all(ctx: Ctx, Json(body): Json<DeparturesBody>) -> Result<Response> {
    let at = body.at.as_deref().map(planned::moment).transpose()?;
    let mut wanted = Vec::new();
    for one in body.people {
        let access = access(&ctx, one.person_id, &one.access).await?;
        let successor = one.successor.or(body.successor);
        let plan = asked(successor, one.by_kind, body.reason.clone(), Vec::new());
        wanted.push((one.person_id, Plan { posts: one.posts, access, ..plan }));
    }
    if body.dry_run {
        if let Some(at) = at {
            for (person, _) in &wanted {
                room::planned::check(&ctx, *person, at, None).await?;
            }
        }
        return Ok(told(StatusCode::OK, room::rehearse_all(&ctx, wanted).await?));
    }
    let Some(at) = at else {
        return Ok(told(StatusCode::CREATED, room::depart_all(&ctx, wanted).await?));
    };
    let mut views = Vec::new();
    for id in room::planned::plan_all(&ctx, wanted, at, body.limits).await? {
        views.push(planned::view(&ctx, id).await?);
    }
    let view = DeparturesView { departures: Vec::new(), planned: views };
    Ok((StatusCode::ACCEPTED, axum::Json(view)).into_response())
}

fn told(status: StatusCode, outcomes: Vec<room::Outcome>) -> Response {
    let departures = outcomes.into_iter().map(outcome_view).collect();
    (status, axum::Json(DeparturesView { departures, planned: Vec::new() })).into_response()
}
