//! `smena import`.

use std::path::PathBuf;

use base::App;
use clap::Args;

use super::{Out, Stop, operator};
use crate::imports;

#[derive(Args)]
pub(super) struct Import {
    /// The account; may be left out when there is only one
    #[arg(long)]
    account: Option<i64>,
    /// The mapping: which file is what, which column is which (see sample/crm-sales.toml)
    #[arg(long, value_name = "FILE")]
    mapping: PathBuf,
    /// The folder with the CSV files
    folder: PathBuf,
}

pub(super) async fn import(app: &App, out: &Out, args: Import) -> Result<(), Stop> {
    let ctx = operator(app, args.account).await?.as_job().speaking(out.lang);
    let report = imports::run(&ctx, &args.mapping, &args.folder).await?;
    let json = serde_json::to_value(&report).map_err(|e| Stop::Failed(e.into()))?;
    out.answer(&json, || text(out, &report));
    if report.stopped { Err(Stop::Said) } else { Ok(()) }
}

fn text(out: &Out, report: &imports::Report) -> String {
    let mut lines = Vec::new();
    for (kind, counts) in &report.kinds {
        lines.push(out.say.with(
            "cli-imported",
            &[
                ("kind", (*kind).into()),
                ("read", counts.read.into()),
                ("created", counts.created.into()),
                ("updated", counts.updated.into()),
                ("unchanged", counts.unchanged.into()),
                ("refused", i64::try_from(counts.refused.len()).unwrap_or(i64::MAX).into()),
            ],
        ));
        lines.extend(counts.refused.iter().map(|r| format!("  {}:{}: {}", r.file, r.row, r.why)));
    }
    lines.join("\n")
}
