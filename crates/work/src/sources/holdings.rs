//! Forms as portfolios and `verify` know them.

use base::Kind;
use base::portfolios::Holdable;

use super::store;
use crate::records::sharing::{Shared, sharing};

/// What portfolios hold of sources.
pub const HOLDABLE: Holdable = Holdable {
    kind: Kind::Source,
    count: store::count,
    pick: store::pick,
    recount: store::recount,
    sharing: sharing!(SHARED),
};

/// Forms go whole with the rest; they are moved along when a plan is called off.
const SHARED: Shared = Shared::plain(Kind::Source, "forms", "name");
