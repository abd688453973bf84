//! Deals for programs.

use axum::http::StatusCode;
use base::web::{Json, Path, Query};
use base::{Ctx, Error, Result};
use serde::{Deserialize, Serialize};

use super::deal::{Deal, Input};
use super::fields::DealBody;
use super::list::{DealQuery, listing};
use super::{Card, ROOM, change, create, look, moving};
use crate::records::access::{AccessList, listed};
use crate::records::holders::HoldersList;
use crate::records::{self, ListQuery, Listing};

#[utoipa::path(get, path = "/api/v1/deals", tag = "deals", params(ListQuery, DealQuery),
    responses((status = 200, body = Listing<Deal>)))]
pub async fn list(ctx: Ctx, Query(query): Query<DealQuery>) -> Result<axum::Json<Listing<Deal>>> {
    Ok(axum::Json(listing(&ctx, query.read()?).await?))
}

#[utoipa::path(post, path = "/api/v1/deals", tag = "deals", request_body = DealBody,
    responses((status = 201, body = Card)))]
pub async fn add(ctx: Ctx, Json(body): Json<DealBody>) -> Result<(StatusCode, axum::Json<Card>)> {
    let responsible = records::whom(&ctx, body.responsible_id, body.queue_id).await?;
    let id = create::create(&ctx, Input { responsible, ..body.read()? }).await?;
    // Who may make what they don't see hears what they made.
    let card = match look::card(&ctx, id).await {
        Err(Error::NotFound) => look::as_written(&ctx, id).await?,
        card => card?,
    };
    Ok((StatusCode::CREATED, axum::Json(card)))
}

#[utoipa::path(get, path = "/api/v1/deals/{id}", tag = "deals", params(("id" = i64, Path)),
    responses((status = 200, body = Card)))]
pub async fn get(ctx: Ctx, Path(id): Path<i64>) -> Result<axum::Json<Card>> {
    Ok(axum::Json(look::card(&ctx, id).await?))
}

#[utoipa::path(patch, path = "/api/v1/deals/{id}", tag = "deals", request_body = DealBody,
    params(("id" = i64, Path)), responses((status = 200, body = Card)))]
pub async fn patch(ctx: Ctx, Path(id): Path<i64>, Json(body): Json<DealBody>) -> Result<axum::Json<Card>> {
    let version = body.version.ok_or_else(|| Error::field("version", "error-required"))?;
    let responsible = records::whom(&ctx, body.responsible_id, body.queue_id).await?;
    let deal = change::change(&ctx, id, version, Input { responsible, ..body.read()? }).await?;
    Ok(axum::Json(after(&ctx, deal).await?))
}

/// Deals that are to stand at another stage.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveBody {
    /// At most 200.
    ids: Vec<i64>,
    stage_id: i64,
}

/// What came of it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct MovedDeals {
    /// How many went there; those that stood there already are not counted.
    moved: usize,
}

/// Puts deals at another stage, all or none; triggers go off as they do for each alone.
#[utoipa::path(post, path = "/api/v1/deals/move", tag = "deals", request_body = MoveBody,
    responses((status = 200, body = MovedDeals)))]
pub async fn move_all(ctx: Ctx, Json(body): Json<MoveBody>) -> Result<axum::Json<MovedDeals>> {
    let moved = moving::move_all(&ctx, body.ids, body.stage_id).await?;
    Ok(axum::Json(MovedDeals { moved }))
}

/// Which version is to be deleted.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DeleteQuery {
    /// Refused with 409 when the deal has another one by now; absent: whatever it has.
    version: Option<i64>,
}

#[utoipa::path(delete, path = "/api/v1/deals/{id}", tag = "deals", params(("id" = i64, Path), DeleteQuery),
    responses((status = 204)))]
pub async fn delete(ctx: Ctx, Path(id): Path<i64>, Query(query): Query<DeleteQuery>) -> Result<StatusCode> {
    records::delete(&ctx, &ROOM, vec![id], query.version).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The answer to a change: who gave a deal away may not see it any more, and still hears what became of it.
async fn after(ctx: &Ctx, deal: Deal) -> Result<Card> {
    match look::card(ctx, deal.id).await {
        Err(Error::NotFound) => Ok(Card { deal, company: None, contacts: Vec::new(), names: Vec::new() }),
        card => card,
    }
}

/// Who sees the deal, and why. For who manages people.
#[utoipa::path(get, path = "/api/v1/deals/{id}/access", tag = "deals", params(("id" = i64, Path)),
    responses((status = 200, body = AccessList)))]
pub async fn access(ctx: Ctx, Path(id): Path<i64>) -> Result<axum::Json<AccessList>> {
    listed(&ctx, &ROOM, id).await
}

/// Who held the deal over time, and by which hand-overs it came to them.
#[utoipa::path(get, path = "/api/v1/deals/{id}/holders", tag = "deals", params(("id" = i64, Path)),
    responses((status = 200, body = HoldersList)))]
pub async fn holders(ctx: Ctx, Path(id): Path<i64>) -> Result<axum::Json<HoldersList>> {
    crate::records::holders::listed(&ctx, &ROOM, id).await
}
