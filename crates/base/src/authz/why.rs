//! Why somebody may: the same decision, with its reason.

use super::{Actor, Deed, Do, Scope, decide};
use crate::Kind;

/// How a holder stands to somebody in the company's structure: the nearest relation there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Near {
    /// They are the holder, or the technical user that works for the holder.
    Own,
    /// One stands in for the holder.
    Covered,
    /// Both are in this department.
    Department(i64),
    /// The holder is in a department below one of theirs.
    Below {
        mine: i64,
        theirs: i64,
    },
    Far,
}

impl Near {
    /// The narrowest scope that covers it.
    pub fn reach(self) -> Scope {
        match self {
            Near::Own | Near::Covered => Scope::Own,
            Near::Department(_) => Scope::Department,
            Near::Below { .. } => Scope::Tree,
            Near::Far => Scope::All,
        }
    }
}

/// By what somebody may do a deed to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    Holds,
    /// They stand in for who holds it.
    Covers,
    /// It waits in the queue of this department of theirs.
    Queue(i64),
    Administrator,
    /// Their rights reach everybody's.
    All,
    Department(i64),
    Below {
        mine: i64,
        theirs: i64,
    },
}

impl Why {
    /// The word of the API and of dictionary keys.
    pub fn code(self) -> &'static str {
        match self {
            Why::Holds => "holds",
            Why::Covers => "covers",
            Why::Queue(_) => "queue",
            Why::Administrator => "administrator",
            Why::All => "all",
            Why::Department(_) => "department",
            Why::Below { .. } => "below",
        }
    }
}

/// The reason why the actor may do this to a record that is so near, or `None` where they may not.
pub fn why(actor: &Actor, (kind, deed): (Kind, Deed), near: Near, stage: i64) -> Option<Why> {
    decide(actor, &Do::Record { kind, deed, reach: near.reach(), stage }).ok()?;
    Some(match near {
        Near::Own => Why::Holds,
        Near::Covered => Why::Covers,
        _ if actor.is_administrator() => Why::Administrator,
        _ if actor.scope_at(kind, deed, stage) == Scope::All => Why::All,
        Near::Department(department) => Why::Department(department),
        Near::Below { mine, theirs } => Why::Below { mine, theirs },
        Near::Far => Why::All,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authz::Ready;
    use crate::kind::Category;

    fn reason(ready: Ready, near: Near) -> Option<Why> {
        let category = if ready == Ready::Administrator { Category::Administrator } else { Category::Member };
        let actor = Actor::person(1, category, ready.rights());
        why(&actor, (Kind::Deal, Deed::See), near, 7)
    }

    #[test]
    fn the_nearest_reason_is_given_and_none_where_one_may_not() {
        assert_eq!(reason(Ready::Seller, Near::Own), Some(Why::Holds));
        assert_eq!(reason(Ready::Seller, Near::Department(3)), None);
        assert_eq!(reason(Ready::Head, Near::Department(3)), Some(Why::Department(3)));
        let below = Near::Below { mine: 1, theirs: 2 };
        assert_eq!(reason(Ready::Head, below), Some(Why::Below { mine: 1, theirs: 2 }));
        assert_eq!(reason(Ready::Head, Near::Far), None);
        assert_eq!(reason(Ready::Observer, Near::Department(3)), Some(Why::All));
        assert_eq!(reason(Ready::Administrator, Near::Far), Some(Why::Administrator));
    }
}
