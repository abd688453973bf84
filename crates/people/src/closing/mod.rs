//! Closing a company: an administrator asks for it, thirty days follow in which one press brings everything back, and then
//! all of it goes (G06).
//!
//! From the press on the company is open to its administrators alone, and they look, take everything along and call it back;
//! `Account::admits` is asked by every way in, and `authz::goes_on` by every write. Nothing is deleted before the day. Once it
//! has come nothing opens any more, whether the hourly round came by already or not; the round then removes table after table
//! in steps that go on after a crash, and at last the people, the sign-ins that nobody else needs, and the account. A partner
//! on the list is struck off first: others rely on it. Start with `rules`, then `ask` and `removal`.

pub mod api;
mod ask;
mod look;
pub mod pages;
mod remind;
mod removal;
mod rules;
mod store;

use base::{Ctx, Result, Tx};

pub use ask::{Wish, begin, call_back};
pub use look::{Asked, Look, look};
pub use removal::Removal;
pub use store::{Gone, gone};

/// Whether the company closes; until the end of the act it neither begins to nor is called back.
pub(crate) fn closes<S>(tx: &mut Tx<'_, S>) -> Result<bool> {
    let account = tx.account();
    store::lock_accounts(tx, &[account])?;
    Ok(store::closes_at(tx)?.is_some())
}

/// What is to be done in a company that closes, every hour: remind, and once the day has come remove it.
pub async fn round(ctx: &Ctx) -> Result<()> {
    if ctx.account.is_over(ctx.app.now()) {
        removal::carry_out(ctx).await
    } else {
        remind::remind(ctx).await.map(drop)
    }
}
