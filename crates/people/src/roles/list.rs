//! The roles as people choose from them and look at them.

use std::collections::HashMap;

use base::authz::Area;
use base::journal::{self, Entry};
use base::org::{self, Name, Role};
use base::words::Say;
use base::{Ctx, Error, Result, Tx};

use super::matrix::Stage;
use super::store;

/// The roles in their order, and which one a person gets when none is chosen.
#[derive(Clone, Debug)]
pub struct Listed {
    pub roles: Vec<Role>,
    pub default: Option<i64>,
}

impl Listed {
    pub fn find(&self, id: i64) -> Option<&Role> {
        self.roles.iter().find(|role| role.id == id)
    }

    /// The ready role with this key.
    pub fn ready(&self, key: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.key.as_deref() == Some(key))
    }
}

/// The roles for who manages people or the settings.
pub async fn list(ctx: &Ctx) -> Result<Listed> {
    may_look(ctx)?;
    ctx.read(find).await
}

fn may_look(ctx: &Ctx) -> Result<()> {
    if ctx.actor.has(Area::People) { Ok(()) } else { ctx.need(Area::Settings) }
}

/// The roles within an act.
pub fn find<S>(tx: &mut Tx<'_, S>) -> Result<Listed> {
    Ok(Listed { roles: org::roles(tx)?, default: store::default(tx)? })
}

/// The roles, and how many people have each.
pub async fn counted(ctx: &Ctx) -> Result<(Listed, HashMap<i64, i64>)> {
    may_look(ctx)?;
    ctx.read(|tx| Ok((find(tx)?, store::counts(tx)?.into_iter().collect()))).await
}

/// All that stands on a role's page.
#[derive(Clone, Debug)]
pub struct Page {
    pub role: Role,
    pub default: bool,
    pub people: i64,
    pub awaited: Awaited,
    pub stages: Vec<Stage>,
    /// Newest first.
    pub entries: Vec<Entry>,
    pub names: HashMap<i64, Name>,
}

/// By what somebody gets a role yet.
#[derive(Clone, Copy, Debug)]
pub struct Awaited {
    /// Open links that work.
    pub links: i64,
    /// People who came by one and wait for a word.
    pub waiting: i64,
}

impl Awaited {
    pub fn is_none(self) -> bool {
        self.links + self.waiting == 0
    }
}

/// One role.
///
/// # Errors
/// 403, 404.
pub async fn one(ctx: &Ctx, id: i64) -> Result<Page> {
    may_look(ctx)?;
    ctx.read(move |tx| {
        let listed = find(tx)?;
        let role = listed.find(id).ok_or(Error::NotFound)?.clone();
        let entries = journal::timeline(tx, "role", id, None, 30)?;
        let names = journal::names(tx, &entries)?;
        let default = listed.default == Some(id);
        let (people, awaited) = (store::people(tx, id)?, store::awaited(tx, id)?);
        Ok(Page { role, default, people, awaited, stages: store::stages(tx)?, entries, names })
    })
    .await
}

/// People by id with the rights they have, for who manages people.
///
/// # Errors
/// 403; unknown ids are left out.
pub async fn people_with_rights(ctx: &Ctx, ids: Vec<i64>) -> Result<Vec<org::Person>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    ctx.need(Area::People)?;
    ctx.read(move |tx| {
        let found: Result<Vec<Option<org::Person>>> = ids.iter().map(|id| org::find(tx, *id)).collect();
        Ok(found?.into_iter().flatten().collect())
    })
    .await
}

/// The stages that rules can name.
pub async fn stages(ctx: &Ctx) -> Result<Vec<Stage>> {
    may_look(ctx)?;
    ctx.read(store::stages).await
}

/// As `stages`, within an act.
pub fn stages_within<S>(tx: &mut Tx<'_, S>) -> Result<Vec<Stage>> {
    store::stages(tx)
}

/// The role's name for this reader: a ready role's is a word of their language until somebody calls it otherwise.
pub fn name(say: &Say, key: Option<&str>, name: &str) -> String {
    let word = key.filter(|key| *key == name).map(|key| format!("role-{key}")).filter(|word| say.has(word));
    word.map_or_else(|| name.to_owned(), |word| say.t(&word))
}
