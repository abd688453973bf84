//! A departure by hand took the place of a planned one, and is undone: the planned one stands again, if its moment is
//! still to come.

use base::jobs::{self, Job};
use base::{Event, Result, Tx, Writing};

use super::{Planned, store};

/// The planned departure in whose place an undone one was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Replaced {
    pub id: i64,
    /// ms UTC.
    pub at: i64,
    /// Whether it stands again; otherwise its moment has passed, and nothing is planned any more.
    pub again: bool,
}

/// The hand-over is undone, and the person is back.
pub fn resume(tx: &mut Tx<'_, Writing>, handover: i64) -> Result<Option<(Replaced, Option<Event>)>> {
    let Some(planned) = store::of_handover(tx, handover)?.filter(by_hand) else { return Ok(None) };
    let job = jobs::find(tx, planned.job)?;
    let again = planned.at > tx.now() && job.as_ref().is_some_and(is_to_come);
    let event = again.then_some(Event::DeparturePlanned {
        person: planned.person,
        planned: planned.id,
        at: planned.at,
        limits: planned.limits,
    });
    if again {
        store::stand_again(tx, &planned)?;
    }
    Ok(Some((Replaced { id: planned.id, at: planned.at, again }, event)))
}

/// Whether somebody was quicker than its hour.
fn by_hand(planned: &Planned) -> bool {
    planned.ended_at.is_some_and(|ended| ended < planned.at)
}

fn is_to_come(job: &Job) -> bool {
    job.state == jobs::State::Ready && !job.cancel_asked
}
