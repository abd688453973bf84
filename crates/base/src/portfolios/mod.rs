//! Portfolios: what every piece of work belongs to, and who holds it.
//!
//! A record names a portfolio, never a person. A portfolio has one holder for each kind of work; handing over is
//! repointing those few rows. This room answers three questions for all others: which portfolios may the actor do
//! this to (`within`), how far is this one from the actor (`reach`), and where does new work of a person go
//! (`for_new`). Both the first two rest on the same rows, so lists and single look-ups can't differ. It also pages
//! lists over portfolios (`page`), tells who held a record over time (`holders`) and keeps the roll-ups. It knows nothing of deals or contacts beyond their kind.

pub mod covers;
pub mod holders;
pub mod queues;
pub mod sharing;
mod sight;
pub mod store;
pub mod urgent;

pub use crate::org::is_assignable;
pub use sight::{Sight, sight, sight_held, sight_of};
pub use store::lists::find_each;
pub use store::page::{Count, Filters, Found, ListPage, Sort, Total, count, find, page, totals};

use std::collections::BTreeMap;

use self::store::Beside;
use crate::authz::{Actor, Deed, Scope, Who};
use crate::kind::Kind;
use crate::org::{self, Person};
use crate::{Error, Problem, Result, Tx, Writing};

/// The portfolios of a kind on which the actor may do a deed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Within {
    All,
    /// Exactly these, sorted; empty means nothing.
    Set(Vec<i64>),
}

impl Within {
    pub fn covers(&self, portfolio: i64) -> bool {
        match self {
            Within::All => true,
            Within::Set(ids) => ids.binary_search(&portfolio).is_ok(),
        }
    }

    /// Those that are in both.
    pub fn and(&self, other: &Within) -> Within {
        match (self, other) {
            (Within::All, rest) | (rest, Within::All) => rest.clone(),
            (Within::Set(a), Within::Set(_)) => {
                Within::Set(a.iter().copied().filter(|id| other.covers(*id)).collect())
            }
        }
    }
}

/// Which portfolios of the kind the actor may do the deed to: the filter of every list. Queues of one's departments
/// are seen whatever the scope.
pub fn within<S>(tx: &mut Tx<'_, S>, kind: Kind, deed: Deed) -> Result<Within> {
    let actor = tx.actor();
    let scope = actor.scope(kind, deed);
    let me = if scope == Scope::All { None } else { own(tx)? };
    held_from(tx, (actor, me), kind, scope, sees_queues(actor, kind, deed))
}

/// Whether queues of one's departments are in it, whatever the scope.
fn sees_queues(actor: &Actor, kind: Kind, deed: Deed) -> bool {
    deed == Deed::See && kind.is_record() && actor.may_hold(kind)
}

/// The portfolios whose holder of `kind` is within the scope, seen from the actor, and those whose holder they cover.
pub fn held_within<S>(tx: &mut Tx<'_, S>, kind: Kind, scope: Scope) -> Result<Within> {
    let me = if scope == Scope::All { None } else { own(tx)? };
    held_from(tx, (tx.actor(), me), kind, scope, false)
}

/// As `held_within`, seen from somebody: who they are, and whose work is their own. Nobody's own work is nothing.
fn held_from<S>(
    tx: &mut Tx<'_, S>,
    (actor, me): (&Actor, Option<i64>),
    kind: Kind,
    scope: Scope,
    queues: bool,
) -> Result<Within> {
    if scope == Scope::All {
        return Ok(Within::All);
    }
    let Some(me) = me else { return Ok(Within::Set(Vec::new())) };
    // Covered work is as one's own: nothing for whom even that is closed, or who may not hold the kind.
    let covered = scope != Scope::None && actor.may_hold(kind);
    Ok(Within::Set(store::reached(tx, kind, me, scope, Beside { covered, queues })?))
}

/// The portfolios in which the person holds the kind.
pub fn held_by<S>(tx: &mut Tx<'_, S>, kind: Kind, person: i64) -> Result<Within> {
    Ok(Within::Set(store::held_by(tx, kind, person)?))
}

/// How far the portfolio is from the actor: the narrowest scope that covers it.
pub fn reach<S>(tx: &mut Tx<'_, S>, kind: Kind, portfolio: i64) -> Result<Scope> {
    let holder = store::holder(tx, kind, portfolio)?.ok_or(Error::NotFound)?;
    reach_person(tx, kind, holder)
}

/// How far what a person holds of the kind is from the actor; what the actor covers is as their own.
pub fn reach_person<S>(tx: &mut Tx<'_, S>, kind: Kind, person: i64) -> Result<Scope> {
    if !matches!(tx.actor().who, Who::Person(_) | Who::Job(_)) {
        return Ok(Scope::All);
    }
    let Some(me) = own(tx)? else { return Ok(Scope::All) };
    if person == me {
        return Ok(Scope::Own);
    }
    if tx.actor().may_hold(kind) && covers::stands_in(tx, kind, me, person)? {
        return Ok(Scope::Own);
    }
    if store::shares_department(tx, me, person)? {
        return Ok(Scope::Department);
    }
    Ok(if store::below(tx, me, person)? { Scope::Tree } else { Scope::All })
}

/// Whose work is the actor's own: theirs, and for who holds nothing that of who answers for it.
fn own<S>(tx: &mut Tx<'_, S>) -> Result<Option<i64>> {
    let Some(me) = tx.actor().person_id() else { return Ok(None) };
    if tx.actor().category.may_hold() {
        return Ok(Some(me));
    }
    Ok(org::find(tx, me)?.and_then(|person| person.answerable_person_id))
}

/// The portfolio for new work of the person. Holds their row against a departure until the end of the act.
///
/// # Errors
/// 422 `not_assignable` when nothing new may reach them.
pub fn for_new<S>(tx: &mut Tx<'_, S>, person: i64, kind: Kind) -> Result<i64> {
    let person =
        org::find_shared(tx, person)?.ok_or(Error::field("responsible_id", "error-no-such-person"))?;
    home_of(&person, kind, tx.now())
}

/// The portfolio for new work of somebody whose row is held.
///
/// # Errors
/// As `for_new`.
pub fn home_of(person: &Person, kind: Kind, now: i64) -> Result<i64> {
    match person.portfolio_id {
        Some(portfolio) if is_assignable(person, kind, now) => Ok(portfolio),
        _ => Err(not_assignable(person)),
    }
}

/// Why this person can't receive: names them.
pub fn not_assignable(person: &Person) -> Error {
    let problem = Problem::new("error-not-assignable").with("name", person.name.clone());
    Error::Invalid(Problem {
        fields: vec![crate::error::FieldProblem {
            field: "responsible_id",
            key: "error-not-assignable",
            values: problem.values.clone(),
        }],
        ..problem
    })
}

/// Opens a portfolio that the person holds for every kind, and makes it the one their new work goes to.
pub fn open_for(tx: &mut Tx<'_, Writing>, person: i64) -> Result<i64> {
    let id = tx.new_id()?;
    store::add(tx, id, person)?;
    store::set_home(tx, person, Some(id))?;
    Ok(id)
}

/// Opens a portfolio for records that a plan stages: held by whoever holds `source`, whose rows must be locked. What
/// else hangs on a portfolio and must look the same there is copied here.
pub fn open_staged(tx: &mut Tx<'_, Writing>, source: i64) -> Result<i64> {
    let twin = tx.new_id()?;
    store::staged::open(tx, twin, source)?;
    Ok(twin)
}

/// Takes an empty staged portfolio away again.
pub fn close_staged(tx: &mut Tx<'_, Writing>, twin: i64, source: i64) -> Result<()> {
    store::staged::close(tx, twin, source)
}

/// What a person holds of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct Holding {
    /// All records, the closed ones too.
    pub count: i64,
    /// Deals and tasks that are not closed; for the rest the same as `count`.
    pub open: i64,
}

/// What the person holds of every kind, from the roll-ups: true in this transaction, whatever the size.
pub fn holdings<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<BTreeMap<Kind, Holding>> {
    let mut held: BTreeMap<Kind, Holding> = Kind::ALL.into_iter().map(|k| (k, Holding::default())).collect();
    for (kind, _, holding) in store::holdings(tx, person)? {
        let sum = held.entry(kind).or_default();
        sum.count += holding.count;
        sum.open += holding.open;
    }
    Ok(held)
}

/// Cells of a roll-up: count and sum of each.
pub type Cells = Vec<(crate::tx::Tally, i64, i64)>;

/// What a room declares about a kind it keeps, so that hand-overs, proofs and `verify` need not know the room.
#[derive(Clone, Copy)]
pub struct Holdable {
    pub kind: Kind,
    /// Records in portfolios the person holds, counted in the room's own table.
    pub count: fn(&mut Tx<'_, crate::Reading>, person: i64) -> Result<i64>,
    /// Up to so many ids of the portfolio's records.
    pub pick: fn(&mut Tx<'_, crate::Reading>, portfolio: i64, limit: i64) -> Result<Vec<i64>>,
    /// The roll-up as the table itself says it, for `verify`.
    pub recount: fn(&mut Tx<'_, crate::Reading>) -> Result<Cells>,
    /// How its records are matched and moved one by one, for splits.
    pub sharing: sharing::Sharing,
}
