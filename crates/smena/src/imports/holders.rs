//! Whom the names in the files mean: keys of the people of this import, or somebody here by e-mail, login or a name
//! that only one has.

use std::collections::HashMap;

use base::org;
use base::{Ctx, Problem, Result};

use super::memory::Import;
use super::people;
use super::rows::{self, Cells};
use super::store::{self, Named};
use super::text::Text;

/// Everybody who can be meant.
pub struct Holders {
    by_key: HashMap<String, i64>,
    /// E-mails, logins and names of those who are here; `None`: two have the same.
    by_name: HashMap<String, Option<i64>>,
    /// The administrator who imports: holds what nobody is named for.
    importer: Option<i64>,
}

impl Holders {
    /// As the account is once the people of the import are in.
    pub async fn gather(import: &Import) -> Result<Holders> {
        let here = import.ctx.read(store::everybody).await?;
        Ok(Holders {
            by_key: by_key(import),
            by_name: by_name(&here),
            importer: importer(&import.ctx).await?,
        })
    }

    /// Whom the cells name; without a column for it, whoever imports.
    pub fn of(&self, cells: &Cells<'_>, responsible: Option<&Text>) -> Result<i64, Problem> {
        let Some(responsible) = responsible else {
            return self.importer.ok_or(Problem::new("imports-nobody"));
        };
        let Some(name) = cells.text(responsible) else { return Err(Problem::new("imports-no-responsible")) };
        self.find(&name)
    }

    fn find(&self, name: &str) -> Result<i64, Problem> {
        if let Some(person) = self.by_key.get(name) {
            return Ok(*person);
        }
        match self.by_name.get(&kit::text::normalise(name)) {
            Some(Some(person)) => Ok(*person),
            Some(None) => Err(rows::about("imports-two-people", name)),
            None => Err(rows::about("imports-no-person", name)),
        }
    }
}

/// Keys of the source; and `#id` for whoever imports, by which a page names them.
fn by_key(import: &Import) -> HashMap<String, i64> {
    let mut keys = import.keys(people::KIND);
    keys.extend(import.ctx.person_id().map(|me| (format!("#{me}"), me)));
    keys
}

fn by_name(here: &[Named]) -> HashMap<String, Option<i64>> {
    let mut found: HashMap<String, Option<i64>> = HashMap::new();
    for person in here {
        let names = [Some(&person.name), person.email.as_ref(), person.login.as_ref()];
        for name in names.into_iter().flatten() {
            let one = found.entry(kit::text::normalise(name)).or_insert(Some(person.id));
            if *one != Some(person.id) {
                *one = None;
            }
        }
    }
    found
}

/// The signed-in person; at the command line, the first administrator there was.
async fn importer(ctx: &Ctx) -> Result<Option<i64>> {
    if let Some(me) = ctx.person_id() {
        return Ok(Some(me));
    }
    let administrators = ctx.read(org::administrators).await?;
    Ok(administrators.iter().map(|administrator| administrator.id).min())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_two_have_means_nobody() {
        let holders = Holders {
            by_key: HashMap::from([("a1".into(), 1)]),
            by_name: HashMap::from([("anna melnyk".into(), Some(2)), ("petro lys".into(), None)]),
            importer: None,
        };
        assert_eq!(holders.find("a1").ok(), Some(1));
        assert_eq!(holders.find("Anna Melnyk").ok(), Some(2));
        assert_eq!(holders.find("Petro Lys").unwrap_err().key, "imports-two-people");
        assert_eq!(holders.find("Olha").unwrap_err().key, "imports-no-person");
    }
}
