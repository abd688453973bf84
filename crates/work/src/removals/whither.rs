//! Where deals go when their stage or their pipeline goes. No database.

use std::collections::BTreeMap;

use base::Result;
use base::error::Fields;

use crate::pipelines::named::Going;
use crate::pipelines::{Outcome, Pipeline, Pipelines, Stage};

/// What is to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Stage { pipeline: i64, stage: i64 },
    Pipeline(i64),
}

/// Where its deals are to go: stage by stage, the rest to one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// Of the pipeline, as it was seen.
    pub version: i64,
    /// Closed deals go to what means the same in its pipeline.
    pub to: Option<i64>,
    pub each: BTreeMap<i64, i64>,
}

/// All that stands at one stage goes to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    pub from: Stage,
    pub to: Stage,
}

impl Move {
    /// Whether open deals are closed by it.
    pub fn closes(&self) -> bool {
        self.from.outcome == Outcome::Open && self.to.outcome != Outcome::Open
    }
}

impl What {
    pub fn pipeline(self) -> i64 {
        match self {
            What::Stage { pipeline, .. } | What::Pipeline(pipeline) => pipeline,
        }
    }

    /// The stages that go, in order; nothing where they are gone.
    pub fn stages(self, pipelines: &Pipelines) -> Vec<&Stage> {
        let stages = pipelines.get(self.pipeline()).map(|pipeline| pipeline.stages.as_slice());
        let goes = |stage: &&Stage| match self {
            What::Stage { stage: id, .. } => stage.id == id,
            What::Pipeline(_) => true,
        };
        stages.unwrap_or_default().iter().filter(goes).collect()
    }

    /// Why it can't go: the key of a sentence.
    pub fn obstacle(self, pipelines: &Pipelines) -> Option<&'static str> {
        let open = |pipeline: &Pipeline| {
            pipeline.stages.iter().filter(|stage| stage.outcome == Outcome::Open).count()
        };
        match self {
            What::Pipeline(_) if pipelines.0.len() < 2 => Some("error-removals-last-pipeline"),
            What::Pipeline(_) => None,
            What::Stage { .. } => match self.stages(pipelines).first()?.outcome {
                Outcome::Won => Some("error-removals-won"),
                Outcome::Lost => Some("error-removals-lost"),
                Outcome::Open if pipelines.get(self.pipeline()).map_or(0, open) < 2 => {
                    Some("error-removals-last-open")
                }
                Outcome::Open => None,
            },
        }
    }

    /// Whether the stage stays.
    fn spares(self, stage: &Stage) -> bool {
        match self {
            What::Stage { stage: id, .. } => stage.id != id,
            What::Pipeline(id) => stage.pipeline_id != id,
        }
    }

    /// Where the deals of a stage can go: what is closed stays won or lost.
    pub fn targets<'p>(self, pipelines: &'p Pipelines, from: &Stage) -> Vec<(&'p Stage, String)> {
        let mut all = pipelines.named();
        all.retain(|(to, _)| {
            self.spares(to) && (from.outcome == Outcome::Open || from.outcome == to.outcome)
        });
        all
    }

    /// Where they go unless told otherwise: to the stage before it or, of a pipeline, to one of the same name, or else
    /// to the first that means the same.
    pub fn usual<'p>(self, pipelines: &'p Pipelines, from: &Stage) -> Option<&'p Stage> {
        let targets = || self.targets(pipelines, from).into_iter().map(|(stage, _)| stage);
        let alike = || targets().filter(|to| to.outcome == from.outcome);
        let neighbour = || {
            let stages = &pipelines.get(from.pipeline_id)?.stages;
            let at = stages.iter().position(|stage| stage.id == from.id)?;
            stages.get(at.checked_sub(1).unwrap_or(at + 1))
        };
        match self {
            What::Stage { .. } => neighbour().filter(|to| to.outcome == from.outcome),
            What::Pipeline(_) => alike().find(|to| to.name == from.name).or_else(|| alike().next()),
        }
    }

    /// What goes where.
    ///
    /// # Errors
    /// 422 beside the field that names no such stage, or none for one of those that go.
    pub fn moves(self, pipelines: &Pipelines, wish: &Wish) -> Result<Vec<Move>> {
        let (mut wrong, mut moves) = (Fields::default(), Vec::new());
        let going = self.stages(pipelines);
        if wish.each.keys().any(|from| going.iter().all(|stage| stage.id != *from)) {
            wrong.add("stages", "error-removals-stage");
        }
        for from in going {
            let (field, to) = match (wish.each.get(&from.id), wish.to) {
                (Some(to), _) => ("stages", pipelines.stage(*to)),
                (None, Some(to)) => {
                    ("to_stage_id", pipelines.stage(to).and_then(|to| same(pipelines, from, to)))
                }
                (None, None) => ("to_stage_id", None),
            };
            match to.filter(|to| self.spares(to)) {
                None => wrong.add(field, "error-removals-stage"),
                Some(to) if from.outcome != Outcome::Open && to.outcome != from.outcome => {
                    wrong.add(field, "error-removals-outcome");
                }
                Some(to) => moves.push(Move { from: from.clone(), to: to.clone() }),
            }
        }
        wrong.check()?;
        Ok(moves)
    }

    /// What is about to go, for what speaks of it.
    pub fn going(self, moves: &[Move]) -> Going {
        let removed = match self {
            What::Pipeline(id) => Some(id),
            What::Stage { .. } => None,
        };
        let across = moves.iter().filter(|moved| moved.from.pipeline_id != moved.to.pipeline_id);
        Going {
            stages: moves.iter().map(|moved| moved.from.id).collect(),
            pipelines: removed.into_iter().collect(),
            into_stages: moves.iter().map(|moved| moved.to.id).collect(),
            other_pipelines: across
                .flat_map(|moved| [moved.from.pipeline_id, moved.to.pipeline_id])
                .collect(),
            closes: moves.iter().any(Move::closes),
        }
    }
}

/// The stage itself, or what means the same in its pipeline where the deals are closed.
fn same<'p>(pipelines: &'p Pipelines, from: &Stage, to: &'p Stage) -> Option<&'p Stage> {
    match from.outcome {
        Outcome::Open => Some(to),
        closed => pipelines.get(to.pipeline_id)?.stage(closed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pipeline(id: i64, names: &[&str]) -> Pipeline {
        let outcome = |at: usize| match names.len() - at {
            1 => Outcome::Lost,
            2 => Outcome::Won,
            _ => Outcome::Open,
        };
        let stage = |(at, name): (usize, &&str)| Stage {
            id: id * 10 + i64::try_from(at).unwrap_or(0),
            pipeline_id: id,
            name: (*name).into(),
            outcome: outcome(at),
        };
        Pipeline {
            id,
            name: format!("P{id}"),
            version: 1,
            stages: names.iter().enumerate().map(stage).collect(),
        }
    }

    fn two() -> Pipelines {
        Pipelines(vec![
            pipeline(1, &["New", "Offer", "Won", "Lost"]),
            pipeline(2, &["In", "Offer", "Won", "Lost"]),
        ])
    }

    const OFFER: What = What::Stage { pipeline: 1, stage: 11 };

    fn ids(what: What, wish: &Wish) -> Option<Vec<(i64, i64)>> {
        let moves = what.moves(&two(), wish).ok()?;
        Some(moves.iter().map(|moved| (moved.from.id, moved.to.id)).collect())
    }

    #[test]
    fn what_a_pipeline_needs_stays() {
        let stage = |id| What::Stage { pipeline: 1, stage: id }.obstacle(&two());
        assert_eq!((stage(10), stage(11)), (None, None));
        assert_eq!(stage(12), Some("error-removals-won"));
        assert_eq!(stage(13), Some("error-removals-lost"));
        let single = Pipelines(vec![pipeline(1, &["New", "Won", "Lost"])]);
        let last = What::Stage { pipeline: 1, stage: 10 }.obstacle(&single);
        assert_eq!(last, Some("error-removals-last-open"));
        assert_eq!(What::Pipeline(1).obstacle(&single), Some("error-removals-last-pipeline"));
        assert_eq!(What::Pipeline(1).obstacle(&two()), None);
    }

    #[test]
    fn a_stage_goes_to_any_other_and_never_to_itself() {
        let to = |to| ids(OFFER, &Wish { to, ..Wish::default() });
        assert_eq!(to(Some(10)), Some(vec![(11, 10)]));
        assert_eq!(to(Some(21)), Some(vec![(11, 21)]));
        assert_eq!(to(Some(13)), Some(vec![(11, 13)]));
        assert_eq!((to(Some(11)), to(Some(99)), to(None)), (None, None, None));
    }

    #[test]
    fn of_a_pipeline_closed_deals_stay_won_or_lost() {
        let all = Wish { to: Some(20), ..Wish::default() };
        let all = ids(What::Pipeline(1), &all);
        assert_eq!(all, Some(vec![(10, 20), (11, 20), (12, 22), (13, 23)]));
        let each = |each: &[(i64, i64)], to| {
            ids(What::Pipeline(1), &Wish { to, each: each.iter().copied().collect(), version: 0 })
        };
        let named = each(&[(11, 21)], Some(20));
        assert_eq!(named, Some(vec![(10, 20), (11, 21), (12, 22), (13, 23)]));
        assert_eq!(each(&[(12, 20)], Some(20)), None);
        assert_eq!(each(&[(10, 20)], None), None);
        assert_eq!(each(&[(21, 20)], Some(20)), None);
        assert_eq!(each(&[(10, 11)], Some(20)), None);
    }

    #[test]
    fn the_usual_way_is_the_stage_before_or_of_the_same_name() {
        let pipelines = two();
        let usual = |what: What, at: usize| {
            let from = what.stages(&pipelines)[at].clone();
            what.usual(&pipelines, &from).map(|to| to.id)
        };
        assert_eq!(usual(OFFER, 0), Some(10));
        assert_eq!(usual(What::Stage { pipeline: 1, stage: 10 }, 0), Some(11));
        let all: Vec<Option<i64>> = (0..4).map(|at| usual(What::Pipeline(1), at)).collect();
        assert_eq!(all, [Some(20), Some(21), Some(22), Some(23)]);
    }
}
