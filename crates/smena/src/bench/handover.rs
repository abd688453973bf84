//! Departures and undos beside one bare `UPDATE` of the same rows, in the same database and the same run.

use std::time::{Duration, Instant};

use ::people::handovers::{self, Plan};
use ::store::{Db, Lane};
use base::{App, Ctx, Error, Result};
use serde::Serialize;

use super::fill::{self, Filled};
use super::{median, store};

/// How often each thing is done; the figure is the median.
const RUNS: usize = 11;
/// The baseline is repeated for at most so long, and at least so often.
const BASELINE_PATIENCE: Duration = Duration::from_secs(120);
const BASELINE_LEAST: usize = 3;
/// The page cache of the baseline: the connection that writes gets two thirds.
const BASELINE_CACHE_MIB: usize = 768;
const PER_TRANSACTION: i64 = 50_000;

#[derive(Clone, Debug)]
pub struct Options {
    pub records: usize,
    /// Leave the table of the baseline too. The account stays in any case: journals only grow.
    pub keep: bool,
}

/// What was measured; times in ms.
#[derive(Clone, Debug, Serialize)]
pub struct Figures {
    pub engine: &'static str,
    pub records: usize,
    pub departure_ms: f64,
    pub undo_ms: f64,
    pub update_ms: f64,
    /// The update over the slower of departure and undo.
    pub ratio: f64,
    /// Of departures and undos, each.
    pub runs: usize,
    pub update_runs: usize,
    pub baseline_sql: String,
    pub account_id: i64,
    /// Of the account's administrator.
    pub token: String,
    pub leaver_id: i64,
    pub successor_id: i64,
}

/// Fills a new account and measures. `url` is the address of the app's database.
pub async fn handover(app: &App, url: &str, options: &Options) -> Result<Figures> {
    let filled = fill::fill(app, options.records).await?;
    let (departures, undos) = depart_and_undo(app, &filled).await?;
    let updates = baseline(url, &filled).await?;
    if !options.keep {
        app.db.write(Lane::Jobs, store::drop_baseline).await?;
    }
    app.db.checkpoint().await?;
    let (departure_ms, undo_ms, update_ms) = (median(&departures), median(&undos), median(&updates));
    Ok(Figures {
        engine: app.db.dialect().name(),
        records: options.records,
        departure_ms,
        undo_ms,
        update_ms,
        ratio: update_ms / departure_ms.max(undo_ms),
        runs: RUNS,
        update_runs: updates.len(),
        baseline_sql: store::baseline(filled.account.id, filled.leaver, filled.successor),
        account_id: filled.account.id,
        token: filled.token,
        leaver_id: filled.leaver,
        successor_id: filled.successor,
    })
}

async fn depart_and_undo(app: &App, filled: &Filled) -> Result<(Vec<Duration>, Vec<Duration>)> {
    let operator = app.operator(filled.account.clone());
    let (mut departures, mut undos) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        // Access that the departure has to end.
        fill::give_token(&operator, filled.leaver).await?;
        let (departed, took) = depart(&operator, filled).await?;
        departures.push(took);
        let begun = Instant::now();
        handovers::undo(&operator, departed).await?;
        undos.push(begun.elapsed());
    }
    Ok((departures, undos))
}

async fn depart(ctx: &Ctx, filled: &Filled) -> Result<(i64, Duration)> {
    let begun = Instant::now();
    let outcome = handovers::depart(ctx, filled.leaver, Plan::to(filled.successor)).await?;
    let took = begun.elapsed();
    let moved: i64 = outcome.moved.iter().map(|moved| moved.count).sum();
    let all = i64::try_from(filled.records).unwrap_or(i64::MAX);
    let (id, _) = outcome
        .fact
        .filter(|_| moved == all)
        .ok_or_else(|| Error::Broken(format!("the departure moved {moved} records of {all}")))?;
    Ok((id, took))
}

/// The same rows in a table that names the person, and one statement that gives them to another and back.
pub(super) async fn baseline(url: &str, filled: &Filled) -> Result<Vec<Duration>> {
    let options =
        ::store::Options { readers: 1, cache_mib: BASELINE_CACHE_MIB, ..::store::Options::default() };
    let db = Db::open(url, options).await?;
    copy(&db, filled).await?;
    let (account, mut from, mut to) = (filled.account.id, filled.leaver, filled.successor);
    let (mut times, begun) = (Vec::new(), Instant::now());
    while times.len() < BASELINE_LEAST || (times.len() < RUNS && begun.elapsed() < BASELINE_PATIENCE) {
        times.push(update(&db, store::baseline(account, from, to), filled.records).await?);
        db.checkpoint().await?;
        (from, to) = (to, from);
    }
    Ok(times)
}

async fn update(db: &Db, sql: String, records: usize) -> Result<Duration> {
    let begun = Instant::now();
    let touched = db.write(Lane::People, move |tx| tx.execute(&sql, &[])).await?;
    let took = begun.elapsed();
    if usize::try_from(touched) != Ok(records) {
        return Err(Error::Broken(format!("the baseline touched {touched} rows of {records}")));
    }
    Ok(took)
}

async fn copy(db: &Db, filled: &Filled) -> Result<()> {
    db.write(Lane::Jobs, store::make_baseline).await?;
    let (account, person, mut after) = (filled.account.id, filled.leaver, 0);
    while let Some(last) = db
        .write(Lane::Jobs, move |tx| store::copy_deals(tx, (account, person), after, PER_TRANSACTION))
        .await?
    {
        after = last;
        db.checkpoint().await?;
    }
    db.analyze().await?;
    db.checkpoint().await?;
    Ok(())
}
