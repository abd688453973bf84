//! What a person tells about all their work, and what of it presses, for programs.

use base::portfolios::urgent::When;
use base::web::{Json, Path};
use base::{Ctx, Kind, Result};
use kit::date::to_rfc3339;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::handovers as room;
use crate::notes::{self, Pressed, WorkNote};

/// What there is to see before a hand-over.
#[derive(Serialize, ToSchema)]
pub struct HandingView {
    pub person_id: i64,
    pub note: Option<WorkNoteView>,
    /// The most pressing few of each, as far as one sees them.
    pub urgent: Vec<PressedView>,
    /// How many notes stand on single records.
    pub record_notes: i64,
}

/// What a person tells about all their work.
#[derive(Serialize, ToSchema)]
pub struct WorkNoteView {
    pub note: String,
    /// Null: the operator, at the command line.
    pub author_id: Option<i64>,
    /// RFC 3339.
    pub at: String,
}

/// One thing that presses.
#[derive(Serialize, ToSchema)]
pub struct PressedView {
    /// overdue, closing or unchanged.
    pub what: String,
    #[schema(value_type = String)]
    pub kind: Kind,
    /// Counted up to 10000.
    pub count: i64,
    pub items: Vec<PressingView>,
}

/// One record that presses.
#[derive(Serialize, ToSchema)]
pub struct PressingView {
    pub id: i64,
    pub title: String,
    /// RFC 3339, or a day.
    pub when: String,
    /// What the one before says of it.
    pub notes: Vec<String>,
}

/// What is to be told about all the work.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewWorkNote {
    /// Replaces what stood; empty takes it back.
    pub note: String,
}

/// What a person tells about all their work, and what of it presses: of oneself, or for who manages people.
#[utoipa::path(get, path = "/api/v1/people/{id}/handing-over", tag = "hand-overs", params(("id" = i64, Path)),
    responses((status = 200, body = HandingView)))]
pub async fn handing(ctx: Ctx, Path(person): Path<i64>) -> Result<axum::Json<HandingView>> {
    let handing = room::handing(&ctx, person).await?;
    Ok(axum::Json(HandingView {
        person_id: handing.person.id,
        note: handing.note.map(work_note),
        urgent: handing.urgent.into_iter().map(pressed_view).collect(),
        record_notes: handing.record_notes,
    }))
}

/// Writes what is told about all the work of a person.
#[utoipa::path(put, path = "/api/v1/people/{id}/handing-over", tag = "hand-overs", params(("id" = i64, Path)),
    request_body = NewWorkNote, responses((status = 200, body = HandingView)))]
pub async fn note(
    ctx: Ctx,
    Path(person): Path<i64>,
    Json(new): Json<NewWorkNote>,
) -> Result<axum::Json<HandingView>> {
    notes::write(&ctx, person, &new.note).await?;
    handing(ctx, Path(person)).await
}

pub(super) fn work_note(note: WorkNote) -> WorkNoteView {
    WorkNoteView { note: note.text, author_id: note.author, at: to_rfc3339(note.at) }
}

pub(super) fn pressed_view(one: Pressed) -> PressedView {
    let items = one.pressing.first.into_iter().map(|line| PressingView {
        id: line.id,
        title: line.title,
        when: match line.when {
            When::Moment(ms) => to_rfc3339(ms),
            When::Day(day) => day,
        },
        notes: line.notes.into_iter().map(|note| note.text).collect(),
    });
    PressedView {
        what: one.word.to_owned(),
        kind: one.kind,
        count: one.pressing.count.n,
        items: items.collect(),
    }
}
