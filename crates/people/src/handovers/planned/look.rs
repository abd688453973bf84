//! Looking at planned departures.

use base::authz::Area;
use base::jobs::{self, Job, Trouble};
use base::{Ctx, Error, Problem, Result, Tx, org};

use super::{Planned, State, store};
use crate::handovers::fact::Names;
use crate::handovers::{Outcome, What, splits};

/// A planned departure with everything its page shows.
pub struct View {
    pub planned: Planned,
    /// `None` once it has been forgotten.
    pub job: Option<Job>,
    pub names: Names,
    /// The departments whose posts are passed on.
    pub departments: std::collections::HashMap<i64, String>,
    /// What would come of it now, or why it could not be done now; `None` once it is over.
    pub now: Option<std::result::Result<Outcome, Trouble>>,
}

impl View {
    /// Where it stands, for programs and as the end of dictionary keys.
    pub fn state(&self) -> &'static str {
        match self.planned.state {
            State::Planned if self.job.as_ref().is_some_and(Job::is_stuck) => "waiting",
            state => state.code(),
        }
    }
}

/// One planned departure, and what would come of it now.
///
/// # Errors
/// 404 for an unknown one.
pub async fn view(ctx: &Ctx, id: i64) -> Result<View> {
    ctx.need(Area::People)?;
    let (planned, job) = ctx
        .read(move |tx| {
            let planned = store::find(tx, id)?.ok_or(Error::NotFound)?;
            let job = jobs::find(tx, planned.job)?;
            Ok((planned, job))
        })
        .await?;
    let now = match planned.state {
        State::Planned => Some(rehearse(ctx, &planned).await?),
        State::Done | State::Cancelled => None,
    };
    let moved = now.iter().flatten().flat_map(|outcome| outcome.moved.iter().map(|moved| moved.to));
    let mut people: Vec<i64> = planned.plan.named().into_iter().chain(moved).collect();
    people.extend(now.iter().flatten().flat_map(|outcome| outcome.kept.iter().map(|kept| kept.to)));
    people.extend([planned.person].into_iter().chain(planned.planned_by).chain(planned.ended_by));
    people.extend(job.as_ref().and_then(|job| job.asked_by));
    let (names, departments) =
        ctx.read(move |tx| Ok((org::names(tx, people.clone())?, org::department_names(tx)?))).await?;
    Ok(View { planned, job, names, departments, now })
}

async fn rehearse(ctx: &Ctx, planned: &Planned) -> Result<std::result::Result<Outcome, Trouble>> {
    match splits::rehearse(ctx, What::Departure, planned.person, planned.plan.clone()).await {
        Ok(outcome) => Ok(Ok(outcome)),
        Err(error @ (Error::Invalid(_) | Error::Conflict(_) | Error::Denied(_) | Error::Withheld(_))) => {
            Ok(Err(Trouble::of(&error)))
        }
        Err(error) => Err(error),
    }
}

/// Everything that is planned, the next first, with where each stands.
pub async fn all(ctx: &Ctx) -> Result<(Vec<(Planned, Option<Job>)>, Names)> {
    ctx.need(Area::People)?;
    ctx.read(|tx| {
        let mut listed = Vec::new();
        for planned in store::all(tx)? {
            let job = jobs::find(tx, planned.job)?;
            listed.push((planned, job));
        }
        let names = org::names(tx, listed.iter().map(|(planned, _)| planned.person).collect::<Vec<i64>>())?;
        Ok((listed, names))
    })
    .await
}

/// What is planned for the person.
///
/// # Errors
/// 404 for an unknown person, 409 `nothing_planned`.
pub async fn of_person(ctx: &Ctx, person: i64) -> Result<Planned> {
    ctx.need(Area::People)?;
    let found = ctx.read(move |tx| match org::find(tx, person)? {
        Some(_) => store::of_person(tx, person),
        None => Err(Error::NotFound),
    });
    let found = found.await?;
    found.ok_or_else(|| Error::Conflict(Problem::new("error-nothing-planned")))
}

/// Whose planned departures count on this person, by name.
pub fn naming<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<Vec<String>> {
    let all = store::all(tx)?;
    let counting = all.iter().filter(|planned| planned.plan.named().contains(&person));
    let names = org::names(tx, counting.map(|planned| planned.person))?;
    let mut names: Vec<String> = names.into_values().map(|name| name.name).collect();
    names.sort();
    Ok(names)
}
