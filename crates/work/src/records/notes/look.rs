//! Reading notes on records.

use std::collections::HashMap;

use base::authz::offers;
use base::org::{self, Name};
use base::portfolios::urgent::{Line, Note};
use base::{Ctx, Error, Kind, Reading, Result, Tx};

use super::{keep, store};
use crate::records::{Room, place, store as records};

/// How many notes stand on records of these portfolios.
pub fn count(tx: &mut Tx<'_, Reading>, kind: Kind, portfolios: &[i64]) -> Result<i64> {
    store::count(tx, kind, portfolios)
}

/// Puts what stands on each record beside it.
pub fn beside<S>(tx: &mut Tx<'_, S>, kind: Kind, lines: &mut [Line]) -> Result<()> {
    let ids: Vec<i64> = lines.iter().map(|line| line.id).collect();
    for note in store::standing(tx, kind, &ids)? {
        if let Some(line) = lines.iter_mut().find(|line| line.id == note.record) {
            line.notes.push(note);
        }
    }
    Ok(())
}

/// The notes of one record, with the names of who wrote them.
pub struct Noted {
    pub notes: Vec<Note>,
    pub names: HashMap<i64, Name>,
    /// Whether the reader may write one and put them away.
    pub may: bool,
}

/// # Errors
/// 404 for a record that the actor may not see.
pub async fn of(ctx: &Ctx, room: &'static Room, id: i64) -> Result<Noted> {
    ctx.read(move |tx| {
        let (portfolio, stage, _) = records::born(tx, room, id)?.ok_or(Error::NotFound)?;
        place::see(tx, room.kind, portfolio, stage)?;
        let notes = store::standing(tx, room.kind, &[id])?;
        let names = org::names(tx, notes.iter().filter_map(|note| note.author))?;
        let act = keep::act(tx, room.kind, (portfolio, stage))?;
        Ok(Noted { notes, names, may: offers(tx.actor(), &act) })
    })
    .await
}
