//! What an integrator did and built here, and who has it: the report for when they leave, and before.
//!
//! It is read from the journal, so nothing is counted by hand and nothing can be left out. What lies in a portfolio (forms,
//! triggers) has whoever holds that now; the rest is the company's. This room refuses to judge. Start with `report`.

pub mod api;
pub mod pages;
mod store;

use std::collections::HashMap;

use base::authz::Area;
use base::journal::{self, Timeline};
use base::org::Name;
use base::{Ctx, Event, Result};
use people::integrators::{self, One};

/// How many of what was built, and of the last that was done, the report names.
pub const MOST: i64 = 500;

/// The kinds of events that say that something was built.
pub const BUILT: [&str; 9] = [
    "department_added",
    "form_added",
    "import_begun",
    "pipeline_added",
    "product_added",
    "queue_added",
    "role_added",
    "token_made",
    "trigger_added",
];

/// Something that was built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Built {
    /// ms UTC.
    pub at: i64,
    /// The stable word of the event.
    pub kind: String,
    /// What it was called then.
    pub name: String,
    pub stands: Stands,
}

/// What became of something that was built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// It lies in a portfolio: who holds that.
    With(i64),
    /// The company's own.
    Company,
    /// It was removed, or ended with who made it.
    Gone,
}

/// How often something was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Did {
    /// The stable word of the event.
    pub kind: String,
    /// What it was done to.
    pub subject: String,
    pub count: i64,
}

/// What one integrator did and built.
pub struct Report {
    pub one: One,
    /// The first and the last of what they did, ms UTC.
    pub span: Option<(i64, i64)>,
    /// The most frequent first.
    pub did: Vec<Did>,
    /// Newest first, `MOST` at most.
    pub built: Vec<Built>,
    pub names: HashMap<i64, Name>,
    /// The last that they did.
    pub last: Timeline,
}

impl Report {
    /// How much it was.
    pub fn total(&self) -> i64 {
        self.did.iter().map(|did| did.count).sum()
    }
}

/// What the integrator did and built.
///
/// # Errors
/// 403; 404 for who is no integrator.
pub async fn report(ctx: &Ctx, person: i64) -> Result<Report> {
    ctx.need(Area::People)?;
    let one = integrators::look(ctx, person).await?;
    let (did, span, entries, last, names, stands) = ctx
        .read(move |tx| {
            let (did, span) = store::did(tx, person)?;
            let entries = journal::by(tx, person, Some(&BUILT), MOST)?;
            let last = journal::by(tx, person, None, 50)?;
            let mut stands = HashMap::new();
            for entry in &entries {
                if let Some(event) = &entry.event {
                    stands.insert(entry.seq, store::stands(tx, event)?);
                }
            }
            let mut names = journal::names(tx, &last)?;
            let holders = stands.values().filter_map(|stands| match stands {
                Stands::With(holder) => Some(*holder),
                _ => None,
            });
            names.extend(base::org::names(tx, holders.collect::<Vec<i64>>())?);
            Ok((did, span, entries, last, names, stands))
        })
        .await?;
    let built = entries.iter().filter_map(|entry| {
        let name = entry.event.as_ref().and_then(called)?;
        let stands = stands.get(&entry.seq).copied().unwrap_or(Stands::Company);
        Some(Built { at: entry.at, kind: entry.kind.clone(), name, stands })
    });
    Ok(Report { one, span, did, built: built.collect(), names, last })
}

fn called(event: &Event) -> Option<String> {
    match event {
        Event::DepartmentAdded { name, .. }
        | Event::FormAdded { name, .. }
        | Event::ImportBegun { name, .. }
        | Event::PipelineAdded { name, .. }
        | Event::ProductAdded { name, .. }
        | Event::QueueAdded { name, .. }
        | Event::RoleAdded { name, .. }
        | Event::TokenMade { name, .. }
        | Event::TriggerAdded { name, .. } => Some(name.clone()),
        _ => None,
    }
}
