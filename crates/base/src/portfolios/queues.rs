//! Queues as everybody reads them: portfolios of departments, from which members take.
//!
//! A queue has a holder for each kind like any portfolio, who answers for it; hand-overs show and move it like the rest.
//! Members of its department see it whatever their scope, as long as they may hold the kind. Making, renaming and
//! closing queues is in the `people` crate, taking from them in `work`.

use std::collections::BTreeMap;

use super::store::queues as store;
use crate::org::{self, is_assignable};
use crate::{Error, Kind, Result, Tx, Writing};

/// A queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queue {
    /// Its portfolio.
    pub id: i64,
    pub department: i64,
    pub name: String,
    /// Who answers for it, kind by kind.
    pub holders: BTreeMap<Kind, i64>,
    /// How many records of each kind are in it.
    pub counts: BTreeMap<Kind, i64>,
}

impl Queue {
    /// Who answers for most of it: the same for every kind unless a hand-over shared it out.
    pub fn holder(&self) -> Option<i64> {
        self.holders.get(&Kind::Deal).copied()
    }

    pub fn count(&self, kind: Kind) -> i64 {
        self.counts.get(&kind).copied().unwrap_or_default()
    }

    /// Records that are not deleted.
    pub fn records(&self) -> i64 {
        Kind::RECORDS.iter().map(|kind| self.count(*kind)).sum()
    }
}

/// Who is next, or the queue itself where nobody can receive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    Person(i64),
    Queue,
}

/// Every queue, by name.
pub fn all<S>(tx: &mut Tx<'_, S>) -> Result<Vec<Queue>> {
    store::all(tx)
}

/// One by its id; a closed one is none.
pub fn find<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<Queue>> {
    Ok(store::all(tx)?.into_iter().find(|queue| queue.id == id))
}

/// Those of the person's departments, by name.
pub fn of_member<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<Vec<Queue>> {
    let mine = store::of_member(tx, person)?;
    if mine.is_empty() {
        return Ok(Vec::new());
    }
    Ok(store::all(tx)?.into_iter().filter(|queue| mine.contains(&queue.id)).collect())
}

/// Whether the portfolio is a queue of one of the person's departments.
pub fn is_member<S>(tx: &mut Tx<'_, S>, queue: i64, person: i64) -> Result<bool> {
    Ok(store::of_member(tx, person)?.contains(&queue))
}

/// The members of the queue's department, by id; of what is no queue, nobody.
pub fn members<S>(tx: &mut Tx<'_, S>, queue: i64) -> Result<Vec<i64>> {
    match store::department(tx, queue)? {
        Some(department) => store::members(tx, department),
        None => Ok(Vec::new()),
    }
}

/// Whether the portfolio is a queue.
pub fn is_queue<S>(tx: &mut Tx<'_, S>, portfolio: i64) -> Result<bool> {
    store::department(tx, portfolio).map(|department| department.is_some())
}

/// Opens a queue that the person answers for.
pub fn open(tx: &mut Tx<'_, Writing>, department: i64, name: &str, holder: i64) -> Result<i64> {
    let id = tx.new_id()?;
    store::add(tx, id, department, name)?;
    super::store::hold_all(tx, id, holder)?;
    Ok(id)
}

/// The member whose turn it is to receive a record of the kind; their turn is used up by it. Members take turns in the
/// order of their ids, past those who can't receive; two at once get two different members.
///
/// # Errors
/// 404 for what is no queue.
pub fn next_in_turn(tx: &mut Tx<'_, Writing>, queue: i64, kind: Kind) -> Result<Turn> {
    let department = store::lock(tx, queue)?.ok_or(Error::NotFound)?;
    let last = store::last_turn(tx, queue, kind)?.unwrap_or_default();
    let mut members = store::members(tx, department)?;
    let after = members.partition_point(|member| *member <= last);
    members.rotate_left(after);
    for member in members {
        let Some(person) = org::find_shared(tx, member)? else { continue };
        if person.portfolio_id.is_some() && is_assignable(&person, kind, tx.now()) {
            store::set_turn(tx, queue, kind, member)?;
            return Ok(Turn::Person(member));
        }
    }
    Ok(Turn::Queue)
}
