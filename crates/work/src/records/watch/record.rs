//! One record under watch: changed, commented on, handed over, deleted, back again, out of sight.

use std::sync::{Mutex, PoisonError};

use base::authz::Deed;
use base::{Ctx, Error, Event, Kind, Reading, Result, Tx, journal, org, portfolios};
use maud::{Markup, html};

use super::super::store::{self, watched};
use super::super::{acts, see};
use super::hint;

/// What is older than so many events is told no more.
const FEW: i64 = 20;

/// The mark of a page that shows the record in this version.
pub fn mark(kind: Kind, id: i64, version: i64) -> Markup {
    html! { div data-watch={ (kind.code()) "/" (id) "/" (version) } hidden {} }
}

/// As `mark`, for a page that also shows what happened, up to the event of this `seq`, and who is responsible.
pub fn mark_at(kind: Kind, id: i64, version: i64, (seq, holder): (i64, i64)) -> Markup {
    html! { div data-watch={ (kind.code()) "/" (id) "/" (version) "/" (seq) "/" (holder) } hidden {} }
}

pub struct Watched {
    kind: Kind,
    id: i64,
    known: Mutex<Known>,
}

/// What a page does not say of itself is what is so when it is first looked after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Known {
    version: i64,
    /// The last event.
    seq: Option<i64>,
    /// Who was responsible.
    holder: Option<i64>,
    /// Where it was at the last look.
    place: Option<Place>,
    /// How long the account's journal was then.
    head: Option<i64>,
}

/// Where the reader finds the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Where it always is: its version and portfolio.
    Here(i64, i64),
    Bin,
    /// Nowhere: it is gone, or not open to them.
    Away,
}

/// What somebody else did.
#[derive(Debug)]
enum News {
    Changed(Option<String>),
    Commented(String),
    Deleted(Option<String>),
    Restored(Option<String>),
    /// By a hand-over; to whom.
    Passed(String),
    Away,
}

/// `deal/12/3`, or with the last event and who is responsible `deal/12/3/456/78`
pub fn read(watch: &str) -> Option<Watched> {
    let mut parts = watch.split('/');
    let kind = Kind::parse(parts.next()?).filter(|kind| kind.is_record())?;
    let numbers: Option<Vec<i64>> = parts.map(|part| part.parse().ok()).collect();
    let known = |version, seq, holder| Known { version, seq, holder, place: None, head: None };
    let (id, known) = match numbers?[..] {
        [id, version] => (id, known(version, None, None)),
        [id, version, seq, holder] => (id, known(version, Some(seq), Some(holder))),
        _ => return None,
    };
    Some(Watched { kind, id, known: Mutex::new(known) })
}

impl Watched {
    /// What to say, where somebody else did something to the record since.
    pub async fn told(&self, ctx: &Ctx) -> Result<Option<String>> {
        let (kind, id) = (self.kind, self.id);
        let known = *self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let (now, news) = ctx.read(move |tx| look(tx, (kind, id), known)).await?;
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = now;
        Ok(news.map(|news| news.said(ctx, kind, id)))
    }
}

impl News {
    fn said(&self, ctx: &Ctx, kind: Kind, id: i64) -> String {
        let by = |key: &str, name: &str| ctx.say.with(key, &[("name", name.into())]);
        let card = format!("{}/{id}", kind.path());
        let (text, href) = match self {
            News::Changed(Some(name)) => (by("records-changed-by", name), card.as_str()),
            News::Changed(None) | News::Restored(None) => (ctx.say.t("records-changed"), card.as_str()),
            News::Commented(name) => (by("records-commented-by", name), card.as_str()),
            News::Restored(Some(name)) => (by("records-restored-by", name), card.as_str()),
            News::Passed(name) => (by("records-passed-to", name), card.as_str()),
            News::Deleted(Some(name)) => (by("records-deleted-by", name), Kind::Bin.path()),
            News::Deleted(None) => (ctx.say.t("records-deleted-now"), Kind::Bin.path()),
            News::Away => (ctx.say.t("records-away"), kind.path()),
        };
        hint(ctx, &text, href)
    }
}

/// How it is now, and the last that somebody else did.
fn look(tx: &mut Tx<'_, Reading>, (kind, id): (Kind, i64), known: Known) -> Result<(Known, Option<News>)> {
    // The journal before the record: what comes in between is news of this look or of the next, never of none.
    let head = journal::head(tx)?.map(|(seq, _)| seq);
    if head == known.head {
        return Ok((known, None));
    }
    let known = Known { head, ..known };
    let seq = journal::last(tx, kind.code(), id)?;
    let place = place(tx, kind, id)?;
    match place {
        Place::Here(version, portfolio) => here(tx, (kind, id), known, (version, portfolio, seq)),
        _ if known.place == Some(place) => Ok((known, None)),
        // Whoever never saw it learns nothing of it.
        Place::Away if known.place.is_none() => Ok((Known { place: Some(place), ..known }, None)),
        Place::Bin | Place::Away => gone(tx, (kind, id), Known { place: Some(place), ..known }, place),
    }
}

fn place(tx: &mut Tx<'_, Reading>, kind: Kind, id: i64) -> Result<Place> {
    if let Some((version, portfolio, stage)) = store::version(tx, kind, id)? {
        return match see(tx, kind, portfolio, stage) {
            Err(Error::NotFound) => Ok(Place::Away),
            seen => seen.map(|()| Place::Here(version, portfolio)),
        };
    }
    let Some((portfolio, stage)) = watched::binned(tx, kind, id)? else { return Ok(Place::Away) };
    let restorable = portfolios::sight_held(tx, (kind, Kind::Bin), Deed::Delete)?;
    Ok(if restorable.covers(portfolio, stage) { Place::Bin } else { Place::Away })
}

/// It was deleted, or went where the reader doesn't see it.
fn gone(
    tx: &mut Tx<'_, Reading>,
    (kind, id): (Kind, i64),
    known: Known,
    place: Place,
) -> Result<(Known, Option<News>)> {
    let Some(last) = journal::timeline(tx, kind.code(), id, None, 1)?.pop() else { return Ok((known, None)) };
    let now = Known { seq: Some(last.seq), ..known };
    let anew = known.seq.is_none_or(|seq| seq < last.seq);
    if anew && last.actor_person.is_some() && last.actor_person == tx.actor().person_id() {
        return Ok((now, None));
    }
    let news = match place {
        Place::Bin => News::Deleted(named(tx, last.actor_person)?),
        Place::Here(..) | Place::Away => News::Away,
    };
    Ok((now, Some(news)))
}

fn here(
    tx: &mut Tx<'_, Reading>,
    (kind, id): (Kind, i64),
    known: Known,
    (version, portfolio, seq): (i64, i64, i64),
) -> Result<(Known, Option<News>)> {
    let holder = acts::holder(tx, kind, portfolio)?;
    let since = match known.seq {
        Some(since) => since,
        // The page knew the version alone: the last event is news where that is another.
        None if version != known.version => seq - 1,
        None => seq,
    };
    let mut entries = match since < seq {
        true => journal::timeline(tx, kind.code(), id, None, FEW)?,
        false => Vec::new(),
    };
    entries.retain(|entry| entry.seq > since);
    let seq = Some(entries.first().map_or(seq, |entry| entry.seq));
    let place = Some(Place::Here(version, portfolio));
    let now = Known { version, seq, holder: Some(holder), place, ..known };
    let me = tx.actor().person_id();
    if let Some(last) = entries.iter().find(|entry| me.is_none() || entry.actor_person != me) {
        let name = named(tx, last.actor_person)?;
        let news = match (&last.event, name) {
            (Some(Event::RecordCommented { .. }), Some(name)) => News::Commented(name),
            (Some(Event::RecordRestored { .. }), name) => News::Restored(name),
            (_, name) => News::Changed(name),
        };
        return Ok((now, Some(news)));
    }
    let assigned = entries.iter().any(|entry| matches!(entry.event, Some(Event::RecordAssigned { .. })));
    if assigned || known.holder.is_none_or(|was| was == holder) {
        return Ok((now, None));
    }
    let by = watched::passed_by(tx, kind, portfolio)?;
    if by.is_some() && by == me {
        return Ok((now, None));
    }
    Ok((now, named(tx, Some(holder))?.map(News::Passed)))
}

fn named(tx: &mut Tx<'_, Reading>, person: Option<i64>) -> Result<Option<String>> {
    Ok(org::names(tx, person)?.into_values().next().map(|name| name.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_records_are_watched() {
        let known = |watch| read(watch).map(|it| (it.kind, it.id, it.known.into_inner().unwrap()));
        let of = |version, seq, holder| Known { version, seq, holder, place: None, head: None };
        assert_eq!(known("deal/12/3"), Some((Kind::Deal, 12, of(3, None, None))));
        assert_eq!(known("task/12/3/456/78"), Some((Kind::Task, 12, of(3, Some(456), Some(78)))));
        for other in [
            "",
            "deal",
            "deal/12",
            "deal/x/3",
            "bin/12/3",
            "person/1/1",
            "deal/12/",
            "deal/12/3/x",
            "deal/12/3/4",
        ] {
            assert!(read(other).is_none(), "{other}");
        }
    }
}
