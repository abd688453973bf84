//! Looking at and ending what a person gets in by: sessions, API tokens, one-time links.

use base::authz::{Area, Do};
use base::credentials::{self, Access, AccessKind};
use base::{Ctx, Error, Event, Result, org};

/// The live credentials of a person: one's own, or anybody's for who manages people.
pub async fn list(ctx: &Ctx, person: i64) -> Result<Vec<Access>> {
    if ctx.person_id() != Some(person) {
        ctx.need(Area::People)?;
    }
    ctx.read(move |tx| {
        org::find(tx, person)?.ok_or(Error::NotFound)?;
        credentials::of_person(tx, person)
    })
    .await
}

/// Ends one credential of the person at once.
///
/// # Errors
/// 404 when it isn't theirs or is over.
pub async fn end(ctx: &Ctx, person: i64, kind: AccessKind, id: i64) -> Result<()> {
    ctx.write(move |mut tx| {
        let person = org::find_locked(&mut tx, person)?.ok_or(Error::NotFound)?;
        let own = tx.actor().person_id() == Some(person.id);
        let mut tx = tx.permit(Do::EndAccess { category: person.category, own })?;
        if !credentials::end_one(&mut tx, kind, person.id, id, "ended")? {
            return Err(Error::NotFound);
        }
        tx.commit(Event::AccessEnded { person: person.id, access: kind.code().into(), count: 1 }, ())
    })
    .await
}
