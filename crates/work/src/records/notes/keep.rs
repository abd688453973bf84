//! Writing a note to the successor, and putting one away.

use base::authz::{Do, Scope, decide};
use base::error::Fields;
use base::{Ctx, Error, Event, Kind, Reading, Result, Tx, Writing, portfolios};

use super::{LONGEST, store};
use crate::records::{Room, Stub, place, typed};

/// Writes the actor's note on the record; it replaces the one they wrote before, and an empty one puts that away.
///
/// # Errors
/// 404, 403, 422 for a note that is too long, or empty where there is none.
pub async fn write(ctx: &Ctx, room: &'static Room, id: i64, text: &str) -> Result<()> {
    let mut wrong = Fields::default();
    let text = typed::lines(&mut wrong, "note", text, LONGEST);
    wrong.check()?;
    ctx.write(move |mut tx| {
        let (stub, act) = noting(&mut tx, room, id)?;
        let me = tx.actor().person_id();
        let before = store::standing(&mut tx, room.kind, &[stub.id])?;
        let before = before.into_iter().find(|note| note.author == me);
        if before.as_ref().map(|note| &note.text) == text.as_ref() {
            decide(tx.actor(), &act)?;
            return if text.is_none() {
                Err(Error::field("note", "error-required"))
            } else {
                tx.unchanged(())
            };
        }
        let mut tx = tx.permit(act)?;
        if let Some(before) = before {
            store::end(&mut tx, before.id)?;
        }
        let event = match &text {
            Some(text) => {
                store::add(&mut tx, room.kind, id, text)?;
                Event::RecordNoted { kind: room.kind, id }
            }
            None => Event::RecordNoteDone { kind: room.kind, id },
        };
        tx.commit(event, ())
    })
    .await
}

/// Puts a note on the record away: it has been read and done.
///
/// # Errors
/// 404 where no such note stands, 403.
pub async fn put_away(ctx: &Ctx, room: &'static Room, id: i64, note: i64) -> Result<()> {
    ctx.write(move |mut tx| {
        let (_, act) = noting(&mut tx, room, id)?;
        let standing = store::standing(&mut tx, room.kind, &[id])?;
        if !standing.iter().any(|one| one.id == note) {
            decide(tx.actor(), &act)?;
            return Err(Error::NotFound);
        }
        let mut tx = tx.permit(act)?;
        store::end(&mut tx, note)?;
        tx.commit(Event::RecordNoteDone { kind: room.kind, id }, ())
    })
    .await
}

/// With a record that goes for good its notes go, too.
pub fn forget(tx: &mut Tx<'_, Writing>, kind: Kind, id: i64) -> Result<()> {
    store::forget(tx, kind, id)
}

/// The record, held against changes, and what is about to be done to it.
fn noting(tx: &mut Tx<'_, Reading>, room: &Room, id: i64) -> Result<(Stub, Do)> {
    let stub = (room.lock)(tx, id)?.ok_or(Error::NotFound)?;
    let (portfolio, stage) = stub.place();
    place::see(tx, room.kind, portfolio, stage)?;
    let act = act(tx, room.kind, (portfolio, stage))?;
    Ok((stub, act))
}

/// The act of writing or putting away a note on a record of that portfolio.
pub(super) fn act<S>(tx: &mut Tx<'_, S>, kind: Kind, (portfolio, stage): (i64, i64)) -> Result<Do> {
    let reach: Scope = portfolios::reach(tx, kind, portfolio)?;
    Ok(Do::Note { kind, reach, stage })
}
