//! Whole addresses, for what leaves the page: a link to copy, a letter.

use axum::http::{HeaderMap, header};

use crate::App;

/// The address under which people open this path: below the public address, or the one they came by.
pub fn address(app: &App, headers: &HeaderMap, path: &str) -> String {
    let host =
        || headers.get(header::HOST).and_then(|host| host.to_str().ok()).map(|host| format!("http://{host}"));
    let base = app.settings.public_url.clone().or_else(host).unwrap_or_default();
    format!("{}{path}", base.trim_end_matches('/'))
}
