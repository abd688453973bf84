//! A place that is being filled: as large as what will stand there, so that nothing jumps.

use maud::{Markup, html};

/// `lines` lines of text that are on their way; `label` says so to a screen reader.
pub fn skeleton(label: &str, lines: usize) -> Markup {
    html! {
        div class="skeleton" role="status" {
            span class="unseen" { (label) }
            @for _ in 0..lines { span class="skeleton-line" aria-hidden="true" {} }
        }
    }
}
