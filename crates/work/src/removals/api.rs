//! Removals for programs.

use std::collections::BTreeMap;

use base::web::{Json, Path};
use base::{Ctx, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{View, What, Wish, view};
use crate::pipelines::Outcome;

/// What a removal would move.
#[derive(Serialize, ToSchema)]
pub struct Removal {
    /// Of the pipeline: it goes with the answer.
    version: i64,
    stages: Vec<StageLeaving>,
    /// Why it can't be removed at all: the code of the refusal.
    obstacle: Option<String>,
}

/// A stage that would go.
#[derive(Serialize, ToSchema)]
pub struct StageLeaving {
    id: i64,
    name: String,
    outcome: Outcome,
    /// Everybody's, open or closed.
    deals: i64,
    /// Those in the bin: they follow, too.
    deleted_deals: i64,
    forms: Vec<i64>,
    triggers: Vec<i64>,
    /// Where its deals could go.
    usual_stage_id: Option<i64>,
}

/// Where the deals go.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RemovalBody {
    version: i64,
    /// For every stage that `stages` doesn't name; won and lost deals go to what means the same in its pipeline.
    to_stage_id: Option<i64>,
    /// From which stage to which.
    #[schema(value_type = Option<std::collections::HashMap<String, i64>>)]
    stages: Option<BTreeMap<i64, i64>>,
}

/// What was moved.
#[derive(Serialize, ToSchema)]
pub struct RemovalDone {
    deals: i64,
    deleted_deals: i64,
}

/// What removing the stage would move.
#[utoipa::path(get, path = "/api/v1/pipelines/{id}/stages/{stage}/removal", tag = "deals",
    params(("id" = i64, Path), ("stage" = i64, Path)), responses((status = 200, body = Removal)))]
pub async fn look_at_stage(
    ctx: Ctx,
    Path((pipeline, stage)): Path<(i64, i64)>,
) -> Result<axum::Json<Removal>> {
    Ok(axum::Json(said(view(&ctx, What::Stage { pipeline, stage }).await?)))
}

/// Removes the stage; its deals, forms and triggers go to another one.
#[utoipa::path(post, path = "/api/v1/pipelines/{id}/stages/{stage}/removal", tag = "deals",
    params(("id" = i64, Path), ("stage" = i64, Path)), request_body = RemovalBody,
    responses((status = 200, body = RemovalDone)))]
pub async fn remove_stage(
    ctx: Ctx,
    Path((pipeline, stage)): Path<(i64, i64)>,
    Json(body): Json<RemovalBody>,
) -> Result<axum::Json<RemovalDone>> {
    carry_out(&ctx, What::Stage { pipeline, stage }, body).await
}

/// What removing the pipeline would move.
#[utoipa::path(get, path = "/api/v1/pipelines/{id}/removal", tag = "deals", params(("id" = i64, Path)),
    responses((status = 200, body = Removal)))]
pub async fn look_at_pipeline(ctx: Ctx, Path(id): Path<i64>) -> Result<axum::Json<Removal>> {
    Ok(axum::Json(said(view(&ctx, What::Pipeline(id)).await?)))
}

/// Removes the pipeline; everything at its stages goes to those of others.
#[utoipa::path(post, path = "/api/v1/pipelines/{id}/removal", tag = "deals", params(("id" = i64, Path)),
    request_body = RemovalBody, responses((status = 200, body = RemovalDone)))]
pub async fn remove_pipeline(
    ctx: Ctx,
    Path(id): Path<i64>,
    Json(body): Json<RemovalBody>,
) -> Result<axum::Json<RemovalDone>> {
    carry_out(&ctx, What::Pipeline(id), body).await
}

async fn carry_out(ctx: &Ctx, what: What, body: RemovalBody) -> Result<axum::Json<RemovalDone>> {
    let wish = Wish { version: body.version, to: body.to_stage_id, each: body.stages.unwrap_or_default() };
    let removed = super::remove(ctx, what, wish).await?;
    Ok(axum::Json(RemovalDone { deals: removed.deals, deleted_deals: removed.deleted }))
}

fn said(view: View) -> Removal {
    let stages = view.leaving.into_iter().map(|leaving| StageLeaving {
        id: leaving.stage.id,
        name: leaving.stage.name,
        outcome: leaving.stage.outcome,
        deals: leaving.deals,
        deleted_deals: leaving.deleted,
        forms: leaving.forms.iter().map(|form| form.id).collect(),
        triggers: leaving.triggers.iter().map(|trigger| trigger.id).collect(),
        usual_stage_id: leaving.usual,
    });
    Removal {
        version: view.pipeline.version,
        stages: stages.collect(),
        obstacle: view.obstacle.map(|key| base::Problem::new(key).code()),
    }
}
