//! Absences in some days, of everybody one may see: what programs read.

use base::error::Fields;
use base::org::{self, Person};
use base::{Ctx, Error, Result};
use kit::{date, month};

use super::calendar::Sight;
use super::look::{self, Known};
use super::state::{act_on, is_here};
use super::{Absence, Seen, store};

/// What is asked for; empty is the same as absent.
#[derive(Clone, Debug, Default, serde::Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// A person's id.
    pub person_id: String,
    /// The first day like 2026-11-22; today unless told.
    pub from: String,
    /// The last day; a year after the first unless told, two at most.
    pub until: String,
    /// `next` of the answer before.
    pub cursor: String,
}

const USUAL_DAYS: i64 = 365;
const MOST_DAYS: i64 = 731;

/// Those that touch the days, the earliest first.
///
/// # Errors
/// 404 for a person whom one may not see away; 422.
pub async fn list(ctx: &Ctx, filter: &Filter) -> Result<Vec<Seen>> {
    let (zone, today) = (ctx.company_zone(), ctx.company_today());
    let (person, first, last) = read(filter, &today)?;
    ctx.read(move |tx| {
        let sight = Sight::of(tx)?;
        let sees = sight.people(None);
        if person.is_some_and(|person| !sees(person)) {
            return Err(Error::NotFound);
        }
        let known = Known::of(tx, &zone, (&first, &last))?;
        let (now, here) = (tx.now(), look::here(tx)?);
        let wanted = |one: &&Absence| person.is_none_or(|person| one.person == person) && sees(one.person);
        let found = known.absences.iter().filter(wanted);
        Ok(found.filter_map(|one| Some(known.seen(one, now, *here.get(&one.person)?))).collect())
    })
    .await
}

/// One that the reader may see, of somebody who is here: why they are away only for who may state it.
///
/// # Errors
/// 404.
pub async fn find(ctx: &Ctx, id: i64) -> Result<Seen> {
    let (seen, person) = seen(ctx, id).await?;
    if is_here(&person) { Ok(seen) } else { Err(Error::NotFound) }
}

/// One as it was stated, also of who has left: for a change, which says why it can't be.
///
/// # Errors
/// 404 for who may not change it.
pub async fn stated(ctx: &Ctx, id: i64) -> Result<Absence> {
    let (seen, _) = seen(ctx, id).await?;
    if seen.may { Ok(seen.absence) } else { Err(Error::NotFound) }
}

async fn seen(ctx: &Ctx, id: i64) -> Result<(Seen, Person)> {
    let zone = ctx.company_zone();
    ctx.read(move |tx| {
        let absence = store::find(tx, id)?.ok_or(Error::NotFound)?;
        let person = org::find(tx, absence.person)?.ok_or(Error::NotFound)?;
        if !Sight::of(tx)?.people(None)(person.id) {
            return Err(Error::NotFound);
        }
        let may = act_on(tx, &person).is_ok();
        let known = Known::of(tx, &zone, (&absence.first, &absence.last))?;
        Ok((known.seen(&absence, tx.now(), may), person))
    })
    .await
}

fn read(filter: &Filter, today: &str) -> Result<(Option<i64>, String, String)> {
    let mut wrong = Fields::default();
    let person = match filter.person_id.trim() {
        "" => None,
        text => {
            let id = text.parse().ok();
            if id.is_none() {
                wrong.add("person_id", "error-no-such-person");
            }
            id
        }
    };
    let first = if filter.from.is_empty() { today.to_owned() } else { filter.from.clone() };
    let usual = date::days_after(&first, USUAL_DAYS).unwrap_or_default();
    let last = if filter.until.is_empty() { usual } else { filter.until.clone() };
    for (field, day) in [("from", &first), ("until", &last)] {
        if !date::is_day(day) {
            wrong.add(field, "error-absence-day");
        }
    }
    if wrong.is_empty() {
        match month::length(&first, &last) {
            None => wrong.add("until", "error-absence-order"),
            Some(days) if days > MOST_DAYS => wrong.add("until", "error-absence-too-many-days"),
            Some(_) => {}
        }
    }
    wrong.check()?;
    Ok((person, first, last))
}
