//! The page of a one-time link.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::web::components::*;
use base::web::{Form, Notice, Path, Visitor, Wrong, layout};
use base::words::Say;
use base::{Error, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::{factor, go_in};
use crate::signin::arrival::{self, Arrival, Asks, From};
use crate::signin::passkeys::Answer;
use crate::signin::terms;

/// `GET /link/{token}`: consumes nothing.
pub async fn link(visitor: Visitor, Path(secret): Path<String>) -> Result<Markup> {
    let arrival = arrival::look(&visitor.app, &secret).await?;
    Ok(page(&visitor.say, &secret, &arrival, &Wrong::default(), None))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Follow {
    password: String,
    code: String,
    /// In place of the code.
    passkey: Option<String>,
}

/// `POST /link/{token}`
pub async fn follow(
    visitor: Visitor,
    Path(secret): Path<String>,
    Form(form): Form<Follow>,
) -> Result<Response> {
    let arrival = arrival::look(&visitor.app, &secret).await?;
    let say = &visitor.say;
    let came = async {
        let passkey = form.passkey.map(|sent| Answer::read(&visitor, &sent)).transpose()?;
        let (address, agent, code) = (visitor.address.clone(), visitor.agent.clone(), Some(form.code));
        arrival.clone().follow(form.password, say, From { address, agent, code, passkey }).await
    };
    match came.await {
        Ok(opened) => {
            let came =
                if arrival.asks == Asks::Forgotten { "signin-password-changed" } else { "signin-welcome" };
            Ok(go_in(&visitor.app, opened, "/", Some(Notice::good(arrival.say().t(came)))))
        }
        Err(Error::Invalid(problem)) if !problem.fields.is_empty() => {
            let wrong = Wrong::of(say, &Error::Invalid(problem));
            let page = page(say, &secret, &arrival, &wrong, None);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        // Without a code: the field says so.
        Err(Error::Conflict(problem)) if problem.key == "error-second-factor" => {
            let wrong = Wrong::of(say, &Error::field("code", "error-required"));
            let page = page(say, &secret, &arrival, &wrong, None);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        // Of the passkey: the link still works.
        Err(error @ (Error::Invalid(_) | Error::Conflict(_))) if is_of_passkey(&error) => {
            let page = page(say, &secret, &arrival, &Wrong::default(), Some(error.sentence(say)));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error @ Error::Slow(_)) => {
            let page = page(say, &secret, &arrival, &Wrong::default(), Some(error.sentence(say)));
            Ok((StatusCode::TOO_MANY_REQUESTS, page).into_response())
        }
        Err(error) => Err(error),
    }
}

fn is_of_passkey(error: &Error) -> bool {
    matches!(error, Error::Invalid(problem) | Error::Conflict(problem) if problem.key.starts_with("error-passkey"))
}

fn page(say: &Say, secret: &str, arrival: &Arrival, wrong: &Wrong, refusal: Option<String>) -> Markup {
    let person = &arrival.person;
    let title = match arrival.asks {
        Asks::Forgotten => say.t("forgotten-new"),
        Asks::NewPassword | Asks::Own | Asks::NotYet => {
            say.with("signin-link-title", &[("account", arrival.account_name().into())])
        }
    };
    let names = [&person.email, &person.login].into_iter().flatten().map(String::as_str).collect::<Vec<_>>();
    let text = match arrival.asks {
        Asks::NotYet => say.t("signin-link-first"),
        Asks::Own => say.t("signin-link-own"),
        Asks::NewPassword => say.t("signin-link-new"),
        Asks::Forgotten => say.t("forgotten-new-text"),
    };
    let password = match arrival.asks {
        Asks::Own | Asks::NotYet => {
            Input::password("password", say.t("signin-password")).autocomplete("current-password")
        }
        Asks::NewPassword | Asks::Forgotten => Input::password("password", say.t("signin-password-new"))
            .autocomplete("new-password")
            .strength("/password-strength", "about")
            .hint(say.t("signin-password-hint")),
    };
    let content = html! {
        h1 { (title) }
        @if let Some(text) = &refusal { (flash(Tone::Bad, text)) }
        p { (text) }
        (facts(&[
            (say.t("signin-name").as_str(), html! { (person.name) }),
            (say.t("signin-login").as_str(), html! { (names.join(", ")) }),
        ]))
        @if let Some(terms) = &arrival.terms { (terms::shown(say, terms)) }
        @if arrival.asks != Asks::NotYet {
            form method="post" action={ "/link/" (secret) } {
                (hidden("about", arrival.guesses().join(" ")))
                (password.required().focus().error(wrong.at("password")))
                @if arrival.second_factor { (factor::way(say, arrival.passkeys).error(wrong.at("code"))) }
                (buttons(html! {
                    (button(Press::Main, say.t("signin-enter")))
                    (factor::passkey_beside(say, arrival.passkeys))
                }))
            }
        }
    };
    layout::plain(say, &title, content)
}
