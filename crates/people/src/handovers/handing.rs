//! Before somebody leaves or hands over: what they tell about their work, and what of it is urgent, as it is now.

use base::authz::{Deed, Do, decide};
use base::org::{self, Name, Person};
use base::portfolios::urgent::{Telling, Today};
use base::portfolios::{self, Sight};
use base::{Ctx, Error, Reading, Result, Tx};

use super::fact::Names;
use super::splits;
use crate::notes::{self, Pressed, WorkNote};

/// What there is to see before a hand-over.
pub struct Handing {
    pub person: Person,
    pub note: Option<WorkNote>,
    pub urgent: Vec<Pressed>,
    /// How many notes stand on single records.
    pub record_notes: i64,
    /// Whether the work is being shared out already.
    pub running: bool,
    pub names: Names,
}

impl Handing {
    pub fn author(&self) -> Option<&Name> {
        self.note.as_ref().and_then(|note| note.author).and_then(|id| self.names.get(&id))
    }
}

/// For the person, and for who manages people; urgent records as far as the reader sees them.
///
/// # Errors
/// 404 for an unknown person, 403 for who may not write for them.
pub async fn handing(ctx: &Ctx, person: i64) -> Result<Handing> {
    let (tellings, today) = (ctx.app.tellings.clone(), Today::at(ctx.app.now(), &ctx.zone()));
    ctx.read(move |tx| {
        let found = org::find(tx, person)?.ok_or(Error::NotFound)?;
        let own = tx.actor().person_id() == Some(person);
        decide(tx.actor(), &Do::NoteWork { category: found.category, own })?;
        let now = tx.now();
        let note = notes::at(tx, person, now)?;
        let urgent = notes::pressing(tx, &tellings, &today, |tx, kind| {
            portfolios::sight(tx, kind, Deed::See)?.held_by(tx, kind, person)
        })?;
        let record_notes =
            notes::count_notes(tx, &tellings, |tx, kind| portfolios::held_by(tx, kind, person))?;
        let running = splits::running_for(tx, person)?.is_some();
        let authors = urgent.iter().flat_map(|one| &one.pressing.first).flat_map(|line| &line.notes);
        let authors = authors.filter_map(|note| note.author).chain(note.as_ref().and_then(|n| n.author));
        let names = org::names(tx, authors.collect::<Vec<i64>>())?;
        Ok(Handing { person: found, note, urgent, record_notes, running, names })
    })
    .await
}

/// A few words on somebody's work before it is handed over: how much of it presses, and whether they tell anything.
#[derive(Clone, Debug, Default)]
pub struct Short {
    /// Word and number.
    pub urgent: Vec<(&'static str, i64)>,
    pub noted: bool,
}

/// All of the work, whoever looks: numbers alone.
pub(super) fn short(
    tx: &mut Tx<'_, Reading>,
    tellings: &[Telling],
    today: &Today,
    person: i64,
) -> Result<Short> {
    let all = notes::pressing(tx, tellings, today, |tx, kind| {
        Ok(Sight::whole(portfolios::store::held_by(tx, kind, person)?))
    })?;
    let now = tx.now();
    let noted = notes::at(tx, person, now)?.is_some();
    Ok(Short { urgent: all.iter().map(|one| (one.word, one.pressing.count.n)).collect(), noted })
}
