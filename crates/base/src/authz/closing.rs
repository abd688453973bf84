//! What goes on in a company that closes: looking, taking everything along, calling it back, and getting in and out. Everything
//! else waits, so that what is called back is what was left.

use super::{Actor, Do, Who};

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
                | Do::EditSelf
                | Do::ChangePasskeys
                | Do::EndAccess { .. }
                | Do::LiftSecondFactor
                | Do::SendReset { .. }
                | Do::TellDelivery
                | Do::HearCustomer
        )
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
        assert!(
            !goes_on(&olena, &Do::EditAccount)
                && !goes_on(&olena, &Do::Depart { category: Category::Member })
        );
        assert!(!goes_on(&Actor::nobody(), &Do::ReceiveForm { open: true }));
        assert!(!goes_on(&Actor::partner(7), &Do::SetPlan { partner: Some(7) }));
        assert!(goes_on(&Actor::operator(), &Do::Rescue));
    }
}
