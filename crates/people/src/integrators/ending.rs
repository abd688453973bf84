//! An integrator whose time is over is let go: for the operator's hourly round. The door is shut from the very moment
//! (`Person::is_over`); this only ends what lies behind it, with a line in the journal and a hand-over that says what ended.

use base::{Ctx, Result, org};

use super::store;
use crate::handovers::{self, Plan};

/// Lets go every integrator whose day has come or whom nobody vouches for any more; how many.
pub async fn end_over(ctx: &Ctx) -> Result<i64> {
    let mut gone = 0;
    for person in ctx.read(store::over).await? {
        let Some(found) = ctx.read(move |tx| org::find(tx, person)).await? else { continue };
        let key = if found.vouched { "integrators-ended-by-day" } else { "integrators-ended-by-partner" };
        let plan = Plan { reason: Some(ctx.say.t(key)), ..Plan::default() };
        gone += i64::from(handovers::depart_over(ctx, person, plan).await?);
    }
    Ok(gone)
}
