//! The partner's side: what customers ask for, and what each of them has.
//!
//! An answer is one act in the partner's account and one in the customer's, in the same transaction: each has its own
//! permit and its own line in its own journal. Whoever is no customer is not found.

use base::authz::{self, Actor, Do};
use base::event::{CustomerFact, SeatsFact};
use base::letters::{self, Purpose};
use base::partners::{self, Partner};
use base::{Ctx, Error, Event, Reading, Result, Tx};

use super::asking::{heard, told};
use super::plan::{self, Plan};
use super::request::{self, Request, State};
use super::{Seats, store};
use store::requests::End;

/// An account that the partner looks after.
#[derive(Clone, Debug)]
pub struct Customer {
    pub id: i64,
    pub name: String,
    pub seats: Seats,
    /// When its company closes, ms UTC.
    pub closes_at: Option<i64>,
}

/// A customer that is gone.
#[derive(Clone, Debug)]
pub struct Closed {
    pub id: i64,
    pub name: String,
    /// ms UTC.
    pub closed_at: i64,
}

/// The partner's whole area.
pub struct Area {
    pub partner: Partner,
    /// Those that wait, oldest first.
    pub waiting: Vec<Request>,
    /// Up to fifty that are done with, newest first.
    pub ended: Vec<Request>,
    pub customers: Vec<Customer>,
    /// The last one first.
    pub closed: Vec<Closed>,
}

/// What a partner says to a request.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// `None`: as many as were asked for.
    pub seats: Option<i64>,
    /// Until when all of the customer's seats are paid; `None`: as it is.
    pub paid_until: Option<i64>,
    pub word: Option<String>,
}

/// The area of the partner whose account this is.
///
/// # Errors
/// 404 where it is no partner's; 403 for who is no administrator of it.
pub async fn look(ctx: &Ctx) -> Result<Area> {
    let partner = ctx.read(own).await?;
    may(ctx)?;
    ctx.read(move |tx| {
        let partner = partner.clone();
        let (waiting, ended) = (store::requests::waiting(tx)?, store::requests::ended(tx)?);
        let (customers, closed) = (store::requests::customers(tx)?, store::requests::closed(tx)?);
        Ok(Area { partner, waiting, ended, customers, closed })
    })
    .await
}

/// A customer.
///
/// # Errors
/// As `look`; 404 for who is none.
pub async fn customer(ctx: &Ctx, id: i64) -> Result<Customer> {
    look(ctx).await?.customers.into_iter().find(|customer| customer.id == id).ok_or(Error::NotFound)
}

/// Grants the request: the seats are there with the commit.
///
/// # Errors
/// As `look`; 404; 409 `request_answered`, `request_withdrawn`, `partner_struck`; 422.
pub async fn grant(ctx: &Ctx, id: i64, answer: Answer) -> Result<()> {
    if answer.seats.is_some_and(|seats| !request::is_amount(seats)) {
        return Err(Error::field("seats", "error-seats-amount"));
    }
    end(ctx, id, State::Granted, answer).await
}

/// Declines the request with a word.
///
/// # Errors
/// As `grant`; 422 without a word.
pub async fn decline(ctx: &Ctx, id: i64, word: &str) -> Result<()> {
    let answer = Answer { word: Some(word.to_owned()), ..Answer::default() };
    if word.trim().is_empty() {
        return Err(Error::field("word", "error-required"));
    }
    end(ctx, id, State::Declined, answer).await
}

async fn end(ctx: &Ctx, id: i64, state: State, answer: Answer) -> Result<()> {
    let word = request::words(answer.word.clone());
    if request::too_long(word.as_ref()) {
        return Err(Error::field("word", "error-too-long"));
    }
    ctx.read(own).await?;
    may(ctx)?;
    let mails = letters::are_on(&ctx.app);
    ctx.write(move |mut tx| {
        let found = store::requests::received(&mut tx, id)?.ok_or(Error::NotFound)?;
        let (partner, customer) = hold_customer(&mut tx, found.other)?;
        let request = store::requests::received(&mut tx, id)?.ok_or(Error::NotFound)?;
        request.state.must_wait()?;
        let customer = customer.ok_or(Error::NotFound)?;
        let mut tx = tx.permit(Do::AnswerCustomer { theirs: true })?;
        let granted = (state == State::Granted).then(|| answer.seats.unwrap_or(request.seats));
        let end = End { state, granted, word: word.clone() };
        store::requests::settle_received(&mut tx, id, &end)?;
        tx.beside(request.other, &Actor::partner(partner.id), |tx| {
            answered(tx, &partner, id, (&end, answer.paid_until), mails)
        })?;
        let became = if granted.is_some() { CustomerFact::Granted } else { CustomerFact::Declined };
        let seats = granted.unwrap_or(request.seats);
        tx.commit(heard((request.other, &customer), (id, seats), became, word.clone()), ())
    })
    .await
}

/// The answer as it arrives in the customer's account.
fn answered(
    mut tx: Tx<'_, Reading>,
    partner: &Partner,
    id: i64,
    (end, paid_until): (&End, Option<i64>),
    mails: bool,
) -> Result<base::Committed<()>> {
    let request = store::requests::find(&mut tx, id)?.ok_or(Error::NotFound)?;
    let before = store::plan(&mut tx)?;
    let account = tx.account();
    let mut tx = tx.permit(Do::SetPlan { partner: Some(partner.id) })?;
    store::requests::settle(&mut tx, id, end)?;
    if let Some(person) = request.person.filter(|_| mails) {
        letters::to_person(&mut tx, person, Purpose::SeatsAnswered)?;
    }
    let became = if end.granted.is_some() { SeatsFact::Granted } else { SeatsFact::Declined };
    let seats = end.granted.unwrap_or(request.seats);
    let mut events = vec![told(&Request { granted: Some(seats), ..request }, became, end.word.clone())];
    if let Some(more) = end.granted {
        let after =
            Plan { bought: before.0.map(|bought| bought + more), paid_until: paid_until.or(before.1) };
        let changes = plan::write(&mut tx, after)?;
        if !changes.is_empty() {
            events.push(Event::PlanChanged { account, by: Some(partner.name.clone()), changes });
        }
    }
    tx.commit_all(events, ())
}

/// Sets what a customer has.
///
/// # Errors
/// As `customer`; 409 `partner_struck`; 422 for the number.
pub async fn set(ctx: &Ctx, id: i64, wanted: Plan) -> Result<()> {
    let wanted = wanted.checked()?;
    ctx.read(own).await?;
    may(ctx)?;
    ctx.write(move |mut tx| {
        let (partner, customer) = hold_customer(&mut tx, id)?;
        let customer = customer.ok_or(Error::NotFound)?;
        let mut tx = tx.permit(Do::AnswerCustomer { theirs: true })?;
        let changes = tx.beside(id, &Actor::partner(partner.id), |tx| {
            let account = tx.account();
            let mut tx = tx.permit(Do::SetPlan { partner: Some(partner.id) })?;
            let changes = plan::write(&mut tx, wanted)?;
            let by = Some(partner.name.clone());
            tx.commit(Event::PlanChanged { account, by, changes: changes.clone() }, changes)
        })?;
        let event = Event::Customer {
            customer: id,
            name: customer,
            request: None,
            seats: None,
            became: CustomerFact::Planned,
            word: None,
            changes,
        };
        tx.commit(event, ())
    })
    .await
}

/// The partner of the act, still listed, and the name of the account if it is looked after; both accounts are held.
fn hold_customer<S>(tx: &mut Tx<'_, S>, customer: i64) -> Result<(Partner, Option<String>)> {
    let account = tx.account();
    store::lock_accounts(tx, (account, customer))?;
    let partner = own(tx)?;
    let customer = partners::customer(tx, customer)?;
    if !partner.is_listed() {
        return Err(Error::conflict("error-partner-struck"));
    }
    Ok((partner, customer))
}

fn own<S>(tx: &mut Tx<'_, S>) -> Result<Partner> {
    let account = tx.account();
    partners::find(tx, account)?.ok_or(Error::NotFound)
}

fn may(ctx: &Ctx) -> Result<()> {
    authz::decide(&ctx.actor, &Do::AnswerCustomer { theirs: true })
}
