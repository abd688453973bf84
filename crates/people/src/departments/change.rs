//! Renaming and moving a department.

use base::authz::Do;
use base::org::Department;
use base::{Change, Ctx, Error, Event, Result, org};

use super::{store, tree};

/// What shall be different; `None` stays as it is.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    pub name: Option<String>,
    /// `Some(None)`: to the top.
    pub parent: Option<Option<i64>>,
    /// What the asker saw; `None` when it doesn't matter.
    pub version: Option<i64>,
}

/// Renames and moves.
///
/// # Errors
/// 404; 409 `stale`; 422 as `add`, and for a move below itself.
pub async fn change(ctx: &Ctx, id: i64, wish: Wish) -> Result<()> {
    ctx.write(move |tx| {
        let mut tx = tx.permit(Do::EditDepartments)?;
        store::lock(&mut tx)?;
        let all = org::departments(&mut tx)?;
        let before = all.iter().find(|d| d.id == id).ok_or(Error::NotFound)?;
        if wish.version.is_some_and(|version| version != before.version) {
            return Err(Error::conflict("error-stale"));
        }
        let name = wish.name.as_deref().map_or_else(|| before.name.clone(), tree::tidy);
        let parent = wish.parent.unwrap_or(before.parent_id);
        tree::check(&all, Some(id), &name, parent).check()?;
        let changes = changes(&all, before, &name, parent);
        if !changes.is_empty() {
            store::update(&mut tx, id, parent, &name)?;
        }
        tx.commit(Event::DepartmentChanged { department: id, changes }, ())
    })
    .await
}

fn changes(all: &[Department], before: &Department, name: &str, parent: Option<i64>) -> Vec<Change> {
    let called = |id: Option<i64>| all.iter().find(|d| Some(d.id) == id).map(|d| d.name.clone());
    let renamed = Change::of("name", Some(before.name.clone()), Some(name.to_owned()));
    let moved = Change::of("parent", called(before.parent_id), called(parent));
    renamed.into_iter().chain(moved).collect()
}
