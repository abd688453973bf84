//! The language and the time zone of who is signed in, on their own card.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::web::components::*;
use base::web::{Form, Notice, Wrong, see_other, tongues};
use base::{Ctx, Error, Result};
use kit::lang::Lang;
use maud::{Markup, html};
use serde::Deserialize;

use super::me::refused;
use crate::signin::own;

/// The form as it is sent.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    lang: String,
    zone: String,
}

/// `POST /me/language-and-time`: the next page speaks as it says.
pub async fn choose(ctx: Ctx, Form(form): Form<Typed>) -> Result<Response> {
    match own::choose_tongue(&ctx, Some(form.lang.clone()), Some(form.zone)).await {
        Ok(()) => {
            let theirs =
                Lang::parse(&form.lang).map_or_else(|| ctx.say.clone(), |lang| ctx.app.words.say(lang));
            Ok(see_other("/me", Some(Notice::good(theirs.t("signin-tongue-saved")))))
        }
        Err(error @ Error::Invalid(_)) => {
            let wrong = Wrong::of(&ctx.say, &error);
            let sentence = wrong.at("lang").or_else(|| wrong.at("zone")).unwrap_or_default();
            Ok((StatusCode::UNPROCESSABLE_ENTITY, refused(&ctx, sentence).await?).into_response())
        }
        Err(error) => Err(error),
    }
}

/// The form, on the own card.
pub(super) fn form(ctx: &Ctx) -> Markup {
    let (say, Some(signed)) = (&ctx.say, &ctx.signed) else { return html! {} };
    let lang = signed.person.lang.as_deref().unwrap_or_default();
    let zone = signed.person.zone.as_deref().unwrap_or_default();
    html! {
        form method="post" action="/me/language-and-time" {
            (Select::new("lang", say.t("people-lang"), tongues::languages()).none(say.t("signin-lang-none"))
                .selected(lang))
            (Select::new("zone", say.t("people-zone"), tongues::zones(zone)).none(tongues::company(ctx)).selected(zone)
                .hint(say.t("signin-zone-hint")))
            (buttons(button(Press::Plain, say.t("signin-tongue-save"))))
        }
    }
}
