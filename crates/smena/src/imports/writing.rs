//! Bringing records of one kind in: what is new and what has changed, in acts of two hundred.
//!
//! A row that the account refuses stays out alone: the act it was in is done again one by one.

use std::collections::BTreeMap;
use std::sync::Arc;

use base::authz::Do;
use base::{Committed, Error, Event, Kind, Problem, Reading, Result, Tx, Writing, jobs};
use serde::Serialize;
use work::records::{self, Place as Held};

use super::memory::{Import, Planned, imported};
use super::rows::{self, Taken};
use super::store::{self, Mark};

/// How many things go into one act: the others who write wait no longer than a moment.
const AT_ONCE: usize = 200;

/// A thing of the source, all its references found. What is serialised decides whether it has changed.
pub trait Incoming: Clone + Serialize + Send + Sync + 'static {
    /// The word in the report and in the memory of imports.
    const KIND: &'static str;
    /// What is there now.
    type Before;

    /// Who is to hold it, where it is a record.
    fn responsible(&self) -> Option<(Kind, i64)> {
        None
    }

    /// Whether its fields are as they must be, apart from everything else.
    fn check(&self) -> Result<()>;

    /// What is there now, held until the end of the act; `None` when somebody has deleted it.
    fn lock(tx: &mut Tx<'_, Reading>, id: i64) -> Result<Option<Self::Before>>;

    /// Its new id, and what happened.
    fn add(&self, tx: &mut Tx<'_, Writing>, held: Option<&Held>) -> Result<(i64, Vec<Event>)>;

    /// `held`: the source gives it to somebody else than it did before.
    fn change(
        &self,
        tx: &mut Tx<'_, Writing>,
        before: &Self::Before,
        held: Option<&Held>,
    ) -> Result<Vec<Event>>;
}

/// What became of one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Created(i64),
    Updated(i64),
    /// Deleted here; an import doesn't bring it back.
    Gone,
}

impl Import {
    /// Brings in what was read of one kind, all references found.
    pub async fn bring<D: Incoming>(&mut self, taken: Vec<Taken<D>>) -> Result<()> {
        let planned = self.plan(D::KIND, taken, |draft| draft.responsible().map(|(_, who)| who))?;
        if self.rehearses {
            return planned
                .iter()
                .try_for_each(|planned| self.rehearse(D::KIND, planned, planned.draft.check()));
        }
        let (mut left, mut done) = (planned.into_iter().peekable(), 0);
        while left.peek().is_some() {
            let batch: Vec<Planned<D>> = left.by_ref().take(AT_ONCE).collect();
            done += i64::try_from(batch.len()).unwrap_or(0);
            self.write(batch).await?;
            if let Some(job) = self.job {
                jobs::tell(&self.ctx, job, done).await?;
            }
        }
        Ok(())
    }

    async fn write<D: Incoming>(&mut self, batch: Vec<Planned<D>>) -> Result<()> {
        let batch: Arc<[Planned<D>]> = batch.into();
        match self.try_to_write(&batch).await {
            Ok(outcomes) => {
                batch.iter().zip(outcomes).for_each(|(planned, outcome)| self.count(planned, outcome));
                Ok(())
            }
            Err(error) => match (refusal(error)?, &*batch) {
                (problem, [one]) => {
                    self.refuse(D::KIND, &one.place, &problem);
                    Ok(())
                }
                // Somebody in the batch is at fault: each on its own.
                (_, several) => {
                    for one in several {
                        Box::pin(self.write(vec![one.clone()])).await?;
                    }
                    Ok(())
                }
            },
        }
    }

    async fn try_to_write<D: Incoming>(&self, batch: &Arc<[Planned<D>]>) -> Result<Vec<Outcome>> {
        let (batch, source) = (batch.clone(), self.source.clone());
        self.ctx.write(move |tx| write_all(tx, &source, &batch)).await
    }

    fn count<D: Incoming>(&mut self, planned: &Planned<D>, outcome: Outcome) {
        match outcome {
            Outcome::Created(record) => self.created(D::KIND, planned, record),
            Outcome::Updated(record) => self.updated(D::KIND, planned, record),
            Outcome::Gone => self.refuse(D::KIND, &planned.place, &rows::about("imports-gone", &planned.key)),
        }
    }
}

/// Where a new record goes; `bring` has found it.
pub fn placed(held: Option<&Held>) -> Result<&Held> {
    held.ok_or_else(|| Error::Broken("a record without a holder".into()))
}

fn write_all<D: Incoming>(
    mut tx: Tx<'_, Reading>,
    source: &str,
    batch: &[Planned<D>],
) -> Result<Committed<Vec<Outcome>>> {
    let places = places(&mut tx, batch)?;
    let before = lock(&mut tx, batch)?;
    if batch.iter().all(|planned| planned.record.is_some_and(|id| !before.contains_key(&id))) {
        return tx.unchanged(vec![Outcome::Gone; batch.len()]);
    }
    let mut tx = tx.permit(Do::Import)?;
    let (mut events, mut outcomes) = (Vec::new(), Vec::new());
    let (mut new, mut known) = (Vec::new(), Vec::new());
    for planned in batch {
        let held =
            planned.draft.responsible().filter(|_| planned.given).and_then(|(_, who)| places.get(&who));
        let (outcome, happened) = match planned.record.map(|id| (id, before.get(&id))) {
            None => planned.draft.add(&mut tx, held).map(|(id, events)| (Outcome::Created(id), events))?,
            Some((id, Some(before))) => (Outcome::Updated(id), planned.draft.change(&mut tx, before, held)?),
            Some((_, None)) => (Outcome::Gone, Vec::new()),
        };
        events.extend(happened);
        let mark = |record| (planned.key.as_str(), Mark { record, digest: planned.digest.clone() });
        match outcome {
            Outcome::Created(record) => new.push(mark(record)),
            Outcome::Updated(record) => known.push(mark(record)),
            Outcome::Gone => {}
        }
        outcomes.push(outcome);
    }
    store::learn(&mut tx, source, D::KIND, &new)?;
    store::remember(&mut tx, source, D::KIND, &known)?;
    if events.is_empty() {
        // The rows have changed into what the account says already: only that is remembered.
        events.push(imported(source, D::KIND, (0, 0, 0)));
    }
    tx.commit_all(events, outcomes)
}

/// Where new holders' records go; people are locked in the order of their ids, before any record.
fn places<D: Incoming>(tx: &mut Tx<'_, Reading>, batch: &[Planned<D>]) -> Result<BTreeMap<i64, Held>> {
    let given = batch.iter().filter(|planned| planned.given);
    let people: BTreeMap<i64, Kind> =
        given.filter_map(|planned| planned.draft.responsible()).map(|(kind, who)| (who, kind)).collect();
    people.into_iter().map(|(who, kind)| Ok((who, records::place(tx, kind, Some(who))?))).collect()
}

fn lock<D: Incoming>(tx: &mut Tx<'_, Reading>, batch: &[Planned<D>]) -> Result<BTreeMap<i64, D::Before>> {
    let mut ids: Vec<i64> = batch.iter().filter_map(|planned| planned.record).collect();
    ids.sort_unstable();
    let mut found = BTreeMap::new();
    for id in ids {
        if let Some(before) = D::lock(tx, id)? {
            found.insert(id, before);
        }
    }
    Ok(found)
}

/// What the account refuses in a row; every other error ends the import.
pub fn refusal(error: Error) -> Result<Problem> {
    match error {
        Error::Invalid(mut problem) | Error::Conflict(mut problem) => match problem.fields.pop() {
            Some(field) => Ok(Problem { key: field.key, values: field.values, ..Problem::default() }),
            None => Ok(problem),
        },
        // Two imports of one source at once: the other one has been faster.
        Error::Store(::store::Error::Unique { table, .. }) if table == "import_keys" => {
            Err(Error::conflict("error-imports-running"))
        }
        Error::Store(::store::Error::Unique { .. }) => Ok(Problem::new("imports-taken")),
        Error::Store(::store::Error::Reference) => Ok(Problem::new("imports-reference")),
        other => Err(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_field_says_its_own_sentence() {
        let problem = refusal(Error::field("name", "error-too-long")).unwrap();
        assert_eq!(problem.key, "error-too-long");
        assert_eq!(refusal(Error::conflict("error-no-seat")).unwrap().key, "error-no-seat");
        assert!(refusal(Error::Broken("x".into())).is_err());
    }
}
