//! The code between the right password and going in.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::web::components::*;
use base::web::{Form, Visitor, Wrong, layout};
use base::words::Say;
use base::{Error, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::{factor, go_in_with, renewal};
use crate::signin::choices;
use crate::signin::factor::Shown;
use crate::signin::held::Held;
use crate::signin::next::local;
use crate::signin::sign_in::{self, Door};

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Code {
    /// The proof that the password was right; works once.
    choice: String,
    code: String,
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
    let offered = choices::offer(&visitor.app, vec![door]).await?.pop();
    let offered = offered.ok_or_else(|| Error::Broken("a door without a choice".into()))?;
    Ok(page(&visitor.say, &offered.secret, then, wrong, refusal))
}

/// `POST /sign-in/code`
pub async fn enter(visitor: Visitor, Form(form): Form<Code>) -> Result<Response> {
    let door = choices::take(&visitor.app, &form.choice).await?;
    let then = (form.next.as_str(), &form.held);
    if form.code.trim().is_empty() {
        let wrong = Wrong::of(&visitor.say, &Error::field("code", "error-required"));
        let page = ask(&visitor, door, then, &wrong, None).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let shown = Shown { code: Some(form.code), address: visitor.address.clone() };
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
    say: &Say,
    choice: &str,
    (next, held): (&str, &Held),
    wrong: &Wrong,
    refusal: Option<String>,
) -> Markup {
    let title = say.t("factor-ask");
    let content = html! {
        h1 { (title) }
        @if let Some(text) = &refusal { (flash(Tone::Bad, text)) }
        p { (say.t("factor-ask-text")) }
        form method="post" action="/sign-in/code" {
            (hidden("choice", choice))
            (hidden("next", next))
            (held.fields())
            (factor::code_field(say).focus().error(wrong.at("code")))
            (buttons(html! {
                (button(Press::Main, say.t("signin-enter")))
                (link_button(Press::Quiet, say.t("forgotten-back"), "/sign-in"))
            }))
        }
    };
    layout::plain(say, &title, content)
}
