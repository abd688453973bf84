//! A value that is changed where it stands.

use maud::{Markup, html};

use super::{Icon, icon};

/// Where a value is changed.
pub struct Change<'a> {
    /// The address of the whole form.
    pub form: &'a str,
    /// The names of the fields that make up the value, with spaces between them.
    pub fields: &'a str,
    /// Names the act and the value: "Edit: Amount".
    pub label: &'a str,
}

/// The value, and beside it the way to change it: without script to the whole form, at the field; with script the field
/// comes to where the value was.
pub fn editable(value: Markup, change: &Change<'_>) -> Markup {
    let first = change.fields.split(' ').next().unwrap_or_default();
    html! {
        div class="editable" {
            div class="editable-value" { (value) }
            a class="button quiet square" href={ (change.form) "#f-" (first) } data-quick=(change.fields)
                aria-label=(change.label) title=(change.label) { (icon(Icon::Pencil)) }
        }
    }
}
