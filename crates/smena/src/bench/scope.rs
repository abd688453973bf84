//! "Department with sub-departments": the page of fifty of somebody who heads two hundred people.

use std::time::{Duration, Instant};

use anyhow::Result;
use base::App;
use serde::Serialize;
use work::contacts;
use work::records::ListQuery;

use super::load::{self, Ask};
use super::page::Running;
use super::{company, fill, median, percentile};

const TIMES: usize = 200;
const TURN: Duration = Duration::from_secs(3);

#[derive(Clone, Debug, Serialize)]
pub struct ScopeFigures {
    pub engine: &'static str,
    pub records: usize,
    pub p50_ms: f64,
    pub p95_ms: f64,
    pub http_p50_ms: f64,
    pub http_p95_ms: f64,
    /// By name, in the middle of the list.
    pub by_name_p50_ms: f64,
    pub by_name_p95_ms: f64,
    pub account_id: i64,
}

/// Fills a new account and measures. `url` is the address of the app's database.
pub async fn scope(app: &App, url: &str, records: usize) -> Result<ScopeFigures> {
    let company = company::company(app, records).await?;
    let newest = pages(&company, "").await?;
    let by_name = pages(&company, "name").await?;
    let person = company.chief.person_id().unwrap_or_default();
    let token = fill::give_token(&company.administrator, person).await?;
    let product = Running::product(url)?;
    let ask =
        Ask { address: product.address.clone(), path: "/api/v1/contacts?limit=50".into(), token, body: None };
    let pressed = tokio::task::block_in_place(|| load::press(&ask, 1, TURN))?;
    Ok(ScopeFigures {
        engine: app.db.dialect().name(),
        records,
        p50_ms: median(&newest),
        p95_ms: percentile(&newest, 95),
        http_p50_ms: pressed.p50_ms,
        http_p95_ms: pressed.p95_ms,
        by_name_p50_ms: median(&by_name),
        by_name_p95_ms: percentile(&by_name, 95),
        account_id: company.administrator.account.id,
    })
}

/// One page after another.
async fn pages(company: &company::Company, sort: &str) -> Result<Vec<Duration>> {
    let (mut times, mut cursor) = (Vec::new(), None);
    for _ in 0..TIMES {
        let query = ListQuery { sort: Some(sort.to_owned()), cursor, ..ListQuery::default() };
        let asked = query.read(contacts::ROOM.sorts)?;
        let begun = Instant::now();
        let listed = contacts::list(&company.chief, &asked, contacts::Asking::default()).await?;
        times.push(begun.elapsed());
        cursor = listed.slice.older;
    }
    Ok(times)
}
