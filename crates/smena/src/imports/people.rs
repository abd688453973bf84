//! People of an import: active at once, without a way in until somebody sends them a link. Each takes a seat.

use ::people::people::draft::Place;
use ::people::people::{self, Joining, Wanted, Wish};
use base::authz::Do;
use base::kind::Category;
use base::org::{self, Post, Role};
use base::{Problem, Result, Tx, Writing};
use serde::Serialize;

use super::departments;
use super::files::Files;
use super::mapping::{self, Same, Table};
use super::memory::{Import, Planned};
use super::rows::{self, Cells, Drafted, Taken};
use super::store::{self, Named};
use super::writing::refusal;

/// The word in the report.
pub const KIND: &str = "person";

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Incomer {
    name: String,
    email: Option<String>,
    phone: Option<String>,
    role: Option<i64>,
    department: Option<i64>,
    post: Post,
    #[serde(skip)]
    administrator: bool,
    #[serde(skip)]
    same: Option<Same>,
}

pub async fn bring(import: &mut Import, tables: &[Table<mapping::Person>], files: &Files) -> Result<()> {
    if tables.is_empty() {
        return Ok(());
    }
    let roles = import.ctx.read(org::roles).await?;
    let said = rows::read(tables, files, |fields, cells| draft(import, fields, cells, &roles));
    import.told(KIND, said.read, &said.refused);
    let here = import.ctx.read(store::everybody).await?;
    let taken: Vec<Taken<Incomer>> =
        said.taken.into_iter().filter_map(|taken| recognise(import, taken, &here)).collect();
    for planned in import.plan(KIND, taken, |_| None)? {
        bring_one(import, planned).await?;
    }
    import.tell(KIND).await
}

fn draft(import: &Import, fields: &mapping::Person, cells: &Cells<'_>, roles: &[Role]) -> Drafted<Incomer> {
    let role = cells.maybe(fields.role.as_ref()).map(|name| role(roles, &name, import)).transpose()?;
    let department = cells.maybe(fields.department.as_ref());
    let (department, missing) = import.reference(departments::KIND, department, "imports-no-department");
    if let Some(problem) = missing {
        return Err(problem);
    }
    let post = cells.maybe(fields.post.as_ref());
    let post = post
        .map(|post| Post::parse(&post).ok_or_else(|| rows::about("imports-no-post", &post)))
        .transpose()?;
    let person = Incomer {
        name: rows::need(cells.text(&fields.name), "imports-no-name")?,
        email: cells.maybe(fields.email.as_ref()),
        phone: phones(import, cells.maybe(fields.phone.as_ref())),
        role: role.map(|role| role.id),
        department,
        post: post.unwrap_or(Post::Member),
        administrator: role.is_some_and(|role| role.key.as_deref() == Some("administrator")),
        same: fields.same,
    };
    Ok((person, Vec::new()))
}

/// A person has one line for numbers: several stand beside each other.
fn phones(import: &Import, written: Option<String>) -> Option<String> {
    let phones = import.phones(&[written?]);
    (!phones.is_empty()).then(|| phones.join(" / "))
}

/// A role by its key, or by its name in the account's language.
fn role<'r>(roles: &'r [Role], name: &str, import: &Import) -> Result<&'r Role, Problem> {
    let called = |role: &&Role| match &role.key {
        Some(key) => key == name || import.say().t(&format!("role-{key}")) == name,
        None => role.name == name,
    };
    roles.iter().find(called).ok_or_else(|| rows::about("imports-no-role", name))
}

/// Somebody who is here already may be the person, if the mapping says how to tell.
fn recognise(import: &mut Import, taken: Taken<Incomer>, here: &[Named]) -> Option<Taken<Incomer>> {
    let Incomer { name, email, same, .. } = &taken.draft;
    let is_same = |there: &&Named| match same {
        Some(Same::Email) => {
            email.as_ref().is_some_and(|email| there.email.as_deref() == Some(&email.to_lowercase()))
        }
        Some(Same::Name) => kit::text::normalise(&there.name) == kit::text::normalise(name),
        None => false,
    };
    let found: Vec<&Named> = here.iter().filter(is_same).collect();
    match found[..] {
        [] => {}
        [one] => import.adopt(KIND, &taken.key, one.id),
        _ => {
            import.refuse(KIND, &taken.place, &rows::about("imports-two-people", name));
            return None;
        }
    }
    Some(taken)
}

async fn bring_one(import: &mut Import, planned: Planned<Incomer>) -> Result<()> {
    if import.rehearses {
        let checked = planned.draft.joining().check();
        return import.rehearse(KIND, &planned, checked);
    }
    let done = match planned.record {
        Some(id) => people::change(&import.ctx, id, planned.draft.wish()).await.map(|()| id),
        None => {
            let category =
                if planned.draft.administrator { Category::Administrator } else { Category::Member };
            let joining = planned.draft.joining();
            let add = move |tx: &mut Tx<'_, Writing>| people::join(tx, &joining);
            import.enter(KIND, &planned, vec![Do::AddPerson { category }], add).await
        }
    };
    match (done, planned.record) {
        (Ok(id), None) => import.created(KIND, &planned, id),
        (Ok(id), Some(_)) => import.changed(KIND, &planned, id),
        (Err(error), _) => import.refuse(KIND, &planned.place, &refusal(error)?),
    }
    Ok(())
}

impl Incomer {
    fn joining(&self) -> Joining {
        let wanted = Wanted {
            name: self.name.clone(),
            email: self.email.clone().unwrap_or_default(),
            phone: self.phone.clone().unwrap_or_default(),
            role_id: self.role,
            ..Wanted::default()
        };
        Joining { wanted, place: self.place() }
    }

    /// What the source doesn't speak of stays as it is here.
    fn wish(&self) -> Wish {
        Wish {
            name: Some(self.name.clone()),
            email: self.email.clone(),
            phone: self.phone.clone(),
            role_id: self.role,
            places: self.place().map(|place| vec![place]),
            ..Wish::default()
        }
    }

    fn place(&self) -> Option<Place> {
        self.department.map(|department| Place { department, post: self.post, main: true })
    }
}
