//! The pipelines of a mapping. Names are unique: one that is here already under the same name is the same, and must
//! have the stages that the mapping lists.

use base::{Error, Problem, Result};
use work::pipelines::{self, Outcome, Pipelines, Wanted};

use super::mapping;
use super::memory::Import;
use super::report::Place;

/// The word in the report.
pub const KIND: &str = "pipeline";

/// Makes the pipelines that are not here yet; answers all of the account's.
pub async fn bring(import: &mut Import, wanted: &[mapping::Pipeline]) -> Result<Pipelines> {
    let there = pipelines::all(&import.ctx).await?;
    for pipeline in wanted {
        let counts = import.report.of(KIND);
        counts.read += 1;
        match there.0.iter().find(|known| known.name == pipeline.name) {
            Some(known) => {
                counts.unchanged += 1;
                if let Some(problem) = missing(known, pipeline) {
                    import.refuse(KIND, &Place { file: String::new(), row: 0 }, &problem);
                }
            }
            None => {
                add(import, pipeline).await?;
                import.report.of(KIND).created += 1;
            }
        }
    }
    pipelines::all(&import.ctx).await
}

async fn add(import: &Import, pipeline: &mapping::Pipeline) -> Result<()> {
    let stages = pipeline.stages.iter().map(|stage| Wanted {
        id: None,
        name: stage.name.clone(),
        outcome: Some(outcome(stage.outcome)),
    });
    match pipelines::add(&import.ctx, &pipeline.name, Some(stages.collect())).await {
        Ok(_) => Ok(()),
        // Without its pipeline no deal fits: this is for the writer of the mapping, not for the report.
        Err(Error::Invalid(problem)) => {
            let why = match problem.fields.first() {
                Some(field) => field.sentence(import.say()),
                None => problem.sentence(import.say()),
            };
            Err(Error::Invalid(
                Problem::new("imports-mapping").with("why", format!("{}: {why}", pipeline.name)),
            ))
        }
        Err(error) => Err(error),
    }
}

/// Stages that the mapping lists and the account's pipeline lacks, or has with another outcome.
fn missing(known: &pipelines::Pipeline, wanted: &mapping::Pipeline) -> Option<Problem> {
    let lacks = |stage: &&mapping::Stage| {
        !known.stages.iter().any(|there| there.name == stage.name && there.outcome == outcome(stage.outcome))
    };
    let names: Vec<&str> = wanted.stages.iter().filter(lacks).map(|stage| stage.name.as_str()).collect();
    let problem = Problem::new("imports-other-stages").with("pipeline", known.name.as_str());
    (!names.is_empty()).then(|| problem.with("stages", names.join(", ")))
}

fn outcome(written: mapping::Outcome) -> Outcome {
    match written {
        mapping::Outcome::Open => Outcome::Open,
        mapping::Outcome::Won => Outcome::Won,
        mapping::Outcome::Lost => Outcome::Lost,
    }
}
