//! A new role.

use base::authz::{Do, Rights};
use base::words::Say;
use base::{Ctx, Error, Event, Result, Tx, Writing};

use super::list::{Listed, find};
use super::{matrix, store};

/// A role as somebody wants it.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    pub name: String,
    pub rights: Rights,
}

/// Makes a role behind the others and gives its id.
///
/// # Errors
/// 403 for rights wider than the actor's own; 422 for a name that is empty, too long or taken, and for rights that reach
/// further than seeing.
pub async fn add(ctx: &Ctx, draft: Draft) -> Result<i64> {
    let say = ctx.say.clone();
    ctx.write(move |mut tx| {
        store::lock_account(&mut tx)?;
        let mut tx = tx.permit(Do::EditRole { rights: vec![draft.rights.clone()] })?;
        let (id, event) = insert(&mut tx, &draft, &say)?;
        tx.commit(event, id)
    })
    .await
}

/// As `add`, within another act that has the permit and has locked the account: a person's form makes a role in place
/// (K04).
pub fn insert(tx: &mut Tx<'_, Writing>, draft: &Draft, say: &Say) -> Result<(i64, Event)> {
    let listed = find(tx)?;
    let stages = store::stages(tx)?;
    let name = named(&listed, &draft.name, None, say)?;
    matrix::judge(&draft.rights, say)?;
    let rights = matrix::tidy(draft.rights.clone(), &stages);
    let id = tx.new_id()?;
    let position = i64::try_from(listed.roles.len()).unwrap_or(i64::MAX);
    store::add(tx, id, None, &name, &rights, position)?;
    let changes = matrix::changes(None, &rights, &stages);
    Ok((id, Event::RoleAdded { role: id, name, changes }))
}

/// The name as it is kept; two roles are never called the same.
pub(super) fn named(listed: &Listed, typed: &str, except: Option<i64>, say: &Say) -> Result<String> {
    const LONGEST: usize = 100;
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let key = kit::text::normalise(&name);
    let called = |role: &base::org::Role| super::name(say, role.key.as_deref(), &role.name);
    let taken =
        listed.roles.iter().any(|role| Some(role.id) != except && kit::text::normalise(&called(role)) == key);
    let wrong = match () {
        () if name.is_empty() => "error-required",
        () if name.chars().count() > LONGEST => "error-too-long",
        () if taken => "error-role-name-taken",
        () => return Ok(name),
    };
    Err(Error::field("name", wrong))
}
