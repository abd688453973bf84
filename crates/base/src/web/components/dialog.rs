//! A window over the page which is a page of its own when scripts are off.

use maud::{Markup, html};

use super::icons::{Icon, icon};

/// A task that is done and left.
pub struct Dialog<'a> {
    pub id: &'a str,
    pub title: &'a str,
    /// What the cross says to a screen reader.
    pub close: &'a str,
    /// Where the cross leads.
    pub back: &'a str,
    pub content: Markup,
}

/// Has an address of its own, and stands open there as a section of the page. A
/// [`dialog_link`](super::dialog_link) to that address opens it over the present page where scripts run. It brings
/// the page's `h1`.
pub fn dialog(d: Dialog<'_>) -> Markup {
    html! {
        dialog open id=(d.id) aria-labelledby={ (d.id) "-title" } {
            header class="dialog-head" {
                h1 id={ (d.id) "-title" } { (d.title) }
                a class="button quiet square" href=(d.back) aria-label=(d.close) title=(d.close) data-close {
                    (icon(Icon::Close))
                }
            }
            div class="dialog-body" { (d.content) }
        }
    }
}
