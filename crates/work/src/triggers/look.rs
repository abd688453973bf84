//! Triggers, for who may change settings.

use std::collections::HashMap;

use base::authz::Area;
use base::journal::{self, Timeline};
use base::org::{self, Name};
use base::{Ctx, Error, Kind, Reading, Result, Tx};

use super::store;
use super::trigger::{Does, Trigger};
use crate::pipelines::{self, Pipelines};
use crate::records::{Hindrance, hindrance};

/// A trigger with what stands beside it.
#[derive(Clone, Debug)]
pub struct Listed {
    pub trigger: Trigger,
    /// Why it can give to nobody at present.
    pub hindrance: Option<Hindrance>,
}

/// Several triggers and the names they need.
pub struct Page {
    pub triggers: Vec<Listed>,
    pub names: HashMap<i64, Name>,
    pub pipelines: Pipelines,
    /// Of a single trigger: what happened to it.
    pub timeline: Timeline,
}

/// Every trigger, in the order of pipelines and stages.
pub async fn list(ctx: &Ctx) -> Result<Page> {
    ctx.need(Area::Settings)?;
    ctx.read(move |tx| {
        let mut page = page(tx, None)?;
        let stages =
            page.pipelines.0.iter().flat_map(|pipeline| pipeline.stages.iter().map(|stage| stage.id));
        let places: HashMap<i64, usize> = stages.zip(0..).collect();
        page.triggers.sort_by_key(|one| (places.get(&one.trigger.draft.stage_id).copied(), one.trigger.id));
        Ok(page)
    })
    .await
}

/// One trigger.
///
/// # Errors
/// 403, 404.
pub async fn one(ctx: &Ctx, id: i64) -> Result<Page> {
    ctx.need(Area::Settings)?;
    ctx.read(move |tx| page(tx, Some(id))).await
}

fn page(tx: &mut Tx<'_, Reading>, id: Option<i64>) -> Result<Page> {
    let triggers = match id {
        Some(id) => vec![store::find(tx, id)?.ok_or(Error::NotFound)?],
        None => store::all(tx)?,
    };
    let mut listed = Vec::with_capacity(triggers.len());
    for trigger in triggers {
        let kind = if trigger.draft.does == Does::Task { Kind::Task } else { Kind::Deal };
        let hindrance = match trigger.draft.to_responsible {
            true => None,
            false => hindrance(tx, Kind::Trigger, trigger.portfolio, &[kind])?,
        };
        listed.push(Listed { trigger, hindrance });
    }
    let timeline = match id {
        Some(id) => journal::timeline(tx, "trigger", id, None, 30)?,
        None => Timeline::new(),
    };
    let mut names = journal::names(tx, &timeline)?;
    let held = listed.iter().flat_map(|one| {
        [one.trigger.holder].into_iter().chain(one.hindrance.map(|hindrance| hindrance.holder))
    });
    names.extend(org::names(tx, held.collect::<Vec<i64>>())?);
    Ok(Page { triggers: listed, names, pipelines: pipelines::read(tx)?, timeline })
}
