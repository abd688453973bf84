//! The roles as people choose from them.

use base::authz::Area;
use base::org::{self, Role};
use base::words::Say;
use base::{Ctx, Result, Tx};

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
    if !ctx.actor.has(Area::People) {
        ctx.need(Area::Settings)?;
    }
    ctx.read(find).await
}

/// The roles within an act.
pub fn find<S>(tx: &mut Tx<'_, S>) -> Result<Listed> {
    Ok(Listed { roles: org::roles(tx)?, default: store::default(tx)? })
}

/// The role's name for this reader: a ready role's is a word of their language.
pub fn name(say: &Say, key: Option<&str>, name: &str) -> String {
    let word = key.map(|key| format!("role-{key}")).filter(|word| say.has(word));
    word.map_or_else(|| name.to_owned(), |word| say.t(&word))
}
