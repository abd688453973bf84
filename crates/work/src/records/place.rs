//! Where records go and who may do what to them: the answers every room needs before it writes.

use base::authz::{Deed, Do, Scope};
use base::portfolios::{self, Within};
use base::{Ctx, Error, Kind, Result, Tx, org};

/// Where a new record goes, or one that is given to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub kind: Kind,
    pub portfolio: i64,
    pub responsible: i64,
    reach: Scope,
}

impl Place {
    /// The act of making a record there.
    pub fn creating(&self) -> Do {
        Do::Record { kind: self.kind, deed: Deed::Create, reach: self.reach }
    }
}

/// The portfolio of whoever is to be responsible: who was asked for, otherwise the actor, otherwise who answers for
/// a technical user. Holds that person against a departure; so it comes before any record is locked.
///
/// # Errors
/// 422 beside `responsible_id` when nobody fits.
pub fn place<S>(tx: &mut Tx<'_, S>, kind: Kind, asked: Option<i64>) -> Result<Place> {
    let responsible = match asked {
        Some(person) => person,
        None => default_responsible(tx, kind)?,
    };
    let portfolio = portfolios::for_new(tx, responsible, kind)?;
    let reach = portfolios::reach_person(tx, kind, responsible)?;
    Ok(Place { kind, portfolio, responsible, reach })
}

fn default_responsible<S>(tx: &mut Tx<'_, S>, kind: Kind) -> Result<i64> {
    let nobody = || Error::field("responsible_id", "error-records-responsible");
    let me = tx.actor().person_id().ok_or_else(nobody)?;
    let me = org::find(tx, me)?.ok_or_else(nobody)?;
    if portfolios::is_assignable(&me, kind, tx.now()) {
        return Ok(me.id);
    }
    me.answerable_person_id.ok_or_else(nobody)
}

/// The act of doing something to a record of that portfolio, for `permit`.
pub fn doing<S>(tx: &mut Tx<'_, S>, kind: Kind, deed: Deed, portfolio: i64) -> Result<Do> {
    let reach = match tx.actor().scope(kind, deed) {
        // Who reaches everything reaches this one, however far it is.
        Scope::All => Scope::All,
        _ => portfolios::reach(tx, kind, portfolio)?,
    };
    Ok(Do::Record { kind, deed, reach })
}

/// The portfolios of a list: what the actor may see, and of that what one person holds.
pub fn scope<S>(tx: &mut Tx<'_, S>, kind: Kind, responsible: Option<i64>) -> Result<Within> {
    let mine = portfolios::within(tx, kind, Deed::See)?;
    match responsible {
        None => Ok(mine),
        Some(person) => Ok(mine.and(&portfolios::held_by(tx, kind, person)?)),
    }
}

/// Whether a record of this portfolio may be seen: the same set as lists use.
///
/// # Errors
/// 404 otherwise.
pub fn see<S>(tx: &mut Tx<'_, S>, kind: Kind, portfolio: i64) -> Result<()> {
    if portfolios::within(tx, kind, Deed::See)?.covers(portfolio) { Ok(()) } else { Err(Error::NotFound) }
}

/// Somebody who can be made responsible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub id: i64,
    pub name: String,
    /// Tells two of the same name apart.
    pub note: String,
}

/// Who can be made responsible for a record there is, by name.
pub async fn candidates(ctx: &Ctx, kind: Kind) -> Result<Vec<Candidate>> {
    let people = ctx.read(move |tx| org::picker(tx, Some(kind))).await?;
    Ok(people.into_iter().map(candidate).collect())
}

/// Who can be made responsible for a new record of the actor's, by name.
pub async fn candidates_for_new(ctx: &Ctx, kind: Kind) -> Result<Vec<Candidate>> {
    ctx.read(move |tx| {
        let within = portfolios::within(tx, kind, Deed::Create)?;
        let people = org::picker(tx, Some(kind))?.into_iter();
        let reached = people.filter(|p| p.portfolio_id.is_some_and(|portfolio| within.covers(portfolio)));
        Ok(reached.map(candidate).collect())
    })
    .await
}

fn candidate(person: org::Person) -> Candidate {
    let note = person.email.or(person.login).unwrap_or_default();
    Candidate { id: person.id, name: person.name, note }
}
