//! How long data is kept, for programs.

use axum::Json as Answer;
use base::web::Json;
use base::{Ctx, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Rules, change, look};

#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RetentionBody {
    /// Days between the press that erases a person and the erasure: 1 to 90.
    pub grace_days: i64,
    /// Days for which what came by a form is kept once it is done, 1 to 3650; null: as long as its contact.
    #[serde(default)]
    pub entry_days: Option<i64>,
}

/// What the account has decided.
#[utoipa::path(get, path = "/api/v1/retention", tag = "people", responses((status = 200, body = RetentionBody)))]
pub async fn get(ctx: Ctx) -> Result<Answer<RetentionBody>> {
    let Rules { grace_days, entry_days } = look(&ctx).await?;
    Ok(Answer(RetentionBody { grace_days, entry_days }))
}

/// Decides it anew, both at once.
#[utoipa::path(put, path = "/api/v1/retention", tag = "people", request_body = RetentionBody,
    responses((status = 200, body = RetentionBody)))]
pub async fn put(ctx: Ctx, Json(body): Json<RetentionBody>) -> Result<Answer<RetentionBody>> {
    change(&ctx, Rules { grace_days: body.grace_days, entry_days: body.entry_days }).await?;
    Ok(Answer(body))
}
