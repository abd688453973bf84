//! Tasks for programs.

use axum::http::StatusCode;
use base::web::{Json, Path, Query};
use base::{Ctx, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::draft::{Due, Subject, Typed};
use super::look::{self, Asking, Task};
use super::{ROOM, keep};
use crate::records::access::{AccessList, listed};
use crate::records::holders::HoldersList;
use crate::records::query::flag;
use crate::records::{self, ListQuery, Listing, patch, typed};

/// A task.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Task)]
pub struct TaskJson {
    pub id: i64,
    pub title: String,
    /// RFC 3339.
    pub due_at: String,
    pub subject: Option<SubjectJson>,
    pub note: Option<String>,
    pub open: bool,
    pub result: Option<String>,
    pub done_at: Option<String>,
    /// Who holds it.
    pub responsible_id: i64,
    pub created_by: Option<i64>,
    pub created_at: String,
    pub updated_at: String,
    /// To be sent back with a change.
    pub version: i64,
}

/// What a task is about.
#[derive(Debug, Serialize, ToSchema)]
pub struct SubjectJson {
    /// deal, contact or company.
    pub kind: String,
    pub id: i64,
    /// Null where the record is gone.
    pub title: Option<String>,
    pub phones: Vec<String>,
    pub emails: Vec<String>,
}

impl From<Task> for TaskJson {
    fn from(task: Task) -> TaskJson {
        let at = kit::date::to_rfc3339;
        let draft = task.draft;
        let line = task.line;
        let subject = draft.subject.map(|Subject { kind, id }| {
            let (title, ways) = line.map(|line| (line.title, line.ways)).unzip();
            let ways = ways.unwrap_or_default();
            SubjectJson { kind: kind.code().to_owned(), id, title, phones: ways.phones, emails: ways.emails }
        });
        TaskJson {
            id: task.id,
            title: draft.title,
            due_at: at(draft.due_at),
            subject,
            note: draft.note,
            open: !draft.done,
            result: draft.result,
            done_at: task.done_at.map(at),
            responsible_id: task.responsible,
            created_by: task.created_by,
            created_at: at(task.created_at),
            updated_at: at(task.updated_at),
            version: task.version,
        }
    }
}

/// A new task.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTask {
    pub title: String,
    /// RFC 3339.
    pub due_at: String,
    pub subject: Option<Subject>,
    pub note: Option<String>,
    /// Without it: who makes the task.
    pub responsible_id: Option<i64>,
    /// Straight into this queue instead.
    pub queue_id: Option<i64>,
}

/// What is to change; what is absent stays, null empties. `"open": false` finishes the task.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TaskPatch {
    pub version: i64,
    pub title: Option<String>,
    pub due_at: Option<String>,
    #[serde(default, deserialize_with = "patch::given")]
    #[schema(value_type = Option<Subject>)]
    pub subject: Option<Option<Subject>>,
    #[serde(default, deserialize_with = "patch::given")]
    #[schema(value_type = Option<String>)]
    pub note: Option<Option<String>>,
    pub open: Option<bool>,
    #[serde(default, deserialize_with = "patch::given")]
    #[schema(value_type = Option<String>)]
    pub result: Option<Option<String>>,
    pub responsible_id: Option<i64>,
    /// Into this queue.
    pub queue_id: Option<i64>,
}

impl TaskPatch {
    fn onto(&self, typed: Typed) -> Typed {
        let text = |given: &Option<Option<String>>, before: String| match given {
            Some(text) => text.clone().unwrap_or_default(),
            None => before,
        };
        Typed {
            title: self.title.clone().unwrap_or(typed.title),
            due: self.due_at.clone().map_or(typed.due, Due::Moment),
            subject: self.subject.unwrap_or(typed.subject),
            note: text(&self.note, typed.note),
            done: self.open.map_or(typed.done, |open| !open),
            result: text(&self.result, typed.result),
        }
    }
}

/// The address of the list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct TaskFilter {
    pub open: Option<String>,
    pub overdue: Option<String>,
    pub due_by: Option<String>,
    pub subject: Option<String>,
    #[serde(flatten)]
    pub list: ListQuery,
}

/// Lists the tasks one may see; by deadline unless told otherwise.
#[utoipa::path(get, path = "/api/v1/tasks", tag = "tasks",
    params(
        ListQuery,
        ("open" = Option<bool>, Query, description = "Only open tasks, or only done ones"),
        ("overdue" = Option<bool>, Query, description = "Only open tasks whose deadline has passed"),
        ("due_by" = Option<String>, Query, format = Date, description = "Only open tasks due by this day, in the zone of who asks"),
        ("subject" = Option<String>, Query, description = "Only tasks about this: deal-12, contact-12, company-12"),
    ),
    responses((status = 200, body = Listing<TaskJson>)))]
pub async fn list(ctx: Ctx, Query(filter): Query<TaskFilter>) -> Result<axum::Json<Listing<TaskJson>>> {
    let asked = filter.list.read(ROOM.sorts)?;
    let asking = Asking {
        done: flag("open", filter.open.as_deref())?.map(|open| !open),
        overdue: flag("overdue", filter.overdue.as_deref())? == Some(true),
        due_before: day(filter.due_by.as_deref())?.and_then(|day| look::end_of(&ctx, &day)),
        subject: subject(filter.subject.as_deref())?,
    };
    let listed = look::list(&ctx, &asked, asking).await?;
    Ok(axum::Json(Listing {
        items: listed.slice.items.into_iter().map(TaskJson::from).collect(),
        next: listed.slice.older,
        count: listed.count,
        partial: listed.slice.partial,
    }))
}

/// `2026-11-30` in an address.
pub(super) fn day(text: Option<&str>) -> Result<Option<String>> {
    let mut wrong = base::error::Fields::default();
    let day = typed::date(&mut wrong, "due_by", text.unwrap_or_default());
    wrong.check()?;
    Ok(day)
}

/// `deal-12` in an address.
pub(super) fn subject(text: Option<&str>) -> Result<Option<Subject>> {
    match text.map(str::trim).filter(|text| !text.is_empty()) {
        None => Ok(None),
        Some(code) => match Subject::parse(code) {
            Some(subject) => Ok(Some(subject)),
            None => Err(base::Error::field("subject", "error-tasks-subject")),
        },
    }
}

/// Makes a task.
#[utoipa::path(post, path = "/api/v1/tasks", tag = "tasks", request_body = NewTask,
    responses((status = 201, body = TaskJson)))]
pub async fn create(ctx: Ctx, Json(new): Json<NewTask>) -> Result<(StatusCode, axum::Json<TaskJson>)> {
    let typed = Typed {
        title: new.title,
        due: Due::Moment(new.due_at),
        subject: new.subject,
        note: new.note.unwrap_or_default(),
        ..Typed::default()
    };
    let whom = records::whom(&ctx, new.responsible_id, new.queue_id).await?;
    let id = keep::create(&ctx, typed, whom).await?;
    Ok((StatusCode::CREATED, axum::Json(look::written(&ctx, id).await?.into())))
}

/// One task.
#[utoipa::path(get, path = "/api/v1/tasks/{id}", tag = "tasks", params(("id" = i64, Path)),
    responses((status = 200, body = TaskJson)))]
pub async fn one(ctx: Ctx, Path(id): Path<i64>) -> Result<axum::Json<TaskJson>> {
    Ok(axum::Json(look::one(&ctx, id).await?.into()))
}

/// Changes or finishes a task; 409 when the version is not the present one.
#[utoipa::path(patch, path = "/api/v1/tasks/{id}", tag = "tasks", params(("id" = i64, Path)),
    request_body = TaskPatch, responses((status = 200, body = TaskJson)))]
pub async fn change(
    ctx: Ctx,
    Path(id): Path<i64>,
    Json(patch): Json<TaskPatch>,
) -> Result<axum::Json<TaskJson>> {
    let whom = records::whom(&ctx, patch.responsible_id, patch.queue_id).await?;
    let (version, responsible) = (patch.version, whom);
    keep::change(&ctx, id, Some(version), responsible, move |typed| patch.onto(typed)).await?;
    Ok(axum::Json(look::written(&ctx, id).await?.into()))
}

/// Puts a task into the bin.
#[utoipa::path(delete, path = "/api/v1/tasks/{id}", tag = "tasks", params(("id" = i64, Path)),
    responses((status = 204)))]
pub async fn delete(ctx: Ctx, Path(id): Path<i64>) -> Result<StatusCode> {
    records::delete(&ctx, &ROOM, vec![id], None).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Who sees the task, and why. For who manages people.
#[utoipa::path(get, path = "/api/v1/tasks/{id}/access", tag = "tasks", params(("id" = i64, Path)),
    responses((status = 200, body = AccessList)))]
pub async fn access(ctx: Ctx, Path(id): Path<i64>) -> Result<axum::Json<AccessList>> {
    listed(&ctx, &ROOM, id).await
}

/// Who held the task over time, and by which hand-overs it came to them.
#[utoipa::path(get, path = "/api/v1/tasks/{id}/holders", tag = "tasks", params(("id" = i64, Path)),
    responses((status = 200, body = HoldersList)))]
pub async fn holders(ctx: Ctx, Path(id): Path<i64>) -> Result<axum::Json<HoldersList>> {
    crate::records::holders::listed(&ctx, &ROOM, id).await
}
