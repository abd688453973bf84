//! The parts joined: the database opened and migrated, the rooms' declarations, the layers around every route.

use anyhow::{Context, Result};
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::{Router, routing::get};
use base::web::{faults, forgery, once, shell};
use base::{App, Parts, Settings};
use kit::clock::Clock;
use kit::id::IdMaker;
use store::{Db, Options};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use crate::{assets, declared, nodes, routes};

/// The largest body anybody may send: 1 MiB.
const MOST_BODY: usize = 1 << 20;

/// Opens the database, brings its tables up to date, and joins everything for a process that lives on.
pub async fn open(url: &str, settings: Settings) -> Result<App> {
    let db = Db::open(url, Options::default()).await.context("the database can't be opened")?;
    db.migrate(assets::MIGRATIONS).await.context("the tables can't be brought up to date")?;
    let clock = Clock::system();
    let ids = nodes::take(&db, &clock).await?;
    let app = join(db, clock, ids, settings)?;
    nodes::keep_alive(&app);
    Ok(app)
}

/// Joins the parts over an open database.
pub fn join(db: Db, clock: Clock, ids: IdMaker, settings: Settings) -> Result<App> {
    assets::announce();
    Ok(App::new(Parts {
        db,
        words: assets::words()?,
        ids,
        clock,
        settings,
        holdables: declared::HOLDABLES.to_vec(),
        seeds: declared::SEEDS.to_vec(),
        jobs: declared::JOBS.to_vec(),
        bell: base::Bell::default(),
        arrivals: declared::ARRIVALS.to_vec(),
        tellings: declared::TELLINGS.to_vec(),
        tables: declared::TABLES,
    }))
}

/// Every route within its layers; the last one named is the first a request meets.
pub fn router(app: App) -> Router {
    routes::routes()
        .route("/assets/{mark}/{name}", get(assets::serve))
        .layer(DefaultBodyLimit::max(MOST_BODY))
        .layer(from_fn_with_state(app.clone(), once::repeat))
        .layer(from_fn(shell::forget_notice))
        .layer(from_fn_with_state(app.clone(), people::signin::proof::ask))
        .layer(from_fn_with_state(app.clone(), people::signin::held::hold))
        .layer(from_fn(forgery::refuse))
        .layer(CatchPanicLayer::custom(gave_up))
        .layer(from_fn_with_state(app.clone(), faults::render))
        .layer(CompressionLayer::new())
        .with_state(app)
}

fn gave_up(_: Box<dyn std::any::Any + Send + 'static>) -> Response {
    base::Error::Broken("a handler panicked".into()).into_response()
}
