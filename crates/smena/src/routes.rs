//! Every address of the product, on one page, and what the rooms declare.

use axum::Router;
use axum::routing::get;
use base::portfolios::Holdable;
use base::{App, Seed};

/// The kinds that portfolios hold, as their rooms declare them.
pub const HOLDABLES: &[Holdable] = &[];

/// What every new account begins with.
pub const SEEDS: &[Seed] = &[];

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
    // Contacts, companies, tasks, the bin
}
