//! A hand-over as a fact: what was done, and what is still open to be done about it.

use base::credentials::Counts;
use base::journal::Moved;
use base::kind::Status;
use base::org::Name;
use base::portfolios::Holding;
use base::{Error, Kind, Result};
use serde::{Deserialize, Serialize};

use super::answers::Answered;
use super::posts::Passed;
use super::scheduled::Scheduled;
use super::tokens::Kept;

/// How long an undo is open: 30 days, in ms.
pub const UNDO_MS: i64 = 30 * 24 * 3_600_000;

/// What kind of fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// End of access, everything handed over, the seat free.
    Departure,
    /// Work handed over, access as before.
    Handover,
    /// The work of somebody who came back, given back.
    Giveback,
    /// Another fact, undone.
    Undo,
}

impl What {
    pub const ALL: [What; 4] = [What::Departure, What::Handover, What::Giveback, What::Undo];

    pub fn code(self) -> &'static str {
        match self {
            What::Departure => "departure",
            What::Handover => "handover",
            What::Giveback => "giveback",
            What::Undo => "undo",
        }
    }

    pub fn parse(code: &str) -> Option<What> {
        What::ALL.into_iter().find(|what| what.code() == code)
    }

    /// The key of its name.
    pub fn word(self) -> &'static str {
        match self {
            What::Departure => "handovers-departure",
            What::Handover => "handovers-handover",
            What::Giveback => "handovers-giveback",
            What::Undo => "handovers-undo-fact",
        }
    }

    /// Going back is done again by a new hand-over, not undone.
    pub fn can_be_undone(self) -> bool {
        matches!(self, What::Departure | What::Handover)
    }
}

/// A fact as it is stored.
#[derive(Clone, Debug)]
pub struct Fact {
    pub id: i64,
    /// Counted from 1 in each account.
    pub number: i64,
    pub what: What,
    /// Whose work it was.
    pub person: i64,
    /// ms UTC.
    pub at: i64,
    /// `None`: the operator, at the command line.
    pub by_person: Option<i64>,
    pub reason: Option<String>,
    /// The status there was before a departure.
    pub status_before: Option<Status>,
    /// Where their new work went before and after.
    pub portfolio_before: Option<i64>,
    pub portfolio_after: Option<i64>,
    pub needs_link_before: bool,
    /// The credentials that ended.
    pub ended: Counts,
    /// ms UTC; `None`: can't be undone.
    pub undo_until: Option<i64>,
    pub undone_at: Option<i64>,
    /// The fact that undid this one.
    pub undone_by: Option<i64>,
    /// The fact that this one undid.
    pub undoes: Option<i64>,
    /// What an undo found gone elsewhere.
    pub left: Vec<Left>,
    pub answered: Option<Answered>,
    /// Jobs that go on for who took the person out.
    pub scheduled: Option<Scheduled>,
    /// Posts that went with it.
    pub posts: Vec<Passed>,
    /// Tokens that go on as technical users'.
    pub kept: Vec<Kept>,
}

impl Fact {
    /// Whether it can be undone at this moment.
    ///
    /// # Errors
    /// 409 with the reason.
    pub fn check_undo(&self, now: i64) -> Result<()> {
        if self.undone_at.is_some() {
            return Err(Error::conflict("error-already-undone"));
        }
        match self.undo_until {
            Some(until) if self.what.can_be_undone() && now <= until => Ok(()),
            Some(_) if self.what.can_be_undone() => Err(Error::conflict("error-undo-too-late")),
            _ => Err(Error::conflict("error-undo-of-undo")),
        }
    }
}

/// What an undo did not give back, because it has moved on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Left {
    #[schema(value_type = String)]
    pub kind: Kind,
    pub count: i64,
    pub why: Why,
    /// The hand-over that moved it on.
    pub handover: Option<i64>,
    /// Up to twenty ids of records.
    pub sample: Vec<i64>,
}

/// Why something is not given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// A later hand-over took it further.
    MovedOn,
    /// Somebody gave single records to others.
    Reassigned,
}

/// A fact with everything its page shows.
#[derive(Clone, Debug)]
pub struct Told {
    pub fact: Fact,
    pub moved: Vec<Moved>,
    /// The fact that undid this one, and the one that this one undid: id and number.
    pub undone_by: Option<(i64, i64)>,
    pub undoes: Option<(i64, i64)>,
    /// What the undo did not give back.
    pub left: Vec<Left>,
}

/// Everybody a list of facts names.
pub type Names = std::collections::HashMap<i64, Name>;

/// What of a kind goes from whom to whom.
pub fn moved(kind: Kind, holding: Holding, from: i64, to: i64) -> Moved {
    Moved { kind, count: holding.count, open: holding.open, from, to }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact(what: What) -> Fact {
        Fact {
            id: 1,
            number: 1,
            what,
            person: 1,
            at: 0,
            by_person: None,
            reason: None,
            status_before: Some(Status::Active),
            portfolio_before: Some(1),
            portfolio_after: None,
            needs_link_before: false,
            ended: Counts::default(),
            undo_until: what.can_be_undone().then_some(UNDO_MS),
            undone_at: None,
            undone_by: None,
            undoes: None,
            left: Vec::new(),
            answered: None,
            scheduled: None,
            posts: Vec::new(),
            kept: Vec::new(),
        }
    }

    fn refusal(fact: &Fact, now: i64) -> Option<String> {
        fact.check_undo(now).err().map(|error| match error {
            Error::Conflict(problem) => problem.code(),
            other => panic!("{other}"),
        })
    }

    #[test]
    fn undo_is_open_for_thirty_days_and_once() {
        let departure = fact(What::Departure);
        assert_eq!(refusal(&departure, UNDO_MS), None);
        assert_eq!(refusal(&departure, UNDO_MS + 1).as_deref(), Some("undo_too_late"));
        let undone = Fact { undone_at: Some(5), ..departure };
        assert_eq!(refusal(&undone, 6).as_deref(), Some("already_undone"));
        assert_eq!(refusal(&fact(What::Undo), 0).as_deref(), Some("undo_of_undo"));
    }
}
