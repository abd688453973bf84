//! Seats for programs: the account's own, and asking for more.

use axum::Json as Answer;
use axum::http::StatusCode;
use base::web::{Json, Path};
use base::{Ctx, Result};
use kit::date::to_rfc3339;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Request, Seats, Wish, asking, look};

/// The seats of the account. `bought` and `free` are null where there is no limit.
#[derive(Serialize, ToSchema)]
pub struct SeatsView {
    pub bought: Option<i64>,
    /// Technical users included.
    pub used: i64,
    pub free: Option<i64>,
    pub technical: i64,
    /// RFC 3339.
    pub paid_until: Option<String>,
}

impl SeatsView {
    pub(crate) fn of(seats: &Seats) -> SeatsView {
        SeatsView {
            bought: seats.bought,
            used: seats.used,
            free: seats.free(),
            technical: seats.technical,
            paid_until: seats.paid_until.map(to_rfc3339),
        }
    }
}

/// A request for seats.
#[derive(Serialize, ToSchema)]
pub struct SeatRequestView {
    pub id: i64,
    /// Who is asked, or, for the partner, who asks.
    pub other_account_id: i64,
    pub other_name: String,
    pub seats: i64,
    pub reason: Option<String>,
    /// `waiting`, `granted`, `declined` or `withdrawn`.
    pub state: &'static str,
    /// RFC 3339.
    pub asked_at: String,
    /// How many the partner granted.
    pub granted: Option<i64>,
    /// The partner's.
    pub word: Option<String>,
    /// RFC 3339.
    pub ended_at: Option<String>,
}

impl SeatRequestView {
    pub(crate) fn of(request: Request) -> SeatRequestView {
        SeatRequestView {
            id: request.id,
            other_account_id: request.other,
            other_name: request.name,
            seats: request.seats,
            reason: request.reason,
            state: request.state.code(),
            asked_at: to_rfc3339(request.asked_at),
            granted: request.granted,
            word: request.word,
            ended_at: request.ended_at.map(to_rfc3339),
        }
    }
}

#[derive(Serialize, ToSchema)]
pub struct SeatRequestList {
    pub items: Vec<SeatRequestView>,
    pub next: Option<String>,
    pub count: usize,
}

impl SeatRequestList {
    pub(crate) fn of(requests: Vec<Request>) -> SeatRequestList {
        let items: Vec<SeatRequestView> = requests.into_iter().map(SeatRequestView::of).collect();
        SeatRequestList { count: items.len(), items, next: None }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSeatRequest {
    /// How many more; one unless told.
    #[serde(default)]
    pub seats: Option<i64>,
    #[serde(default)]
    pub reason: Option<String>,
}

/// Seats bought, used and free.
#[utoipa::path(get, path = "/api/v1/seats", tag = "seats", responses((status = 200, body = SeatsView)))]
pub async fn get(ctx: Ctx) -> Result<Answer<SeatsView>> {
    Ok(Answer(SeatsView::of(&look(&ctx).await?)))
}

/// What was asked of the partner, newest first.
#[utoipa::path(get, path = "/api/v1/seats/requests", tag = "seats",
    responses((status = 200, body = SeatRequestList)))]
pub async fn requests(ctx: Ctx) -> Result<Answer<SeatRequestList>> {
    Ok(Answer(SeatRequestList::of(asking::requests(&ctx).await?)))
}

/// Asks the account's partner for seats; one request waits at a time.
#[utoipa::path(post, path = "/api/v1/seats/requests", tag = "seats", request_body = NewSeatRequest,
    responses((status = 201, body = SeatRequestView)))]
pub async fn ask(ctx: Ctx, Json(new): Json<NewSeatRequest>) -> Result<(StatusCode, Answer<SeatRequestView>)> {
    let wish = Wish { seats: new.seats.unwrap_or(1), reason: new.reason };
    Ok((StatusCode::CREATED, Answer(SeatRequestView::of(asking::ask(&ctx, wish).await?))))
}

/// Takes a request back that still waits.
#[utoipa::path(delete, path = "/api/v1/seats/requests/{id}", tag = "seats", params(("id" = i64, Path)),
    responses((status = 204)))]
pub async fn withdraw(ctx: Ctx, Path(id): Path<i64>) -> Result<StatusCode> {
    asking::withdraw(&ctx, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
