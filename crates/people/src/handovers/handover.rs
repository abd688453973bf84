//! Work goes to others while the person stays: somebody changes teams, or goes on leave.

use base::authz::Area;
use base::{Ctx, Event, Result, Tx, Writing, portfolios};

use super::departure::no_splits;
use super::fact::Fact;
use super::plan::Plan;
use super::ready::{self, Outcome, Ready};
use super::store;

/// Hands over: with a successor everything, without one the kinds the plan names. New work of the person goes to a
/// fresh portfolio, since the old one is no longer wholly theirs.
///
/// # Errors
/// 409 `already_departed`, `holds_nothing`; 422 when the plan can't be followed or there is nothing to hand over.
pub async fn hand_over(ctx: &Ctx, person: i64, plan: Plan) -> Result<Outcome> {
    ctx.need(Area::People)?;
    ctx.write(move |mut tx| {
        no_splits(&plan)?;
        let ready = ready::handover(&mut tx, person, &plan, None)?;
        let mut tx = tx.permit_all(&ready.acts())?;
        let (fact, events) = finish(&mut tx, &ready)?;
        let outcome = ready.outcome(ready.leaver.status, tx.now());
        tx.commit_all(events, Outcome { fact: Some((fact.id, fact.number)), ..outcome })
    })
    .await
}

/// The hand-over itself.
pub(super) fn finish(tx: &mut Tx<'_, Writing>, ready: &Ready) -> Result<(Fact, Vec<Event>)> {
    let (fact, person) = (ready.carry_out(tx)?, ready.leaver.id);
    let fresh = portfolios::open_for(tx, person)?;
    store::set_portfolio_after(tx, fact.id, fresh)?;
    let event = Event::HandedOver {
        person,
        handover: fact.id,
        number: fact.number,
        moved: ready.moved_by(tx, fact.id)?,
        reason: fact.reason.clone(),
    };
    Ok((fact, vec![event]))
}

/// What `hand_over` would do now; changes nothing.
///
/// # Errors
/// As `hand_over`.
pub async fn rehearse_handover(ctx: &Ctx, person: i64, plan: Plan) -> Result<Outcome> {
    ctx.need(Area::People)?;
    ctx.write(move |mut tx| {
        let ready = ready::handover(&mut tx, person, &plan, None)?;
        let outcome = ready.outcome(ready.leaver.status, tx.now());
        tx.unchanged(outcome)
    })
    .await
}
