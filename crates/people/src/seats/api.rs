//! Seats for programs.

use axum::Json;
use base::{Ctx, Result};
use serde::Serialize;
use utoipa::ToSchema;

use super::look;

/// The seats of the account. `bought` and `free` are null where there is no limit.
#[derive(Serialize, ToSchema)]
pub struct SeatsView {
    pub bought: Option<i64>,
    /// Technical users included.
    pub used: i64,
    pub free: Option<i64>,
    pub technical: i64,
    /// RFC 3339.
    pub paid_until: Option<String>,
}

/// Seats bought, used and free.
#[utoipa::path(get, path = "/api/v1/seats", tag = "seats", responses((status = 200, body = SeatsView)))]
pub async fn get(ctx: Ctx) -> Result<Json<SeatsView>> {
    let seats = look(&ctx).await?;
    Ok(Json(SeatsView {
        bought: seats.bought,
        used: seats.used,
        free: seats.free(),
        technical: seats.technical,
        paid_until: seats.paid_until.map(kit::date::to_rfc3339),
    }))
}
