//! The export: everything of an account as one file in open formats (G06, G13), for administrators and for the operator.
//!
//! A ZIP that is sent while it is made, page by page, so that its size doesn't matter: a CSV for each table that means something to
//! people, the journal as JSON lines with its chain, pictures, and a page of words that says what is what. Names of files and
//! columns are the same in every language, as those of the API are; separators and decimals are the reader's, as in other files
//! for spreadsheets. No hash and no secret is in it. Whoever was to be erased by now is erased first, and a company that begins
//! to be removed meanwhile breaks the file off: nobody takes a part for the whole. The journal has who took it. Start with
//! `take`.

pub mod api;
pub mod pages;
mod store;

use base::authz::{self, Do};
use base::web::parcel::{self, Parcel, Pieces};
use base::{Ctx, Event, Result};
use people::erasure::whole;
use people::pictures;

pub use store::TABLES;

/// The export as it stands, in pieces; the journal has it first.
///
/// # Errors
/// 403 for who is no administrator; 409 `closing_over` once the company's day has come.
pub async fn take(ctx: &Ctx) -> Result<Pieces> {
    if may(ctx).is_ok() {
        ctx.read(whole::check).await?;
        whole::first_erase(ctx).await?;
    }
    ctx.write(|tx| {
        let account = tx.account();
        tx.permit(Do::TakeExport)?.commit(Event::ExportTaken { account }, ())
    })
    .await?;
    let ctx = ctx.clone();
    Ok(parcel::pieces(ctx.say.lang, move |parcel| write(ctx, parcel)))
}

/// Whether the actor may take it, asked before the page that offers it.
pub fn may(ctx: &Ctx) -> Result<()> {
    authz::decide(&ctx.actor, &Do::TakeExport)
}

/// What the file is called, without its ending: the account and the day.
pub fn name(ctx: &Ctx) -> String {
    format!("smena-{}-{}", ctx.account.id, kit::date::input_value(ctx.app.now(), &ctx.company_zone()))
}

async fn write(ctx: Ctx, mut parcel: Parcel) -> Result<()> {
    ctx.read(whole::check).await?;
    let values = [("account", ctx.account.name.as_str().into()), ("at", ctx.moment(ctx.app.now()).into())];
    parcel.file("README.txt", &ctx.say.with("exports-readme", &values)).await?;
    let account = ctx.read(store::account).await?;
    parcel.file("account.json", &format!("{account:#}")).await?;
    let given = [::store::Value::from(ctx.account.id)];
    for table in TABLES {
        parcel.table(&ctx, table, &given).await?;
    }
    write_journal(&ctx, &mut parcel, &given).await?;
    for person in ctx.read(store::pictured).await? {
        if let Some(picture) = ctx.read(move |tx| pictures::large(tx, person)).await? {
            parcel.begin(&format!("pictures/{person}.jpg"))?;
            parcel.put(&picture).await?;
        }
    }
    ctx.read(whole::check).await?;
    parcel.end().await
}

/// A line of JSON for each event.
async fn write_journal(ctx: &Ctx, parcel: &mut Parcel, given: &[::store::Value]) -> Result<()> {
    static JOURNAL: parcel::Table = store::JOURNAL;
    parcel.begin("journal.jsonl")?;
    let mut place = Some(JOURNAL.beginning());
    while let Some(from) = place {
        let rows = parcel::page(ctx, &JOURNAL, given, from).await?;
        let mut lines = String::new();
        for row in &rows {
            lines.push_str(&store::event(row)?);
            lines.push('\n');
        }
        parcel.put(lines.as_bytes()).await?;
        place = parcel::next(&rows, &JOURNAL);
    }
    Ok(())
}
