//! Every address of the product, on one page.

use axum::Router;
use axum::routing::{get, post};
use base::App;

/// All pages and doors for programs, without the layers around them (see `app`).
pub fn routes() -> Router<App> {
    Router::new()
        // The house
        .route("/live", get(base::web::live::live))
    // Accounts and signing in
    // People, departments, roles, seats
    // Hand-overs
    // Deals, pipelines, products
    // Contacts, companies, tasks, the bin
}
