//! A person leaves: access ends, everything they hold goes to others, the seat is free. One fact, one transaction.

use base::authz::Area;
use base::journal::Moved;
use base::org::{self, Person};
use base::{Ctx, Error, Event, Result, Tx, Writing, credentials, portfolios};

use super::plan::Plan;
use super::ready::{self, Outcome, Ready};
use super::status::Standing;
use super::{answers, fact::Fact, planned, posts, scheduled, store, tokens};
use crate::{asks, covers};

/// Takes the person out.
///
/// # Errors
/// 409 `already_departed`, `last_administrator`, `not_yourself`; 422 when the plan can't be followed.
pub async fn depart(ctx: &Ctx, person: i64, plan: Plan) -> Result<Outcome> {
    ctx.need(Area::People)?;
    ctx.write(move |mut tx| {
        no_splits(&plan)?;
        let ready = ready::departure(&mut tx, person, &plan, None)?;
        let standing = Standing::of(&ready.leaver).departed()?;
        let mut tx = tx.permit_all(&ready.acts())?;
        let (fact, events) = finish(&mut tx, &ready, standing)?;
        let outcome = ready.outcome(standing.status, tx.now());
        tx.commit_all(events, Outcome { fact: Some((fact.id, fact.number)), ..outcome })
    })
    .await
}

/// As `depart`, for who is inside though their time is over: whether it was so when it came to it.
///
/// # Errors
/// As `depart`.
pub async fn depart_over(ctx: &Ctx, person: i64, plan: Plan) -> Result<bool> {
    ctx.write(move |mut tx| {
        let over = |person: Person, now| person.is_over(now) && !person.status.has_left();
        if !org::find(&mut tx, person)?.is_some_and(|person| over(person, tx.now())) {
            return tx.unchanged(false);
        }
        // Nobody is there to say who leads next, so whatever post they have by an old row is vacant.
        let held = posts::held(&mut tx, person)?;
        let vacant = held.into_iter().map(|post| (post.department, None)).collect();
        let plan = Plan { posts: vacant, ..plan.clone() };
        let ready = ready::departure(&mut tx, person, &plan, None)?;
        if !over(ready.leaver.clone(), tx.now()) {
            return tx.unchanged(false);
        }
        let standing = Standing::of(&ready.leaver).departed()?;
        let mut tx = tx.permit_all(&ready.acts())?;
        let (_, events) = finish(&mut tx, &ready, standing)?;
        tx.commit_all(events, true)
    })
    .await
}

/// The departure itself: everything handed over, every way in ended, the seat free.
pub(super) fn finish(
    tx: &mut Tx<'_, Writing>,
    ready: &Ready,
    standing: Standing,
) -> Result<(Fact, Vec<Event>)> {
    let (fact, person) = (ready.carry_out(tx)?, ready.leaver.id);
    let kept = tokens::pass_on(tx, &fact, &ready.people)?;
    credentials::end_all(tx, person, "departure")?;
    portfolios::store::set_home(tx, person, None)?;
    store::set_standing(tx, person, standing)?;
    store::set_needs_link(tx, person, true)?;
    let moved = ready.moved_by(tx, fact.id)?;
    let mut events = vec![event(ready, &fact, moved)];
    events.extend(kept);
    events.extend(posts::pass_on(tx, &fact)?);
    planned::carried_out(tx, person, fact.id)?;
    events.extend(answers::hand_over(tx, &fact)?);
    events.extend(scheduled::pass_on(tx, &fact)?);
    events.extend(covers::end_with(tx, person, fact.id)?);
    events.extend(asks::end_with(tx, person)?);
    Ok((fact, events))
}

/// Rules are a matter of plans (`splits::begin`): a departure by itself would not follow them.
pub(super) fn no_splits(plan: &Plan) -> Result<()> {
    if plan.splits.is_empty() { Ok(()) } else { Err(Error::Broken("splits without a plan".into())) }
}

/// What `depart` would do now; changes nothing.
///
/// # Errors
/// As `depart`.
pub async fn rehearse_departure(ctx: &Ctx, person: i64, plan: Plan) -> Result<Outcome> {
    ctx.need(Area::People)?;
    ctx.write(move |mut tx| {
        let ready = ready::departure(&mut tx, person, &plan, None)?;
        let standing = Standing::of(&ready.leaver).departed()?;
        let outcome = ready.outcome(standing.status, tx.now());
        tx.unchanged(outcome)
    })
    .await
}

fn event(ready: &Ready, fact: &Fact, moved: Vec<Moved>) -> Event {
    Event::PersonDeparted {
        person: fact.person,
        handover: fact.id,
        number: fact.number,
        moved,
        sessions: ready.access.sessions,
        tokens: ready.access.tokens,
        links: ready.access.links,
        reason: fact.reason.clone(),
    }
}
