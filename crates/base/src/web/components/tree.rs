//! A tree that opens and shuts without script.

use maud::{Markup, html};

/// A node and what is below it.
pub struct Branch {
    pub label: Markup,
    /// What stands within the node when it is open; may be empty.
    pub content: Markup,
    pub branches: Vec<Branch>,
}

/// Nested lists, all open at first.
pub fn tree(branches: &[Branch]) -> Markup {
    html! { ul class="tree" { (level(branches)) } }
}

fn level(branches: &[Branch]) -> Markup {
    html! {
        @for branch in branches {
            li {
                @if branch.branches.is_empty() && branch.content.0.is_empty() {
                    div class="leaf" { (branch.label) }
                } @else {
                    details open {
                        summary { (branch.label) }
                        (branch.content)
                        @if !branch.branches.is_empty() { ul { (level(&branch.branches)) } }
                    }
                }
            }
        }
    }
}
