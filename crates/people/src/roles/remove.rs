//! Removing a role, and choosing which one people get when none is chosen.

use base::authz::Do;
use base::{Ctx, Error, Event, Problem, Result};
use serde_json::json;

use super::change::changeable;
use super::list::find;
use super::store;

/// Removes a role that nobody has.
///
/// # Errors
/// 404; 403 for rights wider than the actor's own; 409 `role_fixed`, `role_default`, and `role_in_use` with how many
/// people have it, the departed ones too; `role_in_links` with how many open links bring it and how many wait by one.
pub async fn remove(ctx: &Ctx, id: i64) -> Result<()> {
    ctx.write(move |mut tx| {
        store::lock_account(&mut tx)?;
        let listed = find(&mut tx)?;
        let role = listed.find(id).ok_or(Error::NotFound)?.clone();
        let acts = [Do::EditRole { rights: vec![role.rights.clone()] }, Do::Remove];
        for act in &acts {
            base::authz::decide(tx.actor(), act)?;
        }
        changeable(&role)?;
        if listed.default == Some(id) {
            return Err(Error::conflict("error-role-default"));
        }
        let people = store::people(&mut tx, id)?;
        if people > 0 {
            let problem = Problem::new("error-role-in-use").with("n", people);
            return Err(Error::Conflict(problem.extra(json!({ "people": people }))));
        }
        let awaited = store::awaited(&mut tx, id)?;
        if !awaited.is_none() {
            let extra = json!({ "links": awaited.links, "waiting": awaited.waiting });
            return Err(Error::Conflict(Problem::new("error-role-in-links").extra(extra)));
        }
        let mut tx = tx.permit_all(&acts)?;
        store::delete(&mut tx, id)?;
        tx.commit(Event::RoleRemoved { role: id, name: role.name }, ())
    })
    .await
}

/// From now on people get this role when none is chosen; never the administrators'.
///
/// # Errors
/// 404; 403 for rights wider than the actor's own; 409 `role_fixed`.
pub async fn make_default(ctx: &Ctx, id: i64) -> Result<()> {
    ctx.write(move |mut tx| {
        store::lock_account(&mut tx)?;
        let listed = find(&mut tx)?;
        let role = listed.find(id).ok_or(Error::NotFound)?.clone();
        let act = Do::EditRole { rights: vec![role.rights.clone()] };
        base::authz::decide(tx.actor(), &act)?;
        changeable(&role)?;
        if listed.default == Some(id) {
            return tx.unchanged(());
        }
        let mut tx = tx.permit(act)?;
        store::set_default(&mut tx, id)?;
        let name = role.key.filter(|key| *key == role.name).unwrap_or(role.name);
        tx.commit(Event::RoleMadeDefault { role: id, name, before: listed.default }, ())
    })
    .await
}
