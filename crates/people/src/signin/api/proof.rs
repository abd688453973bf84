//! Showing anew that it is them, for programs with a session.

use axum::http::StatusCode;
use base::web::{Json as Body, Visitor};
use base::{Ctx, Result};
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::signin::passkeys::Answer;
use crate::signin::proof::{self, Proof};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProofBody {
    /// The present one; not needed with `passkey`.
    #[serde(default)]
    pub password: String,
    /// Needed where there is a second factor: what the app shows, or a recovery code.
    pub code: Option<String>,
    /// In place of both: what a browser signed after `POST /me/proof/begin`.
    #[schema(value_type = Option<Object>)]
    pub passkey: Option<Value>,
}

/// After 403 `proof_needed`: shows that whoever is signed in is there themselves. Believed for 15 minutes, as signing in is.
#[utoipa::path(post, path = "/api/v1/me/proof", tag = "signing in", request_body = ProofBody, responses(
    (status = 204),
    (status = 409, description = "`second_factor`: send `code`, too; `not_a_session`: API tokens are not asked"),
    (status = 422, description = "What is wrong with the password, the code or the passkey"),
    (status = 429, description = "Too many wrong ones"),
))]
pub async fn show(visitor: Visitor, ctx: Ctx, Body(body): Body<ProofBody>) -> Result<StatusCode> {
    let ProofBody { password, code, passkey } = body;
    let passkey = passkey.map(|signed| Answer::of(&visitor, signed)).transpose()?;
    proof::show(&ctx, Proof { password, code, passkey, address: visitor.address }).await?;
    Ok(StatusCode::NO_CONTENT)
}
