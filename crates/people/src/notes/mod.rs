//! What a person tells whoever gets their work next, about all of it; and what of that work is urgent.
//!
//! The note is written at any time, by the person or by who manages people, and stands until another replaces it, or
//! until the person comes back after a departure: then it has been read. A departure that is undone leaves it standing.
//! What stood keeps its time, so a hand-over need not copy it: the one of its moment is found again in years. What is
//! urgent the rooms of records declare (`base::portfolios::urgent`); this room only collects it. Notes on single
//! records are those rooms' business.

mod store;
mod urgent;
mod write;

pub use store::{WorkNote, at, end};
pub use urgent::{Pressed, count_notes, pressing};
pub use write::write;

/// The longest note, in characters.
pub const LONGEST: usize = 10_000;
