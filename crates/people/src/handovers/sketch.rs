//! A plan while it is being written: what would go where, as far as that has been said. Nothing needs to be whole, and
//! nothing changes.

use std::collections::{BTreeMap, BTreeSet};

use base::{Ctx, Error, Kind, Result};

use super::fact::What;
use super::plan::Plan;
use super::preview::Preview;
use super::splits;

/// So many of a kind, and to whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flow {
    pub kind: Kind,
    pub count: i64,
    /// `None`: nobody has been chosen.
    pub to: Option<i64>,
}

/// What would go where; only the kinds that are meant to move.
///
/// # Errors
/// 403 for who doesn't manage people. Rules that can't be followed yet count as not written.
pub async fn sketch(
    ctx: &Ctx,
    what: What,
    preview: &Preview,
    plan: &Plan,
    kinds: &BTreeSet<Kind>,
) -> Result<Vec<Flow>> {
    let mut ruled = plan.clone();
    ruled.splits.retain(|split| !split.to.is_empty());
    let shares = match splits::checked(ctx, ruled) {
        Ok(ruled) if !ruled.splits.is_empty() => {
            match splits::shares_of(ctx, what, preview.person.id, &ruled).await {
                Err(Error::Invalid(_)) => Vec::new(),
                shares => shares?,
            }
        }
        _ => Vec::new(),
    };
    let shared: Vec<(Kind, i64, i64)> =
        shares.into_iter().map(|share| (share.kind, share.to, share.count)).collect();
    let held = preview.holdings.iter().map(|(kind, held)| (*kind, held.count));
    Ok(flows(held.filter(|(kind, _)| kinds.contains(kind)), &shared, plan))
}

/// What rules take goes to whom they name, the rest of each kind to its receiver.
fn flows(held: impl Iterator<Item = (Kind, i64)>, shared: &[(Kind, i64, i64)], plan: &Plan) -> Vec<Flow> {
    let mut all: BTreeMap<(Kind, Option<i64>), i64> = BTreeMap::new();
    for (kind, count) in held {
        let mut rest = count;
        for (_, to, count) in shared.iter().filter(|(of, ..)| *of == kind) {
            *all.entry((kind, Some(*to))).or_default() += count;
            rest -= count;
        }
        *all.entry((kind, plan.receiver(kind))).or_default() += rest;
    }
    let some = all.into_iter().filter(|(_, count)| *count > 0);
    some.map(|((kind, to), count)| Flow { kind, count, to }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(
        held: &[(Kind, i64)],
        shared: &[(Kind, i64, i64)],
        plan: &Plan,
    ) -> Vec<(Kind, i64, Option<i64>)> {
        let flows = flows(held.iter().copied(), shared, plan);
        flows.into_iter().map(|flow| (flow.kind, flow.count, flow.to)).collect()
    }

    #[test]
    fn what_nobody_is_chosen_for_goes_to_nobody() {
        let held = [(Kind::Deal, 7), (Kind::Contact, 2), (Kind::Task, 0)];
        let plan = Plan { by_kind: [(Kind::Contact, 9)].into(), ..Plan::default() };
        assert_eq!(drawn(&held, &[], &plan), [(Kind::Deal, 7, None), (Kind::Contact, 2, Some(9))]);
    }

    #[test]
    fn what_rules_take_is_not_counted_twice() {
        let shared = [(Kind::Deal, 3, 2), (Kind::Deal, 9, 1), (Kind::Deal, 4, 0)];
        let flows = drawn(&[(Kind::Deal, 7)], &shared, &Plan::to(9));
        assert_eq!(flows, [(Kind::Deal, 2, Some(3)), (Kind::Deal, 5, Some(9))]);
    }
}
