//! What was and was not delivered, for who manages people.

use std::collections::HashMap;

use base::authz::Area;
use base::kind::Status;
use base::letters::{self, Letter, Purpose};
use base::org::{self, Name};
use base::{Ctx, Error, Result};

/// A page of letters, newest first.
pub struct Page {
    pub letters: Vec<Letter>,
    pub names: HashMap<i64, Name>,
    /// The letter to go on before; `None` at the end.
    pub next: Option<i64>,
}

impl Page {
    /// Whether the letter can be sent again: its person still waits.
    pub fn can_again(&self, letter: &Letter) -> bool {
        let pending = self.names.get(&letter.person).is_some_and(|name| name.status == Status::Pending);
        letter.purpose == Purpose::Invitation && pending
    }
}

/// The newest letters of the account before this one, or the newest of all.
///
/// # Errors
/// 403 without the area.
pub async fn look(ctx: &Ctx, before: Option<i64>, limit: i64) -> Result<Page> {
    page(ctx, None, before, limit).await
}

/// The same of one person.
///
/// # Errors
/// 403 without the area; 404.
pub async fn of_person(ctx: &Ctx, person: i64, before: Option<i64>, limit: i64) -> Result<Page> {
    page(ctx, Some(person), before, limit).await
}

async fn page(ctx: &Ctx, person: Option<i64>, before: Option<i64>, limit: i64) -> Result<Page> {
    ctx.need(Area::People)?;
    ctx.read(move |tx| {
        if let Some(person) = person {
            org::find(tx, person)?.ok_or(Error::NotFound)?;
        }
        let mut letters = letters::page(tx, person, before, limit + 1)?;
        let most = usize::try_from(limit).unwrap_or(usize::MAX);
        let goes_on = letters.len() > most;
        letters.truncate(most);
        let names = org::names(tx, letters.iter().map(|letter| letter.person))?;
        let next = letters.last().filter(|_| goes_on).map(|letter| letter.id);
        Ok(Page { letters, names, next })
    })
    .await
}
