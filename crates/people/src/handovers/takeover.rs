//! Somebody takes over what others left: chosen portfolios go from whom holds them to the newcomer, and nothing else.
//! For each giver one numbered hand-over, all in one transaction.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use base::authz::{Actor, Area, Do};
use base::credentials::Counts;
use base::journal::Moved;
use base::org::{self, Person};
use base::portfolios::store::repoint;
use base::{Ctx, Error, Event, Kind, Result, Status, Tx, Writing, authz, portfolios};

use super::fact::{Fact, UNDO_MS, What, moved};
use super::ready::Outcome;
use super::store;
use crate::takeovers::{self, Share, Wish};

/// What came of it.
#[derive(Clone, Debug)]
pub enum Taken {
    /// The hand-overs, one for each giver.
    Now(Vec<Outcome>),
    /// The person is pending: it happens when they become active.
    Planned,
}

/// Gives the portfolios to the person; to a pending one, once they are active.
///
/// # Errors
/// 404 for an unknown person; 403 for who may not hand over the work of one of the holders; 422 when the person can't
/// receive, may not hold a kind, or there is nothing to take over.
pub async fn take_over(ctx: &Ctx, person: i64, wishes: Vec<Wish>) -> Result<Taken> {
    ctx.need(Area::People)?;
    ctx.write(move |mut tx| {
        store::lock_account(&mut tx)?;
        let found = org::find(&mut tx, person)?.ok_or(Error::NotFound)?;
        if found.status == Status::Pending {
            let newcomer = org::find_locked(&mut tx, person)?.ok_or(Error::NotFound)?;
            let mut tx = tx.permit(Do::HandOver { category: newcomer.category })?;
            let event = takeovers::plan(&mut tx, &newcomer, &wishes)?;
            return tx.commit(event, Taken::Planned);
        }
        let ready = Ready::new(&mut tx, &found, &wishes)?;
        let mut tx = tx.permit_all(&ready.acts())?;
        let by = tx.actor().person_id();
        let (outcomes, events) = ready.carry_out(&mut tx, by)?;
        tx.commit_all(events, Taken::Now(outcomes))
    })
    .await
}

/// What was planned for somebody who becomes active in this very transaction. What can't be is told and stays with
/// whom holds it.
pub fn arrive(tx: &mut Tx<'_, Writing>, person: &Person) -> Result<Vec<Event>> {
    let planned = takeovers::planned_of(tx, person.id)?;
    if planned.is_empty() {
        return Ok(Vec::new());
    }
    store::lock_account(tx)?;
    let mut events = Vec::new();
    for one in planned {
        let newcomer = org::find(tx, person.id)?.ok_or(Error::NotFound)?;
        let portfolio = one.wish.portfolio;
        let failed = |why: &str| Event::TakeoverFailed { person: newcomer.id, portfolio, why: why.into() };
        let ready = match Ready::new(tx, &newcomer, std::slice::from_ref(&one.wish)) {
            Ok(ready) => ready,
            Err(Error::Invalid(problem)) => {
                let nothing = problem.key == "error-nothing-to-take-over";
                events.push(failed(if nothing { "nothing" } else { "hold" }));
                continue;
            }
            Err(other) => return Err(other),
        };
        if !still_may(tx, one.asked_by, &ready)? {
            events.push(failed("asker"));
            continue;
        }
        events.extend(ready.carry_out(tx, one.asked_by)?.1);
    }
    takeovers::forget(tx, person.id)?;
    Ok(events)
}

/// Whether whoever asked is still here and may still do it.
fn still_may<S>(tx: &mut Tx<'_, S>, asked_by: Option<i64>, ready: &Ready) -> Result<bool> {
    let actor = match asked_by {
        None => Actor::operator(),
        Some(id) => match org::find(tx, id)? {
            Some(one) if one.status == Status::Active && !one.is_over(tx.now()) => {
                Actor::person(one.id, one.category, one.rights)
            }
            _ => return Ok(false),
        },
    };
    Ok(ready.acts().iter().all(|act| authz::decide(&actor, act).is_ok()))
}

/// A take-over that may begin: rows locked, the choice judged.
struct Ready {
    newcomer: i64,
    givers: HashMap<i64, Person>,
    shares: Vec<Share>,
}

impl Ready {
    /// Holders change only under the account's row, which is locked: who is found here stays who holds it.
    fn new<S>(tx: &mut Tx<'_, S>, newcomer: &Person, wishes: &[Wish]) -> Result<Ready> {
        let ids: Vec<i64> = wishes.iter().map(|wish| wish.portfolio).collect();
        let shelves = takeovers::rows(tx, &ids)?;
        let named: BTreeSet<i64> = shelves
            .iter()
            .flat_map(|shelf| shelf.rows.values().map(|row| row.0))
            .chain([newcomer.id])
            .collect();
        let mut people = HashMap::new();
        for id in named {
            let found = if id == newcomer.id { org::find_shared(tx, id)? } else { org::find_locked(tx, id)? };
            people.extend(found.map(|found| (id, found)));
        }
        repoint::lock_portfolios(tx, &ids)?;
        let newcomer = people.get(&newcomer.id).ok_or(Error::NotFound)?;
        let shares = takeovers::judge(wishes, &takeovers::rows(tx, &ids)?, newcomer, tx.now())?;
        let newcomer = newcomer.id;
        people.retain(|id, _| shares.iter().any(|share| share.giver == *id));
        Ok(Ready { newcomer, givers: people, shares })
    }

    fn acts(&self) -> Vec<Do> {
        self.givers.values().map(|giver| Do::HandOver { category: giver.category }).collect()
    }

    fn carry_out(&self, tx: &mut Tx<'_, Writing>, by: Option<i64>) -> Result<(Vec<Outcome>, Vec<Event>)> {
        let mut by_giver: BTreeMap<i64, Vec<Share>> = BTreeMap::new();
        for share in &self.shares {
            by_giver.entry(share.giver).or_default().push(*share);
        }
        let (mut outcomes, mut events) = (Vec::new(), Vec::new());
        for (giver, shares) in by_giver {
            let giver = self.givers.get(&giver).ok_or(Error::NotFound)?;
            let fact = fact(tx, giver, by)?;
            store::add(tx, &fact)?;
            for (portfolio, kinds) in by_portfolio(&shares) {
                repoint::step_on_portfolio(tx, fact.id, (giver.id, portfolio), &kinds, self.newcomer)?;
            }
            repoint::carry_out(tx, fact.id)?;
            // Who gave away where their own new work goes gets a fresh portfolio.
            if giver.portfolio_id.is_some_and(|home| shares.iter().any(|share| share.portfolio == home)) {
                let fresh = portfolios::open_for(tx, giver.id)?;
                store::set_portfolio_after(tx, fact.id, fresh)?;
            }
            let moved = self.moved(&shares);
            events.push(Event::TakenOver {
                person: giver.id,
                to: self.newcomer,
                handover: fact.id,
                number: fact.number,
                moved: moved.clone(),
            });
            outcomes.push(Outcome {
                fact: Some((fact.id, fact.number)),
                person: giver.id,
                status: giver.status,
                moved,
                ended: Counts::default(),
                posts: Vec::new(),
                kept: Vec::new(),
                undo_until: tx.now() + UNDO_MS,
            });
        }
        Ok((outcomes, events))
    }

    /// What goes, kind by kind; kinds of which there is nothing are left out.
    fn moved(&self, shares: &[Share]) -> Vec<Moved> {
        let mut sums: BTreeMap<Kind, Moved> = BTreeMap::new();
        for share in shares.iter().filter(|share| share.holding.count > 0) {
            let none = moved(share.kind, portfolios::Holding::default(), share.giver, self.newcomer);
            let sum = sums.entry(share.kind).or_insert(none);
            sum.count += share.holding.count;
            sum.open += share.holding.open;
        }
        sums.into_values().collect()
    }
}

fn fact(tx: &mut Tx<'_, Writing>, giver: &Person, by: Option<i64>) -> Result<Fact> {
    Ok(Fact {
        id: tx.new_id()?,
        number: store::next_number(tx)?,
        what: What::Handover,
        person: giver.id,
        at: tx.now(),
        by_person: by,
        reason: None,
        status_before: Some(giver.status),
        portfolio_before: giver.portfolio_id,
        portfolio_after: None,
        needs_link_before: giver.needs_link,
        ended: Counts::default(),
        undo_until: Some(tx.now() + UNDO_MS),
        undone_at: None,
        undone_by: None,
        undoes: None,
        left: Vec::new(),
        answered: None,
        scheduled: None,
        posts: Vec::new(),
        kept: Vec::new(),
    })
}

fn by_portfolio(shares: &[Share]) -> BTreeMap<i64, Vec<Kind>> {
    let mut all: BTreeMap<i64, Vec<Kind>> = BTreeMap::new();
    for share in shares {
        all.entry(share.portfolio).or_default().push(share.kind);
    }
    all
}
