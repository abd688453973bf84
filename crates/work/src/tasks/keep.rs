//! Creating, changing and finishing tasks.

use base::{Change, Ctx, Error, Event, Kind, Result, Tx, Writing, search};
use kit::date::Zone;

use super::draft::{Draft, Subject, Typed, readable};
use super::look::Task;
use super::store::{Closing, cell};
use super::{ROOM, store};
use crate::records::acts::holder;
use crate::records::editing::edit;
use crate::records::{self, Place, lines};

/// A new task; answers its id. Without a `responsible` the default applies (see `records::place`).
pub async fn create(ctx: &Ctx, typed: Typed, responsible: Option<i64>) -> Result<i64> {
    let draft = Typed { done: false, ..typed }.read(&ctx.zone())?;
    ctx.write(move |mut tx| {
        let place = records::place(&mut tx, Kind::Task, responsible)?;
        check_subject(&mut tx, draft.subject)?;
        let mut tx = tx.permit(place.creating())?;
        let (id, event) = store_draft(&mut tx, &draft, &place)?;
        tx.commit(event, id)
    })
    .await
}

/// Writes a new open task in a transaction that is already under way: several in one, for imports. The subject
/// must have been checked.
pub fn store_draft(tx: &mut Tx<'_, Writing>, draft: &Draft, place: &Place) -> Result<(i64, Event)> {
    let id = tx.new_id()?;
    store::add(tx, id, place.portfolio, &Draft { done: false, result: None, ..draft.clone() })?;
    cell(false).enter(tx, Kind::Task, place.portfolio);
    let Place { portfolio, responsible, .. } = *place;
    Ok((id, Event::RecordCreated { kind: Kind::Task, id, portfolio, responsible }))
}

/// Changes a task: `edited` gets it as it is and answers as it shall be. `responsible`, where given, holds it from
/// now on. A version, where given, must still be the task's.
pub async fn change<F>(
    ctx: &Ctx,
    id: i64,
    version: Option<i64>,
    responsible: Option<i64>,
    edited: F,
) -> Result<()>
where
    F: Fn(Typed) -> Typed + Send + Sync + 'static,
{
    let (zone, company_zone) = (ctx.zone(), ctx.company_zone());
    ctx.write(move |mut tx| {
        let editing = edit(&mut tx, &ROOM, id, version, responsible)?;
        let before = store::find(&mut tx, id)?.ok_or(Error::NotFound)?;
        let after = edited(before.draft.clone().typed()).read(&zone)?;
        if after.subject != before.draft.subject {
            check_subject(&mut tx, after.subject)?;
        }
        if after == before.draft && !editing.moves() {
            return tx.unchanged(());
        }
        let mut tx = tx.permit_all(&editing.acts)?;
        let mut events = Vec::new();
        events.extend(editing.take(&mut tx, &ROOM)?);
        events.extend(write(&mut tx, &company_zone, &before, &after, editing.portfolio())?);
        tx.commit_all(events, ())
    })
    .await
}

/// The task is done, with what came of it. One that is done already stays as it is.
pub async fn finish(ctx: &Ctx, id: i64, result: String) -> Result<()> {
    let done = move |task: Typed| match task.done {
        true => task,
        false => Typed { done: true, result: result.clone(), ..task },
    };
    change(ctx, id, None, None, done).await
}

/// The task is to be done after all.
pub async fn reopen(ctx: &Ctx, id: i64) -> Result<()> {
    change(ctx, id, None, None, |task| Typed { done: false, ..task }).await
}

fn check_subject<S>(tx: &mut Tx<'_, S>, subject: Option<Subject>) -> Result<()> {
    let Some(Subject { kind, id }) = subject else { return Ok(()) };
    lines::choosable(tx, kind, "subject", Some(id))
}

fn write(
    tx: &mut Tx<'_, Writing>,
    zone: &Zone,
    before: &Task,
    after: &Draft,
    portfolio: i64,
) -> Result<Option<Event>> {
    let closing = closing(tx, before, after, portfolio)?;
    store::update(tx, before.id, portfolio, after, closing)?;
    search::changed(tx, ROOM.table, before.id, &before.draft.search_text(), &after.search_text())?;
    if before.draft.done != after.done {
        cell(before.draft.done).leave(tx, Kind::Task, portfolio);
        cell(after.done).enter(tx, Kind::Task, portfolio);
    }
    let mut changes = before.draft.changes(after, zone);
    let at = |ms: Option<i64>| ms.map(|ms| readable(ms, zone));
    changes.extend(Change::of("done_at", at(before.done_at), at(closing.done_at)));
    if before.draft.subject != after.subject {
        let (was, is) = (title(tx, before.draft.subject)?, title(tx, after.subject)?);
        changes.extend(Change::of("subject", was, is));
    }
    Ok((before.draft != *after).then_some(Event::RecordChanged { kind: Kind::Task, id: before.id, changes }))
}

/// A task that was closed stays closed in the hands it was in then.
fn closing(tx: &mut Tx<'_, Writing>, before: &Task, after: &Draft, portfolio: i64) -> Result<Closing> {
    match (before.draft.done, after.done) {
        (_, false) => Ok(Closing::default()),
        (true, true) => Ok(Closing { done_at: before.done_at, holder: before.closed_holder }),
        (false, true) => {
            let holder = holder(tx, Kind::Task, portfolio)?;
            Ok(Closing { done_at: Some(tx.now()), holder: Some(holder) })
        }
    }
}

fn title<S>(tx: &mut Tx<'_, S>, subject: Option<Subject>) -> Result<Option<String>> {
    let Some(Subject { kind, id }) = subject else { return Ok(None) };
    let line = lines::find(tx, kind, &[id])?.remove(&id);
    Ok(Some(line.map_or_else(|| format!("#{id}"), |line| line.title)))
}
