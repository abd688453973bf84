//! Deals shared out evenly, beside one bare `UPDATE` of the same rows, and how long small writes wait meanwhile.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use ::people::handovers::splits::{self, AccessEnds, Begun, Split};
use ::people::handovers::{self, Plan, What};
use ::store::Lane;
use base::authz::Do;
use base::portfolios::sharing::Where;
use base::{App, Ctx, Error, Event, Kind, Result, jobs};
use serde::Serialize;

use super::fill::{self, Filled};
use super::{handover, median, store};

#[derive(Clone, Debug)]
pub struct SplitOptions {
    pub records: usize,
    /// Over how many people.
    pub over: usize,
}

/// What was measured; times in ms.
#[derive(Clone, Debug, Serialize)]
pub struct SplitFigures {
    pub engine: &'static str,
    pub records: usize,
    pub over: usize,
    /// Staging and flip together, while others write.
    pub split_ms: f64,
    pub undo_ms: f64,
    pub update_ms: f64,
    /// The split over the update: lower is better.
    pub ratio: f64,
    /// Small writes of others meanwhile.
    pub writes: usize,
    pub wait_p50_ms: f64,
    pub wait_p99_ms: f64,
    pub wait_most_ms: f64,
}

/// How long the others rest between two writes.
const REST: Duration = Duration::from_millis(2);

/// Fills a new account and measures. `url` is the address of the app's database.
pub async fn split(app: &App, url: &str, options: &SplitOptions) -> Result<SplitFigures> {
    let filled = fill::fill(app, options.records).await?;
    let operator = app.operator(filled.account.clone());
    let mut receivers = Vec::new();
    for n in 0..options.over.max(1) {
        receivers.push(fill::add(&operator, &format!("Receiver {}", n + 1)).await?);
    }
    let (handover, took, waits) = meanwhile(app, &filled, share_out(&operator, &filled, &receivers)).await?;
    let begun = Instant::now();
    handovers::undo(&operator, handover).await?;
    let undo_ms = begun.elapsed().as_secs_f64() * 1_000.0;
    let updates = handover::baseline(url, &filled).await?;
    app.db.write(Lane::Jobs, store::drop_baseline).await?;
    app.db.checkpoint().await?;
    let (split_ms, update_ms) = (took.as_secs_f64() * 1_000.0, median(&updates));
    Ok(SplitFigures {
        engine: app.db.dialect().name(),
        records: options.records,
        over: receivers.len(),
        split_ms,
        undo_ms,
        update_ms,
        ratio: split_ms / update_ms,
        writes: waits.len(),
        wait_p50_ms: share(&waits, 0.5),
        wait_p99_ms: share(&waits, 0.99),
        wait_most_ms: share(&waits, 1.0),
    })
}

/// Everything evenly over the receivers; the departure, and how long it took from asking to the end.
async fn share_out(ctx: &Ctx, filled: &Filled, receivers: &[i64]) -> Result<(i64, Duration)> {
    let rule = Split { kind: Kind::Deal, fits: Where::default(), to: receivers.to_vec() };
    let plan = Plan { splits: vec![rule], ..Plan::to(filled.successor) };
    let begun = Instant::now();
    let id = match splits::begin(ctx, What::Departure, filled.leaver, plan, AccessEnds::WithIt).await? {
        Begun::Done(handover) => return Ok((handover, begun.elapsed())),
        Begun::Running(id) => id,
    };
    jobs::run_now(ctx, splits::view(ctx, id).await?.run.job).await?;
    let took = begun.elapsed();
    let handover = splits::view(ctx, id).await?.run.handover;
    let handover = handover.ok_or_else(|| Error::Broken("the plan did not come to its end".into()))?;
    Ok((handover, took))
}

/// Does the work while somebody else writes small things in the same account, one after another.
async fn meanwhile(
    app: &App,
    filled: &Filled,
    work: impl Future<Output = Result<(i64, Duration)>>,
) -> Result<(i64, Duration, Vec<Duration>)> {
    let (ctx, over) = (app.operator(filled.account.clone()), Arc::new(AtomicBool::new(false)));
    let ended = over.clone();
    let others = tokio::spawn(async move {
        let mut waits = Vec::new();
        while !ended.load(Ordering::Relaxed) {
            let begun = Instant::now();
            small_write(&ctx).await?;
            waits.push(begun.elapsed());
            tokio::time::sleep(REST).await;
        }
        Ok::<_, Error>(waits)
    });
    let done = work.await;
    over.store(true, Ordering::Relaxed);
    let waits = others.await.map_err(|error| Error::Broken(error.to_string()))??;
    let (handover, took) = done?;
    Ok((handover, took, waits))
}

/// The least that anybody can write: an event.
async fn small_write(ctx: &Ctx) -> Result<()> {
    ctx.write(|tx| {
        let tx = tx.permit(Do::EditAccount)?;
        let event = Event::AccountChanged { account: tx.account(), changes: Vec::new() };
        tx.commit(event, ())
    })
    .await
}

/// The time that this share of the waits does not exceed, in ms.
fn share(waits: &[Duration], share: f64) -> f64 {
    let mut ms: Vec<f64> = waits.iter().map(|wait| wait.as_secs_f64() * 1_000.0).collect();
    ms.sort_by(f64::total_cmp);
    let last = ms.len().saturating_sub(1);
    let place = ((ms.len() as f64 * share).ceil() as usize).saturating_sub(1).min(last);
    ms.get(place).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_share_counts_from_the_shortest() {
        let waits: Vec<Duration> = (1..=100).map(Duration::from_millis).collect();
        assert_eq!([0.5, 0.99, 1.0].map(|of| share(&waits, of)), [50.0, 99.0, 100.0]);
        assert_eq!(share(&[], 0.99), 0.0);
    }
}
