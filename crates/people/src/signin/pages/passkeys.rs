//! One's own passkeys: the list on the own card, the page on which they are renamed and removed, the page that adds one.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::web::components::*;
use base::web::faults::PROOF;
use base::web::{Form, Nav, Notice, Path, Query, Visitor, Wrong, layout, see_other, show};
use base::words::Say;
use base::{Ctx, Error, Result};
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::Value;

use super::factor::{Going, shown_once};
use super::go_in;
use crate::signin::device;
use crate::signin::next::local;
use crate::signin::passkeys::{self, Added, Passkey, Why, usual};

const PAGE: &str = "/me/passkeys";
const NEW: &str = "/me/passkeys/new";

/// `GET /me/passkeys`; whoever must have a second factor first has none to look at.
pub async fn page(ctx: Ctx) -> Result<Response> {
    match ctx.lacks_factor() {
        true => Ok(see_other(NEW, None)),
        false => Ok(drawn(&ctx, None, &Wrong::default()).await?.into_response()),
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    name: String,
    /// What the browser made.
    passkey: String,
    /// Where one was going.
    next: String,
}

/// `GET /me/passkeys/new`: asks first whether it is them.
pub async fn new(visitor: Visitor, ctx: Ctx, Query(going): Query<Going>) -> Result<Response> {
    match passkeys::may_begin(&ctx).await {
        Err(Error::ProofNeeded) => return Ok(see_other(&format!("{PROOF}?next={NEW}"), None)),
        Err(Error::Conflict(problem)) => {
            let told = Notice { tone: Tone::Bad, text: problem.sentence(&ctx.say) };
            return Ok(see_other(PAGE, Some(told)));
        }
        other => other?,
    }
    let name = device::describe(visitor.agent.as_deref().unwrap_or_default());
    let typed = Typed { name, next: going.next, ..Typed::default() };
    Ok(form(&visitor, &ctx, &typed, &Wrong::default(), None).into_response())
}

/// `POST /me/passkeys/begin`: what the browser is to make.
pub async fn begin(visitor: Visitor, ctx: Ctx) -> Result<Json<Value>> {
    Ok(Json(passkeys::begin(&ctx, &visitor).await?))
}

/// `POST /me/passkeys`: takes what it made.
pub async fn add(visitor: Visitor, ctx: Ctx, Form(typed): Form<Typed>) -> Result<Response> {
    let error = match passkeys::add_sent(&ctx, &visitor, &typed.name, &typed.passkey).await {
        Ok(Added { first: Some((opened, codes)), .. }) => {
            return Ok(shown_once(&ctx, opened, (&ctx.say.t("passkeys-first"), &typed.next), &codes));
        }
        Ok(Added { .. }) => {
            let added = Notice::good(ctx.say.t("passkeys-added"));
            let next = if typed.next.is_empty() { PAGE.to_owned() } else { local(&typed.next) };
            return Ok(see_other(&next, Some(added)));
        }
        Err(error) => error,
    };
    let (wrong, refusal) = match &error {
        Error::Invalid(problem) if !problem.fields.is_empty() => (Wrong::of(&ctx.say, &error), None),
        Error::Invalid(_) | Error::Conflict(_) => (Wrong::default(), Some(error.sentence(&ctx.say))),
        _ => return Err(error),
    };
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
    Ok((status, form(&visitor, &ctx, &typed, &wrong, refusal)).into_response())
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Name {
    name: String,
}

/// `POST /me/passkeys/{id}`
pub async fn rename(ctx: Ctx, Path(id): Path<i64>, Form(typed): Form<Name>) -> Result<Response> {
    match passkeys::rename(&ctx, id, &typed.name).await {
        Ok(()) => Ok(see_other(PAGE, Some(Notice::good(ctx.say.t("passkeys-renamed"))))),
        Err(error @ Error::Invalid(_)) => {
            let page = drawn(&ctx, Some((id, &typed.name)), &Wrong::of(&ctx.say, &error)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}

/// `POST /me/passkeys/{id}/remove`
pub async fn remove(ctx: Ctx, Path(id): Path<i64>) -> Result<Response> {
    match passkeys::remove_own(&ctx, id).await {
        Ok(opened) => {
            let removed = Notice::good(ctx.say.t("passkeys-removed"));
            Ok(go_in(&ctx.app, opened, PAGE, Some(removed)))
        }
        Err(Error::Conflict(problem)) => {
            Ok(see_other(PAGE, Some(Notice { tone: Tone::Bad, text: problem.sentence(&ctx.say) })))
        }
        Err(error) => Err(error),
    }
}

/// The list on the own card, and the way to change it.
pub(super) fn panel(ctx: &Ctx, list: &[Passkey]) -> Markup {
    let say = &ctx.say;
    html! {
        @if list.is_empty() {
            p { (say.t("passkeys-what")) }
            (buttons(link_button(Press::Plain, say.t("passkeys-add"), NEW)))
        } @else {
            (table(ctx, list, Told::All))
            (buttons(html! {
                (link_button(Press::Plain, say.t("passkeys-add"), NEW))
                (link_button(Press::Quiet, say.t("passkeys-change"), PAGE))
            }))
        }
    }
}

/// How much of them is told.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    All,
    /// To whoever manages people: not when they were used, which may have been in another company.
    NotUse,
}

pub(super) fn table(ctx: &Ctx, list: &[Passkey], told: Told) -> Markup {
    let say = &ctx.say;
    let mut columns = vec![Column::new(say.t("passkeys-name")), Column::new(say.t("passkeys-since"))];
    if told == Told::All {
        columns.push(Column::new(say.t("passkeys-used")));
    }
    let lines = list.iter().map(|one| {
        let name = html! {
            (one.name)
            @if one.stopped_at.is_some() { " " (badge(Tone::Bad, say.t("passkeys-stopped"))) }
        };
        let mut cells = vec![name, html! { (ctx.day(one.created_at)) }];
        if told == Told::All {
            cells.push(html! { (used(ctx, one)) });
        }
        Line::new(one.id, one.name.as_str(), cells)
    });
    html! { (Table::new(say.t("passkeys-title"), columns, lines.collect())) }
}

fn used(ctx: &Ctx, one: &Passkey) -> String {
    one.used_at.map_or_else(|| ctx.say.t("passkeys-never"), |at| ctx.moment(at))
}

async fn drawn(ctx: &Ctx, typed: Option<(i64, &str)>, wrong: &Wrong) -> Result<Markup> {
    let say = &ctx.say;
    let list = passkeys::list(ctx).await?;
    let title = say.t("passkeys-title");
    let crumbs = [Crumb { label: &say.t("signin-me"), href: "/me" }];
    let acts = html! { (link_button(Press::Main, say.t("passkeys-add"), NEW)) };
    let content = html! {
        @if list.is_empty() {
            (head(Head { crumbs: &crumbs, ..Head::new(&title) }))
            (empty_state(say.t("passkeys-none"), say.t("passkeys-what"), acts))
        } @else {
            (head(Head { crumbs: &crumbs, lead: &say.t("passkeys-lead"), acts, ..Head::new(&title) }))
            @for one in &list { (one_card(ctx, one, typed, wrong)) }
        }
    };
    Ok(show(ctx, Nav::None, &title, content))
}

fn one_card(ctx: &Ctx, one: &Passkey, typed: Option<(i64, &str)>, wrong: &Wrong) -> Markup {
    let say = &ctx.say;
    let typed = typed.filter(|(id, _)| *id == one.id);
    let name = typed.map_or(one.name.as_str(), |(_, name)| name);
    let error = typed.and_then(|_| wrong.at("name"));
    let address = format!("{PAGE}/{}", one.id);
    let acts = html! {
        form class="inline" method="post" action={ (address) "/remove" } {
            (button(Press::Plain, say.with("passkeys-remove", &[("name", one.name.as_str().into())])))
        }
    };
    card_with(
        &one.name,
        acts,
        html! {
            @if one.stopped_at.is_some() { (notice(Tone::Bad, say.t("passkeys-stopped-text"))) }
            (facts(&[
                (say.t("passkeys-since").as_str(), html! { (ctx.moment(one.created_at)) }),
                (say.t("passkeys-used").as_str(), html! { (used(ctx, one)) }),
            ]))
            (edit_form(address, html! {
                (Input::text("name", say.t("passkeys-name")).id(format!("f-name-{}", one.id)).value(name).required()
                    .error(error))
                (buttons(button(Press::Plain, say.t("passkeys-rename"))))
            }))
        },
    )
}

fn form(visitor: &Visitor, ctx: &Ctx, typed: &Typed, wrong: &Wrong, refusal: Option<String>) -> Markup {
    let say = &ctx.say;
    let title = say.t("passkeys-add");
    let inner = match usual(&ctx.app, &visitor.host) {
        Ok(_) => html! {
            ol {
                li { (say.t("passkeys-step-name")) }
                li { (say.t("passkeys-step-press")) }
                li { (say.t("passkeys-step-unlock")) }
            }
            form method="post" action=(PAGE) {
                (hidden("next", &typed.next))
                (Input::text("name", say.t("passkeys-name")).value(&typed.name).required().focus()
                    .hint(say.t("passkeys-name-hint")).error(wrong.at("name")))
                (buttons(html! {
                    (passkey_button(Press::Main, say.t("passkeys-make"), "passkey", "/me/passkeys/begin"))
                }))
            }
        },
        Err(why) => cannot(say, &why),
    };
    let refusal = html! { @if let Some(text) = &refusal { (flash(Tone::Bad, text)) } };
    if ctx.lacks_factor() {
        let content = html! {
            h1 { (title) }
            (refusal)
            (inner)
            p { a href=(base::web::faults::FACTOR) { (say.t("passkeys-app-instead")) } }
        };
        return layout::plain(say, &title, content);
    }
    let (me, all) = (say.t("signin-me"), say.t("passkeys-title"));
    let crumbs = [Crumb { label: &me, href: "/me" }, Crumb { label: &all, href: PAGE }];
    let content = html! {
        (head(Head { crumbs: &crumbs, lead: &say.t("passkeys-what"), ..Head::new(&title) }))
        (refusal)
        (card(say.t("passkeys-new"), inner))
    };
    show(ctx, Nav::None, &title, content)
}

/// Why not here, and what to do.
fn cannot(say: &Say, why: &Why) -> Markup {
    let (text, act) = match why {
        Why::NeedsHttps => (say.t("passkeys-needs-https"), html! {}),
        Why::NeedsLocalhost(here) => (
            say.with("passkeys-needs-localhost", &[("address", here.as_str().into())]),
            link_button(Press::Plain, here, &format!("{here}{NEW}")),
        ),
    };
    notice_with(Tone::Warn, text, act)
}

/// The way in by a passkey, on the pages in front of the door; where it can't work there, the way to where it can.
pub(super) fn way_in(visitor: &Visitor, press: Press, action: &str, fields: Markup) -> Markup {
    let say = &visitor.say;
    match usual(&visitor.app, &visitor.host) {
        Ok(_) => html! {
            form method="post" action=(action) {
                (fields)
                (buttons(passkey_button(press, say.t("passkeys-sign-in"), "passkey", BEGIN)))
            }
        },
        Err(Why::NeedsLocalhost(here)) => html! {
            p { small {
                (say.t("passkeys-elsewhere")) " " a href=(format!("{here}/sign-in")) { (here) }
            } }
        },
        Err(Why::NeedsHttps) => html! {},
    }
}

/// Where the way in begins.
pub(super) const BEGIN: &str = "/sign-in/passkey/begin";

/// `POST /sign-in/passkey/begin`: what the browser is to sign.
pub async fn begin_sign_in(visitor: Visitor) -> Result<Json<Value>> {
    Ok(Json(passkeys::ask_sign_in(&visitor).await?))
}

/// `POST /me/proof/begin`
pub async fn begin_proof(visitor: Visitor, ctx: Ctx) -> Result<Json<Value>> {
    Ok(Json(passkeys::ask_proof(&ctx, &visitor).await?))
}
