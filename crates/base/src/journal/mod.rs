//! The journal: what happened in an account, one after another, for ever.
//!
//! Append-only events in a hash chain per account. The hash covers everything but the data itself, of which it
//! covers a salted digest: a person's data can be erased and the chain still verifies. It is the audit log and
//! every record's timeline at once. Only `Tx::commit` appends; nothing edits, and what is forgotten leaves its digest.

pub(crate) mod store;
mod verify;

pub use crate::event::{Change, Event, Gone, Moved, Subject};
pub use store::{
    Entry, Timeline, among, by, forget_changes, forget_person, head, last, page, timeline, timeline_of,
    touched, was_committed,
};
pub use verify::verify;

use std::collections::HashMap;

use crate::{Result, Tx, org};

/// The names that a timeline's sentences need: whoever acted, and whoever an event names.
pub fn names<S>(tx: &mut Tx<'_, S>, entries: &[Entry]) -> Result<HashMap<i64, org::Name>> {
    let acted = entries.iter().filter_map(|entry| entry.actor_person);
    let named = entries.iter().filter_map(|entry| entry.event.as_ref()).flat_map(Event::people);
    org::names(tx, acted.chain(named).collect::<Vec<i64>>())
}
