//! Every address of the product, on one page, and what the rooms declare.

use axum::Router;
use axum::routing::{get, patch, put};
use base::portfolios::Holdable;
use base::{App, Seed};

/// The kinds that portfolios hold, as their rooms declare them.
pub const HOLDABLES: &[Holdable] = &[];

/// What every new account begins with.
pub const SEEDS: &[Seed] = &[work::pipelines::seed];

/// All pages and doors for programs, without the layers around them (see `app`).
pub fn routes() -> Router<App> {
    Router::new()
        // The house
        .route("/live", get(base::web::live::live))
        // Accounts and signing in
        // People, departments, roles, seats
        .route("/settings/seats", get(people::seats::pages::page))
        .route("/settings/roles", get(people::roles::pages::page))
        .route("/api/v1/seats", get(people::seats::api::get))
        .route("/api/v1/roles", get(people::roles::api::all))
    // Hand-overs
        // Deals, pipelines, products
        .merge(deals())
    // Contacts, companies, tasks, the bin
}

fn deals() -> Router<App> {
    use work::{pipelines, products};
    Router::new()
        .route("/settings/pipelines", get(pipelines::pages::list).post(pipelines::pages::add))
        .route("/settings/pipelines/new", get(pipelines::pages::new))
        .route("/settings/pipelines/{id}", get(pipelines::pages::edit).post(pipelines::pages::save))
        .route("/api/v1/pipelines", get(pipelines::api::list).post(pipelines::api::add))
        .route("/api/v1/pipelines/{id}", patch(pipelines::api::patch))
        .route("/settings/products", get(products::pages::list).post(products::pages::add))
        .route("/settings/products/new", get(products::pages::new))
        .route("/settings/products/{id}", get(products::pages::edit).post(products::pages::save))
        .route("/api/v1/products", get(products::api::list).post(products::api::add))
        .route("/api/v1/products/{id}", put(products::api::put))
}
