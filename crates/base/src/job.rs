//! A job as it is written down: where it stands, how it goes on, and why it does not. See `jobs`.

use serde::{Deserialize, Serialize};

use crate::words::{Say, Value};
use crate::{Error, Problem};

/// How it goes on after a step.
#[derive(Debug)]
pub enum Next {
    /// With the next step, now.
    More,
    /// With the next step, at this moment (ms UTC).
    At(i64),
    /// Somebody has to decide first; why.
    Wait(Error),
    Done,
    /// It was called off, and everything is as before.
    Cancelled,
}

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// To be done at its moment, or being done.
    Ready,
    /// Waits for somebody.
    Waiting,
    Done,
    Failed,
    Cancelled,
}

impl State {
    pub const ALL: [State; 5] = [State::Ready, State::Waiting, State::Done, State::Failed, State::Cancelled];

    pub fn code(self) -> &'static str {
        match self {
            State::Ready => "ready",
            State::Waiting => "waiting",
            State::Done => "done",
            State::Failed => "failed",
            State::Cancelled => "cancelled",
        }
    }

    pub fn parse(code: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// A job as it is written down.
#[derive(Clone, Debug)]
pub struct Job {
    pub id: i64,
    pub kind: String,
    /// What the room wrote down for it: JSON.
    pub data: String,
    pub state: State,
    /// ms UTC.
    pub run_at: i64,
    /// Who works at it.
    pub holder: Option<String>,
    pub tries: i64,
    pub trouble: Option<Trouble>,
    pub done: i64,
    pub total: i64,
    /// `None`: the operator.
    pub asked_by: Option<i64>,
    pub cancel_asked: bool,
}

impl Job {
    /// Whether it does not go on until somebody does something.
    pub fn is_stuck(&self) -> bool {
        matches!(self.state, State::Waiting | State::Failed)
    }
}

/// Why a job does not go on: the key of a sentence with its values, said in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trouble {
    pub key: String,
    pub values: Vec<(String, Value)>,
}

impl Trouble {
    /// What a refusal says first: of a form, the first field.
    pub fn of(error: &Error) -> Trouble {
        match error {
            Error::Invalid(problem) | Error::Conflict(problem) => Trouble::said(problem),
            Error::Denied(_)
            | Error::Withheld(_)
            | Error::FactorNeeded
            | Error::Closing { .. }
            | Error::ProofNeeded
            | Error::SignedOut => Trouble::plain("error-job-not-allowed"),
            Error::NotFound => Trouble::plain("error-not-found"),
            Error::Slow(_) | Error::TooLarge | Error::Broken(_) | Error::Store(_) => {
                Trouble::plain("error-broken")
            }
        }
    }

    pub fn sentence(&self, say: &Say) -> String {
        say.told(&self.key, &self.values)
    }

    /// The stable word for programs.
    pub fn code(&self) -> String {
        self.key.trim_start_matches("error-").replace('-', "_")
    }

    fn plain(key: &str) -> Trouble {
        Trouble { key: key.to_owned(), values: Vec::new() }
    }

    fn said(problem: &Problem) -> Trouble {
        let (key, values) = match problem.fields.first() {
            Some(field) => (field.key, &field.values),
            None => (problem.key, &problem.values),
        };
        let values = values.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        Trouble { key: key.to_owned(), values }
    }
}
