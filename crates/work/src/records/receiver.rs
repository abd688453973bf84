//! Who receives what comes by itself: from a form, by a trigger. Whoever holds the portfolio for that kind, or of a queue
//! the member whose turn it is; nobody to whom nothing new may go.

use base::org::{self, Person};
use base::portfolios::queues::{self, Turn};
use base::{Error, Kind, Result, Tx, Writing};

use super::holder;

/// To whom work goes, or why it can't.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receiver {
    /// A person, or a queue in which nobody can receive at present: as `place` takes it.
    To(i64),
    Nobody(Hindrance),
}

/// Who would receive, and what keeps new work from them: the end of a sentence's key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hindrance {
    pub holder: i64,
    pub why: &'static str,
}

/// Chooses who receives work of all these kinds, of which there is at least one; in a queue their turn is used up by it.
/// `by` says for which kind the portfolio's holder is asked.
pub fn receiver(tx: &mut Tx<'_, Writing>, by: Kind, portfolio: i64, kinds: &[Kind]) -> Result<Receiver> {
    if queues::is_queue(tx, portfolio)?
        && let Some(member) = in_turn(tx, portfolio, kinds)?
    {
        return Ok(Receiver::To(member));
    }
    let to = if queues::is_queue(tx, portfolio)? { portfolio } else { holder(tx, by, portfolio)? };
    // Against a change of their status until the end of the act.
    org::find_shared(tx, to)?;
    Ok(hindrance(tx, by, portfolio, kinds)?.map_or(Receiver::To(to), Receiver::Nobody))
}

/// What keeps work of these kinds from whoever receives for this portfolio; nothing, where somebody can.
pub fn hindrance<S>(
    tx: &mut Tx<'_, S>,
    by: Kind,
    portfolio: i64,
    kinds: &[Kind],
) -> Result<Option<Hindrance>> {
    if queues::is_queue(tx, portfolio)? {
        return queue_hindrance(tx, portfolio, kinds);
    }
    let id = holder(tx, by, portfolio)?;
    let person = org::find(tx, id)?.ok_or(Error::NotFound)?;
    let now = tx.now();
    let why = kinds.iter().find_map(|kind| org::obstacle(&person, *kind, now));
    Ok(why.map(|why| Hindrance { holder: id, why }))
}

/// A queue takes what no member can be given, as long as who answers for it may hold it.
fn queue_hindrance<S>(tx: &mut Tx<'_, S>, queue: i64, kinds: &[Kind]) -> Result<Option<Hindrance>> {
    for member in queues::members(tx, queue)? {
        let person = org::find(tx, member)?.ok_or(Error::NotFound)?;
        if takes(&person, kinds, tx.now()) {
            return Ok(None);
        }
    }
    for kind in kinds {
        let id = holder(tx, *kind, queue)?;
        let person = org::find(tx, id)?.ok_or(Error::NotFound)?;
        if !person.category.may_hold() || !person.rights.may_hold(*kind) {
            return Ok(Some(Hindrance { holder: id, why: "rights" }));
        }
    }
    Ok(None)
}

/// The next member who may be given all these kinds; each is asked once.
fn in_turn(tx: &mut Tx<'_, Writing>, queue: i64, kinds: &[Kind]) -> Result<Option<i64>> {
    let first = kinds.first().copied().unwrap_or(Kind::Deal);
    let mut asked = Vec::new();
    loop {
        let Turn::Person(member) = queues::next_in_turn(tx, queue, first)? else { return Ok(None) };
        if asked.contains(&member) {
            return Ok(None);
        }
        let person = org::find(tx, member)?.ok_or(Error::NotFound)?;
        if takes(&person, kinds, tx.now()) {
            return Ok(Some(member));
        }
        asked.push(member);
    }
}

fn takes(person: &Person, kinds: &[Kind], now: i64) -> bool {
    kinds.iter().all(|kind| org::is_assignable(person, *kind, now))
}
