//! The search over everything, for programs.

use base::web::Query;
use base::{Ctx, Result};
use serde::{Deserialize, Serialize};

use super::find::{Group, find};

/// What is looked for.
#[derive(Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct SearchQuery {
    /// Words that must all be found, in any order; one or two letters at the beginning of a word.
    pub q: String,
}

/// What was found, by kind; kinds without any are left out.
#[derive(Serialize, utoipa::ToSchema)]
pub struct SearchAnswer {
    groups: Vec<GroupJson>,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct GroupJson {
    /// deal, contact, company, task, person
    kind: &'static str,
    /// The newest five; people by name.
    items: Vec<HitJson>,
    /// Whether the list of the kind, asked for the same `q`, has more.
    more: bool,
    /// Whether not everything was looked through.
    partial: bool,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct HitJson {
    id: i64,
    /// Its title or name.
    title: String,
    phones: Vec<String>,
    emails: Vec<String>,
}

/// The newest of every kind that the words find.
#[utoipa::path(get, path = "/api/v1/search", tag = "search", params(SearchQuery),
    responses((status = 200, body = SearchAnswer)))]
pub async fn search(ctx: Ctx, Query(asked): Query<SearchQuery>) -> Result<axum::Json<SearchAnswer>> {
    let groups = find(&ctx, &asked.q).await?;
    Ok(axum::Json(SearchAnswer { groups: groups.into_iter().map(group).collect() }))
}

fn group(group: Group) -> GroupJson {
    let items = group.hits.into_iter().map(|hit| HitJson {
        id: hit.id,
        title: hit.title,
        phones: hit.phones,
        emails: hit.emails,
    });
    GroupJson { kind: group.of.code(), items: items.collect(), more: group.more, partial: group.partial }
}
