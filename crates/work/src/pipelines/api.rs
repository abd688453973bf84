//! Pipelines for programs.

use axum::http::StatusCode;
use base::web::{Json, Path};
use base::{Ctx, Result};
use serde::{Deserialize, Serialize};

use super::{Outcome, Pipeline, Wanted, all, change};

/// All pipelines.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PipelineList {
    items: Vec<Pipeline>,
}

/// A stage as it is wanted.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StageBody {
    /// Absent: a new stage.
    id: Option<i64>,
    name: String,
    /// Open unless told; of a stage that is there it can't change.
    outcome: Option<Outcome>,
}

/// A new pipeline.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPipeline {
    name: String,
    /// Absent: the usual ones.
    stages: Option<Vec<StageBody>>,
}

/// What to change; what is absent stays.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PipelinePatch {
    version: i64,
    name: Option<String>,
    /// The whole list; stages with deals can't be left out.
    stages: Option<Vec<StageBody>>,
}

#[utoipa::path(get, path = "/api/v1/pipelines", tag = "deals", responses((status = 200, body = PipelineList)))]
pub async fn list(ctx: Ctx) -> Result<axum::Json<PipelineList>> {
    Ok(axum::Json(PipelineList { items: all(&ctx).await?.0 }))
}

#[utoipa::path(post, path = "/api/v1/pipelines", tag = "deals", request_body = NewPipeline,
    responses((status = 201, body = Pipeline)))]
pub async fn add(ctx: Ctx, Json(body): Json<NewPipeline>) -> Result<(StatusCode, axum::Json<Pipeline>)> {
    let added = change::add(&ctx, &body.name, body.stages.map(wanted)).await?;
    Ok((StatusCode::CREATED, axum::Json(added)))
}

#[utoipa::path(patch, path = "/api/v1/pipelines/{id}", tag = "deals", request_body = PipelinePatch,
    params(("id" = i64, Path)), responses((status = 200, body = Pipeline)))]
pub async fn patch(
    ctx: Ctx,
    Path(id): Path<i64>,
    Json(body): Json<PipelinePatch>,
) -> Result<axum::Json<Pipeline>> {
    let stages = body.stages.map(wanted);
    Ok(axum::Json(change::change(&ctx, id, body.version, body.name, stages).await?))
}

fn wanted(stages: Vec<StageBody>) -> Vec<Wanted> {
    stages.into_iter().map(|s| Wanted { id: s.id, name: s.name, outcome: s.outcome }).collect()
}
