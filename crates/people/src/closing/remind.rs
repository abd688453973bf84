//! A last letter to the administrators, a few days before the company is gone. For the operator's hourly round.

use base::authz::Do;
use base::letters::{self, Purpose};
use base::{Ctx, Event, Result};

use super::{rules, store};

/// Sends it if it is due; once. Whether it did.
pub async fn remind(ctx: &Ctx) -> Result<bool> {
    if !letters::are_on(&ctx.app) {
        return Ok(false);
    }
    ctx.write(move |mut tx| {
        let account = tx.account();
        store::lock_accounts(&mut tx, &[account])?;
        let (closes_at, standing) = (store::closes_at(&mut tx)?, store::standing(&mut tx)?);
        let (Some(until), Some(standing)) = (closes_at, standing) else { return tx.unchanged(false) };
        if standing.reminded || tx.now() < until - rules::REMIND_MS {
            return tx.unchanged(false);
        }
        let mut tx = tx.permit(Do::RemindClosing)?;
        store::set_reminded(&mut tx)?;
        letters::to_administrators(&mut tx, Purpose::ClosingReminder)?;
        tx.commit(Event::ClosingReminded { account, until }, true)
    })
    .await
}
