//! Taking from queues, for programs.

use base::web::{Json, Path};
use base::{Ctx, Kind, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Which records are taken.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeBody {
    #[schema(value_type = String)]
    pub kind: Kind,
    pub ids: Vec<i64>,
}

#[derive(Serialize, ToSchema)]
pub struct TakenView {
    pub taken: usize,
}

/// Takes records from a queue of one's department: all or none; 409 when somebody was faster.
#[utoipa::path(post, path = "/api/v1/queues/{id}/take", tag = "queues", params(("id" = i64, Path)),
    request_body = TakeBody, responses((status = 200, body = TakenView)))]
pub async fn take(
    ctx: Ctx,
    Path(queue): Path<i64>,
    Json(body): Json<TakeBody>,
) -> Result<axum::Json<TakenView>> {
    let taken = super::take(&ctx, queue, body.kind, body.ids).await?;
    Ok(axum::Json(TakenView { taken }))
}
