//! The bin: deleted records, for thirty days.
//!
//! A record in the bin stays in its portfolio; the bin is a kind of its own there, with a holder. One sees here
//! what one may delete, and restores it by one press: the row goes back to its table under its id, and what it was
//! linked to is linked again where it is still there. After thirty days `purge` empties it for good.

pub mod api;
pub mod look;
pub mod pages;
mod purge;
mod restore;
mod store;

pub use look::{Deleted, list};
pub use purge::purge;
pub use restore::restore;

use base::Kind;
use base::portfolios::Holdable;

use crate::records::SortKey;
use crate::records::query::{Holds, Way};
use crate::records::sharing::{Shared, sharing};

/// How long a record stays, in ms.
pub const KEPT_MS: i64 = 30 * 86_400_000;

/// What the list can be sorted by.
pub const SORTS: &[SortKey] =
    &[SortKey { word: "deleted_at", column: "deleted_at", holds: Holds::Number, first: Way::Descending }];

/// What portfolios hold of the bin.
pub const HOLDABLE: Holdable = Holdable {
    kind: Kind::Bin,
    count: store::count,
    pick: store::pick,
    recount: store::recount,
    sharing: sharing!(SHARED),
};

/// Deleted records are not shared out; they are moved along when a plan is called off.
const SHARED: Shared = Shared::plain(Kind::Bin, "bin", "title");
