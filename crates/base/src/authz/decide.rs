//! The policy. Each act states what the code is about to do; `decide` says whether this actor may.

use super::{Actor, Area, Deed, Rights, Scope, Who};
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
        /// Where a deal stands; 0 for every other kind.
        stage: i64,
    },
    /// Put a deal at a stage, new or from another one.
    EnterStage {
        reach: Scope,
        stage: i64,
    },
    /// The same on a record in a queue of one's department, which one sees whatever one's scope.
    Queued {
        kind: Kind,
        deed: Deed,
        reach: Scope,
        stage: i64,
    },
    /// Write a note to the successor on a record that is so far from the actor, or put one away.
    Note {
        kind: Kind,
        reach: Scope,
        stage: i64,
    },
    /// Write a comment on a record that is so far from the actor, or change one; `own`: what one writes oneself.
    Comment {
        kind: Kind,
        reach: Scope,
        stage: i64,
        own: bool,
    },
    /// Take a comment away for good.
    RemoveComment {
        kind: Kind,
        reach: Scope,
        stage: i64,
        own: bool,
    },
    /// Write what a person of the category tells about all their work; `own`: oneself.
    NoteWork {
        category: Category,
        own: bool,
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
    /// Give a person rights: by a role or for themselves alone.
    GiveRights {
        rights: Box<Rights>,
        to: To,
    },
    /// Make, change or remove a role: all that it grants before and after.
    EditRole {
        rights: Vec<Rights>,
    },
    /// See what a person may do, or who may see a record.
    ExplainRights,
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
    /// Let a departed person's data go, after the days of grace.
    Erase,
    /// Keep what was to go.
    Restore {
        category: Category,
    },
    /// Take away everything about a person and by them as a file.
    TakeArchive,
    /// Erase a person; `due`: the day has come.
    CarryOutErasure {
        due: bool,
    },
    /// Forget what came by forms once it was kept long enough.
    ForgetEntries,
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
    /// Write oneself a letter, to see whether letters arrive.
    TryMail,
    /// Send who forgot their password a link, to their own address; `usable`: they have a password, and may sign in.
    SendReset {
        usable: bool,
    },
    /// Say what a mail server did with a letter: a fact, whoever asked for the letter.
    TellDelivery,
    /// Give a person another password.
    SetPassword {
        category: Category,
    },
    /// Lift the second factor of somebody who can show no code any more.
    LiftSecondFactor,
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
    /// Let a token of who leaves go on as a technical user's.
    PassTokenOn,
    /// Take lists of the account's data away as files.
    Download,
    /// Take away for good what others work with: a trigger, a role, a department with its queues, a stage. Asked beside
    /// the right to change it.
    Remove,
    EditDepartments,
    EditPipelines,
    EditProducts,
    EditAccount,
    /// Make, change or switch a form.
    EditForms,
    /// Make, change, switch or remove a trigger.
    EditTriggers,
    /// Keep what somebody sent by a public form; `open`: the form takes something at present.
    ReceiveForm {
        open: bool,
    },
    /// Make the records of what came by a form; `assignable`: new work may go to whom they would go to.
    BringIn {
        assignable: bool,
    },
    /// Do what a stage sets off, in the act of whoever put the deal there; `assignable` as above.
    RunTrigger {
        assignable: bool,
    },
    /// Put a partner of the installation on the list, change what it says of itself, strike it off.
    KeepPartners,
    /// Set how many seats an account has, and until when; `partner`: who looks after it.
    SetPlan {
        partner: Option<i64>,
    },
    /// Let another partner look after an account.
    ChoosePartner,
    /// Ask one's partner for seats, or take that back.
    AskSeats,
    /// Look for a partner, or stop looking.
    SeekPartner,
    /// Let a partner look after one's account; `offered`: they offered to.
    AcceptPartner {
        offered: bool,
    },
    /// Answer from the partner's side what a company looks for; `asked`: it reached this partner.
    OfferHelp {
        asked: bool,
    },
    /// Note in a partner's account what a customer did.
    HearCustomer,
    /// Answer a customer, or set what a customer has; `theirs`: the account is looked after by this partner.
    AnswerCustomer {
        theirs: bool,
    },
    /// Make the account itself.
    FirstRun,
    /// Go from the present account into one's own company; `sample`: the present one is a sample.
    LeaveSample {
        sample: bool,
    },
    /// Remove an account with everything in it; `sample`: it is a sample.
    RemoveSample {
        sample: bool,
    },
    /// Sign in, sign out, use a one-time link: the proof is the secret shown.
    UseSecret,
}

/// Whom rights are given to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    Oneself,
    /// Somebody else gets the role that the account gives when none is chosen.
    SomebodyByDefault,
    Somebody,
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
            Do::EnterStage { .. } => "enter_stage",
            Do::Queued { .. } => "queued_record",
            Do::Note { .. } => "note",
            Do::Comment { .. } => "comment",
            Do::RemoveComment { .. } => "remove_comment",
            Do::NoteWork { .. } => "note_work",
            Do::Import => "import",
            Do::AddPerson { .. } => "add_person",
            Do::EditPerson { .. } => "edit_person",
            Do::GiveRights { .. } => "give_rights",
            Do::EditRole { .. } => "edit_role",
            Do::ExplainRights => "explain_rights",
            Do::EditSelf => "edit_self",
            Do::Block { .. } => "block",
            Do::Unblock { .. } => "unblock",
            Do::Depart { .. } => "depart",
            Do::Reactivate { .. } => "reactivate",
            Do::Erase => "erase",
            Do::Restore { .. } => "restore",
            Do::TakeArchive => "take_archive",
            Do::CarryOutErasure { .. } => "carry_out_erasure",
            Do::ForgetEntries => "forget_entries",
            Do::HandOver { .. } => "hand_over",
            Do::UndoHandover { .. } => "undo_handover",
            Do::Cover { .. } => "cover",
            Do::EndCover { .. } => "end_cover",
            Do::Take { .. } => "take",
            Do::SendLink { .. } => "send_link",
            Do::TryMail => "try_mail",
            Do::SendReset { .. } => "send_reset",
            Do::TellDelivery => "tell_delivery",
            Do::SetPassword { .. } => "set_password",
            Do::LiftSecondFactor => "lift_second_factor",
            Do::Rescue => "rescue",
            Do::EndAccess { .. } => "end_access",
            Do::MakeToken { .. } => "make_token",
            Do::PassTokenOn => "pass_token_on",
            Do::Download => "download",
            Do::Remove => "remove",
            Do::EditDepartments => "edit_departments",
            Do::EditPipelines => "edit_pipelines",
            Do::EditProducts => "edit_products",
            Do::EditAccount => "edit_account",
            Do::EditForms => "edit_forms",
            Do::EditTriggers => "edit_triggers",
            Do::ReceiveForm { .. } => "receive_form",
            Do::BringIn { .. } => "bring_in",
            Do::RunTrigger { .. } => "run_trigger",
            Do::KeepPartners => "keep_partners",
            Do::SetPlan { .. } => "set_plan",
            Do::ChoosePartner => "choose_partner",
            Do::AskSeats => "ask_seats",
            Do::SeekPartner => "seek_partner",
            Do::AcceptPartner { .. } => "accept_partner",
            Do::OfferHelp { .. } => "offer_help",
            Do::HearCustomer => "hear_customer",
            Do::AnswerCustomer { .. } => "answer_customer",
            Do::FirstRun => "first_run",
            Do::LeaveSample { .. } => "leave_sample",
            Do::RemoveSample { .. } => "remove_sample",
            Do::UseSecret => "use_secret",
        }
    }
}

/// Whether the actor may. A refusal about a record that is there and that one may not even see is "not found"; one that
/// ends with the day of leaving says so.
pub fn decide(actor: &Actor, act: &Do) -> Result<()> {
    if allowed(actor, act) {
        return Ok(());
    }
    match act {
        Do::Record { deed: Deed::Create, .. } => Err(Error::Denied(act.name())),
        Do::Record { kind, reach, stage, .. } if !covers(actor, (*kind, Deed::See), *reach, *stage) => {
            Err(Error::NotFound)
        }
        _ if is_withheld(actor, act) => Err(Error::Withheld(act.name())),
        _ => Err(Error::Denied(act.name())),
    }
}

/// Whether only the day of leaving stands between the actor and the act. Rights that one has no more to give are no such
/// thing: they are too wide.
fn is_withheld(actor: &Actor, act: &Do) -> bool {
    let gives = matches!(act, Do::GiveRights { .. } | Do::EditRole { .. });
    actor.rights.limited && !gives && allowed(&actor.unlimited(), act)
}

fn allowed(actor: &Actor, act: &Do) -> bool {
    match act {
        Do::FirstRun => matches!(actor.who, Who::Nobody | Who::Operator),
        Do::LeaveSample { sample } => *sample && actor.is_administrator(),
        // Whose it was is no more: who asked was asked for `LeaveSample`.
        Do::RemoveSample { sample } => *sample && matches!(actor.who, Who::Nobody | Who::Operator),
        Do::UseSecret | Do::TellDelivery => true,
        Do::SendReset { usable } => *usable && actor.who == Who::Nobody,
        Do::Rescue => actor.who == Who::Operator,
        Do::Record { kind, deed, reach, stage } => covers(actor, (*kind, *deed), *reach, *stage),
        Do::EnterStage { reach, stage } => {
            actor.scope(Kind::Deal, Deed::See) != Scope::None && *reach <= actor.rights.entry(*stage)
        }
        Do::Queued { kind, deed, reach, stage } => covers(actor, (*kind, *deed), *reach, *stage),
        // Who holds a record leaves a note on it, whether they may change it or not.
        Do::Note { kind, reach, stage } => {
            covers(actor, (*kind, Deed::Edit), *reach, *stage)
                || (*reach == Scope::Own && covers(actor, (*kind, Deed::See), *reach, *stage))
        }
        // Whoever sees a record says something about it; nobody changes what another has said.
        Do::Comment { kind, reach, stage, own } => *own && covers(actor, (*kind, Deed::See), *reach, *stage),
        Do::RemoveComment { kind, reach, stage, own } => {
            covers(actor, (*kind, if *own { Deed::See } else { Deed::Delete }), *reach, *stage)
        }
        Do::Import | Do::LiftSecondFactor => actor.is_administrator(),
        Do::AddPerson { category }
        | Do::Block { category }
        | Do::Unblock { category }
        | Do::Depart { category }
        | Do::Reactivate { category }
        | Do::Restore { category }
        | Do::HandOver { category }
        | Do::UndoHandover { category }
        | Do::SendLink { category }
        | Do::SetPassword { category } => over_people(actor, *category),
        Do::EditPerson { category, becomes } => over_people(actor, *category) && over_people(actor, *becomes),
        Do::GiveRights { rights, to } => may_give(actor, rights, *to),
        Do::EditRole { rights } => {
            actor.is_administrator()
                || (actor.has(Area::Settings) && rights.iter().all(|rights| actor.rights.cover(rights)))
        }
        Do::Erase | Do::TakeArchive => actor.is_administrator() && !actor.rights.limited,
        // By itself, and only then: nobody hurries an erasure.
        Do::CarryOutErasure { due } => *due && actor.who == Who::Operator,
        Do::ForgetEntries => actor.who == Who::Operator,
        Do::TryMail => actor.has(Area::People) && actor.person_id().is_some(),
        Do::ExplainRights => actor.has(Area::People),
        Do::EditSelf => actor.person_id().is_some(),
        Do::MakeToken { category, own } => !actor.rights.limited && (*own || over_people(actor, *category)),
        Do::PassTokenOn => !actor.rights.limited && over_people(actor, Category::Technical),
        Do::Download | Do::Remove => !actor.rights.limited,
        Do::EndAccess { category, own }
        | Do::Cover { category, own }
        | Do::NoteWork { category, own }
        | Do::EndCover { category, own } => *own || over_people(actor, *category),
        Do::Take { kind } => actor.may_hold(*kind),
        Do::EditDepartments
        | Do::EditPipelines
        | Do::EditProducts
        | Do::EditAccount
        | Do::EditForms
        | Do::EditTriggers => actor.has(Area::Settings),
        Do::ReceiveForm { open } => *open && actor.who == Who::Nobody,
        Do::BringIn { assignable } => *assignable && (actor.who == Who::Nobody || actor.has(Area::Settings)),
        Do::RunTrigger { assignable } => *assignable,
        Do::KeepPartners | Do::ChoosePartner => actor.who == Who::Operator,
        Do::SetPlan { partner } => {
            actor.who == Who::Operator || partner.is_some_and(|partner| actor.who == Who::Partner(partner))
        }
        Do::AskSeats => actor.person_id().is_some() && (actor.has(Area::People) || actor.has(Area::Billing)),
        Do::SeekPartner => actor.person_id().is_some() && actor.has(Area::Billing),
        Do::AcceptPartner { offered } => *offered && actor.person_id().is_some() && actor.has(Area::Billing),
        Do::OfferHelp { asked } => *asked && matches!(actor.who, Who::Partner(_)),
        Do::HearCustomer => matches!(actor.who, Who::Nobody | Who::Operator),
        Do::AnswerCustomer { theirs } => *theirs && actor.is_administrator() && actor.person_id().is_some(),
    }
}

/// Who manages people manages all but administrators; those are managed by administrators.
fn over_people(actor: &Actor, category: Category) -> bool {
    actor.has(Area::People) && (actor.is_administrator() || category != Category::Administrator)
}

/// Nobody raises themselves, and nobody gives more than they have. What the account gives by default an administrator
/// has decided already.
fn may_give(actor: &Actor, rights: &Rights, to: To) -> bool {
    actor.is_administrator()
        || actor.has(Area::People)
            && match to {
                To::Oneself => false,
                To::SomebodyByDefault => true,
                To::Somebody => actor.rights.cover(rights),
            }
}

fn covers(actor: &Actor, (kind, deed): (Kind, Deed), reach: Scope, stage: i64) -> bool {
    let scope = actor.scope_at(kind, deed, stage);
    scope != Scope::None && scope >= reach
}
