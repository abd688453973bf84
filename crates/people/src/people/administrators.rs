//! An account keeps at least one active administrator who can sign in.

use base::kind::{Category, Status};
use base::org::Person;
use base::{Change, Error, Event, Result, Tx, Writing, org};

use super::store;
use crate::roles;

/// Refuses what would take the last administrator away: a block, a departure, a demotion, an erased password. Call it
/// before any other row is locked: it holds the account's row, so two such acts at once can't both pass.
///
/// # Errors
/// 409 `last_administrator`.
pub fn check_last_administrator<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<()> {
    store::lock_account(tx)?;
    if is_last_administrator(tx, person)? {
        return Err(Error::conflict("error-last-administrator"));
    }
    Ok(())
}

/// Whether the account would be left without an active administrator who can sign in: what a preview asks.
pub fn is_last_administrator<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<bool> {
    let Some(person) = org::find(tx, person)? else { return Ok(false) };
    let counts = person.category == Category::Administrator && person.status == Status::Active;
    Ok(counts && store::other_administrators(tx, person.id)? == 0)
}

/// Makes the person an administrator within another act; nothing for who is one.
///
/// # Errors
/// 422 `category_fixed` for a technical user or an integrator.
pub fn make_administrator(tx: &mut Tx<'_, Writing>, person: &Person) -> Result<Option<Event>> {
    match person.category {
        Category::Administrator => return Ok(None),
        Category::Technical | Category::Integrator => return Err(Error::invalid("error-category-fixed")),
        Category::Member => {}
    }
    let roles = roles::find(tx)?;
    let role = roles.ready("administrator").ok_or_else(|| Error::Broken("no role administrator".into()))?;
    store::set_role(tx, person.id, (role.id, Category::Administrator))?;
    let code = |category: Category| Some(category.code().to_owned());
    let before = person.role_key.clone().unwrap_or_else(|| person.role_name.clone());
    let changes = [
        Change::of("role", Some(before), role.key.clone()),
        Change::of("category", code(person.category), code(Category::Administrator)),
    ];
    Ok(Some(Event::PersonChanged { person: person.id, changes: changes.into_iter().flatten().collect() }))
}
