//! Requests to the administrators, for programs.

use axum::Json as Reply;
use axum::http::StatusCode;
use base::web::{Json, Path};
use base::{Ctx, Result};
use kit::date::to_rfc3339;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Answer, Request, What, Wish};

/// A request to the administrators.
#[derive(Serialize, ToSchema)]
pub struct AskView {
    pub id: i64,
    pub person_id: i64,
    pub what: What,
    /// The path of the page that was closed; empty for leaving.
    pub page: String,
    pub text: String,
    /// waiting, done, declined, withdrawn
    pub state: String,
    /// RFC 3339.
    pub asked_at: String,
    /// What whoever answered says.
    pub word: Option<String>,
    pub ended_at: Option<String>,
    pub ended_by: Option<i64>,
}

#[derive(Serialize, ToSchema)]
pub struct AskList {
    /// What waits first.
    pub items: Vec<AskView>,
    pub next: Option<String>,
    pub count: usize,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAsk {
    pub what: What,
    /// The path of the page that is closed, like `/settings/roles`; only for access.
    #[serde(default)]
    pub page: String,
    /// Why.
    #[serde(default)]
    pub text: String,
}

#[derive(Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AskWord {
    /// Needed to decline.
    pub word: String,
}

/// What others ask, for who manages people: of administrators only for administrators. One's own are at `/me/asks`.
#[utoipa::path(get, path = "/api/v1/asks", tag = "people", responses((status = 200, body = AskList)))]
pub async fn all(ctx: Ctx) -> Result<Reply<AskList>> {
    Ok(Reply(views(super::list(&ctx).await?)))
}

/// What one asks oneself.
#[utoipa::path(get, path = "/api/v1/me/asks", tag = "people", responses((status = 200, body = AskList)))]
pub async fn mine(ctx: Ctx) -> Result<Reply<AskList>> {
    Ok(Reply(views(super::mine(&ctx).await?)))
}

/// Asks the administrators: for a page that is closed, or to be taken out of the company.
#[utoipa::path(post, path = "/api/v1/me/asks", tag = "people", request_body = NewAsk,
    responses((status = 201, body = AskView), (status = 409, description = "`ask_waits`: the same waits already")))]
pub async fn ask(ctx: Ctx, Json(body): Json<NewAsk>) -> Result<(StatusCode, Reply<AskView>)> {
    let made = super::ask(&ctx, Wish { what: body.what, page: body.page, text: body.text }).await?;
    Ok((StatusCode::CREATED, Reply(view(made))))
}

/// Takes one's own request back.
#[utoipa::path(delete, path = "/api/v1/me/asks/{id}", tag = "people", params(("id" = i64, Path)),
    responses((status = 204), (status = 409, description = "`ask_over`: it was answered")))]
pub async fn withdraw(ctx: Ctx, Path(id): Path<i64>) -> Result<StatusCode> {
    super::withdraw(&ctx, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Says that what was asked for is done.
#[utoipa::path(post, path = "/api/v1/asks/{id}/done", tag = "people", request_body = AskWord,
    params(("id" = i64, Path)), responses((status = 204), (status = 409, description = "`ask_over`")))]
pub async fn done(ctx: Ctx, Path(id): Path<i64>, Json(body): Json<AskWord>) -> Result<StatusCode> {
    super::answer(&ctx, id, Answer::Done(body.word)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Declines a request, with a word.
#[utoipa::path(post, path = "/api/v1/asks/{id}/decline", tag = "people", request_body = AskWord,
    params(("id" = i64, Path)), responses((status = 204), (status = 409, description = "`ask_over`")))]
pub async fn decline(ctx: Ctx, Path(id): Path<i64>, Json(body): Json<AskWord>) -> Result<StatusCode> {
    super::answer(&ctx, id, Answer::Declined(body.word)).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn views(all: Vec<Request>) -> AskList {
    let items: Vec<AskView> = all.into_iter().map(view).collect();
    AskList { count: items.len(), items, next: None }
}

fn view(ask: Request) -> AskView {
    AskView {
        id: ask.id,
        person_id: ask.person,
        what: ask.what,
        page: ask.page,
        text: ask.text,
        state: ask.state.code().into(),
        asked_at: to_rfc3339(ask.asked_at),
        word: ask.word,
        ended_at: ask.ended_at.map(to_rfc3339),
        ended_by: ask.ended_by,
    }
}
