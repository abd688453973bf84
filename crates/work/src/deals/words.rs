//! What can be said in the search line of deals, in the list and on the board.

use base::{Kind, Reading, Result, Tx};

use crate::pipelines;
use crate::records::words::{Few, Known, QUEUE, RESPONSIBLE, Values, Word};

const PIPELINE: &str = "pipeline_id";

pub const WORDS: &[Word] = &[
    Word { code: "pipeline", field: PIPELINE, values: Values::Known(pipelines_there) },
    Word { code: "stage", field: "stage_id", values: Values::Known(stages) },
    Word {
        code: "deal-is",
        field: "open",
        values: Values::Few(&[Few::new("open", "true"), Few::new("closed", "false"), Few::new("all", "")]),
    },
    Word { code: "closes", field: "closes_by", values: Values::Day { passed: None } },
    RESPONSIBLE,
    QUEUE,
];

fn pipelines_there(tx: &mut Tx<'_, Reading>, _: Kind) -> Result<Vec<Known>> {
    let pipelines = pipelines::read(tx)?.0.into_iter();
    Ok(pipelines.map(|one| Known { id: one.id, name: one.name, ..Known::default() }).collect())
}

fn stages(tx: &mut Tx<'_, Reading>, _: Kind) -> Result<Vec<Known>> {
    let pipelines = pipelines::read(tx)?.0;
    let stages = pipelines.iter().flat_map(|pipeline| {
        pipeline.stages.iter().map(|stage| Known {
            id: stage.id,
            name: stage.name.clone(),
            note: pipeline.name.clone(),
            part_of: Some((PIPELINE, pipeline.id)),
            me: false,
        })
    });
    Ok(stages.collect())
}
