//! Stating an absence, changing it, withdrawing it.

use base::authz::{self, Do};
use base::event::{AbsenceFact, Change};
use base::org::{self, Person};
use base::{Ctx, Error, Event, Problem, Result, Status, Tx};
use kit::date;
use serde_json::json;

use super::absence::{check_goes_on, in_the_way};
use super::{Absence, State, Wish, store};

/// States that the person is away: oneself for anyone who can be, anybody for who manages people.
///
/// # Errors
/// 404; 403; 409 `absence_nobody` for who isn't here or holds no work by their kind, `absence_overlaps`; 422.
pub async fn state(ctx: &Ctx, person: i64, wish: Wish) -> Result<Absence> {
    let wish = wish.checked(&ctx.company_today(), None)?;
    let id = ctx.app.new_id()?;
    let speaker = ctx.clone();
    ctx.write(move |mut tx| {
        let found = org::find_locked(&mut tx, person)?.ok_or(Error::NotFound)?;
        let act = act_on(&tx, &found)?;
        check_here(&found)?;
        check_free(&mut tx, &speaker, (person, None), &wish)?;
        let wish = wish.clone();
        let absence = Absence {
            id,
            person,
            first: wish.first,
            last: wish.last,
            reason: wish.reason,
            word: wish.word,
            stated_at: tx.now(),
            stated_by: tx.actor().person_id(),
            version: 1,
        };
        let mut tx = tx.permit(act)?;
        store::add(&mut tx, &absence)?;
        let event = told(&absence, AbsenceFact::Stated, days(None, Some(&absence)));
        tx.commit(event, absence)
    })
    .await
}

/// Other days, another reason or word; `version` the one that was looked at.
///
/// # Errors
/// 404 for an unknown one and somebody else's without the right; 409 `stale`, `absence_over`, `absence_nobody`,
/// `absence_overlaps`; 422.
pub async fn change(ctx: &Ctx, id: i64, version: Option<i64>, wish: Wish) -> Result<Absence> {
    let today = ctx.company_today();
    let speaker = ctx.clone();
    ctx.write(move |mut tx| {
        let (person, before) = hold(&mut tx, id)?;
        let act = act_on(&tx, &person).map_err(|_| Error::NotFound)?;
        check_version(&before, version)?;
        check_goes_on(&before, &today)?;
        check_here(&person)?;
        let wish = wish.clone().checked(&today, Some(&before))?;
        check_free(&mut tx, &speaker, (before.person, Some(id)), &wish)?;
        let after = Absence {
            first: wish.first,
            last: wish.last,
            reason: wish.reason,
            word: wish.word,
            version: before.version + 1,
            ..before.clone()
        };
        let mut tx = tx.permit(act)?;
        store::set(&mut tx, &after)?;
        let event = told(&after, AbsenceFact::Changed, days(Some(&before), Some(&after)));
        tx.commit(event, after)
    })
    .await
}

/// What became of an absence that was withdrawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Withdrawn {
    /// It had not begun, or began today: it is gone.
    Whole(Absence),
    /// It runs: yesterday was its last day.
    Ended(Absence),
}

/// Withdraws an absence: one that has not begun, or begins today, is gone, one that runs ended yesterday.
///
/// # Errors
/// As [`change`].
pub async fn withdraw(ctx: &Ctx, id: i64, version: Option<i64>) -> Result<Withdrawn> {
    let today = ctx.company_today();
    ctx.write(move |mut tx| {
        let (person, before) = hold(&mut tx, id)?;
        let act = act_on(&tx, &person).map_err(|_| Error::NotFound)?;
        check_version(&before, version)?;
        check_goes_on(&before, &today)?;
        let mut tx = tx.permit(act)?;
        if before.state(&today) == State::Ahead || before.first == today {
            store::remove(&mut tx, id)?;
            let event = told(&before, AbsenceFact::Withdrawn, days(Some(&before), None));
            return tx.commit(event, Withdrawn::Whole(before));
        }
        let last = date::days_after(&today, -1).ok_or(Error::NotFound)?;
        let after = Absence { last, version: before.version + 1, ..before.clone() };
        store::set(&mut tx, &after)?;
        let event = told(&after, AbsenceFact::Ended, days(Some(&before), Some(&after)));
        tx.commit(event, Withdrawn::Ended(after))
    })
    .await
}

/// The act of stating the person's absence, if the actor may.
pub(super) fn act_on<S>(tx: &Tx<'_, S>, person: &Person) -> Result<Do> {
    let act = Do::StateAbsence { category: person.category, own: tx.actor().person_id() == Some(person.id) };
    authz::decide(tx.actor(), &act).map(|()| act)
}

/// The person first, so that two acts on the same one wait for each other; then the absence as it is by then.
fn hold<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<(Person, Absence)> {
    let seen = store::find(tx, id)?.ok_or(Error::NotFound)?;
    let person = org::find_locked(tx, seen.person)?.ok_or(Error::NotFound)?;
    let absence = store::find(tx, id)?.ok_or(Error::NotFound)?;
    Ok((person, absence))
}

/// Whether somebody can be away at all: who works here by themselves.
pub(super) fn is_here(person: &Person) -> bool {
    matches!(person.status, Status::Active | Status::Blocked) && person.category.may_hold()
}

fn check_here(person: &Person) -> Result<()> {
    if is_here(person) { Ok(()) } else { Err(Error::conflict("error-absence-nobody")) }
}

fn check_version(absence: &Absence, version: Option<i64>) -> Result<()> {
    match version {
        Some(version) if version != absence.version => Err(Error::conflict("error-stale")),
        _ => Ok(()),
    }
}

/// Two absences at once would say two things of the same day; the refusal names the other.
fn check_free<S>(
    tx: &mut Tx<'_, S>,
    speaker: &Ctx,
    (person, id): (i64, Option<i64>),
    wish: &Wish,
) -> Result<()> {
    let others = store::of_person_between(tx, person, (&wish.first, &wish.last))?;
    let Some(other) = in_the_way(wish, id, &others) else { return Ok(()) };
    let problem = Problem::new("error-absence-overlaps")
        .with("first", speaker.date(&other.first))
        .with("last", speaker.date(&other.last))
        .extra(json!({ "absence_id": other.id }));
    Err(Error::Conflict(problem))
}

/// Only the days: why somebody is away is no matter of the journal.
fn days(before: Option<&Absence>, after: Option<&Absence>) -> Vec<Change> {
    let of = |field: &str, day: fn(&Absence) -> &String| {
        Change::of(field, before.map(|one| day(one).clone()), after.map(|one| day(one).clone()))
    };
    [of("first_day", |one| &one.first), of("last_day", |one| &one.last)].into_iter().flatten().collect()
}

fn told(absence: &Absence, became: AbsenceFact, changes: Vec<Change>) -> Event {
    Event::Absence { person: absence.person, absence: absence.id, became, changes }
}
