//! Work that somebody may take over: portfolios by whose work it was, who holds it now and how much there is; and what a
//! pending person is to take over once they are active.
//!
//! This room knows what can be chosen and judges the choice; moving it is a numbered hand-over, and the `handovers` room's.
//! A pending person holds nothing, so their choice is kept as an intention: carried out in the transaction in which they
//! become active, and judged again then. Start with `rules`.

mod look;
mod planned;
mod rules;
mod store;

pub use look::{Shelves, look, rows};
pub use planned::{Planned, all_planned, forget, plan, planned_of};
pub use rules::{Share, Shelf, Wish, as_if_active, judge};
