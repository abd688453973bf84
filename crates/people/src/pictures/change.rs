//! A person gets a picture, or loses it.

use base::authz::{self, Actor, Do};
use base::org::{self, Person};
use base::{Ctx, Error, Event, Result, Status, Tx, Writing};

use super::{Chosen, Squares, store};

/// Gives the person a picture instead of the one they have.
///
/// # Errors
/// 403, 404; 409 for who is to be erased; 422 with what is wrong with the file.
pub async fn put(ctx: &Ctx, person: i64, picture: Chosen) -> Result<()> {
    // Nobody who may not makes us open a picture.
    ctx.read(move |tx| {
        let found = org::find(tx, person)?.ok_or(Error::NotFound)?;
        authz::decide(tx.actor(), &act(tx.actor(), &found))
    })
    .await?;
    let squares = picture.squares().await?;
    ctx.write(move |mut tx| {
        let found = known(org::find_locked(&mut tx, person)?)?;
        let act = act(tx.actor(), &found);
        let mut tx = tx.permit(act)?;
        let event = give(&mut tx, person, &squares)?;
        tx.commit(event, ())
    })
    .await
}

/// The same within an act of the caller's, who has the permit and commits the event.
pub fn give(tx: &mut Tx<'_, Writing>, person: i64, squares: &Squares) -> Result<Event> {
    let version = tx.new_id()?;
    store::put(tx, person, version, squares)?;
    Ok(Event::PictureSet { person })
}

/// Initials again; nothing happens where there is no picture.
///
/// # Errors
/// 403, 404; 409 for who is to be erased.
pub async fn remove(ctx: &Ctx, person: i64) -> Result<()> {
    ctx.write(move |mut tx| {
        let found = known(org::find_locked(&mut tx, person)?)?;
        let acts = [act(tx.actor(), &found), Do::Remove];
        for act in &acts {
            authz::decide(tx.actor(), act)?;
        }
        if found.picture.is_none() {
            return tx.unchanged(());
        }
        let mut tx = tx.permit_all(&acts)?;
        store::forget(&mut tx, person)?;
        tx.commit(Event::PictureRemoved { person }, ())
    })
    .await
}

/// One's own picture is one's own detail; another's is part of them.
fn act(actor: &Actor, person: &Person) -> Do {
    match actor.person_id() == Some(person.id) {
        true => Do::EditSelf,
        false => Do::EditPerson { category: person.category, becomes: person.category },
    }
}

fn known(person: Option<Person>) -> Result<Person> {
    let person = person.ok_or(Error::NotFound)?;
    match person.status {
        Status::Closing => Err(Error::conflict("error-person-closing")),
        Status::Erased => Err(Error::conflict("error-person-erased")),
        _ => Ok(person),
    }
}
