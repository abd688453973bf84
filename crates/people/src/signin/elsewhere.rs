//! A human changed their password in one company: in the others, too, every session has ended, and the journals there
//! say so. The password's epoch ends the sessions at once; the rest is told by a job, at least once.

use base::authz::Do;
use base::credentials::{self, AccessKind};
use base::jobs::{self, Job, JobKind, Next, Stepping};
use base::{Ctx, Error, Event, Result, Tx, Writing, org};

use super::{names, store};

/// The kind of job that tells a person's other companies.
pub const JOB: JobKind = JobKind { name: "password_elsewhere", step, watched: false };

/// Has the identity's other companies told, where there are any.
pub(super) fn tell(tx: &mut Tx<'_, Writing>, identity: i64) -> Result<()> {
    if names::is_shared(tx, identity)? {
        let new = jobs::New { kind: JOB.name, data: identity.to_string(), run_at: tx.now(), total: 1 };
        jobs::add_for_operator(tx, &new)?;
    }
    Ok(())
}

fn step(ctx: Ctx, job: Job) -> Stepping {
    Box::pin(async move {
        let identity: i64 =
            job.data.parse().map_err(|_| Error::Broken("a password's job without an identity".into()))?;
        let here = ctx.account.id;
        for (account, person) in ctx.app.look(move |tx| store::places(tx, identity, here)).await? {
            tell_one(&ctx, account, person).await?;
        }
        Ok(Next::Done)
    })
}

async fn tell_one(ctx: &Ctx, account: i64, person: i64) -> Result<()> {
    let Some(account) = credentials::account_of(&ctx.app, account).await? else { return Ok(()) };
    let there = ctx.app.nobody(account).as_job();
    let told = there.write(move |mut tx| {
        if org::find_locked(&mut tx, person)?.is_none() {
            return tx.unchanged(());
        }
        let mut tx = tx.permit(Do::UseSecret)?;
        credentials::store::end_kind(&mut tx, AccessKind::Session, person, "password")?;
        tx.commit(Event::PasswordSet { person }, ())
    });
    told.await
}
