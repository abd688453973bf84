//! What a departure does to covers: those of the leaver's work, and those in which the leaver stands in for others.

use base::portfolios::covers::{self, Cover, Ended};
use base::portfolios::store::covers as store;
use base::{Event, Result, Tx, Writing};

use super::rules;

/// The covers that a departure of the person would end.
pub fn ending<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<Vec<Cover>> {
    let now = tx.now();
    Ok(covers::of_person(tx, person)?.into_iter().filter(|cover| cover.state(now).is_open()).collect())
}

/// Ends them with the departure; an event for each.
pub fn end_with(tx: &mut Tx<'_, Writing>, person: i64, handover: i64) -> Result<Vec<Event>> {
    let mut events = Vec::new();
    for cover in ending(tx, person)? {
        store::end(tx, cover.id, Ended::Departure, Some(handover))?;
        events.push(Event::CoverEnded { person: cover.person, cover: cover.id, stand_in: cover.stand_in });
    }
    Ok(events)
}

/// The departure is undone: what it ended runs again, unless its time is over, the other one has left since, or somebody
/// else stands in by now.
pub fn resume(tx: &mut Tx<'_, Writing>, handover: i64) -> Result<Vec<Event>> {
    let mut events = Vec::new();
    for cover in store::ended_with(tx, handover)? {
        let cover = Cover { ended: None, ..cover };
        let others = covers::of_person(tx, cover.person)?;
        let people = [base::org::find(tx, cover.person)?, base::org::find(tx, cover.stand_in)?];
        let here = people.iter().flatten().filter(|person| person.portfolio_id.is_some()).count();
        if here < 2 || rules::in_the_way(&cover, &others).is_some() {
            continue;
        }
        store::resume(tx, cover.id)?;
        events.push(Event::CoverResumed {
            person: cover.person,
            cover: cover.id,
            stand_in: cover.stand_in,
            until: cover.until,
        });
    }
    Ok(events)
}
