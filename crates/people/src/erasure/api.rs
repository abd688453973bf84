//! Erasure for programs.

use axum::Json as Answer;
use axum::response::Response;
use base::web::{Json, Path, parcel};
use base::{Ctx, Error, Result, Status};
use kit::date::to_rfc3339;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{archive, begin, restore as bring_back};

#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct EraseBody {
    /// True: whoever asks knows that nothing can be undone after the grace.
    pub confirm: bool,
}

#[derive(Serialize, ToSchema)]
pub struct Standing {
    pub person_id: i64,
    /// closing, departed
    pub status: String,
    /// When the personal data goes, RFC 3339; null: it stays.
    pub erase_at: Option<String>,
}

/// The personal data of a departed person goes after the days of grace.
#[utoipa::path(post, path = "/api/v1/people/{id}/erase", tag = "people", params(("id" = i64, Path)),
    request_body = EraseBody, responses((status = 200, body = Standing)))]
pub async fn erase(
    ctx: Ctx,
    Path(person): Path<i64>,
    Json(body): Json<EraseBody>,
) -> Result<Answer<Standing>> {
    if !body.confirm {
        super::look(&ctx, person).await?;
        return Err(Error::field("confirm", "error-erase-confirm"));
    }
    let until = begin(&ctx, person).await?;
    let (status, erase_at) = (Status::Closing.code().to_owned(), Some(to_rfc3339(until)));
    Ok(Answer(Standing { person_id: person, status, erase_at }))
}

/// What was to go stays: until its moment has come.
#[utoipa::path(post, path = "/api/v1/people/{id}/restore", tag = "people", params(("id" = i64, Path)),
    responses((status = 200, body = Standing)))]
pub async fn restore(ctx: Ctx, Path(person): Path<i64>) -> Result<Answer<Standing>> {
    bring_back(&ctx, person).await?;
    let status = Status::Departed.code().to_owned();
    Ok(Answer(Standing { person_id: person, status, erase_at: None }))
}

/// Everything about the person and by them as a ZIP of CSV and JSON, for administrators. The journal has who took it.
#[utoipa::path(get, path = "/api/v1/people/{id}/archive", tag = "people", params(("id" = i64, Path)),
    responses((status = 200, content_type = "application/zip", body = Vec<u8>)))]
pub async fn take(ctx: Ctx, Path(person): Path<i64>) -> Result<Response> {
    let pieces = archive::take(&ctx, person).await?;
    Ok(parcel::download(&format!("archive-{person}"), pieces))
}
