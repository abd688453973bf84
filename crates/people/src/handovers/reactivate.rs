//! A departed person comes back: the same person with the same history, by a new link, with or without their work.

use base::authz::{self, Area};
use base::credentials::Counts;
use base::journal::Moved;
use base::org::Person;
use base::portfolios::store::repoint;
use base::{Ctx, Error, Event, Result, Status, Tx, Writing, org, portfolios};

use super::back;
use super::fact::{Fact, What};
use super::status::Standing;
use super::{ready, store};
use crate::{notes, seats};

/// What becomes of the work that they handed over when they left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// Whatever their successors still hold by that departure comes back.
    Back,
    /// It stays where it is.
    Stays,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Returned {
    pub status: Status,
    /// The hand-over by which work came back: id and number.
    pub fact: Option<(i64, i64)>,
    pub moved: Vec<Moved>,
}

/// Lets the person come back.
///
/// # Errors
/// 409 `not_departed`, `no_seat`, `may_not_hold_any_more`; of an integrator `integrator_over`, `integrator_unvouched`.
pub async fn reactivate(ctx: &Ctx, person: i64, work: Work) -> Result<Returned> {
    ctx.need(Area::People)?;
    ctx.write(move |mut tx| {
        store::lock_account(&mut tx)?;
        let found = org::find_locked(&mut tx, person)?.ok_or(Error::NotFound)?;
        let act = ready::act(What::Giveback, &found);
        authz::decide(tx.actor(), &act)?;
        let standing = Standing::of(&found).reactivated()?;
        check_time(&found, tx.now())?;
        seats::take(&mut tx, found.category)?;
        let departure = match work {
            Work::Back => returnable(&mut tx, &found, standing)?,
            Work::Stays => None,
        };
        let mut tx = tx.permit(act)?;
        store::set_standing(&mut tx, person, standing)?;
        // Their note was for whoever got the work then.
        notes::end(&mut tx, person)?;
        let given = departure.map(|d| give_back(&mut tx, &found, standing, d)).transpose()?;
        if standing.status == Status::Active && found.category.may_hold() {
            portfolios::open_for(&mut tx, person)?;
        }
        let returned = given.unwrap_or(Returned { status: standing.status, fact: None, moved: Vec::new() });
        let handover = returned.fact.map(|(id, _)| id);
        tx.commit(Event::PersonReactivated { person, work_back: handover.is_some(), handover }, returned)
    })
    .await
}

/// Who was let in for a time comes back for a time to come.
fn check_time(person: &Person, now: i64) -> Result<()> {
    match person {
        person if !person.vouched => Err(Error::conflict("error-integrator-unvouched")),
        person if person.is_over(now) => Err(Error::conflict("error-integrator-over")),
        _ => Ok(()),
    }
}

/// What could come back, kind by kind: for the page that asks.
pub async fn look_back(ctx: &Ctx, person: i64) -> Result<(Person, Vec<Moved>)> {
    ctx.need(Area::People)?;
    ctx.read(move |tx| {
        let found = org::find(tx, person)?.ok_or(Error::NotFound)?;
        authz::decide(tx.actor(), &ready::act(What::Giveback, &found))?;
        let moved = match store::last_departure(tx, person)? {
            Some(departure) => back::returning(&repoint::stepped(tx, departure.id)?),
            None => Vec::new(),
        };
        Ok((found, moved))
    })
    .await
}

/// The departure whose rows come back, and what is in them; rows are locked. `None` when there is nothing.
fn returnable<S>(
    tx: &mut Tx<'_, S>,
    person: &Person,
    standing: Standing,
) -> Result<Option<(Fact, Vec<Moved>)>> {
    let Some(departure) = store::last_departure(tx, person.id)? else { return Ok(None) };
    let rows = repoint::lock_stepped(tx, departure.id)?;
    let moved = back::returning(&rows);
    if moved.is_empty() || standing.status != Status::Active {
        return Ok(None);
    }
    back::check_may_hold(person, &rows)?;
    Ok(Some((departure, moved)))
}

fn give_back(
    tx: &mut Tx<'_, Writing>,
    person: &Person,
    standing: Standing,
    (departure, moved): (Fact, Vec<Moved>),
) -> Result<Returned> {
    let fact = Fact {
        id: tx.new_id()?,
        number: store::next_number(tx)?,
        what: What::Giveback,
        at: tx.now(),
        by_person: tx.actor().person_id(),
        reason: None,
        status_before: Some(person.status),
        portfolio_before: None,
        portfolio_after: None,
        ended: Counts::default(),
        undo_until: None,
        answered: None,
        scheduled: None,
        left: Vec::new(),
        posts: Vec::new(),
        kept: Vec::new(),
        ..departure.clone()
    };
    store::add(tx, &fact)?;
    repoint::step_back(tx, fact.id, departure.id)?;
    repoint::carry_out(tx, fact.id)?;
    Ok(Returned { status: standing.status, fact: Some((fact.id, fact.number)), moved })
}
