//! The customer's side: asking for seats, taking that back.

use base::authz::{Actor, Area, Do};
use base::event::{CustomerFact, SeatsFact};
use base::letters::{self, Purpose};
use base::partners::{self, Partner};
use base::{Ctx, Error, Event, Result, Tx, Writing};

use super::request::{self, Request, State, Wish};
use super::store;

/// The account's requests, newest first.
///
/// # Errors
/// 403.
pub async fn requests(ctx: &Ctx) -> Result<Vec<Request>> {
    may_ask(ctx)?;
    ctx.read(store::requests::all).await
}

/// Who looks after the account.
pub(super) async fn partner(ctx: &Ctx) -> Result<Option<Partner>> {
    ctx.read(partners::of_account).await
}

/// Asks whoever looks after the account for seats.
///
/// # Errors
/// 403; 422 for what is asked; 409 `no_partner`, `seats_unlimited`, `request_waits`.
pub async fn ask(ctx: &Ctx, wish: Wish) -> Result<Request> {
    may_ask(ctx)?;
    let wish = wish.checked()?;
    let id = ctx.app.new_id()?;
    let (name, mails) = (ctx.account.name.clone(), letters::are_on(&ctx.app));
    let done = ctx.write(move |mut tx| {
        let partner = hold_partner(&mut tx)?.filter(Partner::is_listed).ok_or_else(request::nobody)?;
        if store::plan(&mut tx)?.0.is_none() {
            return Err(Error::conflict("error-seats-unlimited"));
        }
        let (customer, seats) = (tx.account(), wish.seats);
        let mut tx = tx.permit(Do::AskSeats)?;
        store::requests::add(&mut tx, id, partner.id, &wish)?;
        tx.beside(partner.id, &Actor::nobody(), |tx| {
            let mut tx = tx.permit(Do::HearCustomer)?;
            store::requests::receive(&mut tx, id, customer, &wish)?;
            if mails {
                letters::to_administrators(&mut tx, Purpose::SeatsAsked)?;
            }
            tx.commit(heard((customer, &name), (id, seats), CustomerFact::Asked, wish.reason.clone()), ())
        })?;
        let made = store::requests::find(&mut tx, id)?.ok_or(Error::NotFound)?;
        tx.commit(told(&made, SeatsFact::Asked, wish.reason.clone()), made)
    });
    done.await.map_err(twice)
}

/// Takes a request back that still waits.
///
/// # Errors
/// 403; 404; 409 `request_answered`, `request_withdrawn`.
pub async fn withdraw(ctx: &Ctx, id: i64) -> Result<()> {
    may_ask(ctx)?;
    let name = ctx.account.name.clone();
    ctx.write(move |mut tx| {
        hold_partner(&mut tx)?;
        let request = store::requests::find(&mut tx, id)?.ok_or(Error::NotFound)?;
        request.state.must_wait()?;
        let mut tx = tx.permit(Do::AskSeats)?;
        let event = take_back(&mut tx, &request, &name)?;
        tx.commit(event, ())
    })
    .await
}

/// Takes the request back on both sides, within another act that has the permit and commits the event.
pub(super) fn take_back(tx: &mut Tx<'_, Writing>, request: &Request, customer: &str) -> Result<Event> {
    let (account, id, seats) = (tx.account(), request.id, request.seats);
    store::requests::settle(tx, id, &store::requests::End::of(State::Withdrawn))?;
    tx.beside(request.other, &Actor::nobody(), |tx| {
        let mut tx = tx.permit(Do::HearCustomer)?;
        store::requests::settle_received(&mut tx, id, &store::requests::End::of(State::Withdrawn))?;
        tx.commit(heard((account, customer), (id, seats), CustomerFact::Withdrew, None), ())
    })?;
    Ok(told(request, SeatsFact::Withdrawn, None))
}

/// What the customer's journal says.
pub(super) fn told(request: &Request, became: SeatsFact, word: Option<String>) -> Event {
    let (partner, seats) = (request.name.clone(), request.granted.unwrap_or(request.seats));
    Event::Seats { request: request.id, partner, seats, became, word }
}

/// What the partner's journal says.
pub(super) fn heard(
    (customer, name): (i64, &str),
    (request, seats): (i64, i64),
    became: CustomerFact,
    word: Option<String>,
) -> Event {
    Event::Customer {
        customer,
        name: name.to_owned(),
        request: Some(request),
        seats: Some(seats),
        became,
        word,
        changes: Vec::new(),
    }
}

/// The partner of the account, with both accounts held until the end of the act.
fn hold_partner<S>(tx: &mut Tx<'_, S>) -> Result<Option<Partner>> {
    let before = partners::of_account(tx)?.map(|partner| partner.id);
    let account = tx.account();
    store::lock_accounts(tx, (account, before.unwrap_or(account)))?;
    let partner = partners::of_account(tx)?;
    if partner.as_ref().map(|partner| partner.id) != before {
        return Err(Error::conflict("error-stale"));
    }
    Ok(partner)
}

fn may_ask(ctx: &Ctx) -> Result<()> {
    if ctx.actor.has(Area::People) { Ok(()) } else { ctx.need(Area::Billing) }
}

/// The database judges that only one waits.
fn twice(error: Error) -> Error {
    match error {
        Error::Store(::store::Error::Unique { .. }) => Error::conflict("error-request-waits"),
        other => other,
    }
}
