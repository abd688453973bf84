//! A new trigger, one that says something else, one that goes.

use base::authz::{self, Do};
use base::error::Fields;
use base::portfolios::{self, queues};
use base::{Ctx, Error, Event, Kind, Result, Tx, org};

use super::store;
use super::trigger::{Does, Draft, Input, Trigger};
use crate::pipelines;
use crate::records::{Cell, holder, stale};

/// Makes a trigger and gives its id.
///
/// # Errors
/// 422 for what it says, and for whom nothing new may reach.
pub async fn add(ctx: &Ctx, input: Input) -> Result<i64> {
    let made = ctx.write(move |mut tx| {
        authz::decide(tx.actor(), &Do::EditTriggers)?;
        let pipelines = pipelines::read(&mut tx)?;
        let mut wrong = Fields::default();
        let draft = Draft::begun().with(&mut wrong, &input, &pipelines);
        let portfolio = match input.receiver {
            Some(receiver) => receiving(&mut tx, receiver, &draft, &mut wrong)?,
            None => keeping(&mut tx, &draft, &mut wrong)?,
        };
        wrong.check()?;
        let mut tx = tx.permit(Do::EditTriggers)?;
        let id = tx.new_id()?;
        store::add(&mut tx, id, portfolio, &draft)?;
        Cell::plain().enter(&mut tx, Kind::Trigger, portfolio);
        tx.commit(Event::TriggerAdded { trigger: id, name: draft.name }, id)
    });
    made.await.map_err(gone_meanwhile)
}

/// Changes the trigger if it still has this version.
///
/// # Errors
/// As `add`; 404, 409 `stale`.
pub async fn change(ctx: &Ctx, id: i64, version: i64, input: Input) -> Result<()> {
    let changed = ctx.write(move |mut tx| {
        authz::decide(tx.actor(), &Do::EditTriggers)?;
        let seen = store::find(&mut tx, id)?.ok_or(Error::NotFound)?;
        let pipelines = pipelines::read(&mut tx)?;
        let mut wrong = Fields::default();
        let draft = seen.draft.clone().with(&mut wrong, &input, &pipelines);
        let another = input.receiver.filter(|receiver| !gives(&seen, *receiver));
        // Work of another kind, or a queue that can't be given it: who receives is asked anew.
        let again = (draft.does != seen.draft.does).then_some(input.receiver.unwrap_or(seen.receiver()));
        let portfolio = match another.or(again) {
            Some(receiver) => receiving(&mut tx, receiver, &draft, &mut wrong)?,
            None => seen.portfolio,
        };
        let before = store::lock(&mut tx, id)?.ok_or(Error::NotFound)?;
        if before.version != version || before != seen {
            return Err(stale(before.version));
        }
        wrong.check()?;
        let changes = before.draft.changes(&draft, &pipelines);
        let moves = portfolio != before.portfolio;
        if changes.is_empty() && !moves {
            return tx.unchanged(());
        }
        let receiver = moves.then(|| holder(&mut tx, Kind::Trigger, portfolio)).transpose()?;
        let mut tx = tx.permit(Do::EditTriggers)?;
        store::set(&mut tx, id, portfolio, &draft)?;
        if moves {
            Cell::plain().leave(&mut tx, Kind::Trigger, before.portfolio);
            Cell::plain().enter(&mut tx, Kind::Trigger, portfolio);
            portfolios::store::note_move(&mut tx, Kind::Trigger, id, before.portfolio, portfolio)?;
        }
        tx.commit(Event::TriggerChanged { trigger: id, changes, receiver }, ())
    });
    changed.await.map_err(gone_meanwhile)
}

/// Takes the trigger away; what it did stays.
///
/// # Errors
/// 404.
pub async fn remove(ctx: &Ctx, id: i64) -> Result<()> {
    ctx.write(move |mut tx| {
        authz::decide(tx.actor(), &Do::EditTriggers)?;
        let trigger = store::lock(&mut tx, id)?.ok_or(Error::NotFound)?;
        let mut tx = tx.permit_all(&[Do::EditTriggers, Do::Remove])?;
        store::remove(&mut tx, id)?;
        Cell::plain().leave(&mut tx, Kind::Trigger, trigger.portfolio);
        tx.commit(Event::TriggerRemoved { trigger: id, name: trigger.draft.name }, ())
    })
    .await
}

/// Whether the trigger gives to this person or queue already.
fn gives(trigger: &Trigger, receiver: i64) -> bool {
    trigger.receiver() == receiver || trigger.portfolio == receiver
}

/// The portfolio of somebody who may be given what the trigger makes; deals may go to a queue, too.
fn receiving<S>(tx: &mut Tx<'_, S>, receiver: i64, draft: &Draft, wrong: &mut Fields) -> Result<i64> {
    let Some(person) = org::find_shared(tx, receiver)? else {
        if queues::find(tx, receiver)?.is_none() {
            wrong.add("receiver_id", "error-no-such-person");
        } else if draft.does == Does::Task {
            wrong.add("receiver_id", "error-triggers-queue");
        }
        return Ok(receiver);
    };
    let kind = if draft.does == Does::Task { Kind::Task } else { Kind::Deal };
    let may = org::is_assignable(&person, kind, tx.now());
    match person.portfolio_id.filter(|_| may) {
        Some(portfolio) => Ok(portfolio),
        None => {
            let values = vec![("name", person.name.as_str().into())];
            wrong.add_with("receiver_id", "error-not-assignable", values);
            Ok(0)
        }
    }
}

/// Who looks after a trigger that gives to whoever is responsible: who makes it, unless somebody else is named.
fn keeping<S>(tx: &mut Tx<'_, S>, draft: &Draft, wrong: &mut Fields) -> Result<i64> {
    if !draft.to_responsible {
        wrong.add("receiver_id", "error-required");
        return Ok(0);
    }
    match tx.actor().person_id() {
        Some(me) => receiving(tx, me, draft, wrong),
        None => {
            wrong.add("receiver_id", "error-required");
            Ok(0)
        }
    }
}

/// A stage or portfolio that went away between the look and the write.
fn gone_meanwhile(error: Error) -> Error {
    match error {
        Error::Store(::store::Error::Reference) => Error::field("stage_id", "error-deals-stage"),
        other => other,
    }
}
