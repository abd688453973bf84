//! What a search found, to go to: lines under headings.

use maud::{Markup, html};

use super::icons::{Icon, icon};

/// Something to go to.
pub struct FoundLine<'a> {
    pub href: &'a str,
    pub icon: Icon,
    pub title: &'a str,
    /// Why it was found, or how to reach it; may be empty.
    pub note: &'a str,
}

/// Lines under one heading.
pub struct FoundHeap<'a> {
    pub title: &'a str,
    pub lines: Vec<FoundLine<'a>>,
}

/// Links under headings; the palette makes them what one chooses from with the arrows.
pub fn found_list(heaps: &[FoundHeap<'_>]) -> Markup {
    html! {
        @for heap in heaps {
            div class="found" {
                h3 { (heap.title) }
                ul {
                    @for line in &heap.lines {
                        li {
                            a href=(line.href) {
                                (icon(line.icon))
                                span class="found-title" { (line.title) }
                                @if !line.note.is_empty() { " " span class="found-note" { (line.note) } }
                            }
                        }
                    }
                }
            }
        }
    }
}
