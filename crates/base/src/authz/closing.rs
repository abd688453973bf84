//! What goes on in a company that closes: looking, taking everything along, calling it back, getting in and out, and keeping
//! somebody whose erasure was asked for before. Everything else waits, so that what is called back is what was left.

use super::{Actor, Deed, Do, Scope, Who, decide};
use crate::Kind;

/// Whether the act is done while the company closes, as far as that goes.
pub fn goes_on(actor: &Actor, act: &Do) -> bool {
    actor.who == Who::Operator
        || matches!(
            act,
            Do::CloseCompany
                | Do::KeepCompany
                | Do::TakeExport
                | Do::TakeArchive
                | Do::Download
                | Do::UseSecret
                // The day of an erasure comes all the same.
                | Do::Restore { .. }
                | Do::EditSelf
                | Do::ChangePasskeys
                | Do::EndAccess { .. }
                | Do::LiftSecondFactor
                | Do::SendReset { .. }
                | Do::TellDelivery
                | Do::HearCustomer
        )
}

/// Whether a page offers the act: the actor may do it, and it is one that goes on.
pub fn offers(actor: &Actor, act: &Do) -> bool {
    decide(actor, act).is_ok() && (!actor.rests || goes_on(actor, act))
}

impl Actor {
    /// As `offers`, for a deed of which only the kind of record is known yet.
    pub fn offers_on(&self, kind: Kind, deed: Deed) -> bool {
        !self.rests && self.scope(kind, deed) != Scope::None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::Category;

    #[test]
    fn an_administrator_looks_and_calls_back_and_changes_nothing_else() {
        let olena = Actor::person(1, Category::Administrator, crate::authz::Rights::everything());
        assert!(goes_on(&olena, &Do::KeepCompany) && goes_on(&olena, &Do::TakeExport));
        assert!(goes_on(&olena, &Do::EndAccess { category: Category::Member, own: false }));
        assert!(goes_on(&olena, &Do::Restore { category: Category::Member }));
        assert!(
            !goes_on(&olena, &Do::EditAccount)
                && !goes_on(&olena, &Do::Depart { category: Category::Member })
        );
        assert!(!goes_on(&Actor::nobody(), &Do::ReceiveForm { open: true }));
        assert!(!goes_on(&Actor::partner(7), &Do::SetPlan { partner: Some(7) }));
        assert!(goes_on(&Actor::operator(), &Do::Rescue));
    }

    #[test]
    fn pages_offer_what_goes_on_and_of_that_only_what_one_may() {
        let mut olena = Actor::person(1, Category::Administrator, crate::authz::Rights::everything());
        let offered = |actor: &Actor| {
            (
                offers(actor, &Do::EditAccount),
                offers(actor, &Do::TakeExport),
                actor.offers_on(Kind::Deal, Deed::Create),
            )
        };
        assert_eq!(offered(&olena), (true, true, true));
        olena.rests = true;
        assert_eq!(offered(&olena), (false, true, false));
        assert!(!offers(&Actor::nobody(), &Do::TakeExport));
    }
}
