//! A human changed their password or second factor in one company: in the others, too, every session has ended, and the
//! journals there say so. The identity's epoch ends the sessions at once; the rest is told by a job, at least once.

use base::authz::Do;
use base::credentials::{self, AccessKind};
use base::event::PasskeyFact;
use base::jobs::{self, Job, JobKind, Next, Stepping};
use base::{Ctx, Error, Event, Result, Tx, Writing, org};

use super::{names, store};

/// The kind of job that tells a person's other companies.
pub const JOB: JobKind =
    JobKind { name: "identity_changed", step, watched: false, while_closing: true, passed_over: None };

/// What the others are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    Password,
    FactorSet,
    FactorRemoved,
    CodesMade,
    /// Of one of their passkeys.
    Passkey(PasskeyFact),
}

impl Told {
    fn all() -> impl Iterator<Item = Told> {
        let plain = [Told::Password, Told::FactorSet, Told::FactorRemoved, Told::CodesMade];
        plain.into_iter().chain(PasskeyFact::ALL.map(Told::Passkey))
    }

    pub(super) fn event(self, person: i64) -> Event {
        match self {
            Told::Password => Event::PasswordSet { person },
            Told::FactorSet => Event::SecondFactorSet { person },
            Told::FactorRemoved => Event::SecondFactorRemoved { person },
            Told::CodesMade => Event::RecoveryCodesMade { person },
            Told::Passkey(became) => Event::Passkey { person, passkey: 0, became },
        }
    }

    fn code(self) -> &'static str {
        self.event(0).kind()
    }

    /// One more passkey ends nothing: where it is the first second factor, the identity's epoch does.
    fn ends_sessions(self) -> bool {
        self != Told::Passkey(PasskeyFact::Added)
    }
}

/// Has the identity's other companies told, where there are any.
pub(super) fn tell(tx: &mut Tx<'_, Writing>, identity: i64, what: Told) -> Result<()> {
    if names::is_shared(tx, identity)? {
        let data = format!("{identity} {}", what.code());
        let new = jobs::New { kind: JOB.name, data, run_at: tx.now(), total: 1 };
        jobs::add_for_operator(tx, &new)?;
    }
    Ok(())
}

fn step(ctx: Ctx, job: Job) -> Stepping {
    Box::pin(async move {
        let (identity, what) = read(&job.data)
            .ok_or_else(|| Error::Broken(format!("a job tells of no identity: {}", job.data)))?;
        let here = ctx.account.id;
        for (account, person) in ctx.app.look(move |tx| store::places(tx, identity, here)).await? {
            tell_one(&ctx, account, person, what).await?;
        }
        Ok(Next::Done)
    })
}

fn read(data: &str) -> Option<(i64, Told)> {
    let (identity, code) = data.split_once(' ')?;
    let what = Told::all().find(|what| what.code() == code)?;
    Some((identity.parse().ok()?, what))
}

async fn tell_one(ctx: &Ctx, account: i64, person: i64, what: Told) -> Result<()> {
    let Some(account) = credentials::account_of(&ctx.app, account).await? else { return Ok(()) };
    let there = ctx.app.nobody(account).as_job();
    let told = there.write(move |mut tx| {
        if org::find_locked(&mut tx, person)?.is_none() {
            return tx.unchanged(());
        }
        let mut tx = tx.permit(Do::UseSecret)?;
        if what.ends_sessions() {
            credentials::store::end_kind(&mut tx, AccessKind::Session, person, "changed elsewhere")?;
        }
        tx.commit(what.event(person), ())
    });
    told.await
}
