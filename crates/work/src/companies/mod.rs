//! Companies: whom one does business with, each with numbers, addresses and perhaps a company it is a part of.
//!
//! What was typed becomes a `draft`; `keep` creates and changes companies, `look` lists and shows them. Giving,
//! deleting and the frames of pages come from `records`. Contacts and deals refer to a company and know it; it knows
//! only that they refer to it: a deleted company takes those references along to the bin and gets them back where
//! nothing stands there by then. Who imports companies calls `keep::store_draft`.

pub mod api;
pub mod draft;
pub mod keep;
pub mod look;
pub mod pages;
mod store;

pub use draft::{Draft, Typed};
pub use keep::{change, create, store_change, store_draft};
pub use look::{Company, find, list, one};

use base::Kind;
use base::portfolios::Holdable;
use base::portfolios::urgent::Telling;
use base::web::Nav;

use crate::records::query::{Holds, Way};
use crate::records::sharing::{Shared, sharing};
use crate::records::words::{QUEUE, RESPONSIBLE};
use crate::records::{Room, SortKey, notes};

/// What all rooms of records share, for companies.
pub const ROOM: Room = Room {
    kind: Kind::Company,
    table: "companies",
    title: "name",
    nav: Nav::Companies,
    sorts: &[
        SortKey { word: "created_at", column: "id", holds: Holds::Number, first: Way::Descending },
        SortKey { word: "name", column: "name_key", holds: Holds::Text, first: Way::Ascending },
        SortKey { word: "updated_at", column: "updated_at", holds: Holds::Number, first: Way::Descending },
    ],
    words: &[RESPONSIBLE, QUEUE],
    lock: store::lock,
    take_out: store::take_out,
    put_back: store::put_back,
};

/// What portfolios hold of companies.
pub const HOLDABLE: Holdable = Holdable {
    kind: Kind::Company,
    count: store::count,
    pick: store::pick,
    recount: store::recount,
    sharing: sharing!(SHARED),
};

/// How companies are told apart when they are shared out.
const SHARED: Shared = Shared::plain(Kind::Company, "companies", "name");

/// What a successor is told of companies: the notes on them.
pub const TELLING: Telling = Telling {
    kind: Kind::Company,
    urgent: &[],
    notes: |tx, portfolios| notes::count(tx, Kind::Company, portfolios),
};
