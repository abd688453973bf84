//! One search over everything a person may see: deals, contacts, companies, tasks, and people for who manages them.
//!
//! It asks each kind as its own list would, with the same predicate and newest first, and shows the first few of each;
//! the rest is in the lists. It has no table and no rules: what is found and by which words is `base::search`, whose
//! it is `base::portfolios`.

pub mod api;
mod find;
pub mod pages;

pub use find::{Group, Hit, Of, find};
