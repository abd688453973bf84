//! Sharing out: a hand-over in which single records go to several people, by rules.
//!
//! Repointing holders is a matter of a few rows; telling records apart touches them one by one. So a plan does it in
//! two acts. First its job stages: in many short transactions the records go into fresh portfolios that the same
//! person still holds, so that nobody sees a difference, and what is staged is the preview, record by record. Then it
//! flips: in one transaction it settles what changed meanwhile and repoints everything. A plan can be called off until
//! then, and undone like any hand-over afterwards. A department's queue that the person answers for is never shared out:
//! it goes whole to whoever takes the rest. Rules are `split`, the finding of records `settle`, the order of
//! things `step`. Start with `start::begin`.

mod back;
mod flip;
mod look;
mod run;
mod settle;
mod split;
mod start;
mod step;
mod store;

pub use look::{Share, View, choices, lines, of_handover, running, shares_of, view};
pub use run::{Progress, Run, State};
pub use split::Split;
pub use start::{AccessEnds, Begun, begin, cancel, rehearse, take_over};
pub use step::JOB;

pub(super) use start::{begin_on_time, checked};
pub(super) use store::{rules, running as running_for};
