//! Adding and changing products.

use base::authz::Do;
use base::{Ctx, Error, Event, Result};

use super::product::{Draft, Product};
use super::store;
use crate::records::stale;

pub async fn add(ctx: &Ctx, draft: Draft) -> Result<Product> {
    let added = ctx.write(move |tx| {
        let mut tx = tx.permit(Do::EditProducts)?;
        let id = tx.new_id()?;
        store::add(&mut tx, id, &draft)?;
        let product = store::find(&mut tx, id)?.ok_or(Error::NotFound)?;
        tx.commit(Event::ProductAdded { product: id, name: draft.name.clone() }, product)
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
        store::set(&mut tx, id, &draft)?;
        let after = store::find(&mut tx, id)?.ok_or(Error::NotFound)?;
        tx.commit(Event::ProductChanged { product: id, changes: before.changes(&draft) }, after)
    });
    changed.await.map_err(taken)
}

/// The database's refusal as a sentence.
fn taken(error: Error) -> Error {
    match error {
        Error::Store(::store::Error::Unique { .. }) => Error::field("name", "error-products-taken"),
        other => other,
    }
}
