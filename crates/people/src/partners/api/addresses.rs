//! The partner's registered addresses, for programs.

use axum::Json as Answer;
use axum::http::StatusCode;
use base::web::{Json, Query};
use base::{Ctx, Result};
use kit::date::to_rfc3339;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::partners::{addresses, register_address, withdraw_address};

/// An e-mail of somebody of the partner's, whom customers may let in.
#[derive(Serialize, ToSchema)]
pub struct AddressView {
    pub address: String,
    /// RFC 3339.
    pub added_at: String,
}

#[derive(Serialize, ToSchema)]
pub struct AddressList {
    pub items: Vec<AddressView>,
    pub next: Option<String>,
    pub count: usize,
}

#[derive(Deserialize, IntoParams, ToSchema)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AddressBody {
    pub address: String,
}

/// The partner's addresses.
#[utoipa::path(get, path = "/api/v1/partner/addresses", tag = "partner",
    responses((status = 200, body = AddressList)))]
pub async fn all(ctx: Ctx) -> Result<Answer<AddressList>> {
    let found = addresses(&ctx).await?.into_iter();
    let items: Vec<AddressView> =
        found.map(|one| AddressView { address: one.address, added_at: to_rfc3339(one.added_at) }).collect();
    Ok(Answer(AddressList { count: items.len(), items, next: None }))
}

/// Registers an address; twice is once.
#[utoipa::path(post, path = "/api/v1/partner/addresses", tag = "partner", request_body = AddressBody,
    responses((status = 204), (status = 422, description = "`address_taken`: another partner has registered it")))]
pub async fn register(ctx: Ctx, Json(body): Json<AddressBody>) -> Result<StatusCode> {
    register_address(&ctx, &body.address).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes an address off: whoever is let in somewhere with it is shown out.
#[utoipa::path(delete, path = "/api/v1/partner/addresses", tag = "partner", params(AddressBody),
    responses((status = 204), (status = 404, description = "It is not registered")))]
pub async fn remove(ctx: Ctx, Query(body): Query<AddressBody>) -> Result<StatusCode> {
    withdraw_address(&ctx, &body.address).await?;
    Ok(StatusCode::NO_CONTENT)
}
