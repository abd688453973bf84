//! Adding and changing pipelines, and the first one of a new account.

use base::authz::Do;
use base::error::Fields;
use base::words::Say;
use base::{Account, Change, Ctx, Error, Event, Result, Tx, Writing};

use super::named::{Going, blockers};
use super::pipeline::{Outcome, Pipeline, Stage, Wanted, planned};
use super::store;
use crate::records::{stale, typed};

/// The longest name of a pipeline or a stage.
const LONGEST: usize = 60;

/// A new pipeline behind the others. Without stages it gets those of a first pipeline.
pub async fn add(ctx: &Ctx, name: &str, stages: Option<Vec<Wanted>>) -> Result<Pipeline> {
    let mut wrong = Fields::default();
    let name = typed::required_line(&mut wrong, "name", name, LONGEST);
    let stages = cleaned(&mut wrong, stages.unwrap_or_else(|| usual(&ctx.say)));
    let stages = planned(&mut wrong, &[], &stages);
    wrong.check()?;
    let added = ctx.write(move |tx| {
        let mut tx = tx.permit(Do::EditPipelines)?;
        let id = tx.new_id()?;
        let position = store::last_position(&mut tx)? + 1;
        store::add(&mut tx, id, &name, position)?;
        for (position, (_, stage, outcome)) in (1..).zip(&stages) {
            store::add_stage(&mut tx, id, stage, *outcome, position)?;
        }
        let pipeline = store::find(&mut tx, id)?.ok_or(Error::NotFound)?;
        tx.commit(Event::PipelineAdded { pipeline: id, name: name.clone() }, pipeline)
    });
    added.await.map_err(kind_words)
}

/// Another name or another list of stages; what is not given stays.
pub async fn change(
    ctx: &Ctx,
    id: i64,
    version: i64,
    name: Option<String>,
    stages: Option<Vec<Wanted>>,
) -> Result<Pipeline> {
    let mut wrong = Fields::default();
    let name = name.map(|name| typed::required_line(&mut wrong, "name", &name, LONGEST));
    let stages = stages.map(|stages| cleaned(&mut wrong, stages));
    wrong.check()?;
    let changed = ctx.write(move |mut tx| {
        if stages.is_some() {
            store::lock_account(&mut tx)?;
        }
        store::lock(&mut tx, id)?;
        let before = store::find(&mut tx, id)?.ok_or(Error::NotFound)?;
        let mut acts = vec![Do::EditPipelines];
        acts.extend(stages.as_ref().filter(|stages| removes(&before, stages)).map(|_| Do::Remove));
        let mut tx = tx.permit_all(&acts)?;
        if before.version != version {
            return Err(stale(before.version));
        }
        if let Some(name) = &name {
            store::rename(&mut tx, id, name)?;
        }
        if let Some(stages) = &stages {
            let mut wrong = Fields::default();
            let planned = planned(&mut wrong, &before.stages, stages);
            wrong.check()?;
            set_stages(&mut tx, &before, &planned)?;
        }
        store::touch(&mut tx, id)?;
        let after = store::find(&mut tx, id)?.ok_or(Error::NotFound)?;
        let changes = [
            Change::of("name", Some(before.name.clone()), Some(after.name.clone())),
            Change::of("stages", Some(before.said()), Some(after.said())),
        ];
        let changes = changes.into_iter().flatten().collect();
        tx.commit(Event::PipelineChanged { pipeline: id, changes }, after)
    });
    changed.await.map_err(kind_words)
}

/// Whether a stage of these is wanted no more.
fn removes(before: &Pipeline, stages: &[Wanted]) -> bool {
    before.stages.iter().any(|stage| stages.iter().all(|wanted| wanted.id != Some(stage.id)))
}

/// Names may change places, so all go out of each other's way first.
fn set_stages(
    tx: &mut Tx<'_, Writing>,
    before: &Pipeline,
    planned: &[(Option<i64>, String, Outcome)],
) -> Result<()> {
    let stays = |stage: &Stage| planned.iter().any(|(id, ..)| *id == Some(stage.id));
    let gone = before.stages.iter().filter(|stage| !stays(stage)).map(|stage| stage.id);
    if !blockers(tx, &Going::stages(gone))?.is_empty() {
        return Err(Error::field("stages", "error-pipelines-in-use"));
    }
    for stage in &before.stages {
        if !stays(stage) {
            store::remove_stage(tx, stage.id)?;
            if store::has_deleted(tx, stage.id)? {
                return Err(Error::field("stages", "error-pipelines-in-use"));
            }
        } else {
            store::set_stage(tx, stage.id, &format!("\u{1}{}", stage.id), 0)?;
        }
    }
    for (position, (id, name, outcome)) in (1..).zip(planned) {
        match id {
            Some(id) => store::set_stage(tx, *id, name, position)?,
            None => store::add_stage(tx, before.id, name, *outcome, position)?,
        }
    }
    Ok(())
}

fn cleaned(wrong: &mut Fields, stages: Vec<Wanted>) -> Vec<Wanted> {
    stages
        .into_iter()
        .map(|stage| Wanted { name: typed::required_line(wrong, "stages", &stage.name, LONGEST), ..stage })
        .collect()
}

/// The database's refusals as sentences.
fn kind_words(error: Error) -> Error {
    match error {
        Error::Store(::store::Error::Unique { .. }) => Error::field("name", "error-pipelines-taken"),
        Error::Store(::store::Error::Reference) => Error::field("stages", "error-pipelines-in-use"),
        other => other,
    }
}

/// The first pipeline of a new account, in its language.
pub fn seed(tx: &mut Tx<'_, Writing>, _account: &Account, say: &Say) -> Result<Vec<Event>> {
    let (id, name) = (tx.new_id()?, say.t("pipelines-first"));
    store::add(tx, id, &name, 1)?;
    for (position, stage) in (1..).zip(usual(say)) {
        store::add_stage(tx, id, &stage.name, stage.outcome.unwrap_or(Outcome::Open), position)?;
    }
    Ok(vec![Event::PipelineAdded { pipeline: id, name }])
}

fn usual(say: &Say) -> Vec<Wanted> {
    let stages = [
        ("pipelines-stage-new", Outcome::Open),
        ("pipelines-stage-qualified", Outcome::Open),
        ("pipelines-stage-offer", Outcome::Open),
        ("pipelines-stage-negotiation", Outcome::Open),
        ("pipelines-stage-won", Outcome::Won),
        ("pipelines-stage-lost", Outcome::Lost),
    ];
    stages
        .into_iter()
        .map(|(key, outcome)| Wanted { id: None, name: say.t(key), outcome: Some(outcome) })
        .collect()
}
