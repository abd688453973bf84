//! Looking at and ending what a person gets in by: sessions, API tokens, one-time links.

use base::authz::{self, Area, Do, To};
use base::credentials::{self, Access, AccessKind, Counts};
use base::org::Person;
use base::{Ctx, Error, Event, Result, Tx, org};

use super::tokens;
use crate::roles;

/// Which credentials end at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Every session; of one's own all but the one that asks.
    Sessions,
    /// Sessions, tokens and one-time links.
    Everything,
}

/// The live credentials of a person: one's own, or anybody's for who manages people.
pub async fn list(ctx: &Ctx, person: i64) -> Result<Vec<Access>> {
    if ctx.person_id() != Some(person) {
        ctx.need(Area::People)?;
    }
    ctx.read(move |tx| {
        org::find(tx, person)?.ok_or(Error::NotFound)?;
        credentials::of_person(tx, person)
    })
    .await
}

impl Which {
    pub fn parse(word: &str) -> Option<Which> {
        match word {
            "sessions" => Some(Which::Sessions),
            "everything" => Some(Which::Everything),
            _ => None,
        }
    }
}

/// Whoever opens a door for somebody else could go through it themselves: so nobody does for who may do more than they
/// may. What every newcomer may do by default is nobody's secret.
///
/// # Errors
/// 403.
pub(crate) fn check_not_above<S>(tx: &mut Tx<'_, S>, person: &Person) -> Result<()> {
    let roles = roles::find(tx)?;
    let usual = roles
        .default
        .and_then(|id| roles.find(id))
        .is_some_and(|role| role.rights.cover(&person.actor().rights));
    let to = if usual { To::SomebodyByDefault } else { To::Somebody };
    authz::decide(tx.actor(), &Do::GiveRights { rights: Box::new(person.actor().rights), to })
}

/// By what somebody gets in.
pub struct Ways {
    pub name: String,
    pub accesses: Vec<Access>,
    /// Whether the reader is offered to make a token for them.
    pub token: bool,
}

/// The person's name with their live credentials, for who manages people.
pub async fn of(ctx: &Ctx, person: i64) -> Result<Ways> {
    ctx.need(Area::People)?;
    ctx.read(move |tx| {
        let found = org::find(tx, person)?.ok_or(Error::NotFound)?;
        let token = tokens::offered(tx, &found);
        Ok(Ways { name: found.name, accesses: credentials::of_person(tx, person)?, token })
    })
    .await
}

/// Ends one credential of the person at once.
///
/// # Errors
/// 404 when it isn't theirs or is over.
pub async fn end(ctx: &Ctx, person: i64, kind: AccessKind, id: i64) -> Result<()> {
    ctx.write(move |mut tx| {
        let person = org::find_locked(&mut tx, person)?.ok_or(Error::NotFound)?;
        let own = tx.actor().person_id() == Some(person.id);
        let mut tx = tx.permit(Do::EndAccess { category: person.category, own })?;
        if !credentials::end_one(&mut tx, kind, person.id, id, "ended")? {
            return Err(Error::NotFound);
        }
        tx.commit(Event::AccessEnded { person: person.id, access: kind.code().into(), count: 1 }, ())
    })
    .await
}

/// Ends many credentials of the person at once; answers how many of each kind there were.
///
/// # Errors
/// 404; 409 `nothing_to_end` when none is alive.
pub async fn end_all(ctx: &Ctx, person: i64, which: Which) -> Result<Counts> {
    let mine = ctx.signed.as_ref().filter(|signed| signed.access == AccessKind::Session);
    let kept = mine.filter(|signed| signed.person.id == person).map(|signed| signed.access_id);
    ctx.write(move |mut tx| {
        let person = org::find_locked(&mut tx, person)?.ok_or(Error::NotFound)?;
        let own = tx.actor().person_id() == Some(person.id);
        let mut alive = credentials::of_person(&mut tx, person.id)?;
        alive.retain(|access| match which {
            Which::Sessions => access.kind == AccessKind::Session && Some(access.id) != kept,
            Which::Everything => Some(access.id) != kept,
        });
        let mut tx = tx.permit(Do::EndAccess { category: person.category, own })?;
        let ended = Counts::of(&alive);
        if alive.is_empty() {
            return Err(Error::conflict("error-nothing-to-end"));
        }
        if which == Which::Everything {
            credentials::end_links(&mut tx, person.id, "ended")?;
        }
        for access in &alive {
            credentials::end_one(&mut tx, access.kind, person.id, access.id, "ended")?;
        }
        let counted = ended.each().into_iter().filter(|(_, count)| *count > 0);
        let events = counted.map(|(kind, count)| Event::AccessEnded {
            person: person.id,
            access: kind.code().into(),
            count,
        });
        tx.commit_all(events.collect(), ended)
    })
    .await
}
