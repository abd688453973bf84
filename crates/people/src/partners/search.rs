//! Looking for a partner: what is left, and where each side of it stands. No SQL, no HTTP.

use base::error::Fields;
use base::partners::Partner;
use base::{Error, Result};

/// Where a search stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Open,
    /// One of those who offered looks after the company since.
    Accepted,
    Withdrawn,
}

impl Standing {
    pub const ALL: [Standing; 3] = [Standing::Open, Standing::Accepted, Standing::Withdrawn];

    pub fn code(self) -> &'static str {
        match self {
            Standing::Open => "open",
            Standing::Accepted => "accepted",
            Standing::Withdrawn => "withdrawn",
        }
    }

    pub(super) fn parse(code: &str) -> Result<Standing> {
        let found = Standing::ALL.into_iter().find(|standing| standing.code() == code);
        found.ok_or_else(|| Error::Broken(format!("unknown state of a search: {code}")))
    }

    /// # Errors
    /// 409 `search_over`.
    pub(super) fn must_be_open(self) -> Result<()> {
        if self == Standing::Open { Ok(()) } else { Err(Error::conflict("error-search-over")) }
    }
}

/// What one partner says to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    Waiting,
    Offered,
    Declined,
    Accepted,
    /// The search ended without them.
    Passed,
}

impl Reply {
    pub const ALL: [Reply; 5] =
        [Reply::Waiting, Reply::Offered, Reply::Declined, Reply::Accepted, Reply::Passed];

    pub fn code(self) -> &'static str {
        match self {
            Reply::Waiting => "waiting",
            Reply::Offered => "offered",
            Reply::Declined => "declined",
            Reply::Accepted => "accepted",
            Reply::Passed => "passed",
        }
    }

    pub(super) fn parse(code: &str) -> Result<Reply> {
        let found = Reply::ALL.into_iter().find(|reply| reply.code() == code);
        found.ok_or_else(|| Error::Broken(format!("unknown reply of a partner: {code}")))
    }

    /// Whether the end of the search is news to the partner.
    pub(super) fn is_live(self) -> bool {
        matches!(self, Reply::Waiting | Reply::Offered)
    }

    /// Each partner answers once.
    ///
    /// # Errors
    /// 409 `search_over` or `request_answered`.
    pub(super) fn must_wait(self) -> Result<()> {
        match self {
            Reply::Waiting => Ok(()),
            Reply::Passed => Err(Error::conflict("error-search-over")),
            _ => Err(Error::conflict("error-request-answered")),
        }
    }
}

/// A company's search, as it has it.
#[derive(Clone, Debug)]
pub struct Search {
    pub id: i64,
    pub region: String,
    pub text: String,
    pub standing: Standing,
    pub asked_by: Option<i64>,
    pub asked_at: i64,
    pub replies: Vec<Answer>,
}

/// What came of it at one partner.
#[derive(Clone, Debug)]
pub struct Answer {
    pub partner: Partner,
    pub reply: Reply,
    pub word: Option<String>,
}

/// A company's search, as one partner has it.
#[derive(Clone, Debug)]
pub struct Lead {
    pub id: i64,
    pub customer: i64,
    pub name: String,
    pub region: String,
    pub text: String,
    pub reply: Reply,
    pub asked_at: i64,
    pub word: Option<String>,
}

/// What somebody looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    pub region: String,
    pub text: String,
}

const LONGEST: usize = 1_000;

impl Wanted {
    pub(super) fn checked(self) -> Result<Wanted> {
        let wanted = Wanted { region: self.region.trim().to_owned(), text: self.text.trim().to_owned() };
        let mut wrong = Fields::default();
        for (field, text) in [("region", &wanted.region), ("text", &wanted.text)] {
            if text.is_empty() {
                wrong.add(field, "error-required");
            }
            if text.chars().count() > LONGEST {
                wrong.add(field, "error-too-long");
            }
        }
        wrong.check()?;
        Ok(wanted)
    }
}

/// A partner's words, which every reply has.
pub(super) fn word(text: &str) -> Result<String> {
    let word = text.trim();
    if word.is_empty() {
        return Err(Error::field("word", "error-required"));
    }
    if word.chars().count() > LONGEST {
        return Err(Error::field("word", "error-too-long"));
    }
    Ok(word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_partner_answers_once_and_only_while_the_search_is_open() {
        assert!(Reply::Waiting.must_wait().is_ok());
        for reply in [Reply::Offered, Reply::Declined, Reply::Accepted, Reply::Passed] {
            assert!(reply.must_wait().is_err());
        }
        assert!(Standing::Open.must_be_open().is_ok() && Standing::Withdrawn.must_be_open().is_err());
    }

    #[test]
    fn what_is_wanted_is_said() {
        let wanted = |region: &str, text: &str| Wanted { region: region.into(), text: text.into() }.checked();
        assert_eq!(wanted(" Riga ", " set up sales ").unwrap().region, "Riga");
        assert!(wanted("", "x").is_err() && wanted("Riga", " ").is_err());
    }
}
