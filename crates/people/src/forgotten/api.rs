//! Forgotten passwords for programs. The link in the letter is followed by `POST /one-time-link`.

use axum::http::StatusCode;
use base::Result;
use base::web::{Json, Visitor};
use serde::Deserialize;
use utoipa::ToSchema;

/// Whose password is forgotten.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Forgotten {
    /// An e-mail or a login.
    pub login: String,
}

/// Asks for a letter with a one-time link in place of a forgotten password. The answer is the same for every name.
#[utoipa::path(post, path = "/api/v1/forgotten-password", tag = "signing in", request_body = Forgotten, responses(
    (status = 202, description = "If the name is known and may sign in, a letter goes to its e-mail"),
    (status = 409, description = "`forgotten_off`: no mail server is set up"),
    (status = 429, description = "Too many asks"),
))]
pub async fn ask(visitor: Visitor, Json(body): Json<Forgotten>) -> Result<StatusCode> {
    super::ask(&visitor.app, &body.login, &visitor.address).await?;
    Ok(StatusCode::ACCEPTED)
}
