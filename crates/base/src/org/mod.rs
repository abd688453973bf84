//! The organisation as everything else reads it: people, departments, roles. The rules and the writes are in the
//! `people` crate; here are the rows and how they are looked up.

pub mod store;
mod structure;
pub mod tongue;

pub use store::{
    active, administrators, department_names, departments, find, find_locked, find_shared, memberships,
    names, people, picker, roles,
};
pub use structure::Structure;

use crate::authz::{Actor, Own, Rights};
pub use crate::kind::Post;
use crate::kind::{Category, Kind, Status};

/// A human's place in the account. The row is never deleted, so history keeps its names.
#[derive(Clone, Debug)]
pub struct Person {
    pub id: i64,
    pub identity_id: Option<i64>,
    pub name: String,
    pub email: Option<String>,
    pub login: Option<String>,
    pub phone: Option<String>,
    pub category: Category,
    pub status: Status,
    pub status_before: Option<Status>,
    pub role_id: i64,
    pub role_key: Option<String>,
    pub role_name: String,
    /// What the role grants, and over it what this person has otherwise.
    pub rights: Rights,
    /// What this person has otherwise than the role.
    pub own: Own,
    /// Where their new work goes; `None` until active and after a departure.
    pub portfolio_id: Option<i64>,
    pub answerable_person_id: Option<i64>,
    /// ms UTC.
    pub valid_until: Option<i64>,
    /// Of an integrator: the partner who vouches for them, by its own account.
    pub partner_account_id: Option<i64>,
    /// Whether that partner still does: it is on the list, and their e-mail among its addresses. Of everybody else true.
    pub vouched: bool,
    /// When they are to leave, ms UTC.
    pub leaving_at: Option<i64>,
    /// Goes up with everything that must end their access.
    pub epoch: i64,
    /// After a departure only a new link opens the door.
    pub needs_link: bool,
    /// The language they are spoken to in; `None`: what their browser asks for, in letters the account's.
    pub lang: Option<String>,
    /// The IANA name of the zone their days and moments are told in; `None`: the account's.
    pub zone: Option<String>,
    /// The version of their picture.
    pub picture: Option<i64>,
    pub created_at: i64,
    pub updated_at: i64,
    pub departed_at: Option<i64>,
    /// When the personal data goes, or when it went.
    pub erase_at: Option<i64>,
    pub version: i64,
}

impl Person {
    /// The person at work.
    pub fn actor(&self) -> Actor {
        Actor::person(self.id, self.category, self.rights.clone())
    }

    pub fn is_administrator(&self) -> bool {
        self.category == Category::Administrator
    }

    /// Whether their time here is over, whatever their status says: the day has come, or nobody vouches for them any more.
    pub fn is_over(&self, now: i64) -> bool {
        !self.vouched || self.valid_until.is_some_and(|until| until <= now)
    }

    /// Whether a plan counts this person.
    pub fn takes_seat(&self) -> bool {
        self.category.takes_seat() && self.status.takes_seat()
    }

    /// Whose work is this person's own: theirs, and for who holds nothing that of who answers for it.
    pub fn works_as(&self) -> Option<i64> {
        if self.category.may_hold() { Some(self.id) } else { self.answerable_person_id }
    }
}

/// A person as a line: what records and lists show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    pub id: i64,
    pub name: String,
    pub status: Status,
    /// Whether they help from outside: what they do is marked.
    pub integrator: bool,
    /// The version of their picture.
    pub picture: Option<i64>,
}

/// A role with its rights.
#[derive(Clone, Debug)]
pub struct Role {
    pub id: i64,
    /// One of the ready roles, whose name is a dictionary word.
    pub key: Option<String>,
    pub name: String,
    pub rights: Rights,
    pub version: i64,
}

impl Role {
    /// The ready role whose rights and name nobody changes.
    pub fn is_administrator(&self) -> bool {
        self.key.as_deref() == Some("administrator")
    }
}

/// A node of the company's structure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Department {
    pub id: i64,
    pub parent_id: Option<i64>,
    pub name: String,
    pub version: i64,
}

/// Who is in which department.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    pub department_id: i64,
    pub person_id: i64,
    pub post: Post,
    /// The person's main department (their group).
    pub main: bool,
}

/// What stands in place of the name of who is erased, in the table and in the order of lists; readers get it with words.
pub fn number(id: i64) -> String {
    format!("#{id}")
}

/// Whether new work of the kind may reach the person: the one predicate of pickers, API, import and hand-over.
pub fn is_assignable(person: &Person, kind: Kind, now: i64) -> bool {
    obstacle(person, kind, now).is_none()
}

/// What keeps new work of the kind from the person: the end of the key of a sentence.
pub fn obstacle(person: &Person, kind: Kind, now: i64) -> Option<&'static str> {
    if person.status != Status::Active {
        return Some(person.status.code());
    }
    if !person.category.may_hold() {
        return Some(person.category.code());
    }
    if person.is_over(now) {
        return Some("past");
    }
    let may_hold = person.category == Category::Administrator || person.rights.may_hold(kind);
    (!may_hold).then_some("rights")
}
