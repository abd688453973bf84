//! `smena bench`: figures of this machine, in this database.

use std::path::PathBuf;

use base::App;
use clap::Subcommand;
use serde_json::Value as Json;

use super::{Out, Stop};
use crate::bench;

#[derive(Subcommand)]
pub(super) enum Bench {
    /// Departures of a person holding so many deals, beside one bare update of as many rows
    Handover {
        /// How many deals the person holds
        #[arg(long, default_value_t = 100_000)]
        records: usize,
        /// Leave the baseline's table in the database, too
        #[arg(long)]
        keep: bool,
    },
    /// So many deals shared out evenly over several people, beside one bare update of as many rows, and how long small
    /// writes of others wait meanwhile
    Split {
        /// How many deals the person holds
        #[arg(long, default_value_t = 100_000)]
        records: usize,
        /// Over how many people they are shared out
        #[arg(long, default_value_t = 5)]
        over: usize,
    },
    /// Pages of fifty deals of one person by the API, beside a program without sign-in and rights
    Page {
        /// How many deals the person holds
        #[arg(long, default_value_t = 100_000)]
        records: usize,
        /// The program to compare with: target/release/bare
        #[arg(long, value_name = "PROGRAM")]
        bare: Option<PathBuf>,
    },
    /// Contacts by parts of their names, of all and of some, beside the bare query
    Search {
        /// How many contacts two hundred people hold
        #[arg(long, default_value_t = 100_000)]
        records: usize,
    },
    /// Pages of fifty contacts of two hundred people, of who heads them all
    Scope {
        /// How many contacts they hold
        #[arg(long, default_value_t = 100_000)]
        records: usize,
    },
    /// The board of eight stages over deals of two hundred people, of who sees all, who heads them, and one of them
    Board {
        /// How many deals they hold
        #[arg(long, default_value_t = 100_000)]
        records: usize,
    },
    /// Deals made by programs at once, beside bare inserts that are as durable
    Writes {
        /// So many seconds each
        #[arg(long, default_value_t = 5)]
        seconds: u64,
    },
}

pub(super) async fn run(app: &App, out: &Out, db: &str, command: Bench) -> Result<(), Stop> {
    let figures = match command {
        Bench::Handover { records, keep } => {
            serde_json::to_value(bench::handover(app, db, &bench::Options { records, keep }).await?)
        }
        Bench::Split { records, over } => {
            serde_json::to_value(bench::split(app, db, &bench::SplitOptions { records, over }).await?)
        }
        Bench::Page { records, bare } => {
            serde_json::to_value(bench::page(app, db, &bench::PageOptions { records, bare }).await?)
        }
        Bench::Search { records } => serde_json::to_value(bench::search(app, db, records).await?),
        Bench::Scope { records } => serde_json::to_value(bench::scope(app, db, records).await?),
        Bench::Board { records } => serde_json::to_value(bench::board(app, records).await?),
        Bench::Writes { seconds } => serde_json::to_value(bench::writes(app, db, seconds).await?),
    };
    let json = figures.map_err(|e| Stop::Failed(e.into()))?;
    out.answer(&json, || lines(&json));
    Ok(())
}

/// A figure a line; they are numbers and names, the same in every language.
fn lines(figures: &Json) -> String {
    let Some(figures) = figures.as_object() else { return String::new() };
    figures.iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join("\n")
}
