//! Writing what is told about all the work of a person.

use base::authz::{Do, decide};
use base::error::Fields;
use base::{Ctx, Error, Event, Result, org};

use super::{LONGEST, store};

/// The note about the person's work says this from now on; empty takes it back.
///
/// # Errors
/// 404 for an unknown person, 403, 422 for a note that is too long, 409 when the person has left.
pub async fn write(ctx: &Ctx, person: i64, text: &str) -> Result<()> {
    let text = clean(text)?;
    ctx.write(move |mut tx| {
        let found = org::find_locked(&mut tx, person)?.ok_or(Error::NotFound)?;
        let own = tx.actor().person_id() == Some(person);
        let act = Do::NoteWork { category: found.category, own };
        decide(tx.actor(), &act)?;
        if found.status.has_left() {
            return Err(Error::conflict("error-already-departed"));
        }
        let now = tx.now();
        let before = store::at(&mut tx, person, now)?.map(|note| note.text);
        if before.as_deref().unwrap_or_default() == text {
            return tx.unchanged(());
        }
        let mut tx = tx.permit(act)?;
        store::end(&mut tx, person)?;
        if !text.is_empty() {
            store::add(&mut tx, person, &text)?;
        }
        tx.commit(Event::WorkNoted { person }, ())
    })
    .await
}

fn clean(text: &str) -> Result<String> {
    let plain: String =
        text.replace("\r\n", "\n").chars().filter(|c| *c == '\n' || *c == '\t' || !c.is_control()).collect();
    let text = plain.trim().to_owned();
    let mut wrong = Fields::default();
    if text.chars().count() > LONGEST {
        wrong.add("note", "error-too-long");
    }
    wrong.check()?;
    Ok(text)
}
