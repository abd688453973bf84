//! Requests to the administrators: whoever meets a closed page asks for it, and whoever wants to leave says so (G06, G10).
//!
//! A request waits until somebody who manages people has answered it, or its person takes it back; of each kind and page a
//! person has one that waits at most. It opens nothing by itself: rights are given where rights are given, and who wants to
//! leave is taken out by the departure that everybody has, which also ends the request. Start with `ask`.

mod answer;
pub mod api;
mod ask;
pub mod pages;
mod request;
mod store;

pub use answer::{Answer, answer};
use ask::names;
pub use ask::{ask, end_with, list, mine, stands_alone, withdraw};
pub use request::{Request, State, What, Wish};
