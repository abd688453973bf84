//! Reviews of access (G11): once a year administrators go through everybody who can get in and say of each that they keep
//! their access, are blocked, or that somebody who knows is asked.
//!
//! One review is open at most. It is over the people who could get in when it began: whoever comes later is not in it, and
//! whoever loses their access meanwhile is `gone` by themselves, for that is read from their status. It ends when nobody is
//! undecided; the result is then signed: a digest over every line and over where the journal stood, kept with the review and
//! in the journal, so that neither can be changed without the other. Nothing is blocked here that a block would refuse.
//! Start with `review`.

pub mod api;
mod ask;
mod begin;
mod decide;
mod end;
mod exempt;
mod look;
pub mod pages;
mod remind;
mod result;
mod review;
mod store;

pub use ask::{Asked, answer, asked_of};
pub use begin::begin;
pub use decide::{Decision, decide};
pub use end::end;
pub use exempt::{Exempt, exempt, include, leave_out};
pub use look::{Overview, Shown, is_due, list, look};
pub use remind::remind;
pub use result::{astray, signed};
pub use review::{Facts, Line, Review, State, Verdict};
