//! The own part in hand-overs: what somebody received or gave, for themselves. It says nothing of why, of access that
//! ended or of what others got.

use base::authz::Deed;
use base::portfolios::store::repoint::moved_by;
use base::portfolios::urgent::Today;
use base::{Ctx, Error, Reading, Result, Tx, org, portfolios};
use kit::cursor::{self, CursorPart};

use super::{Part, store};
use crate::handovers::fact::{Fact, Names};
use crate::handovers::store as facts;
use crate::notes::{self, Pressed, WorkNote};

/// One fact as far as it is somebody's own.
pub struct Own {
    pub fact: Fact,
    pub parts: Vec<Part>,
}

impl Own {
    /// Whether the person received anything by it.
    pub fn is_received(&self, me: i64) -> bool {
        self.parts.iter().any(|part| part.to == me)
    }
}

/// Facts on one page.
const LIMIT: i64 = 50;

/// The facts in which the reader gave or received something, newest first, and where the next page begins.
///
/// # Errors
/// 422 for a cursor that isn't one.
pub async fn mine(ctx: &Ctx, cursor: Option<&str>) -> Result<(Vec<Own>, Names, Option<String>)> {
    let me = ctx.person_id().ok_or(Error::SignedOut)?;
    let below = match cursor {
        None => i64::MAX,
        Some(text) => match cursor::decode(text).as_deref() {
            Some([CursorPart::Int(below)]) => *below,
            _ => return Err(Error::field("cursor", "error-records-cursor")),
        },
    };
    ctx.read(move |tx| {
        let mut ids = store::of_person(tx, me, below, LIMIT + 1)?;
        let most = usize::try_from(LIMIT).unwrap_or(0);
        let more = ids.len() > most;
        ids.truncate(most);
        let next = ids.last().filter(|_| more).map(|id| cursor::encode(&[CursorPart::Int(*id)]));
        let mut all = Vec::new();
        for id in ids {
            all.extend(part_of(tx, id, me)?);
        }
        let names = named(tx, &all)?;
        Ok((all, names, next))
    })
    .await
}

/// One of them, with what the one before tells and what of it presses now.
pub struct Got {
    pub own: Own,
    /// What was told about all the work at that moment; for who received some of it.
    pub note: Option<WorkNote>,
    /// Of what the reader received and still holds.
    pub urgent: Vec<Pressed>,
    pub names: Names,
}

/// # Errors
/// 404 for one in which the reader has no part.
pub async fn own(ctx: &Ctx, id: i64) -> Result<Got> {
    let me = ctx.person_id().ok_or(Error::SignedOut)?;
    let (tellings, today) = (ctx.app.tellings.clone(), Today::at(ctx.app.now(), &ctx.zone()));
    ctx.read(move |tx| {
        let own = part_of(tx, id, me)?.ok_or(Error::NotFound)?;
        let mut names = named(tx, std::slice::from_ref(&own))?;
        if !own.is_received(me) {
            return Ok(Got { own, note: None, urgent: Vec::new(), names });
        }
        let note = notes::at(tx, own.fact.person, own.fact.at)?;
        let urgent = notes::pressing(tx, &tellings, &today, |tx, kind| {
            let lies = moved_by(tx, id, kind)?;
            portfolios::sight(tx, kind, Deed::See)?.lying_in(&lies).held_by(tx, kind, me)
        })?;
        let lines = urgent.iter().flat_map(|one| &one.pressing.first).flat_map(|line| &line.notes);
        let authors = lines.filter_map(|note| note.author).chain(note.as_ref().and_then(|note| note.author));
        names.extend(org::names(tx, authors.collect::<Vec<i64>>())?);
        Ok(Got { own, note, urgent, names })
    })
    .await
}

fn part_of(tx: &mut Tx<'_, Reading>, id: i64, me: i64) -> Result<Option<Own>> {
    let Some(fact) = facts::find(tx, id)? else { return Ok(None) };
    let mut parts = store::parts(tx, id)?;
    parts.retain(|part| part.to == me || part.from == me);
    Ok((!parts.is_empty()).then_some(Own { fact, parts }))
}

fn named(tx: &mut Tx<'_, Reading>, all: &[Own]) -> Result<Names> {
    let people = all.iter().flat_map(|own| {
        let parts = own.parts.iter().flat_map(|part| [part.from, part.to]);
        parts.chain([own.fact.person]).chain(own.fact.by_person)
    });
    org::names(tx, people.collect::<Vec<i64>>())
}
