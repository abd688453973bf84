//! The way back in for who was sending something when their session had ended, and the question whether to send it now.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::web::components::*;
use base::web::{Visitor, layout};
use base::words::Say;
use maud::{Markup, html};

use super::sign_in::{self, SignIn};
use crate::pictures;
use crate::signin::held::{Held, Whose};

/// The sign-in page that carries it; what is too long to be carried is said.
pub fn held_page(visitor: &Visitor, held: &Held, too_long: bool) -> Response {
    let refusal = too_long.then(|| visitor.say.t("signin-held-too-long"));
    (StatusCode::UNAUTHORIZED, sign_in::page(visitor, &SignIn::again(held), refusal)).into_response()
}

/// What was typed, and the button that sends it where it was going.
pub(super) fn page(say: &Say, held: &Held, whose: Whose) -> Markup {
    let title = say.t("signin-again");
    let pairs = held.pairs();
    let typed = pairs.iter().filter(|(name, value)| !value.trim().is_empty() && !is_word(name, value));
    let content = html! {
        h1 { (title) }
        p { (say.t(if whose == Whose::Theirs { "signin-again-text" } else { "signin-again-whose" })) }
        p { (say.t("signin-again-to")) ": " code { (held.to()) } }
        @if held.had_file() { (notice(Tone::Quiet, say.t("signin-again-file"))) }
        @if typed.clone().next().is_some() {
            details open {
                summary { (say.t("signin-again-typed")) }
                ul class="again" { @for (_, value) in typed { li { (value) } } }
            }
        }
        form method="post" action=(held.to()) {
            @for (name, value) in &pairs { (hidden(name, value)) }
            (buttons(html! {
                (button(Press::Main, say.t("signin-again-send")))
                (link_button(Press::Quiet, say.t("signin-again-not"), "/"))
            }))
        }
    };
    layout::plain(say, &title, content)
}

/// What the page itself had put into the form: ids, versions, a picture, the word that makes it unique.
fn is_word(name: &str, value: &str) -> bool {
    ["once", pictures::KEPT].contains(&name) || value.bytes().all(|byte| byte.is_ascii_digit())
}
