//! Creating and changing contacts.

use base::{Change, Ctx, Error, Event, Kind, Result, Tx, Writing, search};

use super::draft::{Draft, Typed};
use super::look::Contact;
use super::{ROOM, store};
use crate::records::editing::edit;
use crate::records::{self, Place, lines};

/// A new contact; answers its id. Without a `responsible` the default applies (see `records::place`).
pub async fn create(ctx: &Ctx, typed: Typed, responsible: Option<i64>) -> Result<i64> {
    let draft = typed.read(ctx.account.home())?;
    ctx.write(move |mut tx| {
        let place = records::place(&mut tx, Kind::Contact, responsible)?;
        lines::choosable(&mut tx, Kind::Company, "company_id", draft.company_id)?;
        let mut tx = tx.permit(place.creating())?;
        let (id, event) = store_draft(&mut tx, &draft, &place)?;
        tx.commit(event, id)
    })
    .await
}

/// Writes a new contact in a transaction that is already under way: several in one, for imports. The company must
/// have been checked.
pub fn store_draft(tx: &mut Tx<'_, Writing>, draft: &Draft, place: &Place) -> Result<(i64, Event)> {
    let id = tx.new_id()?;
    store::add(tx, id, place.portfolio, draft)?;
    records::Cell::plain().enter(tx, Kind::Contact, place.portfolio);
    let Place { portfolio, responsible, .. } = *place;
    Ok((id, Event::RecordCreated { kind: Kind::Contact, id, portfolio, responsible }))
}

/// Changes a contact: `edited` gets it as it is and answers as it shall be. `responsible`, where given, holds it
/// from now on. The version must be the one that was read.
pub async fn change<F>(ctx: &Ctx, id: i64, version: i64, responsible: Option<i64>, edited: F) -> Result<()>
where
    F: Fn(Typed) -> Typed + Send + Sync + 'static,
{
    let home = ctx.account.home();
    ctx.write(move |mut tx| {
        let editing = edit(&mut tx, &ROOM, id, Some(version), responsible)?;
        let before = store::find(&mut tx, id)?.ok_or(Error::NotFound)?;
        let after = edited(before.draft.clone().typed()).read(home)?;
        if after.company_id != before.draft.company_id {
            lines::choosable(&mut tx, Kind::Company, "company_id", after.company_id)?;
        }
        if after == before.draft && !editing.moves() {
            return tx.unchanged(());
        }
        let mut tx = tx.permit_all(&editing.acts)?;
        let mut events = Vec::new();
        events.extend(editing.take(&mut tx, &ROOM)?);
        events.extend(write(&mut tx, &before, &after, editing.portfolio())?);
        tx.commit_all(events, ())
    })
    .await
}

/// Writes what differs in a transaction that is already under way; nothing when nothing does. For imports.
pub fn store_change(tx: &mut Tx<'_, Writing>, before: &Contact, after: &Draft) -> Result<Option<Event>> {
    if before.draft == *after { Ok(None) } else { write(tx, before, after, before.portfolio) }
}

fn write(tx: &mut Tx<'_, Writing>, before: &Contact, after: &Draft, portfolio: i64) -> Result<Option<Event>> {
    store::update(tx, before.id, portfolio, after)?;
    search::changed(tx, ROOM.table, before.id, &before.draft.search_text(), &after.search_text())?;
    let mut changes = before.draft.changes(after);
    if before.draft.company_id != after.company_id {
        let now = match after.company_id {
            Some(company) => {
                lines::find(tx, Kind::Company, &[company])?.remove(&company).map(|line| line.title)
            }
            None => None,
        };
        changes.extend(Change::of("company", before.company.clone(), now));
    }
    Ok((before.draft != *after).then_some(Event::RecordChanged {
        kind: Kind::Contact,
        id: before.id,
        changes,
    }))
}
