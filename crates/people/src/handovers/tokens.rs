//! Tokens of who leaves. They end, unless the administrator says that a program goes on: then its token is a technical
//! user's from that moment, with that user's rights, and no longer the leaver's.

use std::collections::HashMap;

use base::authz::Do;
use base::credentials::{self, Access};
use base::kind::{AccessKind, Category};
use base::org::Person;
use base::{Error, Event, Problem, Result, Status, Tx, Writing};
use serde::{Deserialize, Serialize};

use super::fact::Fact;
use super::plan::Plan;
use super::store;
use crate::signin;

/// What becomes of a credential; stored and sent as `end`, `technical`, or `technical:` and the technical user's id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Fate {
    End,
    /// It goes on as the account's only technical user's.
    Technical,
    /// It goes on as this technical user's.
    To(i64),
}

impl Fate {
    pub fn parse(text: &str) -> Option<Fate> {
        match text {
            "end" => Some(Fate::End),
            "technical" => Some(Fate::Technical),
            other => other.strip_prefix("technical:")?.parse().ok().map(Fate::To),
        }
    }
}

impl TryFrom<String> for Fate {
    type Error = String;

    fn try_from(text: String) -> std::result::Result<Fate, String> {
        Fate::parse(&text).ok_or(text)
    }
}

impl From<Fate> for String {
    fn from(fate: Fate) -> String {
        match fate {
            Fate::End => "end".to_owned(),
            Fate::Technical => "technical".to_owned(),
            Fate::To(id) => format!("technical:{id}"),
        }
    }
}

/// A token that goes on, and whose it is since.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    pub token: i64,
    pub name: String,
    pub to: i64,
}

/// The technical users a plan may mean: they are held with everybody else the plan names.
pub(super) fn candidates<S>(tx: &mut Tx<'_, S>, plan: &Plan) -> Result<Vec<i64>> {
    if plan.access.values().all(|fate| *fate == Fate::End) {
        Ok(Vec::new())
    } else {
        store::technical_users(tx)
    }
}

/// The tokens that go on. One that has ended meanwhile has; nothing is made of it again.
///
/// # Errors
/// 422 for what is no token, and where it isn't plain which technical user is meant; 403 for who may do less than that
/// technical user.
pub(super) fn kept<S>(
    tx: &mut Tx<'_, S>,
    plan: &Plan,
    access: &[Access],
    people: &HashMap<i64, Person>,
) -> Result<Vec<Kept>> {
    let mut kept = Vec::new();
    for one in access {
        let to = match plan.access.get(&one.id) {
            None | Some(Fate::End) => continue,
            Some(_) if one.kind != AccessKind::Token => {
                return Err(Error::field("access", "error-only-tokens-go-on"));
            }
            Some(Fate::Technical) => only(people)?,
            Some(Fate::To(id)) => named(people, *id)?,
        };
        signin::access::check_not_above(tx, to)?;
        base::authz::decide(tx.actor(), &Do::PassTokenOn)?;
        kept.push(Kept { token: one.id, name: one.name.clone(), to: to.id });
    }
    Ok(kept)
}

fn may_go_on_as(person: &Person) -> bool {
    person.category == Category::Technical && person.status == Status::Active
}

fn only(people: &HashMap<i64, Person>) -> Result<&Person> {
    let mut technical = people.values().filter(|person| may_go_on_as(person));
    match (technical.next(), technical.next()) {
        (Some(only), None) => Ok(only),
        (None, _) => Err(Error::field("access", "error-no-technical-user")),
        (Some(_), Some(_)) => Err(Error::field("access", "error-which-technical-user")),
    }
}

fn named(people: &HashMap<i64, Person>, id: i64) -> Result<&Person> {
    people
        .get(&id)
        .filter(|person| may_go_on_as(person))
        .ok_or_else(|| Error::field("access", "error-no-such-technical-user"))
}

/// The tokens are the technical users'; done before everything else of the leaver's ends.
pub(super) fn pass_on(
    tx: &mut Tx<'_, Writing>,
    fact: &Fact,
    people: &HashMap<i64, Person>,
) -> Result<Vec<Event>> {
    let mut events = Vec::new();
    for kept in &fact.kept {
        let to = people.get(&kept.to).ok_or(Error::NotFound)?;
        if !credentials::pass_token_on(tx, kept.token, fact.person, to)? {
            return Err(Error::Conflict(Problem::new("error-token-ended").with("name", kept.name.as_str())));
        }
        let (token, name) = (kept.token, kept.name.clone());
        events.push(Event::TokenPassedOn { person: to.id, from: fact.person, token, name });
    }
    Ok(events)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fate_is_read_as_it_is_written() {
        for fate in [Fate::End, Fate::Technical, Fate::To(7)] {
            assert_eq!(Fate::parse(&String::from(fate)), Some(fate));
        }
        assert_eq!((Fate::parse("technical:x"), Fate::parse("keep")), (None, None));
    }
}
