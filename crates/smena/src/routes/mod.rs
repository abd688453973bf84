//! Every address of the product, on two pages: those for people, and the doors for programs.
//!
//! Each line says whom the address is for; the tests try every line as everybody else:
//! `open` needs no sign-in, `signed` any signed-in person, `record` a signed-in person and then the rights over the
//! record, `people`, `settings` and `journal` the right to that area.

use axum::Router;
use base::App;

/// Whom an address is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum For {
    Open,
    Signed,
    Record,
    People,
    Settings,
    Journal,
}

/// One line of the page.
#[derive(Clone, Copy, Debug)]
pub struct Route {
    pub method: &'static str,
    pub path: &'static str,
    pub whom: For,
}

/// One page of addresses: a constant for the tests that try each of them, and the router.
macro_rules! routes {
    ($($whom:ident $method:ident $path:literal => $handler:path;)*) => {
        pub(super) const ALL: &[Route] = &[$(Route { method: stringify!($method), path: $path, whom: routes!(@ $whom) },)*];

        pub(super) fn routes() -> Router<App> {
            Router::new()$(.route($path, axum::routing::$method($handler)))*
        }
    };
    (@ open) => { For::Open };
    (@ signed) => { For::Signed };
    (@ record) => { For::Record };
    (@ people) => { For::People };
    (@ settings) => { For::Settings };
    (@ journal) => { For::Journal };
}

mod api;
mod pages;

/// Every address, for the tests that try each of them.
pub fn all() -> impl Iterator<Item = &'static Route> {
    pages::ALL.iter().chain(api::ALL)
}

/// All pages and doors for programs, without the layers around them (see `app`).
pub fn routes() -> Router<App> {
    pages::routes().merge(api::routes())
}
