//! The own second factor: set up, recovery codes, turned off.

use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::credentials::Signed;
use base::web::components::*;
use base::web::enter::session_cookie;
use base::web::faults::FACTOR;
use base::web::{Form, Nav, Notice, Path, Query, Visitor, Wrong, layout, see_other, show};
use base::{Ctx, Error, Result};
use kit::otp;
use maud::{Markup, html};
use serde::Deserialize;

use super::{go_in, with_cookie};
use crate::signin::factor::{self, SetUp, Shown, State};
use crate::signin::next::local;
use crate::signin::passkeys::Answer;
use crate::signin::sign_in::{Door, Opened};

/// Where one was going.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Going {
    pub(super) next: String,
}

/// `GET /me/second-factor`
pub async fn page(ctx: Ctx, Query(going): Query<Going>) -> Result<Markup> {
    let typed = Typed { next: going.next, ..Typed::default() };
    drawn(&ctx, (At::SetUp, typed), &Wrong::default(), None).await
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
    /// In place of the code.
    passkey: Option<String>,
    /// Where one was going.
    next: String,
}

/// `POST /me/second-factor`: the answer shows the recovery codes, once.
pub async fn set_up(visitor: Visitor, ctx: Ctx, Form(mut typed): Form<Typed>) -> Result<Response> {
    let asked = SetUp {
        secret: typed.secret.clone(),
        password: std::mem::take(&mut typed.password),
        code: std::mem::take(&mut typed.code),
        address: visitor.address,
    };
    match factor::confirm(&ctx, asked).await {
        Ok((opened, codes)) => {
            Ok(shown_once(&ctx, opened, (&ctx.say.t("factor-is-on"), &typed.next), &codes))
        }
        Err(error) => refused(&ctx, (At::SetUp, typed), error).await,
    }
}

/// `POST /me/second-factor/codes`: the answer shows other recovery codes, once.
pub async fn new_codes(visitor: Visitor, ctx: Ctx, Form(typed): Form<Typed>) -> Result<Response> {
    let came = async { factor::new_codes(&ctx, shown(&ctx, &visitor, typed).await?).await };
    match came.await {
        Ok((opened, codes)) => Ok(shown_once(&ctx, opened, (&ctx.say.t("factor-codes-made"), ""), &codes)),
        Err(error) => refused(&ctx, (At::Codes, Typed::default()), error).await,
    }
}

/// `POST /me/second-factor/off`
pub async fn turn_off(visitor: Visitor, ctx: Ctx, Form(typed): Form<Typed>) -> Result<Response> {
    let came = async { factor::turn_off(&ctx, shown(&ctx, &visitor, typed).await?).await };
    match came.await {
        Ok(opened) => Ok(go_in(&ctx.app, opened, "/me", Some(Notice::good(ctx.say.t("factor-is-off"))))),
        Err(error) => refused(&ctx, (At::Off, Typed::default()), error).await,
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
    code_field_named(say, "code")
}

/// The same under another name.
pub(super) fn code_field_named<'a>(say: &base::words::Say, name: &'a str) -> Input<'a> {
    code_or_passkey(say, name).required()
}

/// The same where a passkey may be shown in its place.
pub(super) fn code_or_passkey<'a>(say: &base::words::Say, name: &'a str) -> Input<'a> {
    Input::text(name, say.t("factor-code")).autocomplete("one-time-code").hint(say.t("factor-code-hint"))
}

/// The code of one of two forms on a page.
fn own_code<'a>(say: &base::words::Say, state: &State, form: &str) -> Input<'a> {
    let field = if state.passkeys > 0 { code_or_passkey(say, "code") } else { code_field(say) };
    field.id(format!("f-code-{form}"))
}

/// The code of who is on the way in; `passkeys`: they may show one in its place.
pub(super) fn way<'a>(say: &base::words::Say, passkeys: bool) -> Input<'a> {
    if passkeys { code_or_passkey(say, "code") } else { code_field(say) }
}

/// The passkey in its place, in the same form.
pub(super) fn passkey_beside(say: &base::words::Say, passkeys: bool) -> Markup {
    html! {
        @if passkeys { (passkey_button(Press::Quiet, say.t("passkeys-instead"), "passkey", super::passkeys::BEGIN)) }
    }
}

/// Shows a passkey in place of the code of this form, where one is signed in.
fn passkey_instead(say: &base::words::Say, state: &State) -> Markup {
    html! {
        @if state.passkeys > 0 {
            (passkey_button(Press::Quiet, say.t("passkeys-instead"), "passkey", "/me/proof/begin"))
        }
    }
}

async fn shown(ctx: &Ctx, visitor: &Visitor, typed: Typed) -> Result<Shown> {
    let shown = Shown::by_code(Some(typed.code), visitor.address.clone());
    match &typed.passkey {
        Some(sent) => shown.by_passkey_here(ctx, &Answer::read(visitor, sent)?).await,
        None => Ok(shown),
    }
}

async fn refused(ctx: &Ctx, sent: (At, Typed), error: Error) -> Result<Response> {
    let refusal = match &error {
        Error::Invalid(problem) if problem.fields.is_empty() => Some(error.sentence(&ctx.say)),
        Error::Invalid(problem) if problem.fields.iter().all(|field| field.field != "secret") => None,
        // The form had lost its secret: it begins with another one.
        Error::Invalid(_) => return Ok(see_other(FACTOR, None)),
        Error::Conflict(_) | Error::Slow(_) => Some(error.sentence(&ctx.say)),
        _ => return Err(error),
    };
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
    let page = drawn(ctx, sent, &Wrong::of(&ctx.say, &error), refusal).await?;
    Ok((status, page).into_response())
}

async fn drawn(
    ctx: &Ctx,
    (at, typed): (At, Typed),
    wrong: &Wrong,
    refusal: Option<String>,
) -> Result<Markup> {
    let say = &ctx.say;
    let title = say.t("factor-title");
    let right = Wrong::default();
    let of = |form: At| if form == at { wrong } else { &right };
    let refusal = html! { @if let Some(text) = &refusal { (flash(Tone::Bad, text)) } };
    if ctx.lacks_factor() {
        let (app, proof) = set_up_cards(ctx, typed, of(At::SetUp))?;
        let content = html! {
            h1 { (title) }
            (refusal)
            (notice(Tone::Warn, say.with("factor-needed-text", &[("account", ctx.account.name.as_str().into())])))
            (app) (proof)
            p { a href="/me/passkeys/new" { (say.t("passkeys-instead-app")) } }
            (buttons(post_button(Press::Quiet, say.t("web-sign-out"), "/sign-out")))
        };
        return Ok(layout::plain(say, &title, content));
    }
    let state = factor::look(ctx).await?;
    let content = match state.since {
        Some(since) => html! {
            (notice(Tone::Good, say.with("factor-on-since", &[("when", ctx.day(since).into())])))
            (columns(codes_card(ctx, &state, of(At::Codes)), off_card(ctx, &state, of(At::Off))))
        },
        None => {
            let (app, proof) = set_up_cards(ctx, typed, of(At::SetUp))?;
            html! {
                @if state.passkeys > 0 { (notice(Tone::Good, say.t("passkeys-are-second"))) }
                (columns(app, html! {
                    (proof)
                    @if state.passkeys > 0 { (codes_card(ctx, &state, of(At::Codes))) }
                }))
            }
        }
    };
    let me = say.t("signin-me");
    let crumbs = [Crumb { label: &me, href: "/me" }];
    let content = html! {
        (head(Head { crumbs: &crumbs, lead: &say.t("factor-lead"), ..Head::new(&title) }))
        (refusal)
        (content)
    };
    Ok(show(ctx, Nav::None, &title, content))
}

/// How the secret comes into an app, and the proof that it is there.
fn set_up_cards(ctx: &Ctx, typed: Typed, wrong: &Wrong) -> Result<(Markup, Markup)> {
    let say = &ctx.say;
    let made = factor::offer(ctx, Some(typed.secret).filter(|secret| !secret.is_empty()))?;
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
        form method="post" action=(FACTOR) {
            (hidden("secret", &made.secret))
            (hidden("next", &typed.next))
            (Input::text("code", say.t("factor-code-app")).autocomplete("one-time-code").required()
                .error(wrong.at("code")))
            (Input::password("password", say.t("signin-password-current")).autocomplete("current-password")
                .required().hint(say.t("signin-password-ends")).error(wrong.at("password")))
            (buttons(button(Press::Main, say.t("factor-turn-on"))))
        }
    };
    Ok((card(say.t("factor-set-up"), app), card(say.t("factor-turn-on"), proof)))
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
            form method="post" action={ (FACTOR) "/codes" } {
                (own_code(say, state, "codes").error(wrong.at("code")))
                (buttons(html! {
                    (button(Press::Plain, say.t("factor-codes-new")))
                    (passkey_instead(say, state))
                }))
            }
        },
    )
}

fn off_card(ctx: &Ctx, state: &State, wrong: &Wrong) -> Markup {
    let say = &ctx.say;
    if state.required && state.passkeys == 0 {
        let why = say.with("factor-off-required", &[("account", ctx.account.name.as_str().into())]);
        return card(say.t("factor-off-title"), html! { p { (why) } });
    }
    card(
        say.t("factor-off-title"),
        html! {
            p { (say.t(if state.passkeys > 0 { "passkeys-still" } else { "factor-off-text" })) }
            form method="post" action={ (FACTOR) "/off" } {
                (own_code(say, state, "off").error(wrong.at("code")))
                (buttons(html! {
                    (button(Press::Plain, say.t("factor-turn-off")))
                    (passkey_instead(say, state))
                }))
            }
        },
    )
}

/// The recovery codes, with the fresh session.
pub(super) fn shown_once(
    ctx: &Ctx,
    opened: Opened,
    (came, next): (&str, &str),
    codes: &[String],
) -> Response {
    let ctx = &at_ease(ctx);
    let say = &ctx.say;
    let next = if next.is_empty() { "/me".to_owned() } else { local(next) };
    let title = say.t("factor-codes");
    let text = codes.join("\n");
    let content = html! {
        (head(Head::new(&title)))
        (notice(Tone::Good, came))
        (card(say.t("factor-codes-keep"), html! {
            p { (say.t("factor-codes-once")) }
            (copyable_text(&say.t("factor-codes"), &text, &say.t("signin-copy"), &say.t("signin-copied")))
            (buttons(link_button(Press::Main, say.t("factor-codes-kept"), &next)))
        }))
    };
    let page = (StatusCode::CREATED, show(ctx, Nav::None, &title, content)).into_response();
    with_cookie(page, session_cookie(&ctx.app, opened.secret))
}

/// What was shown beside the password of this door: a code, or the passkey in its place. Otherwise the sentence to ask again
/// with.
pub(super) async fn shown_by(
    visitor: &Visitor,
    door: &Door,
    code: String,
    passkey: Option<&str>,
) -> Result<Result<Shown, String>> {
    let shown = Shown::by_code(Some(code), visitor.address.clone());
    let Some(sent) = passkey else { return Ok(Ok(shown)) };
    match shown.by_passkey(visitor, door.identity_id, sent).await {
        Ok(shown) => Ok(Ok(shown)),
        Err(error @ (Error::Invalid(_) | Error::Conflict(_) | Error::Slow(_))) => {
            Ok(Err(error.sentence(&visitor.say)))
        }
        Err(error) => Err(error),
    }
}

/// The same reader, who has just set it up.
fn at_ease(ctx: &Ctx) -> Ctx {
    let signed = ctx.signed.as_ref().map(|signed| Signed { factor_due: None, ..(**signed).clone() });
    let mut ctx = ctx.clone();
    ctx.signed = signed.map(Arc::new);
    ctx
}
