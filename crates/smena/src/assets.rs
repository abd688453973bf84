//! Stylesheets, scripts, icons and words: files of the tree, inside the program.

use std::collections::HashMap;

use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base::words::{BadDictionary, Words};
use kit::lang::Lang;
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};
use store::Migration;

#[derive(RustEmbed)]
#[folder = "assets/"]
struct Files;

#[derive(RustEmbed)]
#[folder = "words/"]
struct Dictionaries;

/// The history of the tables, in order; what is there never changes.
pub static MIGRATIONS: &[Migration] = &[
    Migration { number: 1, name: "house", sql: include_str!("../migrations/0001_house.sql") },
    Migration { number: 2, name: "work", sql: include_str!("../migrations/0002_work.sql") },
    Migration { number: 3, name: "search", sql: include_str!("../migrations/0003_search.sql") },
    Migration { number: 4, name: "roles", sql: include_str!("../migrations/0004_roles.sql") },
    Migration { number: 5, name: "jobs", sql: include_str!("../migrations/0005_jobs.sql") },
    Migration { number: 6, name: "splits", sql: include_str!("../migrations/0006_splits.sql") },
    Migration { number: 7, name: "covers", sql: include_str!("../migrations/0007_covers.sql") },
    Migration { number: 8, name: "planned", sql: include_str!("../migrations/0008_planned.sql") },
    Migration { number: 9, name: "reports", sql: include_str!("../migrations/0009_reports.sql") },
    Migration { number: 10, name: "sources", sql: include_str!("../migrations/0010_sources.sql") },
    Migration { number: 11, name: "board", sql: include_str!("../migrations/0011_board.sql") },
    Migration { number: 12, name: "columns", sql: include_str!("../migrations/0012_columns.sql") },
];

/// The dictionaries.
pub fn words() -> Result<Words, BadDictionary> {
    let mut texts = Vec::new();
    for name in Dictionaries::iter() {
        let (Some((code, file)), Some(data)) = (name.split_once('/'), Dictionaries::get(&name)) else {
            continue;
        };
        if let Some(lang) = Lang::parse(code) {
            texts.push((lang, file.to_owned(), String::from_utf8_lossy(&data.data).into_owned()));
        }
    }
    Words::load(&texts)
}

/// Tells the components where assets are: each address carries a hash of the content.
pub fn announce() {
    let mut addresses = HashMap::new();
    for name in ["smena.css", "smena.js", "favicon.svg", "logo.svg"] {
        if let Some((_, content)) = find(name) {
            let hash = Sha256::digest(&content);
            let short: String = hash.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
            addresses.insert(name.to_owned(), format!("/assets/{name}?v={short}"));
        }
    }
    base::web::set_assets(addresses);
}

/// `GET /assets/{name}`. An address with a hash may be kept for ever; modules are asked for again each hour.
pub async fn serve(Path(name): Path<String>, uri: axum::http::Uri) -> Response {
    let Some((kind, content)) = find(&name) else { return StatusCode::NOT_FOUND.into_response() };
    let kept = match uri.query() {
        Some(query) if query.starts_with("v=") => "public, max-age=31536000, immutable",
        _ => "public, max-age=3600",
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CACHE_CONTROL, HeaderValue::from_static(kept)),
    ];
    (headers, content).into_response()
}

/// The type and the bytes of a file; the stylesheet is all its parts in order of name.
fn find(name: &str) -> Option<(&'static str, Vec<u8>)> {
    if name == "smena.css" {
        let mut parts: Vec<_> = Files::iter().filter(|path| path.starts_with("css/")).collect();
        parts.sort();
        let all = parts.iter().filter_map(|path| Files::get(path)).flat_map(|file| file.data.into_owned());
        return Some(("text/css; charset=utf-8", all.collect()));
    }
    let (folder, kind) = match name.rsplit_once('.')?.1 {
        "js" => ("js", "text/javascript; charset=utf-8"),
        "svg" => ("icons", "image/svg+xml"),
        _ => return None,
    };
    let file = Files::get(&format!("{folder}/{name}"))?;
    Some((kind, file.data.into_owned()))
}
