//! A cover ends before its time: by whose work it is, by who manages people, or declined by the stand-in.

use base::authz::{Area, Do};
use base::portfolios::covers::{self, Ended};
use base::portfolios::store;
use base::{Ctx, Error, Event, Result, org};

/// Ends it.
///
/// # Errors
/// 404 for an unknown one and for who has nothing to do with it; 409 `cover_over`.
pub async fn end(ctx: &Ctx, id: i64) -> Result<Ended> {
    ctx.write(move |mut tx| {
        let seen = covers::find(&mut tx, id)?.ok_or(Error::NotFound)?;
        // The covered person's row keeps two from ending it at once.
        let person = org::find_locked(&mut tx, seen.person)?.ok_or(Error::NotFound)?;
        let cover = covers::find(&mut tx, id)?.ok_or(Error::NotFound)?;
        let me = tx.actor().person_id();
        let own = me == Some(cover.person) || me == Some(cover.stand_in);
        if !own && !tx.actor().has(Area::People) {
            return Err(Error::NotFound);
        }
        let act = Do::EndCover { category: person.category, own };
        base::authz::decide(tx.actor(), &act)?;
        if !cover.state(tx.now()).is_open() {
            return Err(Error::conflict("error-cover-over"));
        }
        let why = if me == Some(cover.stand_in) { Ended::Declined } else { Ended::Early };
        let mut tx = tx.permit(act)?;
        store::covers::end(&mut tx, id, why, None)?;
        let (person, stand_in) = (cover.person, cover.stand_in);
        let event = match why {
            Ended::Declined => Event::CoverDeclined { person, cover: id, stand_in },
            Ended::Early | Ended::Departure => Event::CoverEnded { person, cover: id, stand_in },
        };
        tx.commit(event, why)
    })
    .await
}
