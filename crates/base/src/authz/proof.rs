//! What asks anew whether it is them: acts after which an open browser that somebody else found would do lasting harm. This
//! is the one list of them; every door asks, since the permit does.

use super::{Actor, Do};
use crate::kind::Category;
use crate::{Error, Result};

/// How long it is believed, in ms: 15 minutes.
pub const PROOF_MS: i64 = 15 * 60_000;

/// Whether whoever does it must have shown lately that it is them.
pub fn wants_proof(act: &Do) -> bool {
    let administrator = |category: &Category| *category == Category::Administrator;
    match act {
        Do::Erase
        | Do::TakeArchive
        | Do::TakeExport
        | Do::CloseCompany
        | Do::LiftSecondFactor
        | Do::RequireSecondFactor
        | Do::ChangePasskeys
        | Do::SetPassword { .. }
        | Do::ChangeEmail { .. }
        | Do::MakeToken { .. }
        | Do::AcceptPartner { .. } => true,
        Do::AddPerson { category: Category::Integrator } => true,
        Do::AddPerson { category } | Do::Reactivate { category } => administrator(category),
        Do::EditPerson { category, becomes } => administrator(category) != administrator(becomes),
        _ => false,
    }
}

/// # Errors
/// 403 `proof_needed`.
pub fn check_proof(actor: &Actor, act: &Do) -> Result<()> {
    if actor.proven || !wants_proof(act) { Ok(()) } else { Err(Error::ProofNeeded) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn making_and_unmaking_administrators_asks_and_editing_them_does_not() {
        let (member, administrator) = (Category::Member, Category::Administrator);
        let edit = |category, becomes| wants_proof(&Do::EditPerson { category, becomes });
        assert!(edit(member, administrator) && edit(administrator, member));
        assert!(!edit(administrator, administrator) && !edit(member, member));
        assert!(wants_proof(&Do::AddPerson { category: administrator }));
        assert!(!wants_proof(&Do::AddPerson { category: member }));
    }

    #[test]
    fn only_who_has_not_shown_it_lately_is_asked() {
        let lately = Actor::person(1, Category::Administrator, crate::authz::Rights::everything());
        let long_ago = Actor { proven: false, ..lately.clone() };
        assert!(check_proof(&lately, &Do::Erase).is_ok());
        assert!(matches!(check_proof(&long_ago, &Do::Erase), Err(Error::ProofNeeded)));
        assert!(check_proof(&long_ago, &Do::EditAccount).is_ok());
        assert!(check_proof(&Actor::operator(), &Do::TakeArchive).is_ok());
    }
}
