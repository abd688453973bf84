//! What a person holds, by what they get in, who could take it over, and what stands in the way: counted now, nothing
//! changed.

use std::collections::BTreeMap;

use base::absences::away;
use base::authz::{self, Area};
use base::credentials::{self, Access};
use base::org::{self, Person};
use base::portfolios::queues;
use base::portfolios::urgent::Today;
use base::portfolios::{self, Holding, is_assignable};
use base::{Ctx, Error, Kind, Reading, Result, Tx, jobs};

use super::blockers::{self, Leaving};
use super::fact::What;
use super::handing::{self, Short};
use super::posts::{self, Held};
use super::{planned, ready, store};
use crate::covers;
use crate::people::is_last_administrator;

/// What there is to know before a hand-over.
pub struct Preview {
    pub person: Person,
    /// Every kind, those of which there is nothing too.
    pub holdings: BTreeMap<Kind, Holding>,
    pub access: Vec<Access>,
    pub successors: Vec<Successor>,
    /// How many technical users the person answers for.
    pub technical: i64,
    /// How many jobs of each kind act for the person: planned departures, sharings-out, imports, letters on their way.
    pub jobs: BTreeMap<String, i64>,
    /// What a departure ends: covers of their work, and those in which they stand in.
    pub covers: covers::Listed,
    /// The queues that the person answers for, and how many records wait in each.
    pub queues: Vec<(String, i64)>,
    /// The posts that a departure has to pass on.
    pub posts: Vec<Held>,
    /// Technical users as whom tokens may go on.
    pub technical_users: Vec<org::Name>,
    /// Whose planned departures count on this person, by name.
    pub counted_on: Vec<String>,
    /// How much of the work presses, and whether the person tells anything about it.
    pub short: Short,
    /// Keys of sentences, weightiest first; with any, nothing can be done.
    pub blockers: Vec<&'static str>,
}

/// Somebody who could receive.
#[derive(Clone, Debug)]
pub struct Successor {
    pub id: i64,
    pub name: String,
    /// What tells two of the same name apart: the main department, or else an address; and until when they are away.
    pub note: String,
    /// The version of their picture.
    pub picture: Option<i64>,
    /// The kinds they may hold.
    pub kinds: Vec<Kind>,
}

impl Preview {
    /// Those who may hold everything that is there.
    pub fn for_all(&self) -> impl Iterator<Item = &Successor> {
        let there: Vec<Kind> =
            self.holdings.iter().filter(|(_, holding)| holding.count > 0).map(|(kind, _)| *kind).collect();
        self.successors.iter().filter(move |one| there.iter().all(|kind| one.kinds.contains(kind)))
    }

    /// Those who may hold the kind.
    pub fn for_kind(&self, kind: Kind) -> impl Iterator<Item = &Successor> {
        self.successors.iter().filter(move |one| one.kinds.contains(&kind))
    }

    /// All records, of whatever kind.
    pub fn count(&self) -> i64 {
        self.holdings.values().map(|holding| holding.count).sum()
    }
}

/// Looks before a departure or a hand-over.
///
/// # Errors
/// 404 for an unknown person, 403 for who may not take them out.
pub async fn look(ctx: &Ctx, what: What, person: i64) -> Result<Preview> {
    ctx.need(Area::People)?;
    let (tellings, today) = (ctx.app.tellings.clone(), Today::at(ctx.app.now(), &ctx.zone()));
    let speaker = ctx.clone();
    ctx.read(move |tx| {
        let found = org::find(tx, person)?.ok_or(Error::NotFound)?;
        authz::decide(tx.actor(), &ready::act(what, &found))?;
        Ok(Preview {
            short: handing::short(tx, &tellings, &today, person)?,
            blockers: blockers(tx, what, &found)?,
            holdings: portfolios::holdings(tx, person)?,
            access: credentials::of_person(tx, person)?,
            successors: successors(tx, &speaker, person)?,
            technical: count(&store::answering_to(tx, person)?),
            jobs: jobs_of(tx, person)?,
            covers: covers::ending_seen(tx, person)?,
            queues: queues_of(tx, person)?,
            posts: posts::held(tx, person)?,
            technical_users: technical_users(tx)?,
            counted_on: planned::naming(tx, person)?,
            person: found,
        })
    })
    .await
}

/// The names of these people.
pub async fn people(ctx: &Ctx, ids: Vec<i64>) -> Result<Vec<org::Name>> {
    ctx.need(Area::People)?;
    ctx.read(move |tx| {
        let mut names: Vec<org::Name> = org::names(tx, ids.clone())?.into_values().collect();
        names.sort_by(|a, b| a.name.cmp(&b.name).then(a.id.cmp(&b.id)));
        Ok(names)
    })
    .await
}

/// Queues of which the person holds some kind.
fn queues_of(tx: &mut Tx<'_, Reading>, person: i64) -> Result<Vec<(String, i64)>> {
    let held =
        queues::all(tx)?.into_iter().filter(|queue| queue.holders.values().any(|holder| *holder == person));
    Ok(held.map(|queue| (queue.name.clone(), queue.records())).collect())
}

fn jobs_of(tx: &mut Tx<'_, Reading>, person: i64) -> Result<BTreeMap<String, i64>> {
    let mut kinds = BTreeMap::new();
    for (_, kind) in jobs::acting_for(tx, person)? {
        *kinds.entry(kind).or_default() += 1;
    }
    Ok(kinds)
}

/// Those at work, by name.
fn technical_users(tx: &mut Tx<'_, Reading>) -> Result<Vec<org::Name>> {
    let ids = store::technical_users(tx)?;
    let mut names: Vec<org::Name> = org::names(tx, ids)?.into_values().collect();
    names.sort_by(|a, b| a.name.cmp(&b.name).then(a.id.cmp(&b.id)));
    Ok(names)
}

fn count(ids: &[i64]) -> i64 {
    i64::try_from(ids.len()).unwrap_or(i64::MAX)
}

fn blockers(tx: &mut Tx<'_, Reading>, what: What, person: &Person) -> Result<Vec<&'static str>> {
    if what != What::Departure {
        return Ok(blockers::blockers_of_handover(person.status));
    }
    Ok(blockers::blockers(Leaving {
        status: person.status,
        is_actor: tx.actor().person_id() == Some(person.id),
        last_administrator: is_last_administrator(tx, person.id)?,
    }))
}

fn successors(tx: &mut Tx<'_, Reading>, speaker: &Ctx, leaver: i64) -> Result<Vec<Successor>> {
    let departments = org::department_names(tx)?;
    let main: BTreeMap<i64, i64> = org::memberships(tx, None)?
        .into_iter()
        .filter(|membership| membership.main)
        .map(|membership| (membership.person_id, membership.department_id))
        .collect();
    let now = tx.now();
    let away = away(tx, &speaker.company_today())?;
    let others = org::picker(tx, None)?.into_iter().filter(|person| person.id != leaver);
    Ok(others
        .map(|person| {
            let department = main.get(&person.id).and_then(|id| departments.get(id)).cloned();
            let kinds = Kind::ALL.into_iter().filter(|kind| is_assignable(&person, *kind, now)).collect();
            let note = department.or(person.email).or(person.login).unwrap_or_default();
            let note = away.beside(speaker, person.id, &note);
            Successor { id: person.id, name: person.name, note, picture: person.picture, kinds }
        })
        .collect())
}
