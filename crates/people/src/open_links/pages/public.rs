//! What somebody sees who has an open link.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::web::components::*;
use base::web::{Form, Path, Visitor, Wrong, layout, see_other};
use base::words::Say;
use base::{Error, Result};
use maud::{Markup, html};
use serde::Deserialize;

use crate::open_links::{self, Came, Comer};

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    name: String,
    email: String,
}

/// `GET /join/{token}`: consumes nothing.
pub async fn look(visitor: Visitor, Path(secret): Path<String>) -> Result<Markup> {
    let open = open_links::look(&visitor.app, &secret).await?;
    Ok(form(
        &visitor.say,
        &secret,
        (&open.account_name, open.link.approval),
        &Typed::default(),
        &Wrong::default(),
        None,
    ))
}

/// `POST /join/{token}`
pub async fn come(
    visitor: Visitor,
    Path(secret): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    let open = open_links::look(&visitor.app, &secret).await?;
    let say = &visitor.say;
    let comer = Comer {
        name: typed.name.clone(),
        email: typed.email.clone(),
        address: visitor.address.clone(),
        lang: Some(say.lang),
    };
    match open_links::come(&visitor.app, &secret, comer).await {
        Ok(Came::Link(path)) => Ok(see_other(&path, None)),
        Ok(Came::Waits) => Ok(said(say, say.t("join-waits"), say.t("join-waits-text")).into_response()),
        Ok(Came::Letter) => {
            let text = say.with("join-letter-text", &[("address", typed.email.trim().into())]);
            Ok(said(say, say.t("join-letter"), text).into_response())
        }
        Err(Error::Invalid(problem)) if problem.fields.is_empty() => Err(Error::Invalid(problem)),
        Err(error @ (Error::Invalid(_) | Error::Conflict(_) | Error::Slow(_))) => {
            let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
            let refusal = match &error {
                Error::Conflict(problem) if problem.key == "error-no-seat" => Some(say.t("join-no-seat")),
                Error::Conflict(_) | Error::Slow(_) => Some(error.sentence(say)),
                _ => None,
            };
            let wrong = Wrong::of(say, &error);
            let page = form(say, &secret, (&open.account_name, open.link.approval), &typed, &wrong, refusal);
            Ok((status, page).into_response())
        }
        Err(error) => Err(error),
    }
}

fn form(
    say: &Say,
    secret: &str,
    (account, approval): (&str, bool),
    typed: &Typed,
    wrong: &Wrong,
    refusal: Option<String>,
) -> Markup {
    let title = say.with("join-title", &[("account", account.into())]);
    let content = html! {
        h1 { (title) }
        @if let Some(refusal) = &refusal { (flash(Tone::Bad, refusal)) }
        p { (say.t(if approval { "join-text-approval" } else { "join-text" })) }
        form method="post" action={ "/join/" (secret) } {
            (Input::text("name", say.t("people-name")).value(&typed.name).autocomplete("name").required().focus()
                .error(wrong.at("name")))
            (Input::email("email", say.t("people-email")).value(&typed.email).autocomplete("email").required()
                .hint(say.t("join-email-hint")).error(wrong.at("email")))
            (buttons(button(Press::Main, say.t("join-send"))))
        }
    };
    layout::plain(say, &title, content)
}

fn said(say: &Say, title: String, text: String) -> Markup {
    layout::plain(say, &title, html! { h1 { (title) } p { (text) } })
}
