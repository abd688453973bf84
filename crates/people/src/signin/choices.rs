//! One human, several accounts: the page remembers for ten minutes that the password was right, so that it isn't asked
//! again after the choice.

use base::partners::Offer;
use base::{App, Error, Result};
use kit::token::{self, Kind};

use super::sign_in::Door;
use super::{store, terms};

/// How long a choice may take, in ms.
const OPEN_MS: i64 = 10 * 60_000;

/// An account on offer.
pub struct Choice {
    pub account_name: String,
    /// That account offers a place, and choosing it accepts.
    pub waiting: bool,
    /// What choosing it accepts, of an integrator.
    pub terms: Option<Offer>,
    /// What the button sends; works once.
    pub secret: String,
}

/// Puts the doors up for choice.
pub async fn offer(app: &App, doors: Vec<Door>) -> Result<Vec<Choice>> {
    let made: Vec<_> =
        doors.into_iter().map(|door| (token::make(Kind::Link, door.account_id), door)).collect();
    let rows: Vec<_> = made.iter().map(|(made, door)| (made.hash.clone(), door.clone())).collect();
    app.keep(move |tx| {
        let until = tx.now + OPEN_MS;
        rows.iter().try_for_each(|(hash, door)| store::add_choice(tx, hash, door, until))
    })
    .await?;
    let mut choices = Vec::new();
    for (made, door) in made {
        let terms = terms::of(app, &door).await?;
        let waiting = door.attached || door.has_terms;
        choices.push(Choice { account_name: door.account_name, waiting, terms, secret: made.text });
    }
    Ok(choices)
}

/// The door that was chosen.
///
/// # Errors
/// 401 when the choice took too long or was made before.
pub async fn take(app: &App, secret: &str) -> Result<Door> {
    let read = token::read(secret).filter(|read| read.kind == Kind::Link).ok_or(Error::SignedOut)?;
    app.keep(move |tx| store::take_choice(tx, read.account_id, &read.hash)).await?.ok_or(Error::SignedOut)
}
