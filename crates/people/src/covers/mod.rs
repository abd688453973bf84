//! Covers: somebody stands in for a person who is away, until a day.
//!
//! While a cover runs, the stand-in sees and does with the covered work what they could if it were their own; the person
//! stays responsible and new work still goes to them. It ends by itself: `base::portfolios` asks at every look-up for the
//! time of the act and for a stand-in to whom such work may come. It reaches what the person holds at that moment, so
//! work that is handed over leaves it and what comes later is in it; and never what the person themself covers. A
//! departure of either ends it for good, an undo of that brings it back. Why somebody is away, and the calendar, is in
//! `absences`. Start with `rules`, the pure part.

pub mod api;
mod begin;
mod change;
mod departure;
mod end;
mod look;
pub mod pages;
pub mod panel;
mod rules;

pub use begin::begin;
pub use change::change;
pub use departure::{end_with, ending, resume};
pub use end::end;
pub use look::{Listed, Seen, all, ending_seen, of_person, offered};
pub use rules::Wish;
