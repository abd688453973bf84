//! Deals made by programs at once in one account: rights, roll-ups, index of words and journal in each commit. Beside it
//! bare inserts into a table with the indexes of deals, one commit each, as durable: one after another, so that each has a
//! sync of its own, and as many at once, which share theirs.

use std::time::{Duration, Instant};

use ::store::Lane;
use anyhow::Result;
use base::App;
use serde::Serialize;

use super::load::{self, Ask};
use super::page::Running;
use super::{fill, store};

const CONNECTIONS: usize = 16;

#[derive(Clone, Debug, Serialize)]
pub struct WriteFigures {
    pub engine: &'static str,
    pub connections: usize,
    pub deals_per_s: f64,
    pub p50_ms: f64,
    pub p99_ms: f64,
    /// One after another.
    pub bare_alone_per_s: f64,
    pub bare_per_s: f64,
    /// The product over the bare inserts of as many at once.
    pub ratio: f64,
    pub account_id: i64,
}

/// Makes a new account and measures. `url` is the address of the app's database.
pub async fn writes(app: &App, url: &str, seconds: u64) -> Result<WriteFigures> {
    let time = Duration::from_secs(seconds);
    let filled = fill::fill(app, 1_000).await?;
    let product = Running::product(url)?;
    let ask = Ask {
        address: product.address.clone(),
        path: "/api/v1/deals".into(),
        token: filled.token.clone(),
        body: Some(r#"{"title": "Office chairs for Dnipro Mills", "amount": 125000}"#.into()),
    };
    let pressed = tokio::task::block_in_place(|| load::press(&ask, CONNECTIONS, time))?;
    let bare_alone_per_s = bare(app, filled.account.id, 1, time).await?;
    let bare_per_s = bare(app, filled.account.id, CONNECTIONS, time).await?;
    Ok(WriteFigures {
        engine: app.db.dialect().name(),
        connections: CONNECTIONS,
        deals_per_s: pressed.per_second,
        p50_ms: pressed.p50_ms,
        p99_ms: pressed.p99_ms,
        bare_alone_per_s,
        bare_per_s,
        ratio: pressed.per_second / bare_per_s,
        account_id: filled.account.id,
    })
}

/// So many commits a second of one row each, over so many connections.
async fn bare(app: &App, account: i64, connections: usize, time: Duration) -> Result<f64> {
    app.db.write(Lane::People, store::make_baseline).await?;
    let until = Instant::now() + time;
    let begun = Instant::now();
    let mut workers = Vec::new();
    for _ in 0..connections {
        let app = app.clone();
        workers.push(tokio::spawn(async move {
            let mut made = 0_u32;
            while Instant::now() < until {
                let id = app.new_id()?;
                app.db.write(Lane::People, move |tx| store::insert_bare(tx, account, id)).await?;
                made += 1;
            }
            Ok::<u32, anyhow::Error>(made)
        }));
    }
    let mut made = 0;
    for worker in workers {
        made += worker.await??;
    }
    let took = begun.elapsed().as_secs_f64();
    app.db.write(Lane::People, store::drop_baseline).await?;
    Ok(f64::from(made) / took)
}
