//! What a product says.

use base::Change;
use base::error::Fields;
use kit::money::{self, Currency};
use serde::Serialize;

use crate::records::typed;

/// A product of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Product {
    pub id: i64,
    pub name: String,
    /// In minor units; null: no fixed price.
    pub price: Option<i64>,
    pub currency: String,
    pub note: Option<String>,
    pub version: i64,
}

/// What a product is to say, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub name: String,
    pub price: Option<i64>,
    pub currency: Currency,
    pub note: Option<String>,
}

/// The highest price, in minor units: sums over all deals stay exact.
const HIGHEST: i64 = 10_000_000_000_000;

impl Draft {
    /// Checks what a program sent.
    pub fn checked(
        wrong: &mut Fields,
        name: &str,
        price: Option<i64>,
        currency: &str,
        note: Option<&str>,
    ) -> Option<Draft> {
        let name = typed::required_line(wrong, "name", name, 200);
        let note = typed::lines(wrong, "note", note.unwrap_or_default(), 10_000);
        if price.is_some_and(|price| !(0..=HIGHEST).contains(&price)) {
            wrong.add("price", "error-products-price");
        }
        let currency = Currency::parse(currency);
        if currency.is_err() {
            wrong.add("currency", "error-products-currency");
        }
        Some(Draft { name, price, currency: currency.ok()?, note })
    }
}

impl Product {
    /// What changes, as a person would read it.
    pub fn changes(&self, to: &Draft) -> Vec<Change> {
        let price = |price: Option<i64>, currency: &str| {
            let currency = Currency::parse(currency).ok()?;
            price.map(|price| format!("{} {}", money::input_value(price, currency), currency.code()))
        };
        let changes = [
            Change::of("name", Some(self.name.clone()), Some(to.name.clone())),
            Change::of("price", price(self.price, &self.currency), price(to.price, to.currency.code())),
            Change::of("note", self.note.clone(), to.note.clone()),
        ];
        changes.into_iter().flatten().collect()
    }
}
