//! The large parts of a page: its head, cards, facts, numbers.

use maud::{Markup, Render, html};

use super::editable::{Change, editable};
use super::tabs::{Crumb, breadcrumbs};

/// The top of a page.
pub struct Head<'a> {
    pub title: &'a str,
    /// A small thing beside the title, such as an "i" behind which its id is; may be empty.
    pub beside: Markup,
    /// One sentence under the title; may be empty.
    pub lead: &'a str,
    /// The pages above this one, outermost first; none for what the panel itself leads to.
    pub crumbs: &'a [Crumb<'a>],
    /// Buttons and the "⋯" menu; may be empty.
    pub acts: Markup,
    /// Where the title is changed, for who may.
    pub change: Option<Change<'a>>,
}

impl<'a> Head<'a> {
    /// A title alone.
    pub fn new(title: &'a str) -> Head<'a> {
        Head { title, beside: html! {}, lead: "", crumbs: &[], acts: html! {}, change: None }
    }
}

/// The head of a page: where it is, its only `h1`, what can be done.
pub fn head(h: Head<'_>) -> Markup {
    html! {
        header class="page-head" {
            @if !h.crumbs.is_empty() { (breadcrumbs(h.crumbs, h.title)) }
            div class="page-title" {
                div {
                    @match &h.change {
                        Some(change) => (editable(html! { h1 dir="auto" { (h.title) } }, change)),
                        None if h.beside.0.is_empty() => h1 dir="auto" { (h.title) },
                        None => div class="titled" { h1 dir="auto" { (h.title) } (h.beside) },
                    }
                    @if !h.lead.is_empty() { p class="lead" { (h.lead) } }
                }
                @if !h.acts.0.is_empty() { div class="buttons" { (h.acts) } }
            }
        }
    }
}

/// A panel with a heading.
pub fn card(title: impl Render, content: Markup) -> Markup {
    card_with(title, html! {}, content)
}

/// A panel with a heading and acts beside it.
pub fn card_with(title: impl Render, acts: Markup, content: Markup) -> Markup {
    html! {
        section class="card" {
            header class="card-head" { h2 dir="auto" { (title) } @if !acts.0.is_empty() { div class="buttons" { (acts) } } }
            (content)
        }
    }
}

/// A panel of what can't be taken back.
pub fn danger_card(title: impl Render, content: Markup) -> Markup {
    html! { section class="card danger-card" { header class="card-head" { h2 { (title) } } (content) } }
}

/// Panels side by side: the first is wide, the second narrow; one under another on a phone.
pub fn columns(wide: Markup, narrow: Markup) -> Markup {
    html! { div class="columns" { div { (wide) } div { (narrow) } } }
}

/// What something is, what happens with it, and what one does about it: beside one another where there is room, otherwise
/// one below the other.
pub fn desk(is: Markup, happens: Markup, acts: Markup) -> Markup {
    html! { div class="desk" { div { (is) } div { (happens) } div { (acts) } } }
}

/// Label and value, line by line.
pub fn facts(list: &[(&str, Markup)]) -> Markup {
    html! { dl class="facts" { @for (label, value) in list { div { dt { (label) } dd { (value) } } } } }
}

/// A big number; `note` may be empty.
pub fn stat(value: impl Render, label: &str, note: &str) -> Markup {
    html! {
        div class="stat" {
            dt { (label) }
            dd { strong { (value) } @if !note.is_empty() { small { (note) } } }
        }
    }
}

/// A row of big numbers.
pub fn stats(content: Markup) -> Markup {
    html! { dl class="stats" { (content) } }
}

/// Work that takes time; `text` says the same in words.
pub fn progress(label: &str, done: u64, of: u64, text: &str) -> Markup {
    html! {
        div class="progress" {
            p { span { (label) } span { (text) } }
            progress value=(done) max=(of.max(1)) aria-label=(label) { (text) }
        }
    }
}

/// Work that takes time, and nobody knows how long.
pub fn progress_unknown(label: &str, text: &str) -> Markup {
    html! {
        div class="progress" {
            p { span { (label) } span { (text) } }
            progress aria-label=(label) { (text) }
        }
    }
}
