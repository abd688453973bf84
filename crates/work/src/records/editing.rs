//! Before a record is changed: who may, whether it is still the one that was read, whether it goes to somebody else.

use base::authz::{self, Deed, Do};
use base::{Error, Event, Reading, Result, Tx, Writing};

use super::acts::{self, holder};
use super::place::{Place, doing, place};
use super::{Room, Stub, store};

/// One edit that is allowed.
pub struct Editing {
    pub stub: Stub,
    /// For `permit_all`.
    pub acts: Vec<Do>,
    /// From whom, and where it goes.
    moving: Option<(i64, Place)>,
}

/// Locks the record for an edit. `responsible` is who shall hold it from now on; `version`, where
/// given, must still be the record's.
///
/// # Errors
/// 404, 403, 409 `stale`, 422 when the person can't receive.
pub fn edit(
    tx: &mut Tx<'_, Reading>,
    room: &Room,
    id: i64,
    version: Option<i64>,
    responsible: Option<i64>,
) -> Result<Editing> {
    let before = store::titles(tx, room, &[id])?.pop().ok_or(Error::NotFound)?;
    super::see(tx, room.kind, before.portfolio, before.stage)?;
    // People before records; whoever holds it already need not be able to receive anything new.
    let holds = holder(tx, room.kind, before.portfolio)?;
    let place = match responsible {
        Some(to) if to != holds && to != before.portfolio => Some(place(tx, room.kind, Some(to))?),
        _ => None,
    };
    let stub = (room.lock)(tx, id)?.ok_or(Error::NotFound)?;
    let mut acts = vec![doing(tx, room.kind, Deed::Edit, stub.place())?];
    if place.is_some() {
        acts.push(doing(tx, room.kind, Deed::Assign, stub.place())?);
    }
    // Somebody without the right learns nothing of versions.
    for act in &acts {
        authz::decide(tx.actor(), act)?;
    }
    if version.is_some_and(|version| version != stub.version) {
        return Err(acts::stale(stub.version));
    }
    let from = holder(tx, room.kind, stub.portfolio)?;
    let moving = place.filter(|place| place.differs(stub.portfolio, from)).map(|place| (from, place));
    Ok(Editing { stub, acts, moving })
}

impl Editing {
    /// Whether it goes to somebody else.
    pub fn moves(&self) -> bool {
        self.moving.is_some()
    }

    /// Where the record is from now on.
    pub fn portfolio(&self) -> i64 {
        self.moving.map_or(self.stub.portfolio, |(_, place)| place.portfolio)
    }

    /// What goes with the move, beside the row itself.
    pub fn take(&self, tx: &mut Tx<'_, Writing>, room: &Room) -> Result<Option<Event>> {
        let Some((from, place)) = self.moving else { return Ok(None) };
        self.stub.cell.leave(tx, room.kind, self.stub.portfolio);
        self.stub.cell.enter(tx, room.kind, place.portfolio);
        let (before, after) = ((self.stub.portfolio, from), (place.portfolio, place.responsible));
        acts::moved(tx, room.kind, self.stub.id, before, after).map(Some)
    }
}
