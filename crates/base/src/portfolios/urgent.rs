//! What a successor must not miss: what rooms of records declare, so that hand-overs need not know them.

use super::{Count, Sight};
use crate::{Kind, Reading, Result, Tx};
use kit::date::{self, Zone};

/// What a room tells of its kind to whoever gets its records next.
#[derive(Clone, Copy)]
pub struct Telling {
    pub kind: Kind,
    pub urgent: &'static [Urgent],
    /// How many notes to the successor stand on records of these portfolios.
    pub notes: fn(&mut Tx<'_, Reading>, portfolios: &[i64]) -> Result<i64>,
}

/// One thing that is urgent, the most pressing first.
#[derive(Clone, Copy)]
pub struct Urgent {
    /// The end of its dictionary keys: `urgent-overdue`.
    pub word: &'static str,
    /// How many there are in sight, and the first few.
    pub find: fn(&mut Tx<'_, Reading>, &Sight, &Today) -> Result<Pressing>,
    /// What narrows the kind's list to them.
    pub narrow: fn(&Today) -> String,
}

/// The day as the account has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Today {
    /// ms UTC.
    pub now: i64,
    /// The last day of this month: 2026-11-30.
    pub month_end: String,
}

impl Today {
    pub fn at(now: i64, zone: &Zone) -> Today {
        Today { now, month_end: date::month_end(now, zone) }
    }
}

/// What presses, of one thing.
#[derive(Clone, Debug)]
pub struct Pressing {
    pub count: Count,
    pub first: Vec<Line>,
}

/// So many are shown of each; the list has the rest.
pub const SHOWN: i64 = 5;

/// One record that presses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub id: i64,
    pub title: String,
    pub when: When,
    /// What the one before says of it.
    pub notes: Vec<Note>,
}

/// Since when or by when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// ms UTC.
    Moment(i64),
    /// 2026-11-30.
    Day(String),
}

/// A note to the successor that stands on a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub id: i64,
    pub record: i64,
    pub text: String,
    /// `None`: the operator.
    pub author: Option<i64>,
    /// ms UTC.
    pub at: i64,
}
