//! What the product says, and how it waits.

use maud::{Markup, html};

use super::super::components::*;
use super::specimen;
use crate::words::Say;

const HERE: &str = "/styleguide/messages";

pub fn show(say: &Say) -> Markup {
    let told = [
        (Tone::Good, say.t("look-told-good")),
        (Tone::Quiet, say.t("look-told-quiet")),
        (Tone::Warn, say.t("look-told-warn")),
        (Tone::Bad, say.t("look-told-bad")),
    ];
    html! {
        (specimen("Toast", html! { @for (tone, text) in &told { (flash(*tone, text)) } }))
        (specimen("Notice", html! {
            @for (tone, text) in &told { (notice(*tone, text)) }
            (notice_with(Tone::Warn, say.t("look-told-warn"), link_button(Press::Plain, say.t("look-open"), HERE)))
            (notice_list(Tone::Warn, say.t("look-told-warn"), &told.each_ref().map(|(_, text)| text.clone())))
        }))
        (specimen("Banner", banner(say.t("look-told-banner"))))
        (specimen("Banner of a sample", way_banner(say.t("web-sample"), Some((&say.t("web-sample-leave"), HERE)))))
        (specimen("Progress", html! {
            (progress(&say.t("look-staging"), 37, 100, "37 %"))
            (progress(&say.t("look-staging"), 100, 100, "100 %"))
            (progress_unknown(&say.t("look-staging"), &say.t("look-loading")))
        }))
        (specimen("Skeleton", skeleton(&say.t("look-loading"), 3)))
        (specimen("Empty state", empty_state(
            say.t("look-empty"),
            say.t("look-empty-text"),
            link_button(Press::Main, say.t("look-add"), HERE),
        )))
        (specimen("Refusal", error_page(
            403,
            say.t("look-nowhere"),
            say.t("look-nowhere-text"),
            buttons(link_button(Press::Main, say.t("look-back"), HERE)),
        )))
        (specimen("Proof", proof_list(&[
            Proof { label: &say.t("look-sample-deals"), left: 0, says: &say.t("look-nothing-left") },
            Proof { label: &say.t("look-sample-contacts"), left: 0, says: &say.t("look-nothing-left") },
            Proof { label: &say.t("look-sample-tasks"), left: 2, says: &say.n("look-left", 2) },
        ])))
    }
}
