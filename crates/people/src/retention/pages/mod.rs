//! The pages about keeping data: what the account decides, and what becomes of one's own.

mod mine;
mod rules;

pub use mine::page as mine;
pub use rules::{page, save};

/// What ends by itself, whatever the account decides: keys of sentences.
const FIXED: [&str; 7] = [
    "retention-bin",
    "retention-sessions",
    "retention-person",
    "retention-attempts",
    "retention-jobs",
    "retention-letters",
    "retention-journal",
];
