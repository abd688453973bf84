//! What one may do a deed to, stages included: the filter of lists and the answer to single look-ups are one value.

use ::store::Value;

use super::{Filters, Within, held_by, held_from, own, sees_queues};
use crate::authz::{Actor, Deed, Scope};
use crate::{Kind, Result, Tx};

/// The records of a kind on which somebody may do a deed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sight {
    pub within: Within,
    /// Deals at these stages only as far as this. Empty for all who have no rules about stages.
    narrower: Vec<(Vec<i64>, Within)>,
}

impl Sight {
    /// Everything in these portfolios, whoever looks: for counts alone. Sorted.
    pub fn whole(portfolios: Vec<i64>) -> Sight {
        Sight { within: Within::Set(portfolios), narrower: Vec::new() }
    }

    /// Whether a record of this portfolio is in it; `stage` is 0 for every kind but deals.
    pub fn covers(&self, portfolio: i64, stage: i64) -> bool {
        let there = self.narrower.iter().find(|(stages, _)| stages.contains(&stage));
        self.within.covers(portfolio) && there.is_none_or(|(_, within)| within.covers(portfolio))
    }

    /// The same records, as far as they lie in one of these portfolios, which are sorted.
    pub fn lying_in(mut self, portfolios: &[i64]) -> Sight {
        self.within = self.within.and(&Within::Set(portfolios.to_vec()));
        self
    }

    /// The same records, as far as one person holds them.
    pub fn held_by<S>(mut self, tx: &mut Tx<'_, S>, kind: Kind, person: i64) -> Result<Sight> {
        self.within = self.within.and(&held_by(tx, kind, person)?);
        Ok(self)
    }

    /// Adds to a list of `r` what `within` leaves open; nothing for who has no rules about stages.
    pub fn narrow(&self, filters: &mut Filters, stage: &str) {
        if let Some((condition, values)) = self.condition(&format!("r.{stage}"), "r.portfolio_id") {
            filters.and(&condition, values);
        }
    }

    /// The same behind a statement that counts: ` and …` with the values it needs.
    pub fn add_to(&self, sql: &mut String, values: &mut Vec<Value>, (stage, portfolio): (&str, &str)) {
        let Some((condition, more)) = self.condition(stage, portfolio) else { return };
        let mut pieces = condition.split('?');
        *sql += " and ";
        *sql += pieces.next().unwrap_or_default();
        for (piece, value) in pieces.zip(more) {
            values.push(value);
            *sql += &format!("${}{piece}", values.len());
        }
    }

    /// The same as a condition on two columns; `?` stands for the next value.
    pub fn condition(&self, stage: &str, portfolio: &str) -> Option<(String, Vec<Value>)> {
        if self.narrower.is_empty() {
            return None;
        }
        let named: Vec<i64> = self.narrower.iter().flat_map(|(stages, _)| stages.iter().copied()).collect();
        // The sum keeps planners from the index over stages: what is left out is never what is looked for.
        let mut text = format!("({stage} + 0 not in ({})", marks(named.len()));
        let mut values: Vec<Value> = named.into_iter().map(Value::from).collect();
        for (stages, within) in &self.narrower {
            let Within::Set(ids) = within else { continue };
            if ids.is_empty() {
                continue;
            }
            text += &format!(
                " or ({stage} + 0 in ({}) and {portfolio} in ({}))",
                marks(stages.len()),
                marks(ids.len())
            );
            values.extend(stages.iter().chain(ids).map(|id| Value::from(*id)));
        }
        Some((text + ")", values))
    }
}

fn marks(count: usize) -> String {
    vec!["?"; count].join(", ")
}

/// What the actor may do the deed to.
pub fn sight<S>(tx: &mut Tx<'_, S>, kind: Kind, deed: Deed) -> Result<Sight> {
    sight_held(tx, (kind, kind), deed)
}

/// As `sight`, where records of a kind lie in the portfolios of another: deleted ones in the bin.
pub fn sight_held<S>(tx: &mut Tx<'_, S>, (kind, held): (Kind, Kind), deed: Deed) -> Result<Sight> {
    let actor = tx.actor();
    let scope = actor.scope(kind, deed);
    // Nearly everybody has no rules about stages: not a statement more for them.
    let me = if scope == Scope::All && actor.rights.stages.is_empty() { None } else { own(tx)? };
    sight_in(tx, (actor, me), (kind, held), deed)
}

/// What somebody else may do the deed to: the actor they would be, and whose work is their own.
pub fn sight_of<S>(
    tx: &mut Tx<'_, S>,
    (actor, me): (&Actor, Option<i64>),
    kind: Kind,
    deed: Deed,
) -> Result<Sight> {
    sight_in(tx, (actor, me), (kind, kind), deed)
}

fn sight_in<S>(
    tx: &mut Tx<'_, S>,
    (actor, me): (&Actor, Option<i64>),
    (kind, held): (Kind, Kind),
    deed: Deed,
) -> Result<Sight> {
    let scope = actor.scope(kind, deed);
    let within = held_from(tx, (actor, me), held, scope, sees_queues(actor, held, deed))?;
    let mut narrower = Vec::new();
    if kind == Kind::Deal {
        for less in Scope::ALL.into_iter().filter(|less| *less < scope) {
            // Stage 0, which nobody remembers, goes with the narrowest.
            let stages = actor.rights.stages.keys().copied().chain([0]);
            let stages: Vec<i64> =
                stages.filter(|stage| actor.scope_at(kind, deed, *stage) == less).collect();
            if !stages.is_empty() {
                // A stage only takes away: what waits in a queue, too.
                narrower.push((stages, held_from(tx, (actor, me), held, less, false)?));
            }
        }
    }
    Ok(Sight { within, narrower })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_narrows_what_the_portfolios_leave_open() {
        let set = |ids: &[i64]| Within::Set(ids.to_vec());
        let sight =
            Sight { within: Within::All, narrower: vec![(vec![5, 0], set(&[])), (vec![6], set(&[1, 2]))] };
        assert!(sight.covers(9, 7) && sight.covers(1, 6) && !sight.covers(9, 6) && !sight.covers(1, 5));
        let (text, values) = sight.condition("stage", "place").unwrap_or_default();
        assert_eq!(text, "(stage + 0 not in (?, ?, ?) or (stage + 0 in (?) and place in (?, ?)))");
        assert_eq!(values, [5, 0, 6, 6, 1, 2].map(Value::from));
        let free = Sight { within: set(&[1]), narrower: Vec::new() };
        assert_eq!(free.condition("stage", "place"), None);
        assert!(free.covers(1, 5) && !free.covers(2, 5));
    }
}
