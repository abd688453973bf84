//! Seats: what a plan counts, and asking one's partner for more.
//!
//! Members, administrators (pending, active, blocked) and technical users take one each; departed people and integrators take none.
//! `take` is the one gate: whatever adds a person or brings one back calls it within its own act, and two acts at once
//! can't share the last seat. A plan that becomes smaller than what is in use throws nobody out: nothing new is taken
//! until enough are free. Who looks after the account sells seats: one asks them (`asking`), they answer from their own
//! account (`answers`), and both journals have it. This room refuses to know prices. Start with `count`.

pub mod answers;
pub mod api;
mod asking;
mod count;
pub mod pages;
mod plan;
mod request;
mod store;

pub use asking::{ask, requests, withdraw};
pub use count::{Seats, count, look, take};
pub use plan::{Plan, choose_partner, paid_through, set};
pub(crate) use plan::{look_after, of_customer, open_request};
pub use request::{Request, State, Wish};
