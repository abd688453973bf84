//! One search over everything a person may see: deals, contacts, companies, tasks, people for who manages them, and the
//! pages and acts that one may open.
//!
//! It asks each kind as its own list would, with the same predicate and newest first, and shows the first few of each;
//! the rest is in the lists. It has no table and no rules about rights: what is found and by which words is
//! `base::search`, whose it is `base::portfolios`. Pages and acts are a closed list (`places`), each with the right that
//! its page asks for; they are found by the words people use for them in all three languages at once (`palette`), and
//! everything on the wrong keyboard layout, too (`meant`); an act may name whom it is about (`about`). A line that names filters
//! (`records::words`) asks only the kinds that have them (`narrowed`). Where one was lately (`went`) the browser keeps, as addresses
//! alone.

mod about;
pub mod api;
mod find;
mod meant;
mod narrowed;
pub mod pages;
mod palette;
mod places;
mod said;
mod went;

pub use find::{Group, Hit, Of, find};
pub use palette::palette;
pub use places::{PLACES, Place, open_to};
