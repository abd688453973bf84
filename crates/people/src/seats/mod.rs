//! Seats: what a plan counts.
//!
//! Members, administrators (pending, active, blocked) and technical users take one each; departed people take none.
//! `take` is the one gate: whatever adds a person or brings one back calls it within its own act, and two acts at once
//! can't share the last seat. This room refuses to know prices. Start with `count`.

pub mod api;
mod count;
pub mod pages;
mod store;

pub use count::{Seats, count, look, take};
