//! A departure is planned, called off, or let go on.

use base::authz::{self, Area};
use base::jobs::{self, New};
use base::{Ctx, Error, Event, Problem, Reading, Result, Tx, Writing, org};

use super::{Planned, State, run, store};
use crate::handovers::ready::{self, act};
use crate::handovers::{Plan, What, several, splits};

/// The furthest that a departure can be planned ahead, in ms: a year and a day.
const FURTHEST_MS: i64 = 367 * 86_400_000;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Wish {
    pub plan: Plan,
    /// ms UTC, to come.
    pub at: i64,
    /// Whether the person deletes and downloads nothing until then.
    pub limits: bool,
    /// The planned departure that this one takes the place of.
    pub instead: Option<i64>,
}

/// Plans the departure and gives its id. It is judged as if it were carried out now.
///
/// # Errors
/// As `depart`; 409 `departure_planned` when one is planned and isn't the one to be replaced; 422 for a moment that is
/// past or too far.
pub async fn plan(ctx: &Ctx, person: i64, wish: Wish) -> Result<i64> {
    ctx.need(Area::People)?;
    let wish = Wish { plan: splits::checked(ctx, wish.plan)?, ..wish };
    splits::shares_of(ctx, What::Departure, person, &wish.plan).await?;
    ctx.write(move |mut tx| {
        check_moment(wish.at, tx.now())?;
        let ready = ready::departure(&mut tx, person, &wish.plan, None)?;
        let mut tx = tx.permit_all(&ready.acts())?;
        let (id, events) = write_down(&mut tx, person, &wish)?;
        tx.commit_all(events, id)
    })
    .await
}

/// Plans the departures of several people for the same moment, all or none; their ids, by the people's.
///
/// # Errors
/// As `plan` and `depart_all`.
pub async fn plan_all(ctx: &Ctx, wanted: Vec<(i64, Plan)>, at: i64, limits: bool) -> Result<Vec<i64>> {
    ctx.need(Area::People)?;
    ctx.write(move |mut tx| {
        check_moment(at, tx.now())?;
        let wanted = several::in_order(&mut tx, &wanted)?;
        let acts = several::acts(&mut tx, &wanted)?;
        let mut tx = tx.permit_all(&acts)?;
        let (mut ids, mut events) = (Vec::new(), Vec::new());
        for (person, plan) in wanted {
            several::of(person, ready::departure(&mut tx, person, plan, None))?;
            let wish = Wish { plan: plan.clone(), at, limits, instead: None };
            let (id, told) = several::of(person, write_down(&mut tx, person, &wish))?;
            ids.push(id);
            events.extend(told);
        }
        tx.commit_all(events, ids)
    })
    .await
}

/// The planned departure with its job, in place of the one that it replaces.
fn write_down(tx: &mut Tx<'_, Writing>, person: i64, wish: &Wish) -> Result<(i64, Vec<Event>)> {
    let mut events = Vec::new();
    if let Some(earlier) = earlier(tx, person, wish.instead)? {
        jobs::cancel(tx, earlier.job)?;
        store::call_off(tx, &earlier)?;
        events.push(Event::DepartureUnplanned { person, planned: earlier.id });
    }
    let id = tx.new_id()?;
    let job = New { kind: run::JOB.name, data: id.to_string(), run_at: wish.at, total: 0 };
    let planned = Planned {
        id,
        person,
        plan: wish.plan.clone(),
        at: wish.at,
        limits: wish.limits,
        state: State::Planned,
        job: jobs::add(tx, &job)?,
        planned_at: tx.now(),
        planned_by: tx.actor().person_id(),
        sharing: None,
        handover: None,
        ended_at: None,
        ended_by: None,
    };
    store::add(tx, &planned)?;
    events.push(Event::DeparturePlanned { person, planned: id, at: wish.at, limits: wish.limits });
    Ok((id, events))
}

/// Whether a departure could be planned so, as far as its moment goes and what is planned already; changes nothing.
///
/// # Errors
/// As `plan`.
pub async fn check(ctx: &Ctx, person: i64, at: i64, instead: Option<i64>) -> Result<()> {
    ctx.need(Area::People)?;
    ctx.read(move |tx| {
        check_moment(at, tx.now())?;
        earlier(tx, person, instead).map(|_| ())
    })
    .await
}

fn check_moment(at: i64, now: i64) -> Result<()> {
    match at - now {
        ahead if ahead <= 0 => Err(Error::field("at", "error-planned-past")),
        ahead if ahead > FURTHEST_MS => Err(Error::field("at", "error-planned-too-far")),
        _ => Ok(()),
    }
}

/// What was planned before and is to be replaced.
fn earlier<S>(tx: &mut Tx<'_, S>, person: i64, instead: Option<i64>) -> Result<Option<Planned>> {
    let found = store::of_person(tx, person)?;
    match (&found, instead) {
        (Some(found), instead) if instead != Some(found.id) => {
            let problem = Problem::new("error-departure-planned");
            Err(Error::Conflict(problem.extra(serde_json::json!({ "planned_id": found.id }))))
        }
        (None, Some(_)) => Err(Error::conflict("error-planned-ended")),
        _ => Ok(found),
    }
}

/// Calls it off: everything stays as it is.
///
/// # Errors
/// 404 for an unknown one, 409 `planned_ended` when it is over, 409 `not_yourself` for who is to leave by it.
pub async fn cancel(ctx: &Ctx, id: i64) -> Result<()> {
    ctx.need(Area::People)?;
    ctx.write(move |mut tx| {
        let planned = waiting(&mut tx, id)?;
        let person = org::find_locked(&mut tx, planned.person)?.ok_or(Error::NotFound)?;
        let act = act(What::Departure, &person);
        authz::decide(tx.actor(), &act)?;
        if tx.actor().person_id() == Some(person.id) {
            return Err(Error::conflict("error-not-yourself"));
        }
        let mut tx = tx.permit(act)?;
        jobs::cancel(&mut tx, planned.job)?;
        store::call_off(&mut tx, &planned)?;
        tx.commit(Event::DepartureUnplanned { person: planned.person, planned: id }, ())
    })
    .await
}

/// Lets one whose hour has come go on, for whoever says so, and says whether it is carried out now.
///
/// # Errors
/// As `cancel`; 409 `planned_not_due` before its hour.
pub async fn go_on(ctx: &Ctx, id: i64) -> Result<bool> {
    ctx.need(Area::People)?;
    let job = ctx
        .write(move |mut tx| {
            let planned = waiting(&mut tx, id)?;
            let person = org::find_locked(&mut tx, planned.person)?.ok_or(Error::NotFound)?;
            let act = act(What::Departure, &person);
            authz::decide(tx.actor(), &act)?;
            if planned.at > tx.now() {
                return Err(Error::conflict("error-planned-not-due"));
            }
            let mut tx = tx.permit(act)?;
            jobs::take_over(&mut tx, planned.job)?;
            tx.commit(Event::DepartureResumed { person: planned.person, planned: id }, planned.job)
        })
        .await?;
    jobs::run_now(ctx, job).await?;
    let after = ctx.read(move |tx| store::find(tx, id)).await?.ok_or(Error::NotFound)?;
    Ok(after.state == State::Done)
}

/// One that is not over, with its job held first, as its step does.
fn waiting(tx: &mut Tx<'_, Reading>, id: i64) -> Result<Planned> {
    let found = store::find(tx, id)?.ok_or(Error::NotFound)?;
    jobs::wait_for(tx, found.job)?;
    match store::lock(tx, id)? {
        Some(planned) if planned.state == State::Planned => Ok(planned),
        _ => Err(Error::conflict("error-planned-ended")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_departure_is_planned_for_a_moment_to_come_within_a_year() {
        let refused = |at| check_moment(at, 1_000).is_err();
        assert!(refused(1_000) && refused(0) && refused(1_001 + FURTHEST_MS));
        assert!(!refused(1_001) && !refused(1_000 + FURTHEST_MS));
    }
}
