//! The own second factor: set up, recovery codes, turned off.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::web::components::*;
use base::web::enter::session_cookie;
use base::web::{Form, Nav, Notice, Path, Visitor, Wrong, see_other, show};
use base::{Ctx, Error, Result};
use kit::otp;
use maud::{Markup, html};
use serde::Deserialize;

use super::{go_in, with_cookie};
use crate::signin::factor::{self, SetUp, Shown, State};
use crate::signin::sign_in::Opened;

const PATH: &str = "/me/second-factor";

/// `GET /me/second-factor`
pub async fn page(ctx: Ctx) -> Result<Markup> {
    drawn(&ctx, (At::SetUp, None), &Wrong::default(), None).await
}

/// Which form of the page was sent.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    SetUp,
    Codes,
    Off,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    secret: String,
    password: String,
    code: String,
}

/// `POST /me/second-factor`: the answer shows the recovery codes, once.
pub async fn set_up(visitor: Visitor, ctx: Ctx, Form(typed): Form<Typed>) -> Result<Response> {
    let asked = SetUp {
        secret: typed.secret.clone(),
        password: typed.password,
        code: typed.code,
        address: visitor.address,
    };
    match factor::confirm(&ctx, asked).await {
        Ok((opened, codes)) => Ok(shown_once(&ctx, opened, &ctx.say.t("factor-is-on"), &codes)),
        Err(error) => refused(&ctx, (At::SetUp, Some(typed.secret)), error).await,
    }
}

/// `POST /me/second-factor/codes`: the answer shows other recovery codes, once.
pub async fn new_codes(visitor: Visitor, ctx: Ctx, Form(typed): Form<Typed>) -> Result<Response> {
    match factor::new_codes(&ctx, shown(visitor, typed)).await {
        Ok((opened, codes)) => Ok(shown_once(&ctx, opened, &ctx.say.t("factor-codes-made"), &codes)),
        Err(error) => refused(&ctx, (At::Codes, None), error).await,
    }
}

/// `POST /me/second-factor/off`
pub async fn turn_off(visitor: Visitor, ctx: Ctx, Form(typed): Form<Typed>) -> Result<Response> {
    match factor::turn_off(&ctx, shown(visitor, typed)).await {
        Ok(opened) => Ok(go_in(&ctx.app, opened, "/me", Some(Notice::good(ctx.say.t("factor-is-off"))))),
        Err(error) => refused(&ctx, (At::Off, None), error).await,
    }
}

/// `POST /people/{id}/second-factor/lift`
pub async fn lift(ctx: Ctx, Path(person): Path<i64>) -> Result<Response> {
    let notice = match factor::lift(&ctx, person).await {
        Ok(()) => Notice::good(ctx.say.t("factor-lifted")),
        Err(Error::Conflict(problem)) => Notice { tone: Tone::Bad, text: problem.sentence(&ctx.say) },
        Err(other) => return Err(other),
    };
    Ok(see_other(&format!("/people/{person}"), Some(notice)))
}

/// The field for a code of the app or a recovery code.
pub(super) fn code_field<'a>(say: &base::words::Say) -> Input<'a> {
    Input::text("code", say.t("factor-code"))
        .autocomplete("one-time-code")
        .required()
        .hint(say.t("factor-code-hint"))
}

fn shown(visitor: Visitor, typed: Typed) -> Shown {
    Shown { code: Some(typed.code), address: visitor.address }
}

async fn refused(ctx: &Ctx, sent: (At, Option<String>), error: Error) -> Result<Response> {
    let refusal = match &error {
        Error::Invalid(problem) if problem.fields.iter().all(|field| field.field != "secret") => None,
        // The form had lost its secret: it begins with another one.
        Error::Invalid(_) => return Ok(see_other(PATH, None)),
        Error::Conflict(_) | Error::Slow(_) => Some(error.sentence(&ctx.say)),
        _ => return Err(error),
    };
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
    let page = drawn(ctx, sent, &Wrong::of(&ctx.say, &error), refusal).await?;
    Ok((status, page).into_response())
}

async fn drawn(
    ctx: &Ctx,
    (at, secret): (At, Option<String>),
    wrong: &Wrong,
    refusal: Option<String>,
) -> Result<Markup> {
    let say = &ctx.say;
    let right = Wrong::default();
    let of = |form: At| if form == at { wrong } else { &right };
    let state = factor::look(ctx).await?;
    let content = match state.since {
        Some(since) => html! {
            (notice(Tone::Good, say.with("factor-on-since", &[("when", ctx.day(since).into())])))
            (columns(codes_card(ctx, &state, of(At::Codes)), off_card(ctx, of(At::Off))))
        },
        None => set_up_cards(ctx, secret, of(At::SetUp))?,
    };
    let (title, me) = (say.t("factor-title"), say.t("signin-me"));
    let crumbs = [Crumb { label: &me, href: "/me" }];
    let content = html! {
        (head(Head { crumbs: &crumbs, lead: &say.t("factor-lead"), ..Head::new(&title) }))
        @if let Some(text) = &refusal { (flash(Tone::Bad, text)) }
        (content)
    };
    Ok(show(ctx, Nav::None, &title, content))
}

fn set_up_cards(ctx: &Ctx, secret: Option<String>, wrong: &Wrong) -> Result<Markup> {
    let say = &ctx.say;
    let made = factor::offer(ctx, secret)?;
    let app = html! {
        ol {
            li { (say.t("factor-step-app")) }
            li { (say.t("factor-step-scan")) }
            li { (say.t("factor-step-code")) }
        }
        p { (square(&made.uri, &say.t("factor-square"))) }
        p { (say.t("factor-by-hand")) }
        (copyable(&say.t("factor-secret"), &made.secret, &say.t("signin-copy"), &say.t("signin-copied")))
    };
    let proof = html! {
        form method="post" action=(PATH) {
            (hidden("secret", &made.secret))
            (Input::text("code", say.t("factor-code-app")).autocomplete("one-time-code").required()
                .error(wrong.at("code")))
            (Input::password("password", say.t("signin-password-current")).autocomplete("current-password")
                .required().hint(say.t("signin-password-ends")).error(wrong.at("password")))
            (buttons(button(Press::Main, say.t("factor-turn-on"))))
        }
    };
    Ok(columns(card(say.t("factor-set-up"), app), card(say.t("factor-turn-on"), proof)))
}

/// Always dark on light: readers know no other.
fn square(text: &str, label: &str) -> Markup {
    let Some(square) = otp::square(text) else { return html! {} };
    html! {
        svg role="img" aria-label=(label) width="220" height="220" viewBox={ "0 0 " (square.side) " " (square.side) }
            shape-rendering="crispEdges" {
            rect width=(square.side) height=(square.side) fill="white" {}
            path d=(square.path) fill="black" {}
        }
    }
}

fn codes_card(ctx: &Ctx, state: &State, wrong: &Wrong) -> Markup {
    let say = &ctx.say;
    card(
        say.t("factor-codes"),
        html! {
            p { (say.n("factor-codes-left", state.codes_left)) }
            p { (say.t("factor-codes-text")) }
            form method="post" action={ (PATH) "/codes" } {
                (code_field(say).error(wrong.at("code")))
                (buttons(button(Press::Plain, say.t("factor-codes-new"))))
            }
        },
    )
}

fn off_card(ctx: &Ctx, wrong: &Wrong) -> Markup {
    let say = &ctx.say;
    card(
        say.t("factor-off-title"),
        html! {
            p { (say.t("factor-off-text")) }
            form method="post" action={ (PATH) "/off" } {
                (code_field(say).error(wrong.at("code")))
                (buttons(button(Press::Plain, say.t("factor-turn-off"))))
            }
        },
    )
}

/// The recovery codes, with the fresh session.
fn shown_once(ctx: &Ctx, opened: Opened, came: &str, codes: &[String]) -> Response {
    let say = &ctx.say;
    let title = say.t("factor-codes");
    let text = codes.join("\n");
    let content = html! {
        (head(Head::new(&title)))
        (notice(Tone::Good, came))
        (card(say.t("factor-codes-keep"), html! {
            p { (say.t("factor-codes-once")) }
            (copyable_text(&say.t("factor-codes"), &text, &say.t("signin-copy"), &say.t("signin-copied")))
            (buttons(link_button(Press::Main, say.t("factor-codes-kept"), "/me")))
        }))
    };
    let page = (StatusCode::CREATED, show(ctx, Nav::None, &title, content)).into_response();
    with_cookie(page, session_cookie(&ctx.app, opened.secret))
}
