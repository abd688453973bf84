//! Notes to the successor for programs.

use axum::http::StatusCode;
use base::web::{Json, Path};
use base::{Ctx, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::room;
use crate::records::notes;

/// The notes that stand on a record, newest first.
#[derive(Serialize, ToSchema)]
pub struct NotesList {
    pub notes: Vec<NoteJson>,
}

/// A note to the successor.
#[derive(Serialize, ToSchema)]
pub struct NoteJson {
    pub id: i64,
    pub note: String,
    /// Null: the operator, at the command line.
    pub author_id: Option<i64>,
    /// RFC 3339.
    pub at: String,
}

/// What is to stand on the record.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewNote {
    /// Replaces what one wrote before; empty puts that away.
    pub note: String,
}

/// The notes that stand on a record: kind is deal, contact, company or task.
#[utoipa::path(get, path = "/api/v1/notes/{kind}/{id}", tag = "notes",
    params(("kind" = String, Path), ("id" = i64, Path)), responses((status = 200, body = NotesList)))]
pub async fn list(ctx: Ctx, Path((kind, id)): Path<(String, i64)>) -> Result<axum::Json<NotesList>> {
    let noted = notes::of(&ctx, room(&kind)?, id).await?;
    let json = |note: base::portfolios::urgent::Note| NoteJson {
        id: note.id,
        note: note.text,
        author_id: note.author,
        at: kit::date::to_rfc3339(note.at),
    };
    Ok(axum::Json(NotesList { notes: noted.notes.into_iter().map(json).collect() }))
}

/// Writes one's note on a record.
#[utoipa::path(put, path = "/api/v1/notes/{kind}/{id}", tag = "notes", request_body = NewNote,
    params(("kind" = String, Path), ("id" = i64, Path)), responses((status = 200, body = NotesList)))]
pub async fn write(
    ctx: Ctx,
    Path((kind, id)): Path<(String, i64)>,
    Json(new): Json<NewNote>,
) -> Result<axum::Json<NotesList>> {
    notes::write(&ctx, room(&kind)?, id, &new.note).await?;
    list(ctx, Path((kind, id))).await
}

/// Puts a note on a record away.
#[utoipa::path(delete, path = "/api/v1/notes/{kind}/{id}/{note}", tag = "notes",
    params(("kind" = String, Path), ("id" = i64, Path), ("note" = i64, Path)), responses((status = 204)))]
pub async fn put_away(ctx: Ctx, Path((kind, id, note)): Path<(String, i64, i64)>) -> Result<StatusCode> {
    notes::put_away(&ctx, room(&kind)?, id, note).await?;
    Ok(StatusCode::NO_CONTENT)
}
