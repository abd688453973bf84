//! Deals of an import.

use std::sync::Arc;

use base::error::Fields;
use base::{Event, Kind, Problem, Reading, Result, Tx, Writing};
use kit::date::Zone;
use kit::money::Currency;
use serde::Serialize;
use work::deals::{self, Deal, Draft};
use work::pipelines::{Outcome, Pipelines, Stage};
use work::records::{Place as Held, typed};

use super::files::Files;
use super::holders::Holders;
use super::mapping::{self, Table};
use super::memory::Import;
use super::rows::{self, Cells, Drafted};
use super::values::Reader;
use super::writing::{Incoming, placed};
use super::{companies, products};

/// The word in the report.
pub const KIND: &str = "deal";

#[derive(Clone, Serialize)]
struct Incomer {
    title: String,
    pipeline: i64,
    stage: i64,
    amount: i64,
    currency: Currency,
    company: Option<i64>,
    product: Option<i64>,
    note: String,
    started: Option<i64>,
    closed: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    closes_on: Option<String>,
    #[serde(skip)]
    responsible: i64,
    #[serde(skip)]
    around: Arc<Around>,
}

/// What every deal of the import needs.
struct Around {
    pipelines: Pipelines,
    zone: Zone,
}

/// All that a deal refers to.
pub struct References<'a> {
    pub holders: &'a Holders,
    pub pipelines: Pipelines,
    pub reader: &'a Reader,
}

pub async fn bring(
    import: &mut Import,
    tables: &[Table<mapping::Deal>],
    files: &Files,
    references: References<'_>,
) -> Result<()> {
    if tables.is_empty() {
        return Ok(());
    }
    let References { holders, pipelines, reader } = references;
    let around = Arc::new(Around { pipelines, zone: reader.zone.clone() });
    let said =
        rows::read(tables, files, |fields, cells| draft(import, fields, cells, (holders, reader), &around));
    import.told(KIND, said.read, &said.refused);
    import.bring(said.taken).await?;
    import.tell(KIND).await
}

fn draft(
    import: &Import,
    fields: &mapping::Deal,
    cells: &Cells<'_>,
    (holders, reader): (&Holders, &Reader),
    around: &Arc<Around>,
) -> Drafted<Incomer> {
    let stage = stage(fields, cells, &around.pipelines)?;
    let (closed, too_early) = closed(fields, cells, reader, stage)?;
    let company = cells.maybe(fields.company.as_ref());
    let (company, no_company) = import.reference(companies::KIND, company, "imports-without-company");
    let product = cells.maybe(fields.product.as_ref());
    let (product, no_product) = import.reference(products::KIND, product, "imports-without-product");
    let currency = reader.currency(cells.maybe(fields.currency.as_ref()).as_deref())?;
    let amount =
        cells.maybe(fields.amount.as_ref()).map(|amount| reader.amount(&amount, currency)).transpose()?;
    let deal = Incomer {
        title: rows::need(cells.text(&fields.title), "imports-no-title")?,
        pipeline: stage.pipeline_id,
        stage: stage.id,
        amount: amount.unwrap_or(0),
        currency,
        company,
        product,
        note: cells.lines(&fields.note).join("\n"),
        started: cells.maybe(fields.started.as_ref()).map(|day| reader.date(&day)).transpose()?,
        closed,
        closes_on: cells
            .maybe(fields.closes.as_ref())
            .map(|day| reader.date(&day))
            .transpose()?
            .map(|at| kit::date::input_value(at, &reader.zone)),
        responsible: holders.of(cells, fields.responsible.as_ref())?,
        around: around.clone(),
    };
    Ok((deal, [no_company, no_product, too_early].into_iter().flatten().collect()))
}

fn stage<'p>(
    fields: &mapping::Deal,
    cells: &Cells<'_>,
    pipelines: &'p Pipelines,
) -> Result<&'p Stage, Problem> {
    let name = rows::need(cells.text(&fields.pipeline), "imports-no-pipeline-name")?;
    let pipeline = pipelines.0.iter().find(|pipeline| pipeline.name == name);
    let pipeline = pipeline.ok_or_else(|| rows::about("imports-no-pipeline", &name))?;
    let name = rows::need(cells.text(&fields.stage), "imports-no-stage-name")?;
    let stage = pipeline.stages.iter().find(|stage| stage.name == name);
    stage.ok_or_else(|| rows::about("imports-no-stage", &name))
}

/// When a won or lost deal was closed. An open one that says so goes in without.
fn closed(
    fields: &mapping::Deal,
    cells: &Cells<'_>,
    reader: &Reader,
    stage: &Stage,
) -> Result<(Option<i64>, Option<Problem>), Problem> {
    let Some(column) = &fields.closed else { return Ok((None, None)) };
    let day = cells.text(column).map(|day| reader.date(&day)).transpose()?;
    match (stage.outcome == Outcome::Open, day) {
        (true, Some(_)) => Ok((None, Some(rows::about("imports-open-closed", &stage.name)))),
        (false, None) => Err(rows::about("imports-closed-when", &stage.name)),
        (_, day) => Ok((day, None)),
    }
}

impl PartialEq for Incomer {
    /// What surrounds the deals of one import is one and the same.
    fn eq(&self, other: &Incomer) -> bool {
        let said = |deal: &Incomer| {
            let Incomer { title, note, currency, .. } = deal;
            let numbers =
                (deal.pipeline, deal.stage, deal.amount, deal.company, deal.product, deal.responsible);
            let days = (deal.started, deal.closed, deal.closes_on.clone());
            (title.clone(), note.clone(), *currency, numbers, days)
        };
        said(self) == said(other)
    }
}

impl Incomer {
    /// `now`: when a closed deal was closed, if the source has no such column.
    fn draft(&self, contact_ids: Vec<i64>, now: i64) -> Result<Draft> {
        let mut wrong = Fields::default();
        let open =
            self.around.pipelines.stage(self.stage).is_some_and(|stage| stage.outcome == Outcome::Open);
        let draft = Draft {
            title: typed::required_line(&mut wrong, "title", &self.title, deals::LONGEST_TITLE),
            pipeline_id: self.pipeline,
            stage_id: self.stage,
            open,
            amount: self.amount,
            currency: self.currency.code().to_owned(),
            company_id: self.company,
            contact_ids,
            product_id: self.product,
            note: typed::lines(&mut wrong, "note", &self.note, deals::LONGEST_NOTE),
            started_at: self.started,
            closes_on: self.closes_on.clone(),
            closed_at: self.closed.or((!open).then_some(now)),
        };
        if !(0..=deals::HIGHEST).contains(&self.amount) {
            wrong.add("amount", "error-deals-amount");
        }
        wrong.check()?;
        Ok(draft)
    }
}

impl Incoming for Incomer {
    const KIND: &'static str = KIND;
    type Before = Deal;

    fn responsible(&self) -> Option<(Kind, i64)> {
        Some((Kind::Deal, self.responsible))
    }

    fn check(&self) -> Result<()> {
        self.draft(Vec::new(), 0).map(drop)
    }

    fn lock(tx: &mut Tx<'_, Reading>, id: i64) -> Result<Option<Deal>> {
        deals::lock(tx, id)
    }

    fn add(&self, tx: &mut Tx<'_, Writing>, held: Option<&Held>) -> Result<(i64, Vec<Event>)> {
        let draft = self.draft(Vec::new(), tx.now())?;
        let held = placed(held)?;
        let (id, event) = deals::store_draft(tx, held.portfolio, held.responsible, &draft)?;
        Ok((id, vec![event]))
    }

    fn change(&self, tx: &mut Tx<'_, Writing>, before: &Deal, held: Option<&Held>) -> Result<Vec<Event>> {
        let closed_before = before.closed_at.unwrap_or(tx.now());
        let mut draft = self.draft(before.contact_ids.clone(), closed_before)?;
        // A source without this column says nothing against a day chosen here.
        draft.closes_on = draft.closes_on.or(before.closes_on.clone());
        let elsewhere = held.filter(|held| held.responsible != before.responsible_id);
        let target = elsewhere.map(|held| (held.portfolio, held.responsible));
        deals::store_change(tx, before, &draft, target, &self.around.pipelines, &self.around.zone)
    }
}
