//! The first steps of a company: whether their list is open, and the one step that leaves no trace elsewhere.
//!
//! The list itself is on a page of the product, which asks the data what is done. Here is only what every page must know
//! (whether to lead there) and what it would forget. Housekeeping: nothing of it belongs into the journal.

mod store;

pub use store::{Beginning, begin};

use crate::{App, Ctx, Result};

/// Whether the account's list is open.
pub async fn is_open(app: &App, account: i64) -> Result<bool> {
    Ok(app.peek(move |tx| store::find(tx, account)).await?.is_some_and(|found| found.open))
}

/// Where the list of the account stands; `None`: it never had one.
pub async fn of(ctx: &Ctx) -> Result<Option<Beginning>> {
    let account = ctx.account.id;
    ctx.app.look(move |tx| store::find(tx, account)).await
}

/// The list is put away until somebody asks for it.
pub async fn put_away(ctx: &Ctx) -> Result<()> {
    let account = ctx.account.id;
    ctx.app.keep(move |tx| store::put_away(tx, account)).await
}

/// The list is open again, as long as something is left to do.
pub async fn take_out(ctx: &Ctx) -> Result<()> {
    let account = ctx.account.id;
    ctx.app.keep(move |tx| store::take_out(tx, account)).await
}

/// Everything is done.
pub async fn done(ctx: &Ctx) -> Result<()> {
    let account = ctx.account.id;
    ctx.app.keep(move |tx| store::done(tx, account)).await
}

/// Somebody looked at what a hand-over would do.
pub async fn previewed(ctx: &Ctx) -> Result<()> {
    if !ctx.beginning {
        return Ok(());
    }
    let account = ctx.account.id;
    ctx.app.keep(move |tx| store::previewed(tx, account)).await
}
