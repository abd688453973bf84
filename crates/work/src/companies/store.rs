//! The SQL of companies.

use ::store::{Row, params};
use base::tx::Tally;
use base::{Error, Kind, Reading, Result, Tx, Writing, search};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::draft::Draft;
use super::look::Company;
use crate::records::ways::Ways;
use crate::records::{Cell, Stub};

/// What `company` reads.
pub const COLUMNS: &str = "r.id, r.portfolio_id, r.name, r.phones, r.emails, r.site, r.note, r.parent_id,
    r.created_by, r.created_at, r.updated_at, r.version, h.holder_person_id, p.name as parent_name";

/// Joined onto the company `r`.
pub const JOINS: &str = "join portfolio_holders h
        on h.account_id = r.account_id and h.portfolio_id = r.portfolio_id and h.kind = 'company'
    left join companies p on p.account_id = r.account_id and p.id = r.parent_id";

/// A company as a row of `COLUMNS`.
pub fn company(row: &Row) -> Result<Company> {
    let (phones, emails): (String, String) = (row.get("phones")?, row.get("emails")?);
    Ok(Company {
        id: row.get("id")?,
        portfolio: row.get("portfolio_id")?,
        responsible: row.get("holder_person_id")?,
        draft: Draft {
            name: row.get("name")?,
            ways: Ways::from_columns(&phones, &emails)?,
            site: row.get("site")?,
            parent_id: row.get("parent_id")?,
            note: row.get("note")?,
        },
        parent: row.get("parent_name")?,
        created_by: row.get("created_by")?,
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
        version: row.get("version")?,
    })
}

pub fn find<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<Company>> {
    let sql = format!("select {COLUMNS} from companies r {JOINS} where r.account_id = $1 and r.id = $2");
    tx.query_opt(&sql, params![tx.account(), id])?.as_ref().map(company).transpose()
}

pub fn lock(tx: &mut Tx<'_, Reading>, id: i64) -> Result<Option<Stub>> {
    let sql = format!(
        "select id, portfolio_id, name, version from companies where account_id = $1 and id = $2{}",
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
        "insert into companies (account_id, id, portfolio_id, name, name_key, phones, emails, site, note,
            parent_id, search_text, created_by, created_at, updated_at, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, 1)",
        params![
            tx.account(),
            id,
            portfolio,
            &draft.name,
            kit::text::normalise(&draft.name),
            phones,
            emails,
            draft.site.clone(),
            draft.note.clone(),
            draft.parent_id,
            draft.search_text(),
            tx.actor().person_id(),
            tx.now()
        ],
    )?;
    search::keep(tx, "companies", id, &draft.search_text())
}

/// Whoever calls this keeps the record findable (`search::changed`).
pub fn update(tx: &mut Tx<'_, Writing>, id: i64, portfolio: i64, draft: &Draft) -> Result<()> {
    let (phones, emails) = draft.ways.columns()?;
    tx.execute(
        "update companies set portfolio_id = $3, name = $4, name_key = $5, phones = $6, emails = $7, site = $8,
            note = $9, parent_id = $10, search_text = $11, updated_at = $12, version = version + 1
        where account_id = $1 and id = $2",
        params![
            tx.account(),
            id,
            portfolio,
            &draft.name,
            kit::text::normalise(&draft.name),
            phones,
            emails,
            draft.site.clone(),
            draft.note.clone(),
            draft.parent_id,
            draft.search_text(),
            tx.now()
        ],
    )?;
    Ok(())
}

/// Whether the company `inner` is the company itself or a part of it, however deep.
pub fn is_part_of<S>(tx: &mut Tx<'_, S>, inner: Option<i64>, company: i64) -> Result<bool> {
    let sql = "with recursive up (id) as (
            select c.id from companies c where c.account_id = $1 and c.id = $2
            union select c.parent_id from companies c join up u on c.account_id = $1 and c.id = u.id
                where c.parent_id is not null)
        select 1 from up where id = $3 limit 1";
    Ok(tx.query_opt(sql, params![tx.account(), inner, company])?.is_some())
}

/// A company in the bin.
#[derive(Serialize, Deserialize)]
struct Said {
    name: String,
    ways: Ways,
    site: Option<String>,
    note: Option<String>,
    parent_id: Option<i64>,
    created_by: Option<i64>,
    created_at: i64,
    updated_at: i64,
    version: i64,
    /// What referred to it: contacts, deals, its own parts.
    contacts: Vec<i64>,
    deals: Vec<i64>,
    parts: Vec<i64>,
}

/// The columns of other tables that refer to a company.
const CONTACTS: Reference = Reference { table: "contacts", column: "company_id" };
const DEALS: Reference = Reference { table: "deals", column: "company_id" };
const PARTS: Reference = Reference { table: "companies", column: "parent_id" };

struct Reference {
    table: &'static str,
    column: &'static str,
}

impl Reference {
    /// Clears the references; answers the records that had them.
    fn clear(&self, tx: &mut Tx<'_, Writing>, company: i64) -> Result<Vec<i64>> {
        let Reference { table, column } = self;
        let sql = format!(
            "select id from {table} where account_id = $1 and {column} = $2 order by id{}",
            tx.dialect().lock()
        );
        let rows = tx.query(&sql, params![tx.account(), company])?;
        let sql = format!("update {table} set {column} = null where account_id = $1 and {column} = $2");
        tx.execute(&sql, params![tx.account(), company])?;
        Ok(rows.iter().map(|row| row.at(0)).collect::<Result<Vec<i64>, _>>()?)
    }

    /// Sets them again on records that are there and refer to nothing by now.
    fn restore(&self, tx: &mut Tx<'_, Writing>, company: i64, ids: &[i64]) -> Result<()> {
        let Reference { table, column } = self;
        let sql = format!(
            "update {table} set {column} = $2 where account_id = $1 and id = $3 and {column} is null and id <> $2"
        );
        for id in ids {
            tx.execute(&sql, params![tx.account(), company, *id])?;
        }
        Ok(())
    }
}

pub fn take_out(tx: &mut Tx<'_, Writing>, id: i64) -> Result<Json> {
    let company = find(tx, id)?.ok_or(Error::NotFound)?;
    let contacts = CONTACTS.clear(tx, id)?;
    let deals = DEALS.clear(tx, id)?;
    let parts = PARTS.clear(tx, id)?;
    tx.execute("delete from companies where account_id = $1 and id = $2", params![tx.account(), id])?;
    search::forget(tx, "companies", id)?;
    let Company { draft, created_by, created_at, updated_at, version, .. } = company;
    let Draft { name, ways, site, parent_id, note } = draft;
    let said = Said {
        name,
        ways,
        site,
        note,
        parent_id,
        created_by,
        created_at,
        updated_at,
        version,
        contacts,
        deals,
        parts,
    };
    serde_json::to_value(said).map_err(|e| Error::Broken(e.to_string()))
}

pub fn put_back(tx: &mut Tx<'_, Writing>, id: i64, portfolio: i64, said: &Json) -> Result<Cell> {
    let said = Said::deserialize(said).map_err(|e| Error::Broken(format!("company {id} in the bin: {e}")))?;
    let draft = Draft { name: said.name, ways: said.ways, site: said.site, parent_id: None, note: said.note };
    let (phones, emails) = draft.ways.columns()?;
    tx.execute(
        "insert into companies (account_id, id, portfolio_id, name, name_key, phones, emails, site, note,
            parent_id, search_text, created_by, created_at, updated_at, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9,
            (select p.id from companies p where p.account_id = $1 and p.id = $10), $11, $12, $13, $14, $15)",
        params![
            tx.account(),
            id,
            portfolio,
            &draft.name,
            kit::text::normalise(&draft.name),
            phones,
            emails,
            draft.site.clone(),
            draft.note.clone(),
            said.parent_id,
            draft.search_text(),
            said.created_by,
            said.created_at,
            said.updated_at,
            said.version + 1
        ],
    )?;
    search::keep(tx, "companies", id, &draft.search_text())?;
    CONTACTS.restore(tx, id, &said.contacts)?;
    DEALS.restore(tx, id, &said.deals)?;
    restore_parts(tx, id, &said.parts)?;
    Ok(Cell::plain())
}

/// A part may have become the whole meanwhile: such a circle is left out.
fn restore_parts(tx: &mut Tx<'_, Writing>, company: i64, parts: &[i64]) -> Result<()> {
    for part in parts {
        if !is_part_of(tx, Some(company), *part)? {
            PARTS.restore(tx, company, &[*part])?;
        }
    }
    Ok(())
}

pub fn count(tx: &mut Tx<'_, Reading>, person: i64) -> Result<i64> {
    let sql = "select count(*) from companies r where r.account_id = $1 and r.portfolio_id in
        (select h.portfolio_id from portfolio_holders h
            where h.account_id = $1 and h.kind = 'company' and h.holder_person_id = $2)";
    Ok(tx.query_one(sql, params![tx.account(), person])?.at(0)?)
}

pub fn pick(tx: &mut Tx<'_, Reading>, portfolio: i64, limit: i64) -> Result<Vec<i64>> {
    let sql = "select id from companies where account_id = $1 and portfolio_id = $2 order by id limit $3";
    let rows = tx.query(sql, params![tx.account(), portfolio, limit])?;
    Ok(rows.iter().map(|row| row.at(0)).collect::<Result<Vec<i64>, _>>()?)
}

pub fn recount(tx: &mut Tx<'_, Reading>) -> Result<Vec<(Tally, i64, i64)>> {
    let sql = "select portfolio_id, count(*) from companies where account_id = $1 group by portfolio_id";
    let rows = tx.query(sql, params![tx.account()])?;
    let cell =
        |portfolio| Tally { portfolio, kind: Kind::Company, bucket: 0, open: true, currency: String::new() };
    rows.iter().map(|row| Ok((cell(row.at(0)?), row.at(1)?, 0))).collect()
}
