//! Stylesheets, scripts, icons and words: files of the tree, inside the program.

use std::sync::OnceLock;

use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
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
    Migration { number: 13, name: "comments", sql: include_str!("../migrations/0013_comments.sql") },
    Migration { number: 14, name: "removals", sql: include_str!("../migrations/0014_removals.sql") },
    Migration { number: 15, name: "sample", sql: include_str!("../migrations/0015_sample.sql") },
    Migration { number: 16, name: "letters", sql: include_str!("../migrations/0016_letters.sql") },
    Migration { number: 17, name: "secrets", sql: include_str!("../migrations/0017_secrets.sql") },
    Migration { number: 18, name: "partners", sql: include_str!("../migrations/0018_partners.sql") },
    Migration { number: 19, name: "leaving", sql: include_str!("../migrations/0019_leaving.sql") },
    Migration { number: 20, name: "elsewhere", sql: include_str!("../migrations/0020_elsewhere.sql") },
    Migration { number: 21, name: "integrators", sql: include_str!("../migrations/0021_integrators.sql") },
    Migration { number: 22, name: "asks", sql: include_str!("../migrations/0022_asks.sql") },
    Migration { number: 23, name: "factors", sql: include_str!("../migrations/0023_factors.sql") },
    Migration { number: 24, name: "pictures", sql: include_str!("../migrations/0024_pictures.sql") },
    Migration { number: 25, name: "open_links", sql: include_str!("../migrations/0025_open_links.sql") },
    Migration { number: 26, name: "reviews", sql: include_str!("../migrations/0026_reviews.sql") },
    Migration { number: 27, name: "zones", sql: include_str!("../migrations/0027_zones.sql") },
    Migration { number: 28, name: "countries", sql: include_str!("../migrations/0028_countries.sql") },
    Migration { number: 29, name: "closing", sql: include_str!("../migrations/0029_closing.sql") },
    Migration { number: 30, name: "absences", sql: include_str!("../migrations/0030_absences.sql") },
    Migration { number: 31, name: "passkeys", sql: include_str!("../migrations/0031_passkeys.sql") },
    Migration { number: 32, name: "scheduled", sql: include_str!("../migrations/0032_scheduled.sql") },
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

/// All its parts in order of name, as one.
const STYLESHEET: &str = "smena.css";

/// Tells the components where assets are: each address carries a mark of all the contents, so that modules which name
/// each other by `./` carry it, too.
pub fn announce() {
    let mark = mark();
    let icons = Files::iter().filter_map(|path| path.strip_prefix("icons/").map(str::to_owned));
    let named = icons.chain([STYLESHEET.to_owned(), "smena.js".to_owned()]);
    base::web::set_assets(named.map(|name| (name.clone(), format!("/assets/{mark}/{name}"))).collect());
}

/// `GET /assets/{mark}/{name}`. Under the mark of what is there now it may be kept for ever; a page from before an
/// update gets what is there now, and asks again.
pub async fn serve(Path((asked, name)): Path<(String, String)>, headers: HeaderMap) -> Response {
    let Some((kind, content)) = find(&name) else { return StatusCode::NOT_FOUND.into_response() };
    let tag = format!("\"{}\"", short(&Sha256::digest(&content)));
    let kept = if asked == mark() { "public, max-age=31536000, immutable" } else { "no-cache" };
    let told = [(header::ETAG, tag.as_str()), (header::CACHE_CONTROL, kept)];
    let known = headers.get(header::IF_NONE_MATCH).and_then(|tags| tags.to_str().ok());
    if known.is_some_and(|tags| tags.split(',').any(|known| known.trim().trim_start_matches("W/") == tag)) {
        return (StatusCode::NOT_MODIFIED, told).into_response();
    }
    (told, [(header::CONTENT_TYPE, kind)], content).into_response()
}

/// One mark for all files: it changes with any of them.
fn mark() -> &'static str {
    static MARK: OnceLock<String> = OnceLock::new();
    MARK.get_or_init(|| {
        let mut paths: Vec<_> = Files::iter().collect();
        paths.sort();
        let mut all = Sha256::new();
        for path in paths {
            all.update(path.as_bytes());
            all.update(Files::get(&path).map(|file| file.data.into_owned()).unwrap_or_default());
        }
        short(&all.finalize())
    })
}

fn short(hash: &[u8]) -> String {
    hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// The type and the bytes of a file.
fn find(name: &str) -> Option<(&'static str, Vec<u8>)> {
    if name == STYLESHEET {
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
