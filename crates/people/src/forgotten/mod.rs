//! A forgotten password: anybody asks, and only a letter answers.
//!
//! Asking writes down what was typed and looks nobody up, so pages and programs hear the same, after the same time,
//! whether anybody has that name or not. A moment later `answer` looks: whoever has a password, an e-mail of their own
//! and a place where they may sign in gets a letter there, and nobody else hears anything. Its one-time link is made last,
//! works for an hour, and dies with the password it replaces; following it is in `signin::arrival`. Too many asks for one
//! name or from one address have to wait. Start with `ask`, then `answer`.

mod answer;
pub mod api;
mod ask;
pub mod pages;
mod store;

pub(crate) use answer::make_link;
pub use answer::{answer_due, begin};
pub use ask::{MOST_PER_ADDRESS, MOST_PER_NAME, ask};
pub use store::sweep;
