//! What somebody else does to what a page shows: told to the page as it happens, as far as its reader sees it at that
//! moment. The page stays as it is until the reader wants to see.
//!
//! A card and the form of a record watch that `record`. Lists and the board watch for what no row of theirs tells: that
//! work changed hands by a hand-over, that something was deleted, came back or is gone for good (`list`). A hand-over
//! touches no record, so nothing is told per record: one look at its few steps, and one hint, whatever its size. The
//! `board` watches the stages of its pipeline, too.

mod board;
mod list;
mod record;

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use base::web::{Query, live};
use base::{App, Ctx, Result};
use serde::Deserialize;

pub use board::mark_board;
pub use list::{mark_list, now};
pub use record::{mark, mark_at};

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    watch: String,
}

/// What a page shows.
enum Watched {
    Record(record::Watched),
    List(list::Watched),
    Board(board::Watched),
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
            match watched.as_deref() {
                Some(Watched::Record(record)) => record.told(&ctx).await,
                Some(Watched::List(list)) => list.told(&ctx).await,
                Some(Watched::Board(board)) => board.told(&ctx).await,
                None => Ok(None),
            }
        }
    };
    live::live(app, &headers, news).await
}

/// As the mark of a page says it.
fn read(watch: &str) -> Option<Watched> {
    match watch.split_once('/')? {
        ("list", list) => list::read(list).map(Watched::List),
        ("board", board) => board::read(board).map(Watched::Board),
        _ => record::read(watch).map(Watched::Record),
    }
}

/// The hint as the page gets it; an empty address is that of the page.
fn hint(ctx: &Ctx, text: &str, href: &str) -> String {
    let show = ctx.say.t("records-changed-show");
    serde_json::json!({ "text": text, "show": show, "href": href }).to_string()
}
