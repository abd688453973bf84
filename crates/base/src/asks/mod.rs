//! How much waits for one's answer: requests, who came by an open link, and of whom a review asks one. It is the number in
//! the panel; everything else is in `people::asks`, `people::open_links` and `people::reviews`.

mod store;

use crate::authz::{Actor, Area};
use crate::{App, Result};

/// How much waits for the answer of this actor; of requests, only others' that they may answer.
pub async fn waiting(app: &App, account: i64, actor: &Actor) -> Result<i64> {
    let Some(me) = actor.person_id() else { return Ok(0) };
    let (answers, all) = (actor.has(Area::People), actor.is_administrator());
    app.peek(move |tx| store::waiting(tx, account, me, (answers, all))).await
}
