//! Doing jobs: a few workers of a server, or one caller by hand. Whoever works at a job holds its lease, renews it
//! while a step lasts, and lets it go with what came of it.

use std::time::Duration;

use super::store::{self, Left};
use super::{Job, JobKind, Next, State, Trouble};
use crate::authz::Actor;
use crate::org::Person;
use crate::{Account, App, Ctx, Error, Result, Status, org};

/// How many jobs a process does at once.
const WORKERS: usize = 3;
/// How often it looks for what others wrote down.
const POLL: Duration = Duration::from_secs(1);
/// How long a job is its holder's without a sign of life, in ms.
const LEASE_MS: i64 = 30_000;
const RENEW: Duration = Duration::from_secs(10);
/// After so long a job lets others go first, in ms.
const TURN_MS: i64 = 2_000;
/// How often a step that fails is tried.
const MOST_TRIES: i64 = 15;
/// The longest rest between two tries, in ms.
const MOST_REST_MS: i64 = 3_600_000;

/// Begins to do jobs, for as long as the process lives.
pub fn begin(app: &App) {
    for _ in 0..WORKERS {
        let app = app.clone();
        tokio::spawn(async move {
            loop {
                let worked = turn(&app, TURN_MS).await.unwrap_or_else(|error| {
                    tracing::warn!(%error, "jobs could not be looked up; the next look tries again");
                    false
                });
                if !worked {
                    app.bell.wait(POLL).await;
                }
            }
        });
    }
}

/// Does everything that is due now; how many jobs it took up.
pub async fn run_due(app: &App) -> Result<usize> {
    let mut count = 0;
    while turn(app, i64::MAX).await? {
        count += 1;
    }
    Ok(count)
}

/// Does one step of the job that is due longest, and lets it go; whether there was one.
pub async fn run_step(app: &App) -> Result<bool> {
    turn(app, 0).await
}

/// Does this job now, as far as it goes, unless somebody else is at it.
pub async fn run_now(ctx: &Ctx, id: i64) -> Result<()> {
    let (app, account) = (ctx.app.clone(), (*ctx.account).clone());
    let (holder, until, of) = (holder(), app.now() + LEASE_MS, account.id);
    let name = holder.clone();
    if app.keep_as_job(move |tx| store::claim_this(tx, of, id, &name, until)).await? {
        work(&app, &account, id, &holder, i64::MAX).await?;
    }
    Ok(())
}

/// Takes up one job that is due, in whichever account; whether there was one.
async fn turn(app: &App, most: i64) -> Result<bool> {
    let now = app.now();
    let kinds: Vec<&'static str> =
        app.jobs.iter().filter(|kind| kind.while_closing).map(|kind| kind.name).collect();
    let passed: Vec<&'static str> = app
        .jobs
        .iter()
        .filter(|kind| kind.passed_over.is_some_and(|now| now(app)))
        .map(|kind| kind.name)
        .collect();
    let (those, but) = (kinds.clone(), passed.clone());
    for account in app.look(move |tx| store::due_accounts(tx, now, &those, &but)).await? {
        let (holder, until, of) = (holder(), now + LEASE_MS, account.id);
        let (name, only) = (holder.clone(), account.closes_at.map(|_| kinds.clone()));
        let but = passed.clone();
        let claimed =
            app.keep_as_job(move |tx| store::claim(tx, of, (&name, until), only.as_deref(), &but)).await?;
        if let Some(id) = claimed {
            work(app, &account, id, &holder, most).await?;
            return Ok(true);
        }
    }
    Ok(false)
}

/// Step after step, until the job has ended, rests, waits, is somebody else's, or its turn is over.
async fn work(app: &App, account: &Account, id: i64, holder: &str, most: i64) -> Result<()> {
    let begun = app.now();
    let mut stepped = false;
    loop {
        let Some((job, acting)) = look(app, account, id, holder).await? else { return Ok(()) };
        let left = match acting {
            None => waits(&job, &Error::Denied("job")),
            Some(_) if stepped && app.now() - begun >= most => rests(app.now()),
            Some(ctx) => match step(app, account, ctx, &job).await {
                Ok(Next::More) => {
                    stepped = true;
                    continue;
                }
                // Called off or taken over in the middle: the next look sees it.
                Err(Error::Conflict(problem)) if problem.key == "error-job-moved" => continue,
                Ok(next) => settled(&job, next, app.now()),
                Err(error) => failed(&job, &error, app.now()),
            },
        };
        let of = account.id;
        return app.keep_as_job(move |tx| store::leave(tx, of, &job, &left)).await;
    }
}

/// The job as it stands, if it is still the holder's, and who acts: the one who asked with the rights they have now,
/// or `None` when that one may not act any more.
async fn look(app: &App, account: &Account, id: i64, holder: &str) -> Result<Option<(Job, Option<Ctx>)>> {
    let (ctx, holder) = (app.operator(account.clone()), holder.to_owned());
    let found = ctx
        .read(move |tx| {
            let Some(job) = store::held(tx, id, &holder)? else { return Ok(None) };
            let asked_by = job.asked_by.map(|id| org::find(tx, id)).transpose()?.flatten();
            let actor = match asked_by {
                None => Some(Actor::operator()),
                Some(person) if may_act(&person, tx.now()) => {
                    Some(Actor::acting_for(person.id, person.category, person.rights))
                }
                Some(_) => None,
            };
            Ok(Some((job, actor)))
        })
        .await?;
    Ok(found.map(|(job, actor)| (job, actor.map(|actor| app.ctx(account.clone(), actor).as_job()))))
}

/// Whether something may be done for this person now.
pub(super) fn may_act(person: &Person, now: i64) -> bool {
    person.status == Status::Active && !person.is_over(now)
}

/// One step in a task of its own, so that a panic ends the step only, with the lease renewed meanwhile.
async fn step(app: &App, account: &Account, ctx: Ctx, job: &Job) -> Result<Next> {
    let Some(kind) = app.jobs.iter().find(|kind| kind.name == job.kind).copied() else {
        return Err(Error::Broken(format!("no room does jobs of the kind {}", job.kind)));
    };
    let JobKind { step, .. } = kind;
    let mut under_way = tokio::spawn(step(ctx, job.clone()));
    let mut tick = tokio::time::interval(RENEW);
    tick.tick().await;
    loop {
        tokio::select! {
            ended = &mut under_way => {
                return ended.unwrap_or_else(|gone| Err(Error::Broken(format!("a step gave up: {gone}"))));
            }
            _ = tick.tick() => {
                let (of, id, until) = (account.id, job.id, app.now() + LEASE_MS);
                let holder = job.holder.clone().unwrap_or_default();
                let renewed = app.keep_as_job(move |tx| store::renew(tx, of, id, &holder, until)).await;
                if let Err(error) = renewed {
                    tracing::warn!(%error, job = id, "the lease of a job could not be renewed");
                }
            }
        }
    }
}

fn settled(job: &Job, next: Next, now: i64) -> Left {
    let ended = |state| Left { state, run_at: job.run_at, tries: 0, trouble: None };
    match next {
        Next::More => rests(now),
        Next::At(at) => rests(at),
        Next::Wait(why) => waits(job, &why),
        Next::Done => ended(State::Done),
        Next::Cancelled => ended(State::Cancelled),
    }
}

fn rests(until: i64) -> Left {
    Left { state: State::Ready, run_at: until, tries: 0, trouble: None }
}

fn waits(job: &Job, why: &Error) -> Left {
    Left { state: State::Waiting, run_at: job.run_at, tries: 0, trouble: Some(Trouble::of(why)) }
}

/// Faults are tried again after a rest, refusals are final; what the person may not do waits for another.
fn failed(job: &Job, error: &Error, now: i64) -> Left {
    let tries = job.tries + 1;
    match error {
        Error::Denied(_) | Error::Withheld(_) | Error::SignedOut => waits(job, error),
        Error::Broken(_) | Error::Store(_) | Error::Slow(_) if tries < MOST_TRIES => {
            tracing::warn!(%error, job = job.id, kind = job.kind, tries, "a step failed and is tried again");
            let trouble = Some(Trouble::of(error));
            Left { state: State::Ready, run_at: now + rest_ms(tries), tries, trouble }
        }
        _ => {
            tracing::error!(%error, job = job.id, kind = job.kind, tries, "a job failed");
            Left { state: State::Failed, run_at: job.run_at, tries, trouble: Some(Trouble::of(error)) }
        }
    }
}

/// Twice as long after each try, from one second up to an hour.
fn rest_ms(tries: i64) -> i64 {
    let doubled = u32::try_from(tries - 1).ok().and_then(|n| 1_000_i64.checked_shl(n.min(20)));
    doubled.unwrap_or(MOST_REST_MS).min(MOST_REST_MS)
}

/// A name of its own for each time somebody takes up a job: who lost it can't mistake it for theirs.
fn holder() -> String {
    format!("{}-{:x}", std::process::id(), u64::from_le_bytes(kit::random::<8>()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_doubles_up_to_an_hour() {
        assert_eq!([1, 2, 3, 11].map(rest_ms), [1_000, 2_000, 4_000, 1_024_000]);
        assert_eq!([13, 40, 1_000].map(rest_ms), [MOST_REST_MS; 3]);
    }
}
