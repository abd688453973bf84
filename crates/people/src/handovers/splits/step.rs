//! One step of a plan's job: some records staged, or the flip, or some records put back. Each is one transaction, and
//! how far the plan is, is written in it: after a crash the next step goes on from there.

use std::time::{Duration, Instant};

use base::jobs::{self, Job, JobKind, Next, Stepping};
use base::portfolios::Holdable;
use base::portfolios::store::repoint;
use base::{Committed, Ctx, Error, Event, Reading, Result, Tx, authz, org};

use super::run::{Scene, State};
use super::{back, flip, settle, store};
use crate::handovers::ready;

/// The kind of job that plans run on.
pub const JOB: JobKind =
    JobKind { name: "plan", step, watched: true, while_closing: false, passed_over: None };

/// How long a step may work; with its commit it takes others about 30 ms of their time.
const AT_ONCE: Duration = Duration::from_millis(20);
/// How many records a step takes at least, at first, and at most.
const LEAST: i64 = 20;
pub const FIRST: i64 = 200;
const MOST: i64 = 5_000;

fn step(ctx: Ctx, job: Job) -> Stepping {
    Box::pin(async move {
        let plan = job.data.parse().map_err(|_| Error::Broken("a plan's job without a plan".into()))?;
        let holdables = ctx.app.holdables.clone();
        let most = ctx.app.settings.most_at_once;
        let stepped = ctx.write(move |tx| one(tx, &holdables, &job, plan, most)).await;
        match stepped {
            // What the plan asks for can't be done as things stand: an administrator mends that or calls it off.
            Err(Error::Conflict(problem)) if problem.key != "error-job-moved" => {
                Ok(Next::Wait(Error::Conflict(problem)))
            }
            Err(error @ Error::Invalid(_)) => Ok(Next::Wait(error)),
            stepped => stepped,
        }
    })
}

fn one(
    mut tx: Tx<'_, Reading>,
    holdables: &[Holdable],
    job: &Job,
    plan: i64,
    most: Option<i64>,
) -> Result<Committed<Next>> {
    let begun = Instant::now();
    jobs::hold(&mut tx, job)?;
    let run = store::lock(&mut tx, plan)?.ok_or(Error::NotFound)?;
    if run.state != State::Running {
        return tx.unchanged(Next::Done);
    }
    let limit = most.unwrap_or(run.progress.chunk).max(1);
    if job.cancel_asked {
        return back::step(tx, run, holdables, limit);
    }
    if run.progress.source >= run.progress.sources.len() {
        return flip::step(tx, run, holdables, job, (limit, most));
    }
    let person = org::find(&mut tx, run.person)?.ok_or(Error::NotFound)?;
    let act = ready::act(run.what, &person);
    authz::decide(tx.actor(), &act)?;
    repoint::lock_held(&mut tx, run.person)?;
    let twins = store::twins(&mut tx, plan)?;
    let mut scene = Scene::set(&mut tx, run, twins)?;
    let moves = settle::next(&mut tx, &mut scene, holdables, limit)?.unwrap_or_default();
    let mut tx = tx.permit(act)?;
    let count = settle::carry_out(&mut tx, &mut scene, holdables, &moves)?;
    let progress = &mut scene.run.progress;
    progress.staged += count;
    progress.chunk = paced(limit, count, begun.elapsed());
    store::set_progress(&mut tx, plan, &scene.run.progress)?;
    let total = scene.run.progress.total.max(scene.run.progress.staged);
    jobs::progress(&mut tx, job, scene.run.progress.staged, total)?;
    tx.commit(Event::PlanStaged { plan, count }, Next::More)
}

/// How many records the next step takes, so that it lasts about as long as it may.
fn paced(limit: i64, count: i64, took: Duration) -> i64 {
    if count < limit {
        return limit.clamp(LEAST, MOST);
    }
    let fits =
        AT_ONCE.as_micros().saturating_mul(u128::try_from(limit).unwrap_or(1)) / took.as_micros().max(1);
    let fits = i64::try_from(fits).unwrap_or(MOST);
    fits.min(limit * 2).clamp(LEAST, MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_grow_gently_and_shrink_at_once() {
        assert_eq!(paced(200, 200, Duration::from_millis(5)), 400);
        assert_eq!(paced(1_000, 1_000, Duration::from_millis(40)), 500);
        assert_eq!(paced(1_000, 1_000, Duration::from_secs(60)), LEAST);
        assert_eq!(paced(MOST, MOST, Duration::ZERO), MOST);
        assert_eq!(paced(200, 3, Duration::from_secs(1)), 200);
    }
}
