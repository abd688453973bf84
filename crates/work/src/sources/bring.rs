//! What came by a form becomes a contact and a deal of whoever receives: at once, or as soon as somebody can. What waits
//! is looked at every minute by a job of the form's, so it does not matter by which of many ways it became possible: a
//! hand-over or its undo, the end of a block, another role, another member of the queue.

use base::authz::{self, Area, Do};
use base::jobs::{self, Job, JobKind, New, Next, Stepping};
use base::words::{Say, Words};
use base::{Ctx, Error, Event, Kind, Reading, Result, Tx, Writing};

use super::said::Said;
use super::{Form, store};
use crate::records::{Receiver, hindrance, place, receiver};
use crate::{contacts, deals, pipelines};

/// What a form makes.
pub const MADE: &[Kind] = &[Kind::Deal, Kind::Contact];

/// The job that brings in what waits.
pub const JOB: JobKind =
    JobKind { name: "forms", step, watched: false, while_closing: false, passed_over: None };

/// How often what waits is looked at, in ms.
const AGAIN_MS: i64 = 60_000;
/// How much is brought in by one step.
const AT_ONCE: usize = 20;
/// How much of what waits is read at once.
const LOOKED_AT: i64 = 50;

/// What became of something that came.
pub enum Brought {
    Done(Vec<Event>),
    /// Nobody can receive it; the end of a sentence's key.
    Waits(&'static str),
}

/// The look after a minute.
pub fn later(form: i64, now: i64) -> New {
    New { kind: JOB.name, data: form.to_string(), run_at: now + AGAIN_MS, total: 0 }
}

/// Makes a contact and a deal of one entry, unless it has to wait. A contact that is there already is taken as it is.
pub fn one(
    tx: &mut Tx<'_, Writing>,
    form: &Form,
    (entry, said): (i64, &Said),
    currency: &str,
    say: &Say,
) -> Result<Brought> {
    let known = contacts::known(tx, &said.ways())?;
    let made = if known.is_some() { &[Kind::Deal] } else { MADE };
    let to = match receiver(tx, Kind::Source, form.portfolio, made)? {
        Receiver::To(to) => to,
        Receiver::Nobody(hindrance) => return Ok(Brought::Waits(hindrance.why)),
    };
    authz::decide(tx.actor(), &Do::BringIn { assignable: true })?;
    let mut events = Vec::new();
    let contact = match known {
        Some(contact) => contact,
        None => {
            let lies = place(tx, Kind::Contact, Some(to))?;
            let (contact, event) = contacts::store_draft(tx, &said.contact(), &lies)?;
            events.push(event);
            contact
        }
    };
    let lies = place(tx, Kind::Deal, Some(to))?;
    let draft = deal(tx, form, said, (contact, currency), say)?;
    let (deal, made) = deals::arrive(tx, (lies.portfolio, lies.responsible), &draft)?;
    // Where it came from stands before what its stage set off.
    let mut made = made.into_iter();
    events.extend(made.next());
    events.push(Event::CameByForm { deal, form: form.id, name: form.draft.name.clone(), contact });
    events.extend(made);
    store::entry_done(tx, entry, contact, deal)?;
    Ok(Brought::Done(events))
}

/// The deal that it becomes: at the form's stage, or where that is gone, where deals begin.
fn deal(
    tx: &mut Tx<'_, Writing>,
    form: &Form,
    said: &Said,
    (contact, currency): (i64, &str),
    say: &Say,
) -> Result<deals::Draft> {
    let pipelines = pipelines::read(tx)?;
    let input = deals::Input {
        title: Some(said.title(&form.draft.name)),
        stage: pipelines.stage(form.draft.stage_id).map(|stage| stage.id),
        contacts: Some(vec![contact]),
        note: Some(said.note(say)),
        ..deals::Input::default()
    };
    let mut wrong = base::error::Fields::default();
    let draft = deals::Draft::new(&mut wrong, &input, &pipelines, currency, tx.now());
    wrong.check()?;
    draft.ok_or_else(|| Error::Broken("a form's deal without a stage".into()))
}

/// Brings in what waits at this form, as far as somebody can receive it; how much is left.
///
/// # Errors
/// 403, 404.
pub async fn bring_now(ctx: &Ctx, form: i64) -> Result<i64> {
    ctx.need(Area::Settings)?;
    loop {
        match some(ctx, form, None).await? {
            Rest::More => {}
            Rest::Nothing => return Ok(0),
            Rest::Waits(left) => return Ok(left),
        }
    }
}

fn step(ctx: Ctx, job: Job) -> Stepping {
    Box::pin(async move {
        let form = job.data.parse().map_err(|_| Error::Broken("a form's job without a form".into()))?;
        // Whoever sent the form is nobody here, and so is who brings it in: it is done in no person's name.
        let nobody = ctx.app.nobody((*ctx.account).clone()).as_job();
        Ok(match some(&nobody, form, Some(job)).await? {
            Rest::More => Next::More,
            Rest::Nothing => Next::Done,
            Rest::Waits(_) => Next::At(ctx.app.now() + AGAIN_MS),
        })
    })
}

/// What is left after some were brought in.
enum Rest {
    Nothing,
    /// Perhaps more that can be.
    More,
    /// So many that nobody can receive.
    Waits(i64),
}

async fn some(ctx: &Ctx, form: i64, job: Option<Job>) -> Result<Rest> {
    // However much waits, looking through it keeps nobody from writing.
    let (ready, waiting) = ctx
        .read(move |tx| {
            let form = store::find(tx, form)?.ok_or(Error::NotFound)?;
            Ok((ready(tx, &form)?, store::count_waiting(tx, form.id)?))
        })
        .await?;
    if ready.is_empty() {
        return Ok(if waiting == 0 { Rest::Nothing } else { Rest::Waits(waiting) });
    }
    bring(ctx, form, job, ready).await
}

/// Brings these entries in, as far as they still wait and can be received.
async fn bring(ctx: &Ctx, form: i64, job: Option<Job>, ready: Vec<i64>) -> Result<Rest> {
    let (words, currency): (Words, String) = (ctx.app.words.clone(), ctx.account.currency.clone());
    ctx.write(move |mut tx| {
        if let Some(job) = &job {
            jobs::hold(&mut tx, job)?;
        }
        let form = store::lock(&mut tx, form)?.ok_or(Error::NotFound)?;
        let ready = store::still_waiting(&mut tx, form.id, &ready)?;
        if ready.is_empty() {
            return tx.unchanged(Rest::More);
        }
        let mut tx = tx.permit(Do::BringIn { assignable: true })?;
        let say = words.say(form.draft.lang);
        let mut events = Vec::new();
        for entry in &ready {
            if let Brought::Done(made) = one(&mut tx, &form, (entry.id, &entry.said), &currency, &say)? {
                events.extend(made);
            }
        }
        if events.is_empty() {
            // Somebody was blocked a moment ago: the next look sees it.
            return Err(Error::conflict("error-job-moved"));
        }
        tx.commit_all(events, Rest::More)
    })
    .await
}

/// The oldest of what waits that somebody can receive now: with a contact that is there already it takes a right less.
/// What can't be received stands in nobody's way, however much it is.
fn ready(tx: &mut Tx<'_, Reading>, form: &Form) -> Result<Vec<i64>> {
    let mut can = |kinds: &[Kind]| -> Result<bool> {
        Ok(hindrance(tx, Kind::Source, form.portfolio, kinds)?.is_none())
    };
    let (whole, deals) = (can(MADE)?, can(&[Kind::Deal])?);
    let (mut ready, mut after) = (Vec::new(), 0);
    while deals && ready.len() < AT_ONCE {
        let some = store::waiting(tx, form.id, after, LOOKED_AT)?;
        let Some(last) = some.last() else { break };
        after = last.id;
        for entry in some {
            if whole || contacts::known(tx, &entry.said.ways())?.is_some() {
                ready.push(entry.id);
            }
        }
    }
    ready.truncate(AT_ONCE);
    Ok(ready)
}
