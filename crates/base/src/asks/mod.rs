//! How many requests wait for who manages people: the number in the panel. Everything else of them is in `people::asks`.

mod store;

use crate::{App, Result};

/// How many requests of the account wait for an answer.
pub async fn waiting(app: &App, account: i64) -> Result<i64> {
    app.peek(move |tx| store::waiting(tx, account)).await
}
