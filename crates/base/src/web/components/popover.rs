//! A small window beside the button that opened it. The platform opens and shuts it, without script.

use maud::{Markup, Render, html};

use super::icons::{Icon, icon};

/// A button with a question mark that explains what stands before it. `label` names the button, `id` the window.
pub fn help(id: &str, label: &str, text: impl Render) -> Markup {
    html! {
        button type="button" class="button quiet square help" popovertarget=(id) aria-label=(label) title=(label) {
            (icon(Icon::Question))
        }
        div class="popover" id=(id) popover { (text) }
    }
}
