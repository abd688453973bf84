//! Roles: what a person may do, kind by kind.
//!
//! An account begins with four ready roles; their rights are written in `base::authz` and stored with the account, so
//! that a later version may change what a new account begins with and not what an old one has. A ready role's name is
//! a dictionary word (`name`). The role `administrator` and the category administrator are one thing: see `people`.
//! Start with `ready`.

pub mod api;
mod list;
pub mod pages;
mod ready;
mod store;

pub use list::{Listed, find, list, name};
pub use ready::add_ready;
