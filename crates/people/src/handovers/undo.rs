//! Undo: what a hand-over moved comes back, as far as it still stands where the hand-over put it. The rest is left and
//! listed. Work done since stays done; sessions, tokens and links stay dead.

use std::collections::BTreeMap;

use base::authz::{self, Area};
use base::credentials::Counts;
use base::journal::Moved;
use base::org::Person;
use base::portfolios::Holdable;
use base::portfolios::store::repoint::{self, Stepped};
use base::{Ctx, Error, Event, Kind, Problem, Reading, Result, Status, Tx, Writing, org, portfolios};

use super::back;
use super::fact::{Fact, Left, What, Why};
use super::planned::{self, Replaced};
use super::posts::{self, Passed};
use super::status::Standing;
use super::{answers, ready, scheduled, store};
use crate::{covers, seats};

/// The most ids that a sample names.
const SAMPLE: usize = 20;

/// What came of an undo.
#[derive(Clone, Debug)]
pub struct Undone {
    /// The undo's own id and number.
    pub fact: (i64, i64),
    pub person: i64,
    pub status: Status,
    pub restored: Vec<Moved>,
    pub left: Vec<Left>,
    /// The planned departure in whose place it was.
    pub planned: Option<Replaced>,
}

/// How far an undo goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    /// The person comes back as they were, with a seat.
    Person(Standing),
    /// Only the work comes back: the person never left, or is back already.
    Work,
}

/// Undoes a departure or a hand-over.
///
/// # Errors
/// 409 `already_undone`, `undo_too_late`, `undo_of_undo`, `no_seat`, `departed_again`, `undo_person_away`,
/// `may_not_hold_any_more`, `nothing_to_undo`.
pub async fn undo(ctx: &Ctx, id: i64) -> Result<Undone> {
    ctx.need(Area::People)?;
    let holdables = ctx.app.holdables.clone();
    ctx.write(move |mut tx| {
        store::lock_account(&mut tx)?;
        let fact = store::find(&mut tx, id)?.ok_or(Error::NotFound)?;
        let person = org::find_locked(&mut tx, fact.person)?.ok_or(Error::NotFound)?;
        let act = ready::act(What::Undo, &person);
        authz::decide(tx.actor(), &act)?;
        fact.check_undo(tx.now())?;
        let reach = reach(&mut tx, &fact, &person)?;
        let rows = repoint::lock_stepped(&mut tx, fact.id)?;
        if reach == Reach::Work && !rows.iter().any(|row| row.unmoved) {
            return Err(Error::conflict("error-nothing-to-undo"));
        }
        back::check_may_hold(&person, &rows)?;
        let left = left(&mut tx, &holdables, &fact, &rows)?;
        let posts = posts::returning(&mut tx, &fact)?;
        let restored = back::returning(&rows);
        let mut tx = tx.permit(act)?;
        let undo = carry_out(&mut tx, &fact, &person, (left, posts))?;
        match reach {
            Reach::Person(standing) => bring_back(&mut tx, &fact, &person, standing)?,
            Reach::Work => return_home(&mut tx, &fact, &person)?,
        }
        let status = match reach {
            Reach::Person(standing) => standing.status,
            Reach::Work => person.status,
        };
        let event = Event::HandoverUndone {
            person: person.id,
            handover: fact.id,
            number: fact.number,
            restored: restored.clone(),
        };
        let mut events = vec![event];
        events.extend(answers::hand_back(&mut tx, &fact)?);
        if matches!(reach, Reach::Person(standing) if standing.status == Status::Active) {
            scheduled::hand_back(&mut tx, &fact)?;
        }
        events.extend(posts::bring_back(&mut tx, &fact, &undo.posts)?);
        events.extend(covers::resume(&mut tx, fact.id)?);
        let replaced = match reach {
            Reach::Person(_) => planned::resume(&mut tx, fact.id)?,
            Reach::Work => None,
        };
        let planned = replaced.as_ref().map(|(replaced, _)| *replaced);
        events.extend(replaced.and_then(|(_, event)| event));
        let fact = (undo.id, undo.number);
        tx.commit_all(events, Undone { fact, person: person.id, status, restored, left: undo.left, planned })
    })
    .await
}

/// How far the undo goes, and whether it may: a person who comes back takes a seat.
fn reach<S>(tx: &mut Tx<'_, S>, fact: &Fact, person: &Person) -> Result<Reach> {
    match person.status {
        Status::Active | Status::Blocked => return Ok(Reach::Work),
        Status::Departed if fact.what == What::Departure => {}
        Status::Pending | Status::Departed | Status::Closing | Status::Erased => {
            let problem = Problem::new("error-undo-person-away").with("name", person.name.as_str());
            return Err(Error::Conflict(problem));
        }
    }
    match store::last_departure(tx, person.id)? {
        Some(last) if last.id != fact.id => {
            Err(Error::Conflict(Problem::new("error-departed-again").with("number", last.number)))
        }
        _ => {
            seats::take(tx, person.category)?;
            let was = fact.status_before.unwrap_or(Status::Active);
            Ok(Reach::Person(Standing::of(person).restored(was)?))
        }
    }
}

fn carry_out(
    tx: &mut Tx<'_, Writing>,
    fact: &Fact,
    person: &Person,
    (left, posts): (Vec<Left>, Vec<Passed>),
) -> Result<Fact> {
    let undo = Fact {
        id: tx.new_id()?,
        number: store::next_number(tx)?,
        what: What::Undo,
        at: tx.now(),
        by_person: tx.actor().person_id(),
        reason: None,
        status_before: Some(person.status),
        portfolio_before: person.portfolio_id,
        portfolio_after: None,
        needs_link_before: person.needs_link,
        ended: Counts::default(),
        undo_until: None,
        undoes: Some(fact.id),
        left,
        answered: None,
        scheduled: None,
        posts,
        kept: Vec::new(),
        ..fact.clone()
    };
    store::add(tx, &undo)?;
    repoint::step_back(tx, undo.id, fact.id)?;
    repoint::carry_out(tx, undo.id)?;
    store::mark_undone(tx, fact.id, undo.id)?;
    Ok(undo)
}

/// The person is as they were: status, password, and the portfolio for new work, or a fresh one where others now hold
/// a part of it.
fn bring_back(tx: &mut Tx<'_, Writing>, fact: &Fact, person: &Person, standing: Standing) -> Result<()> {
    store::set_standing(tx, person.id, standing)?;
    store::set_needs_link(tx, person.id, fact.needs_link_before)?;
    match fact.portfolio_before {
        Some(home) if store::rows_of_others(tx, home, person.id)? == 0 => {
            portfolios::store::set_home(tx, person.id, Some(home))
        }
        Some(_) => portfolios::open_for(tx, person.id).map(|_| ()),
        None => Ok(()),
    }
}

/// New work goes where it went before the hand-over, if that is wholly theirs again.
fn return_home(tx: &mut Tx<'_, Writing>, fact: &Fact, person: &Person) -> Result<()> {
    match fact.portfolio_before {
        Some(home)
            if fact.what == What::Handover
                && person.portfolio_id == fact.portfolio_after
                && store::rows_of_others(tx, home, person.id)? == 0 =>
        {
            portfolios::store::set_home(tx, person.id, Some(home))
        }
        _ => Ok(()),
    }
}

/// What does not come back: rows that a later hand-over took further, and records that somebody gave to others.
fn left(
    tx: &mut Tx<'_, Reading>,
    holdables: &[Holdable],
    fact: &Fact,
    rows: &[Stepped],
) -> Result<Vec<Left>> {
    let mut further: BTreeMap<(Kind, Option<i64>), Left> = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.unmoved && row.holder != row.from && row.holding.count > 0) {
        let found = further.entry((row.kind, row.by_handover)).or_insert_with(|| Left {
            kind: row.kind,
            count: 0,
            why: Why::MovedOn,
            handover: row.by_handover,
            sample: Vec::new(),
        });
        found.count += row.holding.count;
        let room = SAMPLE - found.sample.len();
        if let Some(holdable) = holdables.iter().find(|h| h.kind == row.kind && room > 0) {
            let ids = (holdable.pick)(tx, row.portfolio, i64::try_from(room).unwrap_or(0))?;
            found.sample.extend(ids.into_iter().take(room));
        }
    }
    let strays = repoint::strayed(tx, fact.id, fact.at, fact.id)?;
    let reassigned = strays.into_iter().map(|(kind, count, sample)| Left {
        kind,
        count,
        why: Why::Reassigned,
        handover: None,
        sample,
    });
    Ok(further.into_values().chain(reassigned).collect())
}
