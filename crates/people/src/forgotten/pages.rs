//! The page of a forgotten password.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::web::components::*;
use base::web::{Form, Query, Visitor, Wrong, layout};
use base::words::Say;
use base::{Error, Result, letters};
use maud::{Markup, html};
use serde::Deserialize;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    login: String,
}

/// `GET /sign-in/forgotten`
pub async fn page(visitor: Visitor, Query(asked): Query<Asked>) -> Markup {
    match letters::are_on(&visitor.app) {
        true => form(&visitor.say, &asked.login, &Wrong::default(), None),
        false => off(&visitor.say),
    }
}

/// `POST /sign-in/forgotten`: the same answer for every name.
pub async fn ask(visitor: Visitor, Form(asked): Form<Asked>) -> Result<Response> {
    let say = &visitor.say;
    match super::ask(&visitor.app, &asked.login, &visitor.address).await {
        Ok(()) => Ok(on_its_way(say, asked.login.trim()).into_response()),
        Err(Error::Conflict(_)) => Ok((StatusCode::CONFLICT, off(say)).into_response()),
        Err(error @ (Error::Invalid(_) | Error::Slow(_))) => {
            let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
            let refusal = matches!(error, Error::Slow(_)).then(|| error.sentence(say));
            let page = form(say, &asked.login, &Wrong::of(say, &error), refusal);
            Ok((status, page).into_response())
        }
        Err(error) => Err(error),
    }
}

fn form(say: &Say, login: &str, wrong: &Wrong, refusal: Option<String>) -> Markup {
    let title = say.t("forgotten-title");
    let content = html! {
        h1 { (title) }
        @if let Some(text) = &refusal { (flash(Tone::Bad, text)) }
        p { (say.t("forgotten-text")) }
        form method="post" action="/sign-in/forgotten" {
            (Input::text("login", say.t("signin-login")).value(login).autocomplete("username").required().focus()
                .error(wrong.at("login")))
            (buttons(html! {
                (button(Press::Main, say.t("forgotten-send")))
                (link_button(Press::Quiet, say.t("forgotten-back"), "/sign-in"))
            }))
        }
    };
    layout::plain(say, &title, content)
}

fn on_its_way(say: &Say, login: &str) -> Markup {
    let title = say.t("forgotten-sent");
    let content = html! {
        h1 { (title) }
        p { (say.with("forgotten-sent-text", &[("login", login.into())])) }
        p { (say.t("forgotten-sent-nothing")) }
        (buttons(back(say)))
    };
    layout::plain(say, &title, content)
}

fn off(say: &Say) -> Markup {
    let title = say.t("forgotten-title");
    let content = html! {
        h1 { (title) }
        p { (say.t("error-forgotten-off")) }
        (buttons(back(say)))
    };
    layout::plain(say, &title, content)
}

fn back(say: &Say) -> Markup {
    link_button(Press::Plain, say.t("forgotten-back"), "/sign-in")
}
