//! A plan under way, as it is stored: what was asked, and how far it is.

use std::collections::{BTreeMap, BTreeSet};

use base::portfolios::store::staged;
use base::{Kind, Result, Status, Tx};
use serde::{Deserialize, Serialize};

use super::super::fact::Left;
use super::super::{Plan, What};
use super::split::{self, Departments, Split};

/// Where a plan stands. Whether it waits for somebody, its job knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Running,
    /// Everything was handed over.
    Done,
    /// Everything is as before.
    Cancelled,
}

impl State {
    pub const ALL: [State; 3] = [State::Running, State::Done, State::Cancelled];

    pub fn code(self) -> &'static str {
        match self {
            State::Running => "running",
            State::Done => "done",
            State::Cancelled => "cancelled",
        }
    }

    pub fn parse(code: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// A plan as it is stored.
#[derive(Clone, Debug)]
pub struct Run {
    pub id: i64,
    pub what: What,
    pub person: i64,
    pub plan: Plan,
    pub state: State,
    pub job: i64,
    /// ms UTC.
    pub at: i64,
    /// `None`: the operator.
    pub started_by: Option<i64>,
    /// Where the person stood before the plan ended their access.
    pub status_before: Option<Status>,
    pub handover: Option<i64>,
    pub progress: Progress,
    /// Records that left by themselves while the plan was running.
    pub gone: Vec<Left>,
}

/// How far it is; written in the same transaction as the records that got there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// The portfolios that records are taken from, kind by kind; new ones are added at the end.
    pub sources: Vec<(Kind, i64)>,
    /// The next record is looked for in this source, by this of its rules, after this id.
    pub source: usize,
    pub rule: usize,
    pub after: i64,
    /// Whatever happened in the journal up to here is settled.
    pub seq: i64,
    /// How many records the next step takes.
    pub chunk: i64,
    pub staged: i64,
    pub total: i64,
}

/// A portfolio that the plan staged records in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Twin {
    pub portfolio: i64,
    pub source: i64,
    pub kind: Kind,
    pub rule: usize,
    pub to: i64,
}

/// What a step works with: the plan, its twins, and which of their rows the person still holds.
pub struct Scene {
    pub run: Run,
    pub twins: Vec<Twin>,
    held: BTreeSet<(Kind, i64)>,
    departments: Departments,
}

impl Scene {
    /// As things stand in this transaction; the person's rows must be locked.
    pub fn set<S>(tx: &mut Tx<'_, S>, run: Run, twins: Vec<Twin>) -> Result<Scene> {
        let held = staged::rows_of(tx, run.person)?.into_iter().collect();
        let departments = departments(tx, &run.plan.splits)?;
        Ok(Scene { run, twins, held, departments })
    }

    pub fn splits(&self) -> &[Split] {
        &self.run.plan.splits
    }

    /// The kinds that rules speak of.
    pub fn kinds(&self) -> Vec<Kind> {
        kinds(self.splits())
    }

    pub fn holds(&self, kind: Kind, portfolio: i64) -> bool {
        self.held.contains(&(kind, portfolio))
    }

    /// Which rules speak of a source, in order.
    pub fn rules(&self, kind: Kind, source: i64) -> Vec<usize> {
        split::speaking(self.splits(), &self.departments, kind, source)
    }

    /// Rows of the kinds in question that the plan does not know yet: somebody else's work came in meanwhile.
    pub fn new_sources(&self) -> Vec<(Kind, i64)> {
        let known: BTreeSet<(Kind, i64)> = self.run.progress.sources.iter().copied().collect();
        let twins: BTreeSet<i64> = self.twins.iter().map(|twin| twin.portfolio).collect();
        let kinds = self.kinds();
        let fresh = self.held.iter().filter(|(kind, portfolio)| {
            kinds.contains(kind) && !twins.contains(portfolio) && !known.contains(&(*kind, *portfolio))
        });
        let mut fresh: Vec<(Kind, i64)> = fresh.copied().collect();
        fresh.sort_by_key(|(kind, portfolio)| (*portfolio, *kind));
        fresh
    }

    /// The twin that takes the records of this source for this receiver.
    pub fn twin(&self, kind: Kind, source: i64, rule: usize, to: i64) -> Option<Twin> {
        let fits = |twin: &&Twin| (twin.kind, twin.source, twin.rule, twin.to) == (kind, source, rule, to);
        self.twins.iter().find(fits).copied()
    }

    /// Where a portfolio belongs in this plan: its source, and the rule it was staged by.
    pub fn place(&self, kind: Kind, portfolio: i64) -> Option<(i64, Option<usize>)> {
        if let Some(twin) = self.twins.iter().find(|twin| twin.portfolio == portfolio && twin.kind == kind) {
            return Some((twin.source, Some(twin.rule)));
        }
        self.run.progress.sources.contains(&(kind, portfolio)).then_some((portfolio, None))
    }

    /// A twin that was opened just now: the person holds it as they hold its source.
    pub fn add(&mut self, twin: Twin) {
        self.held.insert((twin.kind, twin.portfolio));
        self.twins.push(twin);
    }

    /// What is staged so far: the twins whose rows the person still holds.
    pub fn staged(&self) -> impl Iterator<Item = &Twin> {
        self.twins.iter().filter(|twin| self.holds(twin.kind, twin.portfolio))
    }
}

/// The kinds that rules speak of.
pub fn kinds(splits: &[Split]) -> Vec<Kind> {
    splits.iter().map(|split| split.kind).collect::<BTreeSet<Kind>>().into_iter().collect()
}

/// The portfolios of each department that a rule names.
pub fn departments<S>(tx: &mut Tx<'_, S>, splits: &[Split]) -> Result<Departments> {
    let named: BTreeSet<i64> = splits.iter().filter_map(|split| split.fits.department_id).collect();
    let mut all: Departments = BTreeMap::new();
    for department in named {
        all.insert(department, staged::of_department(tx, department)?.into_iter().collect());
    }
    Ok(all)
}
