//! Erasure: the personal data of a departed person goes, and history keeps their number.
//!
//! An administrator asks for it, after a look at what goes and what stays and with an archive of everything at hand. Days of
//! grace follow in which one press brings everything back; then the hourly round erases, and no earlier. From that moment
//! on, whether the round came by already or not, everybody reads "Deleted person" and the number (`base::org` sees to it).
//! What others work with stays: records, comments, hand-overs. Whoever is still here departs first, so no last
//! administrator is ever erased. Start with `rules`.

pub mod api;
pub mod archive;
mod ask;
mod erase;
pub mod pages;
pub mod panel;
mod rules;
mod store;
pub mod whole;

pub use ask::{Look, begin, look, restore};
pub use erase::erase_due;
