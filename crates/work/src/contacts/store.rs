//! The SQL of contacts.

use ::store::{Row, Value, params};
use base::portfolios::Filters;
use base::tx::Tally;
use base::{Error, Kind, Reading, Result, Tx, Writing, search};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::draft::Draft;
use super::look::Contact;
use crate::records::ways::Ways;
use crate::records::{Cell, Stub};

/// What `contact` reads.
pub const COLUMNS: &str =
    "r.id, r.portfolio_id, r.name, r.phones, r.emails, r.position, r.note, r.company_id,
    r.created_by, r.created_at, r.updated_at, r.version, h.holder_person_id, c.name as company_name";

/// Joined onto the contact `r`.
pub const JOINS: &str = "join portfolio_holders h
        on h.account_id = r.account_id and h.portfolio_id = r.portfolio_id and h.kind = 'contact'
    left join companies c on c.account_id = r.account_id and c.id = r.company_id";

/// A contact as a row of `COLUMNS`.
pub fn contact(row: &Row) -> Result<Contact> {
    let (phones, emails): (String, String) = (row.get("phones")?, row.get("emails")?);
    Ok(Contact {
        id: row.get("id")?,
        portfolio: row.get("portfolio_id")?,
        responsible: row.get("holder_person_id")?,
        draft: Draft {
            name: row.get("name")?,
            ways: Ways::from_columns(&phones, &emails)?,
            position: row.get("position")?,
            company_id: row.get("company_id")?,
            note: row.get("note")?,
        },
        company: row.get("company_name")?,
        created_by: row.get("created_by")?,
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
        version: row.get("version")?,
    })
}

pub fn find<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<Contact>> {
    let sql = format!("select {COLUMNS} from contacts r {JOINS} where r.account_id = $1 and r.id = $2");
    tx.query_opt(&sql, params![tx.account(), id])?.as_ref().map(contact).transpose()
}

pub fn lock(tx: &mut Tx<'_, Reading>, id: i64) -> Result<Option<Stub>> {
    let sql = format!(
        "select id, portfolio_id, name, version from contacts where account_id = $1 and id = $2{}",
        tx.dialect().lock()
    );
    let row = tx.query_opt(&sql, params![tx.account(), id])?;
    row.map(|row| {
        let (id, portfolio, title, version) = (row.at(0)?, row.at(1)?, row.at(2)?, row.at(3)?);
        Ok(Stub { id, portfolio, title, version, cell: Cell::plain() })
    })
    .transpose()
}

pub fn add(tx: &mut Tx<'_, Writing>, id: i64, portfolio: i64, draft: &Draft) -> Result<()> {
    let (phones, emails) = draft.ways.columns()?;
    tx.execute(
        "insert into contacts (account_id, id, portfolio_id, name, name_key, phones, emails, position, note,
            company_id, search_text, created_by, created_at, updated_at, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, 1)",
        params![
            tx.account(),
            id,
            portfolio,
            &draft.name,
            kit::text::normalise(&draft.name),
            phones,
            emails,
            draft.position.clone(),
            draft.note.clone(),
            draft.company_id,
            draft.search_text(),
            tx.actor().person_id(),
            tx.now()
        ],
    )?;
    search::keep(tx, "contacts", id, &draft.search_text())
}

/// Whoever calls this keeps the record findable (`search::changed`).
pub fn update(tx: &mut Tx<'_, Writing>, id: i64, portfolio: i64, draft: &Draft) -> Result<()> {
    let (phones, emails) = draft.ways.columns()?;
    tx.execute(
        "update contacts set portfolio_id = $3, name = $4, name_key = $5, phones = $6, emails = $7, position = $8,
            note = $9, company_id = $10, search_text = $11, updated_at = $12, version = version + 1
        where account_id = $1 and id = $2",
        params![
            tx.account(),
            id,
            portfolio,
            &draft.name,
            kit::text::normalise(&draft.name),
            phones,
            emails,
            draft.position.clone(),
            draft.note.clone(),
            draft.company_id,
            draft.search_text(),
            tx.now()
        ],
    )?;
    Ok(())
}

/// A contact in the bin.
#[derive(Serialize, Deserialize)]
struct Said {
    name: String,
    ways: Ways,
    position: Option<String>,
    note: Option<String>,
    company_id: Option<i64>,
    created_by: Option<i64>,
    created_at: i64,
    updated_at: i64,
    version: i64,
    /// The deals it was in.
    deals: Vec<i64>,
}

pub fn take_out(tx: &mut Tx<'_, Writing>, id: i64) -> Result<Json> {
    let contact = find(tx, id)?.ok_or(Error::NotFound)?;
    let sql = "select deal_id from deal_contacts where account_id = $1 and contact_id = $2 order by deal_id";
    let deals = tx.query(sql, params![tx.account(), id])?;
    let deals = deals.iter().map(|row| row.at(0)).collect::<Result<Vec<i64>, _>>()?;
    crate::deals::forget_contact(tx, id)?;
    tx.execute("delete from contacts where account_id = $1 and id = $2", params![tx.account(), id])?;
    search::forget(tx, "contacts", id)?;
    let Contact { draft, created_by, created_at, updated_at, version, .. } = contact;
    let Draft { name, ways, position, company_id, note } = draft;
    let said =
        Said { name, ways, position, note, company_id, created_by, created_at, updated_at, version, deals };
    serde_json::to_value(said).map_err(|e| Error::Broken(e.to_string()))
}

pub fn put_back(tx: &mut Tx<'_, Writing>, id: i64, portfolio: i64, said: &Json) -> Result<Cell> {
    let said = Said::deserialize(said).map_err(|e| Error::Broken(format!("contact {id} in the bin: {e}")))?;
    let draft = Draft {
        name: said.name,
        ways: said.ways,
        position: said.position,
        company_id: None,
        note: said.note,
    };
    let (phones, emails) = draft.ways.columns()?;
    tx.execute(
        "insert into contacts (account_id, id, portfolio_id, name, name_key, phones, emails, position, note,
            company_id, search_text, created_by, created_at, updated_at, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9,
            (select c.id from companies c where c.account_id = $1 and c.id = $10), $11, $12, $13, $14, $15)",
        params![
            tx.account(),
            id,
            portfolio,
            &draft.name,
            kit::text::normalise(&draft.name),
            phones,
            emails,
            draft.position.clone(),
            draft.note.clone(),
            said.company_id,
            draft.search_text(),
            said.created_by,
            said.created_at,
            said.updated_at,
            said.version + 1
        ],
    )?;
    search::keep(tx, "contacts", id, &draft.search_text())?;
    for deal in said.deals {
        tx.execute(
            "insert into deal_contacts (account_id, deal_id, contact_id)
            select d.account_id, d.id, $3 from deals d where d.account_id = $1 and d.id = $2
            on conflict (account_id, deal_id, contact_id) do nothing",
            params![tx.account(), deal, id],
        )?;
    }
    Ok(Cell::plain())
}

pub fn count(tx: &mut Tx<'_, Reading>, person: i64) -> Result<i64> {
    let sql = "select count(*) from contacts r where r.account_id = $1 and r.portfolio_id in
        (select h.portfolio_id from portfolio_holders h
            where h.account_id = $1 and h.kind = 'contact' and h.holder_person_id = $2)";
    Ok(tx.query_one(sql, params![tx.account(), person])?.at(0)?)
}

pub fn pick(tx: &mut Tx<'_, Reading>, portfolio: i64, limit: i64) -> Result<Vec<i64>> {
    let sql = "select id from contacts where account_id = $1 and portfolio_id = $2 order by id limit $3";
    let rows = tx.query(sql, params![tx.account(), portfolio, limit])?;
    Ok(rows.iter().map(|row| row.at(0)).collect::<Result<Vec<i64>, _>>()?)
}

pub fn recount(tx: &mut Tx<'_, Reading>) -> Result<Vec<(Tally, i64, i64)>> {
    let sql = "select portfolio_id, count(*) from contacts where account_id = $1 group by portfolio_id";
    let rows = tx.query(sql, params![tx.account()])?;
    let cell =
        |portfolio| Tally { portfolio, kind: Kind::Contact, bucket: 0, open: true, currency: String::new() };
    rows.iter().map(|row| Ok((cell(row.at(0)?), row.at(1)?, 0))).collect()
}

/// Nobody has changed the contact since before this moment.
pub fn unchanged(filters: &mut Filters, before: i64) {
    filters.and("r.updated_at < ?", [Value::from(before)]);
}
