//! Notes to the successor, on records: what the one who holds a record tells the one who gets it next.
//!
//! A note belongs to the record: who sees the record reads it, wherever the record goes, until somebody who works with
//! the record puts it away. Of each author one stands at a time; writing again replaces it. It changes nothing of the
//! record itself: no version, no time of change. Deleted records keep their notes in the bin.

mod keep;
mod look;
mod panel;
mod store;

pub use keep::{forget, put_away, write};
pub use look::{Noted, beside, count, of};
pub use panel::panel;

/// The longest note, in characters.
pub const LONGEST: usize = 2_000;
