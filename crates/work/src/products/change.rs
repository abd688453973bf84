//! Adding and changing products.

use base::authz::Do;
use base::{Ctx, Error, Event, Result, Tx, Writing};

use super::product::{Draft, Product};
use super::store;
use crate::records::stale;

pub async fn add(ctx: &Ctx, draft: Draft) -> Result<Product> {
    let added = ctx.write(move |tx| {
        let mut tx = tx.permit(Do::EditProducts)?;
        let (id, event) = store_draft(&mut tx, &draft)?;
        let product = store::find(&mut tx, id)?.ok_or(Error::NotFound)?;
        tx.commit(event, product)
    });
    added.await.map_err(taken)
}

/// The product says `draft` from now on.
pub async fn change(ctx: &Ctx, id: i64, version: i64, draft: Draft) -> Result<Product> {
    let changed = ctx.write(move |mut tx| {
        let before = store::lock(&mut tx, id)?.ok_or(Error::NotFound)?;
        let mut tx = tx.permit(Do::EditProducts)?;
        if before.version != version {
            return Err(stale(before.version));
        }
        let as_before = Event::ProductChanged { product: id, changes: Vec::new() };
        let event = store_change(&mut tx, &before, &draft)?.unwrap_or(as_before);
        let after = store::find(&mut tx, id)?.ok_or(Error::NotFound)?;
        tx.commit(event, after)
    });
    changed.await.map_err(taken)
}

/// Writes a new product in an act of the caller's, who commits the event.
pub fn store_draft(tx: &mut Tx<'_, Writing>, draft: &Draft) -> Result<(i64, Event)> {
    let id = tx.new_id()?;
    store::add(tx, id, draft)?;
    Ok((id, Event::ProductAdded { product: id, name: draft.name.clone() }))
}

/// Writes what differs in an act of the caller's, who commits the event; there is none when nothing differs.
pub fn store_change(tx: &mut Tx<'_, Writing>, before: &Product, draft: &Draft) -> Result<Option<Event>> {
    let changes = before.changes(draft);
    if changes.is_empty() {
        return Ok(None);
    }
    store::set(tx, before.id, draft)?;
    Ok(Some(Event::ProductChanged { product: before.id, changes }))
}

/// The database's refusal as a sentence.
fn taken(error: Error) -> Error {
    match error {
        Error::Store(::store::Error::Unique { .. }) => Error::field("name", "error-products-taken"),
        other => other,
    }
}
