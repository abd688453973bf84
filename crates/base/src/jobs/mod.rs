//! Jobs: work that is written down first, in the transaction that asks for it, and done later, step by step.
//!
//! Each step is a whole by itself; after a crash at any moment some node goes on with the next one, at least once. A
//! job belongs to one account, has a lease while somebody works at it, and acts for the person who asked: their rights
//! are read anew before every step, and when they may no longer do it, it waits for somebody who may. A job may be
//! meant for a later moment. Rooms declare their kinds (`JobKind`), `smena` joins them. This room knows no kind of job
//! and keeps no answers: what a job brings about is told by the room that asked for it. Start with `add` and `run`.

mod run;
mod store;

pub use crate::ctx::{JobKind, Stepping};
pub use crate::job::{Job, Next, State, Trouble};
pub use run::{begin, run_due, run_now, run_step};
pub use store::{acting_for, find, lock_acting_for, unfinished};

use crate::{App, Ctx, Error, Keeping, Result, Tx, Writing, org};

/// What is to be done.
#[derive(Clone, Debug)]
pub struct New {
    pub kind: &'static str,
    /// JSON.
    pub data: String,
    /// ms UTC; a moment that has passed is now.
    pub run_at: i64,
    /// How much there is to do, for the progress.
    pub total: i64,
}

/// Writes a job down; it acts for whoever acts now. This process looks at it as soon as the act is committed.
pub fn add(tx: &mut Tx<'_, Writing>, new: &New) -> Result<i64> {
    let asked_by = tx.actor().person_id();
    add_for(tx, new, asked_by)
}

/// As `add`, for what is done whatever becomes of who acts now.
pub fn add_for_operator(tx: &mut Tx<'_, Writing>, new: &New) -> Result<i64> {
    add_for(tx, new, None)
}

fn add_for(tx: &mut Tx<'_, Writing>, new: &New, asked_by: Option<i64>) -> Result<i64> {
    let id = tx.new_id()?;
    store::add(tx, id, new, asked_by)?;
    tx.ring();
    Ok(id)
}

/// Holds the job until the end of the step's transaction, so that a step is done by one only, and for somebody who is
/// still here.
///
/// # Errors
/// 409 `job_moved` when it is another's meanwhile, was called off, or stopped: nothing may be done for it.
pub fn hold<S>(tx: &mut Tx<'_, S>, job: &Job) -> Result<()> {
    let now = store::lock(tx, job.id)?.ok_or(Error::NotFound)?;
    let same =
        now.holder == job.holder && now.asked_by == job.asked_by && now.cancel_asked == job.cancel_asked;
    if !same || now.state != State::Ready {
        return Err(Error::conflict("error-job-moved"));
    }
    match job.asked_by.map(|id| org::find_shared(tx, id)).transpose()?.flatten() {
        Some(person) if !run::may_act(&person, tx.now()) => Err(Error::conflict("error-job-moved")),
        _ => Ok(()),
    }
}

/// Waits until nobody is in the middle of a step of this job, and keeps them from beginning one.
pub fn wait_for<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<()> {
    store::lock(tx, id)?;
    Ok(())
}

/// How many watched jobs of an account wait for somebody, or failed.
pub async fn waiting(app: &App, account: i64) -> Result<i64> {
    let kinds: Vec<&'static str> =
        app.jobs.iter().filter(|kind| kind.watched).map(|kind| kind.name).collect();
    app.peek(move |tx| store::stuck(tx, account, &kinds)).await
}

/// How far it is, told in the step's own transaction.
pub fn progress(tx: &mut Tx<'_, Writing>, job: &Job, done: i64, total: i64) -> Result<()> {
    store::set_progress(tx, job.id, done, total)
}

/// How far it is, told between the acts of a long step.
pub async fn tell(ctx: &Ctx, job: i64, done: i64) -> Result<()> {
    let account = ctx.account.id;
    ctx.app.keep_as_job(move |tx| store::tell(tx, account, job, done)).await
}

/// Calls the job off: its next step, which acts for whoever says so now, puts everything back.
pub fn cancel(tx: &mut Tx<'_, Writing>, id: i64) -> Result<()> {
    store::ask_cancel(tx, id)?;
    tx.ring();
    Ok(())
}

/// From now on the job acts for whoever says so, and goes on at once.
pub fn take_over(tx: &mut Tx<'_, Writing>, id: i64) -> Result<()> {
    store::set_asked_by(tx, id)?;
    tx.ring();
    Ok(())
}

/// The jobs of one person act for another from now on, each at its time, because of this hand-over. `wakes`: those that
/// only waited for somebody who may act go on at once.
pub fn pass_on(
    tx: &mut Tx<'_, Writing>,
    (from, to): (i64, i64),
    (handover, wakes): (i64, bool),
) -> Result<()> {
    store::pass_on(tx, (from, to), handover)?;
    if wakes {
        store::wake(tx, handover)?;
    }
    tx.ring();
    Ok(())
}

/// What this hand-over passed on is the person's again, as far as nobody took it over or called it off.
pub fn give_back(tx: &mut Tx<'_, Writing>, handover: i64, person: i64) -> Result<()> {
    store::give_back(tx, handover, person)?;
    tx.ring();
    Ok(())
}

/// Whether jobs act for this person at this moment.
pub fn may_act(person: &org::Person, now: i64) -> bool {
    run::may_act(person, now)
}

/// How long an ended job is remembered, in ms.
const REMEMBERED_MS: i64 = 30 * 86_400_000;

/// Forgets jobs that ended long ago, up to a thousand at once.
pub fn sweep(tx: &mut Keeping<'_>, account: i64) -> Result<()> {
    let before = tx.now - REMEMBERED_MS;
    store::forget(tx, account, before)
}
