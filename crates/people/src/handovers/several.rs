//! Several people leave at once: all of them or none, each by a numbered departure that is shown and undone by itself.

use std::collections::BTreeSet;

use base::authz::{self, Area, Do};
use base::{Ctx, Error, Problem, Result, Tx, org};
use serde_json::json;

use super::fact::What;
use super::plan::Plan;
use super::ready::{self, Outcome};
use super::status::Standing;
use super::tokens::Fate;
use super::{departure, store};

/// The most people that leave in one transaction.
pub const MOST: usize = 100;

/// Takes these people out, in the order of their ids.
///
/// # Errors
/// As `depart`, with `person_id` of whom the refusal is about; 422 when one who leaves is to receive the work of another.
pub async fn depart_all(ctx: &Ctx, wanted: Vec<(i64, Plan)>) -> Result<Vec<Outcome>> {
    ctx.need(Area::People)?;
    ctx.write(move |mut tx| {
        let wanted = in_order(&mut tx, &wanted)?;
        let acts = acts(&mut tx, &wanted)?;
        let mut tx = tx.permit_all(&acts)?;
        let (mut outcomes, mut events) = (Vec::new(), Vec::new());
        for (person, plan) in wanted {
            let ready = of(person, ready::departure(&mut tx, person, plan, None))?;
            let standing = of(person, Standing::of(&ready.leaver).departed())?;
            let (fact, told) = of(person, departure::finish(&mut tx, &ready, standing))?;
            let outcome = ready.outcome(standing.status, tx.now());
            outcomes.push(Outcome { fact: Some((fact.id, fact.number)), ..outcome });
            events.extend(told);
        }
        tx.commit_all(events, outcomes)
    })
    .await
}

/// What `depart_all` would do now; changes nothing.
///
/// # Errors
/// As `depart_all`.
pub async fn rehearse_all(ctx: &Ctx, wanted: Vec<(i64, Plan)>) -> Result<Vec<Outcome>> {
    let (outcomes, refusals) = judge_all(ctx, wanted).await?;
    refusals.into_iter().next().map_or(Ok(outcomes), Err)
}

/// What `depart_all` would do now, as far as it could, and every refusal that keeps it from doing so, each with the
/// `person_id` that it is about; changes nothing.
///
/// # Errors
/// 403, 404.
pub async fn judge_all(ctx: &Ctx, wanted: Vec<(i64, Plan)>) -> Result<(Vec<Outcome>, Vec<Error>)> {
    ctx.need(Area::People)?;
    ctx.write(move |mut tx| {
        let (mut outcomes, mut refusals) = (Vec::new(), Vec::new());
        refusals.extend(refusal(in_order(&mut tx, &wanted).map(drop))?);
        if wanted.len() > MOST {
            return tx.unchanged((outcomes, refusals));
        }
        let mut all: Vec<&(i64, Plan)> = wanted.iter().collect();
        all.sort_by_key(|(person, _)| *person);
        for (person, plan) in all {
            let judged = ready::departure(&mut tx, *person, plan, None).and_then(|ready| {
                let standing = Standing::of(&ready.leaver).departed()?;
                outcomes.push(ready.outcome(standing.status, tx.now()));
                Ok(())
            });
            refusals.extend(refusal(of(*person, judged))?);
        }
        tx.unchanged((outcomes, refusals))
    })
    .await
}

/// The refusal, if it is one; what has failed is an error.
fn refusal(judged: Result<()>) -> Result<Option<Error>> {
    match judged {
        Ok(()) => Ok(None),
        Err(refused @ (Error::Invalid(_) | Error::Conflict(_))) => Ok(Some(refused)),
        Err(failed) => Err(failed),
    }
}

/// Each person once and nobody who leaves among the receivers, by id; the account's row is held.
pub(super) fn in_order<'a, S>(tx: &mut Tx<'_, S>, wanted: &'a [(i64, Plan)]) -> Result<Vec<(i64, &'a Plan)>> {
    let leavers: BTreeSet<i64> = wanted.iter().map(|(person, _)| *person).collect();
    if leavers.is_empty() || leavers.len() < wanted.len() || leavers.len() > MOST {
        return Err(Error::Invalid(Problem::new("error-several-people").with("most", MOST as i64)));
    }
    store::lock_account(tx)?;
    let mut all: Vec<(i64, &Plan)> = wanted.iter().map(|(person, plan)| (*person, plan)).collect();
    all.sort_by_key(|(person, _)| *person);
    for (person, plan) in &all {
        if !plan.splits.is_empty() {
            return of(*person, Err(Error::field("splits", "error-several-splits")));
        }
        if let Some(gone) = plan.named().into_iter().find(|to| to != person && leavers.contains(to)) {
            let name = org::find(tx, gone)?.map(|gone| gone.name).unwrap_or_default();
            let mut fields = base::error::Fields::default();
            fields.add_with("successor", "error-leaves-too", vec![("name", name.into())]);
            of(*person, fields.check())?;
        }
    }
    Ok(all)
}

/// What is about to be done, for the policy.
pub(super) fn acts<S>(tx: &mut Tx<'_, S>, wanted: &[(i64, &Plan)]) -> Result<Vec<Do>> {
    let mut acts = Vec::new();
    for (person, plan) in wanted {
        let leaver = org::find(tx, *person)?.ok_or(Error::NotFound)?;
        let act = ready::act(What::Departure, &leaver);
        authz::decide(tx.actor(), &act)?;
        acts.push(act);
        if plan.access.values().any(|fate| *fate != Fate::End) {
            acts.push(Do::PassTokenOn);
        }
    }
    Ok(acts)
}

/// A refusal says whom it is about.
pub(super) fn of<T>(person: i64, outcome: Result<T>) -> Result<T> {
    let about = |problem: Problem| match problem.extra {
        None => problem.extra(json!({ "person_id": person })),
        Some(mut extra) => {
            if let Some(fields) = extra.as_object_mut() {
                fields.insert("person_id".to_owned(), json!(person));
            }
            Problem { extra: Some(extra), ..problem }
        }
    };
    outcome.map_err(|error| match error {
        Error::Invalid(problem) => Error::Invalid(about(problem)),
        Error::Conflict(problem) => Error::Conflict(about(problem)),
        other => other,
    })
}
