//! What an account may use: set by the operator, or by whoever looks after it.

use base::authz::{self, Actor, Do, Who};
use base::event::CustomerFact;
use base::partners::{self, Partner};
use base::{Change, Ctx, Error, Event, Result, Tx, Writing};
use kit::date;

use super::{Request, asking, count, store};

/// Seats bought, and until when they are paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// `None`: as many as wanted.
    pub bought: Option<i64>,
    /// ms UTC.
    pub paid_until: Option<i64>,
}

const MOST: i64 = 1_000_000;

impl Plan {
    pub(super) fn checked(self) -> Result<Plan> {
        let fits = self.bought.is_none_or(|bought| (1..=MOST).contains(&bought));
        if fits { Ok(self) } else { Err(Error::field("bought", "error-plan-seats")) }
    }
}

/// The last moment of a day like 2027-01-31 in the zone: until then what is paid until that day is paid.
///
/// # Errors
/// 422 for what is no day.
pub fn paid_through(day: &str, zone: &date::Zone) -> Result<i64> {
    let wrong = || Error::field("paid_until", "error-records-day");
    date::parse_day(day, zone).map_err(|_| wrong())?;
    let next = date::days_after(day, 1).ok_or_else(wrong)?;
    Ok(date::parse_day(&next, zone).map_err(|_| wrong())? - 1)
}

/// Sets the plan of the account, for the operator.
///
/// # Errors
/// 403; 422 for the number.
pub async fn set(ctx: &Ctx, wanted: Plan) -> Result<()> {
    let wanted = wanted.checked()?;
    ctx.write(move |mut tx| {
        let account = tx.account();
        let act = Do::SetPlan { partner: None };
        authz::decide(tx.actor(), &act)?;
        if store::lock_plan(&mut tx)? == (wanted.bought, wanted.paid_until) {
            return tx.unchanged(());
        }
        let mut tx = tx.permit(act)?;
        let changes = write(&mut tx, wanted)?;
        tx.commit(Event::PlanChanged { account, by: None, changes }, ())
    })
    .await
}

/// Writes the plan within another act, which has the permit, holds the account's row and commits the event. Nobody is
/// thrown out of a plan that becomes too small.
pub(super) fn write(tx: &mut Tx<'_, Writing>, wanted: Plan) -> Result<Vec<Change>> {
    let (bought, paid_until) = store::plan(tx)?;
    let used = count::counted(tx, bought, paid_until)?.used;
    store::set_plan(tx, wanted, used)?;
    let seats = |seats: Option<i64>| Some(seats.map_or_else(|| "∞".to_owned(), |seats| seats.to_string()));
    let day = |at: Option<i64>| at.map(|at| date::input_value(at, &date::Zone::utc()));
    let changes = [
        Change::of("seats", seats(bought), seats(wanted.bought)),
        Change::of("paid_until", day(paid_until), day(wanted.paid_until)),
    ];
    Ok(changes.into_iter().flatten().collect())
}

/// From now on this partner looks after the account, or nobody; a request that waits for another one is taken back.
///
/// # Errors
/// 403; 422 `no_such_partner` for an account that is none, that was struck off, or that would look after itself; 409 `stale`
/// when somebody else chose meanwhile.
pub async fn choose_partner(ctx: &Ctx, partner: Option<i64>) -> Result<()> {
    let name = ctx.account.name.clone();
    ctx.write(move |mut tx| {
        let account = tx.account();
        let before = partners::of_account(&mut tx)?;
        let mut held: Vec<i64> =
            [Some(account), partner, before.as_ref().map(|b| b.id)].into_iter().flatten().collect();
        held.sort_unstable();
        for id in held {
            store::lock_accounts(&mut tx, (id, id))?;
        }
        if partners::of_account(&mut tx)?.map(|partner| partner.id) != before.as_ref().map(|before| before.id)
        {
            return Err(Error::conflict("error-stale"));
        }
        let after = match partner {
            None => None,
            Some(id) => {
                let found = partners::find(&mut tx, id)?.filter(|found| found.is_listed() && id != account);
                Some(found.ok_or(Error::field("partner", "error-no-such-partner"))?)
            }
        };
        authz::decide(tx.actor(), &Do::ChoosePartner)?;
        let open = store::requests::open(&mut tx)?;
        if before.as_ref().map(|partner| partner.id) == partner {
            return tx.unchanged(());
        }
        let mut tx = tx.permit(Do::ChoosePartner)?;
        let events = look_after(&mut tx, &name, (before.as_ref(), after.as_ref()), open.as_ref())?;
        tx.commit_all(events, ())
    })
    .await
}

/// Lets another partner look after the account, within another act that has the permit, holds all these accounts and
/// commits the events. `open`: the request for seats that waits for the former one; it is taken back.
pub(crate) fn look_after(
    tx: &mut Tx<'_, Writing>,
    name: &str,
    (before, after): (Option<&Partner>, Option<&Partner>),
    open: Option<&Request>,
) -> Result<Vec<Event>> {
    let account = tx.account();
    if before.map(|partner| partner.id) == after.map(|partner| partner.id) {
        return Ok(Vec::new());
    }
    let [was, is] = [before, after].map(|partner| partner.map(|partner| partner.name.clone()));
    let changes = Change::of("partner", was, is).into_iter().collect();
    let mut events = vec![Event::PlanChanged { account, by: None, changes }];
    if let Some(request) = open {
        events.push(asking::take_back(tx, request, name)?);
    }
    store::set_partner(tx, after.map(|partner| partner.id))?;
    for (partner, became) in [(before, CustomerFact::Left), (after, CustomerFact::Came)] {
        if let Some(partner) = partner {
            tell(tx, partner.id, (account, name), became)?;
        }
    }
    Ok(events)
}

/// The request for seats that waits, if one does.
pub(crate) fn open_request<S>(tx: &mut Tx<'_, S>) -> Result<Option<Request>> {
    store::requests::open(tx)
}

fn tell(
    tx: &mut Tx<'_, Writing>,
    partner: i64,
    (customer, name): (i64, &str),
    became: CustomerFact,
) -> Result<()> {
    let (nobody, actor) = (Actor::nobody(), tx.actor());
    let actor = if actor.who == Who::Operator { actor } else { &nobody };
    tx.beside(partner, actor, |tx| {
        let tx = tx.permit(Do::HearCustomer)?;
        tx.commit(of_customer(customer, name, became), ())
    })
}

/// What a partner's journal says of a customer.
pub(crate) fn of_customer(customer: i64, name: &str, became: CustomerFact) -> Event {
    Event::Customer {
        customer,
        name: name.to_owned(),
        request: None,
        seats: None,
        became,
        word: None,
        changes: Vec::new(),
    }
}
