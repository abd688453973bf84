//! A plan that is called off: what was staged goes back to where it was taken from, and the portfolios that it was
//! staged in are gone as if they had never been.

use base::jobs::Next;
use base::portfolios::store::repoint;
use base::portfolios::{self, Holdable};
use base::{Committed, Error, Event, Kind, Reading, Result, Tx, authz, org};

use super::run::{Run, State, Twin};
use super::{settle, store};
use crate::handovers::ready;

/// Puts some records back, or ends the plan when there are none left.
pub(super) fn step(
    mut tx: Tx<'_, Reading>,
    mut run: Run,
    holdables: &[Holdable],
    limit: i64,
) -> Result<Committed<Next>> {
    let person = org::find(&mut tx, run.person)?.ok_or(Error::NotFound)?;
    let act = ready::act(run.what, &person);
    authz::decide(tx.actor(), &act)?;
    repoint::lock_held(&mut tx, run.person)?;
    let twins = store::twins(&mut tx, run.id)?;
    let plan = run.id;
    match some(&mut tx, &twins, holdables, limit)? {
        Some((twin, kind, ids)) => {
            let mut tx = tx.permit(act)?;
            let sharing = settle::holdable(holdables, kind)?.sharing;
            let count = (sharing.relabel)(&mut tx, &ids, twin.portfolio, twin.source)?;
            run.progress.staged -= count;
            store::set_progress(&mut tx, plan, &run.progress)?;
            tx.commit(Event::PlanUnstaged { plan, count }, Next::More)
        }
        None => {
            let mut tx = tx.permit(act)?;
            for twin in twins {
                store::forget_twin(&mut tx, twin.portfolio)?;
                portfolios::close_staged(&mut tx, twin.portfolio, twin.source)?;
            }
            store::end(&mut tx, plan, State::Cancelled, None, &[])?;
            tx.commit(Event::PlanUnstaged { plan, count: 0 }, Next::Cancelled)
        }
    }
}

type Batch = (Twin, Kind, Vec<i64>);

/// Some records that are still staged: of the twin's kind, or deleted ones.
fn some(
    tx: &mut Tx<'_, Reading>,
    twins: &[Twin],
    holdables: &[Holdable],
    limit: i64,
) -> Result<Option<Batch>> {
    for twin in twins {
        for kind in [twin.kind, Kind::Bin] {
            let ids = (settle::holdable(holdables, kind)?.pick)(tx, twin.portfolio, limit)?;
            if !ids.is_empty() {
                return Ok(Some((*twin, kind, ids)));
            }
        }
    }
    Ok(None)
}
