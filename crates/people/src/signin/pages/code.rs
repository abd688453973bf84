//! The code between the right password and going in.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::web::components::*;
use base::web::{Form, Visitor, Wrong, layout};
use base::{Error, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::passkeys::way_in;
use super::{factor, go_in_with, renewal};
use crate::signin::choices;
use crate::signin::held::Held;
use crate::signin::next::local;
use crate::signin::sign_in::{self, Door};

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Code {
    /// The proof that the password was right; works once.
    choice: String,
    code: String,
    /// In place of the code.
    passkey: Option<String>,
    next: String,
    #[serde(flatten)]
    held: Held,
}

/// The question, after the right password of `door`.
pub(super) async fn ask(
    visitor: &Visitor,
    door: Door,
    then: (&str, &Held),
    wrong: &Wrong,
    refusal: Option<String>,
) -> Result<Markup> {
    let (app, passkeys) = (door.by_app, door.passkeys);
    let offered = choices::offer(&visitor.app, vec![door]).await?.pop();
    let offered = offered.ok_or_else(|| Error::Broken("a door without a choice".into()))?;
    Ok(page(visitor, &offered.secret, then, wrong, (refusal, app, passkeys)))
}

/// `POST /sign-in/code`
pub async fn enter(visitor: Visitor, Form(form): Form<Code>) -> Result<Response> {
    let door = choices::take(&visitor.app, &form.choice).await?;
    let then = (form.next.as_str(), &form.held);
    if form.code.trim().is_empty() && form.passkey.is_none() {
        let wrong = Wrong::of(&visitor.say, &Error::field("code", "error-required"));
        let page = ask(&visitor, door, then, &wrong, None).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let shown = match factor::shown_by(&visitor, &door, form.code, form.passkey.as_deref()).await? {
        Ok(shown) => shown,
        Err(refusal) => {
            let page = ask(&visitor, door, then, &Wrong::default(), Some(refusal)).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    match sign_in::open_with(&visitor.app, &door, visitor.agent.clone(), shown).await {
        Ok(opened) => {
            Ok(go_in_with(&visitor.app, &visitor.say, &form.held, opened, &local(&form.next), None))
        }
        Err(Error::Conflict(problem)) if problem.key == "error-must-change-password" => {
            Ok(renewal::ask(&visitor, door, then, &Wrong::default(), None).await?.into_response())
        }
        Err(Error::Invalid(problem)) if !problem.fields.is_empty() => {
            let wrong = Wrong::of(&visitor.say, &Error::Invalid(problem));
            let page = ask(&visitor, door, then, &wrong, None).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error @ Error::Slow(_)) => {
            let refusal = Some(error.sentence(&visitor.say));
            let page = ask(&visitor, door, then, &Wrong::default(), refusal).await?;
            Ok((StatusCode::TOO_MANY_REQUESTS, page).into_response())
        }
        // The status or the password changed in the meantime: from the beginning.
        Err(Error::Invalid(_)) => Err(Error::SignedOut),
        Err(error) => Err(error),
    }
}

fn page(
    visitor: &Visitor,
    choice: &str,
    (next, held): (&str, &Held),
    wrong: &Wrong,
    (refusal, by_app, by_passkey): (Option<String>, bool, bool),
) -> Markup {
    let say = &visitor.say;
    let title = say.t("factor-ask");
    let text = match (by_app, by_passkey) {
        (true, false) => say.t("factor-ask-text"),
        (true, true) => say.t("factor-ask-either"),
        (false, _) => say.t("factor-ask-passkey"),
    };
    let field = match by_app {
        true => factor::code_field(say),
        false => factor::code_field(say).hint(say.t("factor-code-recovery")),
    };
    let fields = html! {
        (hidden("choice", choice))
        (hidden("next", next))
        (held.fields())
    };
    let content = html! {
        h1 { (title) }
        @if let Some(text) = &refusal { (flash(Tone::Bad, text)) }
        p { (text) }
        @if by_passkey { (way_in(visitor, Press::Main, "/sign-in/code", fields.clone())) }
        form method="post" action="/sign-in/code" {
            (fields)
            (field.focus().error(wrong.at("code")))
            (buttons(html! {
                (button(if by_passkey { Press::Plain } else { Press::Main }, say.t("signin-enter")))
                (link_button(Press::Quiet, say.t("forgotten-back"), "/sign-in"))
            }))
        }
    };
    layout::plain(say, &title, content)
}
