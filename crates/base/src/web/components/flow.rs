//! The drawing of a hand-over: from whom, what and how much, to whom.

use std::fmt::Write as _;

use maud::{Markup, html};

use super::person::{Who, avatar, person_chip};

/// So much of a kind.
pub struct Load<'a> {
    pub kind: &'a str,
    pub count: &'a str,
}

/// What one person receives.
pub struct Leg<'a> {
    pub to: Who<'a>,
    pub loads: Vec<Load<'a>>,
}

/// A hand-over.
pub struct Flow<'a> {
    pub from: Who<'a>,
    /// Under the giver's name: a status, a date. May be empty.
    pub note: &'a str,
    pub legs: Vec<Leg<'a>>,
    /// The whole drawing as a sentence.
    pub says: &'a str,
}

/// The giver on one side, the receivers on the other, a line to each. On a phone one stands under another.
pub fn flow(f: Flow<'_>) -> Markup {
    html! {
        figure class="flow" {
            div class="flow-from" {
                (avatar(f.from))
                strong { (f.from.name) }
                @if !f.note.is_empty() { small { (f.note) } }
            }
            svg class="flow-lines" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" {
                path d=(lines(f.legs.len())) vector-effect="non-scaling-stroke" {}
            }
            ul class="flow-to" {
                @for leg in &f.legs {
                    li {
                        (person_chip(leg.to))
                        ul class="loads" { @for l in &leg.loads { li { (l.kind) " " b { (l.count) } } } }
                    }
                }
            }
            figcaption class="unseen" { (f.says) }
        }
    }
}

/// One curve to the middle of each of `n` equally high rows.
fn lines(n: usize) -> String {
    let mut path = String::new();
    for at in 0..n {
        let y = (at * 2 + 1) * 50 / n.max(1);
        // Writing to a string can't fail.
        let _ = write!(path, "M0 50C45 50 55 {y} 100 {y}");
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_goes_to_the_middle_of_each_receiver() {
        assert_eq!(lines(1), "M0 50C45 50 55 50 100 50");
        assert_eq!(lines(2), "M0 50C45 50 55 25 100 25M0 50C45 50 55 75 100 75");
        assert_eq!(lines(0), "");
    }
}
