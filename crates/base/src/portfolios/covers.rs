//! Covers as everybody reads them: who stands in for whom at this moment.
//!
//! A cover reaches whatever the covered person holds while it runs, and nothing that they in turn cover. It ends by
//! itself: every look-up asks for the time of the act and for a stand-in to whom new work of the kind may come. The
//! rules and the writes are in the `people` crate.

use std::collections::{BTreeSet, HashMap};

use super::store::covers as store;
use crate::org::{self, Name, is_assignable};
use crate::{Kind, Result, Tx};

/// A stand-in for a person's work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cover {
    pub id: i64,
    /// Whose work it is; it stays theirs.
    pub person: i64,
    pub stand_in: i64,
    /// `None`: all of them.
    pub kinds: Option<BTreeSet<Kind>>,
    /// ms UTC, from this moment until before that one.
    pub from: i64,
    pub until: i64,
    pub reason: Option<String>,
    pub created_by: Option<i64>,
    /// When and how somebody ended it before its time.
    pub ended: Option<(i64, Ended)>,
}

/// How a cover ended before its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// By whose work it is, or by who manages people.
    Early,
    /// By the stand-in.
    Declined,
    /// One of the two left.
    Departure,
}

/// Where a cover stands at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Planned,
    Running,
    /// Its time is over.
    Over,
    Ended(Ended),
}

impl Ended {
    pub const ALL: [Ended; 3] = [Ended::Early, Ended::Declined, Ended::Departure];

    /// The word in the table.
    pub fn code(self) -> &'static str {
        match self {
            Ended::Early => "ended",
            Ended::Declined => "declined",
            Ended::Departure => "departure",
        }
    }

    pub fn parse(code: &str) -> Option<Ended> {
        Ended::ALL.into_iter().find(|ended| ended.code() == code)
    }
}

impl State {
    /// The word for programs, and the end of a dictionary key.
    pub fn code(self) -> &'static str {
        match self {
            State::Planned => "planned",
            State::Running => "running",
            State::Over => "over",
            State::Ended(ended) => ended.code(),
        }
    }

    /// Whether it can still be ended early.
    pub fn is_open(self) -> bool {
        matches!(self, State::Planned | State::Running)
    }
}

impl Cover {
    pub fn state(&self, now: i64) -> State {
        match self.ended {
            Some((_, ended)) => State::Ended(ended),
            None if now < self.from => State::Planned,
            None if now < self.until => State::Running,
            None => State::Over,
        }
    }

    pub fn is_of(&self, kind: Kind) -> bool {
        self.kinds.as_ref().is_none_or(|kinds| kinds.contains(&kind))
    }

    /// Whether both are about a common kind at a common time, both in force.
    pub fn overlaps(&self, other: &Cover) -> bool {
        let both = |kind: &Kind| self.is_of(*kind) && other.is_of(*kind);
        self.ended.is_none()
            && other.ended.is_none()
            && self.from < other.until
            && other.from < self.until
            && Kind::ALL.iter().any(both)
    }
}

/// Whether `me` stands in for the person's work of the kind at this moment. That new work may come to `me` is for the
/// caller to know.
pub(super) fn stands_in<S>(tx: &mut Tx<'_, S>, kind: Kind, me: i64, person: i64) -> Result<bool> {
    store::stands_in(tx, kind, me, person)
}

/// Who stands in for the person's work of the kind at this moment, whether they may hold it or not.
pub fn standing_in<S>(tx: &mut Tx<'_, S>, kind: Kind, person: i64) -> Result<Vec<i64>> {
    let now = tx.now();
    let runs =
        |cover: &Cover| cover.person == person && cover.is_of(kind) && cover.state(now) == State::Running;
    Ok(store::of_person(tx, person)?.into_iter().filter(runs).map(|cover| cover.stand_in).collect())
}

/// One by its id.
pub fn find<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<Cover>> {
    store::find(tx, id)
}

/// All in which the person is covered or stands in, newest first.
pub fn of_person<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<Vec<Cover>> {
    store::of_person(tx, person)
}

/// The newest of the account.
pub fn newest<S>(tx: &mut Tx<'_, S>, limit: i64) -> Result<Vec<Cover>> {
    store::newest(tx, limit)
}

/// Those in force that touch the time, of everybody, the earliest first.
pub fn between<S>(tx: &mut Tx<'_, S>, from: i64, until: i64) -> Result<Vec<Cover>> {
    store::between(tx, from, until)
}

/// The covers in force of whoever is named, with names: what banners and marks say.
#[derive(Clone, Debug, Default)]
pub struct Around {
    pub me: Option<i64>,
    covers: Vec<Cover>,
    pub names: HashMap<i64, Name>,
}

impl Around {
    /// Those in which I stand in for somebody, for this kind.
    pub fn by_me(&self, kind: Kind) -> impl Iterator<Item = &Cover> {
        self.covers.iter().filter(move |cover| Some(cover.stand_in) == self.me && cover.is_of(kind))
    }

    /// Those in which somebody stands in for me, for this kind.
    pub fn for_me(&self, kind: Kind) -> impl Iterator<Item = &Cover> {
        self.covers.iter().filter(move |cover| Some(cover.person) == self.me && cover.is_of(kind))
    }

    /// All of either.
    pub fn all(&self) -> impl Iterator<Item = &Cover> {
        self.covers.iter()
    }

    pub fn name(&self, id: i64) -> &str {
        self.names.get(&id).map(|name| name.name.as_str()).unwrap_or_default()
    }
}

/// What runs at this moment for and by the person.
pub fn around<S>(tx: &mut Tx<'_, S>, me: i64) -> Result<Around> {
    let running = store::running(tx, me)?;
    let covers = reaching(tx, running)?;
    let names = org::names(tx, covers.iter().flat_map(|cover| [cover.person, cover.stand_in]))?;
    Ok(Around { me: Some(me), covers, names })
}

/// Of these covers what is worth something at this moment: each with the kinds that may come to its stand-in, and none
/// of which nothing may.
pub fn reaching<S>(tx: &mut Tx<'_, S>, mut covers: Vec<Cover>) -> Result<Vec<Cover>> {
    let now = tx.now();
    let stand_ins = org::people(tx, covers.iter().map(|cover| cover.stand_in))?;
    let reaches = |cover: &Cover, kind: Kind| {
        cover.is_of(kind)
            && stand_ins.get(&cover.stand_in).is_some_and(|person| is_assignable(person, kind, now))
    };
    // What the stand-in may not hold is not covered, whatever was agreed.
    covers.retain_mut(|cover| {
        let kinds: BTreeSet<Kind> = Kind::ALL.into_iter().filter(|kind| reaches(cover, *kind)).collect();
        let some = Kind::RECORDS.iter().any(|kind| kinds.contains(kind)) || kinds.contains(&Kind::Bin);
        if kinds.len() < Kind::ALL.len() {
            cover.kinds = Some(kinds);
        }
        some
    });
    Ok(covers)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cover(kinds: Option<&[Kind]>, from: i64, until: i64) -> Cover {
        let kinds = kinds.map(|kinds| kinds.iter().copied().collect());
        Cover {
            id: 1,
            person: 1,
            stand_in: 2,
            kinds,
            from,
            until,
            reason: None,
            created_by: None,
            ended: None,
        }
    }

    #[test]
    fn a_cover_runs_from_its_moment_until_before_its_end() {
        let one = cover(None, 10, 20);
        let states = [9, 10, 19, 20].map(|now| one.state(now).code());
        assert_eq!(states, ["planned", "running", "running", "over"]);
        let ended = Cover { ended: Some((12, Ended::Declined)), ..one };
        assert_eq!(ended.state(15), State::Ended(Ended::Declined));
        assert!(!ended.state(15).is_open());
    }

    #[test]
    fn covers_overlap_in_time_and_kind() {
        let deals = cover(Some(&[Kind::Deal]), 10, 20);
        assert!(deals.overlaps(&cover(None, 19, 30)));
        assert!(!deals.overlaps(&cover(None, 20, 30)));
        assert!(!deals.overlaps(&cover(Some(&[Kind::Task]), 10, 20)));
        assert!(!deals.overlaps(&Cover { ended: Some((11, Ended::Early)), ..deals.clone() }));
    }
}
