//! Covers for programs.

use std::collections::BTreeSet;

use axum::Json as Answer;
use axum::http::StatusCode;
use base::error::Fields;
use base::portfolios::covers::{Cover, State};
use base::web::{Json, Path};
use base::{Ctx, Kind, Result};
use kit::date::{self, to_rfc3339};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Wish;
use crate::covers as room;

/// Who stands in, for what, and how long.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CoverBody {
    pub stand_in: i64,
    /// Null or absent: all kinds.
    #[serde(default)]
    #[schema(value_type = Option<Vec<String>>)]
    pub kinds: Option<BTreeSet<Kind>>,
    /// RFC 3339; from now on unless told.
    #[serde(default)]
    pub from: Option<String>,
    /// RFC 3339; the cover ends by itself at this moment.
    pub until: String,
    #[serde(default)]
    pub reason: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct CoverView {
    pub id: i64,
    /// Whose work it is; they stay responsible.
    pub person_id: i64,
    pub stand_in: i64,
    /// Null: all kinds.
    #[schema(value_type = Option<Vec<String>>)]
    pub kinds: Option<BTreeSet<Kind>>,
    /// RFC 3339.
    pub from: String,
    pub until: String,
    pub reason: Option<String>,
    /// planned, running, over, ended, declined, departure
    pub state: String,
}

#[derive(Serialize, ToSchema)]
pub struct CoverList {
    pub items: Vec<CoverView>,
    pub next: Option<String>,
    pub count: usize,
}

/// Gives a person a stand-in: one's own work, or anybody's for who manages people.
#[utoipa::path(post, path = "/api/v1/people/{id}/cover", tag = "covers", params(("id" = i64, Path)),
    request_body = CoverBody, responses((status = 201, body = CoverView)))]
pub async fn begin(
    ctx: Ctx,
    Path(person): Path<i64>,
    Json(body): Json<CoverBody>,
) -> Result<(StatusCode, Answer<CoverView>)> {
    let mut wrong = Fields::default();
    let mut moment = |field, text: &str| {
        let at = date::parse(text).ok();
        if at.is_none() {
            wrong.add(field, "error-cover-moment");
        }
        at.unwrap_or_default()
    };
    let from = body.from.as_deref().map(|text| moment("from", text));
    let until = moment("until", &body.until);
    wrong.check()?;
    let reason = body.reason.map(|reason| reason.trim().to_owned()).filter(|reason| !reason.is_empty());
    let wish = Wish { stand_in: body.stand_in, kinds: body.kinds, from, until, reason };
    let cover = room::begin(&ctx, person, wish).await?;
    let state = cover.state(ctx.app.now());
    Ok((StatusCode::CREATED, Answer(view(cover, state))))
}

/// The covers of a person's work and those in which they stand in for others, newest first.
#[utoipa::path(get, path = "/api/v1/people/{id}/covers", tag = "covers", params(("id" = i64, Path)),
    responses((status = 200, body = CoverList)))]
pub async fn of_person(ctx: Ctx, Path(person): Path<i64>) -> Result<Answer<CoverList>> {
    let listed = room::of_person(&ctx, person).await?;
    let items: Vec<CoverView> = listed.seen.into_iter().map(|seen| view(seen.cover, seen.state)).collect();
    Ok(Answer(CoverList { count: items.len(), items, next: None }))
}

/// Other moments of a cover.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CoverTime {
    /// RFC 3339; of a cover that runs it changes nothing.
    pub from: String,
    /// RFC 3339.
    pub until: String,
}

/// Gives a cover other moments; who stands in, and for what, stays. By whose work it is, or by who manages people.
#[utoipa::path(patch, path = "/api/v1/covers/{id}", tag = "covers", params(("id" = i64, Path)),
    request_body = CoverTime, responses((status = 200, body = CoverView), (status = 409, description = "`cover_over`, `cover_overlaps`")))]
pub async fn change(ctx: Ctx, Path(id): Path<i64>, Json(body): Json<CoverTime>) -> Result<Answer<CoverView>> {
    let mut wrong = Fields::default();
    let mut moment = |field, text: &str| {
        date::parse(text).unwrap_or_else(|_| {
            wrong.add(field, "error-cover-moment");
            0
        })
    };
    let (from, until) = (moment("from", &body.from), moment("until", &body.until));
    wrong.check()?;
    let cover = room::change(&ctx, id, from, until).await?;
    let state = cover.state(ctx.app.now());
    Ok(Answer(view(cover, state)))
}

/// Ends a cover before its time; a stand-in declines it so.
#[utoipa::path(delete, path = "/api/v1/covers/{id}", tag = "covers", params(("id" = i64, Path)),
    responses((status = 204)))]
pub async fn end(ctx: Ctx, Path(id): Path<i64>) -> Result<StatusCode> {
    room::end(&ctx, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A cover as programs see it.
pub fn view(cover: Cover, state: State) -> CoverView {
    CoverView {
        id: cover.id,
        person_id: cover.person,
        stand_in: cover.stand_in,
        kinds: cover.kinds,
        from: to_rfc3339(cover.from),
        until: to_rfc3339(cover.until),
        reason: cover.reason,
        state: state.code().to_owned(),
    }
}
