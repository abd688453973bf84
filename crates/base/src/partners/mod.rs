//! Partners of the installation as everybody else reads them: who looks after an account, and what waits for a partner.
//!
//! A partner is an account with a face, so its id is that account's. This room only reads; partners are kept by
//! `people::partners`. Start with `of_account`.

mod store;

pub use store::{all, customer, find, of_account, registered};

use crate::authz::Rights;
use crate::{App, Result};

/// A partner as a customer sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partner {
    /// Its own account.
    pub id: i64,
    pub name: String,
    pub regions: Vec<String>,
    /// What it says of itself.
    pub about: String,
    /// How it is reached outside.
    pub contact: String,
    pub state: State,
}

/// Whether the installation still vouches for a partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Listed,
    Struck,
}

impl State {
    pub fn code(self) -> &'static str {
        match self {
            State::Listed => "listed",
            State::Struck => "struck",
        }
    }
}

/// What an integrator is let in on: what they see before they accept.
#[derive(Clone, Debug)]
pub struct Offer {
    /// Who vouches for them, by name.
    pub partner: String,
    pub role_key: Option<String>,
    pub role_name: String,
    pub rights: Rights,
    /// When it ends, ms UTC.
    pub until: i64,
    /// Who answers for them in the company, by name.
    pub answerable: String,
    /// The zone of the company, in which the last day is told.
    pub zone: String,
}

/// What the person of the account is let in on; `None`: they are no integrator.
pub async fn offer(app: &App, account: i64, person: i64) -> Result<Option<Offer>> {
    app.look(move |tx| store::offer(tx, account, person)).await
}

impl Partner {
    pub fn is_listed(&self) -> bool {
        self.state == State::Listed
    }
}

/// How many customers wait for the partner whose account this is; `None`: it is nobody's.
pub async fn waiting(app: &App, account: i64) -> Result<Option<i64>> {
    app.peek(move |tx| store::waiting(tx, account)).await
}
