//! Of whom a second factor is required, for programs.

use axum::Json;
use base::credentials::Of;
use base::web::Json as Body;
use base::{Ctx, Error, Result};
use kit::date::to_rfc3339;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::signin::factor::{self, Standing};

#[derive(Serialize, ToSchema)]
pub struct FactorPolicy {
    /// nobody, administrators, everybody
    pub required_of: String,
    /// Days for which one may do without it, counted from `since` or from the day on which the person became active.
    pub grace_days: i64,
    /// RFC 3339; null where it is required of nobody.
    pub since: Option<String>,
    /// Active people who sign in.
    pub people: i64,
    /// Those of them who have a second factor.
    pub with_factor: i64,
}

#[derive(Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FactorPolicyWish {
    /// nobody, administrators, everybody
    pub required_of: Option<String>,
    /// 0 to 90; 0: at once.
    pub grace_days: Option<i64>,
}

/// Of whom a second factor is required, and how many have one.
#[utoipa::path(get, path = "/api/v1/second-factor-policy", tag = "people",
    responses((status = 200, body = FactorPolicy)))]
pub async fn get(ctx: Ctx) -> Result<Json<FactorPolicy>> {
    Ok(Json(view(&factor::standing(&ctx).await?)))
}

/// Requires it anew; what is absent stays.
#[utoipa::path(patch, path = "/api/v1/second-factor-policy", tag = "people", request_body = FactorPolicyWish, responses(
    (status = 200, body = FactorPolicy),
    (status = 409, description = "`factor_first`: whoever requires it of others has one themselves"),
))]
pub async fn patch(ctx: Ctx, Body(body): Body<FactorPolicyWish>) -> Result<Json<FactorPolicy>> {
    let now = factor::standing(&ctx).await?.requirement;
    let parse = |code: &String| Of::parse(code).ok_or(Error::field("required_of", "error-factor-of"));
    let of = body.required_of.as_ref().map_or(Ok(now.of), parse)?;
    factor::require(&ctx, of, body.grace_days.unwrap_or(now.days)).await?;
    Ok(Json(view(&factor::standing(&ctx).await?)))
}

fn view(standing: &Standing) -> FactorPolicy {
    let requirement = standing.requirement;
    FactorPolicy {
        required_of: requirement.of.code().into(),
        grace_days: requirement.days,
        since: (requirement.of != Of::Nobody).then(|| to_rfc3339(requirement.since)),
        people: standing.people,
        with_factor: standing.with_factor,
    }
}
