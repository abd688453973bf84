//! The report of an integrator for programs.

use axum::Json as Answer;
use base::web::Path;
use base::{Ctx, Result};
use kit::date::to_rfc3339;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Built, Stands, report};

/// What one integrator did and built.
#[derive(Serialize, ToSchema)]
pub struct MadeReport {
    pub person_id: i64,
    pub name: String,
    pub partner: String,
    pub status: String,
    /// RFC 3339: the first and the last of what they did; null where there is nothing.
    pub first_at: Option<String>,
    pub last_at: Option<String>,
    /// How often they did what, the most frequent first.
    pub did: Vec<DidView>,
    /// Newest first, 500 at most.
    pub built: Vec<BuiltView>,
}

#[derive(Serialize, ToSchema)]
pub struct DidView {
    /// The stable word of the event, as in the journal.
    pub kind: String,
    pub count: i64,
}

#[derive(Serialize, ToSchema)]
pub struct BuiltView {
    /// RFC 3339.
    pub at: String,
    /// The stable word of the event, as in the journal.
    pub kind: String,
    pub name: String,
    /// person, company, gone
    pub owner: String,
    /// Who holds it now, where somebody does.
    pub owner_id: Option<i64>,
}

impl BuiltView {
    fn of(built: Built) -> BuiltView {
        let (owner, owner_id) = match built.stands {
            Stands::With(holder) => ("person", Some(holder)),
            Stands::Company => ("company", None),
            Stands::Gone => ("gone", None),
        };
        BuiltView {
            at: to_rfc3339(built.at),
            kind: built.kind,
            name: built.name,
            owner: owner.into(),
            owner_id,
        }
    }
}

/// What the integrator did and built here, and who has it.
#[utoipa::path(get, path = "/api/v1/integrators/{id}/made", tag = "people", params(("id" = i64, Path)),
    responses((status = 200, body = MadeReport)))]
pub async fn made(ctx: Ctx, Path(id): Path<i64>) -> Result<Answer<MadeReport>> {
    let report = report(&ctx, id).await?;
    let did = report.did.into_iter().map(|did| DidView { kind: did.kind, count: did.count }).collect();
    Ok(Answer(MadeReport {
        person_id: report.one.person.id,
        name: report.one.person.name,
        partner: report.one.partner,
        status: report.one.person.status.code().into(),
        first_at: report.span.map(|(first, _)| to_rfc3339(first)),
        last_at: report.span.map(|(_, last)| to_rfc3339(last)),
        did,
        built: report.built.into_iter().map(BuiltView::of).collect(),
    }))
}
