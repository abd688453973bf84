//! Listing companies and showing one.

use ::store::Value;
use base::org::{self, Name};
use base::portfolios::Filters;
use base::{Ctx, Error, Kind, Result, Tx};

use super::draft::Draft;
use super::{ROOM, store};
use crate::records::lines::{self, Line};
use crate::records::{self, Asked, Count, Slice};

/// A company with what stands beside it.
#[derive(Clone, Debug)]
pub struct Company {
    pub id: i64,
    pub portfolio: i64,
    /// Who holds it.
    pub responsible: i64,
    pub draft: Draft,
    /// The name of the company it is a part of.
    pub parent: Option<String>,
    pub created_by: Option<i64>,
    pub created_at: i64,
    pub updated_at: i64,
    pub version: i64,
}

/// A page of companies: the rows, who is responsible for each, how many there are.
pub struct Listed {
    pub slice: Slice<Company>,
    pub names: std::collections::HashMap<i64, Name>,
    pub count: Count,
}

/// The companies the actor may see, searched, filtered and sorted as asked.
pub async fn list(ctx: &Ctx, asked: &Asked, parent: Option<i64>) -> Result<Listed> {
    let asked = asked.clone();
    ctx.read(move |tx| {
        let within = records::scope_of(tx, Kind::Company, &asked)?.within;
        let mut filters = Filters::default();
        filters.words(&asked.q);
        if let Some(parent) = parent {
            filters.narrow("r.parent_id = ?", [Value::from(parent)]);
        }
        let what = (store::COLUMNS, store::JOINS, &filters);
        let slice = records::slice(tx, &ROOM, &within, &asked, what, store::company)?;
        let names = org::names(tx, slice.items.iter().map(|company| company.responsible))?;
        let count = slice.count(tx, &within, (Kind::Company, ROOM.table), &filters)?;
        Ok(Listed { slice, names, count })
    })
    .await
}

/// One company, if the actor may see it.
pub async fn one(ctx: &Ctx, id: i64) -> Result<Company> {
    ctx.read(move |tx| seen(tx, id)).await
}

/// By id, with no question asked: for who has shown that the actor may see it, and for imports.
pub fn find<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<Company>> {
    store::find(tx, id)
}

/// What the actor has just written, even where it has gone out of their sight by that.
pub(super) async fn written(ctx: &Ctx, id: i64) -> Result<Company> {
    ctx.read(move |tx| store::find(tx, id)?.ok_or(Error::NotFound)).await
}

fn seen<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Company> {
    let company = store::find(tx, id)?.ok_or(Error::NotFound)?;
    records::see(tx, Kind::Company, company.portfolio, 0)?;
    Ok(company)
}

/// What stands on a company's card.
pub struct Card {
    pub company: Company,
    pub responsible: Option<Name>,
    /// The line of the company it is a part of.
    pub parent: Option<Line>,
    /// Its visible parts and contacts, the newest of each.
    pub parts: Vec<Line>,
    pub contacts: Vec<Line>,
}

/// How many linked records of a kind a card lists.
const LINKED: i64 = 20;

pub async fn card(ctx: &Ctx, id: i64) -> Result<Card> {
    ctx.read(move |tx| {
        let company = seen(tx, id)?;
        let responsible = org::names(tx, [company.responsible])?.remove(&company.responsible);
        let parent = match company.draft.parent_id {
            Some(parent) => lines::find(tx, Kind::Company, &[parent])?.remove(&parent),
            None => None,
        };
        let mut related = |kind, column: &str| {
            let mut filters = Filters::default();
            filters.and(&format!("r.{column} = ?"), [Value::from(id)]);
            lines::related(tx, kind, &filters, LINKED)
        };
        let parts = related(Kind::Company, "parent_id")?;
        let contacts = related(Kind::Contact, "company_id")?;
        Ok(Card { company, responsible, parent, parts, contacts })
    })
    .await
}
