//! The question whether it is them, before what would do lasting harm.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::web::components::*;
use base::web::faults::PROOF;
use base::web::{Form, Query, Wrong, layout, see_other};
use base::{Ctx, Error, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::factor;
use crate::signin::next::local;
use crate::signin::proof::{self, CODE, PASSKEY, PASSWORD, Then};

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Going {
    /// Where to go then.
    next: String,
}

/// `GET /me/proof`
pub async fn page(ctx: Ctx, Query(going): Query<Going>) -> Result<Markup> {
    let then = Then { to: PROOF.into(), pairs: vec![("next".into(), local(&going.next))], lost: false };
    drawn(&ctx, &then, &Wrong::default(), None).await
}

/// `POST /me/proof`: the layer has taken what it showed.
pub async fn go_on(ctx: Ctx, Form(going): Form<Going>) -> Result<Response> {
    if !ctx.actor.proven {
        return Err(Error::ProofNeeded);
    }
    Ok(see_other(&local(&going.next), None))
}

/// In place of an answer.
pub async fn question(ctx: &Ctx, then: &Then) -> Result<Response> {
    let page = drawn(ctx, then, &Wrong::default(), None).await?;
    Ok((StatusCode::FORBIDDEN, page).into_response())
}

/// What was shown is no proof.
pub async fn again(ctx: &Ctx, then: &Then, error: Error) -> Result<Response> {
    let error = match error {
        // Without a code: the field says so.
        Error::Conflict(problem) if problem.key == "error-second-factor" => {
            Error::field("code", "error-required")
        }
        error => error,
    };
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
    let (wrong, refusal) = match &error {
        Error::Invalid(problem) if !problem.fields.is_empty() => (Wrong::of(&ctx.say, &error), None),
        // Of the passkey.
        Error::Invalid(_) | Error::Conflict(_) => (Wrong::default(), Some(error.sentence(&ctx.say))),
        Error::Slow(_) => (Wrong::default(), Some(error.sentence(&ctx.say))),
        _ => return Err(error),
    };
    Ok((status, drawn(ctx, then, &wrong, refusal).await?).into_response())
}

async fn drawn(ctx: &Ctx, then: &Then, wrong: &Wrong, refusal: Option<String>) -> Result<Markup> {
    let say = &ctx.say;
    let title = say.t("proof-title");
    let asks = proof::asks(ctx).await?;
    let name = ctx.signed.as_ref().map(|signed| signed.person.name.clone()).unwrap_or_default();
    let content = html! {
        h1 { (title) }
        @if let Some(text) = &refusal { (flash(Tone::Bad, text)) }
        p { (say.with("proof-text", &[("name", name.into())])) }
        @if then.lost { (notice(Tone::Quiet, say.t("proof-lost"))) }
        @if asks.passkey {
            form method="post" action=(then.to) {
                @for (name, value) in &then.pairs { (hidden(name, value)) }
                (buttons(passkey_button(Press::Plain, say.t("passkeys-show"), PASSKEY, "/me/proof/begin")))
            }
        }
        form method="post" action=(then.to) {
            @for (name, value) in &then.pairs { (hidden(name, value)) }
            (Input::password(PASSWORD, say.t("signin-password-current")).autocomplete("current-password").required()
                .focus().error(wrong.at("password")))
            @if asks.code { (factor::code_field_named(say, CODE).error(wrong.at("code"))) }
            (buttons(html! {
                (button(Press::Main, say.t("proof-go-on")))
                (link_button(Press::Quiet, say.t("proof-not"), "/"))
            }))
        }
    };
    Ok(layout::plain(say, &title, content))
}
