//! The open page's ear: a stream that says "gone" within a second after access has ended and tells what somebody else
//! did meanwhile, and one that shows how something goes on.

use std::convert::Infallible;
use std::time::Duration;

use axum::http::HeaderMap;
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use tokio_stream::wrappers::ReceiverStream;

use super::enter::{session_of, speaking_as};
use crate::{App, Ctx, Error, Result, credentials};

/// How often access is looked up anew.
const LOOK: Duration = Duration::from_millis(400);

/// So many looks at access for one look at what others did.
const NEWS_EVERY: u32 = 4;

/// Server-sent events: `gone` when the session opens no door any more, then the end of the stream; `changed` with what
/// `news` says, whenever it says something. The rights of who looks are read anew each time; it is
/// said in the language of the page.
pub async fn live<F, Fut>(app: App, headers: &HeaderMap, news: F) -> Result<impl IntoResponse + use<F, Fut>>
where
    F: Fn(Ctx) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<Option<String>>> + Send,
{
    let secret = session_of(headers, &app).ok_or(Error::SignedOut)?;
    credentials::enter(&app, &secret).await?.check_factor()?;
    let headers = headers.clone();
    let (tell, events) = tokio::sync::mpsc::channel::<Result<Event, Infallible>>(4);
    tokio::spawn(async move {
        let mut tick = tokio::time::interval(LOOK);
        for look in 0_u32.. {
            tokio::select! {
                _ = tick.tick() => {}
                () = tell.closed() => return,
            }
            let said = match credentials::enter(&app, &secret).await.and_then(Ctx::check_factor) {
                Err(Error::SignedOut | Error::FactorNeeded | Error::Closing { .. }) => {
                    // The page may have left in the meantime; then nobody needs to hear it.
                    let _ = tell.send(Ok(Event::default().event("gone").data("gone"))).await;
                    return;
                }
                Ok(ctx) if look % NEWS_EVERY == 0 => {
                    news(speaking_as(ctx, &headers, false)).await.unwrap_or_default()
                }
                // A database that is away says nothing about access: the page stays and says it lost the connection.
                Ok(_) | Err(_) => None,
            };
            let Some(said) = said else { continue };
            if tell.send(Ok(Event::default().event("changed").data(said))).await.is_err() {
                return;
            }
        }
    });
    Ok(Sse::new(ReceiverStream::new(events)).keep_alive(KeepAlive::new().interval(Duration::from_secs(20))))
}

/// What a page shows of something that goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The region of the page anew.
    pub html: String,
    /// Nothing will change any more.
    pub over: bool,
}

/// Server-sent events: `change` with what is to be shown whenever that is something else, `over` at the end. The
/// rights of who looks are read anew each time; without them the stream ends.
pub fn follow<F, Fut>(app: App, headers: &HeaderMap, show: F) -> Result<impl IntoResponse + use<F, Fut>>
where
    F: Fn(Ctx) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<Shown>> + Send,
{
    let secret = session_of(headers, &app).ok_or(Error::SignedOut)?;
    let headers = headers.clone();
    let (tell, events) = tokio::sync::mpsc::channel::<Result<Event, Infallible>>(4);
    tokio::spawn(async move {
        let (mut tick, mut last) = (tokio::time::interval(LOOK), String::new());
        loop {
            tokio::select! {
                _ = tick.tick() => {}
                () = tell.closed() => return,
            }
            let entered = credentials::enter(&app, &secret).await.and_then(Ctx::check_factor);
            let Ok(ctx) = entered else { return };
            let Ok(shown) = show(speaking_as(ctx, &headers, false)).await else { return };
            let mut news = Vec::new();
            if shown.html != last {
                news.push(Event::default().event("change").data(&shown.html));
                last = shown.html;
            }
            if shown.over {
                news.push(Event::default().event("over").data("over"));
            }
            for event in news {
                if tell.send(Ok(event)).await.is_err() {
                    return;
                }
            }
            if shown.over {
                return;
            }
        }
    });
    Ok(Sse::new(ReceiverStream::new(events)).keep_alive(KeepAlive::new().interval(Duration::from_secs(20))))
}
