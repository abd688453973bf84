//! What people outside typed into forms goes: once it was kept long enough, or with its contact.

use base::authz::Do;
use base::{Ctx, Event, Result};
use people::retention;

use super::store;

const DAY_MS: i64 = 86_400_000;
/// So many go in one transaction, so that others can write meanwhile.
const BATCH: i64 = 200;

/// Forgets it; answers how many there were. For the operator's hourly round, after the bin was emptied.
pub async fn forget(ctx: &Ctx) -> Result<i64> {
    let mut forgotten = 0;
    loop {
        let gone = forget_batch(ctx).await?;
        forgotten += gone;
        if gone < BATCH {
            return Ok(forgotten);
        }
    }
}

async fn forget_batch(ctx: &Ctx) -> Result<i64> {
    ctx.write(move |mut tx| {
        let before = retention::rules(&mut tx)?.entry_days.map_or(0, |days| tx.now() - days * DAY_MS);
        if !store::is_over(&mut tx, before)? {
            return tx.unchanged(0);
        }
        let mut tx = tx.permit(Do::ForgetEntries)?;
        let count = store::forget(&mut tx, before, BATCH)?;
        tx.commit(Event::EntriesForgotten { count }, count)
    })
    .await
}
