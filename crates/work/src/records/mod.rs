//! What all rooms of records share, without knowing any of them.
//!
//! A record belongs to a portfolio, has a title, a version and a row in its room's table. A room says so once, in a
//! [`Room`], and gets from here: the reading of a list's address (`query`), a page of the list with its cursors
//! (`slice`), the choice of who is responsible for something new (`place`), giving and deleting records, one or up
//! to two hundred (`acts`), who receives what comes by itself (`receiver`), who held a record since it exists (`holders`), who sees a record and
//! why (`access`), what somebody else does to it while a page shows it (`watch`), what is said about it (`comments`), what
//! happened to it (`happened`), what is told to whoever gets it next (`notes`), what was typed as clean values (`typed`),
//! filters said as words in a search line (`words`),
//! and the frames of the list page, the card and the questions before acts (`list`, `card`, `ask`). What a record
//! says and how it changes is the room's own business.

pub mod access;
pub mod acts;
pub mod around;
pub mod ask;
pub mod card;
pub mod columns;
pub mod comments;
pub mod editing;
pub mod facts;
pub mod form;
pub mod happened;
pub mod holders;
pub mod lines;
pub mod list;
pub mod notes;
pub mod patch;
pub mod place;
pub mod query;
pub mod rank;
pub mod receiver;
pub mod sharing;
pub mod shown;
pub mod slice;
mod store;
pub mod typed;
pub mod watch;
pub mod ways;
pub mod words;

pub use acts::{assign, delete, give, holder, moved, put_in_bin, stale};
pub use around::{Around, around};
pub use base::web::Kept;
pub use place::{
    Candidate, Place, candidates, candidates_for_new, doing, entering, place, queues_for, scope, scope_of,
    see, whom,
};
pub use query::{Asked, ListQuery, SortKey};
pub use receiver::{Hindrance, Receiver, hindrance, receiver};
pub use slice::{Count, Listing, Slice, slice, slices};

use base::tx::Tally;
use base::web::Nav;
use base::{Kind, Reading, Result, Tx, Writing};

/// What a room declares about its records.
pub struct Room {
    pub kind: Kind,
    pub table: &'static str,
    /// The column that names a record: `title`, `name`.
    pub title: &'static str,
    pub nav: Nav,
    /// What the list can be sorted by; the first is the default.
    pub sorts: &'static [SortKey],
    /// What can be said in its search line; what another word is part of comes before that.
    pub words: &'static [words::Word],
    /// The record, held against changes until the end of the act.
    pub lock: fn(&mut Tx<'_, Reading>, id: i64) -> Result<Option<Stub>>,
    /// Takes the record out of the room's tables; answers all it said.
    pub take_out: fn(&mut Tx<'_, Writing>, id: i64) -> Result<serde_json::Value>,
    /// Puts back what `take_out` answered, into this portfolio; answers where it counts now. What it referred to
    /// may be gone: such references are dropped.
    pub put_back: fn(&mut Tx<'_, Writing>, id: i64, portfolio: i64, said: &serde_json::Value) -> Result<Cell>,
}

/// What the shared acts need to know of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stub {
    pub id: i64,
    pub portfolio: i64,
    pub title: String,
    pub version: i64,
    pub cell: Cell,
}

impl Stub {
    /// Portfolio and stage: what rights are asked about.
    pub fn place(&self) -> (i64, i64) {
        (self.portfolio, self.cell.bucket)
    }
}

/// Where a record counts in the roll-up, beside its portfolio and kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The stage for deals, 0 for the rest.
    pub bucket: i64,
    /// Deals and tasks that are not closed; always true for the rest.
    pub open: bool,
    /// Empty where nothing is summed.
    pub currency: String,
    pub sum: i64,
}

impl Cell {
    /// Of records that are only counted.
    pub fn plain() -> Cell {
        Cell { bucket: 0, open: true, currency: String::new(), sum: 0 }
    }

    /// The record counts in the portfolio from now on.
    pub fn enter(&self, tx: &mut Tx<'_, Writing>, kind: Kind, portfolio: i64) {
        tx.tally(self.tally(kind, portfolio), 1, self.sum);
    }

    /// The record counts in the portfolio no more.
    pub fn leave(&self, tx: &mut Tx<'_, Writing>, kind: Kind, portfolio: i64) {
        tx.tally(self.tally(kind, portfolio), -1, -self.sum);
    }

    fn tally(&self, kind: Kind, portfolio: i64) -> Tally {
        Tally { portfolio, kind, bucket: self.bucket, open: self.open, currency: self.currency.clone() }
    }
}
