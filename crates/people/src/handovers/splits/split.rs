//! Rules that share records out, without a database: whether they can be asked for, which of them speak of a
//! portfolio, and how cards are dealt evenly.

use std::collections::{BTreeMap, BTreeSet};

use base::Kind;
use base::error::Fields;
use base::portfolios::Holdable;
use base::portfolios::sharing::{Sharing, Where};
use serde::{Deserialize, Serialize};

/// One rule: records of the kind that fit go to these people, evenly if they are several. Of several rules the first
/// that fits counts; what fits none goes to the successor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Split {
    #[schema(value_type = String)]
    pub kind: Kind,
    /// What a record must be; empty: every record of the kind.
    #[serde(default, rename = "where")]
    pub fits: Where,
    /// Who receives.
    pub to: Vec<i64>,
}

/// The most rules of one plan, receivers of one rule, and records picked by hand in one rule.
const MOST_RULES: usize = 20;
const MOST_RECEIVERS: usize = 50;
const MOST_IDS: usize = 1_000;

/// What is wrong with the rules themselves; who may receive is judged with the rest of the plan.
pub fn check(splits: &[Split], holdables: &[Holdable], wrong: &mut Fields) {
    if splits.len() > MOST_RULES {
        wrong.add_with("splits", "error-split-too-many", vec![("n", most(MOST_RULES))]);
    }
    for (place, split) in splits.iter().enumerate() {
        let rule = || vec![("n", i64::try_from(place + 1).unwrap_or(0).into())];
        let sharing = holdables.iter().find(|h| h.kind == split.kind).map(|h| h.sharing);
        let Some(sharing) = sharing.filter(|_| Sharing::is_open(split.kind)) else {
            wrong.add_with("splits", "error-split-kind", rule());
            continue;
        };
        let receivers: BTreeSet<i64> = split.to.iter().copied().collect();
        if split.to.is_empty() || receivers.len() < split.to.len() || split.to.len() > MOST_RECEIVERS {
            wrong.add_with("splits", "error-split-receivers", rule());
        }
        if split.fits.facets().iter().any(|facet| !sharing.facets.contains(facet)) {
            wrong.add_with("splits", "error-split-facet", rule());
        }
        let amounts = split.fits.amount_from.zip(split.fits.amount_to);
        if amounts.is_some_and(|(from, to)| from > to) {
            wrong.add_with("splits", "error-split-amount", rule());
        }
        if split.fits.ids.as_ref().is_some_and(|ids| ids.is_empty() || ids.len() > MOST_IDS) {
            wrong.add_with("splits", "error-split-ids", rule());
        }
    }
}

fn most(n: usize) -> base::words::Value {
    i64::try_from(n).unwrap_or(i64::MAX).into()
}

/// Which rules speak of a portfolio: those of the kind, without those of other departments. In order.
pub fn speaking(splits: &[Split], departments: &Departments, kind: Kind, portfolio: i64) -> Vec<usize> {
    let speaks = |split: &Split| {
        split.kind == kind
            && split.fits.department_id.is_none_or(|department| {
                departments.get(&department).is_some_and(|all| all.contains(&portfolio))
            })
    };
    splits.iter().enumerate().filter(|(_, split)| speaks(split)).map(|(rule, _)| rule).collect()
}

/// The portfolios of each department that a rule names.
pub type Departments = BTreeMap<i64, BTreeSet<i64>>;

/// Whose turn it is: the one with the fewest, of equals the first named.
pub fn next(sizes: &[i64]) -> usize {
    sizes.iter().enumerate().min_by_key(|(place, size)| (**size, *place)).map_or(0, |(place, _)| place)
}

/// Deals so many cards to hands of these sizes; the places in order.
pub fn deal(sizes: &mut [i64], cards: usize) -> Vec<usize> {
    (0..cards)
        .map(|_| {
            let place = next(sizes);
            if let Some(size) = sizes.get_mut(place) {
                *size += 1;
            }
            place
        })
        .collect()
}

/// One step towards even hands: from the largest to the smallest, while they differ by more than one.
pub fn uneven(sizes: &[i64]) -> Option<(usize, usize)> {
    let least = next(sizes);
    let most = sizes.iter().enumerate().max_by_key(|(place, size)| (**size, std::cmp::Reverse(*place)))?.0;
    (sizes.get(most)? - sizes.get(least)? > 1).then_some((most, least))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn cards_are_dealt_one_by_one_and_a_late_comer_catches_up() {
        assert_eq!(deal(&mut [0, 0, 0], 5), [0, 1, 2, 0, 1]);
        assert_eq!(deal(&mut [3, 1], 3), [1, 1, 0]);
    }

    proptest! {
        #[test]
        fn dealt_hands_differ_by_at_most_one_and_hold_every_card(hands in 1usize..9, cards in 0usize..200) {
            let mut sizes = vec![0; hands];
            let dealt = deal(&mut sizes, cards);
            prop_assert_eq!(dealt.len(), cards);
            prop_assert_eq!(usize::try_from(sizes.iter().sum::<i64>()).unwrap(), cards);
            prop_assert!(sizes.iter().max().unwrap() - sizes.iter().min().unwrap() <= 1);
            prop_assert_eq!(uneven(&sizes), None);
        }

        #[test]
        fn whatever_left_hands_are_even_again_after_enough_steps(mut sizes in prop::collection::vec(0i64..40, 1..9)) {
            let all: i64 = sizes.iter().sum();
            let mut steps = 0;
            while let Some((from, to)) = uneven(&sizes) {
                sizes[from] -= 1;
                sizes[to] += 1;
                steps += 1;
                prop_assert!(steps <= all);
            }
            prop_assert_eq!(sizes.iter().sum::<i64>(), all);
            prop_assert!(sizes.iter().max().unwrap() - sizes.iter().min().unwrap() <= 1);
        }
    }
}
