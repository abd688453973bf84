//! Whether a cover can be: who, for what, how long. No database.

use std::collections::{BTreeMap, BTreeSet};

use base::error::Fields;
use base::kind::Status;
use base::org::{Person, is_assignable};
use base::portfolios::Holding;
use base::portfolios::covers::Cover;
use base::{Error, Kind, Problem, Result};

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    pub stand_in: i64,
    /// `None`: all of them.
    pub kinds: Option<BTreeSet<Kind>>,
    /// ms UTC; `None` and what is past: from now on.
    pub from: Option<i64>,
    pub until: i64,
    pub reason: Option<String>,
}

/// What is known when a wish is judged.
pub struct Facts<'a> {
    pub person: &'a Person,
    /// `None`: nobody of this account.
    pub stand_in: Option<&'a Person>,
    /// What the person holds.
    pub held: &'a BTreeMap<Kind, Holding>,
    pub now: i64,
}

/// No cover is longer: 366 days, in ms.
const LONGEST: i64 = 366 * 24 * 3_600_000;
const LONGEST_REASON: usize = 1_000;

/// The cover that the wish asks for.
///
/// # Errors
/// 409 `holds_nothing` for who holds no work; 422 with all else that is
/// wrong.
pub fn judge(wish: &Wish, id: i64, by: Option<i64>, facts: &Facts<'_>) -> Result<Cover> {
    let holds = matches!(facts.person.status, Status::Active | Status::Blocked);
    if !holds || !facts.person.category.may_hold() {
        return Err(Error::conflict("error-holds-nothing"));
    }
    let from = wish.from.unwrap_or(facts.now).max(facts.now);
    let mut wrong = Fields::default();
    if let Some(key) = wrong_time(from, wish.until) {
        wrong.add("until", key);
    }
    if wish.kinds.as_ref().is_some_and(BTreeSet::is_empty) {
        wrong.add("kinds", "error-cover-no-kinds");
    }
    if wish.reason.as_ref().is_some_and(|reason| reason.chars().count() > LONGEST_REASON) {
        wrong.add("reason", "error-too-long");
    }
    stand_in(wish, facts, &mut wrong);
    wrong.check()?;
    let cover = Cover {
        id,
        person: facts.person.id,
        stand_in: wish.stand_in,
        kinds: wish.kinds.clone(),
        from,
        until: wish.until,
        reason: wish.reason.clone(),
        created_by: by,
        ended: None,
    };
    Ok(cover)
}

/// Whether a cover can go on from one moment until another.
///
/// # Errors
/// 422 at `until`.
pub fn check_time(from: i64, until: i64) -> Result<()> {
    wrong_time(from, until).map_or(Ok(()), |key| Err(Error::field("until", key)))
}

fn wrong_time(from: i64, until: i64) -> Option<&'static str> {
    if until <= from {
        Some("error-cover-until")
    } else {
        (until - from > LONGEST).then_some("error-cover-too-long")
    }
}

/// The one that stands in the way: two stand-ins for the same work would each leave it to the other.
pub fn in_the_way<'a>(cover: &Cover, others: &'a [Cover]) -> Option<&'a Cover> {
    others
        .iter()
        .filter(|other| other.id != cover.id && other.person == cover.person && other.overlaps(cover))
        .min_by_key(|other| other.from)
}

/// 409, naming who stands in already and until when.
pub fn overlaps(name: &str, until: String) -> Error {
    Error::Conflict(Problem::new("error-cover-overlaps").with("name", name).with("until", until))
}

fn stand_in(wish: &Wish, facts: &Facts<'_>, wrong: &mut Fields) {
    let Some(person) = facts.stand_in else { return wrong.add("stand_in", "error-no-such-person") };
    if person.id == facts.person.id {
        return wrong.add("stand_in", "error-cover-self");
    }
    if !is_assignable(person, Kind::Bin, facts.now) {
        return wrong.add_with(
            "stand_in",
            "error-not-assignable",
            vec![("name", person.name.as_str().into())],
        );
    }
    // A kind that is named must be one they may hold; of all kinds, those of which there is something.
    let there = |kind: &Kind| facts.held.get(kind).is_some_and(|held| held.count > 0);
    let asked = |kind: &Kind| match &wish.kinds {
        Some(kinds) => kinds.contains(kind),
        None => there(kind),
    };
    let refused = Kind::ALL.into_iter().filter(asked).find(|kind| !is_assignable(person, *kind, facts.now));
    let nothing = Kind::RECORDS.iter().all(|kind| !is_assignable(person, *kind, facts.now));
    if let Some(kind) = refused.or(nothing.then_some(Kind::Deal)) {
        let values = vec![("name", person.name.as_str().into()), ("kind", kind.code().into())];
        wrong.add_with("stand_in", "error-may-not-hold", values);
    }
}

#[cfg(test)]
mod tests {
    use base::authz::{Grant, Rights};
    use base::kind::Category;

    use super::*;

    const DAY: i64 = 24 * 3_600_000;

    fn person(id: i64, kinds: &[Kind]) -> Person {
        let hold = Grant { hold: true, ..Grant::default() };
        Person {
            id,
            identity_id: None,
            name: format!("Person {id}"),
            email: None,
            login: None,
            phone: None,
            category: Category::Member,
            status: Status::Active,
            status_before: None,
            role_id: 1,
            role_key: None,
            role_name: String::new(),
            rights: Rights { kinds: kinds.iter().map(|kind| (*kind, hold)).collect(), ..Rights::nothing() },
            own: base::authz::Own::default(),
            portfolio_id: Some(id),
            answerable_person_id: None,
            valid_until: None,
            partner_account_id: None,
            vouched: true,
            leaving_at: None,
            epoch: 1,
            needs_link: false,
            lang: None,
            zone: None,
            picture: None,
            created_at: 0,
            updated_at: 0,
            departed_at: None,
            erase_at: None,
            version: 1,
        }
    }

    fn wish(kinds: Option<&[Kind]>, until: i64) -> Wish {
        let kinds = kinds.map(|kinds| kinds.iter().copied().collect());
        Wish { stand_in: 2, kinds, from: None, until, reason: None }
    }

    fn judged(wish: &Wish, person: &Person, stand_in: &Person) -> Result<Cover> {
        let held = [(Kind::Deal, Holding { count: 1, open: 1 })].into();
        judge(wish, 9, None, &Facts { person, stand_in: Some(stand_in), held: &held, now: DAY })
    }

    fn refusal(outcome: Result<Cover>) -> (&'static str, &'static str) {
        match outcome {
            Err(Error::Invalid(problem)) => (problem.fields[0].field, problem.fields[0].key),
            Err(Error::Conflict(problem)) => ("", problem.key),
            other => panic!("not refused: {other:?}"),
        }
    }

    #[test]
    fn a_cover_has_an_end_to_come_within_a_year() {
        let (anna, borys) = (person(1, &Kind::RECORDS), person(2, &Kind::RECORDS));
        assert_eq!(judged(&wish(None, 2 * DAY), &anna, &borys).unwrap().from, DAY);
        assert_eq!(refusal(judged(&wish(None, DAY), &anna, &borys)), ("until", "error-cover-until"));
        let long = judged(&wish(None, 400 * DAY), &anna, &borys);
        assert_eq!(refusal(long), ("until", "error-cover-too-long"));
    }

    #[test]
    fn a_stand_in_is_somebody_else_who_may_hold_it() {
        let (anna, borys) = (person(1, &Kind::RECORDS), person(2, &[Kind::Task]));
        let all = judged(&wish(None, 2 * DAY), &anna, &borys);
        assert_eq!(refusal(all), ("stand_in", "error-may-not-hold"));
        assert!(judged(&wish(Some(&[Kind::Task]), 2 * DAY), &anna, &borys).is_ok());
        let itself = judged(&wish(None, 2 * DAY), &anna, &Person { id: 1, ..borys.clone() });
        assert_eq!(refusal(itself), ("stand_in", "error-cover-self"));
        for status in [Status::Pending, Status::Blocked, Status::Departed] {
            let away = Person { status, ..person(2, &Kind::RECORDS) };
            assert_eq!(
                refusal(judged(&wish(None, 2 * DAY), &anna, &away)),
                ("stand_in", "error-not-assignable")
            );
        }
        let gone = Person { status: Status::Departed, ..anna };
        assert_eq!(refusal(judged(&wish(None, 2 * DAY), &gone, &borys)), ("", "error-holds-nothing"));
    }

    #[test]
    fn one_stand_in_for_one_kind_at_a_time() {
        let (anna, borys) = (person(1, &Kind::RECORDS), person(2, &Kind::RECORDS));
        let deals = judged(&wish(Some(&[Kind::Deal]), 3 * DAY), &anna, &borys).unwrap();
        let others = [Cover { id: 8, ..deals.clone() }];
        let whole = judged(&wish(None, 2 * DAY), &anna, &borys).unwrap();
        assert_eq!(in_the_way(&whole, &others).map(|other| other.id), Some(8));
        let tasks = judged(&wish(Some(&[Kind::Task]), 2 * DAY), &anna, &borys).unwrap();
        assert_eq!(in_the_way(&tasks, &others), None);
    }
}
