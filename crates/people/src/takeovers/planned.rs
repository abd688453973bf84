//! What a pending person takes over once they are active.

use std::collections::BTreeSet;

use base::authz::Do;
use base::org::{self, Person};
use base::{Ctx, Error, Event, Kind, Result, Tx, Writing};

use super::rules::{self, Wish};
use super::{rows, store};

/// One intention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    pub wish: Wish,
    /// Whose work it was.
    pub home: Option<i64>,
    /// `None`: the operator.
    pub asked_by: Option<i64>,
}

/// What is planned for the person.
pub fn planned_of<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<Vec<Planned>> {
    store::planned(tx, person)
}

/// The kinds and the former holder of everything planned for the person, for their card.
pub async fn all_planned(ctx: &Ctx, person: i64) -> Result<Vec<(Option<org::Name>, Option<BTreeSet<Kind>>)>> {
    ctx.read(move |tx| {
        let planned = store::planned(tx, person)?;
        let mut names = org::names(tx, planned.iter().filter_map(|one| one.home).collect::<Vec<i64>>())?;
        Ok(planned
            .into_iter()
            .map(|one| (one.home.and_then(|home| names.remove(&home)), one.wish.kinds))
            .collect())
    })
    .await
}

/// The acts of taking these portfolios from whom holds them.
///
/// # Errors
/// As [`rules::judge`].
fn acts<S>(tx: &mut Tx<'_, S>, newcomer: &Person, wishes: &[Wish]) -> Result<Vec<Do>> {
    let ids: Vec<i64> = wishes.iter().map(|wish| wish.portfolio).collect();
    let shelves = rows(tx, &ids)?;
    let shares = rules::judge(wishes, &shelves, &rules::as_if_active(newcomer), tx.now())?;
    let givers: BTreeSet<i64> = shares.iter().map(|share| share.giver).collect();
    let mut acts = Vec::new();
    for giver in givers {
        let category = org::find(tx, giver)?.ok_or(Error::NotFound)?.category;
        acts.push(Do::HandOver { category });
    }
    Ok(acts)
}

/// Keeps the intention within an act of the caller's, if the actor may hand over the work of each who holds it; whatever was planned before gives way.
pub fn plan(tx: &mut Tx<'_, Writing>, newcomer: &Person, wishes: &[Wish]) -> Result<Event> {
    for act in acts(tx, newcomer, wishes)? {
        base::authz::decide(tx.actor(), &act)?;
    }
    store::forget(tx, newcomer.id)?;
    for wish in wishes {
        store::add(tx, newcomer.id, wish)?;
    }
    let portfolios = wishes.iter().map(|wish| wish.portfolio).collect();
    Ok(Event::TakeoverPlanned { person: newcomer.id, portfolios })
}

/// Nothing is planned for the person any more.
pub fn forget(tx: &mut Tx<'_, Writing>, person: i64) -> Result<()> {
    store::forget(tx, person)
}
