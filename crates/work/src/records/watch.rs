//! What somebody else does to the record that a page shows: told to the page as it happens, as far as its reader sees
//! the record at that moment. The page stays as it is until the reader wants to see.

use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use base::web::{Query, live};
use base::{App, Ctx, Error, Event, Kind, Reading, Result, Tx, journal, org};
use maud::{Markup, html};
use serde::Deserialize;

use super::{see, store};

/// Marks what the page shows and in which state, for the script.
pub fn mark(kind: Kind, id: i64, version: i64) -> Markup {
    html! { div data-watch={ (kind.code()) "/" (id) "/" (version) } hidden {} }
}

/// As `mark`, for a page that shows what happened, too: up to the event of this `seq`.
pub fn mark_at(kind: Kind, id: i64, version: i64, seq: i64) -> Markup {
    html! { div data-watch={ (kind.code()) "/" (id) "/" (version) "/" (seq) } hidden {} }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    watch: String,
}

/// What a page shows, and the last state that its reader knows of.
struct Watched {
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
}

/// `GET /live`
pub async fn listen(
    State(app): State<App>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<impl IntoResponse> {
    let watched = read(&asked.watch).map(Arc::new);
    let news = move |ctx: Ctx| {
        let watched = watched.clone();
        async move {
            match watched {
                Some(watched) => told(&ctx, &watched).await,
                None => Ok(None),
            }
        }
    };
    live::live(app, &headers, news).await
}

/// `deal/12/3`, or with the last event `deal/12/3/456`
fn read(watch: &str) -> Option<Watched> {
    let mut parts = watch.split('/');
    let kind = Kind::parse(parts.next()?).filter(|kind| kind.is_record())?;
    let (id, version) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let seq = parts.next().map(|seq| seq.parse().ok());
    let seq = if let Some(given) = seq { Some(given?) } else { None };
    Some(Watched { kind, id, known: Mutex::new(Known { version, seq }) })
}

/// What somebody else did.
struct News {
    who: Option<String>,
    commented: bool,
}

/// What to say, where somebody else did something to the record since.
async fn told(ctx: &Ctx, watched: &Watched) -> Result<Option<String>> {
    let (kind, id) = (watched.kind, watched.id);
    let known = *watched.known.lock().unwrap_or_else(PoisonError::into_inner);
    let Some((now, news)) = ctx.read(move |tx| look(tx, (kind, id), known)).await? else { return Ok(None) };
    *watched.known.lock().unwrap_or_else(PoisonError::into_inner) = now;
    let Some(news) = news else { return Ok(None) };
    let text = match (news.who, news.commented) {
        (Some(name), true) => ctx.say.with("records-commented-by", &[("name", name.into())]),
        (Some(name), false) => ctx.say.with("records-changed-by", &[("name", name.into())]),
        (None, _) => ctx.say.t("records-changed"),
    };
    let href = format!("{}/{id}", kind.path());
    Ok(Some(
        serde_json::json!({ "text": text, "show": ctx.say.t("records-changed-show"), "href": href })
            .to_string(),
    ))
}

/// How it is now, and the last that somebody else did; nothing for who does not see the record.
fn look(
    tx: &mut Tx<'_, Reading>,
    (kind, id): (Kind, i64),
    known: Known,
) -> Result<Option<(Known, Option<News>)>> {
    let Some((version, portfolio, stage)) = store::version(tx, kind, id)? else { return Ok(None) };
    let seq = journal::last(tx, kind.code(), id)?;
    let since = match known.seq {
        Some(since) => since,
        // The page knew the version alone: the last event is news where that is another.
        None if version != known.version => seq - 1,
        None => seq,
    };
    let now = Known { version, seq: Some(seq) };
    if since >= seq {
        return Ok(Some((now, None)));
    }
    match see(tx, kind, portfolio, stage) {
        Err(Error::NotFound) => return Ok(None),
        seen => seen?,
    }
    let me = tx.actor().person_id();
    let entries = journal::timeline(tx, kind.code(), id, None, FEW)?;
    let last = entries.iter().find(|entry| entry.seq > since && entry.actor_person != me);
    let Some(last) = last else { return Ok(Some((now, None))) };
    let name = org::names(tx, last.actor_person)?.into_values().next();
    let commented = matches!(last.event, Some(Event::RecordCommented { .. }));
    Ok(Some((now, Some(News { who: name.map(|name| name.name), commented }))))
}

/// What is older than so many events is told no more.
const FEW: i64 = 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_records_are_watched() {
        let known = |watch| read(watch).map(|it| (it.kind, it.id, it.known.into_inner().unwrap()));
        assert_eq!(known("deal/12/3"), Some((Kind::Deal, 12, Known { version: 3, seq: None })));
        assert_eq!(known("task/12/3/456"), Some((Kind::Task, 12, Known { version: 3, seq: Some(456) })));
        for other in ["", "deal", "deal/12", "deal/x/3", "bin/12/3", "person/1/1", "deal/12/", "deal/12/3/x"]
        {
            assert!(read(other).is_none(), "{other}");
        }
    }
}
