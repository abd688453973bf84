//! One-time links made by hand, for programs.

use axum::Json;
use axum::http::{HeaderMap, StatusCode};
use base::web::{Path, address};
use base::{Ctx, Result};
use serde::Serialize;
use utoipa::ToSchema;

use crate::signin::links;

/// A link that was just made, shown once.
#[derive(Serialize, ToSchema)]
pub struct MadeLink {
    /// The whole address, to be sent to the person in some way.
    pub link: String,
    /// Whether following it asks for the password they have: they have another company, too. Otherwise for a new one.
    pub keeps_password: bool,
}

/// Makes a one-time link by which a person who is here sets a password and comes in; it works for three days, and links made
/// before end. No letter goes.
#[utoipa::path(post, path = "/api/v1/people/{id}/link", tag = "people", params(("id" = i64, Path)), responses(
    (status = 201, body = MadeLink),
    (status = 403, description = "`proof_needed` with a session, where it replaces a password: show again that it is you"),
    (status = 404),
    (status = 409, description = "`link_status`: blocked or deactivated; `link_nameless`: there is neither e-mail nor login; \
        `not_a_session`: an API token makes no link for its own owner"),
))]
pub async fn make(ctx: Ctx, Path(id): Path<i64>, headers: HeaderMap) -> Result<(StatusCode, Json<MadeLink>)> {
    let path = links::make(&ctx, id).await?;
    let keeps_password = links::keeps_password(&ctx, id).await?;
    Ok((StatusCode::CREATED, Json(MadeLink { link: address(&ctx.app, &headers, &path), keeps_password })))
}
