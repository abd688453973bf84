//! The heart of the product: people come and go, and the work stays.
//!
//! A hand-over repoints the few rows that say who holds what; however much lies in the portfolios, it costs the same.
//! It is a numbered fact with its steps, so it can be shown, proved and undone. A departure is a hand-over that also
//! ends every way in and frees the seat; a block ends the ways in alone, and the work waits. `plan` decides who
//! receives what and `status` where a person may go, both without a database; `ready` is all that comes before the
//! first write, and a rehearsal is exactly that. An undo gives back what still stands as the hand-over left it and lists
//! the rest. This room refuses to know what a deal or a contact is: kinds are declared by the rooms that keep them.
//! Single records are shared out in `splits`; `report` tells all there is to say of a fact, now and in years. Start
//! with `departure`.

mod answers;
pub mod api;
mod back;
mod block;
mod blockers;
mod departure;
mod fact;
mod facts;
mod handing;
mod handover;
pub mod pages;
mod plan;
pub mod planned;
mod posts;
mod preview;
mod proof;
mod reactivate;
mod ready;
pub mod report;
mod ruled;
mod scheduled;
mod several;
mod sketch;
pub mod splits;
mod status;
mod store;
mod takeover;
mod tokens;
mod undo;
mod warnings;

pub use answers::Answered;
pub use block::{Block, block, lift, named, unblock};
pub use departure::{depart, depart_over, rehearse_departure};
pub use fact::{Fact, Left, Names, Told, UNDO_MS, What, Why};
pub use facts::{Asked, Page, departure_of, list, outcome, told};
pub use handing::{Handing, Short, handing};
pub use handover::{hand_over, rehearse_handover};
pub use plan::Plan;
pub use posts::{Held, Passed};
pub use preview::{Preview, Successor, look};
pub use proof::{Proof, prove};
pub use reactivate::{Returned, Work, look_back, reactivate};
pub use ready::Outcome;
pub use ruled::{Ruled, ruled};
pub use several::{MOST as MOST_AT_ONCE, depart_all, judge_all, rehearse_all};
pub use sketch::{Flow, sketch};
pub use takeover::{Taken, arrive, take_over};
pub use tokens::{Fate, Kept};
pub use undo::{Undone, undo};
pub use warnings::{Warning, warnings};
