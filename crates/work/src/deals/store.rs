//! The SQL of deals, and of the lines of companies and contacts that deals show.

pub mod board;

use std::collections::HashMap;

use ::store::{Row, Value, params};
use base::portfolios::{Filters, Sight, Within};
use base::tx::Tally;
use base::{Error, Kind, Reading, Result, Tx, Writing, search};

use super::deal::{Deal, Draft};
use super::find::Line;
use super::holdings::Kept;

/// The columns of a deal `r` and of its holder `h`; read by `deal`.
pub const COLUMNS: &str = "r.id, r.portfolio_id, r.title, r.pipeline_id, r.stage_id, r.open, r.amount, r.currency,
    r.company_id, r.product_id, r.note, h.holder_person_id, r.started_at, r.closed_at, r.closed_holder_person_id,
    r.created_by, r.created_at, r.updated_at, r.version, r.closes_on";

/// Who holds the deal.
pub const HOLDER: &str = "join portfolio_holders h on h.account_id = $1 and h.portfolio_id = r.portfolio_id
    and h.kind = 'deal'";

/// The columns of a row of the list for people.
pub const BRIEF: &str =
    "r.id, r.title, r.stage_id, r.open, r.amount, r.currency, h.holder_person_id, p.name, p.status,
    c.name, r.updated_at, r.created_at, r.closes_on, r.started_at, r.closed_at, d.name, p.picture";

/// The names of a row: its holder, its company and its product.
pub const NAMES: &str = "join portfolio_holders h on h.account_id = $1 and h.portfolio_id = r.portfolio_id
    and h.kind = 'deal'
    join people p on p.account_id = $1 and p.id = h.holder_person_id
    left join companies c on c.account_id = $1 and c.id = r.company_id
    left join products d on d.account_id = $1 and d.id = r.product_id";

/// The condition that a deal names a contact.
pub const OF_CONTACT: &str = "r.id in (select dc.deal_id from deal_contacts dc where dc.account_id = r.account_id and dc.contact_id = ?)";

/// A row of `COLUMNS`; its contacts are read for many at once (`link_contacts`).
pub fn deal(row: &Row) -> Result<Deal> {
    Ok(Deal {
        id: row.at(0)?,
        portfolio_id: row.at(1)?,
        title: row.at(2)?,
        pipeline_id: row.at(3)?,
        stage_id: row.at(4)?,
        open: row.at(5)?,
        amount: row.at(6)?,
        currency: row.at(7)?,
        company_id: row.at(8)?,
        contact_ids: Vec::new(),
        product_id: row.at(9)?,
        note: row.at(10)?,
        responsible_id: row.at(11)?,
        started_at: row.at(12)?,
        closed_at: row.at(13)?,
        closed_holder_id: row.at(14)?,
        created_by: row.at(15)?,
        created_at: row.at(16)?,
        updated_at: row.at(17)?,
        version: row.at(18)?,
        closes_on: row.at(19)?,
    })
}

pub fn find<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<Deal>> {
    let sql = format!("select {COLUMNS} from deals r {HOLDER} where r.account_id = $1 and r.id = $2");
    let contacts =
        "select contact_id from deal_contacts where account_id = $1 and deal_id = $2 order by contact_id";
    let asked = [sql, contacts.to_owned()].map(|sql| (sql, params![tx.account(), id].to_vec()));
    let [found, contacts] = tx.query_all(&asked)?;
    let Some(row) = found.first() else { return Ok(None) };
    let contact_ids = contacts.iter().map(|row| Ok(row.at(0)?)).collect::<Result<_>>()?;
    Ok(Some(Deal { contact_ids, ..deal(row)? }))
}

/// The deal, held against changes until the end of the act.
pub fn lock<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<Deal>> {
    let lock = tx.dialect().lock();
    if !lock.is_empty() {
        let sql = format!("select id from deals where account_id = $1 and id = $2{lock}");
        tx.query(&sql, params![tx.account(), id])?;
    }
    find(tx, id)
}

/// Fills in the contacts of all these deals in one statement.
pub fn link_contacts<S>(tx: &mut Tx<'_, S>, deals: &mut [Deal]) -> Result<()> {
    if deals.is_empty() {
        return Ok(());
    }
    let at: HashMap<i64, usize> = deals.iter().enumerate().map(|(at, deal)| (deal.id, at)).collect();
    let sql = format!(
        "select deal_id, contact_id from deal_contacts where account_id = $1 and deal_id in ({})
        order by deal_id, contact_id",
        marks(2, deals.len())
    );
    for row in tx.query(&sql, &with_account(tx, deals.iter().map(|deal| deal.id)))? {
        let deal: i64 = row.at(0)?;
        if let Some(deal) = at.get(&deal).and_then(|at| deals.get_mut(*at)) {
            deal.contact_ids.push(row.at(1)?);
        }
    }
    Ok(())
}

pub fn add(
    tx: &mut Tx<'_, Writing>,
    id: i64,
    portfolio: i64,
    draft: &Draft,
    closed_holder: Option<i64>,
) -> Result<()> {
    tx.execute(
        "insert into deals (account_id, id, portfolio_id, title, title_key, pipeline_id, stage_id, open, amount,
            currency, company_id, product_id, note, started_at, closed_at, closed_holder_person_id, search_text,
            created_by, created_at, updated_at, version, closes_on)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $19, 1, $20)",
        params![
            tx.account(),
            id,
            portfolio,
            &draft.title,
            draft.title_key(),
            draft.pipeline_id,
            draft.stage_id,
            draft.open,
            draft.amount,
            &draft.currency,
            draft.company_id,
            draft.product_id,
            draft.note.clone(),
            draft.started_at,
            draft.closed_at,
            closed_holder,
            draft.search_text(),
            tx.actor().person_id(),
            tx.now(),
            draft.closes_on.clone()
        ],
    )?;
    search::keep(tx, "deals", id, &draft.search_text())?;
    add_contacts(tx, id, &draft.contact_ids)
}

/// The deal says `draft` from now on and is in this portfolio.
pub fn set(
    tx: &mut Tx<'_, Writing>,
    before: &Deal,
    portfolio: i64,
    draft: &Draft,
    closed_holder: Option<i64>,
) -> Result<()> {
    tx.execute(
        "update deals set portfolio_id = $3, title = $4, title_key = $5, pipeline_id = $6, stage_id = $7, open = $8,
            amount = $9, currency = $10, company_id = $11, product_id = $12, note = $13, started_at = $14,
            closed_at = $15, closed_holder_person_id = $16, search_text = $17, updated_at = $18, closes_on = $19,
            version = version + 1
        where account_id = $1 and id = $2",
        params![
            tx.account(),
            before.id,
            portfolio,
            &draft.title,
            draft.title_key(),
            draft.pipeline_id,
            draft.stage_id,
            draft.open,
            draft.amount,
            &draft.currency,
            draft.company_id,
            draft.product_id,
            draft.note.clone(),
            draft.started_at,
            draft.closed_at,
            closed_holder,
            draft.search_text(),
            tx.now(),
            draft.closes_on.clone()
        ],
    )?;
    search::changed(tx, "deals", before.id, &Draft::of(before).search_text(), &draft.search_text())?;
    if before.contact_ids != draft.contact_ids {
        remove_contacts(tx, before.id)?;
        add_contacts(tx, before.id, &draft.contact_ids)?;
    }
    Ok(())
}

fn add_contacts(tx: &mut Tx<'_, Writing>, deal: i64, contacts: &[i64]) -> Result<()> {
    for contact in contacts {
        tx.execute(
            "insert into deal_contacts (account_id, deal_id, contact_id) values ($1, $2, $3)",
            params![tx.account(), deal, *contact],
        )?;
    }
    Ok(())
}

fn remove_contacts(tx: &mut Tx<'_, Writing>, deal: i64) -> Result<()> {
    tx.execute(
        "delete from deal_contacts where account_id = $1 and deal_id = $2",
        params![tx.account(), deal],
    )?;
    Ok(())
}

pub fn remove(tx: &mut Tx<'_, Writing>, id: i64) -> Result<()> {
    remove_contacts(tx, id)?;
    tx.execute("delete from deals where account_id = $1 and id = $2", params![tx.account(), id])?;
    search::forget(tx, "deals", id)
}

/// Puts a deleted deal back; it is as old as it was.
pub fn restore(tx: &mut Tx<'_, Writing>, id: i64, portfolio: i64, kept: &Kept) -> Result<()> {
    add(tx, id, portfolio, &kept.said, kept.closed_holder_id)?;
    tx.execute(
        "update deals set created_by = $3, created_at = $4, version = $5 where account_id = $1 and id = $2",
        params![tx.account(), id, kept.created_by, kept.created_at, kept.version + 1],
    )?;
    Ok(())
}

/// No deal names the contact any more.
pub fn forget_contact(tx: &mut Tx<'_, Writing>, contact: i64) -> Result<()> {
    tx.execute(
        "delete from deal_contacts where account_id = $1 and contact_id = $2",
        params![tx.account(), contact],
    )?;
    Ok(())
}

/// No deal names the company any more.
pub fn forget_company(tx: &mut Tx<'_, Writing>, company: i64) -> Result<()> {
    tx.execute(
        "update deals set company_id = null where account_id = $1 and company_id = $2",
        params![tx.account(), company],
    )?;
    Ok(())
}

/// The columns of a line of a company or contact `r`.
pub const LINE: &str = "r.id, r.portfolio_id, r.name, r.phones, r.emails";

/// Companies or contacts by id, by name; unknown ids are left out.
pub fn lines<S>(tx: &mut Tx<'_, S>, kind: Kind, ids: &[i64]) -> Result<Vec<Line>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "select {LINE} from {} r where r.account_id = $1 and r.id in ({}) order by r.name_key, r.id",
        table(kind),
        marks(2, ids.len())
    );
    tx.query(&sql, &with_account(tx, ids.iter().copied()))?.iter().map(line).collect()
}

pub fn line(row: &Row) -> Result<Line> {
    let list = |json: String| serde_json::from_str(&json).unwrap_or_default();
    Ok(Line {
        id: row.at(0)?,
        portfolio_id: row.at(1)?,
        name: row.at(2)?,
        phones: list(row.at(3)?),
        emails: list(row.at(4)?),
    })
}

/// Where the lines of the kind are kept.
pub fn table(kind: Kind) -> &'static str {
    if kind == Kind::Company { "companies" } else { "contacts" }
}

/// The records in portfolios that the person holds, counted one by one.
pub fn count_held(tx: &mut Tx<'_, Reading>, person: i64) -> Result<i64> {
    let sql = "select count(*) from portfolio_holders h join deals d on d.account_id = $1
        and d.portfolio_id = h.portfolio_id
        where h.account_id = $1 and h.kind = 'deal' and h.holder_person_id = $2";
    Ok(tx.query_one(sql, params![tx.account(), person])?.at(0)?)
}

pub fn pick(tx: &mut Tx<'_, Reading>, portfolio: i64, limit: i64) -> Result<Vec<i64>> {
    let sql = "select id from deals where account_id = $1 and portfolio_id = $2 order by id limit $3";
    tx.query(sql, params![tx.account(), portfolio, limit])?.iter().map(|row| Ok(row.at(0)?)).collect()
}

/// The roll-up as the table itself says it.
pub fn recount(tx: &mut Tx<'_, Reading>) -> Result<Vec<(Tally, i64, i64)>> {
    let sql =
        "select portfolio_id, stage_id, open, currency, count(*), cast(sum(amount) as bigint) from deals
        where account_id = $1 group by portfolio_id, stage_id, open, currency
        order by portfolio_id, stage_id, open, currency";
    tx.query(sql, params![tx.account()])?
        .iter()
        .map(|row| {
            let tally = Tally {
                portfolio: row.at(0)?,
                kind: Kind::Deal,
                bucket: row.at(1)?,
                open: row.at(2)?,
                currency: row.at(3)?,
            };
            Ok((tally, row.at(4)?, row.at(5)?))
        })
        .collect()
}

/// Deals at these stages, where they are few: looked up by the index over stages, then sorted.
pub fn at_few(filters: &mut Filters, account: i64, portfolios: Option<&[i64]>, stages: &[i64]) {
    let mut condition = String::from("r.id in (select d.id from deals d where d.account_id = ?");
    let mut values = vec![Value::from(account)];
    for (column, ids) in [("portfolio_id", portfolios), ("stage_id", Some(stages))] {
        match ids {
            None => {}
            Some([]) => return filters.and("1 = 0", []),
            Some(ids) => {
                condition += &format!(" and d.{column} in ({})", vec!["?"; ids.len()].join(", "));
                values.extend(ids.iter().map(|id| Value::from(*id)));
            }
        }
    }
    filters.narrow(&(condition + ")"), values);
}

/// Deals at these stages, where they are many: the sum keeps planners from sorting them all, they walk the list's
/// own order instead.
pub fn at_many(filters: &mut Filters, stages: &[i64]) {
    let condition = format!("r.stage_id + 0 in ({})", vec!["?"; stages.len()].join(", "));
    filters.and(&condition, stages.iter().map(|id| Value::from(*id)));
}

/// Open deals that are expected to close by this day.
pub fn closing(filters: &mut Filters, day: &str) {
    filters.and("r.open = 1 and r.closes_on <= ?", [Value::from(day)]);
}

/// How many deals one may see are at these stages (any, with `None`), from the roll-up.
pub fn rolled<S>(tx: &mut Tx<'_, S>, seen: &Sight, stages: Option<&[i64]>) -> Result<i64> {
    let portfolios = match &seen.within {
        Within::All => None,
        Within::Set(ids) => Some(ids.as_slice()),
    };
    let mut values = vec![Value::from(tx.account())];
    let mut sql = String::from(
        "select cast(coalesce(sum(count), 0) as bigint) from rollups where account_id = $1 and kind = 'deal'",
    );
    for (column, ids) in [("portfolio_id", portfolios), ("bucket", stages)] {
        match ids {
            None => {}
            Some([]) => return Ok(0),
            Some(ids) => {
                sql += &format!(" and {column} in ({})", marks(values.len() + 1, ids.len()));
                values.extend(ids.iter().map(|id| Value::from(*id)));
            }
        }
    }
    seen.add_to(&mut sql, &mut values, ("bucket", "portfolio_id"));
    tx.query_one(&sql, &values)?.at(0).map_err(Error::from)
}

/// `$2, $3, …`
fn marks(first: usize, count: usize) -> String {
    let mut text = String::with_capacity(count * 5);
    for n in first..first + count {
        if n > first {
            text.push_str(", ");
        }
        text.push('$');
        text += &n.to_string();
    }
    text
}

fn with_account<S>(tx: &Tx<'_, S>, ids: impl Iterator<Item = i64>) -> Vec<Value> {
    std::iter::once(Value::from(tx.account())).chain(ids.map(Value::from)).collect()
}
