//! Companies for programs.

use axum::http::StatusCode;
use base::web::{Json, Path, Query};
use base::{Ctx, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::draft::Typed;
use super::look::{self, Company};
use super::{ROOM, keep};
use crate::records::access::{AccessList, listed};
use crate::records::holders::HoldersList;
use crate::records::{self, ListQuery, Listing, patch, typed};

/// A company.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Company)]
pub struct CompanyJson {
    pub id: i64,
    pub name: String,
    pub phones: Vec<String>,
    pub emails: Vec<String>,
    pub site: Option<String>,
    /// The company it is a part of.
    pub parent_id: Option<i64>,
    pub parent_name: Option<String>,
    pub note: Option<String>,
    /// Who holds it.
    pub responsible_id: i64,
    pub created_by: Option<i64>,
    /// RFC 3339.
    pub created_at: String,
    pub updated_at: String,
    /// To be sent back with a change.
    pub version: i64,
}

impl From<Company> for CompanyJson {
    fn from(company: Company) -> CompanyJson {
        let draft = company.draft;
        CompanyJson {
            id: company.id,
            name: draft.name,
            phones: draft.ways.phones,
            emails: draft.ways.emails,
            site: draft.site,
            parent_id: draft.parent_id,
            parent_name: company.parent,
            note: draft.note,
            responsible_id: company.responsible,
            created_by: company.created_by,
            created_at: kit::date::to_rfc3339(company.created_at),
            updated_at: kit::date::to_rfc3339(company.updated_at),
            version: company.version,
        }
    }
}

/// A new company.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCompany {
    pub name: String,
    #[serde(default)]
    pub phones: Vec<String>,
    #[serde(default)]
    pub emails: Vec<String>,
    pub site: Option<String>,
    pub parent_id: Option<i64>,
    pub note: Option<String>,
    /// Without it: who makes the company.
    pub responsible_id: Option<i64>,
    /// Straight into this queue instead.
    pub queue_id: Option<i64>,
}

/// What is to change; what is absent stays, null empties.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CompanyPatch {
    pub version: i64,
    pub name: Option<String>,
    pub phones: Option<Vec<String>>,
    pub emails: Option<Vec<String>>,
    #[serde(default, deserialize_with = "patch::given")]
    #[schema(value_type = Option<String>)]
    pub site: Option<Option<String>>,
    #[serde(default, deserialize_with = "patch::given")]
    #[schema(value_type = Option<i64>)]
    pub parent_id: Option<Option<i64>>,
    #[serde(default, deserialize_with = "patch::given")]
    #[schema(value_type = Option<String>)]
    pub note: Option<Option<String>>,
    pub responsible_id: Option<i64>,
    /// Into this queue.
    pub queue_id: Option<i64>,
}

impl CompanyPatch {
    fn onto(&self, typed: Typed) -> Typed {
        let text = |given: &Option<Option<String>>, before: String| match given {
            Some(text) => text.clone().unwrap_or_default(),
            None => before,
        };
        Typed {
            name: self.name.clone().unwrap_or(typed.name),
            phones: self.phones.clone().unwrap_or(typed.phones),
            emails: self.emails.clone().unwrap_or(typed.emails),
            site: text(&self.site, typed.site),
            parent_id: self.parent_id.unwrap_or(typed.parent_id),
            note: text(&self.note, typed.note),
        }
    }
}

/// The address of the list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct CompanyFilter {
    pub parent_id: Option<String>,
    #[serde(flatten)]
    pub list: ListQuery,
}

/// Lists the companies one may see.
#[utoipa::path(get, path = "/api/v1/companies", tag = "companies",
    params(ListQuery, ("parent_id" = Option<i64>, Query, description = "Only parts of this company")),
    responses((status = 200, body = Listing<CompanyJson>)))]
pub async fn list(ctx: Ctx, Query(filter): Query<CompanyFilter>) -> Result<axum::Json<Listing<CompanyJson>>> {
    let asked = filter.list.read(ROOM.sorts)?;
    let mut wrong = base::error::Fields::default();
    let parent = typed::id(&mut wrong, "parent_id", filter.parent_id.as_deref().unwrap_or_default());
    wrong.check()?;
    let listed = look::list(&ctx, &asked, parent).await?;
    Ok(axum::Json(Listing {
        items: listed.slice.items.into_iter().map(CompanyJson::from).collect(),
        next: listed.slice.older,
        count: listed.count,
        partial: listed.slice.partial,
    }))
}

/// Makes a company.
#[utoipa::path(post, path = "/api/v1/companies", tag = "companies", request_body = NewCompany,
    responses((status = 201, body = CompanyJson)))]
pub async fn create(ctx: Ctx, Json(new): Json<NewCompany>) -> Result<(StatusCode, axum::Json<CompanyJson>)> {
    let typed = Typed {
        name: new.name,
        phones: new.phones,
        emails: new.emails,
        site: new.site.unwrap_or_default(),
        parent_id: new.parent_id,
        note: new.note.unwrap_or_default(),
    };
    let whom = records::whom(&ctx, new.responsible_id, new.queue_id).await?;
    let id = keep::create(&ctx, typed, whom).await?;
    Ok((StatusCode::CREATED, axum::Json(look::written(&ctx, id).await?.into())))
}

/// One company.
#[utoipa::path(get, path = "/api/v1/companies/{id}", tag = "companies", params(("id" = i64, Path)),
    responses((status = 200, body = CompanyJson)))]
pub async fn one(ctx: Ctx, Path(id): Path<i64>) -> Result<axum::Json<CompanyJson>> {
    Ok(axum::Json(look::one(&ctx, id).await?.into()))
}

/// Changes a company; 409 when the version is not the present one.
#[utoipa::path(patch, path = "/api/v1/companies/{id}", tag = "companies", params(("id" = i64, Path)),
    request_body = CompanyPatch, responses((status = 200, body = CompanyJson)))]
pub async fn change(
    ctx: Ctx,
    Path(id): Path<i64>,
    Json(patch): Json<CompanyPatch>,
) -> Result<axum::Json<CompanyJson>> {
    let whom = records::whom(&ctx, patch.responsible_id, patch.queue_id).await?;
    let (version, responsible) = (patch.version, whom);
    keep::change(&ctx, id, version, responsible, move |typed| patch.onto(typed)).await?;
    Ok(axum::Json(look::written(&ctx, id).await?.into()))
}

/// Puts a company into the bin.
#[utoipa::path(delete, path = "/api/v1/companies/{id}", tag = "companies", params(("id" = i64, Path)),
    responses((status = 204)))]
pub async fn delete(ctx: Ctx, Path(id): Path<i64>) -> Result<StatusCode> {
    records::delete(&ctx, &ROOM, vec![id], None).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Who sees the company, and why. For who manages people.
#[utoipa::path(get, path = "/api/v1/companies/{id}/access", tag = "companies", params(("id" = i64, Path)),
    responses((status = 200, body = AccessList)))]
pub async fn access(ctx: Ctx, Path(id): Path<i64>) -> Result<axum::Json<AccessList>> {
    listed(&ctx, &ROOM, id).await
}

/// Who held the company over time, and by which hand-overs it came to them.
#[utoipa::path(get, path = "/api/v1/companies/{id}/holders", tag = "companies", params(("id" = i64, Path)),
    responses((status = 200, body = HoldersList)))]
pub async fn holders(ctx: Ctx, Path(id): Path<i64>) -> Result<axum::Json<HoldersList>> {
    crate::records::holders::listed(&ctx, &ROOM, id).await
}
