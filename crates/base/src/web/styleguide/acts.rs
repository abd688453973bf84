//! What is pressed and what it opens.

use maud::{Markup, html};

use super::super::components::*;
use super::{posed, specimen, states};
use crate::words::Say;

/// Links of samples lead here.
const HERE: &str = "/styleguide/acts";

pub fn show(say: &Say) -> Markup {
    let tab = |key, count, current| (say.t(key), count, current);
    let sides = [
        tab("look-sample-deals", None, true),
        tab("look-sample-tasks", Some("12"), false),
        tab("look-sample-history", None, false),
    ];
    let sides: Vec<Tab<'_>> = sides
        .iter()
        .map(|(label, count, current)| Tab { label, href: HERE, count: *count, current: *current })
        .collect();
    let (explain, close) = (say.t("look-explain"), say.t("look-close"));
    html! {
        (specimen("Button", presses(say)))
        (specimen("Menu", html! {
            (menu(&say.t("look-more"), html! {
                (menu_link(say.t("look-edit"), HERE))
                (menu_link(say.t("look-hand-over"), HERE))
                (menu_post(say.t("look-delete"), HERE))
            }))
        }))
        (specimen("Popover", html! {
            p class="with-help" { (say.t("look-sample-scope")) " " (help("help-scope", &explain, say.t("look-sample-scope-text"))) }
            p class="with-help" { (say.t("look-sample-person")) " " (info("info-id", "Id: 4711", "4711")) }
        }))
        (specimen("Breadcrumbs", breadcrumbs(&[
            Crumb { label: &say.t("look-sample-deals"), href: HERE },
        ], &say.t("look-sample-deal"))))
        (specimen("Tabs", tabs(&say.t("look-sample-sides"), &sides)))
        (specimen("Dialog", html! {
            p { (dialog_link(Press::Plain, say.t("look-open"), HERE)) }
            (dialog(Dialog {
                id: "sample",
                title: &say.t("look-sample-question"),
                close: &close,
                back: HERE,
                content: confirm(Confirm {
                    action: HERE,
                    text: &say.t("look-sample-question-text"),
                    yes: &say.t("look-delete"),
                    press: Press::Danger,
                    no: &say.t("look-cancel"),
                    back: HERE,
                    content: html! {},
                }),
            }))
        }))
        (specimen("Copyable", copyable(&say.t("look-sample-link"), "https://crm.example/link/4f0c-77b2", &say.t("look-copy"), &say.t("look-copied"))))
        (specimen("Phone", phone("044 123 45 67", kit::phone::Country::parse("UA"))))
        (specimen("Copyable text", copyable_text(&say.t("look-sample-text"), &say.t("look-sample-letter"), &say.t("look-copy"), &say.t("look-copied"))))
        (specimen("Icon", html! {
            ul class="icon-list" { @for one in Icon::ALL { li { (icon(one)) small { (format!("{one:?}")) } } } }
        }))
    }
}

fn presses(say: &Say) -> Markup {
    let kinds = [
        ("Main", Press::Main, say.t("look-save")),
        ("Plain", Press::Plain, say.t("look-edit")),
        ("Quiet", Press::Quiet, say.t("look-cancel")),
        ("Danger", Press::Danger, say.t("look-delete")),
    ];
    html! {
        @for (name, press, label) in &kinds {
            h3 { (name) }
            (states(&[
                ("rest", link_button(*press, label, HERE)),
                ("hover", posed("hover", link_button(*press, label, HERE))),
                ("active", posed("active", link_button(*press, label, HERE))),
                ("focus", posed("focus", link_button(*press, label, HERE))),
                ("disabled", button_off(*press, label)),
                ("busy", button_busy(*press, label)),
            ]))
        }
        h3 { "Form" }
        (states(&[
            ("one press", post_button(Press::Plain, say.t("look-copy"), HERE)),
            ("several", buttons(html! {
                (button(Press::Main, say.t("look-save")))
                (link_button(Press::Quiet, say.t("look-cancel"), HERE))
            })),
        ]))
        h3 { "Icon" }
        (states(&[
            ("rest", icon_link(Icon::Mail, &say.t("look-write"), HERE)),
            ("hover", posed("hover", icon_link(Icon::Mail, &say.t("look-write"), HERE))),
            ("focus", posed("focus", icon_link(Icon::Mail, &say.t("look-write"), HERE))),
        ]))
    }
}
