//! Small coloured words: a state, a count.

use maud::{Markup, Render, html};

/// What a colour means. The text always says the same: colour is never alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Done, healthy, active.
    Good,
    /// Nothing to do: neutral or past.
    Quiet,
    /// Wants attention.
    Warn,
    /// Refused, failed, dangerous.
    Bad,
}

impl Tone {
    pub(crate) fn class(self) -> &'static str {
        match self {
            Tone::Good => "good",
            Tone::Quiet => "quiet",
            Tone::Warn => "warn",
            Tone::Bad => "bad",
        }
    }
}

/// A word in a rounded frame: a tag, a category.
pub fn badge(tone: Tone, label: impl Render) -> Markup {
    html! { span class={ "badge " (tone.class()) } { (label) } }
}

/// A state with a dot before it.
pub fn status_badge(tone: Tone, label: impl Render) -> Markup {
    html! { span class={ "badge status " (tone.class()) } { (label) } }
}

/// A number beside a word.
pub fn count(n: impl Render) -> Markup {
    html! { span class="count" { (n) } }
}
