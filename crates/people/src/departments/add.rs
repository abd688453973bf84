//! A new department.

use base::authz::Do;
use base::{Ctx, Event, Result, Tx, Writing, org};

use super::{store, tree};

/// Adds a department and gives its id.
///
/// # Errors
/// 422 for a name that is empty, too long or a neighbour's, and for a parent that isn't there.
pub async fn add(ctx: &Ctx, name: &str, parent: Option<i64>) -> Result<i64> {
    let name = tree::tidy(name);
    ctx.write(move |tx| {
        let mut tx = tx.permit(Do::EditDepartments)?;
        store::lock(&mut tx)?;
        let (id, event) = insert(&mut tx, &name, parent)?;
        tx.commit(event, id)
    })
    .await
}

/// As `add`, within another act that holds the account's row: a person's form makes a department in place. Gives the id
/// and the event to commit.
pub fn insert(tx: &mut Tx<'_, Writing>, name: &str, parent: Option<i64>) -> Result<(i64, Event)> {
    let name = tree::tidy(name);
    let all = org::departments(tx)?;
    tree::check(&all, None, &name, parent).check()?;
    let id = tx.new_id()?;
    let position = i64::try_from(all.len()).unwrap_or(i64::MAX);
    store::insert(tx, id, parent, &name, position)?;
    Ok((id, Event::DepartmentAdded { department: id, name }))
}
