//! Choosing one's own password between the right one and going in.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::web::components::*;
use base::web::{Form, Notice, Visitor, Wrong, layout};
use base::words::Say;
use base::{Error, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::{factor, go_in_with};
use crate::signin::held::Held;
use crate::signin::next::local;
use crate::signin::sign_in::Door;
use crate::signin::{choices, renewal};

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Renewal {
    /// The proof that the present password was right; works once.
    choice: String,
    new: String,
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
    let (asks_code, passkeys) = (door.second_factor, door.passkeys);
    let offered = choices::offer(&visitor.app, vec![door]).await?.pop();
    let offered = offered.ok_or_else(|| Error::Broken("a door without a choice".into()))?;
    let code = html! { @if asks_code { (factor::way(&visitor.say, passkeys).error(wrong.at("code"))) } };
    let code = (code, factor::passkey_beside(&visitor.say, asks_code && passkeys));
    Ok(page(&visitor.say, &offered, then, wrong, (code, refusal)))
}

/// `POST /sign-in/password`
pub async fn renew(visitor: Visitor, Form(form): Form<Renewal>) -> Result<Response> {
    let door = choices::take(&visitor.app, &form.choice).await?;
    let shown = match factor::shown_by(&visitor, &door, form.code, form.passkey.as_deref()).await? {
        Ok(shown) => shown,
        Err(refusal) => {
            let then = (form.next.as_str(), &form.held);
            let page = ask(&visitor, door, then, &Wrong::default(), Some(refusal)).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    let by = (visitor.agent.clone(), shown);
    match renewal::renew(&visitor.app, &door, form.new, &visitor.say, by).await {
        Ok(opened) => {
            let notice = Notice::good(visitor.say.t("signin-password-changed"));
            Ok(go_in_with(&visitor.app, &visitor.say, &form.held, opened, &local(&form.next), Some(notice)))
        }
        Err(Error::Invalid(problem)) if !problem.fields.is_empty() => {
            let wrong = Wrong::of(&visitor.say, &Error::Invalid(problem));
            let page = ask(&visitor, door, (&form.next, &form.held), &wrong, None).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        // Without a code: the field says so.
        Err(Error::Conflict(problem)) if problem.key == "error-second-factor" => {
            let wrong = Wrong::of(&visitor.say, &Error::field("code", "error-required"));
            let page = ask(&visitor, door, (&form.next, &form.held), &wrong, None).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error @ Error::Slow(_)) => {
            let refusal = Some(error.sentence(&visitor.say));
            let page = ask(&visitor, door, (&form.next, &form.held), &Wrong::default(), refusal).await?;
            Ok((StatusCode::TOO_MANY_REQUESTS, page).into_response())
        }
        // The status or the password changed in the meantime: from the beginning.
        Err(Error::Invalid(_)) => Err(Error::SignedOut),
        Err(error) => Err(error),
    }
}

fn page(
    say: &Say,
    choice: &choices::Choice,
    (next, held): (&str, &Held),
    wrong: &Wrong,
    ((code, passkey), refusal): ((Markup, Markup), Option<String>),
) -> Markup {
    let title = say.t("signin-renew");
    let content = html! {
        h1 { (title) }
        @if let Some(text) = &refusal { (flash(Tone::Bad, text)) }
        p { (say.t("signin-renew-text")) }
        form method="post" action="/sign-in/password" {
            (hidden("choice", &choice.secret))
            (hidden("next", next))
            (held.fields())
            (hidden("about", &choice.account_name))
            (Input::password("new", say.t("signin-password-new")).autocomplete("new-password").required().focus()
                .strength("/password-strength", "about").hint(say.t("signin-password-hint")).error(wrong.at("new")))
            (code)
            (buttons(html! {
                (button(Press::Main, say.t("signin-enter")))
                (passkey)
            }))
        }
    };
    layout::plain(say, &title, content)
}
