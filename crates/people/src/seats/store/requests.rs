//! The SQL of requests for seats: the customer's rows and the partner's.

use ::store::{Row, params};
use base::{Result, Tx, Writing};

use crate::seats::answers::{Closed, Customer};
use crate::seats::{Request, Seats, State, Wish};

const ASKED: &str =
    "select r.id, r.partner_account_id, p.name, r.seats, r.reason, r.state, r.asked_by_person_id, r.asked_at,
    r.granted, r.word, r.ended_at from seat_requests r join partners p on p.account_id = r.partner_account_id
    where r.account_id = $1";

const RECEIVED: &str =
    "select r.id, r.customer_account_id, coalesce(a.name, c.name, '') as name, r.seats, r.reason, r.state,
    r.answered_by_person_id, r.asked_at, r.granted, r.word, r.ended_at from partner_requests r
    left join accounts a on a.id = r.customer_account_id
    left join closed_customers c on c.account_id = r.account_id and c.customer_account_id = r.customer_account_id
    where r.account_id = $1";

/// How a request ends.
#[derive(Clone, Debug)]
pub(in crate::seats) struct End {
    pub state: State,
    pub granted: Option<i64>,
    pub word: Option<String>,
}

impl End {
    pub(in crate::seats) fn of(state: State) -> End {
        End { state, granted: None, word: None }
    }
}

pub(in crate::seats) fn add(tx: &mut Tx<'_, Writing>, id: i64, partner: i64, wish: &Wish) -> Result<()> {
    tx.execute(
        "insert into seat_requests (account_id, id, partner_account_id, seats, reason, state, asked_by_person_id,
            asked_at)
        values ($1, $2, $3, $4, $5, 'waiting', $6, $7)",
        params![
            tx.account(),
            id,
            partner,
            wish.seats,
            wish.reason.clone(),
            tx.actor().person_id(),
            tx.now()
        ],
    )?;
    Ok(())
}

/// The partner's row of the same request.
pub(in crate::seats) fn receive(tx: &mut Tx<'_, Writing>, id: i64, customer: i64, wish: &Wish) -> Result<()> {
    tx.execute(
        "insert into partner_requests (account_id, id, customer_account_id, seats, reason, state, asked_at)
        values ($1, $2, $3, $4, $5, 'waiting', $6)",
        params![tx.account(), id, customer, wish.seats, wish.reason.clone(), tx.now()],
    )?;
    Ok(())
}

pub(in crate::seats) fn find<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<Request>> {
    let sql = format!("{ASKED} and r.id = $2");
    tx.query_opt(&sql, params![tx.account(), id])?.as_ref().map(request).transpose()
}

/// The one that waits.
pub(in crate::seats) fn open<S>(tx: &mut Tx<'_, S>) -> Result<Option<Request>> {
    let sql = format!("{ASKED} and r.state = 'waiting'");
    tx.query_opt(&sql, params![tx.account()])?.as_ref().map(request).transpose()
}

/// The newest requests of the account.
pub(in crate::seats) fn all<S>(tx: &mut Tx<'_, S>) -> Result<Vec<Request>> {
    let sql = format!("{ASKED} order by r.id desc limit 50");
    tx.query(&sql, params![tx.account()])?.iter().map(request).collect()
}

pub(in crate::seats) fn received<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<Request>> {
    let sql = format!("{RECEIVED} and r.id = $2");
    tx.query_opt(&sql, params![tx.account(), id])?.as_ref().map(request).transpose()
}

/// What waits for the partner, oldest first.
pub(in crate::seats) fn waiting<S>(tx: &mut Tx<'_, S>) -> Result<Vec<Request>> {
    let sql = format!("{RECEIVED} and r.state = 'waiting' order by r.id");
    tx.query(&sql, params![tx.account()])?.iter().map(request).collect()
}

/// The newest that are done with.
pub(in crate::seats) fn ended<S>(tx: &mut Tx<'_, S>) -> Result<Vec<Request>> {
    let sql = format!("{RECEIVED} and r.state <> 'waiting' order by r.id desc limit 50");
    tx.query(&sql, params![tx.account()])?.iter().map(request).collect()
}

pub(in crate::seats) fn settle(tx: &mut Tx<'_, Writing>, id: i64, end: &End) -> Result<()> {
    tx.execute(
        "update seat_requests set state = $3, granted = $4, word = $5, ended_at = $6
        where account_id = $1 and id = $2 and state = 'waiting'",
        params![tx.account(), id, end.state.code(), end.granted, end.word.clone(), tx.now()],
    )?;
    Ok(())
}

pub(in crate::seats) fn settle_received(tx: &mut Tx<'_, Writing>, id: i64, end: &End) -> Result<()> {
    tx.execute(
        "update partner_requests set state = $3, granted = $4, word = $5, ended_at = $6, answered_by_person_id = $7
        where account_id = $1 and id = $2 and state = 'waiting'",
        params![
            tx.account(),
            id,
            end.state.code(),
            end.granted,
            end.word.clone(),
            tx.now(),
            tx.actor().person_id()
        ],
    )?;
    Ok(())
}

/// Whom the partner looks after, by name; of each only how many seats there are and are taken.
pub(in crate::seats) fn customers<S>(tx: &mut Tx<'_, S>) -> Result<Vec<Customer>> {
    let sql = "select a.id, a.name, a.seats_bought, a.paid_until, count(p.id),
            cast(coalesce(sum(case when p.category = 'technical' then 1 else 0 end), 0) as bigint), a.closes_at
        from accounts a left join people p on p.account_id = a.id and p.status in ('pending', 'active', 'blocked')
            and p.category <> 'integrator'
        where a.partner_account_id = $1
        group by a.id, a.name, a.seats_bought, a.paid_until, a.closes_at order by a.name, a.id";
    let customer = |row: &Row| {
        let seats =
            Seats { bought: row.at(2)?, paid_until: row.at(3)?, used: row.at(4)?, technical: row.at(5)? };
        Ok(Customer { id: row.at(0)?, name: row.at(1)?, seats, closes_at: row.at(6)? })
    };
    tx.query(sql, params![tx.account()])?.iter().map(customer).collect()
}

/// Customers that are gone, the last one first.
pub(in crate::seats) fn closed<S>(tx: &mut Tx<'_, S>) -> Result<Vec<Closed>> {
    let sql = "select customer_account_id, name, closed_at from closed_customers where account_id = $1
        order by closed_at desc, customer_account_id limit 50";
    let closed = |row: &Row| Ok(Closed { id: row.at(0)?, name: row.at(1)?, closed_at: row.at(2)? });
    tx.query(sql, params![tx.account()])?.iter().map(closed).collect()
}

fn request(row: &Row) -> Result<Request> {
    let state: String = row.at(5)?;
    Ok(Request {
        id: row.at(0)?,
        other: row.at(1)?,
        name: row.at(2)?,
        seats: row.at(3)?,
        reason: row.at(4)?,
        state: State::parse(&state)?,
        person: row.at(6)?,
        asked_at: row.at(7)?,
        granted: row.at(8)?,
        word: row.at(9)?,
        ended_at: row.at(10)?,
    })
}
