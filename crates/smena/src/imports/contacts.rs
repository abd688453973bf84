//! Contacts of an import.

use base::{Event, Kind, Reading, Result, Tx, Writing};
use serde::Serialize;
use work::contacts::{self, Contact, Typed};
use work::records::{self, Place as Held, Stub};

use super::files::Files;
use super::holders::Holders;
use super::mapping::{self, Table};
use super::memory::Import;
use super::writing::{Incoming, placed};
use super::{companies, rows};

/// The word in the report.
pub const KIND: &str = "contact";

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Incomer {
    name: String,
    phones: Vec<String>,
    emails: Vec<String>,
    position: String,
    note: String,
    company: Option<i64>,
    #[serde(skip)]
    responsible: i64,
}

pub async fn bring(
    import: &mut Import,
    tables: &[Table<mapping::Contact>],
    files: &Files,
    holders: &Holders,
) -> Result<()> {
    if tables.is_empty() {
        return Ok(());
    }
    let said = rows::read(tables, files, |fields, cells| {
        let company = cells.maybe(fields.company.as_ref());
        let (company, left_out) = import.reference(companies::KIND, company, "imports-without-company");
        let contact = Incomer {
            name: rows::need(cells.text(&fields.name), "imports-no-name")?,
            phones: import.phones(&cells.lines(&fields.phones)),
            emails: cells.lines(&fields.emails),
            position: cells.maybe(fields.position.as_ref()).unwrap_or_default(),
            note: cells.lines(&fields.note).join("\n"),
            company,
            responsible: holders.of(cells, fields.responsible.as_ref())?,
        };
        Ok((contact, left_out.into_iter().collect()))
    });
    import.told(KIND, said.read, &said.refused);
    import.bring(said.taken).await?;
    import.tell(KIND).await
}

impl Incomer {
    fn typed(&self) -> Typed {
        Typed {
            name: self.name.clone(),
            phones: self.phones.clone(),
            emails: self.emails.clone(),
            position: self.position.clone(),
            company_id: self.company,
            note: self.note.clone(),
        }
    }
}

impl Incoming for Incomer {
    const KIND: &'static str = KIND;
    type Before = (Stub, Contact);

    fn responsible(&self) -> Option<(Kind, i64)> {
        Some((Kind::Contact, self.responsible))
    }

    fn check(&self) -> Result<()> {
        self.typed().read(None).map(drop)
    }

    fn lock(tx: &mut Tx<'_, Reading>, id: i64) -> Result<Option<(Stub, Contact)>> {
        let Some(stub) = (contacts::ROOM.lock)(tx, id)? else { return Ok(None) };
        Ok(contacts::find(tx, id)?.map(|contact| (stub, contact)))
    }

    fn add(&self, tx: &mut Tx<'_, Writing>, held: Option<&Held>) -> Result<(i64, Vec<Event>)> {
        let (id, event) = contacts::store_draft(tx, &self.typed().read(None)?, placed(held)?)?;
        Ok((id, vec![event]))
    }

    fn change(
        &self,
        tx: &mut Tx<'_, Writing>,
        (stub, before): &(Stub, Contact),
        held: Option<&Held>,
    ) -> Result<Vec<Event>> {
        let mut events: Vec<Event> =
            contacts::store_change(tx, before, &self.typed().read(None)?)?.into_iter().collect();
        if let Some(held) = held.filter(|held| held.responsible != before.responsible) {
            events.push(records::give(tx, &contacts::ROOM, stub, before.responsible, held)?);
        }
        Ok(events)
    }
}
