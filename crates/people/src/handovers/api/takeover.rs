//! Taking over portfolios, for programs.

use std::collections::BTreeSet;

use axum::Json as Answer;
use axum::http::StatusCode;
use base::web::{Json, Path, Query};
use base::{Ctx, Kind, Result};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::shapes::{OutcomeView, outcome_view};
use crate::handovers::{self as room, Taken};
use crate::takeovers::{self, Wish};

/// A portfolio: whose work it was, who holds it now, how much of each kind there is.
#[derive(Serialize, ToSchema)]
pub struct PortfolioView {
    pub id: i64,
    /// Whose work it was in the beginning.
    pub home_person_id: Option<i64>,
    pub held: Vec<PortfolioRow>,
}

#[derive(Serialize, ToSchema)]
pub struct PortfolioRow {
    #[schema(value_type = String)]
    pub kind: Kind,
    pub holder_id: i64,
    pub count: i64,
    pub open: i64,
}

#[derive(Serialize, ToSchema)]
pub struct PortfolioList {
    pub items: Vec<PortfolioView>,
    pub next: Option<String>,
    pub count: usize,
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct PortfolioQuery {
    /// Only those that were this person's work.
    pub home: Option<i64>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeoverBody {
    pub portfolios: Vec<WishBody>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WishBody {
    pub id: i64,
    /// Null or absent: whole.
    #[serde(default)]
    #[schema(value_type = Option<Vec<String>>)]
    pub kinds: Option<BTreeSet<Kind>>,
}

/// What came of it: the hand-overs, or the plan for who is still pending.
#[derive(Serialize, ToSchema)]
pub struct TakeoverView {
    /// One for each who held some of it.
    pub handovers: Vec<OutcomeView>,
    /// True: it happens when the person becomes active.
    pub planned: bool,
}

/// The portfolios of people, for who manages people.
#[utoipa::path(get, path = "/api/v1/portfolios", tag = "hand-overs", params(PortfolioQuery),
    responses((status = 200, body = PortfolioList)))]
pub async fn portfolios(ctx: Ctx, Query(query): Query<PortfolioQuery>) -> Result<Answer<PortfolioList>> {
    let shelves = takeovers::look(&ctx, query.home).await?.shelves;
    let items: Vec<PortfolioView> = shelves
        .into_iter()
        .map(|shelf| PortfolioView {
            id: shelf.id,
            home_person_id: shelf.home,
            held: shelf
                .rows
                .into_iter()
                .map(|(kind, (holder_id, held))| PortfolioRow {
                    kind,
                    holder_id,
                    count: held.count,
                    open: held.open,
                })
                .collect(),
        })
        .collect();
    Ok(Answer(PortfolioList { count: items.len(), items, next: None }))
}

/// Gives portfolios to a person, from whom holds them now; to a pending person once they are active.
#[utoipa::path(post, path = "/api/v1/people/{id}/takeover", tag = "hand-overs", params(("id" = i64, Path)),
    request_body = TakeoverBody,
    responses((status = 201, body = TakeoverView), (status = 202, body = TakeoverView)))]
pub async fn take_over(
    ctx: Ctx,
    Path(person): Path<i64>,
    Json(body): Json<TakeoverBody>,
) -> Result<(StatusCode, Answer<TakeoverView>)> {
    let wishes =
        body.portfolios.into_iter().map(|wish| Wish { portfolio: wish.id, kinds: wish.kinds }).collect();
    Ok(match room::take_over(&ctx, person, wishes).await? {
        Taken::Now(outcomes) => {
            let handovers = outcomes.into_iter().map(outcome_view).collect();
            (StatusCode::CREATED, Answer(TakeoverView { handovers, planned: false }))
        }
        Taken::Planned => {
            (StatusCode::ACCEPTED, Answer(TakeoverView { handovers: Vec::new(), planned: true }))
        }
    })
}
