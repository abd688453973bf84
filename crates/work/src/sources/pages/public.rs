//! The form as anybody meets it, on a page of its own or inside a page of another site: in the form's language, without
//! script, with nobody signed in.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use base::web::components::*;
use base::web::{Form as Sent, Path, Query, Visitor, layout, once};
use base::words::Say;
use base::{Error, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::super::{Asks, Draft, Form, Received, Typed, of_key, receive};
use crate::records::form::Wrong;

/// What the address says beside the key.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Told {
    sent: String,
}

/// `GET /f/{key}`
pub async fn show_public(
    visitor: Visitor,
    Path(key): Path<String>,
    Query(told): Query<Told>,
) -> Result<Response> {
    let Some((_, form)) = of_key(&visitor.app, &key).await? else { return Ok(closed(&visitor.say)) };
    let say = visitor.app.words.say(form.draft.lang);
    if !told.sent.is_empty() {
        return Ok(thanks(&say, &form.draft).into_response());
    }
    if !form.draft.on {
        return Ok(closed(&say));
    }
    Ok(page(&say, &form, &Typed::default(), &Wrong::default(), html! {}).into_response())
}

/// `POST /f/{key}`
pub async fn send(visitor: Visitor, Path(key): Path<String>, Sent(typed): Sent<Typed>) -> Result<Response> {
    let app = &visitor.app;
    let Some(found) = of_key(app, &key).await? else { return Ok(closed(&visitor.say)) };
    let (say, form) = (app.words.say(found.1.draft.lang), &found.1);
    match receive(app, &found, &typed, &visitor.address).await {
        Ok(Received::Closed) => Ok(closed(&say)),
        Ok(Received::Thanks) => Ok(match &form.draft.next_url {
            Some(address) => Redirect::to(address).into_response(),
            None => Redirect::to(&format!("/f/{key}?sent=1")).into_response(),
        }),
        Err(error @ Error::Invalid(_)) => {
            let page = page(&say, form, &typed, &Wrong::of(&say, &error), html! {});
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(Error::Slow(seconds)) => {
            let told = notice(Tone::Warn, say.n("forms-slow", (seconds + 59) / 60));
            let page = page(&say, form, &typed, &Wrong::default(), told);
            let mut response = (StatusCode::TOO_MANY_REQUESTS, page).into_response();
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            Ok(response)
        }
        Err(error) => Err(error),
    }
}

fn page(say: &Say, form: &Form, typed: &Typed, wrong: &Wrong, told: Markup) -> Markup {
    let draft = &form.draft;
    // Afterwards comes a page of theirs, which may not want to be in a frame.
    let target = draft.next_url.as_ref().map(|_| "_top");
    let content = html! {
        h1 { (draft.name) }
        (told)
        (wrong.summary(say))
        form method="post" action={ "/f/" (form.key) } target=[target] {
            (once::open_field())
            (Input::text("name", say.t("forms-your-name")).value(&typed.name).autocomplete("name").required()
                .error(wrong.at("name")))
            @if draft.phone != Asks::Off {
                (asked(Input::tel("phone", say.t("forms-phone")).value(&typed.phone).autocomplete("tel"), draft.phone)
                    .error(wrong.at("phone")))
            }
            @if draft.email != Asks::Off {
                (asked(Input::email("email", say.t("forms-email")).value(&typed.email).autocomplete("email"), draft.email)
                    .error(wrong.at("email")))
            }
            @if draft.company != Asks::Off {
                (asked(Input::text("company", say.t("forms-company")).value(&typed.company)
                    .autocomplete("organization"), draft.company).error(wrong.at("company")))
            }
            @if draft.message != Asks::Off {
                (asked(TextArea::new("message", say.t("forms-message")).value(&typed.message), draft.message)
                    .error(wrong.at("message")))
            }
            div class="unseen" aria-hidden="true" {
                label { (say.t("forms-trap")) input type="text" name="website" tabindex="-1" autocomplete="off"; }
            }
            (buttons(button(Press::Main, say.t("forms-send"))))
        }
    };
    layout::bare(say, &draft.name, content)
}

fn asked<'a, F: Field<'a>>(field: F, asks: Asks) -> F {
    if asks == Asks::Required { field.required() } else { field }
}

fn thanks(say: &Say, draft: &Draft) -> Markup {
    let title = say.t("forms-thanks-title");
    let text = draft.thanks.clone().unwrap_or_else(|| say.t("forms-thanks-text"));
    layout::bare(say, &title, html! { h1 { (title) } @for line in text.lines() { p { (line) } } })
}

/// What whoever comes too late reads; of a key that nobody has, too.
fn closed(say: &Say) -> Response {
    let title = say.t("forms-closed-title");
    let page = layout::bare(say, &title, html! { h1 { (title) } p { (say.t("forms-closed")) } });
    (StatusCode::NOT_FOUND, page).into_response()
}
