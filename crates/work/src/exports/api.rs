//! The export for programs.

use axum::response::Response;
use base::web::parcel;
use base::{Ctx, Result};

/// Everything of the account as a ZIP of CSV, JSON and JSON lines, for administrators; sent while it is made. The journal has who
/// took it. A session must have shown lately that it is them.
#[utoipa::path(get, path = "/api/v1/account/export", tag = "account",
    responses((status = 200, content_type = "application/zip", body = Vec<u8>), (status = 403, description = "`proof_needed`")))]
pub async fn take(ctx: Ctx) -> Result<Response> {
    let pieces = super::take(&ctx).await?;
    Ok(parcel::download(&super::name(&ctx), pieces))
}
