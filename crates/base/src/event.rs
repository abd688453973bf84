//! Everything that can have happened. Events name people by id only, so that an erased name is gone for good.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::Kind;
use crate::kind::Category;

/// One field, before and after, as a person would read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub field: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

impl Change {
    /// The change of a field, or nothing when it stays the same.
    pub fn of(field: &str, before: Option<String>, after: Option<String>) -> Option<Change> {
        (before != after).then(|| Change { field: field.into(), before, after })
    }
}

/// How many of a kind went where in a hand-over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    pub kind: Kind,
    pub count: i64,
    pub open: i64,
    pub from: i64,
    pub to: i64,
}

/// What an event is about: whose timeline shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject<'a> {
    pub kind: &'a str,
    pub id: i64,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Event {
    AccountCreated {
        account: i64,
        name: String,
        administrator: i64,
    },
    AccountChanged {
        account: i64,
        changes: Vec<Change>,
    },
    SignedIn {
        person: i64,
        session: i64,
    },
    /// The first sign-in of a pending person.
    PersonActivated {
        person: i64,
    },
    SignedOut {
        person: i64,
        session: i64,
    },
    PersonAdded {
        person: i64,
        name: String,
        category: Category,
        role: i64,
        department: Option<i64>,
    },
    PersonChanged {
        person: i64,
        changes: Vec<Change>,
    },
    PasswordSet {
        person: i64,
    },
    LinkMade {
        person: i64,
        link: i64,
    },
    LinkUsed {
        person: i64,
        link: i64,
    },
    TokenMade {
        person: i64,
        token: i64,
        name: String,
    },
    /// `access` is session, token or link.
    AccessEnded {
        person: i64,
        access: String,
        count: i64,
    },
    PersonBlocked {
        person: i64,
        sessions: i64,
        tokens: i64,
        links: i64,
    },
    PersonUnblocked {
        person: i64,
    },
    PersonDeparted {
        person: i64,
        handover: i64,
        number: i64,
        moved: Vec<Moved>,
        sessions: i64,
        tokens: i64,
        links: i64,
        reason: Option<String>,
    },
    PersonReactivated {
        person: i64,
        work_back: bool,
        handover: Option<i64>,
    },
    /// Somebody else answers for a technical user.
    AnswerableChanged {
        person: i64,
        from: i64,
        to: i64,
    },
    HandedOver {
        person: i64,
        handover: i64,
        number: i64,
        moved: Vec<Moved>,
        reason: Option<String>,
    },
    HandoverUndone {
        person: i64,
        handover: i64,
        number: i64,
        restored: Vec<Moved>,
    },
    /// Somebody will stand in for the person, or does from now on; `kinds` is `None` for all.
    CoverBegun {
        person: i64,
        cover: i64,
        stand_in: i64,
        kinds: Option<BTreeSet<Kind>>,
        from: i64,
        until: i64,
        reason: Option<String>,
    },
    /// Before its time.
    CoverEnded {
        person: i64,
        cover: i64,
        stand_in: i64,
    },
    CoverDeclined {
        person: i64,
        cover: i64,
        stand_in: i64,
    },
    /// The departure that had ended it was undone.
    CoverResumed {
        person: i64,
        cover: i64,
        stand_in: i64,
        until: i64,
    },
    /// Portfolios went from the person to somebody who takes them over.
    TakenOver {
        person: i64,
        to: i64,
        handover: i64,
        number: i64,
        moved: Vec<Moved>,
    },
    /// A pending person is to take portfolios over once they are active.
    TakeoverPlanned {
        person: i64,
        portfolios: Vec<i64>,
    },
    /// What was planned can't be; who holds the work keeps it. `why` is the end of a sentence's key.
    TakeoverFailed {
        person: i64,
        portfolio: i64,
        why: String,
    },
    QueueAdded {
        department: i64,
        queue: i64,
        name: String,
        holder: i64,
    },
    QueueRenamed {
        department: i64,
        queue: i64,
        changes: Vec<Change>,
    },
    DepartmentAdded {
        department: i64,
        name: String,
    },
    DepartmentChanged {
        department: i64,
        changes: Vec<Change>,
    },
    DepartmentRemoved {
        department: i64,
        name: String,
    },
    PipelineAdded {
        pipeline: i64,
        name: String,
    },
    PipelineChanged {
        pipeline: i64,
        changes: Vec<Change>,
    },
    ProductAdded {
        product: i64,
        name: String,
    },
    ProductChanged {
        product: i64,
        changes: Vec<Change>,
    },
    RecordCreated {
        kind: Kind,
        id: i64,
        portfolio: i64,
        responsible: i64,
    },
    RecordChanged {
        kind: Kind,
        id: i64,
        changes: Vec<Change>,
    },
    RecordAssigned {
        kind: Kind,
        id: i64,
        from: i64,
        to: i64,
    },
    RecordDeleted {
        kind: Kind,
        id: i64,
    },
    RecordRestored {
        kind: Kind,
        id: i64,
    },
    /// The thirty days in the bin are over.
    BinEmptied {
        count: i64,
    },
    /// An import's own line; each record has its `RecordCreated` or `RecordChanged` beside it.
    Imported {
        source: String,
        kind: String,
        created: i64,
        updated: i64,
        refused: i64,
    },
}

impl Event {
    /// The stable word of what happened.
    pub fn kind(&self) -> &'static str {
        match self {
            Event::AccountCreated { .. } => "account_created",
            Event::AccountChanged { .. } => "account_changed",
            Event::SignedIn { .. } => "signed_in",
            Event::PersonActivated { .. } => "person_activated",
            Event::SignedOut { .. } => "signed_out",
            Event::PersonAdded { .. } => "person_added",
            Event::PersonChanged { .. } => "person_changed",
            Event::PasswordSet { .. } => "password_set",
            Event::LinkMade { .. } => "link_made",
            Event::LinkUsed { .. } => "link_used",
            Event::TokenMade { .. } => "token_made",
            Event::AccessEnded { .. } => "access_ended",
            Event::PersonBlocked { .. } => "person_blocked",
            Event::PersonUnblocked { .. } => "person_unblocked",
            Event::PersonDeparted { .. } => "person_departed",
            Event::PersonReactivated { .. } => "person_reactivated",
            Event::AnswerableChanged { .. } => "answerable_changed",
            Event::HandedOver { .. } => "handed_over",
            Event::HandoverUndone { .. } => "handover_undone",
            Event::CoverBegun { .. } => "cover_begun",
            Event::CoverEnded { .. } => "cover_ended",
            Event::CoverDeclined { .. } => "cover_declined",
            Event::CoverResumed { .. } => "cover_resumed",
            Event::TakenOver { .. } => "taken_over",
            Event::TakeoverPlanned { .. } => "takeover_planned",
            Event::TakeoverFailed { .. } => "takeover_failed",
            Event::QueueAdded { .. } => "queue_added",
            Event::QueueRenamed { .. } => "queue_renamed",
            Event::DepartmentAdded { .. } => "department_added",
            Event::DepartmentChanged { .. } => "department_changed",
            Event::DepartmentRemoved { .. } => "department_removed",
            Event::PipelineAdded { .. } => "pipeline_added",
            Event::PipelineChanged { .. } => "pipeline_changed",
            Event::ProductAdded { .. } => "product_added",
            Event::ProductChanged { .. } => "product_changed",
            Event::RecordCreated { .. } => "record_created",
            Event::RecordChanged { .. } => "record_changed",
            Event::RecordAssigned { .. } => "record_assigned",
            Event::RecordDeleted { .. } => "record_deleted",
            Event::RecordRestored { .. } => "record_restored",
            Event::BinEmptied { .. } => "bin_emptied",
            Event::Imported { .. } => "imported",
        }
    }

    /// Everybody the event names: whose names its sentence needs.
    pub fn people(&self) -> Vec<i64> {
        let subject = self.subject();
        let mut people = Vec::new();
        if subject.kind == "person" {
            people.push(subject.id);
        }
        match self {
            Event::AccountCreated { administrator, .. } => people.push(*administrator),
            Event::PersonDeparted { moved, .. }
            | Event::HandedOver { moved, .. }
            | Event::HandoverUndone { restored: moved, .. } => {
                people.extend(moved.iter().flat_map(|moved| [moved.from, moved.to]));
            }
            Event::RecordCreated { responsible, .. } => people.push(*responsible),
            Event::CoverBegun { stand_in, .. }
            | Event::CoverEnded { stand_in, .. }
            | Event::CoverDeclined { stand_in, .. }
            | Event::CoverResumed { stand_in, .. } => people.push(*stand_in),
            Event::TakenOver { to, .. } => people.push(*to),
            Event::QueueAdded { holder, .. } => people.push(*holder),
            Event::RecordAssigned { from, to, .. } | Event::AnswerableChanged { from, to, .. } => {
                people.extend([*from, *to]);
            }
            _ => {}
        }
        people
    }

    /// Whose timeline shows it.
    pub fn subject(&self) -> Subject<'static> {
        let (kind, id) = match self {
            Event::AccountCreated { account, .. } | Event::AccountChanged { account, .. } => {
                ("account", *account)
            }
            Event::SignedIn { person, .. }
            | Event::PersonActivated { person }
            | Event::SignedOut { person, .. }
            | Event::PersonAdded { person, .. }
            | Event::PersonChanged { person, .. }
            | Event::PasswordSet { person }
            | Event::LinkMade { person, .. }
            | Event::LinkUsed { person, .. }
            | Event::TokenMade { person, .. }
            | Event::AccessEnded { person, .. }
            | Event::PersonBlocked { person, .. }
            | Event::PersonUnblocked { person }
            | Event::PersonDeparted { person, .. }
            | Event::PersonReactivated { person, .. }
            | Event::AnswerableChanged { person, .. }
            | Event::HandedOver { person, .. }
            | Event::HandoverUndone { person, .. }
            | Event::CoverBegun { person, .. }
            | Event::CoverEnded { person, .. }
            | Event::CoverDeclined { person, .. }
            | Event::CoverResumed { person, .. }
            | Event::TakenOver { person, .. }
            | Event::TakeoverPlanned { person, .. }
            | Event::TakeoverFailed { person, .. } => ("person", *person),
            Event::QueueAdded { department, .. }
            | Event::QueueRenamed { department, .. }
            | Event::DepartmentAdded { department, .. }
            | Event::DepartmentChanged { department, .. }
            | Event::DepartmentRemoved { department, .. } => ("department", *department),
            Event::PipelineAdded { pipeline, .. } | Event::PipelineChanged { pipeline, .. } => {
                ("pipeline", *pipeline)
            }
            Event::ProductAdded { product, .. } | Event::ProductChanged { product, .. } => {
                ("product", *product)
            }
            Event::RecordCreated { kind, id, .. }
            | Event::RecordChanged { kind, id, .. }
            | Event::RecordAssigned { kind, id, .. }
            | Event::RecordDeleted { kind, id }
            | Event::RecordRestored { kind, id } => (kind.code(), *id),
            Event::BinEmptied { .. } | Event::Imported { .. } => ("account", 0),
        };
        Subject { kind, id }
    }
}
