//! The policy. Each act states what the code is about to do; `decide` says whether this actor may.

use super::{Actor, Area, Deed, Scope, Who};
use crate::kind::Category;
use crate::{Error, Kind, Result};

/// What the code is about to do, with the facts the decision rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Do {
    /// A deed on a record that is so far from the actor (see `portfolios::reach`).
    Record {
        kind: Kind,
        deed: Deed,
        reach: Scope,
    },
    /// The same on a record in a queue of one's department, which one sees whatever one's scope.
    Queued {
        kind: Kind,
        deed: Deed,
        reach: Scope,
    },
    /// Bring records of another system in.
    Import,
    /// A new person of the category.
    AddPerson {
        category: Category,
    },
    /// Change a person's name, sign-in, phone, role, departments.
    EditPerson {
        category: Category,
        becomes: Category,
    },
    /// Change one's own name, phone or language.
    EditSelf,
    Block {
        category: Category,
    },
    Unblock {
        category: Category,
    },
    Depart {
        category: Category,
    },
    Reactivate {
        category: Category,
    },
    HandOver {
        category: Category,
    },
    UndoHandover {
        category: Category,
    },
    /// Give a person of the category a stand-in; `own`: oneself.
    Cover {
        category: Category,
        own: bool,
    },
    /// End a cover early; `own`: one in which one is covered or stands in.
    EndCover {
        category: Category,
        own: bool,
    },
    /// Take a record of the kind from a queue of one's department.
    Take {
        kind: Kind,
    },
    /// Make or withdraw a one-time link for a person.
    SendLink {
        category: Category,
    },
    /// Give a person another password.
    SetPassword {
        category: Category,
    },
    /// Open the account's door again for an administrator: the operator's way back in.
    Rescue,
    /// End a credential of a person.
    EndAccess {
        category: Category,
        own: bool,
    },
    /// Make an API token.
    MakeToken {
        category: Category,
        own: bool,
    },
    EditDepartments,
    EditPipelines,
    EditProducts,
    EditAccount,
    /// Make the account itself.
    FirstRun,
    /// Sign in, sign out, use a one-time link: the proof is the secret shown.
    UseSecret,
}

impl Do {
    /// A stable word for logs, denials and the printed matrix.
    pub fn name(&self) -> &'static str {
        match self {
            Do::Record { deed: Deed::See, .. } => "see_record",
            Do::Record { deed: Deed::Create, .. } => "create_record",
            Do::Record { deed: Deed::Edit, .. } => "edit_record",
            Do::Record { deed: Deed::Assign, .. } => "assign_record",
            Do::Record { deed: Deed::Delete, .. } => "delete_record",
            Do::Queued { .. } => "queued_record",
            Do::Import => "import",
            Do::AddPerson { .. } => "add_person",
            Do::EditPerson { .. } => "edit_person",
            Do::EditSelf => "edit_self",
            Do::Block { .. } => "block",
            Do::Unblock { .. } => "unblock",
            Do::Depart { .. } => "depart",
            Do::Reactivate { .. } => "reactivate",
            Do::HandOver { .. } => "hand_over",
            Do::UndoHandover { .. } => "undo_handover",
            Do::Cover { .. } => "cover",
            Do::EndCover { .. } => "end_cover",
            Do::Take { .. } => "take",
            Do::SendLink { .. } => "send_link",
            Do::SetPassword { .. } => "set_password",
            Do::Rescue => "rescue",
            Do::EndAccess { .. } => "end_access",
            Do::MakeToken { .. } => "make_token",
            Do::EditDepartments => "edit_departments",
            Do::EditPipelines => "edit_pipelines",
            Do::EditProducts => "edit_products",
            Do::EditAccount => "edit_account",
            Do::FirstRun => "first_run",
            Do::UseSecret => "use_secret",
        }
    }
}

/// Whether the actor may. A refusal about a record that is there and that one may not even see is "not found".
pub fn decide(actor: &Actor, act: &Do) -> Result<()> {
    if allowed(actor, act) {
        return Ok(());
    }
    match act {
        Do::Record { deed: Deed::Create, .. } => Err(Error::Denied(act.name())),
        Do::Record { kind, reach, .. } if !covers(actor, *kind, Deed::See, *reach) => Err(Error::NotFound),
        _ => Err(Error::Denied(act.name())),
    }
}

fn allowed(actor: &Actor, act: &Do) -> bool {
    match act {
        Do::FirstRun => matches!(actor.who, Who::Nobody | Who::Operator),
        Do::UseSecret => true,
        Do::Rescue => actor.who == Who::Operator,
        Do::Record { kind, deed, reach } | Do::Queued { kind, deed, reach } => {
            covers(actor, *kind, *deed, *reach)
        }
        Do::Import => actor.is_administrator(),
        Do::AddPerson { category }
        | Do::Block { category }
        | Do::Unblock { category }
        | Do::Depart { category }
        | Do::Reactivate { category }
        | Do::HandOver { category }
        | Do::UndoHandover { category }
        | Do::SendLink { category }
        | Do::SetPassword { category } => over_people(actor, *category),
        Do::EditPerson { category, becomes } => over_people(actor, *category) && over_people(actor, *becomes),
        Do::EditSelf => actor.person_id().is_some(),
        Do::EndAccess { category, own }
        | Do::MakeToken { category, own }
        | Do::Cover { category, own }
        | Do::EndCover { category, own } => *own || over_people(actor, *category),
        Do::Take { kind } => actor.may_hold(*kind),
        Do::EditDepartments | Do::EditPipelines | Do::EditProducts | Do::EditAccount => {
            actor.has(Area::Settings)
        }
    }
}

/// Who manages people manages all but administrators; those are managed by administrators.
fn over_people(actor: &Actor, category: Category) -> bool {
    actor.has(Area::People) && (actor.is_administrator() || category != Category::Administrator)
}

fn covers(actor: &Actor, kind: Kind, deed: Deed, reach: Scope) -> bool {
    let scope = actor.scope(kind, deed);
    scope != Scope::None && scope >= reach
}
