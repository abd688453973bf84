//! A request: what it asks for, and where it stands. No SQL, no HTTP.

use base::error::Fields;
use base::{Error, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

const LONGEST: usize = 1_000;
const LONGEST_PAGE: usize = 300;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// To be let into a page.
    Access,
    /// To be taken out of the company.
    Leave,
}

impl What {
    pub fn code(self) -> &'static str {
        match self {
            What::Access => "access",
            What::Leave => "leave",
        }
    }

    pub(super) fn parse(code: &str) -> Result<What> {
        match code {
            "access" => Ok(What::Access),
            "leave" => Ok(What::Leave),
            other => Err(Error::Broken(format!("unknown request {other}"))),
        }
    }
}

/// Where a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Waiting,
    Done,
    Declined,
    Withdrawn,
}

impl State {
    pub const ALL: [State; 4] = [State::Waiting, State::Done, State::Declined, State::Withdrawn];

    pub fn code(self) -> &'static str {
        match self {
            State::Waiting => "waiting",
            State::Done => "done",
            State::Declined => "declined",
            State::Withdrawn => "withdrawn",
        }
    }

    pub(super) fn parse(code: &str) -> Result<State> {
        let found = State::ALL.into_iter().find(|state| state.code() == code);
        found.ok_or_else(|| Error::Broken(format!("unknown state {code}")))
    }
}

/// A request as it is kept.
#[derive(Clone, Debug)]
pub struct Request {
    pub id: i64,
    pub person: i64,
    pub what: What,
    /// The path of the page that was closed; empty for leaving.
    pub page: String,
    /// Why, in their words.
    pub text: String,
    pub state: State,
    /// ms UTC.
    pub asked_at: i64,
    /// What whoever answered says.
    pub word: Option<String>,
    pub ended_at: Option<i64>,
    pub ended_by: Option<i64>,
}

/// What somebody wants to ask for.
#[derive(Clone, Debug)]
pub struct Wish {
    pub what: What,
    pub page: String,
    pub text: String,
}

impl Wish {
    /// The path alone, without what a search typed into it; the reason is needed where somebody wants to leave no more
    /// than anywhere else.
    pub(super) fn checked(self) -> Result<Wish> {
        let mut wrong = Fields::default();
        let text = self.text.trim().to_owned();
        if text.chars().count() > LONGEST {
            wrong.add("text", "error-too-long");
        }
        let path = self.page.split(['?', '#']).next().unwrap_or_default().trim().to_owned();
        let page = if self.what == What::Leave { String::new() } else { path };
        let ours = page.starts_with('/') && !page.starts_with("//") && page.chars().count() <= LONGEST_PAGE;
        if self.what == What::Access && !ours {
            wrong.add("page", "error-ask-page");
        }
        wrong.check()?;
        Ok(Wish { what: self.what, page, text })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(page: &str) -> Option<String> {
        let wish = Wish { what: What::Access, page: page.into(), text: String::new() };
        wish.checked().ok().map(|wish| wish.page)
    }

    #[test]
    fn a_page_is_one_of_ours_without_what_was_typed_into_it() {
        assert_eq!(page("/settings/roles?q=secret#top").as_deref(), Some("/settings/roles"));
        assert_eq!(
            (page("https://elsewhere.example"), page("//elsewhere.example"), page("")),
            (None, None, None)
        );
    }
}
