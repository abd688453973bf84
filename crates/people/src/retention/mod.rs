//! How long an account keeps data: what its own people decide, and what is fixed.
//!
//! Days of grace lie between the press that erases a person and the erasure. What comes by forms is kept as long as its
//! contact, or so many days at most. Everything else that ends by itself ends after a fixed time, each in its own room.
//! Everybody can read what becomes of their own data (`mine`). Start with `rules`.

pub mod api;
mod change;
mod mine;
pub mod pages;
mod rules;
mod store;

pub use change::{change, look, may_decide};
pub use mine::{Kept, Mine, mine};
pub use rules::Rules;
pub use store::rules;
