//! Departments of an import. Neighbours have different names, so one that is here already under the same name below
//! the same department is the same.

use ::people::departments::{self, Wish};
use base::authz::Do;
use base::org::{self, Department};
use base::{Ctx, Result, Tx, Writing};
use serde::Serialize;

use super::files::Files;
use super::mapping::{self, Table};
use super::memory::{Import, Planned};
use super::rows::{self, Taken};
use super::writing::refusal;

/// The word in the report.
pub const KIND: &str = "department";

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Incomer {
    name: String,
    parent: Option<i64>,
}

/// A department as the file says it: the parent is a key.
#[derive(PartialEq)]
struct Said {
    name: String,
    parent: Option<String>,
}

/// Brings the departments in, those above first.
pub async fn bring(import: &mut Import, tables: &[Table<mapping::Department>], files: &Files) -> Result<()> {
    if tables.is_empty() {
        return Ok(());
    }
    let said = rows::read(tables, files, |fields, cells| {
        let name = rows::need(cells.text(&fields.name), "imports-no-name")?;
        Ok((Said { name, parent: cells.maybe(fields.parent.as_ref()) }, Vec::new()))
    });
    import.told(KIND, said.read, &said.refused);
    let (generations, circles) = rows::generations(said.taken, |said| said.parent.as_deref());
    for circle in circles {
        import.refuse(KIND, &circle.place, &rows::about("imports-circle", &circle.key));
    }
    for generation in generations {
        let here = import.ctx.read(org::departments).await?;
        let taken = generation.into_iter().filter_map(|said| find(import, said, &here)).collect();
        for planned in import.plan(KIND, taken, |_| None)? {
            bring_one(import, planned, &here).await?;
        }
    }
    import.tell(KIND).await
}

/// The department with its parent found, or nothing when that isn't there.
fn find(import: &mut Import, said: Taken<Said>, here: &[Department]) -> Option<Taken<Incomer>> {
    let Taken { place, key, draft: Said { name, parent } } = said;
    let (parent, missing) = import.reference(KIND, parent, "imports-no-department");
    if let Some(problem) = missing {
        import.refuse(KIND, &place, &problem);
        return None;
    }
    let alike = |a: &str| kit::text::normalise(a) == kit::text::normalise(&name);
    if let Some(same) = here.iter().find(|d| d.parent_id == parent && alike(&d.name)) {
        import.adopt(KIND, &key, same.id);
    }
    Some(Taken { place, key, draft: Incomer { name, parent } })
}

async fn bring_one(import: &mut Import, planned: Planned<Incomer>, here: &[Department]) -> Result<()> {
    if import.rehearses {
        return import.rehearse(KIND, &planned, Ok(()));
    }
    let Incomer { name, parent } = planned.draft.clone();
    let done = match planned.record {
        Some(id) => change(&import.ctx, id, (name, parent), here).await.map(|()| id),
        None => {
            let add = move |tx: &mut Tx<'_, Writing>| {
                departments::lock(tx)?;
                departments::insert(tx, &name, parent).map(|(id, event)| (id, vec![event]))
            };
            import.enter(KIND, &planned, vec![Do::EditDepartments], add).await
        }
    };
    match (done, planned.record) {
        (Ok(id), None) => import.created(KIND, &planned, id),
        (Ok(id), Some(_)) => import.changed(KIND, &planned, id),
        (Err(error), _) => import.refuse(KIND, &planned.place, &refusal(error)?),
    }
    Ok(())
}

async fn change(
    ctx: &Ctx,
    id: i64,
    (name, parent): (String, Option<i64>),
    here: &[Department],
) -> Result<()> {
    if here.iter().any(|d| d.id == id && d.name == name && d.parent_id == parent) {
        return Ok(());
    }
    departments::change(ctx, id, Wish { name: Some(name), parent: Some(parent), version: None }).await
}
