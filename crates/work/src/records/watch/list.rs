//! A list, the board or the bin under watch: work that changed hands by a hand-over, records that were deleted, came
//! back, or are gone for good. A list says only that it may have changed: neither what nor how many.

use std::sync::atomic::{AtomicI64, Ordering};

use base::authz::Deed;
use base::journal::{self, Gone, Moved};
use base::portfolios::{self, Sight};
use base::{Ctx, Event, Kind, Reading, Result, Tx, org};
use maud::{Markup, html};

use super::super::store::{self, watched};
use super::hint;

/// Events that make another list without a row of it being touched.
const TOLD: [&str; 8] = [
    "person_departed",
    "handed_over",
    "handover_undone",
    "taken_over",
    "person_reactivated",
    "record_deleted",
    "record_restored",
    "bin_emptied",
];
/// What is further back in the journal is told no more.
const BACK: i64 = 10_000;
/// Of so many at most it is asked whether the reader sees them.
const MOST: i64 = 100;

/// The `seq` up to which a page that is read now knows everything: to be asked before its rows are.
pub async fn now(ctx: &Ctx) -> Result<i64> {
    ctx.read(last).await
}

fn last(tx: &mut Tx<'_, Reading>) -> Result<i64> {
    Ok(journal::head(tx)?.map_or(0, |(seq, _)| seq))
}

/// The mark of a page that lists records of the kind, deleted ones for the bin, as of this `seq`.
pub fn mark_list(kind: Kind, seq: i64) -> Markup {
    html! { div data-watch={ "list/" (kind.code()) "/" (seq) } hidden {} }
}

pub struct Watched {
    kind: Kind,
    seq: AtomicI64,
}

/// `deal/456`
pub fn read(list: &str) -> Option<Watched> {
    let (kind, seq) = list.split_once('/')?;
    let kind = Kind::parse(kind).filter(|kind| kind.is_record() || *kind == Kind::Bin)?;
    Some(of(kind, seq.parse().ok()?))
}

/// A list of the kind whose reader knows everything up to this `seq`.
pub fn of(kind: Kind, seq: i64) -> Watched {
    Watched { kind, seq: AtomicI64::new(seq) }
}

/// What happened to the list, and who did it.
struct News {
    what: What,
    who: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Passed,
    Deleted,
    Restored,
    Emptied,
}

impl Watched {
    /// What to say, where somebody else made it another list since.
    pub async fn told(&self, ctx: &Ctx) -> Result<Option<String>> {
        let (kind, since) = (self.kind, self.seq.load(Ordering::Relaxed));
        let (seq, news) = ctx.read(move |tx| look(tx, kind, since)).await?;
        self.seq.store(seq, Ordering::Relaxed);
        Ok(news.map(|news| hint(ctx, &news.said(ctx, kind), "")))
    }
}

impl News {
    fn said(&self, ctx: &Ctx, kind: Kind) -> String {
        let by = |key: &str, name: &str| ctx.say.with(key, &[("name", name.into())]);
        match (self.what, self.who.as_deref()) {
            (What::Passed, _) => ctx.say.t("records-list-passed"),
            (What::Emptied, _) => ctx.say.t("bin-list-emptied"),
            (What::Deleted, Some(name)) if kind == Kind::Bin => by("bin-list-deleted-by", name),
            (What::Deleted, Some(name)) => by("records-list-deleted-by", name),
            (What::Restored, Some(name)) => by("records-list-restored-by", name),
            (What::Deleted | What::Restored, None) => ctx.say.t("records-list-changed"),
        }
    }
}

/// Up to where it was looked, and the last that somebody else did.
fn look(tx: &mut Tx<'_, Reading>, kind: Kind, since: i64) -> Result<(i64, Option<News>)> {
    let seq = last(tx)?;
    if seq <= since {
        return Ok((since, None));
    }
    let me = tx.actor().person_id();
    let mut entries = journal::among(tx, &TOLD, (since.max(seq - BACK), seq), MOST)?;
    // What one had planned or begun and a job did is news to oneself, too.
    entries.retain(|entry| me.is_none() || entry.actor_person != me || entry.actor == "job");
    if entries.is_empty() {
        return Ok((seq, None));
    }
    let eyes = Eyes::of(tx, kind)?;
    for entry in entries {
        let Some(event) = &entry.event else { continue };
        if let Some(what) = eyes.see(tx, event)? {
            let name = org::names(tx, entry.actor_person)?.into_values().next();
            return Ok((seq, Some(News { what, who: name.map(|name| name.name) })));
        }
    }
    Ok((seq, None))
}

/// What the reader of the list sees.
struct Eyes {
    kind: Kind,
    /// To be in the bin's list it must be open to be deleted.
    deed: Deed,
    sight: Sight,
}

impl Eyes {
    fn of(tx: &mut Tx<'_, Reading>, kind: Kind) -> Result<Eyes> {
        let deed = if kind == Kind::Bin { Deed::Delete } else { Deed::See };
        Ok(Eyes { kind, deed, sight: portfolios::sight(tx, kind, deed)? })
    }

    /// What the event did to the list; nothing where the reader sees nothing of it, neither before nor now.
    fn see(&self, tx: &mut Tx<'_, Reading>, event: &Event) -> Result<Option<What>> {
        let of_these = |kind: &Kind| *kind == self.kind || self.kind == Kind::Bin;
        let (seen, what) = match event {
            Event::PersonDeparted { handover, moved, .. }
            | Event::HandedOver { handover, moved, .. }
            | Event::TakenOver { handover, moved, .. }
            | Event::HandoverUndone { handover, restored: moved, .. } => {
                (self.has_any(moved) && self.passed(tx, *handover)?, What::Passed)
            }
            Event::PersonReactivated { handover: Some(handover), .. } => {
                (self.passed(tx, *handover)?, What::Passed)
            }
            Event::RecordDeleted { kind, id } if of_these(kind) => {
                let place = watched::binned(tx, *kind, *id)?;
                (self.covers(tx, *kind, place)?, What::Deleted)
            }
            Event::RecordRestored { kind, id } if of_these(kind) => {
                let place = store::version(tx, *kind, *id)?.map(|(_, portfolio, stage)| (portfolio, stage));
                (self.covers(tx, *kind, place)?, What::Restored)
            }
            Event::BinEmptied { gone, .. } if self.kind == Kind::Bin => {
                (self.covered_any(tx, gone)?, What::Emptied)
            }
            _ => (false, What::Passed),
        };
        Ok(seen.then_some(what))
    }

    fn has_any(&self, moved: &[Moved]) -> bool {
        moved.iter().any(|moved| moved.kind == self.kind && moved.count > 0)
    }

    /// Whether a record of the kind there is in the list, or was.
    fn covers(&self, tx: &mut Tx<'_, Reading>, kind: Kind, place: Option<(i64, i64)>) -> Result<bool> {
        let Some((portfolio, stage)) = place else { return Ok(false) };
        if self.kind == Kind::Bin {
            return Ok(portfolios::sight_held(tx, (kind, Kind::Bin), Deed::Delete)?.covers(portfolio, stage));
        }
        Ok(self.sight.covers(portfolio, stage))
    }

    /// Whether one of those that are gone for good was in the bin's list.
    fn covered_any(&self, tx: &mut Tx<'_, Reading>, gone: &[Gone]) -> Result<bool> {
        for kind in Kind::RECORDS {
            let of_kind: Vec<&Gone> = gone.iter().filter(|one| one.kind == kind).collect();
            if of_kind.is_empty() {
                continue;
            }
            let sight = portfolios::sight_held(tx, (kind, Kind::Bin), self.deed)?;
            if of_kind.iter().any(|one| sight.covers(one.portfolio, one.stage)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether the hand-over brought something into the list, took something from it, or gave something in it to
    /// somebody else: asked of its steps, never of records.
    fn passed(&self, tx: &mut Tx<'_, Reading>, handover: i64) -> Result<bool> {
        for step in watched::steps(tx, self.kind, handover)? {
            if self.sight.covers(step.portfolio, step.stage) {
                return Ok(true);
            }
            let far = tx.actor().scope_at(self.kind, self.deed, step.stage);
            for holder in [step.from, step.to] {
                if portfolios::reach_person(tx, self.kind, holder)? <= far {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_records_and_the_bin_are_watched() {
        let known = |list| read(list).map(|it| (it.kind, it.seq.into_inner()));
        assert_eq!(known("deal/456"), Some((Kind::Deal, 456)));
        assert_eq!(known("bin/0"), Some((Kind::Bin, 0)));
        for other in ["", "deal", "deal/", "deal/x", "deal/1/2", "person/1", "source/1", "lamp/1"] {
            assert!(known(other).is_none(), "{other}");
        }
    }
}
