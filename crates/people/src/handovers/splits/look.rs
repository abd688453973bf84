//! Looking at plans: what rules would share out, how far a plan is, and record by record who receives what.

use std::collections::BTreeMap;

use base::authz::{self, Area, Deed};
use base::jobs::{self, Job};
use base::journal::Moved;
use base::portfolios::sharing::{Among, Choice, Deal, Line, Test, Where};
use base::portfolios::store::staged;
use base::portfolios::{self, Holdable};
use base::{Ctx, Error, Kind, Reading, Result, Tx, org};

use super::run::{self, Run, State, Twin};
use super::settle::holdable;
use super::split::{self, Departments};
use super::store;
use crate::handovers::fact::Names;
use crate::handovers::{Plan, What, ready};

/// What one receiver of one rule gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    pub rule: usize,
    pub kind: Kind,
    pub to: i64,
    pub count: i64,
    pub open: i64,
    /// What the amounts add up to, by currency.
    pub sums: BTreeMap<String, i64>,
}

/// A plan with everything its page shows.
pub struct View {
    pub run: Run,
    /// `None` once it has been forgotten.
    pub job: Option<Job>,
    pub shares: Vec<Share>,
    /// What goes by no rule: kind, all, open, to whom.
    pub rest: Vec<(Kind, i64, i64, i64)>,
    pub names: Names,
}

impl View {
    /// Where it stands, for programs and as the end of dictionary keys.
    pub fn state(&self) -> &'static str {
        let job = self.job.as_ref();
        match self.run.state {
            State::Running
                if job.is_some_and(|job| matches!(job.state, jobs::State::Waiting | jobs::State::Failed)) =>
            {
                "waiting"
            }
            State::Running if job.is_some_and(|job| job.cancel_asked) => "cancelling",
            state => state.code(),
        }
    }
}

/// What each receiver of each rule would get, to the record: counted now, nothing changed.
///
/// # Errors
/// 422 when records are named that the person does not hold.
pub async fn shares_of(ctx: &Ctx, what: What, person: i64, plan: &Plan) -> Result<Vec<Share>> {
    ctx.need(Area::People)?;
    let (plan, holdables) = (plan.clone(), ctx.app.holdables.clone());
    ctx.read(move |tx| {
        let found = org::find(tx, person)?.ok_or(Error::NotFound)?;
        authz::decide(tx.actor(), &ready::act(what, &found))?;
        let rows = staged::rows_of(tx, person)?;
        let departments = run::departments(tx, &plan.splits)?;
        let mut all = Vec::new();
        for rule in 0..plan.splits.len() {
            check_ids(tx, &holdables, &plan, rule, &rows)?;
            all.extend(shares_by(tx, &holdables, &plan, rule, (&rows, &departments))?);
        }
        Ok(all)
    })
    .await
}

/// Records picked by hand must be there, and the person's.
fn check_ids(
    tx: &mut Tx<'_, Reading>,
    holdables: &[Holdable],
    plan: &Plan,
    rule: usize,
    rows: &[(Kind, i64)],
) -> Result<()> {
    let Some(split) = plan.splits.get(rule) else { return Ok(()) };
    let Some(ids) = &split.fits.ids else { return Ok(()) };
    let found = (holdable(holdables, split.kind)?.sharing.find)(tx, &Among::Ids(ids), &Test::ANY)?;
    let theirs = found.iter().filter(|found| rows.contains(&(split.kind, found.portfolio))).count();
    let named: std::collections::BTreeSet<&i64> = ids.iter().collect();
    if theirs == named.len() { Ok(()) } else { Err(Error::field("splits", "error-split-ids-not-theirs")) }
}

/// One rule's shares. Sources in a row of which the same rules speak are dealt out together, as the staging does.
fn shares_by(
    tx: &mut Tx<'_, Reading>,
    holdables: &[Holdable],
    plan: &Plan,
    rule: usize,
    (rows, departments): (&[(Kind, i64)], &Departments),
) -> Result<Vec<Share>> {
    let Some(split) = plan.splits.get(rule) else { return Ok(Vec::new()) };
    let sum = holdable(holdables, split.kind)?.sharing.sum;
    let mut runs: Vec<(Vec<usize>, Vec<i64>)> = Vec::new();
    for (kind, portfolio) in rows.iter().filter(|(kind, _)| *kind == split.kind) {
        let rules = split::speaking(&plan.splits, departments, *kind, *portfolio);
        match runs.last_mut() {
            Some((same, portfolios)) if *same == rules => portfolios.push(*portfolio),
            _ => runs.push((rules, vec![*portfolio])),
        }
    }
    let places = i64::try_from(split.to.len()).unwrap_or(1).max(1);
    let share =
        |to: &i64| Share { rule, kind: split.kind, to: *to, count: 0, open: 0, sums: BTreeMap::new() };
    let mut shares: Vec<Share> = split.to.iter().map(share).collect();
    let mut dealt = 0;
    for (rules, portfolios) in runs.into_iter().filter(|(rules, _)| rules.contains(&rule)) {
        let earlier: Vec<&Where> = rules
            .iter()
            .take_while(|earlier| **earlier != rule)
            .filter_map(|earlier| plan.splits.get(*earlier))
            .map(|split| &split.fits)
            .collect();
        let deal = Deal { portfolios: &portfolios, places, first: dealt % places };
        let test = Test { fits: Some(&split.fits), none_of: &earlier };
        for part in sum(tx, &deal, &test)? {
            dealt += part.count;
            let place = usize::try_from(part.place).unwrap_or_default();
            let Some(share) = shares.get_mut(place) else { continue };
            add(share, part.count, part.open, &part.currency, part.amount);
        }
    }
    Ok(shares)
}

fn add(share: &mut Share, count: i64, open: bool, currency: &str, amount: i64) {
    share.count += count;
    share.open += if open { count } else { 0 };
    if !currency.is_empty() {
        *share.sums.entry(currency.to_owned()).or_default() += amount;
    }
}

/// What moves in all, when these shares go apart from the rest.
pub fn apart(moved: &[Moved], shares: &[Share], from: i64) -> Vec<Moved> {
    let mut all: BTreeMap<(Kind, i64), (i64, i64)> = BTreeMap::new();
    for one in moved {
        let taken = shares.iter().filter(|share| share.kind == one.kind);
        let (count, open) =
            taken.fold((0, 0), |(count, open), share| (count + share.count, open + share.open));
        let rest = all.entry((one.kind, one.to)).or_default();
        *rest = (rest.0 + one.count - count, rest.1 + one.open - open);
    }
    for share in shares {
        let got = all.entry((share.kind, share.to)).or_default();
        *got = (got.0 + share.count, got.1 + share.open);
    }
    let some = all.into_iter().filter(|(_, (count, _))| *count > 0);
    some.map(|((kind, to), (count, open))| Moved { kind, count, open, from, to }).collect()
}

/// One plan.
///
/// # Errors
/// 404 for an unknown one.
pub async fn view(ctx: &Ctx, id: i64) -> Result<View> {
    ctx.need(Area::People)?;
    ctx.read(move |tx| {
        let run = store::find(tx, id)?.ok_or(Error::NotFound)?;
        let job = jobs::find(tx, run.job)?;
        let shares = shares_now(tx, &run)?;
        let rest = rest(tx, &run)?;
        let mut people = vec![run.person];
        people.extend(run.started_by);
        people.extend(job.as_ref().and_then(|job| job.asked_by));
        people.extend(run.plan.named());
        let names = org::names(tx, people)?;
        Ok(View { run, job, shares, rest, names })
    })
    .await
}

/// Every plan under way, with how far it is and the name of whose work it is.
pub async fn running(ctx: &Ctx) -> Result<(Vec<Run>, Names)> {
    ctx.need(Area::People)?;
    ctx.read(|tx| {
        let runs = store::all_running(tx)?;
        let names = org::names(tx, runs.iter().map(|run| run.person).collect::<Vec<i64>>())?;
        Ok((runs, names))
    })
    .await
}

/// The plan by which a hand-over came about.
pub async fn of_handover(ctx: &Ctx, handover: i64) -> Result<Option<i64>> {
    ctx.need(Area::People)?;
    ctx.read(move |tx| store::of_handover(tx, handover)).await
}

/// What is staged for each receiver of each rule.
fn shares_now(tx: &mut Tx<'_, Reading>, run: &Run) -> Result<Vec<Share>> {
    let (twins, loads) = (store::twins(tx, run.id)?, store::loads(tx, run.id)?);
    let mut shares = Vec::new();
    for (rule, split) in run.plan.splits.iter().enumerate() {
        for to in &split.to {
            let kind = split.kind;
            let mut share = Share { rule, kind, to: *to, count: 0, open: 0, sums: BTreeMap::new() };
            for twin in twins.iter().filter(|twin| twin.rule == rule && twin.to == *to) {
                for load in loads.get(&twin.portfolio).into_iter().flatten() {
                    add(&mut share, load.count, load.open, &load.currency, load.amount);
                }
            }
            shares.push(share);
        }
    }
    Ok(shares)
}

/// What the person holds beside what is staged, while the plan is running.
fn rest(tx: &mut Tx<'_, Reading>, run: &Run) -> Result<Vec<(Kind, i64, i64, i64)>> {
    if run.state != State::Running {
        return Ok(Vec::new());
    }
    let twins = store::twins(tx, run.id)?;
    let mut rest: BTreeMap<Kind, (i64, i64)> = BTreeMap::new();
    for (kind, portfolio, holding) in portfolios::store::holdings(tx, run.person)? {
        if !twins.iter().any(|twin| twin.portfolio == portfolio && twin.kind == kind) {
            let sum = rest.entry(kind).or_default();
            *sum = (sum.0 + holding.count, sum.1 + holding.open);
        }
    }
    let to = |kind: &Kind| run.plan.by_kind.get(kind).copied().or(run.plan.successor);
    let some = rest.into_iter().filter(|(_, (count, _))| *count > 0);
    Ok(some.filter_map(|(kind, (count, open))| Some((kind, count, open, to(&kind)?))).collect())
}

/// Records on one page of a preview.
const LINES: i64 = 50;

/// A page of the records staged for one receiver of one rule, and where the next one begins. Only for who may see
/// them: others get the counts alone.
pub async fn lines(
    ctx: &Ctx,
    id: i64,
    (rule, to): (usize, i64),
    after: Option<(i64, i64)>,
) -> Result<(Vec<Line>, Option<(i64, i64)>)> {
    ctx.need(Area::People)?;
    let holdables = ctx.app.holdables.clone();
    ctx.read(move |tx| {
        let run = store::find(tx, id)?.ok_or(Error::NotFound)?;
        let kind = run.plan.splits.get(rule).map(|split| split.kind).ok_or(Error::NotFound)?;
        let seen = portfolios::sight(tx, kind, Deed::See)?;
        let mut twins: Vec<Twin> = store::twins(tx, id)?;
        twins.retain(|twin| twin.rule == rule && twin.to == to && seen.within.covers(twin.portfolio));
        twins.sort_by_key(|twin| twin.portfolio);
        let (from, last) = after.unwrap_or_default();
        let mut all: Vec<(i64, Line)> = Vec::new();
        for twin in twins.iter().filter(|twin| twin.portfolio >= from) {
            let begin = if twin.portfolio == from { last } else { 0 };
            let room = LINES + 1 - i64::try_from(all.len()).unwrap_or(LINES);
            if room > 0 {
                let told = (holdable(&holdables, kind)?.sharing.tell)(tx, twin.portfolio, begin, room)?;
                all.extend(told.into_iter().map(|line| (twin.portfolio, line)));
            }
        }
        let most = usize::try_from(LINES).unwrap_or(0);
        let more = all.len() > most;
        all.truncate(most);
        let next = all.last().map(|(portfolio, line)| (*portfolio, line.id)).filter(|_| more);
        all.retain(|(portfolio, line)| seen.covers(*portfolio, line.stage));
        Ok((all.into_iter().map(|(_, line)| line).collect(), next))
    })
    .await
}

/// What the pickers of a rule offer, kind by kind.
pub async fn choices(ctx: &Ctx) -> Result<BTreeMap<Kind, Vec<Choice>>> {
    let holdables = ctx.app.holdables.clone();
    ctx.read(move |tx| {
        let mut all = BTreeMap::new();
        for holdable in &holdables {
            all.insert(holdable.kind, (holdable.sharing.choices)(tx)?);
        }
        Ok(all)
    })
    .await
}
