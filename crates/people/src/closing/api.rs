//! Closing a company for programs.

use axum::Json as Answer;
use axum::http::StatusCode;
use base::web::Json;
use base::{Ctx, Result};
use kit::date::to_rfc3339;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Look, Wish, begin, call_back, look};

/// Whether the company closes, and what would go.
#[derive(Serialize, ToSchema)]
pub struct ClosingView {
    pub closing: bool,
    /// RFC 3339: from when on nothing of the company opens; where it does not close, when it would.
    pub closes_at: String,
    /// RFC 3339.
    pub asked_at: Option<String>,
    pub asked_by: Option<i64>,
    pub reason: Option<String>,
    /// How much there is of each.
    pub goes: Vec<ClosingCount>,
    /// Who looks after the company and is told.
    pub partner: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct ClosingCount {
    /// people, deals, contacts, companies, tasks, products, comments, deleted, pictures, tokens, forms, triggers, handovers,
    /// journal
    pub what: String,
    /// At most 10001: more than ten thousand are not counted further.
    pub count: i64,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseCompany {
    /// The company's name, so that no other is meant.
    pub name: String,
    #[serde(default)]
    pub reason: String,
}

/// Whether the company closes; for its administrators.
#[utoipa::path(get, path = "/api/v1/account/closing", tag = "account", responses((status = 200, body = ClosingView)))]
pub async fn get(ctx: Ctx) -> Result<Answer<ClosingView>> {
    Ok(Answer(view(look(&ctx).await?)))
}

/// Closes the company: from now on it is open to its administrators alone, who read, take the export and call it back; after
/// thirty whole days everything of it goes. Only with a session (`POST /api/v1/sign-in`), no token, and not long after it was
/// shown that it is them. Everybody else hears 403 `company_closing`, and whatever would change something
/// 409 `company_readonly`.
#[utoipa::path(post, path = "/api/v1/account/closing", tag = "account", request_body = CloseCompany,
    responses((status = 201, body = ClosingView), (status = 422, description = "`closing_name`: another name was typed"),
        (status = 409, description = "`closing_session`: an API token; `closing_waits`: it closes already; \
            `closing_partner`: a partner on the list")))]
pub async fn close(ctx: Ctx, Json(body): Json<CloseCompany>) -> Result<(StatusCode, Answer<ClosingView>)> {
    begin(&ctx, Wish { name: body.name, reason: body.reason }).await?;
    Ok((StatusCode::CREATED, Answer(view(look(&ctx).await?))))
}

/// Calls it back: everything is as before. By any administrator, until the day.
#[utoipa::path(delete, path = "/api/v1/account/closing", tag = "account",
    responses((status = 204), (status = 409, description = "`not_closing_company`, `closing_over`")))]
pub async fn keep(ctx: Ctx) -> Result<StatusCode> {
    call_back(&ctx).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn view(seen: Look) -> ClosingView {
    let goes = seen.counts.iter();
    ClosingView {
        closing: seen.asked.is_some(),
        closes_at: to_rfc3339(seen.closes_at),
        asked_at: seen.asked.as_ref().map(|asked| to_rfc3339(asked.at)),
        asked_by: seen.asked.as_ref().and_then(|asked| asked.by.as_ref()).map(|by| by.id),
        reason: seen.asked.and_then(|asked| asked.reason),
        goes: goes.map(|(what, count)| ClosingCount { what: (*what).into(), count: *count }).collect(),
        partner: seen.partner,
    }
}
