//! Contacts by parts of their names: rare and common ones, two letters, a telephone number, and what nobody has; of all
//! contacts, of a department of ten, and of one person. The use case in this process, the same by the API of another,
//! and the bare query of the engine.

use std::time::{Duration, Instant};

use anyhow::Result;
use base::{App, Ctx};
use serde::Serialize;
use work::contacts;
use work::records::ListQuery;

use super::company::{self, Company};
use super::load::{self, Ask};
use super::page::Running;
use super::{fill, median, percentile, store};

const TIMES: usize = 60;
const TURN: Duration = Duration::from_secs(2);
/// What is looked for, most alike first; three of each, so that no answer is only a memory.
const WORDS: [(&str, [&str; 3]); 5] = [
    ("common", ["шевч", "оле", "ковален"]),
    ("rare", ["жмудь фрос", "чуйко ярин", "їжак юст"]),
    ("two letters", ["ко", "ше", "ір"]),
    ("number", ["client-00a1f", "50 123-45", "client-0002b"]),
    ("nobody", ["щжцъ", "zzyzx", "шевченкос"]),
];

#[derive(Clone, Debug, Serialize)]
pub struct SearchFigures {
    pub engine: &'static str,
    pub records: usize,
    pub asked: Vec<Asked>,
    pub account_id: i64,
}

/// One kind of words, of one person.
#[derive(Clone, Debug, Serialize)]
pub struct Asked {
    pub of: &'static str,
    pub words: &'static str,
    pub found: usize,
    pub p50_ms: f64,
    pub p95_ms: f64,
    pub http_p50_ms: f64,
    pub http_p95_ms: f64,
    /// The newest fifty by the index alone, the first of the words; of all only.
    pub bare_p50_ms: Option<f64>,
}

/// Fills a new account and measures. `url` is the address of the app's database.
pub async fn search(app: &App, url: &str, records: usize) -> Result<SearchFigures> {
    let company = company::company(app, records).await?;
    let mut asked = Vec::new();
    let product = Running::product(url)?;
    let Company { administrator, head, seller, .. } = &company;
    for (of, ctx) in [("all", administrator), ("ten people", head), ("one person", seller)] {
        let person = ctx.person_id().unwrap_or_default();
        let token = fill::give_token(administrator, person).await?;
        for (words, texts) in WORDS {
            let mut figures = measure(ctx, (of, words), &texts).await?;
            let ask = |text: &str| Ask {
                address: product.address.clone(),
                path: format!("/api/v1/contacts?q={}", base::web::faults::form_encoded(text)),
                token: token.clone(),
                body: None,
            };
            let pressed = tokio::task::block_in_place(|| load::press(&ask(texts[0]), 1, TURN))?;
            (figures.http_p50_ms, figures.http_p95_ms) = (pressed.p50_ms, pressed.p95_ms);
            if of == "all" {
                figures.bare_p50_ms = Some(bare(app, administrator.account.id, &texts).await?);
            }
            asked.push(figures);
        }
    }
    let engine = app.db.dialect().name();
    Ok(SearchFigures { engine, records, asked, account_id: administrator.account.id })
}

async fn measure(ctx: &Ctx, (of, words): (&'static str, &'static str), texts: &[&str; 3]) -> Result<Asked> {
    let (mut times, mut found) = (Vec::new(), 0);
    for turn in 0..TIMES {
        let q = Some(texts[turn % texts.len()].to_owned());
        let asked = ListQuery { q, ..ListQuery::default() }.read(contacts::ROOM.sorts)?;
        let begun = Instant::now();
        let listed = contacts::list(ctx, &asked, contacts::Asking::default()).await?;
        times.push(begun.elapsed());
        found = found.max(listed.slice.items.len());
    }
    Ok(Asked {
        of,
        words,
        found,
        p50_ms: median(&times),
        p95_ms: percentile(&times, 95),
        http_p50_ms: 0.0,
        http_p95_ms: 0.0,
        bare_p50_ms: None,
    })
}

async fn bare(app: &App, account: i64, texts: &[&str; 3]) -> Result<f64> {
    let mut times = Vec::new();
    for turn in 0..TIMES / 2 {
        let wanted = base::search::Wanted::read(texts[turn % texts.len()]);
        let Some(word) = wanted.parts().first().cloned() else { continue };
        let begun = Instant::now();
        app.look(move |tx| Ok(store::bare_search(tx, account, &word)?)).await?;
        times.push(begun.elapsed());
    }
    Ok(median(&times))
}
