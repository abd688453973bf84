//! `smena people`: the data of somebody who left goes, stays, or is taken away; the same use cases as the page and the API.

use std::path::PathBuf;

use ::people::erasure;
use base::{App, Ctx};
use clap::{Args, Subcommand};
use serde_json::json;

use super::{Out, Stop, exports, operator, who};

#[derive(Subcommand)]
pub(super) enum People {
    /// Erase the personal data of somebody who has departed, after the days of grace; a running server carries it out
    Erase(Erase),
    /// Keep what was to be erased
    Restore(Named),
    /// Everything about a person and by them as a ZIP of CSV and JSON
    Archive(Archive),
}

#[derive(Args)]
pub(super) struct Named {
    /// The account; may be left out when there is only one
    #[arg(long)]
    account: Option<i64>,
    /// Who: id, e-mail, login or full name
    #[arg(long)]
    person: String,
}

#[derive(Args)]
pub(super) struct Erase {
    #[command(flatten)]
    named: Named,
    /// It can't be undone after the days of grace
    #[arg(long, required = true)]
    confirm: bool,
}

#[derive(Args)]
pub(super) struct Archive {
    #[command(flatten)]
    named: Named,
    /// Where to
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

pub(super) async fn run(app: &App, out: &Out, args: People) -> Result<(), Stop> {
    match args {
        People::Erase(Erase { named, .. }) => erase(app, out, named).await,
        People::Restore(named) => restore(app, out, named).await,
        People::Archive(Archive { named, out: file }) => archive(app, out, named, file).await,
    }
}

async fn find(app: &App, out: &Out, named: Named) -> Result<(Ctx, i64), Stop> {
    let ctx = operator(app, named.account).await?.speaking(out.lang);
    let person = who::person(&ctx, &named.person).await?;
    Ok((ctx, person))
}

async fn erase(app: &App, out: &Out, named: Named) -> Result<(), Stop> {
    let (ctx, person) = find(app, out, named).await?;
    let until = erasure::begin(&ctx, person).await?;
    let told = json!({"person_id": person, "status": "closing", "erase_at": kit::date::to_rfc3339(until)});
    out.answer(&told, || out.say.with("erasure-begun", &[("at", ctx.moment(until).into())]));
    Ok(())
}

async fn restore(app: &App, out: &Out, named: Named) -> Result<(), Stop> {
    let (ctx, person) = find(app, out, named).await?;
    erasure::restore(&ctx, person).await?;
    out.answer(&json!({"person_id": person, "status": "departed"}), || out.say.t("erasure-restored"));
    Ok(())
}

async fn archive(app: &App, out: &Out, named: Named, path: PathBuf) -> Result<(), Stop> {
    let (ctx, person) = find(app, out, named).await?;
    exports::keep(&path, erasure::archive::take(&ctx, person).await?).await?;
    let shown = path.display().to_string();
    out.answer(&json!({"person_id": person, "file": shown}), || {
        out.say.with("erasure-archive-written", &[("file", shown.clone().into())])
    });
    Ok(())
}
