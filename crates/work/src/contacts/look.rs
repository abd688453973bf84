//! Listing contacts and showing one.

use ::store::Value;
use base::org::{self, Name};
use base::portfolios::Filters;
use base::{Ctx, Error, Kind, Result, Tx};

use super::draft::Draft;
use super::urgent::LONG;
use super::{ROOM, store};
use crate::records::lines::{self, Line};
use crate::records::{self, Asked, Count, Slice};

/// A contact with what stands beside it.
#[derive(Clone, Debug)]
pub struct Contact {
    pub id: i64,
    pub portfolio: i64,
    /// Who holds it.
    pub responsible: i64,
    pub draft: Draft,
    /// The company's name.
    pub company: Option<String>,
    pub created_by: Option<i64>,
    pub created_at: i64,
    pub updated_at: i64,
    pub version: i64,
}

/// A page of contacts: the rows, who is responsible for each, how many there are.
pub struct Listed {
    pub slice: Slice<Contact>,
    pub names: std::collections::HashMap<i64, Name>,
    pub count: Count,
}

/// Which contacts a list is about, beside what every list asks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asking {
    pub company: Option<i64>,
    /// Only those that nobody has changed for long.
    pub unchanged: bool,
}

/// The contacts the actor may see, searched, filtered and sorted as asked.
pub async fn list(ctx: &Ctx, asked: &Asked, asking: Asking) -> Result<Listed> {
    let asked = asked.clone();
    ctx.read(move |tx| {
        let within = records::scope_of(tx, Kind::Contact, &asked)?.within;
        let mut filters = Filters::default();
        filters.words(&asked.q);
        if let Some(company) = asking.company {
            filters.narrow("r.company_id = ?", [Value::from(company)]);
        }
        if asking.unchanged {
            store::unchanged(&mut filters, tx.now() - LONG);
        }
        let what = (store::COLUMNS, store::JOINS, &filters);
        let slice = records::slice(tx, &ROOM, &within, &asked, what, store::contact)?;
        let names = org::names(tx, slice.items.iter().map(|contact| contact.responsible))?;
        let count = slice.count(tx, &within, (Kind::Contact, ROOM.table), &filters)?;
        Ok(Listed { slice, names, count })
    })
    .await
}

/// One contact, if the actor may see it.
pub async fn one(ctx: &Ctx, id: i64) -> Result<Contact> {
    ctx.read(move |tx| seen(tx, id)).await
}

/// By id, with no question asked: for who has shown that the actor may see it, and for imports.
pub fn find<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<Contact>> {
    store::find(tx, id)
}

/// What the actor has just written, even where it has gone out of their sight by that.
pub(super) async fn written(ctx: &Ctx, id: i64) -> Result<Contact> {
    ctx.read(move |tx| store::find(tx, id)?.ok_or(Error::NotFound)).await
}

fn seen<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Contact> {
    let contact = store::find(tx, id)?.ok_or(Error::NotFound)?;
    records::see(tx, Kind::Contact, contact.portfolio, 0)?;
    Ok(contact)
}

/// What stands on a contact's card.
pub struct Card {
    pub contact: Contact,
    pub responsible: Option<Name>,
    /// Its company's line.
    pub company: Option<Line>,
}

pub async fn card(ctx: &Ctx, id: i64) -> Result<Card> {
    ctx.read(move |tx| {
        let contact = seen(tx, id)?;
        let responsible = org::names(tx, [contact.responsible])?.remove(&contact.responsible);
        let company = match contact.draft.company_id {
            Some(company) => lines::find(tx, Kind::Company, &[company])?.remove(&company),
            None => None,
        };
        Ok(Card { contact, responsible, company })
    })
    .await
}
