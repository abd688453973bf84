//! Absences: who is away from day to day, and the calendar of it (G01).
//!
//! Everybody states their own absences, who manages people states anybody's; colleagues see only until when, the reason is
//! for oneself and for who manages people, and never in the journal. An absence gives nobody any rights: whoever is to do the
//! work meanwhile is named by a cover, which the page of the absence offers, measures and keeps in step. Whether somebody
//! is away is asked of `base::absences`, which knows both. Start with `absence`, the pure part.

mod absence;
pub mod api;
mod calendar;
mod cover;
mod coverage;
mod list;
mod look;
pub mod pages;
pub mod panel;
mod state;
mod store;

pub use absence::{Absence, Reason, State, Wish};
pub use calendar::{Asked, Calendar, Mark, ON_A_PAGE, Row, Run, When, calendar, days_of, runs, when_between};
pub use cover::{can_follow, cover, fit};
pub use coverage::{Coverage, Gap};
pub use look::{Candidate, Lacking, Near, One, Seen, lacking, of_person, one, stated_for};
pub use state::{Withdrawn, change, state, withdraw};
