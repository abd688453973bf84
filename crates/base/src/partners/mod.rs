//! Partners of the installation as everybody else reads them: who looks after an account, and what waits for a partner.
//!
//! A partner is an account with a face, so its id is that account's. This room only reads; partners are kept by
//! `people::partners`. Start with `of_account`.

mod store;

pub use store::{all, customer, find, of_account};

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

impl Partner {
    pub fn is_listed(&self) -> bool {
        self.state == State::Listed
    }
}

/// How many customers wait for the partner whose account this is; `None`: it is nobody's.
pub async fn waiting(app: &App, account: i64) -> Result<Option<i64>> {
    app.peek(move |tx| store::waiting(tx, account)).await
}
