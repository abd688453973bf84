//! What the forms of comments send; the record's card shows them.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::web::components::*;
use base::web::{Form, Notice, Path, once, see_other, show};
use base::{Ctx, Error, Result};
use maud::{Markup, html};
use serde::Deserialize;

use crate::notes::room;
use crate::records::Room;
use crate::records::comments::{self, Comment};
use crate::records::form::{Way, Wrong, stale_notice};
use crate::records::happened::Looking;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct CommentForm {
    comment: String,
    version: String,
    /// The part of what happened that the card showed.
    show: String,
    once: String,
}

/// `POST /comments/{kind}/{id}`
pub async fn write(
    ctx: Ctx,
    Path((kind, id)): Path<(String, i64)>,
    Form(form): Form<CommentForm>,
) -> Result<Response> {
    let room = room(&kind)?;
    let written = once::carry_out(&ctx, &form.once, async {
        comments::write(&ctx, room, id, &form.comment).await?;
        let address = Looking::at(&form.show).address(room.kind, id);
        Ok((address.clone(), see_other(&address, Some(Notice::good(ctx.say.t("comments-saved"))))))
    })
    .await;
    match written {
        Err(error) => refused(&ctx, &Wanted { room, id, comment: None }, &form, error).await,
        done => done,
    }
}

/// `GET /comments/{kind}/{id}/{comment}/edit`
pub async fn edit(ctx: Ctx, Path((kind, id, comment)): Path<(String, i64, i64)>) -> Result<Markup> {
    let room = room(&kind)?;
    let found = own(&ctx, room, id, comment).await?;
    let form =
        CommentForm { comment: found.text, version: found.version.to_string(), ..CommentForm::default() };
    form_page(&ctx, &Wanted { room, id, comment: Some(comment) }, &form, &Wrong::default(), html! {}).await
}

/// `POST /comments/{kind}/{id}/{comment}`
pub async fn change(
    ctx: Ctx,
    Path((kind, id, comment)): Path<(String, i64, i64)>,
    Form(form): Form<CommentForm>,
) -> Result<Response> {
    let room = room(&kind)?;
    let version = form.version.trim().parse().unwrap_or_default();
    match comments::change(&ctx, room, (id, comment), version, &form.comment).await {
        Ok(()) => Ok(back(&ctx, room, id, "comments-saved")),
        Err(error) => refused(&ctx, &Wanted { room, id, comment: Some(comment) }, &form, error).await,
    }
}

/// `GET /comments/{kind}/{id}/{comment}/remove`
pub async fn ask_remove(ctx: Ctx, Path((kind, id, comment)): Path<(String, i64, i64)>) -> Result<Markup> {
    let room = room(&kind)?;
    let found = comments::one(&ctx, room, id, comment).await?;
    let say = &ctx.say;
    let title = say.t("comments-remove-title");
    let back = Looking::default().address(room.kind, id);
    let content = dialog(Dialog {
        id: "remove-comment",
        title: &title,
        close: &say.t("records-cancel"),
        back: &back,
        content: html! {
            (said(comments::words(&found.text), html! {}, html! {}))
            (confirm(Confirm {
                action: &format!("{}/{comment}/remove", comments::address(room.kind, id)),
                text: &say.t("comments-remove-text"),
                yes: &say.t("comments-remove"),
                press: Press::Danger,
                no: &say.t("records-cancel"),
                back: &back,
                content: html! {},
            }))
        },
    });
    Ok(show(&ctx, room.nav, &title, content))
}

/// `POST /comments/{kind}/{id}/{comment}/remove`
pub async fn remove(ctx: Ctx, Path((kind, id, comment)): Path<(String, i64, i64)>) -> Result<Response> {
    let room = room(&kind)?;
    comments::remove(&ctx, room, id, comment).await?;
    Ok(back(&ctx, room, id, "comments-removed"))
}

fn back(ctx: &Ctx, room: &Room, id: i64, key: &str) -> Response {
    see_other(&Looking::default().address(room.kind, id), Some(Notice::good(ctx.say.t(key))))
}

/// The comment, if it is the reader's own.
async fn own(ctx: &Ctx, room: &'static Room, id: i64, comment: i64) -> Result<Comment> {
    let found = comments::one(ctx, room, id, comment).await?;
    if found.is_of(ctx.person_id()) { Ok(found) } else { Err(Error::Denied("comment")) }
}

/// What is wanted: a new comment on the record, or one that is there.
struct Wanted {
    room: &'static Room,
    id: i64,
    comment: Option<i64>,
}

/// Nothing typed is lost: it comes back with what was wrong, or with what it says now.
async fn refused(ctx: &Ctx, wanted: &Wanted, form: &CommentForm, error: Error) -> Result<Response> {
    let (status, wrong) = (error.status(), Wrong::of(&ctx.say, &error));
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let page = match (error, wanted.comment) {
        (Error::Invalid(_), _) => form_page(ctx, wanted, form, &wrong, html! {}).await?,
        (Error::Conflict(_), Some(comment)) => {
            let now = own(ctx, wanted.room, wanted.id, comment).await?;
            let typed = form.comment.replace("\r\n", "\n");
            let differing = vec![(ctx.say.t("comments-comment"), now.text, typed)];
            let form = CommentForm {
                comment: form.comment.clone(),
                version: now.version.to_string(),
                ..CommentForm::default()
            };
            form_page(ctx, wanted, &form, &wrong, stale_notice(ctx, &differing)).await?
        }
        (Error::NotFound, _) if !form.comment.trim().is_empty() => gone(ctx, wanted.room, &form.comment),
        (error, _) => return Err(error),
    };
    Ok((status, page).into_response())
}

async fn form_page(
    ctx: &Ctx,
    wanted: &Wanted,
    form: &CommentForm,
    wrong: &Wrong,
    above: Markup,
) -> Result<Markup> {
    let Wanted { room, id, comment } = *wanted;
    let say = &ctx.say;
    let title = say.t(if comment.is_some() { "comments-edit" } else { "comments-write" });
    let action = comments::address(room.kind, id);
    let action = comment.map_or(action.clone(), |comment| format!("{action}/{comment}"));
    let way = Way::to(ctx, room.kind, Some(id)).await?;
    let content = html! {
        (head(Head { crumbs: &way.crumbs(), ..Head::new(&title) }))
        (above)
        (wrong.summary(say))
        (edit_form(&action, html! {
            (once::field(ctx))
            @if !form.version.is_empty() { (hidden("version", &form.version)) }
            @if !form.show.is_empty() { (hidden("show", &form.show)) }
            (TextArea::new("comment", say.t("comments-comment")).value(form.comment.as_str()).required()
                .error(wrong.at("comment")))
            (buttons(html! {
                (button(Press::Main, say.t("records-save")))
                (link_button(Press::Quiet, say.t("records-cancel"), &Looking::at(&form.show).address(room.kind, id)))
            }))
        }))
    };
    Ok(show(ctx, room.nav, &title, content))
}

/// The record or the comment went meanwhile: what was typed stays, to be copied.
fn gone(ctx: &Ctx, room: &Room, typed: &str) -> Markup {
    let say = &ctx.say;
    let title = say.t("error-not-found-title");
    let (list, href) = (say.t(&format!("kind-{}", room.kind.code())), room.kind.path());
    let content = html! {
        (head(Head { crumbs: &[Crumb { label: &list, href }], ..Head::new(&title) }))
        (notice(Tone::Warn, say.t("comments-gone")))
        (said(comments::words(typed), html! {}, html! {}))
    };
    show(ctx, room.nav, &title, content)
}
