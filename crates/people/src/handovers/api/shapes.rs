//! What programs send and what they are told.

use std::collections::BTreeMap;

use base::Kind;
use base::journal::Moved;
use kit::date::to_rfc3339;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::splits::Split;
use crate::covers::api::CoverView;

use base::org::Name;

use super::super::{Held, Kept, Left, Outcome, Passed, Told, Undone, What};
pub(super) use crate::signin::api::access::{AccessView, EndedView, access_view, ended_view};

/// What somebody holds, by what they get in, who could take over, and what stands in the way.
#[derive(Serialize, ToSchema)]
pub struct HoldingsView {
    pub holdings: Vec<HeldView>,
    pub access: Vec<AccessView>,
    /// How many technical users they answer for.
    pub answers_for: i64,
    /// How many jobs act for them: planned departures, sharings-out, imports, letters on their way. After a departure
    /// they go on for whoever took the person out.
    pub scheduled_jobs: i64,
    /// What a departure ends: covers of their work, and those in which they stand in.
    pub covers: Vec<CoverView>,
    /// The queues they answer for; what is in them is counted among the holdings, too.
    pub queues: Vec<QueueHeld>,
    pub successors: Vec<SuccessorView>,
    /// Why the person can't be taken out, or what a departure has to say: who has each of their posts next.
    pub blockers: Vec<BlockerView>,
    /// The departments that they lead or stand in for the head of.
    pub posts: Vec<PostView>,
    /// Those as whom tokens may go on.
    pub technical_users: Vec<TechnicalView>,
    /// When they are to leave (RFC 3339); null when nothing is planned.
    pub leaving_at: Option<String>,
}

/// A post that somebody has.
#[derive(Serialize, ToSchema)]
pub struct PostView {
    pub department_id: i64,
    pub department: String,
    /// `head` or `deputy`.
    pub post: String,
}

/// A technical user.
#[derive(Serialize, ToSchema)]
pub struct TechnicalView {
    pub id: i64,
    pub name: String,
}

/// A queue somebody answers for.
#[derive(Serialize, ToSchema)]
pub struct QueueHeld {
    pub name: String,
    pub count: i64,
}

#[derive(Serialize, ToSchema)]
pub struct HeldView {
    #[schema(value_type = String)]
    pub kind: Kind,
    /// All records, the closed ones too.
    pub count: i64,
    pub open: i64,
}

/// Somebody who can receive, and the kinds that they may hold.
#[derive(Serialize, ToSchema)]
pub struct SuccessorView {
    pub id: i64,
    pub name: String,
    #[schema(value_type = Vec<String>)]
    pub kinds: Vec<Kind>,
}

/// Why the person can't be taken out now.
#[derive(Serialize, ToSchema)]
pub struct BlockerView {
    pub code: String,
    pub detail: String,
}

/// How a person is to be taken out.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DepartureBody {
    /// Who receives all that `by_kind` doesn't give to others.
    pub successor: Option<i64>,
    #[serde(default)]
    #[schema(value_type = BTreeMap<String, i64>)]
    pub by_kind: BTreeMap<Kind, i64>,
    /// Rules that share single records out; the first that fits counts, and what fits none goes as said above. With
    /// many records the answer is 202 and a plan.
    #[serde(default)]
    pub splits: Vec<Split>,
    /// With splits: block the person before the records are shared out, however long that takes.
    #[serde(default)]
    pub end_access_now: bool,
    /// Who has each post of theirs next, by the department's id; null leaves it vacant. Every post must be named.
    #[serde(default)]
    #[schema(value_type = BTreeMap<String, Option<i64>>)]
    pub posts: BTreeMap<i64, Option<i64>>,
    /// What becomes of each credential: `end`, or for a token `technical`: it goes on as the technical user's
    /// (`technical:ID` where there are several). Those not named end.
    #[serde(default)]
    pub access: BTreeMap<String, String>,
    pub reason: Option<String>,
    /// A moment to come (RFC 3339): the departure is planned, and the answer is 202 with what is planned.
    pub at: Option<String>,
    /// With `at`: until then the person deletes and downloads nothing.
    #[serde(default)]
    pub limits: bool,
    /// With `at`: the planned departure that this one takes the place of.
    pub instead: Option<i64>,
    /// Says what would happen and changes nothing.
    #[serde(default)]
    pub dry_run: bool,
}

/// What is to be handed over while the person stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandoverBody {
    /// Who receives all that `by_kind` doesn't give to others; without one only the kinds in `by_kind` move.
    pub successor: Option<i64>,
    #[serde(default)]
    #[schema(value_type = BTreeMap<String, i64>)]
    pub by_kind: BTreeMap<Kind, i64>,
    #[serde(default)]
    pub splits: Vec<Split>,
    pub reason: Option<String>,
    /// Only a departure can be planned: null.
    #[schema(value_type = Option<String>)]
    pub at: Option<serde_json::Value>,
    #[serde(default)]
    pub dry_run: bool,
}

/// What came of a hand-over, or would come of it.
#[derive(Serialize, ToSchema)]
pub struct OutcomeView {
    /// Null after a dry run.
    pub id: Option<i64>,
    pub number: Option<i64>,
    pub person_id: i64,
    pub status: String,
    pub moved: Vec<MovedView>,
    pub ended: Vec<EndedView>,
    pub posts: Vec<PassedView>,
    /// Tokens that go on as technical users'.
    pub kept: Vec<KeptView>,
    /// RFC 3339.
    pub undo_until: Option<String>,
    /// RFC 3339; null unless it was undone.
    pub undone_at: Option<String>,
    /// After a dry run alone: what to mind before it is done. Nothing of it forbids anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warnings: Option<Vec<WarningView>>,
}

/// Something to mind before a hand-over.
#[derive(Serialize, ToSchema)]
pub struct WarningView {
    /// `away`, `leaving`, `access_ends`, `unseen`, `unchangeable`, `token`, `at_work`.
    pub code: String,
    pub detail: String,
}

/// A post that went to somebody else.
#[derive(Serialize, ToSchema)]
pub struct PassedView {
    pub department_id: i64,
    pub post: String,
    /// Null: vacant since.
    pub to: Option<i64>,
}

/// A token that goes on, and whose it is since.
#[derive(Serialize, ToSchema)]
pub struct KeptView {
    pub id: i64,
    pub name: String,
    pub to: i64,
}

#[derive(Serialize, ToSchema)]
pub struct MovedView {
    #[schema(value_type = String)]
    pub kind: Kind,
    pub count: i64,
    pub open: i64,
    pub to: i64,
}

/// What an undo gave back, and what it left.
#[derive(Serialize, ToSchema)]
pub struct UndoneView {
    pub id: i64,
    pub person_id: i64,
    pub status: String,
    pub restored: Vec<RestoredView>,
    pub left: Vec<Left>,
    /// The planned departure in whose place the undone one was.
    pub planned: Option<ReplacedView>,
}

#[derive(Serialize, ToSchema)]
pub struct ReplacedView {
    pub id: i64,
    /// RFC 3339.
    pub at: String,
    /// Whether it stands again; otherwise its moment has passed, and nothing is planned any more.
    pub again: bool,
}

#[derive(Serialize, ToSchema)]
pub struct RestoredView {
    #[schema(value_type = String)]
    pub kind: Kind,
    pub count: i64,
}

/// What came of a block.
#[derive(Serialize, ToSchema)]
pub struct BlockedView {
    pub person_id: i64,
    pub status: String,
    pub ended: Vec<EndedView>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReactivateBody {
    /// Whether what their successors still hold comes back.
    #[serde(default)]
    pub give_back: bool,
}

/// What came of a return.
#[derive(Serialize, ToSchema)]
pub struct ReturnedView {
    pub person_id: i64,
    pub status: String,
    /// The hand-over that gave work back.
    pub handover_id: Option<i64>,
    pub moved: Vec<MovedView>,
}

pub(super) fn outcome_view(outcome: Outcome) -> OutcomeView {
    OutcomeView {
        id: outcome.fact.map(|(id, _)| id),
        number: outcome.fact.map(|(_, number)| number),
        person_id: outcome.person,
        status: outcome.status.code().to_owned(),
        moved: moved_view(&outcome.moved),
        ended: ended_view(outcome.ended),
        posts: passed_view(&outcome.posts),
        kept: kept_view(outcome.kept),
        undo_until: Some(to_rfc3339(outcome.undo_until)),
        undone_at: None,
        warnings: None,
    }
}

pub(super) fn told_view(told: Told) -> OutcomeView {
    let fact = told.fact;
    let after = match fact.what {
        What::Departure => Some(base::Status::Departed),
        What::Handover | What::Giveback | What::Undo => fact.status_before,
    };
    OutcomeView {
        id: Some(fact.id),
        number: Some(fact.number),
        person_id: fact.person,
        status: after.map(base::Status::code).unwrap_or_default().to_owned(),
        moved: moved_view(&told.moved),
        ended: ended_view(fact.ended),
        posts: passed_view(&fact.posts),
        kept: kept_view(fact.kept),
        undo_until: fact.undo_until.map(to_rfc3339),
        undone_at: fact.undone_at.map(to_rfc3339),
        warnings: None,
    }
}

pub(super) fn undone_view(undone: Undone) -> UndoneView {
    let mut restored: BTreeMap<Kind, i64> = BTreeMap::new();
    for moved in &undone.restored {
        *restored.entry(moved.kind).or_default() += moved.count;
    }
    UndoneView {
        id: undone.fact.0,
        person_id: undone.person,
        status: undone.status.code().to_owned(),
        restored: restored.into_iter().map(|(kind, count)| RestoredView { kind, count }).collect(),
        left: undone.left,
        planned: undone.planned.map(|one| ReplacedView {
            id: one.id,
            at: to_rfc3339(one.at),
            again: one.again,
        }),
    }
}

pub(super) fn post_view(held: &Held) -> PostView {
    PostView {
        department_id: held.department,
        department: held.name.clone(),
        post: held.post.code().to_owned(),
    }
}

pub(super) fn technical_view(name: &Name) -> TechnicalView {
    TechnicalView { id: name.id, name: name.name.clone() }
}

fn passed_view(posts: &[Passed]) -> Vec<PassedView> {
    let view =
        |p: &Passed| PassedView { department_id: p.department, post: p.post.code().to_owned(), to: p.to };
    posts.iter().map(view).collect()
}

fn kept_view(kept: Vec<Kept>) -> Vec<KeptView> {
    kept.into_iter().map(|kept| KeptView { id: kept.token, name: kept.name, to: kept.to }).collect()
}

pub(super) fn moved_view(moved: &[Moved]) -> Vec<MovedView> {
    moved.iter().map(|m| MovedView { kind: m.kind, count: m.count, open: m.open, to: m.to }).collect()
}
