//! Giving records to somebody and deleting them: the same for every room, one record or many, all or none.

use base::authz::Deed;
use base::portfolios::{self, queues};
use base::{Ctx, Error, Event, Kind, Problem, Result, Tx, Writing};
use serde_json::json;

use super::place::{Place, doing, place};
use super::{Cell, Room, Stub, store};

/// The most records one act takes.
pub const MOST: usize = 200;

/// Gives the records to the person, or puts them into the queue of this id; answers how many really went. Those they hold already stay where they are.
pub async fn assign(ctx: &Ctx, room: &'static Room, ids: Vec<i64>, to: i64) -> Result<usize> {
    let ids = chosen(ids)?;
    ctx.write(move |mut tx| {
        let target = place(&mut tx, room.kind, Some(to))?;
        let (mut moving, mut acts) = (Vec::new(), Vec::new());
        for id in &ids {
            let stub = (room.lock)(&mut tx, *id)?.ok_or(Error::NotFound)?;
            acts.push(doing(&mut tx, room.kind, Deed::Assign, stub.place())?);
            let holder = holder(&mut tx, room.kind, stub.portfolio)?;
            // Whoever answers for a queue may take a record out of it, too.
            let out = holder == to
                && stub.portfolio != target.portfolio
                && queues::is_queue(&mut tx, stub.portfolio)?;
            if out || target.differs(stub.portfolio, holder) {
                moving.push((stub, holder));
            }
        }
        if moving.is_empty() {
            // Somebody without the right learns nothing from it either.
            for act in &acts {
                base::authz::decide(tx.actor(), act)?;
            }
            return tx.unchanged(0);
        }
        let mut tx = tx.permit_all(&acts)?;
        let mut events = Vec::with_capacity(moving.len());
        for (stub, from) in &moving {
            events.push(give(&mut tx, room, stub, *from, &target)?);
        }
        tx.commit_all(events, moving.len())
    })
    .await
}

/// One record goes to somebody else within an act of the caller's: the row, the roll-up, the note of the move.
pub fn give(tx: &mut Tx<'_, Writing>, room: &Room, stub: &Stub, from: i64, target: &Place) -> Result<Event> {
    store::give(tx, room.table, stub.id, target.portfolio)?;
    stub.cell.leave(tx, room.kind, stub.portfolio);
    stub.cell.enter(tx, room.kind, target.portfolio);
    moved(tx, room.kind, stub.id, (stub.portfolio, from), (target.portfolio, target.responsible))
}

/// Notes that one record went to another portfolio by itself; the row and the roll-up are the caller's.
pub fn moved(
    tx: &mut Tx<'_, Writing>,
    kind: Kind,
    id: i64,
    (portfolio, from): (i64, i64),
    (into, to): (i64, i64),
) -> Result<Event> {
    portfolios::store::note_move(tx, kind, id, portfolio, into)?;
    Ok(Event::RecordAssigned { kind, id, from, to })
}

/// Puts the records into the bin. A version, where given, must still be the record's.
pub async fn delete(ctx: &Ctx, room: &'static Room, ids: Vec<i64>, version: Option<i64>) -> Result<usize> {
    let ids = chosen(ids)?;
    ctx.write(move |mut tx| {
        let (mut stubs, mut acts) = (Vec::new(), Vec::new());
        for id in &ids {
            let stub = (room.lock)(&mut tx, *id)?.ok_or(Error::NotFound)?;
            acts.push(doing(&mut tx, room.kind, Deed::Delete, stub.place())?);
            stubs.push(stub);
        }
        let mut tx = tx.permit_all(&acts)?;
        let mut events = Vec::with_capacity(stubs.len());
        for stub in &stubs {
            if version.is_some_and(|version| version != stub.version) {
                return Err(stale(stub.version));
            }
            events.push(put_in_bin(&mut tx, room, stub)?);
        }
        tx.commit_all(events, stubs.len())
    })
    .await
}

/// Takes one record out of its room and keeps all it said in the bin, in the same portfolio.
pub fn put_in_bin(tx: &mut Tx<'_, Writing>, room: &Room, stub: &Stub) -> Result<Event> {
    let said = (room.take_out)(tx, stub.id)?;
    store::add_to_bin(tx, room.kind, stub, &said.to_string())?;
    stub.cell.leave(tx, room.kind, stub.portfolio);
    Cell::plain().enter(tx, Kind::Bin, stub.portfolio);
    Ok(Event::RecordDeleted { kind: room.kind, id: stub.id })
}

/// 409: somebody changed the record meanwhile. Programs get the version it has now.
pub fn stale(version: i64) -> Error {
    Error::Conflict(Problem::new("error-stale").extra(json!({ "version": version })))
}

/// Who holds the portfolio's kind.
pub fn holder<S>(tx: &mut Tx<'_, S>, kind: Kind, portfolio: i64) -> Result<i64> {
    portfolios::store::holder(tx, kind, portfolio)?.ok_or(Error::NotFound)
}

/// Each once, in the order in which they are locked.
pub fn chosen(mut ids: Vec<i64>) -> Result<Vec<i64>> {
    ids.sort_unstable();
    ids.dedup();
    match ids.len() {
        0 => Err(Error::invalid("error-records-none")),
        n if n > MOST => Err(Error::invalid("error-records-many")),
        _ => Ok(ids),
    }
}
