//! What somebody has scheduled and what runs for them: planned departures, sharings-out, imports, letters on their way.
//! A job does nothing for who has left; so it goes on for whoever takes them out, under that one's rights.

use base::org::{self, Person};
use base::{Event, Result, Tx, Writing, jobs};
use serde::{Deserialize, Serialize};

use super::fact::Fact;

/// Jobs that go on for another person since a departure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scheduled {
    pub to: i64,
    pub jobs: Vec<i64>,
    /// Whether the person could do nothing before already, so that jobs waited for somebody who can.
    #[serde(skip)]
    pub wakes: bool,
}

/// What would go on, and for whom: for who acts now, or else an administrator.
pub(super) fn found<S>(tx: &mut Tx<'_, S>, leaver: &Person) -> Result<Option<Scheduled>> {
    let jobs: Vec<i64> = jobs::acting_for(tx, leaver.id)?.into_iter().map(|(id, _)| id).collect();
    if jobs.is_empty() {
        return Ok(None);
    }
    let to = match tx.actor().person_id() {
        Some(actor) => Some(actor),
        None => org::administrators(tx)?.into_iter().map(|name| name.id).find(|id| *id != leaver.id),
    };
    let wakes = !jobs::may_act(leaver, tx.now());
    Ok(to.map(|to| Scheduled { to, jobs, wakes }))
}

/// Passes them on; the journal knows how many.
pub(super) fn pass_on(tx: &mut Tx<'_, Writing>, fact: &Fact) -> Result<Option<Event>> {
    let Some(Scheduled { to, jobs, wakes }) = &fact.scheduled else { return Ok(None) };
    jobs::pass_on(tx, (fact.person, *to), (fact.id, *wakes))?;
    let count = i64::try_from(jobs.len()).unwrap_or(i64::MAX);
    Ok(Some(Event::ScheduledPassedOn { person: fact.person, to: *to, count }))
}

/// Those that nobody took over since are the person's again.
pub(super) fn hand_back(tx: &mut Tx<'_, Writing>, fact: &Fact) -> Result<()> {
    match &fact.scheduled {
        Some(_) => jobs::give_back(tx, fact.id, fact.person),
        None => Ok(()),
    }
}
