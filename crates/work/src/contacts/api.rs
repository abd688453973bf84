//! Contacts for programs.

use axum::http::StatusCode;
use base::web::{Json, Path, Query};
use base::{Ctx, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::draft::Typed;
use super::look::{self, Asking, Contact};
use super::{ROOM, keep};
use crate::records::access::{AccessList, listed};
use crate::records::holders::HoldersList;
use crate::records::query::flag;
use crate::records::{self, ListQuery, Listing, patch, typed};

/// A contact.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Contact)]
pub struct ContactJson {
    pub id: i64,
    pub name: String,
    pub phones: Vec<String>,
    pub emails: Vec<String>,
    pub position: Option<String>,
    pub company_id: Option<i64>,
    pub company_name: Option<String>,
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

impl From<Contact> for ContactJson {
    fn from(contact: Contact) -> ContactJson {
        let draft = contact.draft;
        ContactJson {
            id: contact.id,
            name: draft.name,
            phones: draft.ways.phones,
            emails: draft.ways.emails,
            position: draft.position,
            company_id: draft.company_id,
            company_name: contact.company,
            note: draft.note,
            responsible_id: contact.responsible,
            created_by: contact.created_by,
            created_at: kit::date::to_rfc3339(contact.created_at),
            updated_at: kit::date::to_rfc3339(contact.updated_at),
            version: contact.version,
        }
    }
}

/// A new contact.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewContact {
    pub name: String,
    #[serde(default)]
    pub phones: Vec<String>,
    #[serde(default)]
    pub emails: Vec<String>,
    pub position: Option<String>,
    pub company_id: Option<i64>,
    pub note: Option<String>,
    /// Without it: who makes the contact.
    pub responsible_id: Option<i64>,
    /// Straight into this queue instead.
    pub queue_id: Option<i64>,
}

/// What is to change; what is absent stays, null empties.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContactPatch {
    pub version: i64,
    pub name: Option<String>,
    pub phones: Option<Vec<String>>,
    pub emails: Option<Vec<String>>,
    #[serde(default, deserialize_with = "patch::given")]
    #[schema(value_type = Option<String>)]
    pub position: Option<Option<String>>,
    #[serde(default, deserialize_with = "patch::given")]
    #[schema(value_type = Option<i64>)]
    pub company_id: Option<Option<i64>>,
    #[serde(default, deserialize_with = "patch::given")]
    #[schema(value_type = Option<String>)]
    pub note: Option<Option<String>>,
    pub responsible_id: Option<i64>,
    /// Into this queue.
    pub queue_id: Option<i64>,
}

impl ContactPatch {
    fn onto(&self, typed: Typed) -> Typed {
        let text = |given: &Option<Option<String>>, before: String| match given {
            Some(text) => text.clone().unwrap_or_default(),
            None => before,
        };
        Typed {
            name: self.name.clone().unwrap_or(typed.name),
            phones: self.phones.clone().unwrap_or(typed.phones),
            emails: self.emails.clone().unwrap_or(typed.emails),
            position: text(&self.position, typed.position),
            company_id: self.company_id.unwrap_or(typed.company_id),
            note: text(&self.note, typed.note),
        }
    }
}

/// The address of the list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ContactFilter {
    pub company_id: Option<String>,
    pub unchanged: Option<String>,
    #[serde(flatten)]
    pub list: ListQuery,
}

/// Lists the contacts one may see.
#[utoipa::path(get, path = "/api/v1/contacts", tag = "contacts",
    params(
        ListQuery,
        ("company_id" = Option<i64>, Query, description = "Only contacts of this company"),
        ("unchanged" = Option<bool>, Query, description = "Only contacts that nobody has changed for 30 days"),
    ),
    responses((status = 200, body = Listing<ContactJson>)))]
pub async fn list(ctx: Ctx, Query(filter): Query<ContactFilter>) -> Result<axum::Json<Listing<ContactJson>>> {
    let asked = filter.list.read(ROOM.sorts)?;
    let mut wrong = base::error::Fields::default();
    let company = typed::id(&mut wrong, "company_id", filter.company_id.as_deref().unwrap_or_default());
    wrong.check()?;
    let unchanged = flag("unchanged", filter.unchanged.as_deref())? == Some(true);
    let listed = look::list(&ctx, &asked, Asking { company, unchanged }).await?;
    Ok(axum::Json(Listing {
        items: listed.slice.items.into_iter().map(ContactJson::from).collect(),
        next: listed.slice.older,
        count: listed.count,
        partial: listed.slice.partial,
    }))
}

/// Makes a contact.
#[utoipa::path(post, path = "/api/v1/contacts", tag = "contacts", request_body = NewContact,
    responses((status = 201, body = ContactJson)))]
pub async fn create(ctx: Ctx, Json(new): Json<NewContact>) -> Result<(StatusCode, axum::Json<ContactJson>)> {
    let typed = Typed {
        name: new.name,
        phones: new.phones,
        emails: new.emails,
        position: new.position.unwrap_or_default(),
        company_id: new.company_id,
        note: new.note.unwrap_or_default(),
    };
    let whom = records::whom(&ctx, new.responsible_id, new.queue_id).await?;
    let id = keep::create(&ctx, typed, whom).await?;
    Ok((StatusCode::CREATED, axum::Json(look::written(&ctx, id).await?.into())))
}

/// One contact.
#[utoipa::path(get, path = "/api/v1/contacts/{id}", tag = "contacts", params(("id" = i64, Path)),
    responses((status = 200, body = ContactJson)))]
pub async fn one(ctx: Ctx, Path(id): Path<i64>) -> Result<axum::Json<ContactJson>> {
    Ok(axum::Json(look::one(&ctx, id).await?.into()))
}

/// Changes a contact; 409 when the version is not the present one.
#[utoipa::path(patch, path = "/api/v1/contacts/{id}", tag = "contacts", params(("id" = i64, Path)),
    request_body = ContactPatch, responses((status = 200, body = ContactJson)))]
pub async fn change(
    ctx: Ctx,
    Path(id): Path<i64>,
    Json(patch): Json<ContactPatch>,
) -> Result<axum::Json<ContactJson>> {
    let whom = records::whom(&ctx, patch.responsible_id, patch.queue_id).await?;
    let (version, responsible) = (patch.version, whom);
    keep::change(&ctx, id, version, responsible, move |typed| patch.onto(typed)).await?;
    Ok(axum::Json(look::written(&ctx, id).await?.into()))
}

/// Puts a contact into the bin.
#[utoipa::path(delete, path = "/api/v1/contacts/{id}", tag = "contacts", params(("id" = i64, Path)),
    responses((status = 204)))]
pub async fn delete(ctx: Ctx, Path(id): Path<i64>) -> Result<StatusCode> {
    records::delete(&ctx, &ROOM, vec![id], None).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Who sees the contact, and why. For who manages people.
#[utoipa::path(get, path = "/api/v1/contacts/{id}/access", tag = "contacts", params(("id" = i64, Path)),
    responses((status = 200, body = AccessList)))]
pub async fn access(ctx: Ctx, Path(id): Path<i64>) -> Result<axum::Json<AccessList>> {
    listed(&ctx, &ROOM, id).await
}

/// Who held the contact over time, and by which hand-overs it came to them.
#[utoipa::path(get, path = "/api/v1/contacts/{id}/holders", tag = "contacts", params(("id" = i64, Path)),
    responses((status = 200, body = HoldersList)))]
pub async fn holders(ctx: Ctx, Path(id): Path<i64>) -> Result<axum::Json<HoldersList>> {
    crate::records::holders::listed(&ctx, &ROOM, id).await
}
