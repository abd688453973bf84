//! The open page's ear: a stream that says "gone" within a second after access has ended.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use tokio_stream::wrappers::ReceiverStream;

use super::enter::session_of;
use crate::{App, Error, Result, credentials};

/// How often access is looked up anew.
const LOOK: Duration = Duration::from_millis(400);

/// `GET /live`: server-sent events; `gone` when the session opens no door any more, then the end of the stream.
pub async fn live(State(app): State<App>, headers: HeaderMap) -> Result<impl IntoResponse> {
    let secret = session_of(&headers, &app).ok_or(Error::SignedOut)?;
    credentials::enter(&app, &secret).await?;
    let (tell, events) = tokio::sync::mpsc::channel::<Result<Event, Infallible>>(4);
    tokio::spawn(async move {
        let mut tick = tokio::time::interval(LOOK);
        loop {
            tokio::select! {
                _ = tick.tick() => {}
                () = tell.closed() => return,
            }
            // A database that is away says nothing about access: the page stays and says it lost the connection.
            if matches!(credentials::enter(&app, &secret).await, Err(Error::SignedOut)) {
                // The page may have left in the meantime; then nobody needs to hear it.
                let _ = tell.send(Ok(Event::default().event("gone").data("gone"))).await;
                return;
            }
        }
    });
    Ok(Sse::new(ReceiverStream::new(events)).keep_alive(KeepAlive::new().interval(Duration::from_secs(20))))
}
