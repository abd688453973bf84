//! Invitations and letters for programs.

use axum::Json;
use axum::http::StatusCode;
use base::letters::Letter;
use base::web::{Path, Query};
use base::{Ctx, Error, Result};
use kit::date::to_rfc3339;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{Page, look, of_person, send, try_mail, withdraw};

/// One letter. What it said is kept nowhere.
#[derive(Serialize, ToSchema)]
pub struct LetterView {
    pub id: i64,
    pub person_id: i64,
    /// What it is for, such as invitation.
    pub purpose: String,
    pub address: String,
    /// waiting, sent, refused, withdrawn
    pub state: String,
    /// How often it has not gone.
    pub tries: i64,
    /// taken, unreachable, insecure, sign_in, later, no_mailbox, full, refused, address, off
    pub why: Option<String>,
    /// The mail server's code.
    pub code: Option<i64>,
    /// The mail server's words.
    pub answer: Option<String>,
    /// What became of the link that it carried: works, late (its time is over), replaced (a newer one works), declined (by the
    /// human), ended (followed or withdrawn). Null where it carried none.
    pub link: Option<String>,
    /// Null: the operator.
    pub asked_by_id: Option<i64>,
    /// RFC 3339, as all times.
    pub created_at: String,
    pub tried_at: Option<String>,
    pub ended_at: Option<String>,
    /// When it is tried next; null also while nobody does it, for the one who asked may invite no more.
    pub next_at: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct LetterList {
    /// Newest first.
    pub items: Vec<LetterView>,
    pub next: Option<i64>,
}

#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct LettersQuery {
    /// `next` of the answer before.
    cursor: Option<i64>,
    /// 1 to 200, 50 unless told.
    limit: Option<i64>,
}

/// Sends a pending person an invitation by e-mail; one that still waits is replaced.
#[utoipa::path(post, path = "/api/v1/people/{id}/invitation", tag = "people", params(("id" = i64, Path)), responses(
    (status = 201, body = LetterView),
    (status = 409, description = "`mail_off`: no mail server is set up; `invitation_status`: the person isn't pending; \
        `invitation_address`: there is no e-mail"),
))]
pub async fn invite(ctx: Ctx, Path(person): Path<i64>) -> Result<(StatusCode, Json<LetterView>)> {
    Ok((StatusCode::CREATED, Json(view(send(&ctx, person).await?))))
}

/// Takes an invitation back: the letter if it still waits, and every link that could be followed.
#[utoipa::path(delete, path = "/api/v1/people/{id}/invitation", tag = "people", params(("id" = i64, Path)), responses(
    (status = 204),
    (status = 409, description = "`nothing_to_withdraw`"),
))]
pub async fn take_back(ctx: Ctx, Path(person): Path<i64>) -> Result<StatusCode> {
    withdraw(&ctx, person).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Letters to a person.
#[utoipa::path(get, path = "/api/v1/people/{id}/letters", tag = "people", params(("id" = i64, Path), LettersQuery),
    responses((status = 200, body = LetterList)))]
pub async fn to_person(
    ctx: Ctx,
    Path(person): Path<i64>,
    Query(query): Query<LettersQuery>,
) -> Result<Json<LetterList>> {
    let page = of_person(&ctx, person, query.cursor, limit(&query)?).await?;
    Ok(Json(list(page)))
}

/// Letters of the account: what was and was not delivered.
#[utoipa::path(get, path = "/api/v1/letters", tag = "people", params(LettersQuery),
    responses((status = 200, body = LetterList)))]
pub async fn all(ctx: Ctx, Query(query): Query<LettersQuery>) -> Result<Json<LetterList>> {
    let page = look(&ctx, query.cursor, limit(&query)?).await?;
    Ok(Json(list(page)))
}

/// Sends the asker a letter, to see whether letters arrive.
#[utoipa::path(post, path = "/api/v1/letters/test", tag = "people", responses(
    (status = 201, body = LetterView),
    (status = 409, description = "`mail_off`: no mail server is set up; `invitation_address`: there is no e-mail"),
))]
pub async fn trial(ctx: Ctx) -> Result<(StatusCode, Json<LetterView>)> {
    Ok((StatusCode::CREATED, Json(view(try_mail(&ctx).await?))))
}

fn limit(query: &LettersQuery) -> Result<i64> {
    let limit = query.limit.unwrap_or(50);
    if (1..=200).contains(&limit) { Ok(limit) } else { Err(Error::field("limit", "error-records-limit")) }
}

fn list(page: Page) -> LetterList {
    LetterList { items: page.letters.into_iter().map(view).collect(), next: page.next }
}

fn view(letter: Letter) -> LetterView {
    let (why, code, answer) = match letter.answer {
        Some(answer) => (Some(answer.why), answer.code, Some(answer.words)),
        None => (None, None, None),
    };
    LetterView {
        id: letter.id,
        person_id: letter.person,
        purpose: letter.purpose.code().into(),
        address: letter.address,
        state: letter.state.code().into(),
        tries: letter.tries,
        why,
        code,
        answer: answer.filter(|words| !words.is_empty()),
        link: letter.link_fate.map(|fate| fate.code().into()),
        asked_by_id: letter.asked_by,
        created_at: to_rfc3339(letter.created_at),
        tried_at: letter.tried_at.map(to_rfc3339),
        ended_at: letter.ended_at.map(to_rfc3339),
        next_at: letter.next_at.map(to_rfc3339),
    }
}
