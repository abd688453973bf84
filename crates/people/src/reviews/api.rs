//! Reviews of access for programs.

use axum::Json as Reply;
use axum::http::StatusCode;
use base::org::Name;
use base::web::{Json, Path};
use base::{Ctx, Error, Result};
use kit::date::{self, to_rfc3339};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Decision, Exempt, Facts, Line, Review, Shown, State, Verdict};

/// A review of access.
#[derive(Serialize, ToSchema)]
pub struct ReviewView {
    pub id: i64,
    /// RFC 3339.
    pub begun_at: String,
    pub begun_by: Option<i64>,
    /// RFC 3339.
    pub due_at: String,
    pub ended_at: Option<String>,
    pub ended_by: Option<i64>,
    /// SHA-256 of the signed result.
    pub seal: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct ReviewList {
    /// The newest first.
    pub items: Vec<ReviewView>,
    pub next: Option<String>,
    pub count: usize,
    /// Whether a review should begin.
    pub suggested: bool,
    /// How many active people were not here for 90 days.
    pub idle: i64,
}

/// A review with everybody in it.
#[derive(Serialize, ToSchema)]
pub struct ReviewOne {
    #[serde(flatten)]
    pub review: ReviewView,
    /// Who was here longest ago comes first.
    pub lines: Vec<ReviewLine>,
    /// How many are undecided.
    pub left: i64,
}

#[derive(Serialize, ToSchema)]
pub struct ReviewLine {
    pub person_id: i64,
    pub name: String,
    /// open, ask, keep, block, gone, exempt
    pub state: String,
    /// Not here for 90 days.
    pub idle: bool,
    pub decided_at: Option<String>,
    pub decided_by: Option<i64>,
    pub word: Option<String>,
    /// Who was asked.
    pub asked_id: Option<i64>,
    /// What they answered.
    pub needed: Option<bool>,
    /// As they were when it was decided; until then as they are.
    pub facts: Facts,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewReview {
    /// RFC 3339, at most a year from now.
    pub due_at: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewVerdict {
    pub verdict: Verdict,
    #[serde(default)]
    pub word: String,
}

#[derive(Serialize, ToSchema)]
pub struct ReviewSeal {
    pub seal: String,
}

/// The signed result: `seal` is the SHA-256 of `signed` as it stands.
#[derive(Serialize, ToSchema)]
pub struct SignedReview {
    pub seal: String,
    /// JSON.
    pub signed: String,
}

#[derive(Serialize, ToSchema)]
pub struct ExemptView {
    pub person_id: i64,
    pub name: String,
    pub why: String,
    /// RFC 3339.
    pub added_at: String,
    pub added_by: Option<i64>,
}

#[derive(Serialize, ToSchema)]
pub struct ExemptList {
    pub items: Vec<ExemptView>,
    pub next: Option<String>,
    pub count: usize,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LeaveOut {
    pub why: String,
}

/// Of whom one is asked.
#[derive(Serialize, ToSchema)]
pub struct AskedLine {
    pub review_id: i64,
    pub person_id: i64,
    pub name: String,
    pub word: Option<String>,
    pub needed: Option<bool>,
}

#[derive(Serialize, ToSchema)]
pub struct AskedList {
    pub items: Vec<AskedLine>,
    pub next: Option<String>,
    pub count: usize,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewAnswer {
    pub needed: bool,
}

/// The reviews there were, and whether another should begin. For administrators.
#[utoipa::path(get, path = "/api/v1/reviews", tag = "people", responses((status = 200, body = ReviewList)))]
pub async fn all(ctx: Ctx) -> Result<Reply<ReviewList>> {
    let overview = super::list(&ctx).await?;
    let items: Vec<ReviewView> = overview.reviews.iter().map(view).collect();
    let (suggested, idle) = (overview.suggested, overview.idle);
    Ok(Reply(ReviewList { count: items.len(), items, next: None, suggested, idle }))
}

/// Begins a review over everybody who can get in.
#[utoipa::path(post, path = "/api/v1/reviews", tag = "people", request_body = NewReview,
    responses((status = 201, body = ReviewView), (status = 409, description = "`review_open`")))]
pub async fn begin(ctx: Ctx, Json(body): Json<NewReview>) -> Result<(StatusCode, Reply<ReviewView>)> {
    let due = date::parse(&body.due_at).map_err(|_| Error::field("due_at", "error-review-due"))?;
    let id = super::begin(&ctx, due).await?;
    Ok((StatusCode::CREATED, Reply(view(&super::look(&ctx, id).await?.review))))
}

/// A review with everybody in it.
#[utoipa::path(get, path = "/api/v1/reviews/{id}", tag = "people", params(("id" = i64, Path)),
    responses((status = 200, body = ReviewOne)))]
pub async fn one(ctx: Ctx, Path(id): Path<i64>) -> Result<Reply<ReviewOne>> {
    let shown = super::look(&ctx, id).await?;
    let lines = shown.lines.iter().map(|line| line_view(&shown, line)).collect();
    Ok(Reply(ReviewOne { review: view(&shown.review), lines, left: shown.left() }))
}

/// Keeps, blocks or asks; `open` takes back what was said.
#[utoipa::path(post, path = "/api/v1/reviews/{id}/lines/{person}", tag = "people", request_body = ReviewVerdict,
    params(("id" = i64, Path), ("person" = i64, Path)),
    responses((status = 204), (status = 409, description = "`review_over`, `review_gone`, `review_decided`, `review_exempt`, \
        `review_blocked`, `review_nobody`, and what a block refuses")))]
pub async fn decide(
    ctx: Ctx,
    Path((id, person)): Path<(i64, i64)>,
    Json(body): Json<ReviewVerdict>,
) -> Result<StatusCode> {
    super::decide(&ctx, id, person, Decision { verdict: body.verdict, word: body.word }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends a review of which nobody is undecided, and signs its result.
#[utoipa::path(post, path = "/api/v1/reviews/{id}/end", tag = "people", params(("id" = i64, Path)),
    responses((status = 200, body = ReviewSeal), (status = 409, description = "`review_left`, `review_over`")))]
pub async fn end(ctx: Ctx, Path(id): Path<i64>) -> Result<Reply<ReviewSeal>> {
    Ok(Reply(ReviewSeal { seal: super::end(&ctx, id).await? }))
}

/// The signed result.
#[utoipa::path(get, path = "/api/v1/reviews/{id}/result", tag = "people", params(("id" = i64, Path)),
    responses((status = 200, body = SignedReview), (status = 409, description = "`review_unsigned`: it is open")))]
pub async fn result(ctx: Ctx, Path(id): Path<i64>) -> Result<Reply<SignedReview>> {
    let (signed, seal) = super::signed(&ctx, id).await?;
    Ok(Reply(SignedReview { seal, signed }))
}

/// Whom reviews leave out.
#[utoipa::path(get, path = "/api/v1/review-exemptions", tag = "people", responses((status = 200, body = ExemptList)))]
pub async fn exempt(ctx: Ctx) -> Result<Reply<ExemptList>> {
    let (all, names) = super::exempt(&ctx).await?;
    let items: Vec<ExemptView> = all
        .into_iter()
        .map(|Exempt { person, why, added_at, added_by }| ExemptView {
            person_id: person,
            name: named(names.get(&person)),
            why,
            added_at: to_rfc3339(added_at),
            added_by,
        })
        .collect();
    Ok(Reply(ExemptList { count: items.len(), items, next: None }))
}

/// Reviews leave the person out from now on.
#[utoipa::path(put, path = "/api/v1/review-exemptions/{person}", tag = "people", request_body = LeaveOut,
    params(("person" = i64, Path)), responses((status = 204), (status = 422, description = "a reason is needed")))]
pub async fn leave_out(ctx: Ctx, Path(person): Path<i64>, Json(body): Json<LeaveOut>) -> Result<StatusCode> {
    super::leave_out(&ctx, person, &body.why).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Reviews leave the person out no more.
#[utoipa::path(delete, path = "/api/v1/review-exemptions/{person}", tag = "people", params(("person" = i64, Path)),
    responses((status = 204), (status = 404)))]
pub async fn include(ctx: Ctx, Path(person): Path<i64>) -> Result<StatusCode> {
    super::include(&ctx, person).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Of whom one is asked whether they still need their access.
#[utoipa::path(get, path = "/api/v1/me/reviews", tag = "people", responses((status = 200, body = AskedList)))]
pub async fn mine(ctx: Ctx) -> Result<Reply<AskedList>> {
    let asked = super::asked_of(&ctx).await?;
    let items: Vec<AskedLine> = asked
        .iter()
        .flat_map(|asked| asked.lines.iter().map(move |line| (asked, line)))
        .map(|(asked, line)| AskedLine {
            review_id: asked.review,
            person_id: line.person,
            name: named(asked.names.get(&line.person)),
            word: line.word.clone(),
            needed: line.needed,
        })
        .collect();
    Ok(Reply(AskedList { count: items.len(), items, next: None }))
}

/// Says whether they do.
#[utoipa::path(post, path = "/api/v1/me/reviews/{id}/{person}", tag = "people", request_body = ReviewAnswer,
    params(("id" = i64, Path), ("person" = i64, Path)), responses((status = 204), (status = 404, description = "one was not asked"),
        (status = 409, description = "`review_decided_meanwhile`")))]
pub async fn answer(
    ctx: Ctx,
    Path((id, person)): Path<(i64, i64)>,
    Json(body): Json<ReviewAnswer>,
) -> Result<StatusCode> {
    super::answer(&ctx, id, person, body.needed).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn view(review: &Review) -> ReviewView {
    ReviewView {
        id: review.id,
        begun_at: to_rfc3339(review.begun_at),
        begun_by: review.begun_by,
        due_at: to_rfc3339(review.due_at),
        ended_at: review.ended_at.map(to_rfc3339),
        ended_by: review.ended_by,
        seal: review.seal.clone(),
    }
}

fn line_view(shown: &Shown, line: &Line) -> ReviewLine {
    ReviewLine {
        person_id: line.person,
        name: shown.name(line.person).to_owned(),
        state: line.state.code().into(),
        idle: line.idle && line.state != State::Gone,
        decided_at: line.decided_at.map(to_rfc3339),
        decided_by: line.decided_by,
        word: line.word.clone(),
        asked_id: line.asked,
        needed: line.needed,
        facts: line.facts.clone(),
    }
}

fn named(name: Option<&Name>) -> String {
    name.map(|name| name.name.clone()).unwrap_or_default()
}
