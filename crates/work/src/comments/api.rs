//! Comments on records for programs.

use axum::http::StatusCode;
use base::web::{Json, Path, Query};
use base::{Ctx, Error, Kind, Result};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::notes::room;
use crate::records::comments::{self, Comment, SORTS};
use crate::records::{ListQuery, Listing, Room};

/// What somebody said about a record.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Comment)]
pub struct CommentJson {
    pub id: i64,
    pub comment: String,
    /// Null: the operator, at the command line.
    pub author_id: Option<i64>,
    /// RFC 3339.
    pub at: String,
    /// When its author said it otherwise, the last time.
    pub changed_at: Option<String>,
    /// To be sent back with a change.
    pub version: i64,
}

impl From<Comment> for CommentJson {
    fn from(comment: Comment) -> CommentJson {
        CommentJson {
            id: comment.id,
            comment: comment.text,
            author_id: comment.author,
            at: kit::date::to_rfc3339(comment.at),
            changed_at: comment.changed_at.map(kit::date::to_rfc3339),
            version: comment.version,
        }
    }
}

/// A new comment.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewComment {
    /// Up to 5,000 characters, in several lines.
    pub comment: String,
}

/// What it says from now on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CommentPatch {
    pub version: i64,
    pub comment: String,
}

/// The address of the list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct CommentsQuery {
    /// `-created_at`, the newest first, unless told `created_at`.
    sort: Option<String>,
    /// `next` of the answer before.
    cursor: Option<String>,
    /// 1 to 200, 50 unless told.
    #[param(value_type = Option<i64>)]
    limit: Option<String>,
}

/// Lists the comments on a record that one sees: kind is deals, contacts, companies or tasks.
#[utoipa::path(get, path = "/api/v1/{kind}/{id}/comments", tag = "comments",
    params(("kind" = String, Path), ("id" = i64, Path), CommentsQuery),
    responses((status = 200, body = Listing<CommentJson>)))]
pub async fn list(
    ctx: Ctx,
    Path((kind, id)): Path<(String, i64)>,
    Query(CommentsQuery { sort, cursor, limit }): Query<CommentsQuery>,
) -> Result<axum::Json<Listing<CommentJson>>> {
    let asked = ListQuery { sort, cursor, limit, ..ListQuery::default() }.read(SORTS)?;
    let listed = comments::list(&ctx, named(&kind)?, id, &asked).await?;
    Ok(axum::Json(Listing {
        items: listed.items.into_iter().map(CommentJson::from).collect(),
        next: listed.next,
        count: listed.count,
        partial: false,
    }))
}

/// Writes a comment on a record that one sees.
#[utoipa::path(post, path = "/api/v1/{kind}/{id}/comments", tag = "comments", request_body = NewComment,
    params(("kind" = String, Path), ("id" = i64, Path)), responses((status = 201, body = CommentJson)))]
pub async fn write(
    ctx: Ctx,
    Path((kind, id)): Path<(String, i64)>,
    Json(new): Json<NewComment>,
) -> Result<(StatusCode, axum::Json<CommentJson>)> {
    let room = named(&kind)?;
    let comment = comments::write(&ctx, room, id, &new.comment).await?;
    let written = comments::one(&ctx, room, id, comment).await?;
    Ok((StatusCode::CREATED, axum::Json(written.into())))
}

/// Says otherwise what one has said; 409 when the version is not the present one.
#[utoipa::path(patch, path = "/api/v1/{kind}/{id}/comments/{comment}", tag = "comments", request_body = CommentPatch,
    params(("kind" = String, Path), ("id" = i64, Path), ("comment" = i64, Path)),
    responses((status = 200, body = CommentJson)))]
pub async fn change(
    ctx: Ctx,
    Path((kind, id, comment)): Path<(String, i64, i64)>,
    Json(patch): Json<CommentPatch>,
) -> Result<axum::Json<CommentJson>> {
    let room = named(&kind)?;
    comments::change(&ctx, room, (id, comment), patch.version, &patch.comment).await?;
    Ok(axum::Json(comments::one(&ctx, room, id, comment).await?.into()))
}

/// Takes a comment away for good: one's own, or another's where one may delete the record.
#[utoipa::path(delete, path = "/api/v1/{kind}/{id}/comments/{comment}", tag = "comments",
    params(("kind" = String, Path), ("id" = i64, Path), ("comment" = i64, Path)), responses((status = 204)))]
pub async fn remove(ctx: Ctx, Path((kind, id, comment)): Path<(String, i64, i64)>) -> Result<StatusCode> {
    comments::remove(&ctx, named(&kind)?, id, comment).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The room whose records are at `/{kind}`, in the plural as addresses have it.
fn named(kind: &str) -> Result<&'static Room> {
    let found = Kind::RECORDS.into_iter().find(|known| known.path().trim_start_matches('/') == kind);
    room(found.ok_or(Error::NotFound)?.code())
}
