//! Where records go and who may do what to them: the answers every room needs before it writes.

use base::absences::{AwayNow, away};
use base::authz::{Deed, Do, Scope};
use base::org::Person;
use base::portfolios::store::repoint::moved_by;
use base::portfolios::{self, Sight, queues};
use base::{Ctx, Error, Kind, Result, Tx, org};

use super::query::Asked;

/// Where a new record goes, or one that is given to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub kind: Kind,
    pub portfolio: i64,
    pub responsible: i64,
    /// Whether it is a queue.
    pub queue: bool,
    reach: Scope,
}

impl Place {
    /// The act of making a record there.
    pub fn creating(&self) -> Do {
        self.creating_at(0)
    }

    /// The act of making a deal there at this stage.
    pub fn creating_at(&self, stage: i64) -> Do {
        Do::Record { kind: self.kind, deed: Deed::Create, reach: self.reach, stage }
    }

    /// Whether a record that the holder has in the portfolio would go elsewhere: to another person, or into a queue.
    pub fn differs(&self, portfolio: i64, holder: i64) -> bool {
        if self.queue { self.portfolio != portfolio } else { self.responsible != holder }
    }
}

/// The portfolio of whoever is to be responsible: who was asked for, otherwise the actor, otherwise who answers for
/// a technical user. A queue may be asked for by its id, too: ids are never used twice. Holds that person against a
/// departure; so it comes before any record is locked.
///
/// # Errors
/// 422 beside `responsible_id` when nobody fits.
pub fn place<S>(tx: &mut Tx<'_, S>, kind: Kind, asked: Option<i64>) -> Result<Place> {
    let person = match asked {
        Some(asked) => match org::find_shared(tx, asked)? {
            Some(person) => person,
            None => return queued(tx, kind, asked),
        },
        None => default_responsible(tx, kind)?,
    };
    let portfolio = portfolios::home_of(&person, kind, tx.now())?;
    let reach = portfolios::reach_person(tx, kind, person.id)?;
    Ok(Place { kind, portfolio, responsible: person.id, queue: false, reach })
}

/// Into a queue: its holder must be somebody who may hold the kind, whether they are here today or not. For members of
/// its department it is as near as their own.
fn queued<S>(tx: &mut Tx<'_, S>, kind: Kind, id: i64) -> Result<Place> {
    let unknown = || Error::field("responsible_id", "error-no-such-person");
    let queue = queues::find(tx, id)?.ok_or_else(unknown)?;
    let responsible = queue.holders.get(&kind).copied().ok_or_else(unknown)?;
    let holder = org::find(tx, responsible)?.ok_or_else(unknown)?;
    if !holder.category.may_hold() || !holder.rights.may_hold(kind) {
        return Err(portfolios::not_assignable(&holder));
    }
    let reach = match tx.actor().person_id() {
        Some(me) if queues::is_member(tx, id, me)? => Scope::Own,
        _ => portfolios::reach_person(tx, kind, responsible)?,
    };
    Ok(Place { kind, portfolio: id, responsible, queue: true, reach })
}

fn default_responsible<S>(tx: &mut Tx<'_, S>, kind: Kind) -> Result<Person> {
    let nobody = || Error::field("responsible_id", "error-records-responsible");
    let me = tx.actor().person_id().ok_or_else(nobody)?;
    let me = org::find_shared(tx, me)?.ok_or_else(nobody)?;
    if portfolios::is_assignable(&me, kind, tx.now()) {
        return Ok(me);
    }
    let answers = me.answerable_person_id.ok_or_else(nobody)?;
    org::find_shared(tx, answers)?.ok_or_else(nobody)
}

/// The act of doing something to a record of that portfolio, for `permit`; `stage` is a deal's, 0 for the rest.
pub fn doing<S>(tx: &mut Tx<'_, S>, kind: Kind, deed: Deed, (portfolio, stage): (i64, i64)) -> Result<Do> {
    let reach = match tx.actor().scope_at(kind, deed, stage) {
        // Who reaches everything reaches this one, however far it is.
        Scope::All => Scope::All,
        _ => portfolios::reach(tx, kind, portfolio)?,
    };
    // Who reaches less than this, and is of the queue's department, sees it all the same, unless the stage takes it away.
    let me = tx.actor().person_id().filter(|_| tx.actor().may_hold(kind));
    let seen = tx.actor().scope(kind, Deed::See);
    if let Some(me) = me.filter(|_| seen < reach && tx.actor().scope_at(kind, Deed::See, stage) == seen)
        && queues::is_member(tx, portfolio, me)?
    {
        return Ok(Do::Queued { kind, deed, reach, stage });
    }
    Ok(Do::Record { kind, deed, reach, stage })
}

/// The act of putting a deal of that portfolio at another stage.
pub fn entering<S>(tx: &mut Tx<'_, S>, portfolio: i64, stage: i64) -> Result<Do> {
    let reach = match tx.actor().rights.entry(stage) {
        Scope::All => Scope::All,
        _ => portfolios::reach(tx, Kind::Deal, portfolio)?,
    };
    Ok(Do::EnterStage { reach, stage })
}

/// As `scope`, for what is asked of a list: of one person, in one queue, moved by one hand-over.
pub fn scope_of<S>(tx: &mut Tx<'_, S>, kind: Kind, asked: &Asked) -> Result<Sight> {
    let mut seen = scope(tx, kind, asked.responsible)?;
    if let Some(queue) = asked.queue {
        seen = seen.lying_in(&[queue]);
    }
    if let Some(handover) = asked.handover {
        seen = seen.lying_in(&moved_by(tx, handover, kind)?);
    }
    Ok(seen)
}

/// What a list shows: what the actor may see, and of that what one person holds.
pub fn scope<S>(tx: &mut Tx<'_, S>, kind: Kind, responsible: Option<i64>) -> Result<Sight> {
    let mine = portfolios::sight(tx, kind, Deed::See)?;
    match responsible {
        None => Ok(mine),
        Some(person) => mine.held_by(tx, kind, person),
    }
}

/// Whether a record of this portfolio may be seen: the same set as lists use. `stage` is a deal's, 0 for the rest.
///
/// # Errors
/// 404 otherwise.
pub fn see<S>(tx: &mut Tx<'_, S>, kind: Kind, portfolio: i64, stage: i64) -> Result<()> {
    let seen = portfolios::sight(tx, kind, Deed::See)?;
    if seen.covers(portfolio, stage) { Ok(()) } else { Err(Error::NotFound) }
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
    let today = ctx.company_today();
    let (people, away) = ctx.read(move |tx| Ok((org::picker(tx, Some(kind))?, away(tx, &today)?))).await?;
    Ok(people.into_iter().map(|person| candidate(ctx, person, &away)).collect())
}

/// Who can be made responsible for a new record of the actor's, by name; then the queues it can go into.
pub async fn candidates_for_new(ctx: &Ctx, kind: Kind) -> Result<Vec<Candidate>> {
    let (today, speaker) = (ctx.company_today(), ctx.clone());
    let mut people: Vec<Candidate> = ctx
        .read(move |tx| {
            let within = portfolios::within(tx, kind, Deed::Create)?;
            let people = org::picker(tx, Some(kind))?.into_iter();
            let reached = people.filter(|p| p.portfolio_id.is_some_and(|portfolio| within.covers(portfolio)));
            let away = away(tx, &today)?;
            Ok(reached.map(|person| candidate(&speaker, person, &away)).collect())
        })
        .await?;
    people.extend(queues_for(ctx, kind, Deed::Create).await?);
    Ok(people)
}

/// The queues into which records of the kind can be put, by name; of these for a new record those that the actor may
/// create in.
pub async fn queues_for(ctx: &Ctx, kind: Kind, deed: Deed) -> Result<Vec<Candidate>> {
    let say = ctx.say.clone();
    ctx.read(move |tx| {
        let within = portfolios::within(tx, kind, deed)?;
        let mine = match tx.actor().person_id() {
            Some(me) if tx.actor().scope(kind, deed) != Scope::None => queues::of_member(tx, me)?,
            _ => Vec::new(),
        };
        let mut found = queues::all(tx)?;
        found.retain(|queue| {
            deed == Deed::Assign || within.covers(queue.id) || mine.iter().any(|own| own.id == queue.id)
        });
        let names = org::names(tx, found.iter().filter_map(|queue| queue.holders.get(&kind).copied()))?;
        Ok(found
            .into_iter()
            .map(|queue| Candidate {
                id: queue.id,
                name: say.with("records-queue", &[("name", queue.name.as_str().into())]),
                note: queue
                    .holders
                    .get(&kind)
                    .and_then(|id| names.get(id))
                    .map_or(String::new(), |n| n.name.clone()),
            })
            .collect())
    })
    .await
}

/// Who or which queue a program names for a record.
///
/// # Errors
/// 422 for both at once, and for what is no queue.
pub async fn whom(ctx: &Ctx, responsible: Option<i64>, queue: Option<i64>) -> Result<Option<i64>> {
    let Some(id) = queue else { return Ok(responsible) };
    if responsible.is_some() {
        return Err(Error::field("queue_id", "error-records-both"));
    }
    let known = ctx.read(move |tx| Ok(queues::find(tx, id)?.is_some())).await?;
    if known { Ok(Some(id)) } else { Err(Error::field("queue_id", "error-records-no-queue")) }
}

fn candidate(ctx: &Ctx, person: org::Person, away: &AwayNow) -> Candidate {
    let note = person.email.or(person.login).unwrap_or_default();
    let note = away.beside(ctx, person.id, &note);
    Candidate { id: person.id, name: person.name, note }
}
