//! The board of eight stages over deals of two hundred people: for who sees all of them, for who heads them, for one.

use std::time::{Duration, Instant};

use anyhow::Result;
use base::{App, Ctx, Error};
use serde::Serialize;
use work::deals::pages::board as page;
use work::pipelines::{self, Outcome, Wanted};

use super::{company, fill, median, percentile};

const TIMES: usize = 100;
const STAGES: usize = 8;

/// Times of the server alone: the whole page, made but not sent.
#[derive(Clone, Debug, Serialize)]
pub struct BoardFigures {
    pub engine: &'static str,
    pub records: usize,
    pub stages: usize,
    pub page_bytes: usize,
    /// Who sees everything.
    pub all_p50_ms: f64,
    pub all_p95_ms: f64,
    /// Who heads all two hundred.
    pub chief_p50_ms: f64,
    pub chief_p95_ms: f64,
    /// Who heads ten of them.
    pub head_p50_ms: f64,
    pub head_p95_ms: f64,
    /// Who sees their own.
    pub own_p50_ms: f64,
    pub own_p95_ms: f64,
    pub account_id: i64,
}

/// Fills a new account and measures.
pub async fn board(app: &App, records: usize) -> Result<BoardFigures> {
    let (company, people) = company::hired(app, records).await?;
    eight_stages(&company.administrator).await?;
    for (number, person) in people.iter().enumerate() {
        let share = records / people.len() + usize::from(number < records % people.len());
        fill::load(&company.administrator, *person, share).await?;
    }
    app.db.analyze().await?;
    app.db.checkpoint().await?;
    let (all, page_bytes) = pages(&company.administrator).await?;
    let (chief, _) = pages(&company.chief).await?;
    let (head, _) = pages(&company.head).await?;
    let (own, _) = pages(&company.seller).await?;
    Ok(BoardFigures {
        engine: app.db.dialect().name(),
        records,
        stages: STAGES,
        page_bytes,
        all_p50_ms: median(&all),
        all_p95_ms: percentile(&all, 95),
        chief_p50_ms: median(&chief),
        chief_p95_ms: percentile(&chief, 95),
        head_p50_ms: median(&head),
        head_p95_ms: percentile(&head, 95),
        own_p50_ms: median(&own),
        own_p95_ms: percentile(&own, 95),
        account_id: company.administrator.account.id,
    })
}

/// The first pipeline gets so many stages that there are eight.
async fn eight_stages(ctx: &Ctx) -> Result<()> {
    let pipelines = pipelines::all(ctx).await?;
    let pipeline = pipelines.0.first().ok_or(Error::NotFound)?;
    let known = pipeline.stages.iter().map(|stage| Wanted {
        id: Some(stage.id),
        name: stage.name.clone(),
        outcome: Some(stage.outcome),
    });
    let more = (pipeline.stages.len()..STAGES).map(|number| Wanted {
        id: None,
        name: format!("Stage {number}"),
        outcome: Some(Outcome::Open),
    });
    let stages = known.chain(more).collect();
    pipelines::change(ctx, pipeline.id, pipeline.version, None, Some(stages)).await?;
    Ok(())
}

/// The board again and again, and the size of one.
async fn pages(ctx: &Ctx) -> Result<(Vec<Duration>, usize)> {
    let (mut times, mut bytes) = (Vec::new(), 0);
    for _ in 0..TIMES {
        let begun = Instant::now();
        let made = page::drawn(ctx, &work::deals::list::DealQuery::default()).await?;
        times.push(begun.elapsed());
        bytes = made.into_string().len();
    }
    Ok((times, bytes))
}
