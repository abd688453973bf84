//! The live schema: every column that names a person is declared, and every key begins with the account.

use std::collections::BTreeSet;

use crate::on_both;

/// What a person holds: repointed by every hand-over.
pub const HELD: &[&str] = &["portfolio_holders.holder_person_id"];

/// What happened once and stays: who made it, who held it, who asked.
pub const HISTORY: &[&str] = &[
    "absences.stated_by_person_id",
    "asks.ended_by_person_id",
    "bin.deleted_by",
    "closings.asked_by_person_id",
    "companies.created_by",
    "contacts.created_by",
    "covers.created_by",
    "covers.ended_by",
    "deals.closed_holder_person_id",
    "deals.created_by",
    "denials.actor_person_id",
    "events.actor_person_id",
    "forms.created_by",
    "handover_steps.from_person_id",
    "handover_steps.to_person_id",
    "handovers.by_person_id",
    "handovers.person_id",
    "handovers.undone_by",
    "letters.asked_by_person_id",
    "leaving_notes.author_person_id",
    "leaving_notes.person_id",
    "jobs.asked_by_person_id",
    "people.created_by",
    "plan_portfolios.to_person_id",
    "open_links.created_by",
    "partner_leads.answered_by_person_id",
    "partner_requests.answered_by_person_id",
    "partner_searches.asked_by_person_id",
    "planned_departures.ended_by_person_id",
    "planned_departures.person_id",
    "planned_departures.planned_by_person_id",
    "plans.person_id",
    "plans.started_by_person_id",
    "planned_takeovers.asked_by",
    "portfolio_history.holder_person_id",
    "portfolios.home_person_id",
    "queue_turns.last_person_id",
    "record_comments.author_person_id",
    "record_notes.author_person_id",
    "record_notes.done_by",
    "review_exempt.added_by_person_id",
    "review_lines.decided_by_person_id",
    "review_lines.person_id",
    "reviews.begun_by_person_id",
    "reviews.ended_by_person_id",
    "seat_requests.asked_by_person_id",
    "tasks.closed_holder_person_id",
    "tasks.created_by",
    "triggers.created_by",
];

/// How a person gets in and what they are answerable for; it ends or is asked about with their status.
pub const ACCESS: &[&str] = &[
    "absences.person_id",
    "api_tokens.created_by",
    "api_tokens.person_id",
    "asks.person_id",
    "covers.person_id",
    "covers.stand_in_person_id",
    "department_members.person_id",
    "idempotency.person_id",
    "last_seen.person_id",
    "letters.person_id",
    "links.created_by",
    "links.person_id",
    "list_columns.person_id",
    "people.answerable_person_id",
    "pictures.person_id",
    "planned_takeovers.person_id",
    "review_exempt.person_id",
    "review_lines.asked_person_id",
    "sessions.person_id",
    "sign_in_choices.person_id",
];

/// Tables that belong to no account.
const GLOBAL: &[&str] = &[
    "accounts",
    "attempts",
    "closed_accounts",
    "identities",
    "migrations",
    "nodes",
    "passkey_challenges",
    "passkey_states",
    "passkeys",
    "password_asks",
    "sign_in_choices",
    "sign_in_names",
];

on_both! {
    async fn every_column_that_names_a_person_is_declared(t) {
        let mut there = BTreeSet::new();
        for (name, table) in t.app.db.schema().await.unwrap().tables {
            for column in &table.columns {
                if column == "person_id" || column.ends_with("_person_id") || column.ends_with("_by") {
                    there.insert(format!("{name}.{column}"));
                }
            }
        }
        let declared: BTreeSet<String> = [HELD, HISTORY, ACCESS].concat().into_iter().map(str::to_owned).collect();
        assert_eq!(there, declared, "say of a new column whether it is held, history or access");
    }

    async fn every_key_begins_with_the_account(t) {
        let schema = t.app.db.schema().await.unwrap();
        for (name, table) in schema.tables.iter().filter(|(name, _)| !GLOBAL.contains(&name.as_str())) {
            assert_eq!(table.primary_key.first().map(String::as_str), Some("account_id"), "primary key of {name}");
            for unique in &table.unique {
                assert_eq!(unique.first().map(String::as_str), Some("account_id"), "a unique index of {name}");
            }
            for key in &table.foreign_keys {
                let to_account = key.table == "accounts";
                let global = GLOBAL.contains(&key.table.as_str());
                assert!(to_account || global || key.columns.first().map(String::as_str) == Some("account_id"), "{name} refers to {}", key.table);
            }
        }
    }

    // 4.1.8: all that is held is repointed by a departure; the proof counts it in the rooms' own tables.
    async fn every_kind_of_work_is_declared_by_its_room(t) {
        let declared: BTreeSet<&str> = t.app.holdables.iter().map(|holdable| holdable.kind.code()).collect();
        let kinds: BTreeSet<&str> = base::Kind::ALL.iter().map(|kind| kind.code()).collect();
        assert_eq!(declared, kinds);
        let schema = t.app.db.schema().await.unwrap();
        let with_portfolio = schema.tables.iter().filter(|(_, table)| table.columns.iter().any(|c| c == "portfolio_id"));
        let tables: BTreeSet<&str> = with_portfolio.map(|(name, _)| name.as_str()).collect();
        let known = ["bin", "companies", "contacts", "deals", "forms", "handover_steps", "handover_sums", "people", "plan_portfolios", "planned_takeovers", "portfolio_history", "portfolio_holders", "queue_turns", "rollups", "tasks", "triggers"];
        assert_eq!(tables, known.into_iter().collect(), "a table of records needs its Holdable");
    }
}
