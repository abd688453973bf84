//! Listing contacts and showing one.

use ::store::Value;
use base::org::{self, Name};
use base::portfolios::{self, Filters, ListPage, Sort, Within};
use base::search::Wanted;
use base::{Ctx, Error, Kind, Result, Tx};

use super::draft::Draft;
use super::urgent::LONG;
use super::{ROOM, store};
use crate::records::lines::{self, Line};
use crate::records::ways::Ways;
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

/// The oldest contact with this e-mail, or else with this number, whoever holds it: for what comes in by itself. Numbers
/// are the same with and without what is dialled before them, as in a search.
pub fn known<S>(tx: &mut Tx<'_, S>, ways: &Ways) -> Result<Option<i64>> {
    let number = |text: &str| Wanted::read(&kit::text::digits(text));
    for email in &ways.emails {
        let found = with_word(tx, email)?;
        if let Some(one) = found.iter().find(|contact| contact.draft.ways.emails.contains(email)) {
            return Ok(Some(one.id));
        }
    }
    for phone in &ways.phones {
        let wanted = number(phone);
        let has = |contact: &&Contact| contact.draft.ways.phones.iter().any(|known| number(known) == wanted);
        if let Some(one) = with_word(tx, &kit::text::digits(phone))?.iter().find(has) {
            return Ok(Some(one.id));
        }
    }
    Ok(None)
}

/// More than so many contacts with one number or address are looked through no further.
const MOST_ALIKE: i64 = 200;

fn with_word<S>(tx: &mut Tx<'_, S>, word: &str) -> Result<Vec<Contact>> {
    let mut filters = Filters::default();
    filters.words(word);
    if filters.is_empty() {
        return Ok(Vec::new());
    }
    let list = ListPage {
        kind: Kind::Contact,
        table: ROOM.table,
        columns: store::COLUMNS,
        joins: store::JOINS,
        filters: &filters,
        sort: Sort { column: "id", descending: false },
        after: None,
        limit: MOST_ALIKE,
    };
    portfolios::page(tx, &Within::All, &list)?.iter().map(store::contact).collect()
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
