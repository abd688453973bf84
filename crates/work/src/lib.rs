//! The work itself: contacts, companies, deals and tasks, each a room of the same shape.

pub mod bin;
pub mod comments;
pub mod companies;
pub mod contacts;
pub mod deals;
pub mod exports;
pub mod made;
pub mod notes;
pub mod pipelines;
pub mod products;
pub mod queues;
pub mod records;
pub mod removals;
pub mod search;
pub mod sources;
pub mod tasks;
pub mod triggers;
