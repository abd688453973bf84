//! Steps to take in any order, each done or not.

use maud::{Markup, html};

use super::buttons::{Press, link_button};
use super::icons::{Icon, icon};

/// One step: what it is, what for, and where it is taken.
pub struct Step<'a> {
    pub title: &'a str,
    pub text: &'a str,
    pub done: bool,
    /// The verb and the address; `None` for whoever may not go there.
    pub way: Option<(&'a str, &'a str)>,
}

/// The steps; `done` is what a screen reader hears of one that is.
pub fn steps(done: &str, list: &[Step<'_>]) -> Markup {
    html! {
        ol class="steps" {
            @for step in list {
                li class=[step.done.then_some("done")] {
                    span class="step-mark" { @if step.done { (icon(Icon::Check)) span class="unseen" { (done) } } }
                    div { h3 { (step.title) } p { (step.text) } }
                    @if let Some((label, href)) = step.way {
                        (link_button(if step.done { Press::Quiet } else { Press::Plain }, label, href))
                    }
                }
            }
        }
    }
}
