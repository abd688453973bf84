//! Signing in and out, the choice of an account and of a language.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::cookie::{Cookie, SameSite};
use base::web::components::*;
use base::web::enter::{LANGUAGE_COOKIE, session_cookie};
use base::web::faults::form_encoded;
use base::web::{Form, Query, Visitor, Wrong, layout, see_other};
use base::words::Say;
use base::{App, Ctx, Error, Result};
use kit::lang::Lang;
use maud::{Markup, html};
use serde::Deserialize;

use super::passkeys::way_in;
use super::{code, go_in_with, renewal, with_cookie};
use crate::signin::choices::{self, Choice};
use crate::signin::held::Held;
use crate::signin::next::{back, local};
use crate::signin::passkeys::{self, Answer};
use crate::signin::sign_in::{self, Attempt};
use crate::signin::terms;
use crate::signin::{Here, here, is_new, own, passwords};

/// The form, and what the address of the page may say beforehand.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct SignIn {
    login: String,
    password: String,
    /// Where to go then.
    next: String,
    /// The id of the account, where the address names one.
    account: String,
    /// The account chosen among several, after the right password.
    choice: String,
    /// What the browser signed by a passkey.
    passkey: String,
    /// What was being sent when the session before had ended; three fields of its own.
    #[serde(flatten)]
    held: Held,
}

impl SignIn {
    /// The way back in for who was sending this.
    pub(super) fn again(held: &Held) -> SignIn {
        SignIn { held: held.clone(), ..SignIn::default() }
    }
}

/// `GET /sign-in`
pub async fn sign_in_page(
    visitor: Visitor,
    ctx: Option<Ctx>,
    Query(form): Query<SignIn>,
) -> Result<Response> {
    // A link brings nothing to be sent: only a form of ours does.
    let form = SignIn { held: Held::default(), ..form };
    if ctx.is_some() {
        return Ok(see_other(&local(&form.next), None));
    }
    if is_new(&visitor.app).await? {
        return Ok(see_other("/welcome", None));
    }
    let known = match here(&visitor.app).await? {
        Here::Nothing => Some("signin-nobody-here"),
        Here::SamplesAlone => Some("signin-sample-only"),
        Here::Companies => None,
    };
    let hint = html! { @if let Some(key) = known { (notice(Tone::Quiet, visitor.say.t(key))) } };
    Ok(page_with(&visitor, &form, None, hint).into_response())
}

/// `POST /sign-in`
pub async fn sign_in(visitor: Visitor, Form(form): Form<SignIn>) -> Result<Response> {
    let came = match form.choice.is_empty() {
        true => by_password(&visitor, &form).await,
        false => chosen(&visitor.app, &form).await,
    };
    let_in(visitor, form, came).await
}

/// `POST /sign-in/passkey`
pub async fn sign_in_by_passkey(visitor: Visitor, Form(form): Form<SignIn>) -> Result<Response> {
    let came = by_passkey(&visitor, &form).await;
    let_in(visitor, form, came).await
}

async fn let_in(visitor: Visitor, form: SignIn, came: Result<Came>) -> Result<Response> {
    let app = &visitor.app;
    let door = match came {
        Ok(Came::In(door)) => door,
        Ok(Came::Choosing(choices)) => return Ok(choice_page(&visitor.say, &form, &choices).into_response()),
        Err(error) => return refused(&visitor, &form, error),
    };
    match sign_in::open(app, &door, visitor.agent.clone()).await {
        Ok(opened) => Ok(go_in_with(app, &visitor.say, &form.held, opened, &local(&form.next), None)),
        Err(Error::Conflict(problem)) if problem.key == "error-must-change-password" => {
            Ok(renewal::ask(&visitor, door, (&form.next, &form.held), &Wrong::default(), None)
                .await?
                .into_response())
        }
        Err(Error::Conflict(problem)) if problem.key == "error-second-factor" => {
            let then = (form.next.as_str(), &form.held);
            Ok(code::ask(&visitor, door, then, &Wrong::default(), None).await?.into_response())
        }
        Err(error) => refused(&visitor, &form, error),
    }
}

enum Came {
    In(sign_in::Door),
    Choosing(Vec<Choice>),
}

async fn by_password(visitor: &Visitor, form: &SignIn) -> Result<Came> {
    let attempt = Attempt {
        login: form.login.clone(),
        password: form.password.clone(),
        account: form.account.trim().parse().ok(),
        address: visitor.address.clone(),
    };
    choosing(visitor, sign_in::prove(&visitor.app, &attempt).await?).await
}

async fn by_passkey(visitor: &Visitor, form: &SignIn) -> Result<Came> {
    let answer = Answer::read(visitor, &form.passkey)?;
    choosing(visitor, passkeys::sign_in(&visitor.app, &answer, form.account.trim().parse().ok()).await?).await
}

/// The only door, or the choice among several.
async fn choosing(visitor: &Visitor, mut doors: Vec<sign_in::Door>) -> Result<Came> {
    if doors.len() > 1 || doors.iter().any(|door| door.has_terms) {
        return Ok(Came::Choosing(choices::offer(&visitor.app, doors).await?));
    }
    doors.pop().map(Came::In).ok_or(Error::invalid("error-sign-in"))
}

async fn chosen(app: &App, form: &SignIn) -> Result<Came> {
    choices::take(app, &form.choice).await.map(Came::In)
}

/// The form again, with what was typed and why not.
fn refused(visitor: &Visitor, form: &SignIn, error: Error) -> Result<Response> {
    let status = match &error {
        Error::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Error::Conflict(_) => StatusCode::CONFLICT,
        Error::Slow(_) => StatusCode::TOO_MANY_REQUESTS,
        _ => return Err(error),
    };
    Ok((status, page(visitor, form, Some(error.sentence(&visitor.say)))).into_response())
}

pub(super) fn page(visitor: &Visitor, form: &SignIn, refusal: Option<String>) -> Markup {
    page_with(visitor, form, refusal, html! {})
}

/// As `page`, with something to know at its foot.
fn page_with(visitor: &Visitor, form: &SignIn, refusal: Option<String>, hint: Markup) -> Markup {
    let say = &visitor.say;
    let title = say.t("signin-title");
    let content = html! {
        h1 { (title) }
        @if let Some(text) = &refusal { (flash(Tone::Bad, text)) }
        @if !form.held.is_empty() { (notice(Tone::Quiet, say.t("signin-held"))) }
        form method="post" action="/sign-in" {
            (hidden("next", &form.next))
            (form.held.fields())
            (hidden("account", &form.account))
            (Input::text("login", say.t("signin-login")).value(&form.login).autocomplete("username").required().focus())
            (Input::password("password", say.t("signin-password")).autocomplete("current-password").required())
            (buttons(button(Press::Main, say.t("signin-enter"))))
        }
        (way_in(visitor, Press::Plain, "/sign-in/passkey", html! {
            (hidden("next", &form.next))
            (form.held.fields())
            (hidden("account", &form.account))
        }))
        p { a href=(forgotten(&form.login)) { (say.t("signin-forgotten")) } }
        (hint)
    };
    layout::plain(say, &title, content)
}

/// The name that was typed goes along.
fn forgotten(login: &str) -> String {
    match login.trim() {
        "" => "/sign-in/forgotten".into(),
        typed => format!("/sign-in/forgotten?login={}", form_encoded(typed)),
    }
}

fn choice_page(say: &Say, form: &SignIn, choices: &[Choice]) -> Markup {
    let title = say.t("signin-choose");
    let content = html! {
        h1 { (title) }
        p { (say.t("signin-choose-text")) }
        form method="post" action="/sign-in" {
            (hidden("next", &form.next))
            (form.held.fields())
            @for choice in choices {
                @if let Some(terms) = &choice.terms { h2 { (choice.account_name) } (terms::shown(say, terms)) }
                (buttons(button_value(Press::Plain, label(say, choice), "choice", &choice.secret)))
            }
        }
    };
    layout::plain(say, &title, content)
}

fn label(say: &Say, choice: &Choice) -> String {
    match choice.waiting {
        true => say.with("accounts-accept", &[("account", choice.account_name.as_str().into())]),
        false => choice.account_name.clone(),
    }
}

/// `POST /sign-out`
pub async fn sign_out(State(app): State<App>, ctx: Option<Ctx>) -> Result<Response> {
    if let Some(ctx) = ctx {
        match sign_in::sign_out(&ctx).await {
            // Whoever ended it first, it is over.
            Ok(()) | Err(Error::SignedOut) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(with_cookie(see_other("/sign-in", None), session_cookie(&app, String::new())))
}

#[derive(Deserialize)]
pub struct Language {
    lang: String,
}

/// `POST /language`: remembered by the browser, and for the person who is signed in.
pub async fn choose_language(
    State(app): State<App>,
    ctx: Option<Ctx>,
    headers: HeaderMap,
    Form(form): Form<Language>,
) -> Result<Response> {
    let referer = headers.get(header::REFERER).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let answer = see_other(&back(referer), None);
    let Some(lang) = Lang::parse(&form.lang) else { return Ok(answer) };
    if let Some(ctx) = ctx {
        own::choose_language(&ctx, lang).await?;
    }
    let mut cookie = Cookie::new(LANGUAGE_COOKIE, lang.code());
    cookie.set_path("/");
    cookie.set_same_site(SameSite::Lax);
    cookie.set_http_only(true);
    cookie.set_secure(app.settings.secure());
    cookie.make_permanent();
    Ok(with_cookie(answer, cookie))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    password: String,
    inputs: String,
}

/// `POST /password-strength`: a judgement while somebody types.
pub async fn strength(
    visitor: Visitor,
    ctx: Option<Ctx>,
    Form(typed): Form<Typed>,
) -> Result<Json<serde_json::Value>> {
    let say = ctx.map_or(visitor.say, |ctx| ctx.say);
    let (score, text) = passwords::judge_aside(typed.password, typed.inputs, say).await?;
    Ok(Json(serde_json::json!({ "score": score, "text": text })))
}
