//! The proof that nothing is left with a person, for programs.

use base::web::Path;
use base::{Ctx, Kind, Result};
use kit::date::to_rfc3339;
use serde::Serialize;
use utoipa::ToSchema;

use crate::handovers as room;

/// What is with a person at this moment, counted in the records themselves.
#[derive(Serialize, ToSchema)]
pub struct NothingLeftView {
    pub person_id: i64,
    /// Whether nothing at all is left.
    pub clean: bool,
    pub holdings: Vec<LeftOfKind>,
    /// Rows that name them as a holder, empty ones too.
    pub holder_rows: i64,
    /// How many technical users they answer for.
    pub answers_for: i64,
    /// Departments that they lead or are the deputy of.
    pub posts: i64,
    /// Covers of their work, and those in which they stand in, that run or are planned.
    pub covers: i64,
    /// Jobs that act for them and have not ended.
    pub scheduled_jobs: i64,
    pub access: Vec<LeftOfAccess>,
    /// RFC 3339: when it was counted.
    pub at: String,
}

/// What is held of one kind.
#[derive(Serialize, ToSchema)]
pub struct LeftOfKind {
    #[schema(value_type = String)]
    pub kind: Kind,
    pub count: i64,
}

/// By what one gets in.
#[derive(Serialize, ToSchema)]
pub struct LeftOfAccess {
    /// session, token, link
    pub kind: String,
    pub count: i64,
}

/// The proof that nothing is left with a person: work, ways in, technical users, posts,
/// covers, scheduled jobs.
#[utoipa::path(get, path = "/api/v1/people/{id}/proof", tag = "hand-overs", params(("id" = i64, Path)), responses(
    (status = 200, body = NothingLeftView),
    (status = 404),
))]
pub async fn proof(ctx: Ctx, Path(person): Path<i64>) -> Result<axum::Json<NothingLeftView>> {
    let proof = room::prove(&ctx, person).await?;
    let access = proof.access.each().into_iter();
    Ok(axum::Json(NothingLeftView {
        person_id: proof.person.id,
        clean: proof.is_clean(),
        holdings: proof.kinds.iter().map(|(kind, count)| LeftOfKind { kind: *kind, count: *count }).collect(),
        holder_rows: proof.rows,
        answers_for: proof.technical,
        posts: proof.posts,
        covers: proof.covers,
        scheduled_jobs: proof.jobs,
        access: access.map(|(kind, count)| LeftOfAccess { kind: kind.code().to_owned(), count }).collect(),
        at: to_rfc3339(proof.at),
    }))
}
