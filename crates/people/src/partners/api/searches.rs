//! The directory and searches for programs, from both sides.

use axum::Json as Answered;
use axum::http::StatusCode;
use base::authz::Area;
use base::partners::Partner;
use base::web::{Json, Path, Query};
use base::{Ctx, Result};
use kit::date::to_rfc3339;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::partners::search::{Lead, Search, Wanted};
use crate::partners::{leads, seeking};

/// A partner as the directory has it.
#[derive(Serialize, ToSchema)]
pub struct PartnerView {
    pub id: i64,
    pub name: String,
    pub regions: Vec<String>,
    pub about: String,
    pub contact: String,
}

#[derive(Serialize, ToSchema)]
pub struct PartnerList {
    pub items: Vec<PartnerView>,
    pub next: Option<String>,
    pub count: usize,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Where {
    region: Option<String>,
}

/// What one partner says to a search.
#[derive(Serialize, ToSchema)]
pub struct ReplyView {
    pub partner: PartnerView,
    /// `waiting`, `offered`, `declined`, `accepted` or `passed`.
    pub state: &'static str,
    pub word: Option<String>,
}

/// A search for a partner.
#[derive(Serialize, ToSchema)]
pub struct SearchView {
    pub id: i64,
    pub region: String,
    pub text: String,
    /// `open`, `accepted` or `withdrawn`.
    pub state: &'static str,
    /// RFC 3339.
    pub asked_at: String,
    pub replies: Vec<ReplyView>,
}

#[derive(Serialize, ToSchema)]
pub struct SearchList {
    pub items: Vec<SearchView>,
    pub next: Option<String>,
    pub count: usize,
}

/// A search as it reached a partner.
#[derive(Serialize, ToSchema)]
pub struct LeadView {
    pub id: i64,
    pub customer_account_id: i64,
    pub name: String,
    pub region: String,
    pub text: String,
    /// As of a reply.
    pub state: &'static str,
    /// RFC 3339.
    pub asked_at: String,
    pub word: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct LeadList {
    pub items: Vec<LeadView>,
    pub next: Option<String>,
    pub count: usize,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSearch {
    pub region: String,
    pub text: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChosenPartner {
    pub partner_id: i64,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PartnerWord {
    pub word: String,
}

/// The directory of partners, all or those of a region.
#[utoipa::path(get, path = "/api/v1/partners", tag = "partners",
    params(("region" = Option<String>, Query)), responses((status = 200, body = PartnerList)))]
pub async fn directory(ctx: Ctx, Query(at): Query<Where>) -> Result<Answered<PartnerList>> {
    ctx.need(Area::Billing)?;
    let all = seeking::directory(&ctx.app).await?;
    let here = |partner: &Partner| at.region.as_ref().is_none_or(|region| partner.regions.contains(region));
    let items: Vec<PartnerView> = all.into_iter().filter(here).map(partner).collect();
    Ok(Answered(PartnerList { count: items.len(), items, next: None }))
}

/// The account's searches, newest first.
#[utoipa::path(get, path = "/api/v1/partner-searches", tag = "partners",
    responses((status = 200, body = SearchList)))]
pub async fn searches(ctx: Ctx) -> Result<Answered<SearchList>> {
    let items: Vec<SearchView> = seeking::look(&ctx).await?.into_iter().map(search).collect();
    Ok(Answered(SearchList { count: items.len(), items, next: None }))
}

/// Leaves a search: it reaches every partner of the region.
#[utoipa::path(post, path = "/api/v1/partner-searches", tag = "partners", request_body = NewSearch,
    responses((status = 201, body = SearchView)))]
pub async fn leave(ctx: Ctx, Json(new): Json<NewSearch>) -> Result<(StatusCode, Answered<SearchView>)> {
    let made = seeking::leave(&ctx, Wanted { region: new.region, text: new.text }).await?;
    Ok((StatusCode::CREATED, Answered(search(made))))
}

/// Takes a search back.
#[utoipa::path(delete, path = "/api/v1/partner-searches/{id}", tag = "partners", params(("id" = i64, Path)),
    responses((status = 204)))]
pub async fn withdraw(ctx: Ctx, Path(id): Path<i64>) -> Result<StatusCode> {
    seeking::withdraw(&ctx, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Accepts a partner's offer: they look after the account from now on.
#[utoipa::path(post, path = "/api/v1/partner-searches/{id}/accept", tag = "partners", request_body = ChosenPartner,
    params(("id" = i64, Path)), responses((status = 204)))]
pub async fn accept(ctx: Ctx, Path(id): Path<i64>, Json(chosen): Json<ChosenPartner>) -> Result<StatusCode> {
    seeking::accept(&ctx, id, chosen.partner_id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Who looks for a partner in one's region: what waits first.
#[utoipa::path(get, path = "/api/v1/partner/searches", tag = "partner", responses((status = 200, body = LeadList)))]
pub async fn sought(ctx: Ctx) -> Result<Answered<LeadList>> {
    let items: Vec<LeadView> = leads::look(&ctx).await?.into_iter().map(lead).collect();
    Ok(Answered(LeadList { count: items.len(), items, next: None }))
}

/// Offers to look after the company.
#[utoipa::path(post, path = "/api/v1/partner/searches/{id}/offer", tag = "partner", request_body = PartnerWord,
    params(("id" = i64, Path)), responses((status = 204)))]
pub async fn offer(ctx: Ctx, Path(id): Path<i64>, Json(body): Json<PartnerWord>) -> Result<StatusCode> {
    leads::offer(&ctx, id, &body.word).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Says that one can't.
#[utoipa::path(post, path = "/api/v1/partner/searches/{id}/decline", tag = "partner", request_body = PartnerWord,
    params(("id" = i64, Path)), responses((status = 204)))]
pub async fn refuse(ctx: Ctx, Path(id): Path<i64>, Json(body): Json<PartnerWord>) -> Result<StatusCode> {
    leads::refuse(&ctx, id, &body.word).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn partner(partner: Partner) -> PartnerView {
    let Partner { id, name, regions, about, contact, .. } = partner;
    PartnerView { id, name, regions, about, contact }
}

fn search(of: Search) -> SearchView {
    let reply = |answer: crate::partners::search::Answer| ReplyView {
        partner: partner(answer.partner),
        state: answer.reply.code(),
        word: answer.word,
    };
    SearchView {
        id: of.id,
        region: of.region,
        text: of.text,
        state: of.standing.code(),
        asked_at: to_rfc3339(of.asked_at),
        replies: of.replies.into_iter().map(reply).collect(),
    }
}

fn lead(of: Lead) -> LeadView {
    LeadView {
        id: of.id,
        customer_account_id: of.customer,
        name: of.name,
        region: of.region,
        text: of.text,
        state: of.reply.code(),
        asked_at: to_rfc3339(of.asked_at),
        word: of.word,
    }
}
