//! The bin for programs.

use base::web::{Path, Query};
use base::{Ctx, Error, Kind, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::look::{self, Deleted};
use super::restore::restore as put_back;
use super::{KEPT_MS, SORTS};
use crate::records::{ListQuery, Listing};

/// A record in the bin.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Deleted)]
pub struct DeletedJson {
    pub id: i64,
    /// deal, contact, company or task.
    pub kind: String,
    pub title: String,
    /// Who holds it in the bin.
    pub responsible_id: i64,
    pub deleted_by: Option<i64>,
    /// RFC 3339.
    pub deleted_at: String,
    /// It can be restored until then.
    pub kept_until: String,
}

impl From<Deleted> for DeletedJson {
    fn from(deleted: Deleted) -> DeletedJson {
        DeletedJson {
            id: deleted.id,
            kind: deleted.kind.code().to_owned(),
            title: deleted.title,
            responsible_id: deleted.responsible,
            deleted_by: deleted.deleted_by,
            deleted_at: kit::date::to_rfc3339(deleted.deleted_at),
            kept_until: kit::date::to_rfc3339(deleted.deleted_at + KEPT_MS),
        }
    }
}

/// What came back, and where it is now.
#[derive(Debug, Serialize, ToSchema)]
pub struct Restored {
    pub kind: String,
    pub id: i64,
}

/// The address of the list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct BinFilter {
    pub kind: Option<String>,
    #[serde(flatten)]
    pub list: ListQuery,
}

/// `deal` in an address.
pub(super) fn kind(text: Option<&str>) -> Result<Option<Kind>> {
    match text.map(str::trim).filter(|text| !text.is_empty()) {
        None => Ok(None),
        Some(code) => match Kind::parse(code).filter(|kind| Kind::RECORDS.contains(kind)) {
            Some(kind) => Ok(Some(kind)),
            None => Err(Error::field("kind", "error-bin-kind")),
        },
    }
}

/// Lists the deleted records that one may restore, the last deleted first.
#[utoipa::path(get, path = "/api/v1/bin", tag = "bin",
    params(ListQuery, ("kind" = Option<String>, Query, description = "Only deal, contact, company or task")),
    responses((status = 200, body = Listing<DeletedJson>)))]
pub async fn list(ctx: Ctx, Query(filter): Query<BinFilter>) -> Result<axum::Json<Listing<DeletedJson>>> {
    let asked = filter.list.read(SORTS)?;
    let listed = look::list(&ctx, &asked, kind(filter.kind.as_deref())?).await?;
    Ok(axum::Json(Listing {
        items: listed.slice.items.into_iter().map(DeletedJson::from).collect(),
        next: listed.slice.older,
        count: listed.count,
        partial: listed.slice.partial,
    }))
}

/// Puts a deleted record back where it was.
#[utoipa::path(post, path = "/api/v1/bin/{id}/restore", tag = "bin", params(("id" = i64, Path)),
    responses((status = 200, body = Restored)))]
pub async fn restore(ctx: Ctx, Path(id): Path<i64>) -> Result<axum::Json<Restored>> {
    let restored = put_back(&ctx, id).await?;
    Ok(axum::Json(Restored { kind: restored.kind.code().to_owned(), id: restored.id }))
}
