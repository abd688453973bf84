//! A person as they are asked for, before anything of it is checked.

use base::authz::Own;
use base::kind::Category;
use base::org::tongue;
use kit::phone::Country;

use crate::pictures::Chosen;
use crate::{roles, takeovers};

/// A person as somebody wants to add them: the text of a form or of a program's call.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub name: String,
    pub email: String,
    pub login: String,
    pub phone: String,
    /// Where numbers without a `+` are from.
    pub home: Option<Country>,
    pub tongue: tongue::Typed,
    /// `None`: a one-time link instead.
    pub password: Option<String>,
    /// `None`: the account's default role.
    pub role_id: Option<i64>,
    /// A role that is made with the person (K04); instead of `role_id`.
    pub new_role: Option<roles::Draft>,
    /// What the person has otherwise than the role (A19).
    pub own: Own,
    pub category: Option<Category>,
    pub department: Option<Joins>,
    /// Whether the human who signs in to another account with this e-mail is added as they are.
    pub attach: bool,
    /// Whether an invitation goes to their e-mail, where there is one and letters can be sent.
    pub invites: bool,
    /// Of an integrator: what they are let in on.
    pub terms: Option<Terms>,
    /// What they take over once they are active.
    pub takes_over: Vec<takeovers::Wish>,
    /// Their picture, as it came.
    pub picture: Option<Chosen>,
}

/// What an integrator is let in on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Who vouches for them, by its own account.
    pub partner: i64,
    /// When it ends, ms UTC.
    pub until: i64,
    /// Who answers for them, and holds what they make.
    pub answerable: i64,
}

/// The department a new person goes into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Joins {
    Known(i64),
    /// Made in place, at the top.
    New(String),
}
