//! Putting a deleted record back where it was.

use base::authz::{Deed, Do};
use base::{Ctx, Error, Event, Kind, Result, portfolios};
use serde_json::Value as Json;

use super::look::{Deleted, deletable};
use super::{KEPT_MS, store};
use crate::records::{Cell, Room};
use crate::{companies, contacts, deals, tasks};

/// Restores the record under its id, in its portfolio; answers what it was.
pub async fn restore(ctx: &Ctx, id: i64) -> Result<Deleted> {
    ctx.write(move |mut tx| {
        let (deleted, said) = store::lock(&mut tx, id)?.ok_or(Error::NotFound)?;
        let Deleted { kind, portfolio, stage, .. } = deleted;
        if !deletable(&mut tx, kind)?.covers(portfolio, stage) || deleted.deleted_at + KEPT_MS < tx.now() {
            return Err(Error::NotFound);
        }
        let reach = portfolios::reach(&mut tx, Kind::Bin, portfolio)?;
        let mut tx = tx.permit(Do::Record { kind, deed: Deed::Delete, reach, stage })?;
        let mut said: Json =
            serde_json::from_str(&said).map_err(|e| Error::Broken(format!("the bin: {e}")))?;
        if kind == Kind::Deal && stage != 0 {
            // Its stage may have been removed since, and the bin followed.
            said["stage_id"] = stage.into();
        }
        let cell = (room(kind)?.put_back)(&mut tx, id, portfolio, &said)?;
        cell.enter(&mut tx, kind, portfolio);
        store::remove(&mut tx, id)?;
        Cell::plain().leave(&mut tx, Kind::Bin, portfolio);
        tx.commit(Event::RecordRestored { kind, id }, deleted)
    })
    .await
}

/// The room that a kind of record goes back to.
fn room(kind: Kind) -> Result<&'static Room> {
    match kind {
        Kind::Contact => Ok(&contacts::ROOM),
        Kind::Company => Ok(&companies::ROOM),
        Kind::Task => Ok(&tasks::ROOM),
        Kind::Deal => Ok(&deals::ROOM),
        Kind::Bin | Kind::Source | Kind::Trigger => Err(Error::Broken("the bin holds no such kind".into())),
    }
}
