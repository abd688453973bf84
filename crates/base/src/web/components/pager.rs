//! Newer and older pages of a list.

use maud::{Markup, html};

/// Where the neighbours are. A list is read by cursor, so there are no page numbers.
pub struct Pager<'a> {
    /// Names the row of links.
    pub label: &'a str,
    pub newer: (&'a str, Option<&'a str>),
    pub older: (&'a str, Option<&'a str>),
    /// How many there are, in words; may be empty.
    pub total: &'a str,
}

/// The links under a list, each as (label, address); absent addresses are left out.
pub fn pager(p: Pager<'_>) -> Markup {
    html! {
        nav class="pager" aria-label=(p.label) {
            span class="pager-total" { (p.total) }
            @if let (label, Some(href)) = p.newer { a class="button" rel="prev" href=(href) { "← " (label) } }
            @if let (label, Some(href)) = p.older { a class="button" rel="next" href=(href) { (label) " →" } }
        }
    }
}
