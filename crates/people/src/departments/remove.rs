//! Removing an empty department.

use base::authz::Do;
use base::{Ctx, Error, Event, Result, org};

use super::store;

/// Removes a department in which nobody is and below which nothing is.
///
/// # Errors
/// 404; 409 `department_not_empty`.
pub async fn remove(ctx: &Ctx, id: i64) -> Result<()> {
    ctx.write(move |tx| {
        let mut tx = tx.permit(Do::EditDepartments)?;
        store::lock(&mut tx)?;
        let all = org::departments(&mut tx)?;
        let department = all.iter().find(|d| d.id == id).ok_or(Error::NotFound)?;
        if all.iter().any(|d| d.parent_id == Some(id)) || store::is_used(&mut tx, id)? {
            return Err(Error::conflict("error-department-not-empty"));
        }
        store::delete(&mut tx, id)?;
        tx.commit(Event::DepartmentRemoved { department: id, name: department.name.clone() }, ())
    })
    .await
}
