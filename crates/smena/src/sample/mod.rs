//! A small company to look around in: people, companies, contacts, deals and tasks, in the reader's language.
//!
//! Everything goes in through the use cases, as if people had typed it. Names come from `sample/LANG.toml`, drawn in
//! turn: the same company every time, only the days follow the clock. Start with `fill`, which the command line has;
//! `pages` makes it for whoever opens a fresh installation and wants to look around first. The account says that it is a
//! sample, and `people::accounts::own` leads out of it.

mod company;
pub mod pages;
mod words;

pub use company::{Filled, fill};
