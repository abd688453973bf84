//! What came of an import, per kind.

use std::collections::BTreeMap;

use base::Problem;
use base::words::Say;
use serde::Serialize;

/// Per kind, in the words of the API: `person`, `department`, `deal`.
#[derive(Clone, Debug, Default, Serialize, PartialEq, Eq)]
#[serde(transparent)]
pub struct Report {
    pub kinds: BTreeMap<&'static str, Counts>,
    /// A file could not be read as the mapping says: nothing was written.
    #[serde(skip)]
    pub stopped: bool,
}

/// What became of the rows of one kind.
#[derive(Clone, Debug, Default, Serialize, PartialEq, Eq)]
pub struct Counts {
    /// Rows; where rows repeat, the different ones.
    pub read: i64,
    pub created: i64,
    pub updated: i64,
    pub unchanged: i64,
    /// Whatever did not fit: rows that stayed out, and rows that went in without the part that is named. A row that
    /// went in is counted above as well.
    pub refused: Vec<Refused>,
}

/// One thing that did not fit.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
pub struct Refused {
    pub file: String,
    /// The line of the file, as an editor counts; the header is 1. 0: the file as a whole.
    pub row: i64,
    /// In the reader's language.
    pub why: String,
}

/// Where in the files something stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub file: String,
    pub row: i64,
}

impl Report {
    pub fn of(&mut self, kind: &'static str) -> &mut Counts {
        self.kinds.entry(kind).or_default()
    }

    /// Notes what did not fit.
    pub fn refuse(&mut self, kind: &'static str, place: &Place, why: &Problem, say: &Say) {
        let why = why.sentence(say);
        self.of(kind).refused.push(Refused { file: place.file.clone(), row: place.row, why });
    }

    /// How many things did not fit, over all kinds.
    pub fn refused(&self) -> usize {
        self.kinds.values().map(|counts| counts.refused.len()).sum()
    }
}
