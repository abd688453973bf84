//! What a deal says, and what changing it means. No database, no clock.

use std::collections::HashMap;

use base::Change;
use base::error::Fields;
use kit::date;
use kit::money::{self, Currency};
use serde::{Deserialize, Serialize};

use crate::pipelines::{Outcome, Pipelines, Stage};
use crate::records::Cell;

/// A deal as it is kept; what programs get.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Deal {
    pub id: i64,
    #[serde(skip)]
    pub portfolio_id: i64,
    pub title: String,
    pub pipeline_id: i64,
    pub stage_id: i64,
    pub open: bool,
    /// In minor units.
    pub amount: i64,
    pub currency: String,
    pub company_id: Option<i64>,
    pub contact_ids: Vec<i64>,
    pub product_id: Option<i64>,
    pub note: Option<String>,
    /// Who holds it now.
    pub responsible_id: i64,
    #[schema(value_type = Option<String>, format = DateTime)]
    #[serde(serialize_with = "moment_or_null")]
    pub started_at: Option<i64>,
    #[schema(value_type = Option<String>, format = DateTime)]
    #[serde(serialize_with = "moment_or_null")]
    pub closed_at: Option<i64>,
    /// The day on which it is expected to close: 2026-11-30.
    pub closes_on: Option<String>,
    /// Who held it when it was closed.
    pub closed_holder_id: Option<i64>,
    pub created_by: Option<i64>,
    #[schema(value_type = String, format = DateTime)]
    #[serde(serialize_with = "moment")]
    pub created_at: i64,
    #[schema(value_type = String, format = DateTime)]
    #[serde(serialize_with = "moment")]
    pub updated_at: i64,
    pub version: i64,
}

impl Deal {
    /// Portfolio and stage: what rights are asked about.
    pub fn place(&self) -> (i64, i64) {
        (self.portfolio_id, self.stage_id)
    }
}

fn moment<S: serde::Serializer>(ms: &i64, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&date::to_rfc3339(*ms))
}

fn moment_or_null<S: serde::Serializer>(ms: &Option<i64>, to: S) -> Result<S::Ok, S::Error> {
    match ms {
        Some(ms) => moment(ms, to),
        None => to.serialize_none(),
    }
}

/// What somebody wants a deal to say: absent stays as it is, `Some(None)` becomes empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Input {
    pub title: Option<String>,
    pub pipeline: Option<i64>,
    pub stage: Option<i64>,
    pub amount: Option<i64>,
    pub currency: Option<Currency>,
    pub company: Option<Option<i64>>,
    pub contacts: Option<Vec<i64>>,
    pub product: Option<Option<i64>>,
    pub note: Option<Option<String>>,
    pub started_at: Option<Option<i64>>,
    pub closed_at: Option<Option<i64>>,
    /// Checked to be a day.
    pub closes_on: Option<Option<String>>,
    pub responsible: Option<i64>,
}

/// All that a deal is to say, checked but for what it refers to outside its pipeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub title: String,
    pub pipeline_id: i64,
    pub stage_id: i64,
    pub open: bool,
    pub amount: i64,
    pub currency: String,
    pub company_id: Option<i64>,
    /// Sorted, each once.
    pub contact_ids: Vec<i64>,
    pub product_id: Option<i64>,
    pub note: Option<String>,
    pub started_at: Option<i64>,
    pub closed_at: Option<i64>,
    #[serde(default)]
    pub closes_on: Option<String>,
}

/// The highest amount, in minor units: sums over a million deals stay exact.
pub const HIGHEST: i64 = 9_000_000_000_000;
/// The most contacts of one deal.
const MOST_CONTACTS: usize = 50;

impl Draft {
    /// A new deal. Without a stage it begins at the first one of its pipeline, or of the first pipeline.
    pub fn new(
        wrong: &mut Fields,
        input: &Input,
        pipelines: &Pipelines,
        currency: &str,
        now: i64,
    ) -> Option<Draft> {
        if input.title.is_none() {
            wrong.add("title", "error-required");
        }
        let stage = chosen_stage(wrong, input, pipelines, None)?;
        let nothing = Draft {
            title: String::new(),
            pipeline_id: stage.pipeline_id,
            stage_id: stage.id,
            open: true,
            amount: 0,
            currency: currency.to_owned(),
            company_id: None,
            contact_ids: Vec::new(),
            product_id: None,
            note: None,
            started_at: None,
            closed_at: None,
            closes_on: None,
        };
        Some(nothing.with(wrong, input, stage, now))
    }

    /// What the deal says once the input has changed it.
    pub fn changed(
        wrong: &mut Fields,
        deal: &Deal,
        input: &Input,
        pipelines: &Pipelines,
        now: i64,
    ) -> Option<Draft> {
        let stage = chosen_stage(wrong, input, pipelines, Some(deal))?;
        Some(Draft::of(deal).with(wrong, input, stage, now))
    }

    /// What the deal says now.
    pub fn of(deal: &Deal) -> Draft {
        Draft {
            title: deal.title.clone(),
            pipeline_id: deal.pipeline_id,
            stage_id: deal.stage_id,
            open: deal.open,
            amount: deal.amount,
            currency: deal.currency.clone(),
            company_id: deal.company_id,
            contact_ids: deal.contact_ids.clone(),
            product_id: deal.product_id,
            note: deal.note.clone(),
            started_at: deal.started_at,
            closed_at: deal.closed_at,
            closes_on: deal.closes_on.clone(),
        }
    }

    fn with(mut self, wrong: &mut Fields, input: &Input, stage: &Stage, now: i64) -> Draft {
        let input = input.clone();
        if let Some(contacts) = &input.contacts {
            self.contact_ids.clone_from(contacts);
            self.contact_ids.sort_unstable();
            self.contact_ids.dedup();
        }
        self.title = input.title.unwrap_or(self.title);
        self.amount = input.amount.unwrap_or(self.amount);
        self.currency = input.currency.map_or(self.currency, |currency| currency.code().to_owned());
        self.company_id = input.company.unwrap_or(self.company_id);
        self.product_id = input.product.unwrap_or(self.product_id);
        self.note = input.note.unwrap_or(self.note);
        self.started_at = input.started_at.unwrap_or(self.started_at);
        self.closes_on = input.closes_on.unwrap_or(self.closes_on);
        if !(0..=HIGHEST).contains(&self.amount) {
            wrong.add("amount", "error-deals-amount");
        }
        if self.contact_ids.len() > MOST_CONTACTS {
            wrong.add("contact_ids", "error-deals-contacts-many");
        }
        self.stand_at(wrong, stage, input.closed_at.flatten(), now);
        self
    }

    /// Won and lost close a deal, any other stage opens it.
    fn stand_at(&mut self, wrong: &mut Fields, stage: &Stage, closed_at: Option<i64>, now: i64) {
        self.come_to(stage, closed_at.or(self.closed_at).unwrap_or(now));
        if self.open && closed_at.is_some() {
            wrong.add("closed_at", "error-deals-open-closed-at");
        } else if !self.open {
            self.closed_at = closed_at.or(self.closed_at);
        }
    }

    /// It is at the stage, and as open or closed as that one: closed at that moment, unless it was before.
    pub fn come_to(&mut self, stage: &Stage, at: i64) {
        (self.pipeline_id, self.stage_id) = (stage.pipeline_id, stage.id);
        self.open = stage.outcome == Outcome::Open;
        self.closed_at = if self.open { None } else { self.closed_at.or(Some(at)) };
    }

    /// Where such a deal counts.
    pub fn cell(&self) -> Cell {
        Cell { bucket: self.stage_id, open: self.open, currency: self.currency.clone(), sum: self.amount }
    }

    /// What is searched.
    pub fn search_text(&self) -> String {
        kit::text::normalise(&format!("{} {}", self.title, self.note.as_deref().unwrap_or_default()))
    }

    /// What lists by title sort by.
    pub fn title_key(&self) -> String {
        kit::text::normalise(&self.title)
    }
}

/// The stage that is meant: the one named; with only another pipeline named, its first; otherwise the present one.
fn chosen_stage<'p>(
    wrong: &mut Fields,
    input: &Input,
    pipelines: &'p Pipelines,
    deal: Option<&Deal>,
) -> Option<&'p Stage> {
    let (field, key, stage) = match (input.stage, input.pipeline, deal) {
        (Some(id), None, _) => ("stage_id", "error-deals-stage", pipelines.stage(id)),
        (Some(id), Some(pipeline), _) => {
            let stage = pipelines.stage(id).filter(|stage| stage.pipeline_id == pipeline);
            ("stage_id", "error-deals-stage", stage)
        }
        (None, Some(pipeline), Some(deal)) if deal.pipeline_id == pipeline => {
            ("stage_id", "error-deals-stage", pipelines.stage(deal.stage_id))
        }
        (None, None, Some(deal)) => ("stage_id", "error-deals-stage", pipelines.stage(deal.stage_id)),
        (None, pipeline, _) => ("pipeline_id", "error-deals-pipeline", pipelines.beginning(pipeline)),
    };
    if stage.is_none() {
        wrong.add(field, key);
    }
    stage
}

/// Names of what deals refer to, for the journal.
pub struct Names<'p> {
    pub pipelines: &'p Pipelines,
    pub companies: HashMap<i64, String>,
    pub contacts: HashMap<i64, String>,
    pub products: HashMap<i64, String>,
}

/// What differs, as a person would read it. Days are written like 2026-11-22, in the zone given.
pub fn changes(before: &Draft, after: &Draft, names: &Names<'_>, zone: &date::Zone) -> Vec<Change> {
    let some = |text: &str| Some(text.to_owned());
    let amount = |draft: &Draft| {
        let currency = Currency::parse(&draft.currency).ok();
        let number = currency.map_or(draft.amount.to_string(), |c| money::input_value(draft.amount, c));
        Some(format!("{number} {}", draft.currency))
    };
    let contacts = |draft: &Draft| {
        let named: Vec<String> =
            draft.contact_ids.iter().filter_map(|id| names.contacts.get(id).cloned()).collect();
        (!named.is_empty()).then(|| named.join(", "))
    };
    let company = |draft: &Draft| draft.company_id.and_then(|id| names.companies.get(&id).cloned());
    let product = |draft: &Draft| draft.product_id.and_then(|id| names.products.get(&id).cloned());
    let stage = |draft: &Draft| names.pipelines.stage(draft.stage_id).map(|stage| stage.name.clone());
    let pipeline =
        |draft: &Draft| names.pipelines.get(draft.pipeline_id).map(|pipeline| pipeline.name.clone());
    let day = |ms: Option<i64>| ms.map(|ms| date::input_value(ms, zone));
    let changes = [
        Change::of("title", some(&before.title), some(&after.title)),
        Change::of("pipeline", pipeline(before), pipeline(after)),
        Change::of("stage", stage(before), stage(after)),
        Change::of("amount", amount(before), amount(after)),
        Change::of("company", company(before), company(after)),
        Change::of("contacts", contacts(before), contacts(after)),
        Change::of("product", product(before), product(after)),
        Change::of("note", before.note.clone(), after.note.clone()),
        Change::of("started_at", day(before.started_at), day(after.started_at)),
        Change::of("closes_on", before.closes_on.clone(), after.closes_on.clone()),
        Change::of("closed_at", day(before.closed_at), day(after.closed_at)),
    ];
    changes.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests;
