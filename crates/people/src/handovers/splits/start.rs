//! A plan begins, is called off, or gets another administrator to act for.

use base::authz::{Area, Do};
use base::credentials::{self, Counts};
use base::error::Fields;
use base::jobs::{self, New};
use base::portfolios::store::staged;
use base::{Committed, Ctx, Error, Event, Reading, Result, Status, Tx, authz, journal, org};

use super::run::{self, Progress, Run, State};
use super::{look, split, step, store};
use crate::handovers::planned::{self, Planned};
use crate::handovers::ready::Ready;
use crate::handovers::status::Standing;
use crate::handovers::{Outcome, Plan, What, departure, handover, ready, store as facts};

/// Up to so many records are staged and handed over while the one who asked waits.
const AT_ONCE: i64 = 2_000;

fn at_once(ctx: &Ctx) -> i64 {
    ctx.app.settings.most_in_request.unwrap_or(AT_ONCE)
}

/// When the access of who leaves ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccessEnds {
    /// With the hand-over.
    WithIt,
    /// Before the staging: the person is blocked first.
    Now,
}

/// What came of asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begun {
    /// It is done: the hand-over's id.
    Done(i64),
    /// A plan is under way.
    Running(i64),
}

/// Takes the person out, or hands over, whatever the plan says; with splits by a plan that may go on for a while.
///
/// # Errors
/// As `depart` and `hand_over`; 409 `plan_running` when one is under way for the person; 422 for rules that can't be.
pub async fn begin(ctx: &Ctx, what: What, person: i64, plan: Plan, access: AccessEnds) -> Result<Begun> {
    ctx.need(Area::People)?;
    if plan.splits.is_empty() {
        let outcome = match what {
            What::Handover => handover::hand_over(ctx, person, plan).await?,
            What::Departure | What::Giveback | What::Undo => departure::depart(ctx, person, plan).await?,
        };
        let fact = outcome.fact.ok_or_else(|| Error::Broken("a hand-over without a fact".into()))?;
        return Ok(Begun::Done(fact.0));
    }
    let plan = checked(ctx, plan)?;
    let shares = look::shares_of(ctx, what, person, &plan).await?;
    let total: i64 = shares.iter().map(|share| share.count).sum();
    let (id, job) = ctx.write(move |tx| open(tx, what, person, &plan, access, total)).await?;
    if total <= at_once(ctx) {
        jobs::run_now(ctx, job).await?;
    }
    let run = ctx.read(move |tx| store::find(tx, id)).await?.ok_or(Error::NotFound)?;
    Ok(run.handover.map_or(Begun::Running(id), Begun::Done))
}

/// A planned departure whose hour has come: the person is blocked, and the sharing out begins. `hold` gives what was
/// planned, if it still is to be carried out.
pub(in crate::handovers) async fn begin_on_time<F>(ctx: &Ctx, person: i64, plan: Plan, hold: F) -> Result<()>
where
    F: Fn(&mut Tx<'_, Reading>) -> Result<Option<Planned>> + Send + Sync + 'static,
{
    let plan = checked(ctx, plan)?;
    let shares = look::shares_of(ctx, What::Departure, person, &plan).await?;
    let total: i64 = shares.iter().map(|share| share.count).sum();
    ctx.write(move |mut tx| {
        let Some(planned) = hold(&mut tx)? else { return tx.unchanged(()) };
        let (mut tx, events, (sharing, _)) =
            write_down(tx, What::Departure, person, &plan, AccessEnds::Now, total)?;
        planned::store::begun(&mut tx, &planned, sharing)?;
        tx.commit_all(events, ())
    })
    .await
}

/// What `begin` would do now, to the record; changes nothing.
///
/// # Errors
/// As `begin`.
pub async fn rehearse(ctx: &Ctx, what: What, person: i64, plan: Plan) -> Result<Outcome> {
    let plan = checked(ctx, plan)?;
    let (asked, splits) = (plan.clone(), !plan.splits.is_empty());
    let outcome = match what {
        What::Handover => handover::rehearse_handover(ctx, person, plan).await?,
        What::Departure | What::Giveback | What::Undo => {
            departure::rehearse_departure(ctx, person, plan).await?
        }
    };
    if !splits {
        return Ok(outcome);
    }
    let shares = look::shares_of(ctx, what, person, &asked).await?;
    Ok(Outcome { moved: look::apart(&outcome.moved, &shares, person), ..outcome })
}

/// Calls a plan off: what was staged goes back.
///
/// # Errors
/// 404 for an unknown one, 409 `plan_ended` when it is over.
pub async fn cancel(ctx: &Ctx, id: i64) -> Result<()> {
    let job = tell_job(ctx, id, jobs::cancel, |person, plan| Event::PlanCancelled { person, plan }).await?;
    let most = at_once(ctx);
    let few = ctx.read(move |tx| Ok(store::find(tx, id)?.is_some_and(|run| run.progress.staged <= most)));
    if few.await? {
        jobs::run_now(ctx, job).await?;
    }
    Ok(())
}

/// The plan acts for whoever says so from now on, and goes on.
///
/// # Errors
/// As `cancel`.
pub async fn take_over(ctx: &Ctx, id: i64) -> Result<()> {
    tell_job(ctx, id, jobs::take_over, |person, plan| Event::PlanTakenOver { person, plan }).await?;
    Ok(())
}

type Tell = fn(&mut Tx<'_, base::Writing>, i64) -> Result<()>;

async fn tell_job(ctx: &Ctx, id: i64, tell: Tell, event: fn(i64, i64) -> Event) -> Result<i64> {
    ctx.need(Area::People)?;
    ctx.write(move |mut tx| {
        let run = store::find(&mut tx, id)?.ok_or(Error::NotFound)?;
        let person = org::find(&mut tx, run.person)?.ok_or(Error::NotFound)?;
        let mut tx = tx.permit(ready::act(run.what, &person))?;
        // The job before the plan, as its steps do.
        tell(&mut tx, run.job)?;
        match store::lock(&mut tx, id)? {
            Some(run) if run.state == State::Running => tx.commit(event(run.person, id), run.job),
            _ => Err(Error::conflict("error-plan-ended")),
        }
    })
    .await
}

/// The plan with what it leaves to the account filled in.
///
/// # Errors
/// 422 for rules that can't be.
pub(in crate::handovers) fn checked(ctx: &Ctx, mut plan: Plan) -> Result<Plan> {
    let mut wrong = Fields::default();
    split::check(&plan.splits, &ctx.app.holdables, &mut wrong);
    wrong.check()?;
    for split in &mut plan.splits {
        let amounts = split.fits.amount_from.is_some() || split.fits.amount_to.is_some();
        if amounts && split.fits.currency.is_none() {
            split.fits.currency = Some(ctx.account.currency.clone());
        }
    }
    Ok(plan)
}

fn open(
    tx: Tx<'_, Reading>,
    what: What,
    person: i64,
    plan: &Plan,
    access: AccessEnds,
    total: i64,
) -> Result<Committed<(i64, i64)>> {
    let (tx, events, ids) = write_down(tx, what, person, plan, access, total)?;
    tx.commit_all(events, ids)
}

/// What has been written, to be committed with these events; the plan's id and its job's.
type Written<'t> = (Tx<'t, base::Writing>, Vec<Event>, (i64, i64));

/// The plan and its job, with the block where access ends first; the ids of both.
fn write_down<'t>(
    mut tx: Tx<'t, Reading>,
    what: What,
    person: i64,
    plan: &Plan,
    access: AccessEnds,
    total: i64,
) -> Result<Written<'t>> {
    let ready = match what {
        What::Handover => ready::handover(&mut tx, person, plan, None)?,
        What::Departure | What::Giveback | What::Undo => ready::departure(&mut tx, person, plan, None)?,
    };
    let blocks =
        what == What::Departure && access == AccessEnds::Now && ready.leaver.status != Status::Blocked;
    let category = ready.leaver.category;
    let mut acts = ready.acts();
    acts.extend(blocks.then_some(Do::Block { category }));
    for act in &acts {
        authz::decide(tx.actor(), act)?;
    }
    let kinds = run::kinds(&plan.splits);
    let sources = staged::rows_of(&mut tx, person)?.into_iter().filter(|(kind, _)| kinds.contains(kind));
    let progress = Progress {
        sources: sources.collect(),
        seq: journal::head(&mut tx)?.map_or(0, |(seq, _)| seq),
        chunk: step::FIRST,
        total,
        ..Progress::default()
    };
    let mut tx = tx.permit_all(&acts)?;
    let id = tx.new_id()?;
    let job = New { kind: step::JOB.name, data: id.to_string(), run_at: tx.now(), total };
    let job = jobs::add(&mut tx, &job)?;
    let run = Run {
        id,
        what,
        person,
        plan: plan.clone(),
        state: State::Running,
        job,
        at: tx.now(),
        started_by: tx.actor().person_id(),
        status_before: blocks.then_some(ready.leaver.status),
        handover: None,
        progress,
        gone: Vec::new(),
    };
    store::add(&mut tx, &run)?;
    let mut events = vec![Event::PlanStarted { person, plan: id, total }];
    if blocks {
        let Counts { sessions, tokens, links } = block(&mut tx, &ready)?;
        events.push(Event::PersonBlocked { person, sessions, tokens, links });
    }
    Ok((tx, events, (id, job)))
}

fn block(tx: &mut Tx<'_, base::Writing>, ready: &Ready) -> Result<Counts> {
    credentials::end_all(tx, ready.leaver.id, "block")?;
    facts::set_standing(tx, ready.leaver.id, Standing::of(&ready.leaver).blocked()?)?;
    Ok(ready.access)
}
