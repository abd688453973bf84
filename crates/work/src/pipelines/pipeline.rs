//! What a pipeline is, and what makes a list of stages one.

use base::error::Fields;
use serde::{Deserialize, Serialize};

/// What it means for a deal to be at a stage.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Open,
    Won,
    Lost,
}

impl Outcome {
    pub const ALL: [Outcome; 3] = [Outcome::Open, Outcome::Won, Outcome::Lost];

    pub fn code(self) -> &'static str {
        match self {
            Outcome::Open => "open",
            Outcome::Won => "won",
            Outcome::Lost => "lost",
        }
    }

    pub fn parse(code: &str) -> Option<Outcome> {
        Outcome::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}

/// A stage of a pipeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Stage {
    pub id: i64,
    #[serde(skip)]
    pub pipeline_id: i64,
    pub name: String,
    pub outcome: Outcome,
}

/// Stages in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Pipeline {
    pub id: i64,
    pub name: String,
    pub version: i64,
    pub stages: Vec<Stage>,
}

impl Pipeline {
    /// The names of the stages in order, as the journal keeps them.
    pub fn said(&self) -> String {
        let names: Vec<&str> = self.stages.iter().map(|stage| stage.name.as_str()).collect();
        names.join(", ")
    }

    pub fn stage(&self, outcome: Outcome) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.outcome == outcome)
    }
}

/// All pipelines of an account in order; the first is where deals begin unless told otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pipelines(pub Vec<Pipeline>);

impl Pipelines {
    pub fn get(&self, id: i64) -> Option<&Pipeline> {
        self.0.iter().find(|pipeline| pipeline.id == id)
    }

    pub fn stage(&self, id: i64) -> Option<&Stage> {
        self.0.iter().flat_map(|pipeline| &pipeline.stages).find(|stage| stage.id == id)
    }

    /// Every stage by its name, with its pipeline's where there are several.
    pub fn named(&self) -> Vec<(&Stage, String)> {
        let several = self.0.len() > 1;
        let name = |pipeline: &Pipeline, stage: &Stage| match several {
            true => format!("{}: {}", pipeline.name, stage.name),
            false => stage.name.clone(),
        };
        let all = self.0.iter().flat_map(|p| p.stages.iter().map(move |stage| (stage, name(p, stage))));
        all.collect()
    }

    /// Where a deal begins: the first stage of this pipeline, or of the first one.
    pub fn beginning(&self, pipeline: Option<i64>) -> Option<&Stage> {
        let pipeline = match pipeline {
            Some(id) => self.get(id),
            None => self.0.first(),
        };
        pipeline.and_then(|pipeline| pipeline.stages.first())
    }
}

/// A stage as it is wanted: with an id one there is, without a new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub id: Option<i64>,
    pub name: String,
    /// Of a stage that is there already it stays what it is.
    pub outcome: Option<Outcome>,
}

/// The most stages of one pipeline.
const MOST_STAGES: usize = 40;

/// The list of stages a pipeline will have, in order: won and lost go to the end. `before` is what it has now.
pub fn planned(
    wrong: &mut Fields,
    before: &[Stage],
    wanted: &[Wanted],
) -> Vec<(Option<i64>, String, Outcome)> {
    let mut planned: Vec<(Option<i64>, String, Outcome)> = Vec::new();
    for stage in wanted {
        let known = stage.id.map(|id| before.iter().find(|known| known.id == id));
        let outcome = match known {
            Some(None) => {
                wrong.add("stages", "error-pipelines-unknown-stage");
                continue;
            }
            Some(Some(known)) if stage.outcome.is_some_and(|outcome| outcome != known.outcome) => {
                wrong.add("stages", "error-pipelines-outcome");
                known.outcome
            }
            Some(Some(known)) => known.outcome,
            None => stage.outcome.unwrap_or(Outcome::Open),
        };
        if stage.id.is_some() && planned.iter().any(|(id, ..)| *id == stage.id) {
            wrong.add("stages", "error-pipelines-unknown-stage");
        }
        if planned.iter().any(|(_, name, _)| name.to_lowercase() == stage.name.to_lowercase()) {
            wrong.add("stages", "error-pipelines-same-name");
        }
        planned.push((stage.id, stage.name.clone(), outcome));
    }
    planned.sort_by_key(|(.., outcome)| *outcome);
    let how_many = |outcome| planned.iter().filter(|(.., of)| *of == outcome).count();
    if how_many(Outcome::Won) != 1 || how_many(Outcome::Lost) != 1 {
        wrong.add("stages", "error-pipelines-ends");
    }
    if how_many(Outcome::Open) == 0 {
        wrong.add("stages", "error-pipelines-no-open");
    }
    if planned.len() > MOST_STAGES {
        wrong.add("stages", "error-pipelines-many");
    }
    planned
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stage(id: i64, name: &str, outcome: Outcome) -> Stage {
        Stage { id, pipeline_id: 1, name: name.into(), outcome }
    }

    fn wanted(id: impl Into<Option<i64>>, name: &str, outcome: impl Into<Option<Outcome>>) -> Wanted {
        Wanted { id: id.into(), name: name.into(), outcome: outcome.into() }
    }

    fn before() -> Vec<Stage> {
        vec![stage(1, "New", Outcome::Open), stage(2, "Won", Outcome::Won), stage(3, "Lost", Outcome::Lost)]
    }

    fn refused(list: &[Wanted]) -> bool {
        let mut wrong = Fields::default();
        planned(&mut wrong, &before(), list);
        !wrong.is_empty()
    }

    #[test]
    fn won_and_lost_stand_at_the_end() {
        let list = [
            wanted(3, "No", None),
            wanted(2, "Yes", None),
            wanted(None, "Offer", None),
            wanted(1, "First", None),
        ];
        let mut wrong = Fields::default();
        let planned = planned(&mut wrong, &before(), &list);
        let names: Vec<&str> = planned.iter().map(|(_, name, _)| name.as_str()).collect();
        assert_eq!(names, ["Offer", "First", "Yes", "No"]);
        assert!(wrong.is_empty());
    }

    #[test]
    fn a_pipeline_needs_both_ends_and_a_beginning() {
        let (new, won, lost) = (wanted(1, "New", None), wanted(2, "Won", None), wanted(3, "Lost", None));
        assert!(!refused(&[new.clone(), won.clone(), lost.clone()]));
        assert!(refused(&[]));
        assert!(refused(&[new.clone(), won.clone()]));
        assert!(refused(&[won.clone(), lost.clone()]));
        assert!(refused(&[new.clone(), won.clone(), lost.clone(), wanted(None, "Won twice", Outcome::Won)]));
        assert!(refused(&[new.clone(), won.clone(), lost.clone(), wanted(None, "NEW", None)]));
        assert!(refused(&[new.clone(), won.clone(), lost.clone(), wanted(9, "Foreign", None)]));
        assert!(refused(&[wanted(1, "New", Outcome::Won), won.clone(), lost.clone()]));
        assert!(refused(&[new.clone(), wanted(1, "Again", None), won, lost]));
    }
}
