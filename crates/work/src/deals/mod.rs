//! Deals: what is being sold, to whom, for how much, and how far it has come.
//!
//! A deal stands at a stage of a pipeline. At a stage that means won or lost it is closed: it then keeps the day and
//! who held it at that moment; moved back to an open stage it forgets both. It can name a company, contacts and a
//! product; whoever may see the deal sees their names, phones and e-mails on it. The rules are in `deal`, one file
//! per act beside it, the list in `list`. What may be linked is asked of the tables of contacts and companies
//! directly, for those rooms know deals and not the other way round.

pub mod api;
pub mod board;
pub mod change;
pub mod create;
mod deal;
mod fields;
mod find;
pub mod form;
mod holdings;
pub mod list;
pub mod look;
pub mod moving;
pub mod pages;
mod panel;
mod store;
mod urgent;
mod words;

pub use change::{change, store_change};
pub use create::{arrive, create, store_draft};
pub use deal::{Deal, Draft, HIGHEST, Input};
pub use fields::{LONGEST_NOTE, LONGEST_TITLE};
pub use find::{Line, forget_company, forget_contact};
pub use holdings::HOLDABLE;
pub use list::{Brief, Link, linked};
pub use look::{Card, card};
pub use moving::move_all;
pub use panel::panel;
pub use store::lock;
pub use urgent::TELLING;

use base::Kind;
use base::web::Nav;

use crate::records::Room;
use crate::records::query::{Holds, SortKey, Way};

/// Deals as a room of records.
pub const ROOM: Room = Room {
    kind: Kind::Deal,
    table: "deals",
    title: "title",
    nav: Nav::Deals,
    sorts: &[
        SortKey { word: "created_at", column: "id", holds: Holds::Number, first: Way::Descending },
        SortKey { word: "updated_at", column: "updated_at", holds: Holds::Number, first: Way::Descending },
        SortKey { word: "amount", column: "amount", holds: Holds::Number, first: Way::Descending },
        SortKey { word: "title", column: "title_key", holds: Holds::Text, first: Way::Ascending },
    ],
    words: words::WORDS,
    lock: holdings::lock,
    take_out: holdings::take_out,
    put_back: holdings::put_back,
};
