//! Removing an empty department.

use base::authz::Do;
use base::portfolios::{self, queues};
use base::{Ctx, Error, Event, Result, org};

use super::store;

/// Removes a department in which nobody is, below which nothing is and in whose queues no record waits. The queues close.
///
/// # Errors
/// 404; 409 `department_not_empty`, `department_queue`.
pub async fn remove(ctx: &Ctx, id: i64) -> Result<()> {
    ctx.write(move |tx| {
        let mut tx = tx.permit_all(&[Do::EditDepartments, Do::Remove])?;
        store::lock(&mut tx)?;
        let all = org::departments(&mut tx)?;
        let department = all.iter().find(|d| d.id == id).ok_or(Error::NotFound)?;
        if all.iter().any(|d| d.parent_id == Some(id)) || store::is_used(&mut tx, id)? {
            return Err(Error::conflict("error-department-not-empty"));
        }
        if queues::all(&mut tx)?.iter().any(|queue| queue.department == id && queue.records() > 0) {
            return Err(Error::conflict("error-department-queue"));
        }
        portfolios::store::queues::close(&mut tx, id)?;
        store::delete(&mut tx, id)?;
        tx.commit(Event::DepartmentRemoved { department: id, name: department.name.clone() }, ())
    })
    .await
}
