//! Triggers as portfolios and `verify` know them.

use base::Kind;
use base::portfolios::Holdable;

use super::store;
use crate::records::sharing::{Shared, sharing};

/// What portfolios hold of triggers.
pub const HOLDABLE: Holdable = Holdable {
    kind: Kind::Trigger,
    count: store::count,
    pick: store::pick,
    recount: store::recount,
    sharing: sharing!(SHARED),
};

/// Triggers go whole with the rest; they are moved along when a plan is called off.
const SHARED: Shared = Shared::plain(Kind::Trigger, "triggers", "name");
