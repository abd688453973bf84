//! Covers as people see them: their own, and everybody's for who manages people.

use std::collections::HashMap;

use base::absences::{AwayNow, away};
use base::authz::{self, Area, Do};
use base::org::{self, Name, Person};
use base::portfolios::covers::{self, Cover, State};
use base::{Ctx, Error, Reading, Result, Tx};

/// One cover as the reader sees it.
#[derive(Clone, Debug)]
pub struct Seen {
    pub cover: Cover,
    pub state: State,
    /// Whether the reader may end it now.
    pub may_end: bool,
}

/// Some covers and the names in them.
#[derive(Clone, Debug, Default)]
pub struct Listed {
    pub seen: Vec<Seen>,
    pub names: HashMap<i64, Name>,
}

impl Listed {
    /// Those that run or are planned.
    pub fn open(&self) -> impl Iterator<Item = &Seen> {
        self.seen.iter().filter(|seen| seen.state.is_open())
    }

    pub fn name(&self, id: i64) -> &str {
        self.names.get(&id).map(|name| name.name.as_str()).unwrap_or_default()
    }
}

/// The most covers on the list of the account.
const SHOWN: i64 = 200;

/// The covers of the person's work and those in which they stand in, newest first: one's own for anyone.
///
/// # Errors
/// 403 for somebody else's without the right; 404.
pub async fn of_person(ctx: &Ctx, person: i64) -> Result<Listed> {
    if ctx.person_id() != Some(person) {
        ctx.need(Area::People)?;
    }
    ctx.read(move |tx| {
        org::find(tx, person)?.ok_or(Error::NotFound)?;
        let found = covers::of_person(tx, person)?;
        listed(tx, found)
    })
    .await
}

/// Everybody's, newest first, for who manages people; for others their own.
pub async fn all(ctx: &Ctx) -> Result<Listed> {
    let everybody = ctx.actor.has(Area::People);
    let me = ctx.person_id();
    ctx.read(move |tx| {
        let found = match (everybody, me) {
            (true, _) => covers::newest(tx, SHOWN)?,
            (false, Some(me)) => covers::of_person(tx, me)?,
            (false, None) => Vec::new(),
        };
        listed(tx, found)
    })
    .await
}

/// Who is to be covered, everybody who could stand in for them, and who is away now.
///
/// # Errors
/// As `begin`, before anything is typed.
pub async fn offered(ctx: &Ctx, person: i64) -> Result<(Person, Vec<Person>, AwayNow)> {
    let today = ctx.company_today();
    ctx.read(move |tx| {
        let found = org::find(tx, person)?.ok_or(Error::NotFound)?;
        let own = tx.actor().person_id() == Some(person);
        authz::decide(tx.actor(), &Do::Cover { category: found.category, own })?;
        let mut people = org::picker(tx, None)?;
        people.retain(|other| other.id != person);
        Ok((found, people, away(tx, &today)?))
    })
    .await
}

/// The covers that a departure of the person would end, for its preview.
pub fn ending_seen(tx: &mut Tx<'_, Reading>, person: i64) -> Result<Listed> {
    let found = super::ending(tx, person)?;
    listed(tx, found)
}

fn listed(tx: &mut Tx<'_, Reading>, covers: Vec<Cover>) -> Result<Listed> {
    let names = org::names(tx, covers.iter().flat_map(|cover| [cover.person, cover.stand_in]))?;
    let (me, now) = (tx.actor().person_id(), tx.now());
    let mut seen = Vec::new();
    let mut categories = HashMap::new();
    for cover in covers {
        let state = cover.state(now);
        let own = me == Some(cover.person) || me == Some(cover.stand_in);
        let may_end = state.is_open() && {
            if let std::collections::hash_map::Entry::Vacant(entry) = categories.entry(cover.person) {
                entry.insert(org::find(tx, cover.person)?.ok_or(Error::NotFound)?.category);
            }
            let category = categories[&cover.person];
            authz::decide(tx.actor(), &Do::EndCover { category, own }).is_ok()
        };
        seen.push(Seen { cover, state, may_end });
    }
    Ok(Listed { seen, names })
}
