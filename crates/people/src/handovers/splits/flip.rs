//! The flip: what changed since the last step is settled, and then the staged portfolios and everything else go to
//! their receivers in one transaction, with the end of access of a departure.

use base::jobs::{self, Job, Next};
use base::portfolios::Holdable;
use base::portfolios::sharing::{Among, Test};
use base::{Committed, Error, Event, Kind, Reading, Result, Tx, journal};

use super::run::{Run, Scene, State};
use super::settle::{self, Hands};
use super::store;
use crate::handovers::fact::{Left, What, Why};
use crate::handovers::ready::Staged;
use crate::handovers::status::Standing;
use crate::handovers::{departure, handover, ready};

/// How many changed records the flip settles itself, unless steps are to be smaller; more are settled before.
const AT_FLIP: i64 = 500;
/// The most ids that a sample names.
const SAMPLE: usize = 20;

/// Flips, or does what has to be done before.
pub(super) fn step(
    mut tx: Tx<'_, Reading>,
    run: Run,
    holdables: &[Holdable],
    job: &Job,
    (limit, most): (i64, Option<i64>),
) -> Result<Committed<Next>> {
    let plan = run.id;
    let at_flip = most.unwrap_or(AT_FLIP);
    let mut ready = match run.what {
        What::Departure => ready::departure(&mut tx, run.person, &run.plan, Some(plan))?,
        What::Handover => ready::handover(&mut tx, run.person, &run.plan, Some(plan))?,
        What::Giveback | What::Undo => return Err(Error::Broken("a plan of what is never split".into())),
    };
    let standing = match run.what {
        What::Departure => Some(Standing::of(&ready.leaver).departed()?),
        What::Handover | What::Giveback | What::Undo => None,
    };
    let twins = store::twins(&mut tx, plan)?;
    let mut scene = Scene::set(&mut tx, run, twins)?;
    let fresh = scene.new_sources();
    let more = journal::touched(&mut tx, &scene.kinds(), scene.run.progress.seq, at_flip + 1)?;
    if !fresh.is_empty() || more.len() > usize::try_from(at_flip).unwrap_or(0) {
        scene.run.progress.sources.extend(fresh);
        let some = more.get(..more.len().min(usize::try_from(limit).unwrap_or(1))).unwrap_or_default();
        return before(tx, scene, holdables, some, &ready);
    }
    let touched: Vec<(Kind, i64)> = more.iter().map(|(kind, id, _)| (*kind, *id)).collect();
    let mut hands = Hands::count(&mut tx, &scene)?;
    let mut moves = settle::judge(&mut tx, &scene, holdables, &touched, &mut hands)?;
    settle::balance(&mut tx, &scene, holdables, hands, &mut moves)?;
    let gone = gone(&mut tx, &scene, holdables)?;
    let mut tx = tx.permit_all(&ready.acts())?;
    settle::carry_out(&mut tx, &mut scene, holdables, &moves)?;
    tx.add_up()?;
    ready.staged =
        scene.staged().map(|t| Staged { portfolio: t.portfolio, kind: t.kind, to: t.to }).collect();
    ready.status_before = scene.run.status_before.or(ready.status_before);
    let (fact, events) = match standing {
        Some(standing) => departure::finish(&mut tx, &ready, standing)?,
        None => handover::finish(&mut tx, &ready)?,
    };
    store::end(&mut tx, plan, State::Done, Some(fact.id), &gone)?;
    jobs::progress(&mut tx, job, scene.run.progress.total, scene.run.progress.total)?;
    tx.commit_all(events, Next::Done)
}

/// More has changed than a flip settles, or more came in: a part of it is settled first.
fn before(
    mut tx: Tx<'_, Reading>,
    mut scene: Scene,
    holdables: &[Holdable],
    some: &[(Kind, i64, i64)],
    ready: &ready::Ready,
) -> Result<Committed<Next>> {
    let plan = scene.run.id;
    let touched: Vec<(Kind, i64)> = some.iter().map(|(kind, id, _)| (*kind, *id)).collect();
    let mut hands = Hands::count(&mut tx, &scene)?;
    let moves = settle::judge(&mut tx, &scene, holdables, &touched, &mut hands)?;
    let mut tx = tx.permit_all(&ready.acts())?;
    let count = settle::carry_out(&mut tx, &mut scene, holdables, &moves)?;
    if let Some((_, _, seq)) = some.last() {
        scene.run.progress.seq = *seq;
    }
    store::set_progress(&mut tx, plan, &scene.run.progress)?;
    tx.commit(Event::PlanStaged { plan, count }, Next::More)
}

/// Records that left by themselves while the plan was running: they stay where they went.
fn gone(tx: &mut Tx<'_, Reading>, scene: &Scene, holdables: &[Holdable]) -> Result<Vec<Left>> {
    let kinds = scene.kinds();
    let mut portfolios: Vec<i64> =
        scene.run.progress.sources.iter().map(|(_, portfolio)| *portfolio).collect();
    portfolios.extend(scene.twins.iter().map(|twin| twin.portfolio));
    portfolios.sort_unstable();
    portfolios.dedup();
    let left = store::gone(tx, scene.run.at, &portfolios)?;
    let mut all = Vec::new();
    for kind in kinds {
        let ids: Vec<i64> = left.iter().filter(|(of, _)| *of == kind).map(|(_, id)| *id).collect();
        let sharing = settle::holdable(holdables, kind)?.sharing;
        let back: Vec<i64> = (sharing.find)(tx, &Among::Ids(&ids), &Test::ANY)?
            .iter()
            .filter(|found| scene.holds(kind, found.portfolio))
            .map(|found| found.id)
            .collect();
        let ids: Vec<i64> = ids.into_iter().filter(|id| !back.contains(id)).collect();
        if !ids.is_empty() {
            let count = i64::try_from(ids.len()).unwrap_or(i64::MAX);
            let sample = ids.into_iter().take(SAMPLE).collect();
            all.push(Left { kind, count, why: Why::Reassigned, handover: None, sample });
        }
    }
    Ok(all)
}
