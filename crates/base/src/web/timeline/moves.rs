//! What went from whom to whom.

use std::collections::HashMap;

use maud::{Markup, html};

use super::name_of;
use crate::journal::Moved;
use crate::org::Name;
use crate::words::Say;

/// Kind by kind, how much went.
pub(super) fn moves(say: &Say, moved: &[Moved], names: &HashMap<i64, Name>) -> Markup {
    html! {
        ul {
            @for part in summed(moved) {
                li {
                    (say.t(&format!("kind-{}", part.kind.code()))) ": " (part.count)
                    " · " (name_of(part.from, names)) " → " (name_of(part.to, names))
                }
            }
        }
    }
}

/// One line for each kind and pair of people, however many portfolios went; kinds of which nothing went are left out.
fn summed(moved: &[Moved]) -> Vec<Moved> {
    let mut sums: Vec<Moved> = Vec::new();
    for part in moved.iter().filter(|part| part.count > 0) {
        match sums.iter_mut().find(|s| s.kind == part.kind && s.from == part.from && s.to == part.to) {
            Some(sum) => {
                sum.count += part.count;
                sum.open += part.open;
            }
            None => sums.push(part.clone()),
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Kind;

    #[test]
    fn portfolios_of_one_kind_are_one_line() {
        let part = |kind, count, to| Moved { kind, count, open: 0, from: 1, to };
        let sums = summed(&[
            part(Kind::Deal, 2, 2),
            part(Kind::Deal, 3, 2),
            part(Kind::Deal, 1, 3),
            part(Kind::Task, 0, 2),
        ]);
        assert_eq!(sums, [part(Kind::Deal, 5, 2), part(Kind::Deal, 1, 3)]);
    }
}
