//! Contacts: the people one talks to, each with numbers, addresses and perhaps a company.
//!
//! What was typed becomes a `draft`; `keep` creates and changes contacts, `look` lists and shows them. Giving,
//! deleting and the frames of pages come from `records`. A contact knows nothing of deals: deals refer to it, and
//! a deleted contact takes those references along to the bin. Who imports contacts calls `keep::store_draft`.

pub mod api;
pub mod draft;
pub mod keep;
pub mod look;
pub mod pages;
mod store;
mod urgent;

pub use draft::{Draft, Typed};
pub use keep::{change, create, store_change, store_draft};
pub use look::{Asking, Contact, find, known, list, one};
pub use urgent::TELLING;

use base::Kind;
use base::portfolios::Holdable;
use base::web::Nav;

use crate::records::query::{Holds, Way};
use crate::records::sharing::{Shared, sharing};
use crate::records::words::{Few, QUEUE, RESPONSIBLE, Values, Word};
use crate::records::{Room, SortKey};

/// What all rooms of records share, for contacts.
pub const ROOM: Room = Room {
    kind: Kind::Contact,
    table: "contacts",
    title: "name",
    nav: Nav::Contacts,
    sorts: &[
        SortKey { word: "created_at", column: "id", holds: Holds::Number, first: Way::Descending },
        SortKey { word: "name", column: "name_key", holds: Holds::Text, first: Way::Ascending },
        SortKey { word: "updated_at", column: "updated_at", holds: Holds::Number, first: Way::Descending },
    ],
    words: &[
        Word {
            code: "contact-is",
            field: "unchanged",
            values: Values::Few(&[Few::new("unchanged", "true"), Few::new("all", "")]),
        },
        RESPONSIBLE,
        QUEUE,
    ],
    lock: store::lock,
    take_out: store::take_out,
    put_back: store::put_back,
};

/// What portfolios hold of contacts.
pub const HOLDABLE: Holdable = Holdable {
    kind: Kind::Contact,
    count: store::count,
    pick: store::pick,
    recount: store::recount,
    sharing: sharing!(SHARED),
};

/// How contacts are told apart when they are shared out.
const SHARED: Shared = Shared::plain(Kind::Contact, "contacts", "name");
