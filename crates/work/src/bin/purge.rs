//! Emptying the bin of what has been there for thirty days.

use std::collections::BTreeSet;

use base::authz::{Deed, Do, Scope};
use base::journal::{self, Gone};
use base::{Ctx, Event, Kind, Result};

use super::{KEPT_MS, store};
use crate::records::{Cell, comments, notes};

/// So many go in one transaction, so that others can write meanwhile.
const BATCH: i64 = 200;

/// Deletes for good what has been in the account's bin for thirty days; answers how many. For the operator's
/// hourly round.
pub async fn purge(ctx: &Ctx) -> Result<i64> {
    let mut purged = 0;
    loop {
        let gone = purge_batch(ctx).await?;
        purged += gone;
        if gone < BATCH {
            return Ok(purged);
        }
    }
}

async fn purge_batch(ctx: &Ctx) -> Result<i64> {
    ctx.write(move |mut tx| {
        let before = tx.now() - KEPT_MS;
        let over = store::over(&mut tx, before, BATCH)?;
        if over.is_empty() {
            return tx.unchanged(0);
        }
        let mut tx =
            tx.permit(Do::Record { kind: Kind::Bin, deed: Deed::Delete, reach: Scope::All, stage: 0 })?;
        for (id, at) in &over {
            store::remove(&mut tx, *id)?;
            notes::forget(&mut tx, at.kind, *id)?;
            comments::forget(&mut tx, at.kind, *id)?;
            journal::forget_changes(&mut tx, at.kind, *id)?;
            Cell::plain().leave(&mut tx, Kind::Bin, at.portfolio);
        }
        let gone: BTreeSet<Gone> = over.iter().map(|(_, at)| *at).collect();
        let count = i64::try_from(over.len()).unwrap_or(i64::MAX);
        tx.commit(Event::BinEmptied { count, gone: gone.into_iter().collect() }, count)
    })
    .await
}
