//! Changing what a role is called and what it grants.

use base::authz::{Do, Rights};
use base::org::Role;
use base::{Change, Ctx, Error, Event, Problem, Result, Tx};
use serde_json::json;

use super::add::named;
use super::list::find;
use super::{matrix, name, orphans, store};

/// What shall be different; `None` stays as it is.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// What the asker saw; `None` when it doesn't matter.
    pub version: Option<i64>,
    pub name: Option<String>,
    pub rights: Option<Rights>,
}

/// Changes a role for everybody who has it, from their next request on.
///
/// # Errors
/// 404; 403 for rights wider than the actor's own, before or after; 409 `role_fixed` for administrators, `stale`, and
/// `hand_over_first` when people hold what they could hold no more; 422 as `add`.
pub async fn change(ctx: &Ctx, id: i64, wish: Wish) -> Result<()> {
    let say = ctx.say.clone();
    ctx.write(move |mut tx| {
        store::lock_account(&mut tx)?;
        let listed = find(&mut tx)?;
        let before = listed.find(id).ok_or(Error::NotFound)?.clone();
        let stages = store::stages(&mut tx)?;
        let rights = wish.rights.clone().unwrap_or_else(|| before.rights.clone());
        let rights = matrix::tidy(rights, &stages);
        let act = Do::EditRole { rights: vec![before.rights.clone(), rights.clone()] };
        base::authz::decide(tx.actor(), &act)?;
        changeable(&before)?;
        if wish.version.is_some_and(|version| version != before.version) {
            return Err(stale(before.version));
        }
        let called = name(&say, before.key.as_deref(), &before.name);
        let renamed = match &wish.name {
            Some(typed) if typed.trim() != called => Some(named(&listed, typed, Some(id), &say)?),
            _ => None,
        };
        if wish.rights.is_some() {
            matrix::judge(&rights, &say)?;
        }
        let mut changes = matrix::changes(Some(&before.rights), &rights, &stages);
        changes.extend(renamed.as_ref().and_then(|new| {
            let key = before.key.clone().filter(|key| *key == before.name);
            Change::of("role", Some(key.unwrap_or_else(|| before.name.clone())), Some(new.clone()))
        }));
        if changes.is_empty() {
            return tx.unchanged(());
        }
        spare(&mut tx, &before, &rights)?;
        let mut tx = tx.permit(act)?;
        let new = renamed.unwrap_or_else(|| before.name.clone());
        store::update(&mut tx, id, &new, &rights)?;
        tx.commit(Event::RoleChanged { role: id, name: new, changes }, ())
    })
    .await
}

/// Nobody who has the role is left with what they can't hold. Locks them only where something is taken away.
fn spare<S>(tx: &mut Tx<'_, S>, before: &Role, after: &Rights) -> Result<()> {
    let takes = base::Kind::RECORDS.iter().any(|k| before.rights.may_hold(*k) && !after.may_hold(*k));
    if !takes {
        return Ok(());
    }
    let people = store::lock_people(tx, before.id)?;
    let after = |person: &base::org::Person| after.clone().with(&person.own);
    let people: Vec<_> = people.into_iter().map(|person| (person.clone(), after(&person))).collect();
    orphans::check(tx, &people)
}

/// Administrators may do everything, always.
pub(super) fn changeable(role: &Role) -> Result<()> {
    if role.is_administrator() { Err(Error::conflict("error-role-fixed")) } else { Ok(()) }
}

fn stale(version: i64) -> Error {
    Error::Conflict(Problem::new("error-stale").extra(json!({ "version": version })))
}
