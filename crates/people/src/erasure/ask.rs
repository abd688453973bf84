//! An administrator asks for an erasure, or takes it back while there is grace.

use base::authz::{self, Area, Do};
use base::org::{self, Person};
use base::{Ctx, Error, Event, Result};

use super::{rules, store};
use crate::retention;

/// What is to be known before the press.
#[derive(Clone, Debug)]
pub struct Look {
    pub person: Person,
    /// When the data would go, ms UTC.
    pub until: i64,
    pub grace_days: i64,
    /// How many events would lose their details.
    pub events: i64,
}

/// Looks without changing anything.
///
/// # Errors
/// As `begin`.
pub async fn look(ctx: &Ctx, person: i64) -> Result<Look> {
    ctx.need(Area::People)?;
    ctx.read(move |tx| {
        let found = org::find(tx, person)?.ok_or(Error::NotFound)?;
        authz::decide(tx.actor(), &Do::Erase)?;
        let grace_days = retention::rules(tx)?.grace_days;
        let until = rules::day(found.status, grace_days, tx.now())?;
        let events = store::events(tx, person)?;
        Ok(Look { person: found, until, grace_days, events })
    })
    .await
}

/// The personal data goes at the moment that is answered (ms UTC).
///
/// # Errors
/// 404; 403 for who is no administrator; 409 `erase_departed` for who is still here, `person_closing`, `person_erased`.
pub async fn begin(ctx: &Ctx, person: i64) -> Result<i64> {
    ctx.need(Area::People)?;
    ctx.write(move |mut tx| {
        let found = org::find_locked(&mut tx, person)?.ok_or(Error::NotFound)?;
        authz::decide(tx.actor(), &Do::Erase)?;
        let grace_days = retention::rules(&mut tx)?.grace_days;
        let until = rules::day(found.status, grace_days, tx.now())?;
        let mut tx = tx.permit(Do::Erase)?;
        store::set_closing(&mut tx, person, until)?;
        tx.commit(Event::PersonClosing { person, until }, until)
    })
    .await
}

/// Everything stays as it was: the person is departed again.
///
/// # Errors
/// 404; 403; 409 `not_closing`, and `person_erased` once the moment has come.
pub async fn restore(ctx: &Ctx, person: i64) -> Result<()> {
    ctx.need(Area::People)?;
    ctx.write(move |mut tx| {
        let found = org::find_locked(&mut tx, person)?.ok_or(Error::NotFound)?;
        let act = Do::Restore { category: found.category };
        authz::decide(tx.actor(), &act)?;
        rules::can_be_kept(found.status)?;
        let mut tx = tx.permit(act)?;
        store::set_departed(&mut tx, person)?;
        tx.commit(Event::PersonRestored { person }, ())
    })
    .await
}
