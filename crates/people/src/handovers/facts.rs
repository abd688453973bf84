//! Reading facts: one with everything about it, and the numbered list.

use base::authz::Area;
use base::{Ctx, Error, Reading, Result, Status, Tx, org};
use kit::cursor::{self, CursorPart};

use super::fact::{Fact, Names, Told, What};
use super::ready::Outcome;
use super::store::{self, Narrow};

/// One fact, and the names of everybody in it.
///
/// # Errors
/// 404 for an unknown one.
pub async fn told(ctx: &Ctx, id: i64) -> Result<(Told, Names)> {
    ctx.need(Area::People)?;
    ctx.read(move |tx| {
        let fact = store::find(tx, id)?.ok_or(Error::NotFound)?;
        let undo = fact.undone_by.map(|undo| store::find(tx, undo)).transpose()?.flatten();
        let (mut told, names) = tell(tx, vec![fact])?;
        let mut told = told.pop().ok_or(Error::NotFound)?;
        told.left.extend(undo.into_iter().flat_map(|undo| undo.left));
        Ok((told, names))
    })
    .await
}

/// What came of a departure or a hand-over, as whoever carried it out is told.
///
/// # Errors
/// 404 for an unknown one.
pub async fn outcome(ctx: &Ctx, id: i64) -> Result<Outcome> {
    let (Told { fact, moved, .. }, _) = told(ctx, id).await?;
    let after = match fact.what {
        What::Departure => Some(Status::Departed),
        What::Handover | What::Giveback | What::Undo => fact.status_before,
    };
    Ok(Outcome {
        fact: Some((fact.id, fact.number)),
        person: fact.person,
        status: after.unwrap_or(Status::Active),
        moved,
        ended: fact.ended,
        posts: fact.posts,
        kept: fact.kept,
        undo_until: fact.undo_until.unwrap_or(fact.at),
    })
}

/// The departure by which the person left.
pub async fn departure_of(ctx: &Ctx, person: i64) -> Result<Option<i64>> {
    ctx.need(Area::People)?;
    ctx.read(move |tx| Ok(store::last_departure(tx, person)?.map(|fact| fact.id))).await
}

/// What a list is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    pub what: Option<What>,
    pub person: Option<i64>,
    /// Words of the name of whose work it was.
    pub q: String,
    /// Where the page begins: what `Page` gave.
    pub cursor: Option<String>,
}

/// A page of the list, newest first.
pub struct Page {
    pub facts: Vec<Told>,
    pub names: Names,
    pub newer: Option<String>,
    pub older: Option<String>,
}

/// Facts on one page.
const LIMIT: i64 = 50;

/// # Errors
/// 422 for a cursor that isn't one.
pub async fn list(ctx: &Ctx, asked: &Asked) -> Result<Page> {
    ctx.need(Area::People)?;
    let start = asked.cursor.as_deref().map(start).transpose()?;
    let narrow = Narrow {
        what: asked.what,
        person: asked.person,
        words: kit::text::words(&asked.q),
        below: start.filter(|start| start.older).map(|start| start.number),
        above: start.filter(|start| !start.older).map(|start| start.number),
    };
    ctx.read(move |tx| page(tx, &narrow)).await
}

fn page(tx: &mut Tx<'_, Reading>, narrow: &Narrow) -> Result<Page> {
    let mut facts = store::page(tx, narrow, LIMIT)?;
    let more = facts.len() > usize::try_from(LIMIT).unwrap_or(0);
    facts.truncate(usize::try_from(LIMIT).unwrap_or(0));
    let upwards = narrow.above.is_some();
    if upwards {
        facts.reverse();
    }
    let ends = facts.first().map(|fact| fact.number).zip(facts.last().map(|fact| fact.number));
    let (has_newer, has_older) = if upwards { (more, true) } else { (narrow.below.is_some(), more) };
    let (facts, names) = tell(tx, facts)?;
    Ok(Page {
        facts,
        names,
        newer: ends.filter(|_| has_newer).map(|(first, _)| Start { older: false, number: first }.text()),
        older: ends.filter(|_| has_older).map(|(_, last)| Start { older: true, number: last }.text()),
    })
}

fn tell(tx: &mut Tx<'_, Reading>, facts: Vec<Fact>) -> Result<(Vec<Told>, Names)> {
    let ids: Vec<i64> = facts.iter().map(|fact| fact.id).collect();
    let mut moved = store::moved(tx, &ids)?;
    let mut told = Vec::new();
    for fact in facts {
        let moved = moved.remove(&fact.id).unwrap_or_default();
        let undone_by = numbered(tx, fact.undone_by)?;
        let undoes = numbered(tx, fact.undoes)?;
        let left = fact.left.clone();
        told.push(Told { fact, moved, undone_by, undoes, left });
    }
    let people = told.iter().flat_map(|told| {
        let receivers = told.moved.iter().flat_map(|moved| [moved.from, moved.to]);
        receivers.chain([told.fact.person]).chain(told.fact.by_person)
    });
    let names = org::names(tx, people.collect::<Vec<i64>>())?;
    Ok((told, names))
}

fn numbered(tx: &mut Tx<'_, Reading>, id: Option<i64>) -> Result<Option<(i64, i64)>> {
    let Some(id) = id else { return Ok(None) };
    Ok(store::number_of(tx, id)?.map(|number| (id, number)))
}

/// Where a page begins: below or above a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Start {
    older: bool,
    number: i64,
}

impl Start {
    fn text(self) -> String {
        cursor::encode(&[CursorPart::Int(i64::from(self.older)), CursorPart::Int(self.number)])
    }
}

fn start(text: &str) -> Result<Start> {
    match cursor::decode(text).as_deref() {
        Some([CursorPart::Int(older), CursorPart::Int(number)]) => {
            Ok(Start { older: *older == 1, number: *number })
        }
        _ => Err(Error::invalid("error-records-cursor")),
    }
}
