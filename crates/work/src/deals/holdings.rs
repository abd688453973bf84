//! Deals as portfolios, the bin and `verify` know them.

use base::portfolios::Holdable;
use base::portfolios::sharing::{Choice, Facet};
use base::{Error, Kind, Reading, Result, Tx, Writing};
use serde_json::Value as Json;

use super::deal::{Deal, Draft};
use super::store;
use crate::pipelines::{self, Outcome};
use crate::products;
use crate::records::sharing::{Shared, sharing};
use crate::records::{Cell, Stub, holder};

/// What deals declare to hand-overs.
pub const HOLDABLE: Holdable = Holdable {
    kind: Kind::Deal,
    count: store::count_held,
    pick: store::pick,
    recount: store::recount,
    sharing: sharing!(SHARED, choices),
};

/// How deals are told apart when they are shared out.
const SHARED: Shared = Shared {
    kind: Kind::Deal,
    table: "deals",
    title: "title",
    bucket: "r.stage_id",
    open: "r.open",
    currency: "r.currency",
    amount: "r.amount",
    facets: &[Facet::Pipeline, Facet::Stage, Facet::Open, Facet::Amount],
};

/// Pipelines and stages by name; a stage with its pipeline's, where there are several.
fn choices(tx: &mut Tx<'_, Reading>) -> Result<Vec<Choice>> {
    let pipelines = pipelines::read(tx)?;
    let several = pipelines.0.len() > 1;
    let mut all = Vec::new();
    for pipeline in &pipelines.0 {
        all.push(Choice { facet: Facet::Pipeline, id: pipeline.id, name: pipeline.name.clone() });
        for stage in &pipeline.stages {
            let name =
                if several { format!("{}: {}", pipeline.name, stage.name) } else { stage.name.clone() };
            all.push(Choice { facet: Facet::Stage, id: stage.id, name });
        }
    }
    Ok(all)
}

pub fn lock(tx: &mut Tx<'_, Reading>, id: i64) -> Result<Option<Stub>> {
    Ok(store::lock(tx, id)?.map(|deal| Stub {
        id,
        portfolio: deal.portfolio_id,
        cell: Draft::of(&deal).cell(),
        version: deal.version,
        title: deal.title,
    }))
}

pub fn take_out(tx: &mut Tx<'_, Writing>, id: i64) -> Result<Json> {
    let deal = store::find(tx, id)?.ok_or(Error::NotFound)?;
    store::remove(tx, id)?;
    serde_json::to_value(Kept::of(&deal)).map_err(broken)
}

/// Where the stage is gone, an open deal begins anew and a closed one is lost; where its deals went to another, it is as
/// open or closed as that one.
pub fn put_back(tx: &mut Tx<'_, Writing>, id: i64, portfolio: i64, said: &Json) -> Result<Cell> {
    let mut kept: Kept = serde_json::from_value(said.clone()).map_err(broken)?;
    let deal = &mut kept.said;
    let pipelines = pipelines::read(tx)?;
    let stage = match pipelines.stage(deal.stage_id) {
        Some(stage) => stage,
        None => {
            let pipeline = pipelines.get(deal.pipeline_id).or(pipelines.0.first()).ok_or(Error::NotFound)?;
            let closed = (!deal.open).then(|| pipeline.stage(Outcome::Lost)).flatten();
            closed.or(pipeline.stages.first()).ok_or(Error::NotFound)?
        }
    };
    deal.come_to(stage, tx.now());
    if deal.open {
        kept.closed_holder_id = None;
    } else if kept.closed_holder_id.is_none() {
        kept.closed_holder_id = Some(holder(tx, Kind::Deal, portfolio)?);
    }
    let deal = &mut kept.said;
    let company: Vec<i64> = deal.company_id.into_iter().collect();
    deal.company_id = store::lines(tx, Kind::Company, &company)?.first().map(|line| line.id);
    deal.contact_ids =
        store::lines(tx, Kind::Contact, &deal.contact_ids)?.iter().map(|line| line.id).collect();
    deal.contact_ids.sort_unstable();
    if let Some(product) = deal.product_id
        && !products::exists(tx, product)?
    {
        deal.product_id = None;
    }
    store::restore(tx, id, portfolio, &kept)?;
    Ok(kept.said.cell())
}

/// A deal as the bin keeps it.
#[derive(serde::Serialize, serde::Deserialize)]
pub struct Kept {
    #[serde(flatten)]
    pub said: Draft,
    pub closed_holder_id: Option<i64>,
    pub created_by: Option<i64>,
    pub created_at: i64,
    pub version: i64,
}

impl Kept {
    fn of(deal: &Deal) -> Kept {
        Kept {
            said: Draft::of(deal),
            closed_holder_id: deal.closed_holder_id,
            created_by: deal.created_by,
            created_at: deal.created_at,
            version: deal.version,
        }
    }
}

fn broken(error: serde_json::Error) -> Error {
    Error::Broken(error.to_string())
}
