//! Where one is: tabs of one thing, and the way back.

use maud::{Markup, html};

/// One side of a thing.
pub struct Tab<'a> {
    pub label: &'a str,
    pub href: &'a str,
    pub count: Option<&'a str>,
    pub current: bool,
}

/// Tabs are links to pages: they work without script and can be bookmarked. `label` names the row.
pub fn tabs(label: &str, list: &[Tab<'_>]) -> Markup {
    html! {
        nav class="tabs" aria-label=(label) {
            @for tab in list {
                a href=(tab.href) aria-current=[tab.current.then_some("page")] {
                    (tab.label) @if let Some(n) = tab.count { " " span class="count" { (n) } }
                }
            }
        }
    }
}

/// A step of the way back.
pub struct Crumb<'a> {
    pub label: &'a str,
    pub href: &'a str,
}

/// The element of the frame that says what the way back is, in the reader's language.
pub(crate) const CRUMBS_NAME: &str = "crumbs-name";

/// The way here, outermost first; the page itself, `here`, ends it. A phone shows the step before alone.
pub fn breadcrumbs(list: &[Crumb<'_>], here: &str) -> Markup {
    html! {
        nav aria-labelledby=(CRUMBS_NAME) {
            ol class="crumbs" {
                @for c in list { li { a href=(c.href) dir="auto" { (c.label) } } }
                li { span dir="auto" aria-current="page" { (here) } }
            }
        }
    }
}
