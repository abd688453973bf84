//! Listing tasks and showing one.

use std::collections::HashMap;

use base::authz::Deed;
use base::org::{self, Name};
use base::portfolios::{self, Filters, ListPage, Sort, Within};
use base::{Ctx, Error, Kind, Result, Tx};

use kit::date;

use super::draft::{Draft, State, Subject};
use super::{ROOM, store};
use crate::records::lines::{self, Line};
use crate::records::{self, Asked, Count, Slice};

/// A task with what stands beside it.
#[derive(Clone, Debug)]
pub struct Task {
    pub id: i64,
    pub portfolio: i64,
    /// Who holds it.
    pub responsible: i64,
    pub draft: Draft,
    /// The line of what it is about; nothing where that is gone.
    pub line: Option<Line>,
    pub done_at: Option<i64>,
    /// Who held it when it was done.
    pub closed_holder: Option<i64>,
    pub created_by: Option<i64>,
    pub created_at: i64,
    pub updated_at: i64,
    pub version: i64,
}

impl Task {
    pub fn state(&self, now: i64) -> State {
        State::of(self.draft.done, self.draft.due_at, now)
    }
}

/// Which tasks a list is about, beside what every list asks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asking {
    pub done: Option<bool>,
    pub overdue: bool,
    /// Only open ones that are due before this moment.
    pub due_before: Option<i64>,
    pub subject: Option<Subject>,
}

/// A page of tasks.
pub struct Listed {
    pub slice: Slice<Task>,
    pub names: HashMap<i64, Name>,
    pub count: Count,
    /// Whose tasks the reader may finish.
    pub editable: Within,
    /// Whether there are any at all, of whatever state.
    pub any: bool,
}

/// The tasks the actor may see, searched, filtered and sorted as asked.
pub async fn list(ctx: &Ctx, asked: &Asked, asking: Asking) -> Result<Listed> {
    let asked = asked.clone();
    ctx.read(move |tx| {
        let within = records::scope_of(tx, Kind::Task, &asked)?.within;
        let mut filters = store::filters(&asking, tx.now());
        filters.words(&asked.q);
        let what = (store::COLUMNS, store::JOINS, &filters);
        let mut slice = records::slice(tx, &ROOM, &within, &asked, what, store::task)?;
        add_lines(tx, &mut slice.items)?;
        let names = org::names(tx, slice.items.iter().map(|task| task.responsible))?;
        let count = slice.count(tx, &within, (Kind::Task, ROOM.table), &filters)?;
        let editable = portfolios::within(tx, Kind::Task, Deed::Edit)?;
        let all = portfolios::count(tx, &within, Kind::Task, ROOM.table, &Filters::default())?;
        Ok(Listed { slice, names, count, editable, any: all.n > 0 })
    })
    .await
}

/// The first moment after this day, where the reader is.
pub(super) fn end_of(ctx: &Ctx, day: &str) -> Option<i64> {
    date::parse_day(&date::days_after(day, 1)?, &ctx.zone()).ok()
}

/// One task, if the actor may see it.
pub async fn one(ctx: &Ctx, id: i64) -> Result<Task> {
    ctx.read(move |tx| seen(tx, id)).await
}

/// The visible open tasks about a record, the most urgent first. The caller has shown that the reader sees it.
pub(super) async fn open_about(ctx: &Ctx, subject: Subject, limit: i64) -> Result<Vec<Task>> {
    ctx.read(move |tx| {
        let within = portfolios::within(tx, Kind::Task, Deed::See)?;
        let asking = Asking { done: Some(false), subject: Some(subject), ..Asking::default() };
        let list = ListPage {
            kind: Kind::Task,
            table: ROOM.table,
            columns: store::COLUMNS,
            joins: store::JOINS,
            filters: &store::filters(&asking, tx.now()),
            sort: Sort { column: "due_at", descending: false },
            after: None,
            limit,
        };
        portfolios::page(tx, &within, &list)?.iter().map(store::task).collect()
    })
    .await
}

/// What the actor has just written, even where it has gone out of their sight by that.
pub(super) async fn written(ctx: &Ctx, id: i64) -> Result<Task> {
    ctx.read(move |tx| with_line(tx, id)).await
}

fn seen<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Task> {
    let task = with_line(tx, id)?;
    records::see(tx, Kind::Task, task.portfolio, 0)?;
    Ok(task)
}

fn with_line<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Task> {
    let mut tasks = [store::find(tx, id)?.ok_or(Error::NotFound)?];
    add_lines(tx, &mut tasks)?;
    let [task] = tasks;
    Ok(task)
}

/// Puts the line of what each is about beside it: whoever sees a task sees that.
pub(super) fn add_lines<S>(tx: &mut Tx<'_, S>, tasks: &mut [Task]) -> Result<()> {
    for kind in Subject::KINDS {
        let subjects = tasks.iter().filter_map(|task| task.draft.subject).filter(|s| s.kind == kind);
        let ids: Vec<i64> = subjects.map(|subject| subject.id).collect();
        let found = lines::find(tx, kind, &ids)?;
        for task in tasks.iter_mut() {
            if let Some(subject) = task.draft.subject.filter(|subject| subject.kind == kind) {
                task.line = found.get(&subject.id).cloned();
            }
        }
    }
    Ok(())
}

/// The line of what a new task is to be about, if the actor may see it.
pub async fn about(ctx: &Ctx, subject: Subject) -> Result<Line> {
    let found = ctx.read(move |tx| lines::find(tx, subject.kind, &[subject.id])).await?;
    found.into_values().find(|line| line.visible).ok_or(Error::NotFound)
}

/// People by id, for a card.
pub async fn names(ctx: &Ctx, ids: Vec<i64>) -> Result<HashMap<i64, Name>> {
    ctx.read(move |tx| org::names(tx, ids.clone())).await
}
