//! A small window beside the button that opened it. The platform opens and shuts it, without script.

use maud::{Markup, Render, html};

use super::icons::{Icon, icon};

/// A button with a question mark that explains what stands before it. `label` names the button, `id` the window.
pub fn help(id: &str, label: &str, text: impl Render) -> Markup {
    window(Icon::Question, id, label, text)
}

/// An "i" that tells more of what stands before it: on hovering `label`, pressed all of `more`.
pub fn info(id: &str, label: &str, more: impl Render) -> Markup {
    window(Icon::Info, id, label, more)
}

fn window(sign: Icon, id: &str, label: &str, content: impl Render) -> Markup {
    html! {
        button type="button" class="button quiet square help" popovertarget=(id) aria-label=(label) title=(label) {
            (icon(sign))
        }
        div class="popover" id=(id) popover { (content) }
    }
}
