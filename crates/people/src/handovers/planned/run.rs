//! The hour has come: the job carries the departure out, for whoever planned it.

use base::jobs::{self, Job, JobKind, Next, Stepping};
use base::{Committed, Ctx, Error, Reading, Result, Tx, Writing, authz, org};

use super::{Planned, State, store};
use crate::handovers::ready::{self, act};
use crate::handovers::status::Standing;
use crate::handovers::{What, departure, splits};

/// The kind of job that planned departures run on.
pub const JOB: JobKind =
    JobKind { name: "departure", step, watched: true, while_closing: false, passed_over: None };

fn step(ctx: Ctx, job: Job) -> Stepping {
    Box::pin(async move {
        match carry_out(&ctx, &job).await {
            // As things stand it can't be done: an administrator mends that or calls it off.
            Err(Error::Conflict(problem)) if problem.key != "error-job-moved" => {
                Ok(Next::Wait(Error::Conflict(problem)))
            }
            Err(error @ (Error::Invalid(_) | Error::NotFound)) => Ok(Next::Wait(error)),
            stepped => stepped,
        }
    })
}

async fn carry_out(ctx: &Ctx, job: &Job) -> Result<Next> {
    let id = job.data.parse().map_err(|_| Error::Broken("a departure's job without a departure".into()))?;
    let planned = ctx.read(move |tx| store::find(tx, id)).await?.ok_or(Error::NotFound)?;
    if planned.state != State::Planned {
        return Ok(if job.cancel_asked { Next::Cancelled } else { Next::Done });
    }
    if planned.plan.splits.is_empty() {
        let job = job.clone();
        return ctx.write(move |tx| depart(tx, &job, id)).await;
    }
    share_out(ctx, job, planned).await
}

/// The person has left: whatever was planned for them is done with, and waits for nobody any more.
pub fn carried_out(tx: &mut Tx<'_, Writing>, person: i64, handover: i64) -> Result<()> {
    let Some(planned) = store::of_person(tx, person)? else { return Ok(()) };
    store::carried_out(tx, &planned, handover)?;
    match jobs::find(tx, planned.job)? {
        Some(job) if job.is_stuck() => jobs::cancel(tx, planned.job),
        _ => Ok(()),
    }
}

/// All in one transaction, as a departure by hand.
fn depart(mut tx: Tx<'_, Reading>, job: &Job, id: i64) -> Result<Committed<Next>> {
    let Some(planned) = hold(&mut tx, job, id)? else { return tx.unchanged(Next::Done) };
    let ready = ready::departure(&mut tx, planned.person, &planned.plan, None)?;
    let standing = Standing::of(&ready.leaver).departed()?;
    let mut tx = tx.permit_all(&ready.acts())?;
    let (_, events) = departure::finish(&mut tx, &ready, standing)?;
    tx.commit_all(events, Next::Done)
}

/// Records have to be told apart first: access ends on time, and the sharing out begins.
async fn share_out(ctx: &Ctx, job: &Job, planned: Planned) -> Result<Next> {
    let (id, job) = (planned.id, job.clone());
    splits::begin_on_time(ctx, planned.person, planned.plan, move |tx| hold(tx, &job, id)).await?;
    Ok(Next::Done)
}

/// Held until the end of the transaction, if it still is to be carried out.
fn hold(tx: &mut Tx<'_, Reading>, job: &Job, id: i64) -> Result<Option<Planned>> {
    jobs::hold(tx, job)?;
    let planned = store::lock(tx, id)?.filter(|planned| planned.state == State::Planned);
    if let Some(planned) = &planned {
        let person = org::find(tx, planned.person)?.ok_or(Error::NotFound)?;
        authz::decide(tx.actor(), &act(What::Departure, &person))?;
    }
    Ok(planned)
}
