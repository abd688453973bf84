//! Who may do what: one pure function, `decide`, over the actor and the act. It knows no database and no clock.
//!
//! Rights over records are kind × act × scope; the scope says how far from oneself one reaches: one's own
//! portfolios, those of one's departments, of the departments below them, or all. The same scope filters lists
//! (see `portfolios::within`), so a list shows exactly what single look-ups allow. Start with `decide`.

mod acts;
mod closing;
mod decide;
mod own;
mod proof;
mod rights;
mod why;

pub use acts::{Do, To};
pub use closing::{goes_on, offers};
pub use decide::decide;
pub use own::{Cells, Own};
pub use proof::{PROOF_MS, check_proof, wants_proof};
pub use rights::{Area, Deed, Grant, Ready, Rights, Scope};
pub use why::{Near, Why, why};

use crate::kind::Category;

/// Who acts in an account.
#[derive(Clone, Debug)]
pub struct Actor {
    pub who: Who,
    pub category: Category,
    pub rights: Rights,
    /// Whether they have shown lately that it is them; programs and jobs are not asked.
    pub proven: bool,
    /// The company closes: pages offer what goes on, and nothing else. What may be done is asked elsewhere.
    pub rests: bool,
}

/// The one behind an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Person(i64),
    /// A job that somebody asked for, with the rights they have now.
    Job(i64),
    /// The command line on the server itself.
    Operator,
    /// Whoever looks after the account, from an account of their own.
    Partner(i64),
    /// First run, signing in, one-time links.
    Nobody,
}

impl Actor {
    pub fn operator() -> Actor {
        Actor {
            who: Who::Operator,
            category: Category::Administrator,
            rights: Rights::everything(),
            proven: true,
            rests: false,
        }
    }

    pub fn nobody() -> Actor {
        Actor {
            who: Who::Nobody,
            category: Category::Member,
            rights: Rights::nothing(),
            proven: true,
            rests: false,
        }
    }

    /// The partner whose account this is.
    pub fn partner(account: i64) -> Actor {
        Actor {
            who: Who::Partner(account),
            category: Category::Member,
            rights: Rights::nothing(),
            proven: true,
            rests: false,
        }
    }

    pub fn person(id: i64, category: Category, rights: Rights) -> Actor {
        let limited = rights.limited;
        let rights = match category {
            Category::Administrator => Rights::everything(),
            category => rights.of(category),
        };
        let rights = rights.limited(limited);
        Actor { who: Who::Person(id), category, rights, proven: true, rests: false }
    }

    /// The same one without what is withheld until they leave.
    fn unlimited(&self) -> Actor {
        Actor { rights: self.rights.clone().limited(false), ..self.clone() }
    }

    /// A job acting for this person.
    pub fn acting_for(id: i64, category: Category, rights: Rights) -> Actor {
        Actor { who: Who::Job(id), ..Actor::person(id, category, rights) }
    }

    /// The person by whose rights this is done, by their own hand or by a job.
    pub fn person_id(&self) -> Option<i64> {
        match self.who {
            Who::Person(id) | Who::Job(id) => Some(id),
            Who::Operator | Who::Partner(_) | Who::Nobody => None,
        }
    }

    /// Who does it themselves.
    pub fn own_hand(&self) -> Option<i64> {
        if matches!(self.who, Who::Person(_)) { self.person_id() } else { None }
    }

    /// For whom a job does it.
    pub fn acts_for(&self) -> Option<i64> {
        if matches!(self.who, Who::Job(_)) { self.person_id() } else { None }
    }

    /// How far the actor reaches with this deed on this kind.
    pub fn scope(&self, kind: crate::Kind, deed: Deed) -> Scope {
        self.rights.scope(kind, deed)
    }

    /// How far at this stage of a deal; 0 for every other kind.
    pub fn scope_at(&self, kind: crate::Kind, deed: Deed, stage: i64) -> Scope {
        self.rights.scope_at(kind, deed, stage)
    }

    /// Whether new work of the kind may come to them, as far as category and rights say.
    pub fn may_hold(&self, kind: crate::Kind) -> bool {
        self.person_id().is_some() && self.category.may_hold() && self.rights.may_hold(kind)
    }

    pub fn has(&self, area: Area) -> bool {
        self.rights.areas.contains(&area)
    }

    /// Whether some line of the settings is open to them: each area has lines there.
    pub fn has_some_area(&self) -> bool {
        Area::ALL.iter().any(|area| self.has(*area))
    }

    pub fn is_administrator(&self) -> bool {
        self.category == Category::Administrator
    }

    /// The word the journal keeps.
    pub fn word(&self) -> &'static str {
        match self.who {
            Who::Person(_) => "person",
            Who::Job(_) => "job",
            Who::Operator => "operator",
            Who::Partner(_) => "partner",
            Who::Nobody => "nobody",
        }
    }
}
