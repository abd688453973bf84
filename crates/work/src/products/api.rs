//! Products for programs.

use axum::http::StatusCode;
use base::error::Fields;
use base::web::{Json, Path};
use base::{Ctx, Error, Result};
use serde::{Deserialize, Serialize};

use super::{Draft, Product, all, change};

/// The whole catalogue, by name.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ProductList {
    items: Vec<Product>,
}

/// A new product.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewProduct {
    name: String,
    /// In minor units.
    price: Option<i64>,
    /// The account's currency unless told.
    currency: Option<String>,
    note: Option<String>,
}

/// The product as it is to be from now on.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProductPatch {
    version: i64,
    name: String,
    price: Option<i64>,
    currency: Option<String>,
    note: Option<String>,
}

#[utoipa::path(get, path = "/api/v1/products", tag = "deals", responses((status = 200, body = ProductList)))]
pub async fn list(ctx: Ctx) -> Result<axum::Json<ProductList>> {
    Ok(axum::Json(ProductList { items: all(&ctx).await? }))
}

#[utoipa::path(post, path = "/api/v1/products", tag = "deals", request_body = NewProduct,
    responses((status = 201, body = Product)))]
pub async fn add(ctx: Ctx, Json(body): Json<NewProduct>) -> Result<(StatusCode, axum::Json<Product>)> {
    let draft = draft(&ctx, &body.name, body.price, body.currency, body.note)?;
    Ok((StatusCode::CREATED, axum::Json(change::add(&ctx, draft).await?)))
}

#[utoipa::path(put, path = "/api/v1/products/{id}", tag = "deals", request_body = ProductPatch,
    params(("id" = i64, Path)), responses((status = 200, body = Product)))]
pub async fn put(
    ctx: Ctx,
    Path(id): Path<i64>,
    Json(body): Json<ProductPatch>,
) -> Result<axum::Json<Product>> {
    let draft = draft(&ctx, &body.name, body.price, body.currency, body.note)?;
    Ok(axum::Json(change::change(&ctx, id, body.version, draft).await?))
}

fn draft(
    ctx: &Ctx,
    name: &str,
    price: Option<i64>,
    currency: Option<String>,
    note: Option<String>,
) -> Result<Draft> {
    let mut wrong = Fields::default();
    let currency = currency.as_deref().unwrap_or(&ctx.account.currency);
    match Draft::checked(&mut wrong, name, price, currency, note.as_deref()) {
        Some(draft) if wrong.is_empty() => Ok(draft),
        _ => Err::<Draft, Error>(wrong.into_error()),
    }
}
