//! The form of a deal between text and types, the same for a new deal and one that is changed.

use base::error::Fields;
use base::{Ctx, Kind, Result};
use kit::date::{self, Zone};
use kit::money::{self, Currency};
use kit::text::normalise;
use serde::Deserialize;

use super::Card;
use super::deal::{Deal, Input};
use super::fields::{LONGEST_NOTE, LONGEST_TITLE};
use super::find::{self, Line};
use crate::records::typed;

/// The form as it is sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct DealForm {
    pub title: String,
    pub stage_id: String,
    pub amount: String,
    pub currency: String,
    pub company_id: String,
    /// Words to find another company by.
    pub company_find: String,
    pub contact_id: Vec<String>,
    /// Words to find one more contact by.
    pub contact_find: String,
    pub product_id: String,
    pub started_at: String,
    pub closed_at: String,
    pub closes_on: String,
    pub note: String,
    /// Absent where the reader may not assign.
    pub responsible_id: Option<String>,
    pub version: String,
    pub once: String,
}

/// What fits the words to find by, where more than one does.
#[derive(Clone, Debug, Default)]
pub struct Offers {
    pub companies: Vec<Line>,
    pub contacts: Vec<Line>,
}

impl DealForm {
    /// What the deal says now.
    pub fn of(card: &Card, zone: &Zone) -> DealForm {
        let deal = &card.deal;
        let id = |id: Option<i64>| id.map(|id| id.to_string()).unwrap_or_default();
        let amount = Currency::parse(&deal.currency).map(|of| money::input_value(deal.amount, of));
        DealForm {
            title: deal.title.clone(),
            stage_id: deal.stage_id.to_string(),
            amount: amount.unwrap_or_default(),
            currency: deal.currency.clone(),
            company_id: id(deal.company_id),
            contact_id: deal.contact_ids.iter().map(i64::to_string).collect(),
            product_id: id(deal.product_id),
            started_at: day(deal.started_at, zone),
            closed_at: day(deal.closed_at, zone),
            closes_on: deal.closes_on.clone().unwrap_or_default(),
            note: deal.note.clone().unwrap_or_default(),
            responsible_id: Some(deal.responsible_id.to_string()),
            version: deal.version.to_string(),
            ..DealForm::default()
        }
    }

    /// The ids of the contacts that are ticked.
    pub fn contacts(&self) -> Vec<i64> {
        self.contact_id.iter().filter_map(|id| id.trim().parse().ok()).collect()
    }

    /// Looks up what is to be found by words: one that fits is taken, several are offered.
    pub async fn find(&mut self, ctx: &Ctx, wrong: &mut Fields) -> Result<Offers> {
        let mut offers = Offers::default();
        if !self.company_find.trim().is_empty() {
            match fitting(ctx, Kind::Company, &self.company_find).await?.as_slice() {
                [] => wrong.add("company_find", "error-deals-nothing-found"),
                [one] => (self.company_id, self.company_find) = (one.id.to_string(), String::new()),
                many => {
                    offers.companies = many.to_vec();
                    self.company_find = String::new();
                    wrong.add("company_id", "error-deals-choose");
                }
            }
        }
        if !self.contact_find.trim().is_empty() {
            match fitting(ctx, Kind::Contact, &self.contact_find).await?.as_slice() {
                [] => wrong.add("contact_find", "error-deals-nothing-found"),
                [one] => {
                    self.contact_id.push(one.id.to_string());
                    self.contact_find = String::new();
                }
                many => {
                    offers.contacts = many.to_vec();
                    self.contact_find = String::new();
                    wrong.add("contact_ids", "error-deals-choose");
                }
            }
        }
        Ok(offers)
    }

    /// As types. Days that were not touched keep their time of day.
    pub fn read(&self, wrong: &mut Fields, before: Option<&Deal>, zone: &Zone) -> Input {
        let currency = Currency::parse(self.currency.trim());
        if currency.is_err() {
            wrong.add("currency", "error-deals-currency");
        }
        let amount = match currency {
            Ok(currency) if !self.amount.trim().is_empty() => {
                wrong.amount("amount", &self.amount, currency, "error-deals-amount")
            }
            Ok(_) => Some(0),
            Err(_) => None,
        };
        let mut moment = |field, typed: &str, was: Option<i64>| {
            let touched = typed.trim() != day(was, zone);
            touched.then(|| typed::day(wrong, field, typed, zone))
        };
        let started_at = moment("started_at", &self.started_at, before.and_then(|deal| deal.started_at));
        let closed_at = moment("closed_at", &self.closed_at, before.and_then(|deal| deal.closed_at));
        Input {
            title: Some(typed::required_line(wrong, "title", &self.title, LONGEST_TITLE)),
            pipeline: None,
            stage: typed::id(wrong, "stage_id", &self.stage_id),
            amount,
            currency: currency.ok(),
            company: Some(typed::id(wrong, "company_id", &self.company_id)),
            contacts: Some(self.contacts()),
            product: Some(typed::id(wrong, "product_id", &self.product_id)),
            note: Some(typed::lines(wrong, "note", &self.note, LONGEST_NOTE)),
            started_at,
            closed_at,
            closes_on: Some(typed::date(wrong, "closes_on", &self.closes_on)),
            responsible: typed::id(
                wrong,
                "responsible_id",
                self.responsible_id.as_deref().unwrap_or_default(),
            ),
        }
    }
}

/// What fits the words; where one has exactly this name, that one.
async fn fitting(ctx: &Ctx, kind: Kind, words: &str) -> Result<Vec<Line>> {
    let found = find::find(ctx, kind, words).await?;
    let name = normalise(words);
    let mut exact = found.iter().filter(|line| normalise(&line.name) == name);
    match (exact.next(), exact.next()) {
        (Some(one), None) => Ok(vec![one.clone()]),
        _ => Ok(found),
    }
}

fn day(ms: Option<i64>, zone: &Zone) -> String {
    ms.map(|ms| date::input_value(ms, zone)).unwrap_or_default()
}
