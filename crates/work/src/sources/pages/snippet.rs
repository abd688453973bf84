//! What is pasted into another site: the form in a frame, or as plain HTML.

use base::words::Say;
use maud::{Markup, html};

use super::super::{Asks, Draft};

/// The form in a frame.
pub fn frame(address: &str, draft: &Draft) -> String {
    let frame = html! {
        iframe src=(address) title=(draft.name) width="100%" height="720" style="border:0" loading="lazy" {}
    };
    frame.into_string()
}

/// The form as HTML that the other site may dress as it likes.
pub fn plain(say: &Say, address: &str, draft: &Draft) -> String {
    let fields = [
        ("phone", "tel", say.t("forms-phone"), draft.phone),
        ("email", "email", say.t("forms-email"), draft.email),
        ("company", "text", say.t("forms-company"), draft.company),
    ];
    let form = html! {
        form action=(address) method="post" accept-charset="utf-8" {
            (labelled(say.t("forms-your-name"), html! { input name="name" maxlength="200" required; }))
            @for (name, kind, label, asks) in fields {
                @if asks != Asks::Off {
                    (labelled(label, html! { input type=(kind) name=(name) maxlength="200" required[asks == Asks::Required]; }))
                }
            }
            @if draft.message != Asks::Off {
                (labelled(say.t("forms-message"), html! {
                    textarea name="message" rows="4" maxlength="5000" required[draft.message == Asks::Required] {}
                }))
            }
            p style="display:none" {
                label { (say.t("forms-trap")) input name="website" tabindex="-1" autocomplete="off"; }
            }
            p { button type="submit" { (say.t("forms-send")) } }
        }
    };
    form.into_string()
}

fn labelled(label: String, control: Markup) -> Markup {
    html! { p { label { (label) br; (control) } } }
}
