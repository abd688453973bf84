//! Records go from the queue to who takes them: all or none.

use base::authz::{self, Do};
use base::portfolios::queues;
use base::{Ctx, Error, Kind, Result};

use crate::records::{Room, acts, holder, place};
use crate::{companies, contacts, deals, tasks};

/// Takes these records of the kind; answers how many. They come to the actor as an assignment.
///
/// # Errors
/// 404 for who is not of the queue's department; 403 and 422 for who may not hold the kind; 409 `queue_gone` when one of
/// them is no longer in the queue.
pub async fn take(ctx: &Ctx, queue: i64, kind: Kind, ids: Vec<i64>) -> Result<usize> {
    let room = room_of(kind)?;
    ctx.write(move |mut tx| {
        let me = tx.actor().person_id().ok_or(Error::NotFound)?;
        if !queues::is_member(&mut tx, queue, me)? {
            return Err(Error::NotFound);
        }
        let act = Do::Take { kind };
        authz::decide(tx.actor(), &act)?;
        let ids = acts::chosen(ids.clone())?;
        let target = place(&mut tx, kind, Some(me))?;
        let mut stubs = Vec::with_capacity(ids.len());
        for id in ids {
            // What was never there and what is with somebody by now look the same from here.
            match (room.lock)(&mut tx, id)? {
                Some(stub) if stub.portfolio == queue => stubs.push(stub),
                _ => return Err(Error::conflict("error-queue-gone")),
            }
        }
        let from = holder(&mut tx, kind, queue)?;
        let mut tx = tx.permit(act)?;
        let mut events = Vec::with_capacity(stubs.len());
        for stub in &stubs {
            events.push(acts::give(&mut tx, room, stub, from, &target)?);
        }
        tx.commit_all(events, stubs.len())
    })
    .await
}

fn room_of(kind: Kind) -> Result<&'static Room> {
    match kind {
        Kind::Deal => Ok(&deals::ROOM),
        Kind::Contact => Ok(&contacts::ROOM),
        Kind::Company => Ok(&companies::ROOM),
        Kind::Task => Ok(&tasks::ROOM),
        Kind::Bin | Kind::Source | Kind::Trigger => Err(Error::NotFound),
    }
}
