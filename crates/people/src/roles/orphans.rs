//! Work that nobody could hold any more: a change of rights that would leave some is refused with "hand over first".

use std::collections::BTreeMap;

use base::authz::Rights;
use base::kind::Category;
use base::org::Person;
use base::{Error, Kind, Problem, Result, Tx};
use serde::Serialize;
use serde_json::json;

use super::store;

/// What somebody holds and could hold no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Orphans {
    pub id: i64,
    pub name: String,
    /// Kind to the number of records.
    pub kinds: BTreeMap<String, i64>,
}

/// Refuses when one of these people, whose rows the act has locked, would lose the right to hold what they hold.
/// Nothing new reaches them meanwhile: whoever assigns a record holds the person's row likewise.
///
/// # Errors
/// 409 `hand_over_first` with the people and counts.
pub fn check<S>(tx: &mut Tx<'_, S>, people: &[(Person, Rights)]) -> Result<()> {
    let loses = |(person, after): &&(Person, Rights)| {
        person.category != Category::Administrator && !lost(&person.rights, after).is_empty()
    };
    let losing: Vec<&(Person, Rights)> = people.iter().filter(loses).collect();
    let ids: Vec<i64> = losing.iter().map(|(person, _)| person.id).collect();
    let held = store::held(tx, &ids)?;
    let mut orphans = Vec::new();
    for (person, after) in losing {
        let lost = lost(&person.rights, after);
        let theirs = held.iter().filter(|(id, kind, n)| *id == person.id && *n > 0 && lost.contains(kind));
        let kinds: BTreeMap<String, i64> = theirs.map(|(_, kind, n)| (kind.code().to_owned(), *n)).collect();
        if !kinds.is_empty() {
            orphans.push(Orphans { id: person.id, name: person.name.clone(), kinds });
        }
    }
    if orphans.is_empty() {
        return Ok(());
    }
    let kinds: std::collections::BTreeSet<&String> =
        orphans.iter().flat_map(|one| one.kinds.keys()).collect();
    let extra = json!({ "kinds": kinds, "people": orphans });
    let count = i64::try_from(orphans.len()).unwrap_or(i64::MAX);
    Err(Error::Conflict(Problem::new("error-hand-over-first").with("n", count).extra(extra)))
}

fn lost(before: &Rights, after: &Rights) -> Vec<Kind> {
    Kind::RECORDS.into_iter().filter(|kind| before.may_hold(*kind) && !after.may_hold(*kind)).collect()
}

/// Somebody who could no longer hold what they hold, as a refusal names them.
pub struct Named {
    pub id: i64,
    pub name: String,
    pub kinds: Vec<(Kind, i64)>,
}

/// What a refusal names, for the page that says it.
pub fn named(problem: &Problem) -> Vec<Named> {
    let people = problem.extra.as_ref().and_then(|extra| extra["people"].as_array());
    let one = |person: &serde_json::Value| {
        let kinds = person["kinds"].as_object()?.iter();
        let kinds = kinds.filter_map(|(code, n)| Some((Kind::parse(code)?, n.as_i64()?))).collect();
        Some(Named { id: person["id"].as_i64()?, name: person["name"].as_str()?.to_owned(), kinds })
    };
    people.into_iter().flatten().filter_map(one).collect()
}
