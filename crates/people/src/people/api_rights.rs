//! A person's rights for programs.

use axum::Json as Answer;
use base::web::Path;
use base::{Ctx, Result};
use serde::Serialize;
use utoipa::ToSchema;

use super::rights::rights;
use crate::roles::api::{OwnRights, RightsView};

/// What a person may do and how much they see.
#[derive(Serialize, ToSchema)]
pub struct PersonRights {
    pub person_id: i64,
    pub role_id: i64,
    /// What really is: the role, and over it the person's own.
    pub rights: RightsView,
    /// What the role alone grants.
    pub role: RightsView,
    /// Only what differs from the role.
    pub own: OwnRights,
    pub sees: Vec<SeesView>,
}

/// How much of a kind.
#[derive(Serialize, ToSchema)]
pub struct SeesView {
    /// deal, contact, company or task
    pub kind: String,
    /// none, own, department, tree, all
    pub scope: String,
    pub count: i64,
}

/// What a person may do and how much of each kind they see: counts only. Everybody may ask about themselves.
#[utoipa::path(get, path = "/api/v1/people/{id}/rights", tag = "people", params(("id" = i64, Path)),
    responses((status = 200, body = PersonRights)))]
pub async fn get(ctx: Ctx, Path(id): Path<i64>) -> Result<Answer<PersonRights>> {
    let look = rights(&ctx, id).await?;
    let sees = look.sees.iter().map(|sees| SeesView {
        kind: sees.kind.code().to_owned(),
        scope: sees.scope.code().to_owned(),
        count: sees.count,
    });
    Ok(Answer(PersonRights {
        person_id: id,
        role_id: look.role.id,
        rights: RightsView::of(&look.rights),
        role: RightsView::of(&look.role.rights),
        own: OwnRights::of(look.own()),
        sees: sees.collect(),
    }))
}
