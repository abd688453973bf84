//! Pictures for programs.

use axum::extract::{FromRequestParts, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use base::authz::Area;
use base::web::{Path, upload};
use base::{App, Ctx, Error, Result};

use super::{Chosen, MOST_BYTES, change, look};

/// The picture of a person of the account: JPEG, at most 256 × 256.
#[utoipa::path(get, path = "/api/v1/people/{id}/picture", tag = "people", params(("id" = i64, Path)), responses(
    (status = 200, content_type = "image/jpeg", body = Vec<u8>),
    (status = 404, description = "There is no such person, or no picture"),
))]
pub async fn get(ctx: Ctx, Path(id): Path<i64>) -> Result<Response> {
    let bytes = look::as_kept(&ctx, id, None).await?;
    Ok(([(header::CONTENT_TYPE, "image/jpeg")], bytes).into_response())
}

/// Gives a person a picture: PNG, JPEG or WebP, at most 5 MB and 20 million points.
#[utoipa::path(put, path = "/api/v1/people/{id}/picture", tag = "people", params(("id" = i64, Path)),
    request_body(content = Vec<u8>, content_type = "image/*"), responses(
    (status = 204),
    (status = 422, description = "At `picture`: `picture_too_large`, `picture_format`, `picture_points`, `picture_broken`, `picture_none`"),
))]
pub async fn put(State(app): State<App>, Path(id): Path<i64>, request: Request) -> Result<StatusCode> {
    let (ctx, body) = apart(&app, request).await?;
    ctx.need(Area::People)?;
    taken(&ctx, id, body).await
}

/// Takes the picture away.
#[utoipa::path(delete, path = "/api/v1/people/{id}/picture", tag = "people", params(("id" = i64, Path)),
    responses((status = 204)))]
pub async fn remove(ctx: Ctx, Path(id): Path<i64>) -> Result<StatusCode> {
    ctx.need(Area::People)?;
    change::remove(&ctx, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Gives oneself a picture, as for anybody else.
#[utoipa::path(put, path = "/api/v1/me/picture", tag = "people",
    request_body(content = Vec<u8>, content_type = "image/*"), responses((status = 204)))]
pub async fn put_own(State(app): State<App>, request: Request) -> Result<StatusCode> {
    let (ctx, body) = apart(&app, request).await?;
    let me = ctx.person_id().ok_or(Error::SignedOut)?;
    taken(&ctx, me, body).await
}

/// Takes one's own picture away.
#[utoipa::path(delete, path = "/api/v1/me/picture", tag = "people", responses((status = 204)))]
pub async fn remove_own(ctx: Ctx) -> Result<StatusCode> {
    let me = ctx.person_id().ok_or(Error::SignedOut)?;
    change::remove(&ctx, me).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn apart(app: &App, request: Request) -> Result<(Ctx, axum::body::Body)> {
    let (mut parts, body) = request.into_parts();
    Ok((<Ctx as FromRequestParts<App>>::from_request_parts(&mut parts, app).await?, body))
}

async fn taken(ctx: &Ctx, person: i64, body: axum::body::Body) -> Result<StatusCode> {
    let bytes = upload::all(body, MOST_BYTES).await?;
    let chosen = bytes.map_or(Chosen::TooLarge, |bytes| Chosen::File(bytes.to_vec()));
    change::put(ctx, person, chosen).await?;
    Ok(StatusCode::NO_CONTENT)
}
