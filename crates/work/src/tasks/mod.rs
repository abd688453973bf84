//! Tasks: what is to be done, until when, and what it is about.
//!
//! A task may be about a deal, a contact or a company; who may see the task sees that record's line on it. What was
//! typed becomes a `draft`; `keep` creates, changes and finishes tasks, `look` lists and shows them, `panel` shows
//! those of a record on its card. A done task keeps who held it then. A task outlives what it was about: the line
//! is then gone, and comes back when the record is restored.

pub mod api;
mod days;
pub mod draft;
pub mod form;
pub mod keep;
pub mod look;
pub mod pages;
mod panel;
mod store;
mod urgent;

pub use draft::{Draft, Due, State, Subject, Typed};
pub use keep::{change, create, finish, reopen, store_draft};
pub use look::{Task, list, one};
pub use panel::panel;
pub use urgent::TELLING;

use base::Kind;
use base::portfolios::Holdable;
use base::portfolios::sharing::Facet;
use base::web::Nav;

use crate::records::query::{Holds, Way};
use crate::records::sharing::{Shared, sharing};
use crate::records::words::{Few, QUEUE, RESPONSIBLE, Values, Word};
use crate::records::{Room, SortKey};

/// What all rooms of records share, for tasks.
pub const ROOM: Room = Room {
    kind: Kind::Task,
    table: "tasks",
    title: "title",
    nav: Nav::Tasks,
    sorts: &[
        SortKey { word: "due_at", column: "due_at", holds: Holds::Number, first: Way::Ascending },
        SortKey { word: "created_at", column: "id", holds: Holds::Number, first: Way::Descending },
        SortKey { word: "updated_at", column: "updated_at", holds: Holds::Number, first: Way::Descending },
    ],
    words: &[
        Word {
            code: "task-is",
            field: "state",
            values: Values::Few(&[
                Few::new("open", "open"),
                Few::new("overdue", "overdue"),
                Few::new("done", "done"),
                Few::new("all", "all"),
            ]),
        },
        Word { code: "due", field: "due_by", values: Values::Day { passed: Some(("state", "overdue")) } },
        RESPONSIBLE,
        QUEUE,
    ],
    lock: store::lock,
    take_out: store::take_out,
    put_back: store::put_back,
};

/// What portfolios hold of tasks.
pub const HOLDABLE: Holdable = Holdable {
    kind: Kind::Task,
    count: store::count,
    pick: store::pick,
    recount: store::recount,
    sharing: sharing!(SHARED),
};

/// How tasks are told apart when they are shared out.
const SHARED: Shared =
    Shared { open: "r.open", facets: &[Facet::Open], ..Shared::plain(Kind::Task, "tasks", "title") };
