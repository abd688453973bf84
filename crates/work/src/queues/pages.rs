//! The button that takes: under a list and on a card.

use axum::response::Response;
use base::web::components::Tone;
use base::web::{Form, Notice, Path, see_other};
use base::{Ctx, Error, Kind, Result};
use serde::Deserialize;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Picked {
    id: Vec<String>,
}

/// `POST /queues/{id}/take/{kind}`
pub async fn take(
    ctx: Ctx,
    Path((queue, kind)): Path<(i64, String)>,
    Form(picked): Form<Picked>,
) -> Result<Response> {
    let kind = Kind::parse(&kind).ok_or(Error::NotFound)?;
    let ids: Option<Vec<i64>> = picked.id.iter().map(|id| id.trim().parse().ok()).collect();
    let ids = ids.ok_or(Error::NotFound)?;
    let one = if let [one] = ids.as_slice() { Some(*one) } else { None };
    let list = format!("{}?queue_id={queue}", kind.path());
    match super::take(&ctx, queue, kind, ids).await {
        Ok(taken) => {
            let text = ctx.say.n("queues-taken", i64::try_from(taken).unwrap_or_default());
            let address = one.map_or(list, |id| format!("{}/{id}", kind.path()));
            Ok(see_other(&address, Some(Notice::good(text))))
        }
        // Whoever was faster has it: back to what is still there.
        Err(error @ Error::Conflict(_)) => {
            let notice = Notice { tone: Tone::Warn, text: error.sentence(&ctx.say) };
            Ok(see_other(&list, Some(notice)))
        }
        Err(other) => Err(other),
    }
}
