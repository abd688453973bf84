//! The page of requests, and the one on which somebody says that they want to leave.

use std::collections::HashMap;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::authz::Area;
use base::org::Name;
use base::web::components::*;
use base::web::{Form, Nav, Notice, Path, Wrong, once, see_other, show, timeline};
use base::words::Say;
use base::{Ctx, Error, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::{Answer, Request, State, What, Wish};
use crate::{absences, open_links};

const PAGE: &str = "/asks";

/// What a request sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub page: String,
    pub text: String,
    pub once: String,
}

/// What an answer sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Answered {
    pub word: String,
    pub once: String,
}

/// The page of requests, below what else the reader is asked.
pub async fn page(ctx: &Ctx, above: Markup) -> Result<Markup> {
    whole(ctx, None, above).await
}

/// `POST /asks`: from a page that was closed (G10).
pub async fn ask(ctx: Ctx, Form(typed): Form<Asked>) -> Result<Response> {
    made(&ctx, &typed, What::Access).await
}

/// `GET /me/leave` (G06)
pub async fn leave_page(ctx: Ctx) -> Result<Markup> {
    let say = &ctx.say;
    let title = say.t("asks-leave-title");
    let last = super::stands_alone(&ctx).await?;
    let waits =
        super::mine(&ctx).await?.iter().any(|ask| ask.what == What::Leave && ask.state == State::Waiting);
    let content = html! {
        (head(Head { crumbs: &[Crumb { label: &say.t("signin-me"), href: "/me" }], ..Head::new(&title) }))
        @if last {
            (notice_with(Tone::Warn, say.t("asks-leave-last"), html! {
                (link_button(Press::Plain, say.t("asks-leave-another"), "/people"))
                (link_button(Press::Quiet, say.t("asks-leave-close"), "/settings/closing"))
            }))
        } @else if waits {
            (notice_with(Tone::Quiet, say.t("asks-leave-waits"), link_button(Press::Plain, say.t("asks-title"), PAGE)))
        } @else {
            p { (say.t("asks-leave-text")) }
            (edit_form("/me/leave", html! {
                (once::field(&ctx))
                (TextArea::new("text", say.t("asks-why")).hint(say.t("asks-leave-why")))
                (buttons(html! {
                    @if !ctx.actor.rests { (button(Press::Main, say.t("asks-leave-send"))) }
                    (link_button(Press::Quiet, say.t("asks-cancel"), "/me"))
                }))
            }))
        }
    };
    Ok(show(&ctx, Nav::None, &title, content))
}

/// `POST /me/leave`
pub async fn leave(ctx: Ctx, Form(typed): Form<Asked>) -> Result<Response> {
    made(&ctx, &typed, What::Leave).await
}

async fn made(ctx: &Ctx, typed: &Asked, what: What) -> Result<Response> {
    let wish = Wish { what, page: typed.page.clone(), text: typed.text.clone() };
    let done = once::carry_out(ctx, &typed.once, async {
        super::ask(ctx, wish).await?;
        Ok((PAGE.to_owned(), see_other(PAGE, Some(Notice::good(ctx.say.t("asks-sent"))))))
    });
    match done.await {
        // It waits already: there it stands.
        Err(Error::Conflict(problem)) if problem.key == "error-ask-waits" => {
            Ok(see_other(PAGE, Some(Notice { tone: Tone::Warn, text: problem.sentence(&ctx.say) })))
        }
        other => other,
    }
}

/// `POST /asks/{id}/withdraw`
pub async fn take_back(ctx: Ctx, Path(id): Path<i64>) -> Result<Response> {
    said(&ctx, super::withdraw(&ctx, id).await, "asks-withdrawn")
}

/// What came of an answer; if it is refused, the page with what else the reader is asked above it.
pub async fn done(ctx: &Ctx, id: i64, typed: &Answered, above: Markup) -> Result<Response> {
    answered(ctx, id, typed, Answer::Done(typed.word.clone()), above).await
}

/// The same of saying no.
pub async fn decline(ctx: &Ctx, id: i64, typed: &Answered, above: Markup) -> Result<Response> {
    answered(ctx, id, typed, Answer::Declined(typed.word.clone()), above).await
}

async fn answered(ctx: &Ctx, id: i64, typed: &Answered, answer: Answer, above: Markup) -> Result<Response> {
    let done = once::carry_out(ctx, &typed.once, async {
        super::answer(ctx, id, answer).await?;
        Ok((PAGE.to_owned(), see_other(PAGE, Some(Notice::good(ctx.say.t("asks-answered"))))))
    });
    match done.await {
        Err(error @ Error::Invalid(_)) => {
            let refused = Refused { of: id, word: typed.word.clone(), wrong: Wrong::of(&ctx.say, &error) };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, whole(ctx, Some(refused), above).await?).into_response())
        }
        Err(Error::Conflict(problem)) if problem.key != "error-once" => {
            said(ctx, Err(Error::Conflict(problem)), "")
        }
        other => other,
    }
}

fn said(ctx: &Ctx, done: Result<()>, key: &str) -> Result<Response> {
    let notice = match done {
        Ok(()) => Notice::good(ctx.say.t(key)),
        Err(Error::Conflict(problem)) => Notice { tone: Tone::Bad, text: problem.sentence(&ctx.say) },
        Err(other) => return Err(other),
    };
    Ok(see_other(PAGE, Some(notice)))
}

/// An answer that was refused.
struct Refused {
    of: i64,
    word: String,
    wrong: Wrong,
}

async fn whole(ctx: &Ctx, refused: Option<Refused>, above: Markup) -> Result<Markup> {
    let say = &ctx.say;
    let answers = ctx.actor.has(Area::People);
    let mine = super::mine(ctx).await?;
    let others = if answers { super::list(ctx).await? } else { Vec::new() };
    let names = super::names(ctx, &others).await?;
    let joins = if answers { open_links::waiting(ctx).await?.len() } else { 0 };
    let joins = i64::try_from(joins).unwrap_or(i64::MAX);
    let lacking = absences::lacking(ctx).await?;
    let title = say.t("asks-title");
    let (waiting, ended): (Vec<_>, Vec<_>) = others.iter().partition(|ask| ask.state == State::Waiting);
    let content = html! {
        (head(Head { lead: &say.t(if answers { "asks-lead" } else { "asks-lead-own" }), ..Head::new(&title) }))
        (above)
        @if mine.is_empty() && others.is_empty() && joins == 0 && lacking.is_none() && above.0.is_empty() {
            (empty_state(say.t("asks-none"), say.t("asks-none-text"), html! {}))
        }
        (absences::panel::lacking(ctx, lacking.as_ref()))
        @if joins > 0 {
            (notice_with(Tone::Warn, say.n("open-links-wait", joins), link_button(Press::Plain, say.t("open-links-title"), "/people/open-links")))
        }
        @for ask in waiting {
            (one(ctx, ask, &names, refused.as_ref().filter(|refused| refused.of == ask.id)))
        }
        @if !mine.is_empty() { (card(say.t("asks-mine"), own(ctx, &mine))) }
        @if !ended.is_empty() { (card(say.t("asks-ended"), past(ctx, &ended, &names))) }
    };
    Ok(show(ctx, if answers { Nav::People } else { Nav::Asks }, &title, content))
}

/// A request that waits, with what leads on and both answers.
fn one(ctx: &Ctx, ask: &Request, names: &HashMap<i64, Name>, refused: Option<&Refused>) -> Markup {
    let say = &ctx.say;
    let name = names.get(&ask.person).map(|name| name.name.as_str()).unwrap_or_default();
    let at = format!("{PAGE}/{}", ask.id);
    let (next, href) = match ask.what {
        What::Access => (say.t("asks-to-rights"), format!("/people/{}/rights", ask.person)),
        What::Leave => {
            (say.t("asks-to-departure"), format!("/handovers/new?person={}&mode=departure", ask.person))
        }
    };
    let word = refused.map(|refused| refused.word.as_str()).unwrap_or_default();
    let content = html! {
        p { (ctx.moment(ask.asked_at)) @if !ask.page.is_empty() { " · " code { (ask.page) } } }
        @if !ask.text.is_empty() { p dir="auto" { (ask.text) } }
        @if !ctx.actor.rests {
            (buttons(link_button(Press::Main, next, &href)))
            (edit_form(format!("{at}/done"), html! {
                (once::field(ctx))
                (Input::text("word", say.t("asks-word")).id(format!("f-word-{}", ask.id)).value(word)
                    .hint(say.t("asks-word-hint")).error(refused.and_then(|refused| refused.wrong.at("word"))))
                (buttons(html! {
                    (button(Press::Plain, say.t("asks-done")))
                    (button_to(Press::Quiet, say.t("asks-decline"), &format!("{at}/decline")))
                }))
            }))
        }
    };
    card(say.with(&format!("asks-wants-{}", ask.what.code()), &[("name", name.into())]), content)
}

fn own(ctx: &Ctx, mine: &[Request]) -> Markup {
    let say = &ctx.say;
    let lines = mine.iter().map(|ask| {
        let cells = vec![
            what(say, ask),
            html! { (ctx.moment(ask.asked_at)) },
            state(say, ask.state),
            html! { (ask.word.as_deref().unwrap_or_default()) },
            html! {
                @if ask.state == State::Waiting && !ctx.actor.rests {
                    (post_button(Press::Quiet, say.t("asks-take-back"), &format!("{PAGE}/{}/withdraw", ask.id)))
                }
            },
        ];
        Line::new(ask.id, ask.page.clone(), cells)
    });
    let columns = vec![
        Column::new(say.t("asks-what")),
        Column::new(say.t("asks-when")),
        Column::new(say.t("asks-state")),
        Column::new(say.t("asks-said")),
        Column::new(say.t("asks-acts")),
    ];
    html! { (Table::new(say.t("asks-mine"), columns, lines.collect())) }
}

fn past(ctx: &Ctx, ended: &[&Request], names: &HashMap<i64, Name>) -> Markup {
    let say = &ctx.say;
    let chip = |id: Option<i64>| match id.and_then(|id| names.get(&id)) {
        Some(name) => person_chip(timeline::who(name)),
        None => html! {},
    };
    let lines = ended.iter().map(|ask| {
        let cells = vec![
            chip(Some(ask.person)),
            what(say, ask),
            state(say, ask.state),
            chip(ask.ended_by),
            html! { (ask.ended_at.map(|at| ctx.moment(at)).unwrap_or_default()) },
            html! { (ask.word.as_deref().unwrap_or_default()) },
        ];
        Line::new(ask.id, ask.page.clone(), cells)
    });
    let columns = vec![
        Column::new(say.t("people-name")),
        Column::new(say.t("asks-what")),
        Column::new(say.t("asks-state")),
        Column::new(say.t("asks-by")),
        Column::new(say.t("asks-when")),
        Column::new(say.t("asks-said")),
    ];
    html! { (Table::new(say.t("asks-ended"), columns, lines.collect())) }
}

fn what(say: &Say, ask: &Request) -> Markup {
    html! {
        (say.t(&format!("asks-of-{}", ask.what.code())))
        @if !ask.page.is_empty() { " " code { (ask.page) } }
    }
}

fn state(say: &Say, state: State) -> Markup {
    let tone = match state {
        State::Waiting => Tone::Warn,
        State::Done => Tone::Good,
        State::Declined => Tone::Bad,
        State::Withdrawn => Tone::Quiet,
    };
    status_badge(tone, say.t(&format!("asks-state-{}", state.code())))
}
