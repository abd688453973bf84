//! The fields of a deal as programs send them.

use base::Result;
use base::error::Fields;
use kit::money::Currency;
use serde::{Deserialize, Deserializer};

use super::deal::Input;
use crate::records::typed;

/// The longest title and note.
pub const LONGEST_TITLE: usize = 200;
pub const LONGEST_NOTE: usize = 20_000;

/// What a program says of a deal; absent stays as it is, null becomes empty.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct DealBody {
    title: Option<String>,
    /// Without a stage: its first.
    pipeline_id: Option<i64>,
    /// Without a pipeline and a stage: the first stage of the first pipeline.
    stage_id: Option<i64>,
    /// In minor units.
    amount: Option<i64>,
    /// ISO 4217; the account's unless told.
    currency: Option<String>,
    contact_ids: Option<Vec<i64>>,
    #[schema(value_type = Option<i64>)]
    #[serde(deserialize_with = "told")]
    company_id: Option<Option<i64>>,
    #[schema(value_type = Option<i64>)]
    #[serde(deserialize_with = "told")]
    product_id: Option<Option<i64>>,
    /// The caller, or who answers for a technical user, unless told.
    pub responsible_id: Option<i64>,
    /// Into this queue instead.
    pub queue_id: Option<i64>,
    #[schema(value_type = Option<String>)]
    #[serde(deserialize_with = "told")]
    note: Option<Option<String>>,
    #[schema(value_type = Option<String>, format = DateTime)]
    #[serde(deserialize_with = "told")]
    started_at: Option<Option<String>>,
    /// Of closed deals only; the moment of closing unless told.
    #[schema(value_type = Option<String>, format = DateTime)]
    #[serde(deserialize_with = "told")]
    closed_at: Option<Option<String>>,
    /// The day on which it is expected to close: 2026-11-30.
    #[schema(value_type = Option<String>, format = Date)]
    #[serde(deserialize_with = "told")]
    closes_on: Option<Option<String>>,
    /// To change a deal: the version it had when it was read.
    pub version: Option<i64>,
}

/// Tells null from absent.
fn told<'de, T: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(from).map(Some)
}

impl DealBody {
    /// As types; says everything that is wrong at once.
    pub fn read(self) -> Result<Input> {
        let mut wrong = Fields::default();
        let title = self.title.map(|title| typed::required_line(&mut wrong, "title", &title, LONGEST_TITLE));
        let currency = self.currency.and_then(|code| {
            let currency = Currency::parse(&code);
            if currency.is_err() {
                wrong.add("currency", "error-deals-currency");
            }
            currency.ok()
        });
        let note =
            self.note.map(|note| note.and_then(|note| typed::lines(&mut wrong, "note", &note, LONGEST_NOTE)));
        let started_at =
            self.started_at.map(|at| at.and_then(|at| typed::moment(&mut wrong, "started_at", &at)));
        let closed_at =
            self.closed_at.map(|at| at.and_then(|at| typed::moment(&mut wrong, "closed_at", &at)));
        let closes_on =
            self.closes_on.map(|day| day.and_then(|day| typed::date(&mut wrong, "closes_on", &day)));
        wrong.check()?;
        Ok(Input {
            title,
            pipeline: self.pipeline_id,
            stage: self.stage_id,
            amount: self.amount,
            currency,
            company: self.company_id,
            contacts: self.contact_ids,
            product: self.product_id,
            note,
            started_at,
            closed_at,
            closes_on,
            responsible: self.responsible_id,
        })
    }
}
