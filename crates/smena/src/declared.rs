//! What the rooms declare, joined for the product.

use base::jobs::JobKind;
use base::portfolios::Holdable;
use base::portfolios::urgent::Telling;
use base::{Arrival, Seed};

/// The kinds that portfolios hold, as their rooms declare them.
pub const HOLDABLES: &[Holdable] = &[
    work::deals::HOLDABLE,
    work::contacts::HOLDABLE,
    work::companies::HOLDABLE,
    work::tasks::HOLDABLE,
    work::bin::HOLDABLE,
    work::sources::HOLDABLE,
    work::triggers::HOLDABLE,
];

/// What every new account begins with.
pub const SEEDS: &[Seed] = &[work::pipelines::seed];

/// What is written down and done later, as the rooms that do it declare it.
pub const JOBS: &[JobKind] = &[
    people::handovers::splits::JOB,
    people::handovers::planned::JOB,
    people::invitations::JOB,
    work::sources::JOB,
];
/// What happens when a pending person becomes active.
pub const ARRIVALS: &[Arrival] = &[people::handovers::arrive];

/// What the rooms tell whoever gets their records next.
pub const TELLINGS: &[Telling] =
    &[work::tasks::TELLING, work::deals::TELLING, work::contacts::TELLING, work::companies::TELLING];
