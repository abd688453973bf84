//! What a removal would move, and what stands in its way. Who may remove sees how many deals there are, not which.

use base::authz::Area;
use base::{Ctx, Error, Reading, Result, Tx, journal};

use super::store::{self, OfStage};
use super::whither::{What, Wish};
use crate::pipelines::named::{self, Blocker};
use crate::pipelines::{self, Pipeline, Pipelines, Stage};

/// A stage that would go.
#[derive(Clone, Debug)]
pub struct Leaving {
    pub stage: Stage,
    /// Everybody's.
    pub deals: i64,
    /// Those in the bin.
    pub deleted: i64,
    pub forms: Vec<Named>,
    pub triggers: Vec<Named>,
    /// Where its deals go unless told otherwise.
    pub usual: Option<i64>,
}

/// A form or a trigger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub id: i64,
    pub name: String,
}

/// Everything that the question says.
#[derive(Clone, Debug)]
pub struct View {
    pub pipelines: Pipelines,
    pub pipeline: Pipeline,
    pub leaving: Vec<Leaving>,
    /// Why it can't go at all: the key of a sentence.
    pub obstacle: Option<&'static str>,
    pub blockers: Vec<Blocker>,
}

impl View {
    /// All deals, open, closed and deleted.
    pub fn deals(&self) -> i64 {
        self.leaving.iter().map(|leaving| leaving.deals + leaving.deleted).sum()
    }
}

/// What the removal would be, if what is moved went its usual ways.
///
/// # Errors
/// 403; 404 where it is gone.
pub async fn view(ctx: &Ctx, what: What) -> Result<View> {
    ctx.need(Area::Settings)?;
    ctx.read(move |tx| read(tx, what)).await
}

/// Whether the account had the pipeline once, at least.
pub(super) async fn was_there(ctx: &Ctx, what: What) -> Result<bool> {
    let id = what.pipeline();
    ctx.read(move |tx| Ok(!journal::timeline(tx, "pipeline", id, None, 1)?.is_empty())).await
}

fn read(tx: &mut Tx<'_, Reading>, what: What) -> Result<View> {
    let pipelines = pipelines::read(tx)?;
    let id = what.pipeline();
    let pipeline = pipelines.get(id).cloned().ok_or(Error::NotFound)?;
    let (counts, forms, triggers) = (store::counts(tx, id)?, store::forms(tx, id)?, store::triggers(tx, id)?);
    let stages = what.stages(&pipelines);
    if stages.is_empty() {
        return Err(Error::NotFound);
    }
    let mut leaving = Vec::with_capacity(stages.len());
    for stage in stages {
        let (deals, deleted) = counts.get(&stage.id).copied().unwrap_or_default();
        leaving.push(Leaving {
            deals,
            deleted,
            forms: of(&forms, stage.id),
            triggers: of(&triggers, stage.id),
            usual: what.usual(&pipelines, stage).map(|to| to.id),
            stage: stage.clone(),
        });
    }
    let obstacle = what.obstacle(&pipelines);
    let each = leaving.iter().filter_map(|l| Some((l.stage.id, l.usual?))).collect();
    let blockers = match what.moves(&pipelines, &Wish { each, ..Wish::default() }) {
        Ok(moves) if obstacle.is_none() => named::blockers(tx, &what.going(&moves))?,
        _ => Vec::new(),
    };
    Ok(View { pipelines, pipeline, leaving, obstacle, blockers })
}

fn of(all: &[OfStage], stage: i64) -> Vec<Named> {
    let of = all.iter().filter(|(at, ..)| *at == stage);
    of.map(|(_, id, name)| Named { id: *id, name: name.clone() }).collect()
}
