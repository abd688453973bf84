//! Companies of an import, those above first.

use base::{Event, Kind, Reading, Result, Tx, Writing};
use serde::Serialize;
use work::companies::{self, Company, Typed};
use work::records::{self, Place as Held, Stub};

use super::files::Files;
use super::holders::Holders;
use super::mapping::{self, Table};
use super::memory::Import;
use super::rows::{self, Taken};
use super::writing::{Incoming, placed};

/// The word in the report.
pub const KIND: &str = "company";

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Incomer {
    name: String,
    phones: Vec<String>,
    emails: Vec<String>,
    site: String,
    note: String,
    parent: Option<i64>,
    #[serde(skip)]
    responsible: i64,
}

/// A company as the file says it: the parent is a key.
#[derive(PartialEq)]
struct Said {
    company: Incomer,
    parent: Option<String>,
}

pub async fn bring(
    import: &mut Import,
    tables: &[Table<mapping::Company>],
    files: &Files,
    holders: &Holders,
) -> Result<()> {
    if tables.is_empty() {
        return Ok(());
    }
    let said = rows::read(tables, files, |fields, cells| {
        let company = Incomer {
            name: rows::need(cells.text(&fields.name), "imports-no-name")?,
            phones: import.phones(&cells.lines(&fields.phones)),
            emails: cells.lines(&fields.emails),
            site: cells.maybe(fields.site.as_ref()).unwrap_or_default(),
            note: cells.lines(&fields.note).join("\n"),
            parent: None,
            responsible: holders.of(cells, fields.responsible.as_ref())?,
        };
        Ok((Said { company, parent: cells.maybe(fields.parent.as_ref()) }, Vec::new()))
    });
    import.told(KIND, said.read, &said.refused);
    let (mut generations, circles) = rows::generations(said.taken, |said| said.parent.as_deref());
    // Companies above themselves go in without what is above them.
    let circles = circles.into_iter().map(|circle| {
        import.refuse(KIND, &circle.place, &rows::about("imports-circle", &circle.key));
        Taken { draft: Said { parent: None, ..circle.draft }, ..circle }
    });
    generations.push(circles.collect());
    for generation in generations {
        let mut taken = Vec::new();
        for Taken { place, key, draft: Said { mut company, parent } } in generation {
            company.parent = parent.as_deref().and_then(|key| import.known(KIND, key));
            if let (None, Some(parent)) = (company.parent, &parent) {
                import.refuse(KIND, &place, &rows::about("imports-without-parent", parent));
            }
            taken.push(Taken { place, key, draft: company });
        }
        import.bring(taken).await?;
    }
    import.tell(KIND).await
}

impl Incomer {
    fn typed(&self) -> Typed {
        Typed {
            name: self.name.clone(),
            phones: self.phones.clone(),
            emails: self.emails.clone(),
            site: self.site.clone(),
            parent_id: self.parent,
            note: self.note.clone(),
        }
    }
}

impl Incoming for Incomer {
    const KIND: &'static str = KIND;
    type Before = (Stub, Company);

    fn responsible(&self) -> Option<(Kind, i64)> {
        Some((Kind::Company, self.responsible))
    }

    fn check(&self) -> Result<()> {
        self.typed().read(None).map(drop)
    }

    fn lock(tx: &mut Tx<'_, Reading>, id: i64) -> Result<Option<(Stub, Company)>> {
        let Some(stub) = (companies::ROOM.lock)(tx, id)? else { return Ok(None) };
        Ok(companies::find(tx, id)?.map(|company| (stub, company)))
    }

    fn add(&self, tx: &mut Tx<'_, Writing>, held: Option<&Held>) -> Result<(i64, Vec<Event>)> {
        let (id, event) = companies::store_draft(tx, &self.typed().read(None)?, placed(held)?)?;
        Ok((id, vec![event]))
    }

    fn change(
        &self,
        tx: &mut Tx<'_, Writing>,
        (stub, before): &(Stub, Company),
        held: Option<&Held>,
    ) -> Result<Vec<Event>> {
        let mut events: Vec<Event> =
            companies::store_change(tx, before, &self.typed().read(None)?)?.into_iter().collect();
        if let Some(held) = held.filter(|held| held.responsible != before.responsible) {
            events.push(records::give(tx, &companies::ROOM, stub, before.responsible, held)?);
        }
        Ok(events)
    }
}
