//! What speaks of stages and pipelines and can't go where their deals go: roles, and hand-overs by rules.

use std::collections::BTreeSet;

use base::portfolios::sharing::Where;
use base::{Result, Tx, org};
use people::{handovers, roles};

/// What is about to go, and what becomes more or less by that.
#[derive(Clone, Debug, Default)]
pub struct Going {
    pub stages: BTreeSet<i64>,
    pub pipelines: BTreeSet<i64>,
    /// Whose deals become more.
    pub into_stages: BTreeSet<i64>,
    /// Whose deals become more or fewer.
    pub other_pipelines: BTreeSet<i64>,
    /// Whether open deals are closed by it.
    pub closes: bool,
}

/// Something that speaks of what is about to go: there it has to be changed first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Blocker {
    /// A role with less at one of the stages; of a ready one its key, too.
    Role { id: i64, key: Option<String>, name: String },
    /// A hand-over by rules that is under way, and of whose work.
    Plan { id: i64, name: String },
    /// A planned departure with rules, and whose.
    Planned { id: i64, name: String },
}

impl Going {
    /// These stages, with nothing in them.
    pub fn stages(stages: impl IntoIterator<Item = i64>) -> Going {
        Going { stages: stages.into_iter().collect(), ..Going::default() }
    }

    /// Whether the rule would speak of nothing.
    fn dangles(&self, rule: &Where) -> bool {
        rule.stage_id.is_some_and(|id| self.stages.contains(&id))
            || rule.pipeline_id.is_some_and(|id| self.pipelines.contains(&id))
    }

    /// Whether other records than before would fit the rule.
    fn unsettles(&self, rule: &Where) -> bool {
        self.dangles(rule)
            || rule.stage_id.is_some_and(|id| self.into_stages.contains(&id))
            || rule.pipeline_id.is_some_and(|id| self.other_pipelines.contains(&id))
            || (self.closes && rule.open.is_some())
    }
}

/// Everything that has to be changed first. What is laid ready for a hand-over under way must stay what its rules say.
pub fn blockers<S>(tx: &mut Tx<'_, S>, going: &Going) -> Result<Vec<Blocker>> {
    let mut found = Vec::new();
    for role in roles::find(tx)?.roles {
        if role.rights.stages.keys().any(|stage| going.stages.contains(stage)) {
            found.push(Blocker::Role { id: role.id, key: role.key, name: role.name });
        }
    }
    let mut ruled = handovers::ruled(tx)?;
    ruled.retain(|ruled| {
        ruled.rules.iter().any(|rule| if ruled.planned { going.dangles(rule) } else { going.unsettles(rule) })
    });
    let names = org::names(tx, ruled.iter().map(|ruled| ruled.person).collect::<Vec<i64>>())?;
    for handovers::Ruled { id, person, planned, .. } in ruled {
        let name = names.get(&person).map(|name| name.name.clone()).unwrap_or_default();
        found.push(if planned { Blocker::Planned { id, name } } else { Blocker::Plan { id, name } });
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(json: &str) -> Where {
        serde_json::from_str(json).unwrap_or_default()
    }

    #[test]
    fn a_rule_under_way_minds_more_than_one_that_is_planned() {
        let going = Going {
            into_stages: [2].into(),
            other_pipelines: [7, 8].into(),
            closes: true,
            ..Going::stages([1])
        };
        let minds = |json| (going.dangles(&rule(json)), going.unsettles(&rule(json)));
        assert_eq!(minds(r#"{"stage_id":1}"#), (true, true));
        assert_eq!(minds(r#"{"stage_id":2}"#), (false, true));
        assert_eq!(minds(r#"{"pipeline_id":8}"#), (false, true));
        assert_eq!(minds(r#"{"open":true}"#), (false, true));
        assert_eq!(minds(r#"{"stage_id":3}"#), (false, false));
        assert_eq!(minds(r#"{"amount_from":5}"#), (false, false));
    }
}
