//! A person leaves: access ends, everything they hold goes to others, the seat is free. One fact, one transaction.

use base::authz::Area;
use base::{Ctx, Event, Result, credentials, portfolios};

use super::plan::Plan;
use super::ready::{self, Outcome, Ready};
use super::status::Standing;
use super::{answers, fact::Fact, store};
use crate::covers;

/// Takes the person out.
///
/// # Errors
/// 409 `already_departed`, `last_administrator`, `not_yourself`; 422 when the plan can't be followed.
pub async fn depart(ctx: &Ctx, person: i64, plan: Plan) -> Result<Outcome> {
    ctx.need(Area::People)?;
    ctx.write(move |mut tx| {
        let ready = ready::departure(&mut tx, person, &plan)?;
        let standing = Standing::of(&ready.leaver).departed()?;
        let mut tx = tx.permit(ready.act())?;
        let fact = ready.carry_out(&mut tx)?;
        credentials::end_all(&mut tx, person, "departure")?;
        portfolios::store::set_home(&mut tx, person, None)?;
        store::set_standing(&mut tx, person, standing)?;
        store::set_needs_link(&mut tx, person, true)?;
        let outcome = ready.outcome(standing.status, tx.now());
        let outcome = Outcome { fact: Some((fact.id, fact.number)), ..outcome };
        let mut events = vec![event(&ready, &fact)];
        events.extend(answers::hand_over(&mut tx, &fact)?);
        events.extend(covers::end_with(&mut tx, person, fact.id)?);
        tx.commit_all(events, outcome)
    })
    .await
}

/// What `depart` would do now; changes nothing.
///
/// # Errors
/// As `depart`.
pub async fn rehearse_departure(ctx: &Ctx, person: i64, plan: Plan) -> Result<Outcome> {
    ctx.need(Area::People)?;
    ctx.write(move |mut tx| {
        let ready = ready::departure(&mut tx, person, &plan)?;
        let standing = Standing::of(&ready.leaver).departed()?;
        let outcome = ready.outcome(standing.status, tx.now());
        tx.unchanged(outcome)
    })
    .await
}

fn event(ready: &Ready, fact: &Fact) -> Event {
    Event::PersonDeparted {
        person: fact.person,
        handover: fact.id,
        number: fact.number,
        moved: ready.moved(),
        sessions: ready.access.sessions,
        tokens: ready.access.tokens,
        links: ready.access.links,
        reason: fact.reason.clone(),
    }
}
