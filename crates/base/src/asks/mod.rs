//! How much waits for who manages people: requests, and who came by an open link. It is the number in the panel; everything
//! else is in `people::asks` and `people::open_links`.

mod store;

use crate::{App, Result};

/// How many requests and people of the account wait for an answer.
pub async fn waiting(app: &App, account: i64) -> Result<i64> {
    app.peek(move |tx| store::waiting(tx, account)).await
}
