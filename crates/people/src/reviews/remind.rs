//! Reminding of an open review: a week before it is to be done, a day before, and once it is late. For the operator's hourly
//! round.

use base::authz::Do;
use base::letters::{self, Purpose};
use base::{Ctx, Event, Result};

use super::review::urgency;
use super::store;

/// Sends the administrators a letter if one is due; each once. Whether it did.
pub async fn remind(ctx: &Ctx) -> Result<bool> {
    if !letters::are_on(&ctx.app) {
        return Ok(false);
    }
    let open = ctx.read(store::open).await?;
    if open.is_none_or(|open| urgency(open.due_at, ctx.app.now()) <= open.reminded) {
        return Ok(false);
    }
    ctx.write(move |mut tx| {
        store::lock_account(&mut tx)?;
        let Some(open) = store::open(&mut tx)? else { return tx.unchanged(false) };
        let urgency = urgency(open.due_at, tx.now());
        if urgency <= open.reminded {
            return tx.unchanged(false);
        }
        let mut tx = tx.permit(Do::RemindReview)?;
        store::set_reminded(&mut tx, open.id, urgency)?;
        letters::to_administrators(&mut tx, Purpose::ReviewReminder)?;
        tx.commit(Event::ReviewReminded { review: open.id, due: open.due_at }, true)
    })
    .await
}
