//! The integrators of the account, for who manages people.

use std::collections::HashMap;

use base::authz::Area;
use base::org::{self, Name, Person};
use base::{Ctx, Error, Result, partners};

use super::invite::may_answer;
use super::store;

/// An integrator with the names that belong to them.
pub struct One {
    pub person: Person,
    /// Who vouches for them, by name.
    pub partner: String,
    /// Whether that partner is on the list.
    pub listed: bool,
    pub answerable: Option<Name>,
    /// When they were last seen here, ms UTC.
    pub seen_at: Option<i64>,
}

impl One {
    /// The end of the key of a word: what stands between them and the door at this moment; `None`: nothing.
    pub fn shut(&self, now: i64) -> Option<&'static str> {
        match &self.person {
            person if person.status.has_left() => None,
            person if !person.vouched => Some("unvouched"),
            person if person.is_over(now) => Some("over"),
            _ => None,
        }
    }
}

/// All of them: who is here first, by name.
///
/// # Errors
/// 403.
pub async fn list(ctx: &Ctx) -> Result<Vec<One>> {
    ctx.need(Area::People)?;
    ctx.read(|tx| {
        let people = store::all(tx)?;
        let names = org::names(tx, people.iter().filter_map(|person| person.answerable_person_id))?;
        people.into_iter().map(|person| one(tx, person, &names)).collect()
    })
    .await
}

/// One of them.
///
/// # Errors
/// 403; 404 for who is no integrator.
pub async fn look(ctx: &Ctx, id: i64) -> Result<One> {
    ctx.need(Area::People)?;
    ctx.read(move |tx| {
        let person = org::find(tx, id)?
            .filter(|person| person.category == base::kind::Category::Integrator)
            .ok_or(Error::NotFound)?;
        let names = org::names(tx, person.answerable_person_id)?;
        one(tx, person, &names)
    })
    .await
}

fn one(tx: &mut base::Tx<'_, base::Reading>, person: Person, names: &HashMap<i64, Name>) -> Result<One> {
    let partner = match person.partner_account_id {
        Some(account) => partners::find(tx, account)?,
        None => None,
    };
    let answerable = person.answerable_person_id.and_then(|id| names.get(&id).cloned());
    Ok(One {
        partner: partner.as_ref().map(|partner| partner.name.clone()).unwrap_or_default(),
        listed: partner.is_some_and(|partner| partner.is_listed()),
        answerable,
        seen_at: crate::people::last_seen(tx, person.id)?,
        person,
    })
}

/// Who may answer for an integrator: whoever asks first, the rest by name.
pub(super) async fn answering(ctx: &Ctx) -> Result<Vec<Person>> {
    ctx.need(Area::People)?;
    let me = ctx.person_id();
    ctx.read(move |tx| {
        let now = tx.now();
        let mut people = org::active(tx)?;
        people.retain(|person| may_answer(person, now));
        people.sort_by_key(|person| Some(person.id) != me);
        Ok(people)
    })
    .await
}
