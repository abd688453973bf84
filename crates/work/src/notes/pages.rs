//! What the forms of notes send; the record's card shows them.

use axum::response::Response;
use base::web::components::Tone;
use base::web::{Form, Notice, Path, see_other};
use base::{Ctx, Error, Result};
use serde::Deserialize;

use super::room;
use crate::records::notes;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NoteForm {
    note: String,
}

/// `POST /notes/{kind}/{id}`
pub async fn write(
    ctx: Ctx,
    Path((kind, id)): Path<(String, i64)>,
    Form(form): Form<NoteForm>,
) -> Result<Response> {
    let room = room(&kind)?;
    let notice = match notes::write(&ctx, room, id, &form.note).await {
        Ok(()) => Notice::good(ctx.say.t("notes-saved")),
        Err(Error::Invalid(problem)) => {
            let beside: Vec<String> = problem.fields.iter().map(|field| field.sentence(&ctx.say)).collect();
            Notice { tone: Tone::Bad, text: beside.join(" ") }
        }
        Err(other) => return Err(other),
    };
    Ok(see_other(&format!("{}/{id}", room.kind.path()), Some(notice)))
}

/// `POST /notes/{kind}/{id}/done`
pub async fn put_away(
    ctx: Ctx,
    Path((kind, id)): Path<(String, i64)>,
    Form(form): Form<NoteForm>,
) -> Result<Response> {
    let room = room(&kind)?;
    let note = form.note.trim().parse().map_err(|_| Error::NotFound)?;
    notes::put_away(&ctx, room, id, note).await?;
    let notice = Notice::good(ctx.say.t("notes-put-away"));
    Ok(see_other(&format!("{}/{id}", room.kind.path()), Some(notice)))
}
