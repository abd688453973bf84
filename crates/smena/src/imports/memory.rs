//! An import on its way, and what it remembers: which key of the source made what, and what it said then.

use std::collections::HashMap;
use std::sync::Arc;

use base::authz::Do;
use base::tx::digest as sha256;
use base::words::Say;
use base::{Ctx, Error, Event, Problem, Result, Tx, Writing};
use serde::Serialize;

use super::report::{Place, Report};
use super::rows::{self, Taken};
use super::store::{self, Mark};

/// The import.
pub struct Import {
    pub ctx: Ctx,
    pub source: Arc<str>,
    pub report: Report,
    /// Nothing is written: what would be is only counted.
    pub rehearses: bool,
    /// The source says of nobody who holds what: whoever imports holds what is new, and the rest stays where it is.
    pub holderless: bool,
    /// The job to tell how far it is.
    pub job: Option<i64>,
    marks: HashMap<String, HashMap<String, Mark>>,
    /// Changed by a use case of its own; remembered with the next line in the journal.
    pending: Vec<(String, Mark)>,
}

/// A thing that is new, or that the source describes differently than before.
#[derive(Clone, Debug)]
pub struct Planned<D> {
    pub place: Place,
    pub key: String,
    pub draft: D,
    pub digest: String,
    /// What it became before; `None`: it is new.
    pub record: Option<i64>,
    /// Who holds it is told by the source, for the first time or differently than before.
    pub given: bool,
}

impl Import {
    /// Reads what earlier runs of the source left.
    pub async fn begin(ctx: &Ctx, source: &str) -> Result<Import> {
        let (ctx, source): (Ctx, Arc<str>) = (ctx.clone().as_job(), source.trim().into());
        let asked = source.clone();
        let marks = ctx.read(move |tx| store::marks(tx, &asked)).await?;
        let report = Report::default();
        Ok(Import {
            ctx,
            source,
            report,
            rehearses: false,
            holderless: false,
            job: None,
            marks,
            pending: Vec::new(),
        })
    }

    pub fn say(&self) -> &Say {
        &self.ctx.say
    }

    /// The telephone numbers of these cells, each in the one way of writing it; a cell may hold several.
    pub fn phones(&self, written: &[String]) -> Vec<String> {
        written.iter().flat_map(|cell| kit::phone::several(cell, self.ctx.account.home())).collect()
    }

    /// The record that a key of the source stands for.
    pub fn known(&self, kind: &str, key: &str) -> Option<i64> {
        self.marks.get(kind).and_then(|marks| marks.get(key)).map(|mark| mark.record)
    }

    /// All keys of a kind.
    pub fn keys(&self, kind: &str) -> HashMap<String, i64> {
        let marks = self.marks.get(kind).into_iter().flatten();
        marks.map(|(key, mark)| (key.clone(), mark.record)).collect()
    }

    /// What a cell refers to; a key that nothing has is told, and the row goes in without.
    pub fn reference(
        &self,
        kind: &str,
        key: Option<String>,
        otherwise: &'static str,
    ) -> (Option<i64>, Option<Problem>) {
        let Some(key) = key else { return (None, None) };
        match self.known(kind, &key) {
            Some(record) => (Some(record), None),
            None => (None, Some(rows::about(otherwise, &key))),
        }
    }

    /// Something that is here already is what this key means from now on; a key that means something keeps it.
    pub fn adopt(&mut self, kind: &str, key: &str, record: i64) {
        let marks = self.marks.entry(kind.to_owned()).or_default();
        marks.entry(key.to_owned()).or_insert(Mark { record, digest: String::new() });
    }

    /// What is new or has changed; the rest is counted as unchanged. `holder`: who the source says holds it.
    pub fn plan<D: Serialize>(
        &mut self,
        kind: &'static str,
        taken: Vec<Taken<D>>,
        holder: impl Fn(&D) -> Option<i64>,
    ) -> Result<Vec<Planned<D>>> {
        let mut planned = Vec::new();
        for Taken { place, key, draft } in taken {
            let digest = digest(&draft, holder(&draft).filter(|_| !self.holderless))?;
            let known = self.marks.get(kind).and_then(|marks| marks.get(&key));
            if known.is_some_and(|known| known.digest == digest) {
                self.report.of(kind).unchanged += 1;
                continue;
            }
            let given = known.is_none_or(|known| holder_part(&known.digest) != holder_part(&digest));
            let record = known.map(|known| known.record);
            planned.push(Planned { place, key, draft, digest, record, given });
        }
        Ok(planned)
    }

    /// Adds one thing in an act of its own, and remembers it in the same act.
    pub async fn enter<D, F>(
        &self,
        kind: &'static str,
        planned: &Planned<D>,
        acts: Vec<Do>,
        add: F,
    ) -> Result<i64>
    where
        F: Fn(&mut Tx<'_, Writing>) -> Result<(i64, Vec<Event>)> + Send + Sync + 'static,
    {
        let (source, key, digest) = (self.source.clone(), planned.key.clone(), planned.digest.clone());
        let acts: Vec<Do> = acts.into_iter().chain([Do::Import]).collect();
        self.ctx
            .write(move |tx| {
                let mut tx = tx.permit_all(&acts)?;
                let (record, events) = add(&mut tx)?;
                store::learn(&mut tx, &source, kind, &[(&key, Mark { record, digest: digest.clone() })])?;
                tx.commit_all(events, record)
            })
            .await
    }

    /// Counts what would become of a thing; in a rehearsal what refers to it finds it all the same.
    pub fn rehearse<D>(
        &mut self,
        kind: &'static str,
        planned: &Planned<D>,
        checked: Result<()>,
    ) -> Result<()> {
        match (checked, planned.record) {
            (Err(error), _) => {
                let problem = super::writing::refusal(error)?;
                self.refuse(kind, &planned.place, &problem);
            }
            (Ok(()), None) => self.created(kind, planned, 0),
            (Ok(()), Some(record)) => self.updated(kind, planned, record),
        }
        Ok(())
    }

    /// Counts a new thing that is remembered already.
    pub fn created<D>(&mut self, kind: &'static str, planned: &Planned<D>, record: i64) {
        self.report.of(kind).created += 1;
        self.learn(kind, planned, record);
    }

    /// Counts a changed thing that is remembered already.
    pub fn updated<D>(&mut self, kind: &'static str, planned: &Planned<D>, record: i64) {
        self.report.of(kind).updated += 1;
        self.learn(kind, planned, record);
    }

    /// Counts a thing that a use case of its own has changed; `tell` remembers it.
    pub fn changed<D>(&mut self, kind: &'static str, planned: &Planned<D>, record: i64) {
        self.pending.push((planned.key.clone(), Mark { record, digest: planned.digest.clone() }));
        self.updated(kind, planned, record);
    }

    fn learn<D>(&mut self, kind: &str, planned: &Planned<D>, record: i64) {
        let mark = Mark { record, digest: planned.digest.clone() };
        self.marks.entry(kind.to_owned()).or_default().insert(planned.key.clone(), mark);
    }

    /// Notes how much was read of a kind, and what did not fit.
    pub fn told(&mut self, kind: &'static str, read: i64, refused: &[(Place, Problem)]) {
        self.report.of(kind).read += read;
        for (place, problem) in refused {
            self.refuse(kind, place, problem);
        }
    }

    pub fn refuse(&mut self, kind: &'static str, place: &Place, problem: &Problem) {
        self.report.refuse(kind, place, problem, &self.ctx.say);
    }

    /// The import's own line in the journal, when it changed something of the kind.
    pub async fn tell(&mut self, kind: &'static str) -> Result<()> {
        let counts = self.report.of(kind);
        if self.rehearses || counts.created + counts.updated == 0 {
            return Ok(());
        }
        let refused = i64::try_from(counts.refused.len()).unwrap_or(i64::MAX);
        let event = imported(&self.source, kind, (counts.created, counts.updated, refused));
        let (source, pending) = (self.source.clone(), std::mem::take(&mut self.pending));
        self.ctx
            .write(move |tx| {
                let mut tx = tx.permit(Do::Import)?;
                let marks: Vec<(&str, Mark)> =
                    pending.iter().map(|(key, mark)| (key.as_str(), mark.clone())).collect();
                store::remember(&mut tx, &source, kind, &marks)?;
                tx.commit(event.clone(), ())
            })
            .await
    }
}

/// The line of an import in the journal: created, updated, refused.
pub fn imported(source: &str, kind: &str, (created, updated, refused): (i64, i64, i64)) -> Event {
    Event::Imported { source: source.into(), kind: kind.into(), created, updated, refused }
}

/// What the source says, and apart from it who it says holds it: so a later change of a row doesn't undo a hand-over
/// that happened here.
fn digest(draft: &impl Serialize, holder: Option<i64>) -> Result<String> {
    let said = serde_json::to_string(draft).map_err(|error| Error::Broken(error.to_string()))?;
    let holder = holder.map(|who| who.to_string()).unwrap_or_default();
    Ok(format!("{}.{}", short(&said), short(&holder)))
}

fn short(text: &str) -> String {
    sha256(&[], text).iter().take(12).map(|byte| format!("{byte:02x}")).collect()
}

fn holder_part(digest: &str) -> &str {
    digest.rsplit_once('.').map_or("", |(_, holder)| holder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_holder_is_told_apart_from_the_rest() {
        let (anna, borys) = (digest(&"deal", Some(1)).unwrap(), digest(&"deal", Some(2)).unwrap());
        assert_ne!(anna, borys);
        assert_ne!(holder_part(&anna), holder_part(&borys));
        assert_eq!(holder_part(&anna), holder_part(&digest(&"other", Some(1)).unwrap()));
    }
}
