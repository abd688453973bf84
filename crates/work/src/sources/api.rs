//! Forms for programs.

use axum::http::{HeaderMap, StatusCode};
use base::web::{Json, Path, Query};
use base::{Ctx, Error, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::look::MOST;
use super::{Asks, Entry, Input, Listed, bring_now};
use crate::sources as room;

/// A form.
#[derive(Serialize, ToSchema)]
pub struct FormView {
    pub id: i64,
    pub name: String,
    /// Where it is filled in.
    pub url: String,
    pub lang: String,
    pub pipeline_id: i64,
    /// Where its deals begin.
    pub stage_id: i64,
    /// Who receives what comes; of a queue, who answers for it.
    pub responsible_id: i64,
    /// The queue whose members receive in turn.
    pub queue_id: Option<i64>,
    pub phone: Asks,
    pub email: Asks,
    pub company: Asks,
    pub message: Asks,
    pub thanks: Option<String>,
    pub next_url: Option<String>,
    pub on: bool,
    pub done: i64,
    pub waiting: i64,
    /// Why what waits can't be brought in: pending, blocked, departed, technical, past, rights.
    pub why: Option<String>,
    pub trapped: i64,
    pub version: i64,
}

#[derive(Serialize, ToSchema)]
pub struct FormList {
    pub items: Vec<FormView>,
    pub count: usize,
    pub next: Option<String>,
}

/// What a program says of a form; absent stays as it is, an empty text empties.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FormBody {
    pub name: Option<String>,
    /// en, ru, uk
    pub lang: Option<String>,
    pub stage_id: Option<i64>,
    /// Who receives what comes.
    pub responsible_id: Option<i64>,
    /// The members of this queue in turn instead.
    pub queue_id: Option<i64>,
    pub phone: Option<Asks>,
    pub email: Option<Asks>,
    pub company: Option<Asks>,
    pub message: Option<Asks>,
    pub thanks: Option<String>,
    /// https
    pub next_url: Option<String>,
    pub on: Option<bool>,
    /// To change a form: the version it had when it was read.
    pub version: Option<i64>,
}

/// Something that came by a form.
#[derive(Serialize, ToSchema)]
pub struct EntryView {
    pub id: i64,
    /// RFC 3339.
    pub received_at: String,
    /// waiting, done
    pub state: String,
    pub name: String,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub company: Option<String>,
    pub message: Option<String>,
    pub contact_id: Option<i64>,
    pub deal_id: Option<i64>,
    /// RFC 3339.
    pub done_at: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct EntryList {
    pub items: Vec<EntryView>,
    pub next: Option<String>,
}

/// Where a page of entries goes on.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct EntryQuery {
    cursor: Option<String>,
}

/// What is left after bringing in.
#[derive(Serialize, ToSchema)]
pub struct LeftView {
    pub waiting: i64,
}

#[utoipa::path(get, path = "/api/v1/forms", tag = "sources", responses((status = 200, body = FormList)))]
pub async fn list(ctx: Ctx, headers: HeaderMap) -> Result<axum::Json<FormList>> {
    let items: Vec<FormView> =
        room::list(&ctx).await?.forms.into_iter().map(|listed| view(&ctx, &headers, listed)).collect();
    Ok(axum::Json(FormList { count: items.len(), items, next: None }))
}

#[utoipa::path(post, path = "/api/v1/forms", tag = "sources", request_body = FormBody,
    responses((status = 201, body = FormView)))]
pub async fn add(
    ctx: Ctx,
    headers: HeaderMap,
    Json(body): Json<FormBody>,
) -> Result<(StatusCode, axum::Json<FormView>)> {
    let id = room::add(&ctx, input(&ctx, body).await?).await?;
    Ok((StatusCode::CREATED, axum::Json(shown(&ctx, &headers, id).await?)))
}

#[utoipa::path(get, path = "/api/v1/forms/{id}", tag = "sources", params(("id" = i64, Path)),
    responses((status = 200, body = FormView)))]
pub async fn one(ctx: Ctx, headers: HeaderMap, Path(id): Path<i64>) -> Result<axum::Json<FormView>> {
    Ok(axum::Json(shown(&ctx, &headers, id).await?))
}

#[utoipa::path(patch, path = "/api/v1/forms/{id}", tag = "sources", params(("id" = i64, Path)),
    request_body = FormBody, responses((status = 200, body = FormView)))]
pub async fn patch(
    ctx: Ctx,
    headers: HeaderMap,
    Path(id): Path<i64>,
    Json(body): Json<FormBody>,
) -> Result<axum::Json<FormView>> {
    let version = body.version.ok_or(Error::field("version", "error-required"))?;
    let input = input(&ctx, body).await?;
    room::change(&ctx, id, version, input).await?;
    Ok(axum::Json(shown(&ctx, &headers, id).await?))
}

/// What came by the form, newest first.
#[utoipa::path(get, path = "/api/v1/forms/{id}/entries", tag = "sources",
    params(("id" = i64, Path), ("cursor" = Option<String>, Query)), responses(
    (status = 200, body = EntryList),
    (status = 403, description = "An integrator reads it only with the right to see all contacts"),
))]
pub async fn entries(
    ctx: Ctx,
    Path(id): Path<i64>,
    Query(query): Query<EntryQuery>,
) -> Result<axum::Json<EntryList>> {
    let before = query.cursor.map(|cursor| cursor.parse());
    let before = before.transpose().map_err(|_| Error::field("cursor", "error-records-cursor"))?;
    let entries = room::entries(&ctx, id, before).await?;
    let full = i64::try_from(entries.len()).is_ok_and(|n| n == MOST);
    let next = entries.last().filter(|_| full).map(|entry| entry.id.to_string());
    Ok(axum::Json(EntryList { items: entries.into_iter().map(entry_view).collect(), next }))
}

/// Brings in what waits, as far as somebody can receive it.
#[utoipa::path(post, path = "/api/v1/forms/{id}/bring", tag = "sources", params(("id" = i64, Path)),
    responses((status = 200, body = LeftView)))]
pub async fn bring(ctx: Ctx, Path(id): Path<i64>) -> Result<axum::Json<LeftView>> {
    Ok(axum::Json(LeftView { waiting: bring_now(&ctx, id).await? }))
}

async fn input(ctx: &Ctx, body: FormBody) -> Result<Input> {
    Ok(Input {
        receiver: crate::records::whom(ctx, body.responsible_id, body.queue_id).await?,
        name: body.name,
        lang: body.lang,
        stage: body.stage_id,
        phone: body.phone,
        email: body.email,
        company: body.company,
        message: body.message,
        thanks: body.thanks,
        next_url: body.next_url,
        on: body.on,
    })
}

async fn shown(ctx: &Ctx, headers: &HeaderMap, id: i64) -> Result<FormView> {
    let found = room::one(ctx, id).await?.forms.pop().ok_or(Error::NotFound)?;
    Ok(view(ctx, headers, found))
}

fn view(ctx: &Ctx, headers: &HeaderMap, listed: Listed) -> FormView {
    let Listed { form, done, waiting, trapped, hindrance } = listed;
    FormView {
        id: form.id,
        url: super::pages::address_of(&ctx.app, headers, &form.key),
        lang: form.draft.lang.code().to_owned(),
        pipeline_id: form.draft.pipeline_id,
        stage_id: form.draft.stage_id,
        responsible_id: form.holder,
        queue_id: form.queue.is_some().then_some(form.portfolio),
        phone: form.draft.phone,
        email: form.draft.email,
        company: form.draft.company,
        message: form.draft.message,
        thanks: form.draft.thanks,
        next_url: form.draft.next_url,
        on: form.draft.on,
        name: form.draft.name,
        done,
        waiting,
        why: hindrance.map(|hindrance| hindrance.why.to_owned()),
        trapped,
        version: form.version,
    }
}

fn entry_view(entry: Entry) -> EntryView {
    EntryView {
        id: entry.id,
        received_at: kit::date::to_rfc3339(entry.received_at),
        state: entry.state.code().to_owned(),
        name: entry.said.name,
        phone: entry.said.phone,
        email: entry.said.email,
        company: entry.said.company,
        message: entry.said.message,
        contact_id: entry.contact,
        deal_id: entry.deal,
        done_at: entry.done_at.map(kit::date::to_rfc3339),
    }
}
