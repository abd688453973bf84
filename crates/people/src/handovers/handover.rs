//! Work goes to others while the person stays: somebody changes teams, or goes on leave.

use base::authz::Area;
use base::{Ctx, Event, Result, portfolios};

use super::plan::Plan;
use super::ready::{self, Outcome};
use super::store;

/// Hands over: with a successor everything, without one the kinds the plan names. New work of the person goes to a
/// fresh portfolio, since the old one is no longer wholly theirs.
///
/// # Errors
/// 409 `already_departed`, `holds_nothing`; 422 when the plan can't be followed or there is nothing to hand over.
pub async fn hand_over(ctx: &Ctx, person: i64, plan: Plan) -> Result<Outcome> {
    ctx.need(Area::People)?;
    ctx.write(move |mut tx| {
        let ready = ready::handover(&mut tx, person, &plan)?;
        let mut tx = tx.permit(ready.act())?;
        let fact = ready.carry_out(&mut tx)?;
        let fresh = portfolios::open_for(&mut tx, person)?;
        store::set_portfolio_after(&mut tx, fact.id, fresh)?;
        let outcome = ready.outcome(ready.leaver.status, tx.now());
        let event = Event::HandedOver {
            person,
            handover: fact.id,
            number: fact.number,
            moved: ready.moved(),
            reason: fact.reason.clone(),
        };
        tx.commit(event, Outcome { fact: Some((fact.id, fact.number)), ..outcome })
    })
    .await
}

/// What `hand_over` would do now; changes nothing.
///
/// # Errors
/// As `hand_over`.
pub async fn rehearse_handover(ctx: &Ctx, person: i64, plan: Plan) -> Result<Outcome> {
    ctx.need(Area::People)?;
    ctx.write(move |mut tx| {
        let ready = ready::handover(&mut tx, person, &plan)?;
        let outcome = ready.outcome(ready.leaver.status, tx.now());
        tx.unchanged(outcome)
    })
    .await
}
