//! Asking, taking it back, and reading what was asked.

use std::collections::HashMap;

use base::authz::{Area, Do};
use base::event::AskFact;
use base::letters::{self, Purpose};
use base::org::{self, Name};
use base::{Ctx, Error, Event, Problem, Result, Tx, Writing};
use serde_json::json;

use super::store;
use super::{Request, State, What, Wish};

/// Asks the administrators.
///
/// # Errors
/// 422; 409 `ask_waits` where the same waits already.
pub async fn ask(ctx: &Ctx, wish: Wish) -> Result<Request> {
    let wish = wish.checked()?;
    let person = ctx.person_id().ok_or(Error::SignedOut)?;
    let id = ctx.app.new_id()?;
    let mails = letters::are_on(&ctx.app);
    ctx.write(move |mut tx| {
        store::lock_person(&mut tx, person)?;
        if let Some(waits) = store::waits(&mut tx, person, wish.what, &wish.page)? {
            return Err(Error::Conflict(Problem::new("error-ask-waits").extra(json!({ "ask_id": waits }))));
        }
        let mut tx = tx.permit(Do::Ask)?;
        store::add(&mut tx, id, person, &wish)?;
        if mails {
            letters::to_administrators(&mut tx, Purpose::Asked)?;
        }
        let made = store::find(&mut tx, id)?.ok_or(Error::NotFound)?;
        tx.commit(told(&made, AskFact::Made), made)
    })
    .await
}

/// Takes one's own request back.
///
/// # Errors
/// 404 for somebody else's; 409 `ask_over`.
pub async fn withdraw(ctx: &Ctx, id: i64) -> Result<()> {
    let person = ctx.person_id().ok_or(Error::SignedOut)?;
    ctx.write(move |mut tx| {
        let found =
            store::lock(&mut tx, id)?.filter(|found| found.person == person).ok_or(Error::NotFound)?;
        check_waits(&found)?;
        let mut tx = tx.permit(Do::Ask)?;
        store::end(&mut tx, id, State::Withdrawn, None)?;
        tx.commit(told(&found, AskFact::Withdrawn), ())
    })
    .await
}

/// What others ask whom one may answer, what waits first; for who manages people.
///
/// # Errors
/// 403.
pub async fn list(ctx: &Ctx) -> Result<Vec<Request>> {
    ctx.need(Area::People)?;
    ctx.read(store::all).await
}

/// What one asks oneself, newest first.
pub async fn mine(ctx: &Ctx) -> Result<Vec<Request>> {
    let person = ctx.person_id().ok_or(Error::SignedOut)?;
    ctx.read(move |tx| store::of_person(tx, person)).await
}

/// Whether one is the only administrator who can sign in: then nobody else could take one out.
pub async fn stands_alone(ctx: &Ctx) -> Result<bool> {
    let me = ctx.person_id().ok_or(Error::SignedOut)?;
    ctx.read(move |tx| crate::people::is_last_administrator(tx, me)).await
}

/// The names of whoever asked and answered.
pub(super) async fn names(ctx: &Ctx, asks: &[Request]) -> Result<HashMap<i64, Name>> {
    let ids: Vec<i64> = asks.iter().flat_map(|ask| [Some(ask.person), ask.ended_by]).flatten().collect();
    ctx.read(move |tx| org::names(tx, ids.clone())).await
}

/// Whoever has left asks for nothing any more: leaving is what they asked for, the rest has lost its sense. Within the act
/// that takes them out.
pub fn end_with(tx: &mut Tx<'_, Writing>, person: i64) -> Result<Vec<Event>> {
    let mut events = Vec::new();
    for found in store::waiting_of(tx, person)? {
        let (state, fact) = match found.what {
            What::Leave => (State::Done, AskFact::Done),
            What::Access => (State::Withdrawn, AskFact::Withdrawn),
        };
        store::end(tx, found.id, state, None)?;
        events.push(told(&found, fact));
    }
    Ok(events)
}

pub(super) fn told(found: &Request, became: AskFact) -> Event {
    Event::Ask {
        person: found.person,
        ask: found.id,
        asks: found.what.code().into(),
        page: Some(found.page.clone()).filter(|page| !page.is_empty()),
        became,
    }
}

pub(super) fn check_waits(found: &Request) -> Result<()> {
    if found.state == State::Waiting { Ok(()) } else { Err(Error::conflict("error-ask-over")) }
}
