//! The list of deals: what is asked, one page of it, how many there are.

use base::org::Name;
use base::portfolios::{self, Filters, Sight, Within};
use base::{Ctx, Kind, Result, Status, Tx};
use serde::Deserialize;
use store::{Row, Value};

use super::deal::Deal;
use super::{ROOM, store as sql};
use crate::pipelines::{self, Outcome};
use crate::records::Kept;
use crate::records::query::{self, Asked, ListQuery};
use crate::records::{Count, Listing, Slice, scope, scope_of, slice, typed};

/// The address of the list, as it came.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct DealQuery {
    #[serde(flatten)]
    #[param(ignore)]
    pub list: ListQuery,
    #[param(value_type = Option<i64>)]
    pub pipeline_id: Option<String>,
    #[param(value_type = Option<i64>)]
    pub stage_id: Option<String>,
    /// true: only deals that are not closed; false: only closed ones.
    #[param(value_type = Option<bool>)]
    pub open: Option<String>,
    /// Only open deals that are expected to close by this day.
    #[param(value_type = Option<String>, format = Date)]
    pub closes_by: Option<String>,
}

/// What is asked of the list of deals.
#[derive(Clone, Debug)]
pub struct AskedDeals {
    pub asked: Asked,
    pub pipeline: Option<i64>,
    pub stage: Option<i64>,
    pub open: Option<bool>,
    pub closes_by: Option<String>,
}

impl DealQuery {
    pub fn read(&self) -> Result<AskedDeals> {
        let mut wrong = base::error::Fields::default();
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let pipeline = typed::id(&mut wrong, "pipeline_id", &text(&self.pipeline_id));
        let stage = typed::id(&mut wrong, "stage_id", &text(&self.stage_id));
        let closes_by = typed::date(&mut wrong, "closes_by", &text(&self.closes_by));
        wrong.check()?;
        let open = query::flag("open", self.open.as_deref())?;
        Ok(AskedDeals { asked: self.list.read(ROOM.sorts)?, pipeline, stage, open, closes_by })
    }

    /// What links of the page carry along.
    pub fn kept(&self) -> Kept {
        self.list
            .kept()
            .and("pipeline_id", self.pipeline_id.as_deref())
            .and("stage_id", self.stage_id.as_deref())
            .and("open", self.open.as_deref())
            .and("closes_by", self.closes_by.as_deref())
    }
}

/// A row of the list as people see it.
#[derive(Clone, Debug)]
pub struct Brief {
    pub id: i64,
    pub title: String,
    pub stage_id: i64,
    pub open: bool,
    pub amount: i64,
    pub currency: String,
    /// The company's name, whoever may see the company.
    pub company: Option<String>,
    pub responsible: Name,
    pub updated_at: i64,
    pub created_at: i64,
    /// The day on which it is expected to close.
    pub closes_on: Option<String>,
    pub started_at: Option<i64>,
    pub closed_at: Option<i64>,
    pub product: Option<String>,
}

/// A page for programs.
pub async fn listing(ctx: &Ctx, asked: AskedDeals) -> Result<Listing<Deal>> {
    ctx.read(move |tx| {
        let seen = scope_of(tx, Kind::Deal, &asked.asked)?;
        let (filters, n) = filters(tx, &seen, &asked)?;
        let mut page =
            slice(tx, &ROOM, &seen.within, &asked.asked, (sql::COLUMNS, sql::HOLDER, &filters), sql::deal)?;
        sql::link_contacts(tx, &mut page.items)?;
        let count = count(tx, &seen.within, &page, (&filters, n))?;
        Ok(Listing { items: page.items, next: page.older, count, partial: page.partial })
    })
    .await
}

/// A page for people.
pub async fn briefs(ctx: &Ctx, asked: AskedDeals) -> Result<(Slice<Brief>, Count)> {
    ctx.read(move |tx| {
        let seen = scope_of(tx, Kind::Deal, &asked.asked)?;
        let (filters, n) = filters(tx, &seen, &asked)?;
        let page = slice(tx, &ROOM, &seen.within, &asked.asked, (sql::BRIEF, sql::NAMES, &filters), brief)?;
        let count = count(tx, &seen.within, &page, (&filters, n))?;
        Ok((page, count))
    })
    .await
}

/// What a deal can be linked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    Contact(i64),
    Company(i64),
}

/// The newest visible deals of a contact or company, for its card: at most so many.
pub async fn linked(ctx: &Ctx, link: Link, limit: i64) -> Result<Vec<Brief>> {
    let mut asked = ListQuery::default().read(ROOM.sorts)?;
    asked.limit = limit;
    ctx.read(move |tx| {
        let seen = scope(tx, Kind::Deal, None)?;
        let mut filters = Filters::default();
        seen.narrow(&mut filters, "stage_id");
        match link {
            Link::Company(id) => filters.and("r.company_id = ?", [Value::from(id)]),
            Link::Contact(id) => filters.and(sql::OF_CONTACT, [Value::from(id)]),
        }
        Ok(slice(tx, &ROOM, &seen.within, &asked, (sql::BRIEF, sql::NAMES, &filters), brief)?.items)
    })
    .await
}

/// The conditions of a list, and how many deals of the scope there are, where the roll-up knows.
fn filters<S>(tx: &mut Tx<'_, S>, seen: &Sight, asked: &AskedDeals) -> Result<(Filters, Option<i64>)> {
    let mut filters = Filters::default();
    let stages = stages(tx, asked)?;
    let portfolios = match &seen.within {
        Within::All => None,
        Within::Set(ids) => Some(ids.as_slice()),
    };
    let n = sql::rolled(tx, seen, stages.as_deref())?;
    match stages {
        None => {}
        Some(stages) if n <= FEW => sql::at_few(&mut filters, tx.account(), portfolios, &stages),
        Some(stages) => sql::at_many(&mut filters, &stages),
    }
    seen.narrow(&mut filters, "stage_id");
    if let Some(day) = &asked.closes_by {
        sql::closing(&mut filters, day);
    }
    filters.words(&asked.asked.q);
    let known = filters.wanted().is_empty() && asked.closes_by.is_none();
    Ok((filters, known.then_some(n)))
}

/// So many deals are sorted faster than the whole list is walked for them.
const FEW: i64 = 5_000;

/// A pipeline, a stage, open or closed: all of them say at which stages the deals are. `None`: at any.
fn stages<S>(tx: &mut Tx<'_, S>, asked: &AskedDeals) -> Result<Option<Vec<i64>>> {
    if asked.pipeline.is_none() && asked.stage.is_none() && asked.open.is_none() {
        return Ok(None);
    }
    let pipelines = pipelines::read(tx)?;
    let meant = pipelines.0.iter().flat_map(|pipeline| &pipeline.stages).filter(|stage| {
        asked.pipeline.is_none_or(|id| stage.pipeline_id == id)
            && asked.stage.is_none_or(|id| stage.id == id)
            && asked.open.is_none_or(|open| (stage.outcome == Outcome::Open) == open)
    });
    Ok(Some(meant.map(|stage| stage.id).collect()))
}

/// From the roll-up wherever it knows; a search counts on its way.
fn count<S, T>(
    tx: &mut Tx<'_, S>,
    within: &Within,
    page: &Slice<T>,
    (filters, n): (&Filters, Option<i64>),
) -> Result<Count> {
    if let Some(n) = n {
        return Ok(Count(portfolios::Count::capped(n, portfolios::store::page::COUNT_CAP)));
    }
    page.count(tx, within, (Kind::Deal, ROOM.table), filters)
}

pub fn brief(row: &Row) -> Result<Brief> {
    let status: String = row.at(8)?;
    let status = Status::parse(&status).unwrap_or(Status::Departed);
    Ok(Brief {
        id: row.at(0)?,
        title: row.at(1)?,
        stage_id: row.at(2)?,
        open: row.at(3)?,
        amount: row.at(4)?,
        currency: row.at(5)?,
        responsible: Name {
            id: row.at(6)?,
            name: row.at(7)?,
            status,
            integrator: false,
            picture: row.at(16)?,
        },
        company: row.at(9)?,
        updated_at: row.at(10)?,
        created_at: row.at(11)?,
        closes_on: row.at(12)?,
        started_at: row.at(13)?,
        closed_at: row.at(14)?,
        product: row.at(15)?,
    })
}
