//! The page on which a company is closed, and called back.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::authz::{Do, decide};
use base::web::closing::last_day;
use base::web::components::*;
use base::web::{Form, Nav, Notice, Wrong, once, see_other, show, timeline};
use base::words::Say;
use base::{Ctx, Error, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::store::COUNTED;
use super::{Asked, Look, Wish, begin, call_back, look};

const PAGE: &str = "/settings/closing";

/// What stays although the company is gone, each with why.
const STAYS: [&str; 5] = [
    "closing-stays-backups",
    "closing-stays-list",
    "closing-stays-partner",
    "closing-stays-people",
    "closing-stays-elsewhere",
];

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    pub name: String,
    pub reason: String,
    pub once: String,
}

/// `GET /settings/closing` (G06)
pub async fn page(ctx: Ctx) -> Result<Markup> {
    let seen = look(&ctx).await?;
    Ok(drawn(&ctx, &seen, &Typed::default(), &Wrong::default()))
}

/// `POST /settings/closing`
pub async fn close(ctx: Ctx, Form(typed): Form<Typed>) -> Result<Response> {
    let done = once::carry_out(&ctx, &typed.once, async {
        let at = begin(&ctx, Wish { name: typed.name.clone(), reason: typed.reason.clone() }).await?;
        let told = ctx.say.with("closing-begun", &[("day", last_day(&ctx, at).into())]);
        Ok((PAGE.to_owned(), see_other(PAGE, Some(Notice { tone: Tone::Warn, text: told }))))
    });
    match done.await {
        Err(error @ Error::Invalid(_)) => {
            let seen = look(&ctx).await?;
            let page = drawn(&ctx, &seen, &typed, &Wrong::of(&ctx.say, &error));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(Error::Conflict(problem)) if problem.key != "error-once" => Ok(refused(&ctx, &problem)),
        other => other,
    }
}

/// `POST /settings/closing/call-back`
pub async fn keep(ctx: Ctx) -> Result<Response> {
    match call_back(&ctx).await {
        Ok(()) => Ok(see_other(PAGE, Some(Notice::good(ctx.say.t("closing-kept"))))),
        Err(Error::Conflict(problem)) => Ok(refused(&ctx, &problem)),
        Err(error) => Err(error),
    }
}

fn refused(ctx: &Ctx, problem: &base::Problem) -> Response {
    see_other(PAGE, Some(Notice { tone: Tone::Bad, text: problem.sentence(&ctx.say) }))
}

fn drawn(ctx: &Ctx, seen: &Look, typed: &Typed, wrong: &Wrong) -> Markup {
    let say = &ctx.say;
    let title = say.t("closing-title");
    let crumbs = [Crumb { label: &say.t("nav-settings"), href: "/settings" }];
    let content = html! {
        (head(Head { crumbs: &crumbs, lead: &say.t("closing-lead"), ..Head::new(&title) }))
        (wrong.summary(say))
        @if let Some(asked) = &seen.asked { (closing(ctx, seen, asked)) }
        (columns(
            html! {
                (card(say.t("closing-goes"), goes(say, seen)))
                (card(say.t("closing-stays"), html! { ul { @for key in STAYS { li { (say.t(key)) } } } }))
            },
            html! {
                (card(say.t("closing-when"), when(ctx, seen)))
                (card(say.t("closing-told"), told(say, seen)))
                @if decide(&ctx.actor, &Do::TakeExport).is_ok() {
                    (card(say.t("closing-export"), html! {
                        p { (say.t("closing-export-text")) }
                        (buttons(link_button(Press::Plain, say.t("closing-export-open"), "/settings/export")))
                    }))
                }
            },
        ))
        @if seen.asked.is_none() { (ask(ctx, seen, typed, wrong)) }
    };
    show(ctx, Nav::Settings, &title, content)
}

/// It closes: who asked for it, until when it can be called back, and the press that does.
fn closing(ctx: &Ctx, seen: &Look, asked: &Asked) -> Markup {
    let say = &ctx.say;
    let day = [("day", last_day(ctx, seen.closes_at).into())];
    let asked_at = say.with("closing-asked-at", &[("at", ctx.moment(asked.at).into())]);
    danger_card(
        say.with("closing-closes", &day),
        html! {
            @if let Some(by) = &asked.by { p { (person_chip(timeline::who(by))) " · " (asked_at) } }
            @if let Some(reason) = &asked.reason { p dir="auto" { (reason) } }
            p { (say.t("closing-meanwhile")) }
            (buttons(post_button(Press::Main, say.t("closing-call-back"), "/settings/closing/call-back")))
        },
    )
}

/// How much there is of what there is.
fn goes(say: &Say, seen: &Look) -> Markup {
    let there = seen.counts.iter().filter(|(_, n)| *n > 0);
    let lines: Vec<(String, i64)> =
        there.map(|(what, n)| (say.t(&format!("closing-count-{what}")), *n)).collect();
    let count = |n: i64| match n > COUNTED {
        true => format!("{}+", kit::money::count(COUNTED, say.lang)),
        false => kit::money::count(n, say.lang),
    };
    let lines: Vec<(&str, Markup)> =
        lines.iter().map(|(label, n)| (label.as_str(), html! { (count(*n)) })).collect();
    html! { (facts(&lines)) p { small { (say.t("closing-goes-too")) } } }
}

fn when(ctx: &Ctx, seen: &Look) -> Markup {
    let say = &ctx.say;
    let zone = ctx.company_zone();
    let values = [("day", last_day(ctx, seen.closes_at).into()), ("zone", zone.name().into())];
    html! {
        p { (say.with("closing-after", &values)) }
        ul {
            li { (say.t("closing-at-once")) }
            li { (say.t("closing-nothing-goes")) }
            li { (say.t("closing-one-press")) }
        }
    }
}

/// Who hears of it at once.
fn told(say: &Say, seen: &Look) -> Markup {
    html! {
        p { (say.t(if seen.letters { "closing-told-administrators" } else { "closing-told-no-letters" })) }
        @for person in &seen.administrators {
            p {
                (person_chip(timeline::who(person)))
                @if seen.letters && seen.without_email.contains(&person.id) { " · " (say.t("closing-told-no-email")) }
            }
        }
        @if seen.letters && !seen.integrators.is_empty() {
            p { (say.t("closing-told-integrators")) }
            @for person in &seen.integrators { p { (person_chip(timeline::who(person))) } }
        }
        @match &seen.partner {
            Some(name) => p { (say.with("closing-told-partner", &[("name", name.into())])) },
            None => p { (say.t("closing-told-no-partner")) },
        }
        @if seen.customers > 0 { p { (say.n("closing-customers", seen.customers)) } }
    }
}

/// The form: the company's name typed, and why.
fn ask(ctx: &Ctx, seen: &Look, typed: &Typed, wrong: &Wrong) -> Markup {
    let say = &ctx.say;
    if seen.listed {
        return notice(Tone::Warn, say.t("error-closing-partner"));
    }
    if decide(&ctx.actor, &Do::CloseCompany).is_err() {
        return notice(Tone::Quiet, say.t("closing-not-you"));
    }
    let name = [("name", ctx.account.name.as_str().into())];
    danger_card(
        say.t("closing-do"),
        edit_form(
            PAGE,
            html! {
                (once::field(ctx))
                (Input::text("name", say.t("closing-name")).value(&typed.name).required()
                    .hint(say.with("closing-name-hint", &name)).error(wrong.at("name")))
                (TextArea::new("reason", say.t("closing-reason")).value(&typed.reason)
                    .hint(say.t("closing-reason-hint")).error(wrong.at("reason")))
                (buttons(html! {
                    (button(Press::Danger, say.t("closing-press")))
                    (link_button(Press::Quiet, say.t("closing-cancel"), "/settings"))
                }))
            },
        ),
    )
}
