//! A review, its lines, and where each stands. No SQL, no HTTP.

use std::collections::BTreeMap;

use base::Status;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

const DAY_MS: i64 = 86_400_000;
/// A review is suggested after so long: a year, in ms.
pub(super) const YEAR_MS: i64 = 365 * DAY_MS;
/// The longest time a review is begun for: a year, in ms.
pub(super) const LONGEST_MS: i64 = 366 * DAY_MS;

/// What is said of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// They need their access.
    Keep,
    /// They get in no more.
    Block,
    /// Somebody who knows is asked; the line waits.
    Ask,
    /// As if nothing had been said.
    Open,
}

impl Verdict {
    pub const ALL: [Verdict; 4] = [Verdict::Keep, Verdict::Block, Verdict::Ask, Verdict::Open];

    pub fn code(self) -> &'static str {
        match self {
            Verdict::Keep => "keep",
            Verdict::Block => "block",
            Verdict::Ask => "ask",
            Verdict::Open => "open",
        }
    }

    pub fn parse(code: &str) -> Option<Verdict> {
        Verdict::ALL.into_iter().find(|verdict| verdict.code() == code)
    }
}

/// Where a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Open,
    Ask,
    Keep,
    Block,
    /// They lost their access otherwise.
    Gone,
    /// Reviews leave them out.
    Exempt,
}

impl State {
    pub const ALL: [State; 6] =
        [State::Open, State::Ask, State::Keep, State::Block, State::Gone, State::Exempt];

    pub fn code(self) -> &'static str {
        match self {
            State::Open => "open",
            State::Ask => "ask",
            State::Keep => "keep",
            State::Block => "block",
            State::Gone => "gone",
            State::Exempt => "exempt",
        }
    }

    pub fn parse(code: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether something has still to be said.
    pub fn waits(self) -> bool {
        matches!(self, State::Open | State::Ask)
    }

    /// Where a line of an open review stands: what was said counts as long as it is so.
    pub(super) fn of(said: Option<State>, status: Status, exempt: bool) -> State {
        let gets_in = matches!(status, Status::Active | Status::Pending);
        match said {
            Some(State::Block) if !gets_in => State::Block,
            _ if !gets_in => State::Gone,
            Some(State::Keep) => State::Keep,
            _ if exempt => State::Exempt,
            Some(State::Ask) => State::Ask,
            _ => State::Open,
        }
    }
}

/// What is known of a person's access: nothing that names them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Facts {
    /// pending, active, blocked, departed, closing, erased
    pub status: String,
    /// member, administrator, technical, integrator
    pub category: String,
    /// The word of a ready role.
    pub role_key: Option<String>,
    pub role: String,
    /// Whether they have rights beside their role.
    pub own_rights: bool,
    /// ms UTC.
    pub seen_at: Option<i64>,
    /// ms UTC: since when they could have been here.
    pub since: i64,
    /// Records by kind.
    pub held: BTreeMap<String, i64>,
    pub sessions: i64,
    pub tokens: i64,
}

/// A review as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    pub id: i64,
    /// ms UTC.
    pub begun_at: i64,
    pub begun_by: Option<i64>,
    /// Until when it is to be done, ms UTC.
    pub due_at: i64,
    pub reminded: i64,
    pub ended_at: Option<i64>,
    pub ended_by: Option<i64>,
    /// Where the journal stood when it ended: number and hash.
    pub head: Option<(i64, String)>,
    /// The digest of the signed result.
    pub seal: Option<String>,
}

/// One person in a review.
#[derive(Clone, Debug)]
pub struct Line {
    pub person: i64,
    pub state: State,
    /// ms UTC.
    pub decided_at: Option<i64>,
    pub decided_by: Option<i64>,
    pub word: Option<String>,
    pub word_salt: Option<String>,
    pub word_digest: Option<String>,
    /// As they were when it was decided; until then as they are.
    pub facts: Facts,
    pub asked: Option<i64>,
    /// Whether whoever was asked says that it is needed.
    pub needed: Option<bool>,
    pub answered_at: Option<i64>,
    pub idle: bool,
}

/// How urgently a review reminds: not yet, within a week, within a day, too late.
pub(super) fn urgency(due: i64, now: i64) -> i64 {
    match due - now {
        left if left <= 0 => 3,
        left if left <= DAY_MS => 2,
        left if left <= 7 * DAY_MS => 1,
        _ => 0,
    }
}

/// Whether a review should begin: the last is a year old, or there never was one and it is time or somebody is idle.
pub(super) fn is_suggested(last: Option<i64>, account_since: i64, idle: i64, now: i64) -> bool {
    match last {
        Some(last) => last < now - YEAR_MS,
        None => idle > 0 || account_since < now - YEAR_MS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_loses_access_is_gone_and_whoever_gets_it_back_is_open_again() {
        let of = |said, status| State::of(said, status, false);
        assert_eq!(of(None, Status::Departed), State::Gone);
        assert_eq!(of(Some(State::Keep), Status::Blocked), State::Gone);
        assert_eq!(of(Some(State::Block), Status::Blocked), State::Block);
        assert_eq!(of(Some(State::Block), Status::Active), State::Open);
        assert_eq!(of(Some(State::Ask), Status::Pending), State::Ask);
    }

    #[test]
    fn who_is_left_out_waits_for_nobody() {
        assert_eq!(State::of(Some(State::Ask), Status::Active, true), State::Exempt);
        assert_eq!(State::of(Some(State::Keep), Status::Active, true), State::Keep);
        assert_eq!(State::of(None, Status::Departed, true), State::Gone);
    }

    #[test]
    fn a_review_reminds_a_week_before_a_day_before_and_after() {
        let day = DAY_MS;
        assert_eq!([8 * day, 7 * day, day, 0, -day].map(|left| urgency(left, 0)), [0, 1, 2, 3, 3]);
    }

    #[test]
    fn a_review_is_suggested_once_a_year_and_where_somebody_is_idle() {
        let year = YEAR_MS;
        assert!(is_suggested(Some(0), 0, 0, year + 1) && !is_suggested(Some(1), 0, 9, year));
        assert!(is_suggested(None, 0, 0, year + 1) && is_suggested(None, 0, 1, 5));
        assert!(!is_suggested(None, 0, 0, 5));
    }
}
