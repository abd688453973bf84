//! Absences for programs.

use axum::Json as Answer;
use axum::http::StatusCode;
use base::error::Fields;
use base::web::{Json, Path, Query};
use base::{Ctx, Error, Result};
use kit::cursor::{self, CursorPart};
use kit::date::to_rfc3339;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::list::{self, Filter};
use super::{Reason, Seen, Wish};
use crate::absences as room;

const ON_A_PAGE: usize = 200;

/// Somebody is away. Days are whole days of the company's.
#[derive(Serialize, ToSchema)]
pub struct AbsenceView {
    pub id: i64,
    pub person_id: i64,
    /// Like 2026-11-22.
    pub first_day: String,
    /// Included.
    pub last_day: String,
    /// ahead, now, past
    pub state: String,
    /// Null unless one may know: for oneself and for who manages people.
    pub reason: Option<Reason>,
    pub word: Option<String>,
    pub stated_at: Option<String>,
    /// nothing (no open work, or over), nobody, gaps, beyond, whole; null unless one may change the absence
    pub coverage: Option<String>,
    /// Who stands in, as far as somebody does.
    pub stand_ins: Vec<i64>,
    pub version: i64,
}

#[derive(Serialize, ToSchema)]
pub struct AbsenceList {
    /// The earliest first.
    pub items: Vec<AbsenceView>,
    pub next: Option<String>,
    pub count: usize,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAbsence {
    /// Oneself unless told.
    #[serde(default)]
    pub person_id: Option<i64>,
    /// Like 2026-11-22.
    pub first_day: String,
    /// Included.
    pub last_day: String,
    pub reason: Reason,
    #[serde(default)]
    pub word: Option<String>,
}

/// What is named changes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AbsenceChange {
    #[serde(default)]
    pub first_day: Option<String>,
    #[serde(default)]
    pub last_day: Option<String>,
    #[serde(default)]
    pub reason: Option<Reason>,
    /// Empty takes it away.
    #[serde(default)]
    pub word: Option<String>,
    /// The version that was read; without it the change overwrites.
    #[serde(default)]
    pub version: Option<i64>,
}

/// Who is away in some days: everybody for who manages people, otherwise oneself and the people of one's departments and of
/// those below.
#[utoipa::path(get, path = "/api/v1/absences", tag = "covers", params(Filter), responses((status = 200, body = AbsenceList)))]
pub async fn all(ctx: Ctx, Query(filter): Query<Filter>) -> Result<Answer<AbsenceList>> {
    let after = if filter.cursor.is_empty() {
        None
    } else {
        Some(place(&filter.cursor).ok_or(Error::field("cursor", "error-people-filter"))?)
    };
    let all = list::list(&ctx, &filter).await?;
    let beyond = |seen: &Seen| {
        after.as_ref().is_none_or(|(first, id)| (&seen.absence.first, seen.absence.id) > (first, *id))
    };
    let mut left: Vec<Seen> = all.into_iter().filter(beyond).collect();
    let more = left.len() > ON_A_PAGE;
    left.truncate(ON_A_PAGE);
    let next = left.last().filter(|_| more).map(|last| {
        cursor::encode(&[CursorPart::Text(last.absence.first.clone()), CursorPart::Int(last.absence.id)])
    });
    let items: Vec<AbsenceView> = left.iter().map(|seen| view(&ctx, seen)).collect();
    Ok(Answer(AbsenceList { count: items.len(), items, next }))
}

/// One of them.
#[utoipa::path(get, path = "/api/v1/absences/{id}", tag = "covers", params(("id" = i64, Path)),
    responses((status = 200, body = AbsenceView)))]
pub async fn one(ctx: Ctx, Path(id): Path<i64>) -> Result<Answer<AbsenceView>> {
    shown(&ctx, id).await
}

/// States that somebody is away: oneself, or anybody for who manages people. Who stands in is for
/// `POST /people/{id}/cover`.
#[utoipa::path(post, path = "/api/v1/absences", tag = "covers", request_body = NewAbsence,
    responses((status = 201, body = AbsenceView),
        (status = 409, description = "`absence_overlaps` another of the same person, named in `absence_id`; `absence_nobody`: who isn't here, or holds no work")))]
pub async fn state(ctx: Ctx, Json(body): Json<NewAbsence>) -> Result<(StatusCode, Answer<AbsenceView>)> {
    let person = body.person_id.or(ctx.person_id()).ok_or(Error::field("person_id", "error-required"))?;
    let wish = Wish { first: body.first_day, last: body.last_day, reason: body.reason, word: body.word };
    let made = room::state(&ctx, person, wish).await?;
    Ok((StatusCode::CREATED, shown(&ctx, made.id).await?))
}

/// Changes an absence before its last day is over.
#[utoipa::path(patch, path = "/api/v1/absences/{id}", tag = "covers", request_body = AbsenceChange, params(("id" = i64, Path)),
    responses((status = 200, body = AbsenceView), (status = 409, description = "`stale`, `absence_over`, `absence_overlaps`, `absence_nobody`")))]
pub async fn change(
    ctx: Ctx,
    Path(id): Path<i64>,
    Json(body): Json<AbsenceChange>,
) -> Result<Answer<AbsenceView>> {
    let before = list::stated(&ctx, id).await?;
    let wish = Wish {
        first: body.first_day.unwrap_or(before.first),
        last: body.last_day.unwrap_or(before.last),
        reason: body.reason.unwrap_or(before.reason),
        word: body.word.or(before.word),
    };
    // What was not named is as it was read a moment ago, and nobody's change meanwhile is lost.
    room::change(&ctx, id, body.version.or(Some(before.version)), wish).await?;
    shown(&ctx, id).await
}

#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Known {
    /// The version that was read.
    pub version: String,
}

/// Withdraws an absence: one that has not begun, or begins today, is gone, one that runs ended yesterday. Its covers stay; end them by
/// `DELETE /covers/{id}`.
#[utoipa::path(delete, path = "/api/v1/absences/{id}", tag = "covers", params(("id" = i64, Path), Known),
    responses((status = 204), (status = 409, description = "`stale`, `absence_over`")))]
pub async fn withdraw(ctx: Ctx, Path(id): Path<i64>, Query(read): Query<Known>) -> Result<StatusCode> {
    let mut wrong = Fields::default();
    let version = match read.version.as_str() {
        "" => None,
        text => {
            let version = text.parse().ok();
            if version.is_none() {
                wrong.add("version", "error-people-filter");
            }
            version
        }
    };
    wrong.check()?;
    room::withdraw(&ctx, id, version).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn shown(ctx: &Ctx, id: i64) -> Result<Answer<AbsenceView>> {
    let seen = list::find(ctx, id).await?;
    Ok(Answer(view(ctx, &seen)))
}

fn place(text: &str) -> Option<(String, i64)> {
    match cursor::decode(text)?.as_slice() {
        [CursorPart::Text(first), CursorPart::Int(id)] => Some((first.clone(), *id)),
        _ => None,
    }
}

fn view(ctx: &Ctx, seen: &Seen) -> AbsenceView {
    let absence = &seen.absence;
    let mut stand_ins: Vec<i64> = seen.covers.iter().map(|cover| cover.stand_in).collect();
    stand_ins.dedup();
    AbsenceView {
        id: absence.id,
        person_id: absence.person,
        first_day: absence.first.clone(),
        last_day: absence.last.clone(),
        state: absence.state(&ctx.company_today()).code().to_owned(),
        reason: seen.may.then_some(absence.reason),
        word: absence.word.clone().filter(|_| seen.may),
        stated_at: seen.may.then(|| to_rfc3339(absence.stated_at)),
        coverage: seen.may.then(|| seen.coverage.code().to_owned()),
        stand_ins,
        version: absence.version,
    }
}
