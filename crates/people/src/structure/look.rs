//! The structure with everybody who is here, as pages and programs draw it.

use std::collections::HashMap;

use base::authz::Area;
use base::kind::Category;
use base::org::{self, Department, Membership};
use base::{Ctx, Result, Status};

use super::store;
use super::{Drawing, Hits};
use crate::roles::{self, Listed};

/// Somebody who is here, as far as the picture shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Somebody {
    pub id: i64,
    pub name: String,
    pub status: Status,
    pub category: Category,
    pub role_id: i64,
    pub version: i64,
    pub picture: Option<i64>,
}

/// Everything there is to draw.
#[derive(Clone, Debug)]
pub struct Look {
    pub departments: Vec<Department>,
    pub members: Vec<Membership>,
    /// By name.
    pub people: Vec<Somebody>,
    pub roles: Listed,
    /// Where among the people each one is.
    at: HashMap<i64, usize>,
}

impl Look {
    pub fn drawing(&self) -> Drawing {
        Drawing::of(&self.departments, &self.members, &self.people)
    }

    /// Whose names have all the words.
    pub fn find(&self, text: &str) -> Hits {
        Hits::of(&kit::text::words(text), &self.departments, &self.people)
    }

    pub fn person(&self, id: i64) -> Option<&Somebody> {
        self.people.get(*self.at.get(&id)?)
    }

    pub fn department(&self, id: i64) -> Option<&Department> {
        self.departments.iter().find(|department| department.id == id)
    }
}

/// The structure, for who manages people or the settings. As many statements as there are questions, however many people.
///
/// # Errors
/// 403.
pub async fn look(ctx: &Ctx) -> Result<Look> {
    if !ctx.actor.has(Area::People) {
        ctx.need(Area::Settings)?;
    }
    ctx.read(|tx| {
        let people = store::everybody_here(tx)?;
        Ok(Look {
            departments: org::departments(tx)?,
            members: org::memberships(tx, None)?,
            at: people.iter().enumerate().map(|(at, person)| (person.id, at)).collect(),
            people,
            roles: roles::find(tx)?,
        })
    })
    .await
}
