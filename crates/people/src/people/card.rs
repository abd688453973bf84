//! The card of a person: who they are, where they belong, what they hold, by what they get in, what happened.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use base::authz::{self, Area, Do};
use base::credentials::{self, AccessKind};
use base::journal::{self, Entry};
use base::kind::Status;
use base::letters::{self, Letter, Purpose};
use base::org::{self, Name, Person, Post};
use base::portfolios::{self, Holding};
use base::{Ctx, Kind, Reading, Result, Tx};

use super::list::{self, Row};
use super::rights::{self, Sees};
use crate::absences::{self, Absence};
use crate::signin::{factor, tokens};
use crate::{covers, takeovers};

/// A department that a person belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Belongs {
    pub id: i64,
    pub name: String,
    pub post: Post,
    pub main: bool,
}

/// All that a card says.
#[derive(Clone, Debug)]
pub struct Card {
    pub row: Row,
    pub holdings: BTreeMap<Kind, Holding>,
    /// How much of each kind the person sees; nothing for who can't be here.
    pub sees: Vec<Sees>,
    /// The last invitation by e-mail.
    pub invitation: Option<Letter>,
    /// How many live credentials of each kind.
    pub access: Vec<(AccessKind, usize)>,
    /// Newest first.
    pub entries: Vec<Entry>,
    /// Names for the entries, and of whom `answerable_person_id` names.
    pub names: HashMap<i64, Name>,
    /// The covers of their work and those in which they stand in.
    pub covers: covers::Listed,
    /// When they are away, were and will be; the latest first.
    pub absences: Vec<Absence>,
    /// Whose work, of which kinds, a pending person takes over at the first sign-in.
    pub planned: Vec<(Option<Name>, Option<BTreeSet<Kind>>)>,
    pub may: May,
}

/// What the reader may do to this person at this moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct May {
    pub edit: bool,
    pub link: bool,
    pub password: bool,
    pub access: bool,
    pub token: bool,
    pub hand_over: bool,
    pub depart: bool,
    pub block: bool,
    pub unblock: bool,
    pub reactivate: bool,
    pub erase: bool,
    pub restore: bool,
    pub archive: bool,
    pub cover: bool,
    pub absence: bool,
    pub take_over: bool,
    pub lift_factor: bool,
}

/// How much of the timeline the card shows.
const ENTRIES: i64 = 50;

/// The card: everybody's for who manages people, one's own for anyone.
///
/// # Errors
/// 403 for somebody else's without the right; 404.
pub async fn card(ctx: &Ctx, id: i64) -> Result<Card> {
    allow(ctx, id)?;
    let covers = covers::of_person(ctx, id).await?;
    let absences = absences::of_person(ctx, id).await?;
    let planned = takeovers::all_planned(ctx, id).await?;
    ctx.read(move |tx| {
        let row = list::row(tx, id)?;
        let entries = journal::timeline(tx, "person", id, None, ENTRIES)?;
        let mut names = journal::names(tx, &entries)?;
        names.extend(org::names(tx, row.person.answerable_person_id)?);
        let lift_factor = row.factor.is_some() && factor::may_lift(tx, &row.person)?;
        let may = May { lift_factor, ..may(tx, &row.person) };
        let invitation = letters::last_of(tx, id, Purpose::Invitation)?;
        let access = counted(&credentials::of_person(tx, id)?);
        let sees = match row.person.status {
            Status::Active => rights::sees(tx, &row.person)?,
            _ => Vec::new(),
        };
        let (holdings, covers, planned) = (portfolios::holdings(tx, id)?, covers.clone(), planned.clone());
        let absences = absences.clone();
        Ok(Card { holdings, sees, row, invitation, access, entries, names, covers, absences, planned, may })
    })
    .await
}

/// One person as the list shows them, by the same right as the card.
pub async fn find(ctx: &Ctx, id: i64) -> Result<Row> {
    allow(ctx, id)?;
    ctx.read(move |tx| list::row(tx, id)).await
}

fn allow(ctx: &Ctx, id: i64) -> Result<()> {
    if ctx.person_id() == Some(id) { Ok(()) } else { ctx.need(Area::People) }
}

fn counted(access: &[credentials::Access]) -> Vec<(AccessKind, usize)> {
    AccessKind::ALL.into_iter().map(|kind| (kind, access.iter().filter(|a| a.kind == kind).count())).collect()
}

fn may(tx: &Tx<'_, Reading>, person: &Person) -> May {
    let category = person.category;
    let may = |act: Do| authz::offers(tx.actor(), &act);
    let is = |statuses: &[Status]| statuses.contains(&person.status);
    let own = tx.actor().person_id() == Some(person.id);
    let inside = [Status::Pending, Status::Active];
    let here = [Status::Pending, Status::Active, Status::Blocked];
    May {
        edit: may(Do::EditPerson { category, becomes: category }) && !is(&[Status::Closing, Status::Erased]),
        link: may(Do::SendLink { category }) && is(&inside) && person.identity_id.is_some(),
        password: may(Do::SetPassword { category })
            && is(&here)
            && person.identity_id.is_some()
            && !person.needs_link
            && !own,
        access: may(Do::EndAccess { category, own: false }) && is(&here),
        token: tokens::offered(tx, person),
        hand_over: may(Do::HandOver { category })
            && is(&[Status::Active, Status::Blocked])
            && category.may_hold(),
        depart: may(Do::Depart { category }) && is(&here),
        block: may(Do::Block { category }) && is(&inside),
        unblock: may(Do::Unblock { category }) && is(&[Status::Blocked]),
        reactivate: may(Do::Reactivate { category }) && is(&[Status::Departed]),
        erase: may(Do::Erase) && is(&[Status::Departed]),
        restore: may(Do::Restore { category }) && is(&[Status::Closing]),
        archive: may(Do::TakeArchive) && !is(&[Status::Erased]),
        take_over: may(Do::HandOver { category }) && is(&inside) && category.may_hold(),
        cover: may(Do::Cover { category, own: tx.actor().person_id() == Some(person.id) })
            && is(&[Status::Active, Status::Blocked])
            && category.may_hold(),
        absence: may(Do::StateAbsence { category, own })
            && is(&[Status::Active, Status::Blocked])
            && category.may_hold(),
        lift_factor: false,
    }
}
