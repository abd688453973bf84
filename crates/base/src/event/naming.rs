//! What an event is called, whom it names, whose timeline shows it.

use super::{Event, Subject};

impl Event {
    /// The stable word of what happened.
    pub fn kind(&self) -> &'static str {
        match self {
            Event::AccountCreated { .. } => "account_created",
            Event::AccountChanged { .. } => "account_changed",
            Event::SampleRemoved { .. } => "sample_removed",
            Event::CompanyClosing { .. } => "company_closing",
            Event::CompanyKept { .. } => "company_kept",
            Event::ClosingReminded { .. } => "closing_reminded",
            Event::ExportTaken { .. } => "export_taken",
            Event::PartnerListed { .. } => "partner_listed",
            Event::PartnerChanged { .. } => "partner_changed",
            Event::PlanChanged { .. } => "plan_changed",
            Event::Seats { became, .. } => became.kind(),
            Event::Search { became, .. } => became.kind(),
            Event::Customer { became, .. } => became.kind(),
            Event::SignedIn { .. } => "signed_in",
            Event::PersonActivated { .. } => "person_activated",
            Event::SignedOut { .. } => "signed_out",
            Event::ProofShown { .. } => "proof_shown",
            Event::PersonAdded { .. } => "person_added",
            Event::PersonAttached { .. } => "person_attached",
            Event::PersonDeclined { .. } => "person_declined",
            Event::OpenLinkMade { .. } => "open_link_made",
            Event::OpenLinkEnded { .. } => "open_link_ended",
            Event::OpenLinkUsed { .. } => "open_link_used",
            Event::JoinAsked { .. } => "join_asked",
            Event::JoinAdmitted { .. } => "join_admitted",
            Event::JoinDeclined { .. } => "join_declined",
            Event::PersonChanged { .. } => "person_changed",
            Event::PictureSet { .. } => "picture_set",
            Event::PictureRemoved { .. } => "picture_removed",
            Event::PasswordSet { .. } => "password_set",
            Event::SecondFactorSet { .. } => "second_factor_set",
            Event::SecondFactorRemoved { .. } => "second_factor_removed",
            Event::SecondFactorLifted { .. } => "second_factor_lifted",
            Event::RecoveryCodesMade { .. } => "recovery_codes_made",
            Event::RecoveryCodeUsed { .. } => "recovery_code_used",
            Event::Passkey { became, .. } => became.kind(),
            Event::LinkMade { .. } => "link_made",
            Event::LinkUsed { .. } => "link_used",
            Event::Letter { became, .. } => became.kind(),
            Event::TokenMade { .. } => "token_made",
            Event::TokenPassedOn { .. } => "token_passed_on",
            Event::AccessEnded { .. } => "access_ended",
            Event::Ask { became, .. } => became.kind(),
            Event::Absence { became, .. } => became.kind(),
            Event::ReviewBegun { .. } => "review_begun",
            Event::Reviewed { became, .. } => became.kind(),
            Event::ReviewReminded { .. } => "review_reminded",
            Event::ReviewEnded { .. } => "review_ended",
            Event::ReviewExempted { exempt: true, .. } => "review_exempted",
            Event::ReviewExempted { exempt: false, .. } => "review_unexempted",
            Event::PersonBlocked { .. } => "person_blocked",
            Event::PersonUnblocked { .. } => "person_unblocked",
            Event::PersonDeparted { .. } => "person_departed",
            Event::DeparturePlanned { .. } => "departure_planned",
            Event::DepartureUnplanned { .. } => "departure_unplanned",
            Event::DepartureResumed { .. } => "departure_resumed",
            Event::PostPassedOn { .. } => "post_passed_on",
            Event::PersonClosing { .. } => "person_closing",
            Event::PersonRestored { .. } => "person_restored",
            Event::PersonErased { .. } => "person_erased",
            Event::ArchiveTaken { .. } => "archive_taken",
            Event::PersonReactivated { .. } => "person_reactivated",
            Event::AnswerableChanged { .. } => "answerable_changed",
            Event::ScheduledPassedOn { .. } => "scheduled_passed_on",
            Event::HandedOver { .. } => "handed_over",
            Event::HandoverUndone { .. } => "handover_undone",
            Event::PlanStarted { .. } => "plan_started",
            Event::PlanStaged { .. } => "plan_staged",
            Event::PlanUnstaged { .. } => "plan_unstaged",
            Event::PlanCancelled { .. } => "plan_cancelled",
            Event::PlanTakenOver { .. } => "plan_taken_over",
            Event::CoverBegun { .. } => "cover_begun",
            Event::CoverEnded { .. } => "cover_ended",
            Event::CoverDeclined { .. } => "cover_declined",
            Event::CoverResumed { .. } => "cover_resumed",
            Event::CoverChanged { .. } => "cover_changed",
            Event::TakenOver { .. } => "taken_over",
            Event::TakeoverPlanned { .. } => "takeover_planned",
            Event::TakeoverFailed { .. } => "takeover_failed",
            Event::QueueAdded { .. } => "queue_added",
            Event::QueueRenamed { .. } => "queue_renamed",
            Event::DepartmentAdded { .. } => "department_added",
            Event::DepartmentChanged { .. } => "department_changed",
            Event::DepartmentRemoved { .. } => "department_removed",
            Event::RoleAdded { .. } => "role_added",
            Event::RoleChanged { .. } => "role_changed",
            Event::RoleRemoved { .. } => "role_removed",
            Event::RoleMadeDefault { .. } => "role_made_default",
            Event::PipelineAdded { .. } => "pipeline_added",
            Event::PipelineChanged { .. } => "pipeline_changed",
            Event::StageRemoved { .. } => "stage_removed",
            Event::PipelineRemoved { .. } => "pipeline_removed",
            Event::ProductAdded { .. } => "product_added",
            Event::ProductChanged { .. } => "product_changed",
            Event::FormAdded { .. } => "form_added",
            Event::FormChanged { .. } => "form_changed",
            Event::FormWaits { .. } => "form_waits",
            Event::CameByForm { .. } => "came_by_form",
            Event::TriggerAdded { .. } => "trigger_added",
            Event::TriggerChanged { .. } => "trigger_changed",
            Event::TriggerRemoved { .. } => "trigger_removed",
            Event::TriggerRan { .. } => "trigger_ran",
            Event::TriggerSkipped { .. } => "trigger_skipped",
            Event::RecordCreated { .. } => "record_created",
            Event::RecordChanged { .. } => "record_changed",
            Event::RecordAssigned { .. } => "record_assigned",
            Event::RecordDeleted { .. } => "record_deleted",
            Event::RecordRestored { .. } => "record_restored",
            Event::RecordNoted { .. } => "record_noted",
            Event::RecordNoteDone { .. } => "record_note_done",
            Event::RecordCommented { .. } => "record_commented",
            Event::CommentChanged { .. } => "comment_changed",
            Event::CommentRemoved { .. } => "comment_removed",
            Event::EntriesForgotten { .. } => "entries_forgotten",
            Event::WorkNoted { .. } => "work_noted",
            Event::BinEmptied { .. } => "bin_emptied",
            Event::ImportBegun { .. } => "import_begun",
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
            | Event::CoverChanged { stand_in, .. }
            | Event::CoverResumed { stand_in, .. } => people.push(*stand_in),
            Event::TokenPassedOn { from, .. } => people.push(*from),
            Event::PostPassedOn { from, to, .. } => people.extend(from.iter().chain(to)),
            Event::TakenOver { to, .. } | Event::TriggerRan { to, .. } | Event::TriggerSkipped { to, .. } => {
                people.push(*to);
            }
            Event::FormChanged { receiver: Some(to), .. }
            | Event::TriggerChanged { receiver: Some(to), .. } => {
                people.push(*to);
            }
            Event::CommentRemoved { of, .. } => people.extend(of),
            Event::QueueAdded { holder, .. } => people.push(*holder),
            Event::ScheduledPassedOn { to, .. } => people.push(*to),
            Event::RecordAssigned { from, to, .. } | Event::AnswerableChanged { from, to, .. } => {
                people.extend([*from, *to]);
            }
            _ => {}
        }
        people
    }

    /// Whether it says more of its person than numbers: what goes with their personal data.
    pub fn is_personal(&self) -> bool {
        match self {
            Event::PersonAdded { .. }
            | Event::PersonChanged { .. }
            | Event::Absence { .. }
            | Event::TokenMade { .. } => true,
            Event::PersonDeparted { reason, .. }
            | Event::HandedOver { reason, .. }
            | Event::CoverBegun { reason, .. } => reason.is_some(),
            _ => false,
        }
    }

    /// Whose timeline shows it.
    pub fn subject(&self) -> Subject<'static> {
        let (kind, id) = match self {
            Event::AccountCreated { account, .. }
            | Event::AccountChanged { account, .. }
            | Event::CompanyClosing { account, .. }
            | Event::CompanyKept { account }
            | Event::ClosingReminded { account, .. }
            | Event::ExportTaken { account }
            | Event::PlanChanged { account, .. } => ("account", *account),
            Event::PartnerListed { partner, .. } | Event::PartnerChanged { partner, .. } => {
                ("partner", *partner)
            }
            Event::Seats { request, .. } => ("seat_request", *request),
            Event::OpenLinkMade { open_link, .. }
            | Event::OpenLinkEnded { open_link }
            | Event::OpenLinkUsed { open_link }
            | Event::JoinAsked { open_link, .. }
            | Event::JoinAdmitted { open_link, .. }
            | Event::JoinDeclined { open_link, .. } => ("open_link", *open_link),
            Event::Search { search, .. } => ("partner_search", *search),
            Event::Customer { customer, .. } => ("customer", *customer),
            Event::SignedIn { person, .. }
            | Event::PersonActivated { person }
            | Event::SignedOut { person, .. }
            | Event::ProofShown { person, .. }
            | Event::PersonAdded { person, .. }
            | Event::PersonAttached { person }
            | Event::PersonDeclined { person }
            | Event::Ask { person, .. }
            | Event::Reviewed { person, .. }
            | Event::ReviewExempted { person, .. }
            | Event::PersonChanged { person, .. }
            | Event::PictureSet { person }
            | Event::PictureRemoved { person }
            | Event::PasswordSet { person }
            | Event::SecondFactorSet { person }
            | Event::SecondFactorRemoved { person }
            | Event::SecondFactorLifted { person }
            | Event::RecoveryCodesMade { person }
            | Event::RecoveryCodeUsed { person, .. }
            | Event::Passkey { person, .. }
            | Event::LinkMade { person, .. }
            | Event::LinkUsed { person, .. }
            | Event::Letter { person, .. }
            | Event::TokenMade { person, .. }
            | Event::TokenPassedOn { person, .. }
            | Event::AccessEnded { person, .. }
            | Event::PersonBlocked { person, .. }
            | Event::PersonUnblocked { person }
            | Event::PersonDeparted { person, .. }
            | Event::DeparturePlanned { person, .. }
            | Event::DepartureUnplanned { person, .. }
            | Event::DepartureResumed { person, .. }
            | Event::PersonClosing { person, .. }
            | Event::PersonRestored { person }
            | Event::PersonErased { person, .. }
            | Event::ArchiveTaken { person }
            | Event::PersonReactivated { person, .. }
            | Event::AnswerableChanged { person, .. }
            | Event::ScheduledPassedOn { person, .. }
            | Event::HandedOver { person, .. }
            | Event::HandoverUndone { person, .. }
            | Event::PlanStarted { person, .. }
            | Event::PlanCancelled { person, .. }
            | Event::PlanTakenOver { person, .. }
            | Event::CoverBegun { person, .. }
            | Event::CoverEnded { person, .. }
            | Event::CoverDeclined { person, .. }
            | Event::CoverResumed { person, .. }
            | Event::CoverChanged { person, .. }
            | Event::Absence { person, .. }
            | Event::TakenOver { person, .. }
            | Event::TakeoverPlanned { person, .. }
            | Event::WorkNoted { person }
            | Event::TakeoverFailed { person, .. } => ("person", *person),
            Event::ReviewBegun { review, .. }
            | Event::ReviewReminded { review, .. }
            | Event::ReviewEnded { review, .. } => ("review", *review),
            Event::PlanStaged { plan, .. } | Event::PlanUnstaged { plan, .. } => ("plan", *plan),
            Event::PostPassedOn { department, .. }
            | Event::QueueAdded { department, .. }
            | Event::QueueRenamed { department, .. }
            | Event::DepartmentAdded { department, .. }
            | Event::DepartmentChanged { department, .. }
            | Event::DepartmentRemoved { department, .. } => ("department", *department),
            Event::RoleAdded { role, .. }
            | Event::RoleChanged { role, .. }
            | Event::RoleRemoved { role, .. }
            | Event::RoleMadeDefault { role, .. } => ("role", *role),
            Event::PipelineAdded { pipeline, .. }
            | Event::PipelineChanged { pipeline, .. }
            | Event::StageRemoved { pipeline, .. }
            | Event::PipelineRemoved { pipeline, .. } => ("pipeline", *pipeline),
            Event::ProductAdded { product, .. } | Event::ProductChanged { product, .. } => {
                ("product", *product)
            }
            Event::FormAdded { form, .. }
            | Event::FormChanged { form, .. }
            | Event::FormWaits { form, .. } => ("form", *form),
            Event::CameByForm { deal, .. } | Event::TriggerRan { deal, .. } => ("deal", *deal),
            Event::TriggerAdded { trigger, .. }
            | Event::TriggerChanged { trigger, .. }
            | Event::TriggerRemoved { trigger, .. }
            | Event::TriggerSkipped { trigger, .. } => ("trigger", *trigger),
            Event::RecordCreated { kind, id, .. }
            | Event::RecordChanged { kind, id, .. }
            | Event::RecordAssigned { kind, id, .. }
            | Event::RecordDeleted { kind, id }
            | Event::RecordNoted { kind, id }
            | Event::RecordNoteDone { kind, id }
            | Event::RecordCommented { kind, id, .. }
            | Event::CommentChanged { kind, id, .. }
            | Event::CommentRemoved { kind, id, .. }
            | Event::RecordRestored { kind, id } => (kind.code(), *id),
            Event::SampleRemoved { sample, .. } => ("account", *sample),
            Event::BinEmptied { .. }
            | Event::EntriesForgotten { .. }
            | Event::ImportBegun { .. }
            | Event::Imported { .. } => ("account", 0),
        };
        Subject { kind, id }
    }
}
