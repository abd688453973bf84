//! The partner's area for programs.

pub mod addresses;
pub mod searches;

use axum::Json as Answer;
use axum::http::StatusCode;
use base::web::{Json, Path};
use base::{Ctx, Error, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::seats::answers::{self, Answer as Word, Customer};
use crate::seats::api::{SeatRequestList, SeatsView};
use crate::seats::{Plan, Request};

/// An account that the partner looks after.
#[derive(Serialize, ToSchema)]
pub struct CustomerView {
    pub account_id: i64,
    pub name: String,
    pub seats: SeatsView,
    /// RFC 3339: from when on the company is gone; null: it stays.
    pub closes_at: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct CustomerList {
    pub items: Vec<CustomerView>,
    pub next: Option<String>,
    pub count: usize,
}

#[derive(Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Grant {
    /// As many as were asked for unless told.
    pub seats: Option<i64>,
    /// RFC 3339: until when all of the customer's seats are paid; as it is unless told.
    pub paid_until: Option<String>,
    pub word: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Decline {
    pub word: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangePlan {
    /// Null: as many as wanted.
    pub bought: Option<i64>,
    /// RFC 3339; null: without a date.
    #[serde(default)]
    pub paid_until: Option<String>,
}

/// What customers ask for: what waits first.
#[utoipa::path(get, path = "/api/v1/partner/requests", tag = "partner",
    responses((status = 200, body = SeatRequestList)))]
pub async fn requests(ctx: Ctx) -> Result<Answer<SeatRequestList>> {
    let area = answers::look(&ctx).await?;
    let all: Vec<Request> = area.waiting.into_iter().chain(area.ended).collect();
    Ok(Answer(SeatRequestList::of(all)))
}

/// Grants a request: the customer has the seats at once.
#[utoipa::path(post, path = "/api/v1/partner/requests/{id}/grant", tag = "partner", request_body = Grant,
    params(("id" = i64, Path)), responses((status = 204)))]
pub async fn grant(ctx: Ctx, Path(id): Path<i64>, Json(body): Json<Grant>) -> Result<StatusCode> {
    let paid_until = moment(body.paid_until.as_deref())?;
    answers::grant(&ctx, id, Word { seats: body.seats, paid_until, word: body.word }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Declines a request, with a word.
#[utoipa::path(post, path = "/api/v1/partner/requests/{id}/decline", tag = "partner", request_body = Decline,
    params(("id" = i64, Path)), responses((status = 204)))]
pub async fn decline(ctx: Ctx, Path(id): Path<i64>, Json(body): Json<Decline>) -> Result<StatusCode> {
    answers::decline(&ctx, id, &body.word).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Whom the partner looks after.
#[utoipa::path(get, path = "/api/v1/partner/customers", tag = "partner",
    responses((status = 200, body = CustomerList)))]
pub async fn customers(ctx: Ctx) -> Result<Answer<CustomerList>> {
    let customers = answers::look(&ctx).await?.customers;
    let items: Vec<CustomerView> = customers.into_iter().map(view).collect();
    Ok(Answer(CustomerList { count: items.len(), items, next: None }))
}

/// Sets how many seats a customer has, and until when they are paid.
#[utoipa::path(put, path = "/api/v1/partner/customers/{id}", tag = "partner", request_body = ChangePlan,
    params(("id" = i64, Path)), responses((status = 200, body = CustomerView)))]
pub async fn set(
    ctx: Ctx,
    Path(id): Path<i64>,
    Json(body): Json<ChangePlan>,
) -> Result<Answer<CustomerView>> {
    let paid_until = moment(body.paid_until.as_deref())?;
    answers::set(&ctx, id, Plan { bought: body.bought, paid_until }).await?;
    Ok(Answer(view(answers::customer(&ctx, id).await?)))
}

fn moment(text: Option<&str>) -> Result<Option<i64>> {
    let read = |text| kit::date::parse(text).map_err(|_| Error::field("paid_until", "error-planned-moment"));
    text.map(read).transpose()
}

fn view(customer: Customer) -> CustomerView {
    CustomerView {
        account_id: customer.id,
        name: customer.name,
        seats: SeatsView::of(&customer.seats),
        closes_at: customer.closes_at.map(kit::date::to_rfc3339),
    }
}
