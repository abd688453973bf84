//! The report of a fact: everything there is to say of it, now and in years. What moved is told as it was at that
//! moment; what lies in the moved portfolios is listed as it is now (`records`).

mod received;
mod records;
mod store;

pub use received::{Got, Own, mine, own};
pub use records::{MOST, Record, Start, records};

use std::collections::BTreeMap;

use base::portfolios::Within;
use base::portfolios::covers::Cover;
use base::portfolios::sharing::Choice;
use base::portfolios::store::repoint::moved_by;
use base::{Ctx, Error, Kind, Reading, Result, Tx, org};

use super::fact::{Fact, Names, Told};
use super::splits::{self, Split};
use crate::notes::{self, WorkNote};

/// One fact with everything about it.
pub struct Report {
    pub told: Told,
    pub names: Names,
    pub parts: Vec<Part>,
    /// The rules by which it was shared out, in order.
    pub rules: Vec<Split>,
    /// The plan whose rules they are.
    pub plan: Option<i64>,
    /// What rules call by an id: pipelines, stages and departments.
    pub called: Called,
    /// The covers that ended with it and have not begun again.
    pub covers: Vec<Cover>,
    /// What the person told about all their work, as it stood at that moment.
    pub note: Option<WorkNote>,
    /// How many notes stand now on records of what moved.
    pub record_notes: i64,
    /// The fact that undid it.
    pub undo: Option<Fact>,
}

/// So much of a kind went from one to another, by a rule or without.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub kind: Kind,
    pub from: i64,
    pub to: i64,
    /// Counted from 1; `None`: by no rule.
    pub rule: Option<usize>,
    pub count: i64,
    pub open: i64,
    /// By currency; empty where nothing is summed, or where it was not kept yet.
    pub sums: BTreeMap<String, Sum>,
}

/// What amounts added up to, in minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    pub all: i64,
    pub open: i64,
}

/// Names by which rules are read.
#[derive(Clone, Debug, Default)]
pub struct Called {
    pub choices: BTreeMap<Kind, Vec<Choice>>,
    pub departments: std::collections::HashMap<i64, String>,
}

/// The report of a fact.
///
/// # Errors
/// 404 for an unknown one.
pub async fn report(ctx: &Ctx, id: i64) -> Result<Report> {
    let (told, mut names) = super::told(ctx, id).await?;
    let plan = splits::of_handover(ctx, id).await?;
    let rules = match plan {
        Some(plan) => splits::view(ctx, plan).await?.run.plan.splits,
        None => Vec::new(),
    };
    let choices = if rules.is_empty() { BTreeMap::new() } else { splits::choices(ctx).await? };
    let answered = told.fact.answered.clone();
    let (fact, tellings) = (told.fact.clone(), ctx.app.tellings.clone());
    let (more, report) = ctx
        .read(move |tx| {
            let parts = store::parts(tx, id)?;
            let covers = store::covers(tx, id)?;
            let undo = undo_of(tx, id)?;
            let departments = org::department_names(tx)?;
            // Going back nobody tells anything.
            let note = match fact.what.can_be_undone() {
                true => notes::at(tx, fact.person, fact.at)?,
                false => None,
            };
            let record_notes =
                notes::count_notes(tx, &tellings, |tx, kind| Ok(Within::Set(moved_by(tx, id, kind)?)))?;
            let mut people: Vec<i64> = covers.iter().flat_map(|c| [c.person, c.stand_in]).collect();
            people.extend(parts.iter().flat_map(|part| [part.from, part.to]));
            people.extend(answered.iter().flat_map(|a| a.technical.iter().copied().chain([a.to])));
            people.extend(fact.posts.iter().filter_map(|passed| passed.to));
            people.extend(fact.kept.iter().map(|kept| kept.to));
            people.extend(note.as_ref().and_then(|note| note.author));
            people.extend(undo.as_ref().and_then(|undo| undo.by_person));
            Ok((org::names(tx, people)?, (parts, covers, undo, departments, note, record_notes)))
        })
        .await?;
    names.extend(more);
    let (parts, covers, undo, departments, note, record_notes) = report;
    Ok(Report {
        told,
        names,
        parts,
        rules,
        plan,
        called: Called { choices, departments },
        covers,
        note,
        record_notes,
        undo,
    })
}

fn undo_of(tx: &mut Tx<'_, Reading>, id: i64) -> Result<Option<Fact>> {
    let fact = super::store::find(tx, id)?.ok_or(Error::NotFound)?;
    let undo = fact.undone_by.map(|undo| super::store::find(tx, undo)).transpose()?;
    Ok(undo.flatten())
}
