//! The doors of notes to the successor on records; what they are and how they are kept is in `records::notes`.

pub mod api;
pub mod pages;

use base::{Error, Kind, Result};

use crate::records::Room;
use crate::{companies, contacts, deals, tasks};

/// The room of a kind as addresses name it.
pub(crate) fn room(kind: &str) -> Result<&'static Room> {
    match Kind::parse(kind) {
        Some(Kind::Deal) => Ok(&deals::ROOM),
        Some(Kind::Contact) => Ok(&contacts::ROOM),
        Some(Kind::Company) => Ok(&companies::ROOM),
        Some(Kind::Task) => Ok(&tasks::ROOM),
        Some(Kind::Bin | Kind::Source | Kind::Trigger) | None => Err(Error::NotFound),
    }
}
