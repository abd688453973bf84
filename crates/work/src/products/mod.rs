//! Products: a plain catalogue that deals can name. A name, unique in the account, and perhaps a price.
//!
//! Whoever has the right over settings adds and changes products; everybody may read them. There is no stock and no
//! price list here.

pub mod api;
pub mod change;
pub mod pages;
mod product;
mod store;

pub use change::{add, change, store_change, store_draft};
pub use product::{Draft, Product};
pub use store::{exists, lock};

use base::{Ctx, Result, Tx};

/// The whole catalogue, by name; at most ten thousand.
pub async fn all(ctx: &Ctx) -> Result<Vec<Product>> {
    ctx.read(read).await
}

/// As `all`, inside another room's act.
pub fn read<S>(tx: &mut Tx<'_, S>) -> Result<Vec<Product>> {
    store::all(tx)
}
