//! One error for the whole product, by what the caller can do next. Texts are dictionary keys with values;
//! pages, problems and the command line say them in the reader's language.

use kit::money::{self, AmountError, Currency};
use serde_json::Value as Json;

use crate::words::{Say, Value};

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong, by what can be done about it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// 401: sign in (again).
    #[error("signed out")]
    SignedOut,
    /// 404: there is no such thing, or not for this reader.
    #[error("not found")]
    NotFound,
    /// 403: ask an administrator. Holds the act's name.
    #[error("denied: {0}")]
    Denied(&'static str),
    /// 403: until they leave, who is to leave may not. Holds the act's name.
    #[error("withheld: {0}")]
    Withheld(&'static str),
    /// 403: set up a second factor first.
    #[error("a second factor is required")]
    FactorNeeded,
    /// 403: the company closes at this moment (ms UTC), and until then it is open to its administrators alone.
    #[error("account {account} closes")]
    Closing { account: i64, at: i64 },
    /// 403: show again that it is you.
    #[error("a fresh proof is needed")]
    ProofNeeded,
    /// 422: mend the input.
    #[error("invalid: {0}")]
    Invalid(Problem),
    /// 409: look at what has changed, then decide.
    #[error("conflict: {0}")]
    Conflict(Problem),
    /// 429: wait so many seconds.
    #[error("slow down for {0} s")]
    Slow(i64),
    /// 413: the body is too large.
    #[error("the body is too large")]
    TooLarge,
    /// 500: ours to mend.
    #[error("broken: {0}")]
    Broken(String),
    /// The database refused or is away.
    #[error("database: {0}")]
    Store(#[from] store::Error),
}

/// A refusal that says what to do: a stable code, and a sentence by key.
#[derive(Debug, Clone, Default, thiserror::Error)]
#[error("{key}")]
pub struct Problem {
    /// The dictionary key of the sentence; without `error-` and with `_` it is the API's code.
    pub key: &'static str,
    pub values: Vec<(&'static str, Value)>,
    /// Fields of the form and what is wrong with each: `(field, key, values)`.
    pub fields: Vec<FieldProblem>,
    /// What a program needs to go on, for example the accounts to choose from.
    pub extra: Option<Json>,
}

/// One field's trouble.
#[derive(Debug, Clone)]
pub struct FieldProblem {
    pub field: &'static str,
    pub key: &'static str,
    pub values: Vec<(&'static str, Value)>,
}

impl Problem {
    pub fn new(key: &'static str) -> Problem {
        Problem { key, ..Problem::default() }
    }

    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Problem {
        self.values.push((name, value.into()));
        self
    }

    pub fn extra(mut self, extra: Json) -> Problem {
        self.extra = Some(extra);
        self
    }

    /// The stable word for programs: `error-no-seat` is `no_seat`.
    pub fn code(&self) -> String {
        self.key.trim_start_matches("error-").replace('-', "_")
    }

    pub fn sentence(&self, say: &Say) -> String {
        say.with(self.key, &self.values)
    }
}

impl FieldProblem {
    pub fn sentence(&self, say: &Say) -> String {
        say.with(self.key, &self.values)
    }
}

impl Error {
    /// 422 about the whole.
    pub fn invalid(key: &'static str) -> Error {
        Error::Invalid(Problem::new(key))
    }

    /// 409.
    pub fn conflict(key: &'static str) -> Error {
        Error::Conflict(Problem::new(key))
    }

    /// 422 about one field.
    pub fn field(field: &'static str, key: &'static str) -> Error {
        Fields::default().wrong(field, key).into_error()
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        match self {
            Error::SignedOut => 401,
            Error::NotFound => 404,
            Error::Denied(_)
            | Error::Withheld(_)
            | Error::Closing { .. }
            | Error::FactorNeeded
            | Error::ProofNeeded => 403,
            Error::Invalid(_) => 422,
            Error::Conflict(_) => 409,
            Error::Slow(_) => 429,
            Error::TooLarge => 413,
            Error::Broken(_) | Error::Store(_) => 500,
        }
    }

    /// One sentence for a person.
    pub fn sentence(&self, say: &Say) -> String {
        match self {
            Error::SignedOut => say.t("error-signed-out"),
            Error::NotFound => say.t("error-not-found"),
            Error::Denied(_) => say.t("error-denied"),
            Error::Withheld(_) => say.t("error-withheld"),
            Error::Closing { .. } => say.t("error-company-closing"),
            Error::ProofNeeded => say.t("error-proof-needed"),
            Error::FactorNeeded => say.t("error-factor-needed"),
            Error::Invalid(problem) | Error::Conflict(problem) => problem.sentence(say),
            Error::Slow(seconds) => say.n("error-slow", *seconds),
            Error::TooLarge => say.t("error-too-large"),
            Error::Broken(_) | Error::Store(_) => say.t("error-broken"),
        }
    }
}

impl store::Retry for Error {
    fn retryable(&self) -> bool {
        matches!(self, Error::Store(error) if error.retryable())
    }
}

/// Collects what is wrong with a form, so that a person hears of everything at once.
#[derive(Debug, Default)]
pub struct Fields(Vec<FieldProblem>);

impl Fields {
    pub fn wrong(mut self, field: &'static str, key: &'static str) -> Fields {
        self.add(field, key);
        self
    }

    pub fn add(&mut self, field: &'static str, key: &'static str) {
        self.0.push(FieldProblem { field, key, values: Vec::new() });
    }

    pub fn add_with(&mut self, field: &'static str, key: &'static str, values: Vec<(&'static str, Value)>) {
        self.0.push(FieldProblem { field, key, values });
    }

    /// An amount that a person typed, in minor units. One that can be read in two ways is asked back by itself, anything
    /// else that is none by `otherwise`.
    pub fn amount(
        &mut self,
        field: &'static str,
        text: &str,
        currency: Currency,
        otherwise: &'static str,
    ) -> Option<i64> {
        match money::parse_amount(text, currency) {
            Ok(amount) => return Some(amount),
            Err(AmountError::Ambiguous) => {
                let whole: String = text.chars().filter(|c| !matches!(c, '.' | ',')).collect();
                let values = vec![("text", text.trim().into()), ("whole", whole.trim().into())];
                self.add_with(field, "error-amount-ambiguous", values);
            }
            Err(_) => self.add(field, otherwise),
        }
        None
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn into_error(self) -> Error {
        Error::Invalid(Problem { fields: self.0, ..Problem::new("error-form") })
    }

    /// `Err` when anything is wrong.
    pub fn check(self) -> Result<()> {
        if self.is_empty() { Ok(()) } else { Err(self.into_error()) }
    }
}
