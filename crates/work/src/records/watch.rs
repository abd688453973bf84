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

/// As `mark`, of a page that shows the stages of a pipeline.
pub fn mark_pipeline(id: i64, version: i64) -> Markup {
    html! { div data-watch={ (PIPELINE) "/" (id) "/" (version) } hidden {} }
}

const PIPELINE: &str = "pipeline";

/// What a page shows, and the last state that its reader knows of.
struct Watched {
    /// `None`: a pipeline.
    kind: Option<Kind>,
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
                Some(watched) => match watched.kind {
                    Some(kind) => told(&ctx, &watched, kind).await,
                    None => told_of_pipeline(&ctx, &watched).await,
                },
                None => Ok(None),
            }
        }
    };
    live::live(app, &headers, news).await
}

/// `deal/12/3`, `pipeline/5/2`
fn read(watch: &str) -> Option<Watched> {
    let mut parts = watch.split('/');
    let kind = match parts.next()? {
        PIPELINE => None,
        kind => Some(Kind::parse(kind).filter(|kind| kind.is_record())?),
    };
    let (id, version) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Some(Watched { kind, id, version: AtomicI64::new(version) })
}

/// What to say, where somebody else has changed the record since.
async fn told(ctx: &Ctx, watched: &Watched, kind: Kind) -> Result<Option<String>> {
    let id = watched.id;
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
    Ok(Some(news(ctx, &text, &format!("{}/{id}", kind.path()))))
}

/// What to say, where the stages are others since, or all of them are gone.
async fn told_of_pipeline(ctx: &Ctx, watched: &Watched) -> Result<Option<String>> {
    const GONE: i64 = 0;
    let (id, known) = (watched.id, watched.version.load(Ordering::Relaxed));
    let found = ctx.read(move |tx| store::pipeline_version(tx, id)).await?;
    let version = found.unwrap_or(GONE);
    if version == known {
        return Ok(None);
    }
    watched.version.store(version, Ordering::Relaxed);
    Ok(Some(match found {
        Some(_) => news(ctx, &ctx.say.t("records-stages-changed"), &format!("/deals/board?pipeline_id={id}")),
        None => news(ctx, &ctx.say.t("records-pipeline-gone"), "/deals/board"),
    }))
}

fn news(ctx: &Ctx, text: &str, href: &str) -> String {
    serde_json::json!({ "text": text, "show": ctx.say.t("records-changed-show"), "href": href }).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_and_pipelines_are_watched() {
        let watched = read("deal/12/3").map(|it| (it.kind, it.id, it.version.into_inner()));
        assert_eq!(watched, Some((Some(Kind::Deal), 12, 3)));
        assert_eq!(read("pipeline/5/2").map(|it| (it.kind, it.id)), Some((None, 5)));
        for other in ["", "deal", "deal/12", "deal/x/3", "bin/12/3", "person/1/1", "deal/12/"] {
            assert!(read(other).is_none(), "{other}");
        }
    }
}
