//! What somebody has scheduled and what runs for them: planned departures, sharings-out, imports, letters on their way.
//! A job does nothing for who has left; so it goes on for whoever takes them out, under that one's rights.

use base::{Result, Tx, Writing, jobs};
use serde::{Deserialize, Serialize};

use super::fact::Fact;

/// Jobs that go on for another person since a departure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scheduled {
    pub to: i64,
    pub jobs: Vec<i64>,
}

/// What would go on for who acts now. Where nobody acts the jobs wait for an administrator, as all do whose person is
/// gone.
pub(super) fn found<S>(tx: &mut Tx<'_, S>, leaver: i64) -> Result<Option<Scheduled>> {
    let Some(to) = tx.actor().person_id() else { return Ok(None) };
    let jobs = jobs::acting_for(tx, leaver)?;
    Ok((!jobs.is_empty()).then_some(Scheduled { to, jobs }))
}

pub(super) fn pass_on(tx: &mut Tx<'_, Writing>, fact: &Fact) -> Result<()> {
    match &fact.scheduled {
        Some(Scheduled { to, jobs }) => jobs::pass_on(tx, jobs, *to),
        None => Ok(()),
    }
}

/// Those that still act for the same one are the person's again.
pub(super) fn hand_back(tx: &mut Tx<'_, Writing>, fact: &Fact) -> Result<()> {
    let Some(Scheduled { to, jobs }) = &fact.scheduled else { return Ok(()) };
    let mut still = jobs::acting_for(tx, *to)?;
    still.retain(|id| jobs.contains(id));
    jobs::pass_on(tx, &still, fact.person)
}
