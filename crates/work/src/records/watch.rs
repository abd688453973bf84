//! What somebody else does to the record that a page shows: told to the page as it happens, as far as its reader sees
//! the record at that moment. The page stays as it is until the reader wants to see.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use base::web::{Query, live};
use base::{App, Ctx, Error, Kind, Result, journal, org};
use maud::{Markup, html};
use serde::Deserialize;

use super::{see, store};

/// Marks what the page shows and in which state, for the script.
pub fn mark(kind: Kind, id: i64, version: i64) -> Markup {
    html! { div data-watch={ (kind.code()) "/" (id) "/" (version) } hidden {} }
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
    version: AtomicI64,
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

/// `deal/12/3`
fn read(watch: &str) -> Option<Watched> {
    let mut parts = watch.split('/');
    let kind = Kind::parse(parts.next()?).filter(|kind| kind.is_record())?;
    let (id, version) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Some(Watched { kind, id, version: AtomicI64::new(version) })
}

/// What to say, where somebody else has changed the record since.
async fn told(ctx: &Ctx, watched: &Watched) -> Result<Option<String>> {
    let (kind, id) = (watched.kind, watched.id);
    let known = watched.version.load(Ordering::Relaxed);
    let change = ctx
        .read(move |tx| {
            let Some((version, portfolio, stage)) = store::version(tx, kind, id)? else { return Ok(None) };
            if version == known {
                return Ok(None);
            }
            match see(tx, kind, portfolio, stage) {
                Err(Error::NotFound) => return Ok(None),
                seen => seen?,
            }
            let last = journal::timeline(tx, kind.code(), id, None, 1)?.pop();
            let who = last.and_then(|entry| entry.actor_person);
            let name = org::names(tx, who)?.into_values().next().map(|name| name.name);
            Ok(Some((version, who, name)))
        })
        .await?;
    let Some((version, who, name)) = change else { return Ok(None) };
    watched.version.store(version, Ordering::Relaxed);
    if who.is_some() && who == ctx.person_id() {
        return Ok(None);
    }
    let text = match name {
        Some(name) => ctx.say.with("records-changed-by", &[("name", name.into())]),
        None => ctx.say.t("records-changed"),
    };
    let href = format!("{}/{id}", kind.path());
    Ok(Some(
        serde_json::json!({ "text": text, "show": ctx.say.t("records-changed-show"), "href": href })
            .to_string(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_records_are_watched() {
        let watched = read("deal/12/3").map(|it| (it.kind, it.id, it.version.into_inner()));
        assert_eq!(watched, Some((Kind::Deal, 12, 3)));
        for other in ["", "deal", "deal/12", "deal/x/3", "bin/12/3", "person/1/1", "deal/12/"] {
            assert!(read(other).is_none(), "{other}");
        }
    }
}
