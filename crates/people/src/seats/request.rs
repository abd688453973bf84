//! A request for seats: what is asked, and where it stands. No SQL, no HTTP.

use base::error::Fields;
use base::{Error, Problem, Result};

/// Where a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// For the partner's answer.
    Waiting,
    Granted,
    Declined,
    Withdrawn,
}

impl State {
    pub const ALL: [State; 4] = [State::Waiting, State::Granted, State::Declined, State::Withdrawn];

    pub fn code(self) -> &'static str {
        match self {
            State::Waiting => "waiting",
            State::Granted => "granted",
            State::Declined => "declined",
            State::Withdrawn => "withdrawn",
        }
    }

    pub(super) fn parse(code: &str) -> Result<State> {
        let found = State::ALL.into_iter().find(|state| state.code() == code);
        found.ok_or_else(|| Error::Broken(format!("unknown state of a request: {code}")))
    }

    /// Only what waits can be answered or taken back.
    ///
    /// # Errors
    /// 409 `request_withdrawn` or `request_answered`.
    pub(super) fn must_wait(self) -> Result<()> {
        match self {
            State::Waiting => Ok(()),
            State::Withdrawn => Err(Error::conflict("error-request-withdrawn")),
            State::Granted | State::Declined => Err(Error::conflict("error-request-answered")),
        }
    }
}

/// One request, as either side has it.
#[derive(Clone, Debug)]
pub struct Request {
    pub id: i64,
    /// The partner for who asks, the customer for the partner.
    pub other: i64,
    /// How the other is called now.
    pub name: String,
    pub seats: i64,
    pub reason: Option<String>,
    pub state: State,
    /// The person who asked or answered, of the account that reads.
    pub person: Option<i64>,
    pub asked_at: i64,
    pub granted: Option<i64>,
    /// The partner's.
    pub word: Option<String>,
    pub ended_at: Option<i64>,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    pub seats: i64,
    pub reason: Option<String>,
}

/// The most that one request asks for: more is a slip of the finger.
const MOST: i64 = 1_000;
pub(super) const LONGEST: usize = 500;

impl Wish {
    /// One more seat, as one press asks for it.
    pub fn one() -> Wish {
        Wish { seats: 1, reason: None }
    }

    pub(super) fn checked(self) -> Result<Wish> {
        let mut wrong = Fields::default();
        if !is_amount(self.seats) {
            wrong.add("seats", "error-seats-amount");
        }
        let reason = words(self.reason);
        if too_long(reason.as_ref()) {
            wrong.add("reason", "error-too-long");
        }
        wrong.check()?;
        Ok(Wish { seats: self.seats, reason })
    }
}

/// As many as one request can ask for or be granted.
pub(super) fn is_amount(seats: i64) -> bool {
    (1..=MOST).contains(&seats)
}

/// What somebody wrote, without spaces around it; nothing where nothing was written.
pub(super) fn words(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

pub(super) fn too_long(text: Option<&String>) -> bool {
    text.is_some_and(|text| text.chars().count() > LONGEST)
}

/// 409: there is nobody to ask.
pub(super) fn nobody() -> Error {
    Error::Conflict(Problem::new("error-no-partner"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_is_for_one_or_some_and_its_reason_is_short() {
        let wish = |seats, reason: &str| Wish { seats, reason: Some(reason.to_owned()) }.checked();
        assert_eq!(wish(2, "  ").unwrap(), Wish { seats: 2, reason: None });
        assert_eq!(wish(1, " two join us ").unwrap().reason.as_deref(), Some("two join us"));
        assert!(wish(0, "").is_err() && wish(1_001, "").is_err() && wish(1, &"я".repeat(501)).is_err());
    }

    #[test]
    fn only_what_waits_can_be_answered() {
        assert!(State::Waiting.must_wait().is_ok());
        for state in [State::Granted, State::Declined, State::Withdrawn] {
            assert!(state.must_wait().is_err());
        }
    }
}
