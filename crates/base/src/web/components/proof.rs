//! Proof that nothing is left: each kind with its count, which should be nought.

use maud::{Markup, html};

use super::icons::{Icon, icon};

/// How much of a kind is left.
pub struct Proof<'a> {
    pub label: &'a str,
    pub left: i64,
    /// What `left` means in words for a screen reader: "nothing left", "5 left".
    pub says: &'a str,
}

/// The list with a mark at every nought and a warning at everything else.
pub fn proof_list(list: &[Proof<'_>]) -> Markup {
    html! {
        ul class="proof" {
            @for p in list {
                @let (class, picture) = if p.left == 0 { ("good", Icon::Check) } else { ("bad", Icon::Warning) };
                li class=(class) {
                    (icon(picture))
                    span { (p.label) }
                    b aria-hidden="true" { (p.left) }
                    span class="unseen" { (p.says) }
                }
            }
        }
    }
}
