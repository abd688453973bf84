//! Which of the 32 nodes this process is, for its ids.
//!
//! A row per node holds the highest millisecond promised to it; whoever takes the node over begins above it, so no
//! id is ever made twice. The lease is renewed while the process lives and given back when it ends well.

mod store;

use std::time::Duration;

use ::store::{Db, Lane};
use anyhow::{Context, Result, bail};
use base::App;
use kit::clock::Clock;
use kit::id::IdMaker;

/// How far ahead ids are promised and the lease runs, in ms.
const AHEAD_MS: i64 = 60_000;
const RENEW: Duration = Duration::from_secs(15);

/// Takes a free node and promises its first minute.
pub async fn take(db: &Db, clock: &Clock) -> Result<IdMaker> {
    let (now, holder) = (clock.now(), holder());
    let taken = db.write(Lane::People, move |tx| store::take(tx, &holder, now, now + AHEAD_MS)).await;
    let Some((node, above, promised)) = taken.context("no node could be taken")? else {
        bail!("all 32 nodes are in use: end a process, or wait a minute after a crash");
    };
    let ids = IdMaker::new(node, above, clock.clone());
    ids.promise(promised);
    Ok(ids)
}

/// Renews the lease for as long as the process lives.
pub fn keep_alive(app: &App) {
    let app = app.clone();
    tokio::spawn(async move {
        let mut tick = tokio::time::interval(RENEW);
        loop {
            tick.tick().await;
            if let Err(error) = renew(&app).await {
                tracing::warn!(%error, "the lease of this node could not be renewed");
            }
        }
    });
}

/// Promises another minute, counted from the furthest id made so far.
pub async fn renew(app: &App) -> Result<()> {
    let node = i64::from(app.ids.node());
    let lease = app.now() + AHEAD_MS;
    let promised = app.ids.reached().max(app.now()) + AHEAD_MS;
    app.db.write(Lane::People, move |tx| store::renew(tx, node, lease, promised)).await?;
    app.ids.promise(promised);
    Ok(())
}

/// Gives the node back, with what was really used of its promise.
pub async fn give_back(app: &App) -> Result<()> {
    let (node, reached) = (i64::from(app.ids.node()), app.ids.reached());
    app.db.write(Lane::People, move |tx| store::renew(tx, node, 0, reached)).await?;
    Ok(())
}

fn holder() -> String {
    format!("{}-{:x}", std::process::id(), u64::from_le_bytes(kit::random::<8>()))
}
