//! A page of fifty deals of one person, by the API, beside a program without sign-in and rights.
//!
//! Both run as processes of their own, on the same file, one after the other in turns, under the same load. The load
//! comes from this process and takes its share of the processor from both.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use base::{App, org};
use serde::Serialize;

use super::fill::{self, Filled};
use super::load::{self, Answered, Ask};

const CONNECTIONS: usize = 16;
const TURNS: usize = 3;
const TURN: Duration = Duration::from_secs(3);

#[derive(Clone, Debug)]
pub struct PageOptions {
    pub records: usize,
    /// The program to compare with (`benches/bare`); it reads SQLite only.
    pub bare: Option<PathBuf>,
}

/// What was measured: the best turn of each.
#[derive(Clone, Debug, Serialize)]
pub struct PageFigures {
    pub engine: &'static str,
    pub records: usize,
    pub bytes: usize,
    pub connections: usize,
    pub page_per_s: f64,
    pub page_p50_ms: f64,
    pub page_p99_ms: f64,
    pub bare_per_s: Option<f64>,
    /// The product over the bare program.
    pub ratio: Option<f64>,
    pub account_id: i64,
    pub token: String,
    pub person_id: i64,
}

/// Fills a new account and measures. `url` is the address of the app's database.
pub async fn page(app: &App, url: &str, options: &PageOptions) -> Result<PageFigures> {
    let filled = fill::fill(app, options.records).await?;
    let leaver = filled.leaver;
    let person = app.operator(filled.account.clone()).read(move |tx| org::find(tx, leaver)).await?;
    let portfolio = person.and_then(|person| person.portfolio_id).context("the person has no portfolio")?;
    let (engine, url, options) = (app.db.dialect().name(), url.to_owned(), options.clone());
    tokio::task::spawn_blocking(move || measure(engine, &url, &options, &filled, portfolio)).await?
}

fn measure(
    engine: &'static str,
    url: &str,
    options: &PageOptions,
    filled: &Filled,
    portfolio: i64,
) -> Result<PageFigures> {
    let path = format!("/api/v1/deals?responsible_id={}&limit=50", filled.leaver);
    let product = Running::product(url)?;
    let ask = |address: &str| Ask {
        address: address.to_owned(),
        path: path.clone(),
        token: filled.token.clone(),
        body: None,
    };
    let product_ask = ask(&product.address);
    let body = load::once(&product_ask)?;
    let bare = match &options.bare {
        Some(bare) => Some(start_bare(bare, url, (filled.account.id, portfolio), &body)?),
        None => None,
    };
    let bare_ask = bare.as_ref().map(|bare| ask(&bare.address));
    if let Some(bare_ask) = &bare_ask {
        ensure!(load::once(bare_ask)? == body, "the bare program answers other bytes than the product");
    }
    let (mut page, mut plain) = (Answered::default(), Answered::default());
    for _ in 0..TURNS {
        keep_better(&mut page, load::press(&product_ask, CONNECTIONS, TURN)?);
        if let Some(bare_ask) = &bare_ask {
            keep_better(&mut plain, load::press(bare_ask, CONNECTIONS, TURN)?);
        }
    }
    let bare_per_s = bare.as_ref().map(|_| plain.per_second);
    Ok(PageFigures {
        engine,
        records: filled.records,
        bytes: body.len(),
        connections: CONNECTIONS,
        page_per_s: page.per_second,
        page_p50_ms: page.p50_ms,
        page_p99_ms: page.p99_ms,
        bare_per_s,
        ratio: bare_per_s.map(|bare| page.per_second / bare),
        account_id: filled.account.id,
        token: filled.token.clone(),
        person_id: filled.leaver,
    })
}

fn keep_better(best: &mut Answered, answered: Answered) {
    if answered.per_second > best.per_second {
        *best = answered;
    }
}

fn start_bare(
    program: &PathBuf,
    url: &str,
    (account, portfolio): (i64, i64),
    body: &[u8],
) -> Result<Running> {
    let file = url.strip_prefix("sqlite:").context("the bare program reads SQLite only")?;
    let page: serde_json::Value = serde_json::from_slice(body)?;
    let next = page["next"].as_str().context("there is no second page: more records are needed")?;
    let (account, portfolio) = (account.to_string(), portfolio.to_string());
    Running::start(Command::new(program).args([file, &account, &portfolio, next]))
}

/// A server in a process of its own; ended with this.
pub(super) struct Running {
    child: Child,
    pub address: String,
}

impl Running {
    /// This program, serving this database.
    pub fn product(url: &str) -> Result<Running> {
        let program = std::env::current_exe()?;
        Running::start(Command::new(program).args(["--db", url, "serve", "--listen", "127.0.0.1:0"]))
    }

    /// Starts a program whose first line ends with its address.
    fn start(command: &mut Command) -> Result<Running> {
        let mut child = command.stdout(Stdio::piped()).spawn().context("a server can't be started")?;
        let output = child.stdout.take().context("a server without output")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        let address = line.trim_end().rsplit_once("http://").map(|(_, address)| address.to_owned());
        match address {
            Some(address) => Ok(Running { child, address }),
            None => {
                // It has said why on standard error.
                let _ = child.kill();
                anyhow::bail!("a server did not start")
            }
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // A server that has ended by itself needs no end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
