//! The question before an erasure, asked twice, and the ways back.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::authz::{Do, decide};
use base::web::components::*;
use base::web::{Form, Nav, Notice, Path, Query, parcel, see_other, show};
use base::{Ctx, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::{Look, archive, begin, look, panel, restore as bring_back};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sure {
    /// `yes` once somebody has read what goes.
    sure: String,
    /// `yes` once it is understood that nothing comes back.
    understood: String,
}

/// `GET /people/{id}/erase`: first what goes and what stays, then the question again.
pub async fn ask(ctx: Ctx, Path(person): Path<i64>, Query(sure): Query<Sure>) -> Result<Markup> {
    let seen = look(&ctx, person).await?;
    Ok(if sure.sure == "yes" { again(&ctx, &seen, false) } else { first(&ctx, &seen) })
}

fn first(ctx: &Ctx, seen: &Look) -> Markup {
    let say = &ctx.say;
    let at = format!("/people/{}", seen.person.id);
    let until = [("at", ctx.moment(seen.until).into()), ("n", seen.grace_days.into())];
    let content = html! {
        p { (say.with("erasure-text", &until)) }
        h2 { (say.t("erasure-goes")) }
        (panel::goes(say))
        h2 { (say.t("erasure-stays")) }
        (panel::stays(say))
        @if decide(&ctx.actor, &Do::TakeArchive).is_ok() {
            (notice_with(Tone::Warn, say.t("erasure-archive-first"), html! {
                (link_button(Press::Plain, say.t("erasure-archive"), &format!("{at}/archive")))
                @if decide(&ctx.actor, &Do::TakeExport).is_ok() {
                    (link_button(Press::Plain, say.t("exports-title"), "/settings/export"))
                }
            }))
        }
        (buttons(html! {
            (link_button(Press::Danger, say.t("erasure-go-on"), &format!("{at}/erase?sure=yes")))
            (link_button(Press::Quiet, say.t("handovers-cancel"), &at))
        }))
    };
    window(ctx, seen, content)
}

/// The second time; `missed`: it was pressed without the tick.
fn again(ctx: &Ctx, seen: &Look, missed: bool) -> Markup {
    let say = &ctx.say;
    let at = format!("/people/{}", seen.person.id);
    let text = [("name", seen.person.name.as_str().into()), ("at", ctx.moment(seen.until).into())];
    let content = html! {
        @if missed { (notice(Tone::Warn, say.t("error-erase-confirm"))) }
        (confirm(Confirm {
            action: &format!("{at}/erase"),
            text: &say.with("erasure-again", &text),
            yes: &say.t("erasure-do"),
            press: Press::Danger,
            no: &say.t("handovers-cancel"),
            back: &at,
            content: checkbox(Check {
                name: "understood",
                value: "yes",
                label: &say.t("erasure-understood"),
                hint: None,
                checked: false,
            }),
        }))
    };
    window(ctx, seen, content)
}

fn window(ctx: &Ctx, seen: &Look, content: Markup) -> Markup {
    let say = &ctx.say;
    let title = say.with("erasure-title", &[("name", seen.person.name.as_str().into())]);
    let (back, close) = (format!("/people/{}", seen.person.id), say.t("handovers-close"));
    let window = dialog(Dialog { id: "erasure", title: &title, close: &close, back: &back, content });
    show(ctx, Nav::People, &title, window)
}

/// `POST /people/{id}/erase` (G03)
pub async fn erase(ctx: Ctx, Path(person): Path<i64>, Form(sure): Form<Sure>) -> Result<Response> {
    if sure.understood != "yes" {
        let seen = look(&ctx, person).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, again(&ctx, &seen, true)).into_response());
    }
    let until = begin(&ctx, person).await?;
    let text = ctx.say.with("erasure-begun", &[("at", ctx.moment(until).into())]);
    Ok(see_other(&format!("/people/{person}"), Some(Notice::good(text))))
}

/// `POST /people/{id}/restore` (G08)
pub async fn restore(ctx: Ctx, Path(person): Path<i64>) -> Result<Response> {
    bring_back(&ctx, person).await?;
    let text = ctx.say.t("erasure-restored");
    Ok(see_other(&format!("/people/{person}"), Some(Notice::good(text))))
}

/// `GET /people/{id}/archive` (G04)
pub async fn take(ctx: Ctx, Path(person): Path<i64>) -> Result<Response> {
    let pieces = archive::take(&ctx, person).await?;
    Ok(parcel::download(&format!("archive-{person}"), pieces))
}
