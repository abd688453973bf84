//! Sources: ways by which work comes in by itself. So far there is one, the form on somebody's site.
//!
//! A form lies in a portfolio, as deals do: whoever holds that portfolio for sources receives what comes, and a form that
//! lies in a queue gives to its members in turn. So a departure takes forms along, and nothing new ever reaches somebody
//! to whom nothing new may go. What a form is is in `form`, what somebody typed in `said`. `receive` keeps each message
//! as a row first; `bring` makes a contact and a deal of it, at once or as soon as somebody can receive it. `limits`
//! says how much is taken. Nobody is signed in at a form: its page and its post are the product's only open door.

pub mod api;
mod bring;
mod change;
mod forget;
mod form;
mod holdings;
mod limits;
mod look;
pub mod pages;
mod receive;
mod said;
mod store;

pub use bring::{JOB, bring_now};
pub use change::{add, change};
pub use forget::forget;
pub use form::{Asks, Draft, Form, Input};
pub use holdings::HOLDABLE;
pub use limits::{MOST_PER_ADDRESS, MOST_PER_FORM, sweep};
pub use look::{Entry, Listed, Page, State, entries, list, may_read, one};
pub use receive::{Received, of_key, receive};
pub use said::{Said, Typed};
