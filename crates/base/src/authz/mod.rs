//! Who may do what: one pure function, `decide`, over the actor and the act. It knows no database and no clock.
//!
//! Rights over records are kind × act × scope; the scope says how far from oneself one reaches: one's own
//! portfolios, those of one's departments, of the departments below them, or all. The same scope filters lists
//! (see `portfolios::within`), so a list shows exactly what single look-ups allow. Start with `decide`.

mod decide;
mod rights;

pub use decide::{Do, decide};
pub use rights::{Area, Deed, Grant, Ready, Rights, Scope};

use crate::kind::Category;

/// Who acts in an account.
#[derive(Clone, Debug)]
pub struct Actor {
    pub who: Who,
    pub category: Category,
    pub rights: Rights,
}

/// The one behind an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Person(i64),
    /// The command line on the server itself.
    Operator,
    /// First run, signing in, one-time links.
    Nobody,
}

impl Actor {
    pub fn operator() -> Actor {
        Actor { who: Who::Operator, category: Category::Administrator, rights: Rights::everything() }
    }

    pub fn nobody() -> Actor {
        Actor { who: Who::Nobody, category: Category::Member, rights: Rights::nothing() }
    }

    pub fn person(id: i64, category: Category, rights: Rights) -> Actor {
        let rights = if category == Category::Administrator { Rights::everything() } else { rights };
        Actor { who: Who::Person(id), category, rights }
    }

    pub fn person_id(&self) -> Option<i64> {
        match self.who {
            Who::Person(id) => Some(id),
            Who::Operator | Who::Nobody => None,
        }
    }

    /// How far the actor reaches with this deed on this kind.
    pub fn scope(&self, kind: crate::Kind, deed: Deed) -> Scope {
        self.rights.scope(kind, deed)
    }

    /// Whether new work of the kind may come to them, as far as category and rights say.
    pub fn may_hold(&self, kind: crate::Kind) -> bool {
        self.person_id().is_some() && self.category.may_hold() && self.rights.may_hold(kind)
    }

    pub fn has(&self, area: Area) -> bool {
        self.rights.areas.contains(&area)
    }

    pub fn is_administrator(&self) -> bool {
        self.category == Category::Administrator
    }

    /// The word the journal keeps.
    pub fn word(&self) -> &'static str {
        match self.who {
            Who::Person(_) => "person",
            Who::Operator => "operator",
            Who::Nobody => "nobody",
        }
    }
}
