//! What happened, newest first.

use maud::{Markup, html};

use super::badges::Tone;
use super::person::{Who, avatar};

/// One thing that happened.
pub struct Entry<'a> {
    /// Who did it; `None` when nobody did (first run, a job of the product).
    pub who: Option<Who<'a>>,
    /// The whole sentence, the name included.
    pub text: Markup,
    /// RFC 3339, for machines.
    pub at: &'a str,
    /// The same for people.
    pub when: &'a str,
    pub tone: Tone,
    /// Before and after, a note; may be empty.
    pub detail: Markup,
}

/// A moment: RFC 3339 for machines, the same for people. Never breaks over two lines in a table.
pub fn moment(at: &str, when: &str) -> Markup {
    html! { time datetime=(at) { (when) } }
}

/// Entries as a list along a line.
pub fn timeline(entries: &[Entry<'_>]) -> Markup {
    html! {
        ol class="timeline" {
            @for e in entries {
                li class=(e.tone.class()) {
                    @match e.who {
                        Some(who) => { (avatar(who)) }
                        None => { span class="avatar nobody" aria-hidden="true" {} }
                    }
                    div {
                        p { (e.text) " " (moment(e.at, e.when)) }
                        @if !e.detail.0.is_empty() { div class="entry-detail" { (e.detail) } }
                    }
                }
            }
        }
    }
}

/// Somebody's own words below the sentence of an entry: lines as they were typed, in their own direction. `note` says
/// more of them in small print and `acts` what can be done with them; both may be empty.
pub fn said(words: Markup, note: Markup, acts: Markup) -> Markup {
    html! {
        div class="said" {
            div class="said-words" dir="auto" { (words) }
            @if !note.0.is_empty() { small class="quiet" { (note) } }
            @if !acts.0.is_empty() { div class="buttons" { (acts) } }
        }
    }
}
