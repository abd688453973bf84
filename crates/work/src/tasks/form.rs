//! The one form of tasks: for a new one, and for one that is there.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::error::Fields;
use base::web::components::*;
use base::web::{Form, Nav, Notice, Path, Query, once, see_other, show};
use base::{Ctx, Error, Kind, Result};
use kit::date;
use maud::{Markup, html};
use serde::Deserialize;

use super::draft::{Due, Subject, Typed};
use super::look::{self, Task};
use super::{ROOM, keep};
use crate::records::card::may;
use crate::records::form::{Way, Wrong, responsible_select, stale_notice};
use crate::records::lines::{self, Line};
use crate::records::place::candidates_for_new;
use crate::records::typed;
use crate::records::watch;

/// What the form sends, as text.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TaskForm {
    pub title: String,
    /// `2026-11-22T14:05` in the zone of who types.
    pub due_at: String,
    /// `deal-12`; empty for a task about nothing in particular.
    pub subject: String,
    pub note: String,
    pub responsible_id: String,
    pub version: String,
    pub once: String,
}

impl TaskForm {
    fn of(ctx: &Ctx, task: Task) -> TaskForm {
        TaskForm {
            title: task.draft.title,
            due_at: date::input_local(task.draft.due_at, &ctx.zone()),
            subject: task.draft.subject.map(Subject::code).unwrap_or_default(),
            note: task.draft.note.unwrap_or_default(),
            version: task.version.to_string(),
            ..TaskForm::default()
        }
    }

    /// From text to types: the task, who shall hold it, the version.
    fn read(&self) -> Result<(Typed, Option<i64>, Option<i64>)> {
        let mut wrong = Fields::default();
        let responsible = typed::id(&mut wrong, "responsible_id", &self.responsible_id);
        let version = typed::id(&mut wrong, "version", &self.version);
        let subject = self.subject();
        if subject.is_none() && !self.subject.is_empty() {
            wrong.add("subject", "error-tasks-subject");
        }
        wrong.check()?;
        let (title, due) = (self.title.clone(), Due::Local(self.due_at.clone()));
        Ok((Typed { title, due, subject, note: self.note.clone(), ..Typed::default() }, responsible, version))
    }

    fn subject(&self) -> Option<Subject> {
        Subject::parse(&self.subject)
    }
}

/// `GET /tasks/new`
pub async fn new(ctx: Ctx, Query(mut form): Query<TaskForm>) -> Result<Markup> {
    if form.due_at.is_empty() {
        const DAY: i64 = 86_400_000;
        form.due_at = format!("{}T10:00", date::input_value(ctx.app.now() + DAY, &ctx.zone()));
    }
    form_page(&ctx, None, &form, &Wrong::default(), html! {}).await
}

/// `POST /tasks`
pub async fn create(ctx: Ctx, Form(form): Form<TaskForm>) -> Result<Response> {
    let done = once::carry_out(&ctx, &form.once, async {
        let (typed, responsible, _) = form.read()?;
        let subject = typed.subject;
        let id = keep::create(&ctx, typed, responsible).await?;
        // A task made from a card leads back to that card.
        let address = match subject {
            Some(Subject { kind, id }) => format!("{}/{id}", kind.path()),
            None => format!("/tasks/{id}"),
        };
        Ok((address.clone(), see_other(&address, Some(Notice::good(ctx.say.t("tasks-created"))))))
    })
    .await;
    match done {
        Err(error @ Error::Invalid(_)) => {
            let wrong = Wrong::of(&ctx.say, &error);
            let page = form_page(&ctx, None, &form, &wrong, html! {}).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        other => other,
    }
}

/// `GET /tasks/{id}/edit`
pub async fn edit(ctx: Ctx, Path(id): Path<i64>) -> Result<Markup> {
    let task = look::one(&ctx, id).await?;
    if !may(&ctx, &ROOM, (task.portfolio, 0)).await?.edit {
        return Err(Error::Denied("edit_record"));
    }
    form_page(&ctx, Some(id), &TaskForm::of(&ctx, task), &Wrong::default(), html! {}).await
}

/// `POST /tasks/{id}`
pub async fn change(ctx: Ctx, Path(id): Path<i64>, Form(form): Form<TaskForm>) -> Result<Response> {
    let zone = ctx.zone();
    let done = async {
        let (typed, _, version) = form.read()?;
        let due_text = form.due_at.clone();
        let edited = move |before: Typed| {
            // The field knows minutes only: an untouched deadline keeps its seconds.
            let untouched = matches!(before.due, Due::At(at) if date::input_local(at, &zone) == due_text);
            let due = if untouched { before.due.clone() } else { typed.due.clone() };
            Typed { due, done: before.done, result: before.result, ..typed.clone() }
        };
        keep::change(&ctx, id, Some(version.unwrap_or_default()), None, edited).await
    }
    .await;
    match done {
        Ok(()) => Ok(see_other(&format!("/tasks/{id}"), Some(Notice::good(ctx.say.t("records-saved"))))),
        Err(error @ Error::Invalid(_)) => {
            let wrong = Wrong::of(&ctx.say, &error);
            let page = form_page(&ctx, Some(id), &form, &wrong, html! {}).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(Error::Conflict(_)) => stale(&ctx, id, form).await,
        Err(other) => Err(other),
    }
}

/// What it says now beside what was typed; sending the form again then counts for the new version.
async fn stale(ctx: &Ctx, id: i64, form: TaskForm) -> Result<Response> {
    let now = TaskForm::of(ctx, look::one(ctx, id).await?);
    let say = &ctx.say;
    let pairs = [
        (say.t("tasks-title"), now.title.clone(), form.title.clone()),
        (say.t("tasks-due"), now.due_at.clone(), form.due_at.clone()),
        (say.t("records-note"), now.note.clone(), form.note.replace("\r\n", "\n")),
    ];
    let differing: Vec<(String, String, String)> =
        pairs.into_iter().filter(|(_, now, typed)| now.trim() != typed.trim()).collect();
    let form = TaskForm { version: now.version, ..form };
    let page = form_page(ctx, Some(id), &form, &Wrong::default(), stale_notice(ctx, &differing)).await?;
    Ok((StatusCode::CONFLICT, page).into_response())
}

async fn form_page(
    ctx: &Ctx,
    id: Option<i64>,
    form: &TaskForm,
    wrong: &Wrong,
    above: Markup,
) -> Result<Markup> {
    let say = &ctx.say;
    let line = subject_line(ctx, id, form).await?;
    let (title, action) = match id {
        Some(id) => (say.t("tasks-edit"), format!("/tasks/{id}")),
        None => (say.t("tasks-new"), "/tasks".to_owned()),
    };
    let back = match (id, form.subject()) {
        (Some(id), _) => format!("/tasks/{id}"),
        (None, Some(Subject { kind, id })) => format!("{}/{id}", kind.path()),
        (None, None) => "/tasks".to_owned(),
    };
    let responsible = match id {
        Some(_) => html! {},
        None => new_responsible(ctx, form, wrong).await?,
    };
    let way = Way::to(ctx, Kind::Task, id).await?;
    let content = html! {
        (head(Head { crumbs: &way.crumbs(), ..Head::new(&title) }))
        @if let (Some(id), Ok(version)) = (id, form.version.parse()) { (watch::mark(Kind::Task, id, version)) }
        (above)
        (wrong.summary(say))
        (edit_form(&action, html! {
            (once::field(ctx))
            @if !form.version.is_empty() { (hidden("version", &form.version)) }
            @if !form.subject.is_empty() { (hidden("subject", &form.subject)) }
            @if let Some(line) = &line { (facts(&[(&say.t("tasks-about"), lines::show_line(ctx, line))])) }
            (form_grid(html! {
                (Input::text("title", say.t("tasks-title")).value(form.title.as_str()).required().focus()
                    .autocomplete("off").error(wrong.at("title")))
                (due(ctx, form, wrong))
                (responsible)
            }))
            (TextArea::new("note", say.t("records-note")).value(form.note.as_str()).error(wrong.at("note")))
            (buttons(html! {
                (button(Press::Main, say.t("records-save")))
                (link_button(Press::Quiet, say.t("records-cancel"), &back))
            }))
        }))
    };
    Ok(show(ctx, Nav::Tasks, &title, content))
}

/// What the task is about: of one that is there as its card shows it, of a new one only what the reader may see.
async fn subject_line(ctx: &Ctx, id: Option<i64>, form: &TaskForm) -> Result<Option<Line>> {
    match (id, form.subject()) {
        (Some(id), _) => Ok(look::one(ctx, id).await?.line),
        (None, Some(subject)) => look::about(ctx, subject).await.map(Some),
        (None, None) => Ok(None),
    }
}

async fn new_responsible(ctx: &Ctx, form: &TaskForm, wrong: &Wrong) -> Result<Markup> {
    let people = candidates_for_new(ctx, Kind::Task).await?;
    let selected = form.responsible_id.trim().parse().ok().or(ctx.person_id());
    Ok(responsible_select(ctx, &people, None, selected, wrong))
}

/// The deadline; it says whose zone is meant where that isn't the company's.
fn due<'a>(ctx: &Ctx, form: &'a TaskForm, wrong: &Wrong) -> Input<'a> {
    let due = Input::moment("due_at", ctx.say.t("tasks-due")).value(form.due_at.as_str()).required();
    let due = due.error(wrong.at("due_at"));
    match ctx.two_zones() {
        Some(zones) => due.hint(zones),
        None => due,
    }
}
