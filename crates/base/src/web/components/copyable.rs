//! A value to be taken elsewhere: an id, a link, an address.

use maud::{Markup, html};

use super::icons::{Icon, icon};

/// The value in a field that can be selected; with script a button copies it and says `copied`.
pub fn copyable(label: &str, value: &str, copy: &str, copied: &str) -> Markup {
    html! {
        div class="copyable" {
            input type="text" readonly value=(value) aria-label=(label);
            button type="button" class="button" data-copy=(copied) { (icon(Icon::Copy)) span { (copy) } }
        }
    }
}

/// A text of several lines to be taken elsewhere, as a whole.
pub fn copyable_text(label: &str, value: &str, copy: &str, copied: &str) -> Markup {
    html! {
        div class="copyable long" {
            textarea readonly rows=(value.lines().count().max(2)) aria-label=(label) { (value) }
            button type="button" class="button" data-copy=(copied) { (icon(Icon::Copy)) span { (copy) } }
        }
    }
}
