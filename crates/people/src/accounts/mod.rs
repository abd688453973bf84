//! Accounts: one company's space each, several in an installation, nothing ever visible across them.
//!
//! Making one (`create`) puts everything in place in one commit: the ready roles, the administrator with a sign-in and a
//! portfolio, and what the other rooms put into every new account. The first account is made in the page that a fresh
//! installation opens with; more of them from the command line. A sample, made up to look around in, is left by `own`: one's
//! own company takes its place. `settings` is what an account says of itself, `rescue` the operator's way back in for an
//! administrator.

mod create;
pub mod own;
pub mod pages;
mod rescue;
mod settings;
mod store;

pub use create::{Created, NewAccount, create, create_first};
pub use rescue::{Rescued, administrators, rescue};
pub use settings::{Settings, change, settings};
pub(crate) use store::{empty, identities_of, leave_identities};

use base::{Account, App, Error, Result};

/// Every account, oldest first.
pub async fn find_all(app: &App) -> Result<Vec<Account>> {
    app.look(store::all).await
}

/// # Errors
/// 404 when there is no such account.
pub async fn load(app: &App, id: i64) -> Result<Account> {
    base::credentials::account_of(app, id).await?.ok_or(Error::NotFound)
}
