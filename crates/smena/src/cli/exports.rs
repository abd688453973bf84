//! `smena export`: everything of an account as one file; the same as the page and the API.

use std::io::Write;
use std::path::{Path, PathBuf};

use base::App;
use base::web::parcel::Pieces;
use clap::Args;
use serde_json::json;
use work::exports;

use super::{Out, Stop, operator};

#[derive(Args)]
pub(super) struct Export {
    /// The account; may be left out when there is only one
    #[arg(long)]
    account: Option<i64>,
    /// Where to
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

pub(super) async fn run(app: &App, out: &Out, args: Export) -> Result<(), Stop> {
    let ctx = operator(app, args.account).await?.speaking(out.lang);
    let pieces = exports::take(&ctx).await?;
    keep(&args.out, pieces).await?;
    let shown = args.out.display().to_string();
    out.answer(&json!({"account_id": ctx.account.id, "file": shown}), || {
        out.say.with("exports-written", &[("file", shown.clone().into())])
    });
    Ok(())
}

/// Writes the pieces into a file as they come. Where they break off no file stays, so that nobody takes a part for the whole.
pub(super) async fn keep(path: &Path, pieces: Pieces) -> Result<(), Stop> {
    let done = fill(path, pieces).await;
    if done.is_err()
        && let Err(error) = std::fs::remove_file(path)
    {
        tracing::warn!(%error, file = %path.display(), "a part of an export is left");
    }
    done
}

async fn fill(path: &Path, mut pieces: Pieces) -> Result<(), Stop> {
    let broken = |error: std::io::Error| Stop::Failed(anyhow::anyhow!("{}: {error}", path.display()));
    let mut file = std::fs::File::create(path).map_err(broken)?;
    while let Some(piece) = pieces.recv().await {
        file.write_all(&piece?).map_err(broken)?;
    }
    file.sync_all().map_err(broken)
}
