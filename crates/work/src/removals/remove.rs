//! A stage or a pipeline goes.

use base::authz::{self, Do};
use base::error::Problem;
use base::{Change, Ctx, Error, Event, Result, Tx, Writing};
use serde_json::json;

use super::store;
use super::whither::{Move, What, Wish};
use crate::pipelines::named::{self, Blocker};
use crate::pipelines::{self, Pipelines};
use crate::records::stale;

/// What has gone, and how much has moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    pub name: String,
    pub deals: i64,
    pub deleted: i64,
    /// Where the first of its stages went, by name.
    pub to: String,
}

/// Removes it with everything moved, or changes nothing.
///
/// # Errors
/// 403; 404 where it is gone; 409 `stale` where the pipeline is another than was seen, `removals_last_open` and the like
/// for what a pipeline or an account needs, `removals_named` with what has to be changed first; 422 for where to.
pub async fn remove(ctx: &Ctx, what: What, wish: Wish) -> Result<Removed> {
    ctx.write(move |mut tx| {
        let mut acts = vec![Do::EditPipelines, Do::Remove];
        for act in &acts {
            authz::decide(tx.actor(), act)?;
        }
        store::lock(&mut tx)?;
        let pipelines = pipelines::read(&mut tx)?;
        let pipeline = pipelines.get(what.pipeline()).ok_or(Error::NotFound)?;
        if what.stages(&pipelines).is_empty() {
            return Err(Error::NotFound);
        }
        if pipeline.version != wish.version {
            return Err(stale(pipeline.version));
        }
        if let Some(obstacle) = what.obstacle(&pipelines) {
            return Err(Error::conflict(obstacle));
        }
        let moves = what.moves(&pipelines, &wish)?;
        refuse(named::blockers(&mut tx, &what.going(&moves))?)?;
        for moved in &moves {
            store::bar(&mut tx, moved.from.id)?;
        }
        if !store::forms(&mut tx, pipeline.id)?.is_empty() {
            acts.push(Do::EditForms);
        }
        if !store::triggers(&mut tx, pipeline.id)?.is_empty() {
            acts.push(Do::EditTriggers);
        }
        let mut tx = tx.permit_all(&acts)?;
        let (mut deals, mut deleted) = (0, 0);
        for moved in &moves {
            let (live, gone) = carry_over(&mut tx, moved)?;
            (deals, deleted) = (deals + live, deleted + gone);
        }
        for moved in &moves {
            store::move_totals(&mut tx, moved)?;
            store::remove_stage(&mut tx, moved.from.id)?;
        }
        let told = told(&pipelines, &moves);
        let to = told.first().map(|(_, to)| to.clone()).unwrap_or_default();
        match what {
            What::Stage { pipeline, .. } => {
                let name = moves.first().map(|moved| moved.from.name.clone()).unwrap_or_default();
                store::touch(&mut tx, pipeline)?;
                let removed = Removed { name: name.clone(), deals, deleted, to: to.clone() };
                tx.commit(Event::StageRemoved { pipeline, name, to, deals: deals + deleted }, removed)
            }
            What::Pipeline(id) => {
                let name = pipeline.name.clone();
                store::remove_pipeline(&mut tx, id)?;
                let changes =
                    told.into_iter().filter_map(|(from, to)| Change::of("stage", Some(from), Some(to)));
                let changes = changes.collect();
                let removed = Removed { name: name.clone(), deals, deleted, to };
                let deals = deals + deleted;
                tx.commit(Event::PipelineRemoved { pipeline: id, name, deals, changes }, removed)
            }
        }
    })
    .await
}

/// Deals, deleted deals, forms and triggers of one stage; how many of the first two.
fn carry_over(tx: &mut Tx<'_, Writing>, moved: &Move) -> Result<(i64, i64)> {
    let deals = if moved.closes() { store::close_deals(tx, moved)? } else { store::move_deals(tx, moved)? };
    let deleted = store::move_deleted(tx, moved)?;
    store::move_ways(tx, moved)?;
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    Ok((number(deals), number(deleted)))
}

/// The names of what went where.
fn told(pipelines: &Pipelines, moves: &[Move]) -> Vec<(String, String)> {
    let several = moves.iter().any(|moved| moved.from.pipeline_id != moved.to.pipeline_id);
    let names = pipelines.named();
    let to = |moved: &Move| {
        let name = names.iter().find(|(stage, _)| several && stage.id == moved.to.id);
        name.map_or_else(|| moved.to.name.clone(), |(_, name)| name.clone())
    };
    moves.iter().map(|moved| (moved.from.name.clone(), to(moved))).collect()
}

/// What speaks of it has to be changed first.
fn refuse(blockers: Vec<Blocker>) -> Result<()> {
    if blockers.is_empty() {
        return Ok(());
    }
    let said: Vec<_> = blockers
        .into_iter()
        .map(|blocker| match blocker {
            Blocker::Role { id, name, .. } => json!({ "kind": "role", "id": id, "name": name }),
            Blocker::Plan { id, name } => json!({ "kind": "plan", "id": id, "name": name }),
            Blocker::Planned { id, name } => json!({ "kind": "planned_departure", "id": id, "name": name }),
        })
        .collect();
    Err(Error::Conflict(Problem::new("error-removals-named").extra(json!({ "named_by": said }))))
}
