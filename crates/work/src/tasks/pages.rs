//! The pages of tasks: the list, the card, finishing. The form is in `form`.

use axum::response::{IntoResponse, Response};
use base::web::components::*;
use base::web::{Form, Notice, Path, Query, see_other};
use base::{Ctx, Error, Kind, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::days::Days;
use super::draft::State;
use super::look::{self, Asking, Listed, Task};
use super::{ROOM, api, keep};
use crate::records::card::{CardView, May, card_page, may};
use crate::records::columns::{self, Choosing};
use crate::records::facts::Facts;
use crate::records::happened::Looking;
use crate::records::lines;
use crate::records::list::{self, ListView};
use crate::records::query::Way;
use crate::records::watch;
use crate::records::words::{self, Address, Frame};
use crate::records::{Around, Asked, Kept, ListQuery, around, ask, candidates, shown};

/// The address of the list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct TaskQuery {
    /// open (unless told), overdue, done, all.
    pub state: Option<String>,
    pub subject: Option<String>,
    /// Only open tasks that are due by this day.
    pub due_by: Option<String>,
    #[serde(flatten)]
    pub list: ListQuery,
}

/// Which tasks a page lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    Open,
    Overdue,
    Done,
    All,
}

impl Which {
    const ALL: [Which; 4] = [Which::Open, Which::Overdue, Which::Done, Which::All];

    fn word(self) -> &'static str {
        match self {
            Which::Open => "open",
            Which::Overdue => "overdue",
            Which::Done => "done",
            Which::All => "all",
        }
    }

    fn read(text: Option<&str>) -> Result<Which> {
        match text.map(str::trim).unwrap_or_default() {
            "" => Ok(Which::Open),
            word => Which::ALL
                .into_iter()
                .find(|which| which.word() == word)
                .ok_or_else(|| Error::field("state", "error-tasks-state")),
        }
    }

    fn asking(self) -> Asking {
        let done = match self {
            Which::Open => Some(false),
            Which::Done => Some(true),
            Which::Overdue | Which::All => None,
        };
        Asking { done, overdue: self == Which::Overdue, ..Asking::default() }
    }
}

/// A page of the list that an address asks for.
pub async fn listed(ctx: &Ctx, query: &TaskQuery) -> Result<Listed> {
    let which = Which::read(query.state.as_deref())?;
    let subject = api::subject(query.subject.as_deref())?;
    let due_before = api::day(query.due_by.as_deref())?.and_then(|day| look::end_of(ctx, &day));
    look::list(ctx, &query.list.read(ROOM.sorts)?, Asking { subject, due_before, ..which.asking() }).await
}

const FRAME: Frame =
    Frame { path: "/tasks", region: list::REGION, title: "kind-task", search: "tasks-search" };

/// `GET /tasks`
pub async fn list(
    ctx: Ctx,
    Query(query): Query<TaskQuery>,
    Query(address): Query<Address>,
) -> Result<Response> {
    if let Some(answer) = words::answer(&ctx, &ROOM, &FRAME, &address).await? {
        return Ok(answer);
    }
    let asked = query.list.read(ROOM.sorts)?;
    let which = Which::read(query.state.as_deref())?;
    let due_by = api::day(query.due_by.as_deref())?;
    let seq = watch::now(&ctx).await?;
    let listed = listed(&ctx, &query).await?;
    let around = around(&ctx, ROOM.kind).await?;
    let kept = query
        .list
        .kept()
        // A list of open tasks is narrowed, too, once there are done ones.
        .and("state", Some(which.word()).filter(|_| which != Which::Open || listed.any))
        .and("due_by", query.due_by.as_deref())
        .and("subject", query.subject.as_deref());
    let people = candidates(&ctx, Kind::Task).await?;
    let say = &ctx.say;
    let filters = html! {
        @if let Some(day) = &due_by {
            (list::narrowed(
                &ctx,
                say.with("tasks-due-by", &[("day", ctx.date(day).into())]),
                &kept.href("/tasks", &[("due_by", "")]),
            ))
        }
        (toolbar(states(&ctx, which, &kept)))
        @if let Some(fields) = list::responsible_filter(&ctx, &ROOM, &asked, &people) {
            (list::filter_form(&ctx, &ROOM, &kept, &["responsible_id"], fields))
        }
    };
    let (title, none) = (say.t("kind-task"), say.t("tasks-empty"));
    let days = Days::around(ctx.app.now(), ctx.zone());
    let by_day = which == Which::Open && asked.key.word == "due_at" && asked.way == Way::Ascending;
    let group = |task: &Task| by_day.then(|| say.t(days.part(task.draft.due_at).key()).into());
    let lines = listed.slice.items.iter();
    let lines = lines.map(|task| Line { group: group(task), ..line(&ctx, &listed, &around, task) }).collect();
    let view = ListView {
        title: &title,
        search: &say.t("tasks-search"),
        filters,
        columns: heads(&ctx, &asked, &kept),
        lines,
        count: listed.count,
        newer: listed.slice.newer.as_deref(),
        older: listed.slice.older.as_deref(),
        partial: listed.slice.partial,
        acts: html! {},
        seq,
        new: &say.t("tasks-new"),
        around: &around,
        empty: (&none, &say.t("tasks-empty-text")),
    };
    Ok(list::list_page(&ctx, &ROOM, &asked, &kept, view).await?.into_response())
}

/// `GET /tasks/columns`
pub async fn ask_columns(ctx: Ctx, Query(choosing): Query<Choosing>) -> Result<Markup> {
    columns::ask(&ctx, &ROOM, &offered(&ctx)?, &choosing).await
}

/// `POST /tasks/columns`
pub async fn choose_columns(ctx: Ctx, Form(choosing): Form<Choosing>) -> Result<Response> {
    columns::choose(&ctx, &ROOM, &offered(&ctx)?, choosing).await
}

/// The columns there are to choose from.
fn offered(ctx: &Ctx) -> Result<Vec<Column<'static>>> {
    Ok(heads(ctx, &ListQuery::default().read(ROOM.sorts)?, &Kept::default()))
}

fn heads<'a>(ctx: &Ctx, asked: &Asked, kept: &Kept) -> Vec<Column<'a>> {
    let say = &ctx.say;
    let sorted = |word| list::sorted(&ROOM, asked, kept, word);
    vec![
        Column::new(say.t("tasks-title")),
        Column::sorted(say.t("tasks-due"), sorted("due_at")).named("due"),
        Column::new(say.t("tasks-about")).named("about"),
        Column::new(say.t("records-responsible")).named("responsible"),
        Column::sorted(say.t("records-created"), sorted("created_at")).named("created"),
        Column::new(say.t("tasks-state")).named("state"),
    ]
}

fn states(ctx: &Ctx, which: Which, kept: &Kept) -> Markup {
    let say = &ctx.say;
    let chip = |of: Which, label: String, sort: &str| {
        let state = if of == Which::Open { "" } else { of.word() };
        (label, kept.href("/tasks", &[("state", state), ("sort", sort)]), of == which)
    };
    let list = [
        chip(Which::Open, say.t("tasks-state-open"), ""),
        chip(Which::Overdue, say.t("tasks-state-overdue"), ""),
        chip(Which::Done, say.t("tasks-state-done"), "-due_at"),
        chip(Which::All, say.t("tasks-state-all"), "-due_at"),
    ];
    let list: Vec<Filter<'_>> = list
        .iter()
        .map(|(label, href, current)| Filter { label, href, count: None, current: *current })
        .collect();
    chips(&say.t("tasks-state"), &list)
}

fn line<'a>(ctx: &Ctx, listed: &Listed, around: &Around, task: &'a Task) -> Line<'a> {
    let may_finish = !ctx.actor.rests && !task.draft.done && listed.editable.covers(task.portfolio);
    let cells = vec![
        html! { a href={ "/tasks/" (task.id) } dir="auto" { (task.draft.title) } },
        shown::moment(ctx, task.draft.due_at),
        html! { @if let Some(line) = &task.line { (lines::show_name(line)) } },
        html! { @if let Some(name) = listed.names.get(&task.responsible) { (list::responsible_cell(ctx, &ROOM, around, name)) } },
        shown::day(ctx, task.created_at),
        html! {
            (state_badge(ctx, task.state(ctx.app.now())))
            @if may_finish {
                " " (post_button(Press::Quiet, ctx.say.t("tasks-done"), &format!("/tasks/{}/done?back=list", task.id)))
            }
        },
    ];
    Line { faded: task.draft.done, ..Line::new(task.id, task.draft.title.as_str(), cells) }
}

fn state_badge(ctx: &Ctx, state: State) -> Markup {
    let say = &ctx.say;
    match state {
        State::Done => status_badge(Tone::Good, say.t("tasks-state-done")),
        State::Overdue => status_badge(Tone::Bad, say.t("tasks-overdue")),
        State::Open => status_badge(Tone::Quiet, say.t("tasks-state-open")),
    }
}

/// `GET /tasks/{id}`
pub async fn card(ctx: Ctx, Path(id): Path<i64>, Query(looking): Query<Looking>) -> Result<Markup> {
    let task = look::one(&ctx, id).await?;
    let may = may(&ctx, &ROOM, (task.portfolio, 0)).await?;
    let facts = facts(&ctx, &task, may).await?;
    let view = CardView {
        id,
        portfolio: task.portfolio,
        version: task.version,
        title: &task.draft.title,
        list: &ctx.say.t("kind-task"),
        may,
        facts: &facts.lines(),
        linked: html! {},
        next: html! {},
        side: if may.edit {
            finishing(&ctx, &task)
        } else {
            html! {}
        },
        holder: task.responsible,
        titled: "tasks-title",
        looking: &looking,
    };
    card_page(&ctx, &ROOM, view).await
}

async fn facts<'a>(ctx: &'a Ctx, task: &Task, may: May) -> Result<Facts<'a>> {
    let people: Vec<i64> = task.closed_holder.into_iter().chain([task.responsible]).collect();
    let names = look::names(ctx, people).await?;
    let name = |id: Option<i64>| id.and_then(|id| names.get(&id)).map(shown::person);
    let about = match (&task.line, task.draft.subject) {
        (Some(line), _) => Some(lines::show_line(ctx, line)),
        (None, Some(_)) => Some(html! { (ctx.say.t("tasks-about-gone")) }),
        (None, None) => None,
    };
    let mut facts = Facts::of(ctx, Kind::Task, task.id, may);
    facts.says("tasks-state", Some(state_badge(ctx, task.state(ctx.app.now()))));
    facts.changes("tasks-due", "due_at", Some(shown::moment(ctx, task.draft.due_at)));
    facts.says("tasks-about", about);
    facts.says("records-responsible", name(Some(task.responsible)));
    facts.says("tasks-done-at", task.done_at.map(|at| shown::moment(ctx, at)));
    facts.says("tasks-done-by", name(task.closed_holder));
    facts.says("tasks-result", task.draft.result.as_deref().map(shown::note));
    facts.changes("records-note", "note", task.draft.note.as_deref().map(shown::note));
    facts.extend(lines::moments(ctx, task.created_at, task.updated_at));
    Ok(facts)
}

/// One press finishes a task, with or without a result; or opens it again.
fn finishing(ctx: &Ctx, task: &Task) -> Markup {
    let say = &ctx.say;
    let address = |act: &str| format!("/tasks/{}/{act}", task.id);
    if task.draft.done {
        let again = post_button(Press::Plain, say.t("tasks-reopen"), &address("open"));
        return base::web::components::card(say.t("tasks-finish"), again);
    }
    let form = html! {
        form method="post" action=(address("done")) {
            (TextArea::new("result", say.t("tasks-result")))
            (buttons(button(Press::Plain, say.t("tasks-done"))))
        }
    };
    base::web::components::card(say.t("tasks-finish"), form)
}

/// Where finishing leads back to.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Back {
    pub back: String,
}

/// What came of the task.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Finished {
    pub result: String,
}

/// `POST /tasks/{id}/done`
pub async fn done(
    ctx: Ctx,
    Path(id): Path<i64>,
    Query(back): Query<Back>,
    Form(finished): Form<Finished>,
) -> Result<Response> {
    keep::finish(&ctx, id, finished.result).await?;
    let address = if back.back == "list" { "/tasks".to_owned() } else { format!("/tasks/{id}") };
    Ok(see_other(&address, Some(Notice::good(ctx.say.t("tasks-finished")))))
}

/// `POST /tasks/{id}/open`
pub async fn open(ctx: Ctx, Path(id): Path<i64>) -> Result<Response> {
    keep::reopen(&ctx, id).await?;
    Ok(see_other(&format!("/tasks/{id}"), Some(Notice::good(ctx.say.t("tasks-reopened")))))
}

/// `GET /tasks/assign`
pub async fn assign_page(ctx: Ctx, Query(picked): Query<ask::Picked>) -> Result<Response> {
    ask::assign(&ctx, &ROOM, &picked).await
}

/// `GET /tasks/{id}/access`
pub async fn access(ctx: Ctx, Path(id): Path<i64>) -> Result<Markup> {
    crate::records::access::page(&ctx, &ROOM, id).await
}

/// `POST /tasks/assign`
pub async fn assign(ctx: Ctx, Form(picked): Form<ask::Picked>) -> Result<Response> {
    ask::assign(&ctx, &ROOM, &picked).await
}

/// `GET /tasks/delete`
pub async fn delete_page(ctx: Ctx, Query(picked): Query<ask::Picked>) -> Result<Response> {
    ask::delete(&ctx, &ROOM, &picked).await
}

/// `POST /tasks/delete`
pub async fn delete(ctx: Ctx, Form(picked): Form<ask::Picked>) -> Result<Response> {
    ask::delete(&ctx, &ROOM, &picked).await
}
