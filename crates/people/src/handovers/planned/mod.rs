//! Departures planned for a day and an hour.
//!
//! What is planned is prepared like any departure: who receives what, which posts and tokens go where, and it is judged
//! at once as if it were carried out now. A job carries it out on time, for whoever planned it. Until then the person
//! works as before, or deletes and downloads nothing. What has become impossible by then is not done half: the departure
//! waits, every administrator sees on every page that something waits for them, and one of them lets it go on, plans it
//! anew or calls it off. A departure carried out by hand meanwhile takes its place, and
//! when that is undone before the hour, the planned one stands again. Start with `plan`.

mod again;
mod look;
mod run;
pub(super) mod store;
mod wish;

pub use again::{Replaced, resume};
pub use look::{View, all, naming, of_person, view};
pub use run::{JOB, carried_out};
pub use wish::{Wish, cancel, check, go_on, plan, plan_all};

use super::Plan;

/// Where a planned departure stands. Whether it waits for somebody, its job knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Planned,
    /// Carried out, by its job or by hand before.
    Done,
    Cancelled,
}

impl State {
    pub const ALL: [State; 3] = [State::Planned, State::Done, State::Cancelled];

    pub fn code(self) -> &'static str {
        match self {
            State::Planned => "planned",
            State::Done => "done",
            State::Cancelled => "cancelled",
        }
    }

    pub fn parse(code: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// A planned departure as it is stored.
#[derive(Clone, Debug)]
pub struct Planned {
    pub id: i64,
    pub person: i64,
    pub plan: Plan,
    /// ms UTC.
    pub at: i64,
    /// Whether the person deletes and downloads nothing until then.
    pub limits: bool,
    pub state: State,
    pub job: i64,
    /// ms UTC.
    pub planned_at: i64,
    /// `None`: the operator.
    pub planned_by: Option<i64>,
    /// The sharing out that began on time.
    pub sharing: Option<i64>,
    pub handover: Option<i64>,
    /// ms UTC.
    pub ended_at: Option<i64>,
    pub ended_by: Option<i64>,
}
