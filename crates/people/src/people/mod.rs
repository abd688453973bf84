//! People: adding them, changing them, the list and the card.
//!
//! A person begins as pending and becomes active at the first sign-in (the `signin` room does that); blocking,
//! departing and coming back are the `handovers` room's. The row is never deleted: history keeps its names. The role
//! `administrator` and the category administrator are one thing: whoever gets the role gets the category, and the
//! other way round. Technical users are an integration's own: active at once, without a sign-in, holding nothing.
//! Integrators come by the `integrators` room.
//! Start with `draft` (what can be asked for), then `add` and `change`.

mod add;
mod administrators;
pub mod api;
pub mod api_rights;
pub mod api_several;
mod card;
mod change;
pub mod draft;
mod idle;
mod insert;
pub mod lines;
mod list;
pub mod pages;
mod rights;
pub mod several;
mod store;
mod wanted;
pub mod writing;

pub use add::{Added, Joining, add, add_active, join};
pub(crate) use add::{add_as_they_are, add_with};
pub use administrators::{check_last_administrator, is_last_administrator, make_administrator};
pub use card::{Belongs, Card, card, find};
pub(crate) use change::check_known;
pub use change::{Wish, change};
pub use idle::{IDLE_MS, is_idle};
pub use insert::{NewPerson, insert};
pub use list::{Asked, Listed, Row, Sort, WHOLE, list};
pub use rights::{Look, Sees, rights};
pub(crate) use store::last_seen;
pub use wanted::{Joins, Terms, Wanted};
