//! A small company to look around in: people, companies, contacts, deals and tasks, in the reader's language.
//!
//! Everything goes in through the use cases, as if people had typed it. Names come from `sample/LANG.toml`, drawn in
//! turn: the same company every time, only the days follow the clock. Start with `fill`.

mod company;
mod words;

pub use company::{Filled, fill};
