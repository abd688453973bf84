//! Comments on records: what people say about a record, in its timeline, at the moment in which they said it.
//!
//! Whoever sees the record reads its comments and writes one; only the author changes one, and takes it away, or who may
//! delete the record. A comment changes nothing of the record itself: no version, no time of change. Its words are here
//! and never in the journal, which only knows that there was one; so what is taken away is gone. A comment belongs to the
//! record: it goes wherever that goes, waits with it in the bin and ends with it. Searches do not look into comments.

mod keep;
mod look;
mod panel;
mod store;

pub use keep::{change, forget, remove, write};
pub use look::{Listed, list, one, standing};
pub use panel::{address, said, words, write_box};

use crate::records::SortKey;
use crate::records::query::{Holds, Way};

/// The longest comment, in characters.
pub const LONGEST: usize = 5_000;

/// How they are listed: the newest first, unless turned.
pub const SORTS: &[SortKey] =
    &[SortKey { word: "created_at", column: "id", holds: Holds::Number, first: Way::Descending }];

/// What somebody said about a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    pub id: i64,
    pub text: String,
    /// `None`: the operator, at the command line.
    pub author: Option<i64>,
    /// ms UTC.
    pub at: i64,
    /// When its author said it otherwise, the last time.
    pub changed_at: Option<i64>,
    pub version: i64,
}

impl Comment {
    /// Whether this person said it.
    pub fn is_of(&self, person: Option<i64>) -> bool {
        person.is_some() && self.author == person
    }
}
