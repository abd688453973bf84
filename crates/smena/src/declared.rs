//! What the rooms declare, joined for the product.

use base::jobs::JobKind;
use base::portfolios::Holdable;
use base::portfolios::urgent::Telling;
use base::{Arrival, Seed};

use crate::imports;

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
    people::signin::elsewhere::JOB,
    work::sources::JOB,
    imports::upload::JOB,
];
/// What happens when a pending person becomes active.
pub const ARRIVALS: &[Arrival] = &[people::handovers::arrive];

/// What the rooms tell whoever gets their records next.
pub const TELLINGS: &[Telling] =
    &[work::tasks::TELLING, work::deals::TELLING, work::contacts::TELLING, work::companies::TELLING];

/// Every table of an account's own, each before those that it refers to: the order in which an account is removed.
pub const TABLES: &[&str] = &[
    "closed_customers",
    "beginnings",
    "review_exempt",
    "review_lines",
    "reviews",
    "asks",
    "open_joins",
    "open_links",
    "partner_replies",
    "partner_searches",
    "partner_leads",
    "partner_requests",
    "seat_requests",
    "partner_addresses",
    "partners",
    "list_columns",
    "triggers",
    "form_traps",
    "form_posts",
    "form_entries",
    "forms",
    "leaving_notes",
    "record_comments",
    "record_notes",
    "handover_sums",
    "planned_departures",
    "planned_takeovers",
    "queue_turns",
    "covers",
    "absences",
    "plan_portfolios",
    "plans",
    "jobs",
    "import_files",
    "import_keys",
    "bin",
    "tasks",
    "deal_contacts",
    "deals",
    "products",
    "stages",
    "pipelines",
    "contacts",
    "companies",
    "idempotency",
    "denials",
    "event_records",
    "event_data",
    "events",
    "journal_heads",
    "rollups",
    "record_moves",
    "handover_steps",
    "handovers",
    "portfolio_history",
    "portfolio_holders",
    "portfolios",
    "sign_in_choices",
    "letters",
    "links",
    "api_tokens",
    "sessions",
    "department_members",
    "departments",
    "last_seen",
    "pictures",
    "reserved_logins",
    "closings",
    "people",
    "roles",
];
