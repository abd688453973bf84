//! The policy: `decide` says whether this actor may do what the code states that it is about to do.

use super::{Actor, Area, Deed, Do, Rights, Scope, To, Who};
use crate::kind::Category;
use crate::{Error, Kind, Result};

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
        Do::Import | Do::LiftSecondFactor | Do::Review => actor.is_administrator(),
        Do::AddPerson { category }
        | Do::Block { category }
        | Do::Unblock { category }
        | Do::Depart { category }
        | Do::Reactivate { category }
        | Do::Restore { category }
        | Do::HandOver { category }
        | Do::UndoHandover { category }
        | Do::SendLink { category }
        | Do::AnswerAsk { category }
        | Do::ChangeEmail { category }
        | Do::SetPassword { category } => over_people(actor, *category),
        Do::EditPerson { category, becomes } => over_people(actor, *category) && over_people(actor, *becomes),
        Do::GiveRights { rights, to } => may_give(actor, rights, *to),
        Do::EditRole { rights } => {
            actor.is_administrator()
                || (actor.has(Area::Settings) && rights.iter().all(|rights| actor.rights.cover(rights)))
        }
        Do::Erase | Do::TakeArchive | Do::TakeExport => actor.is_administrator() && !actor.rights.limited,
        // By a human's own hand: the operator has the database, and a program that closes companies closes many.
        Do::CloseCompany => actor.is_administrator() && !actor.rights.limited && actor.own_hand().is_some(),
        Do::KeepCompany => actor.is_administrator(),
        // By itself, and only then: nobody hurries an erasure.
        Do::CarryOutErasure { due } | Do::RemoveCompany { due } => *due && actor.who == Who::Operator,
        Do::ForgetEntries | Do::RemindReview | Do::RemindClosing => actor.who == Who::Operator,
        Do::TryMail => actor.has(Area::People) && actor.person_id().is_some(),
        Do::ExplainRights => actor.has(Area::People),
        Do::EditSelf | Do::ChangePasskeys | Do::Ask => actor.person_id().is_some(),
        Do::AnswerReview { asked } => *asked && actor.person_id().is_some(),
        Do::MakeToken { category, own } => !actor.rights.limited && (*own || over_people(actor, *category)),
        Do::PassTokenOn => !actor.rights.limited && over_people(actor, Category::Technical),
        // Nor does who helps to set up say how people sign in.
        Do::RequireSecondFactor => actor.has(Area::Settings) && actor.category != Category::Integrator,
        // Who helps to set up does not own the data.
        Do::Download => !actor.rights.limited && actor.category != Category::Integrator,
        Do::DecideRetention => actor.has(Area::Settings) && actor.category != Category::Integrator,
        Do::Remove => !actor.rights.limited,
        Do::EndAccess { category, own }
        | Do::Cover { category, own }
        | Do::NoteWork { category, own }
        | Do::StateAbsence { category, own }
        | Do::EndCover { category, own } => *own || over_people(actor, *category),
        Do::Take { kind } => actor.may_hold(*kind),
        Do::EditDepartments
        | Do::EditPipelines
        | Do::EditProducts
        | Do::EditAccount
        | Do::EditForms
        | Do::EditTriggers => actor.has(Area::Settings),
        Do::ReceiveForm { open } | Do::JoinByLink { open } => *open && actor.who == Who::Nobody,
        Do::BringIn { assignable } => *assignable && (actor.who == Who::Nobody || actor.has(Area::Settings)),
        Do::RunTrigger { assignable } => *assignable,
        Do::KeepPartners | Do::ChoosePartner => actor.who == Who::Operator,
        Do::KeepAddresses { listed } => {
            actor.who == Who::Operator || *listed && actor.is_administrator() && actor.person_id().is_some()
        }
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
