//! Roles: what a person may do, kind by kind.
//!
//! An account begins with four ready roles; their rights are written in `base::authz` and stored with the account, so
//! that a later version may change what a new account begins with and not what an old one has. All but the
//! administrators' can be changed, and others made beside them. A ready role's name is a dictionary word (`name`) until
//! somebody calls it otherwise. The role `administrator` and the category administrator are one thing: see `people`.
//! A change that would leave people with work they could hold no more is refused (`orphans`), nobody makes a role
//! wider than their own rights, and nothing reaches further than seeing. Start with `matrix`.

mod add;
pub mod api;
mod change;
mod list;
pub mod matrix;
pub mod orphans;
pub mod pages;
mod ready;
mod remove;
mod store;

pub use add::{Draft, add, insert};
pub use change::{Wish, change};
pub use list::{Listed, Page, counted, find, list, name, one, people_with_rights, stages, stages_within};
pub use ready::add_ready;
pub use remove::{make_default, remove};
pub(crate) use store::lock_account;
