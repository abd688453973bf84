//! Imports by page: a table that somebody's browser sends.
//!
//! `table` turns the bytes into text, `guess` says what the columns probably are, a human corrects that, `mapped` makes of it
//! what any import reads. `rehearse` counts what would happen and writes nothing; `begin` writes a job down that does it. What
//! went in is remembered by key like everything imported, so that the same file sent again makes nothing twice. The file
//! itself is forgotten after a day. Of a workbook the first sheet is read.

pub mod guess;
mod mapped;
pub mod pages;
pub mod receive;
mod store;
pub mod table;
mod workbook;

pub use guess::{Columns, What};
pub use store::sweep;

use base::authz::{self, Do};
use base::jobs::{self, Job, JobKind, Next, Stepping};
use base::{Ctx, Error, Event, Result};
use serde::{Deserialize, Serialize};

use super::memory::Import;
use super::report::Report;

/// A file that was sent.
#[derive(Clone, Debug)]
pub struct File {
    pub id: i64,
    pub name: String,
    pub what: What,
    pub content: String,
    pub delimiter: u8,
    pub columns: Columns,
    /// What brings it in, once somebody has begun.
    pub job: Option<i64>,
    pub report: Option<Vec<Outcome>>,
    /// ms UTC.
    pub created_at: i64,
}

/// What became of the rows of one kind, or would.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// `person`, `deal`.
    pub kind: String,
    pub created: i64,
    pub updated: i64,
    pub unchanged: i64,
    /// Line of the file and reason.
    pub refused: Vec<(i64, String)>,
}

/// Keeps the file, with a guess of what its columns are; answers its id.
///
/// # Errors
/// 403 for who may not import; 422 what is wrong with the file.
pub async fn add(ctx: &Ctx, name: &str, what: What, bytes: Vec<u8>) -> Result<i64> {
    authz::decide(&ctx.actor, &Do::Import)?;
    let sent = table::read(&bytes).map_err(Error::Invalid)?;
    let name: String = name.chars().filter(|c| !c.is_control()).take(100).collect();
    let (content, delimiter) = (sent.content, sent.delimiter);
    let (id, columns) = (ctx.app.new_id()?, Columns::default());
    let mut file = File {
        id,
        name,
        what,
        content,
        delimiter,
        columns,
        job: None,
        report: None,
        created_at: ctx.app.now(),
    };
    let (heading, sheet) = mapped::sheet(&file).map_err(Error::Invalid)?;
    let cells = |name: &str| {
        let cells = sheet.rows.iter().map(|row| sheet.cell(row, name).to_owned());
        cells.filter(|cell| !cell.is_empty()).take(500).collect()
    };
    file.columns = guess::columns(what, &heading, &cells);
    let account = ctx.account.id;
    ctx.app.keep(move |tx| store::add(tx, account, &file)).await?;
    Ok(id)
}

/// # Errors
/// 403 for who may not import; 404.
pub async fn find(ctx: &Ctx, id: i64) -> Result<File> {
    authz::decide(&ctx.actor, &Do::Import)?;
    ctx.read(move |tx| store::find(tx, id)).await?.ok_or(Error::NotFound)
}

/// The last files that nobody has begun to bring in.
pub async fn last(ctx: &Ctx) -> Result<Vec<File>> {
    authz::decide(&ctx.actor, &Do::Import)?;
    ctx.read(store::last).await
}

/// The job that brings a file in, as long as it is remembered.
pub async fn job(ctx: &Ctx, id: i64) -> Result<Option<Job>> {
    ctx.read(move |tx| jobs::find(tx, id)).await
}

/// Says what the columns are.
///
/// # Errors
/// 409 `upload_begun` when somebody has begun to bring it in.
pub async fn set_columns(ctx: &Ctx, id: i64, columns: Columns) -> Result<()> {
    find(ctx, id).await?;
    let account = ctx.account.id;
    match ctx.app.keep(move |tx| store::set_columns(tx, account, id, &columns)).await? {
        true => Ok(()),
        false => Err(Error::conflict("error-upload-begun")),
    }
}

/// What would happen; nothing is written.
pub async fn rehearse(ctx: &Ctx, file: &File) -> Result<Vec<Outcome>> {
    let mut import = Import::begin(ctx, mapped::SOURCE).await?;
    import.rehearses = true;
    bring(import, file).await
}

/// Writes down that it is to be brought in.
///
/// # Errors
/// 409 `upload_begun` when somebody has begun already.
pub async fn begin(ctx: &Ctx, id: i64) -> Result<()> {
    let file = find(ctx, id).await?;
    let rows = mapped::mapped(ctx, &file).await?.rows;
    let data = serde_json::json!({ "file": id, "lang": ctx.say.lang.code() }).to_string();
    ctx.write(move |tx| {
        let run_at = tx.now();
        let mut tx = tx.permit(Do::Import)?;
        let new = jobs::New { kind: JOB.name, data: data.clone(), run_at, total: rows };
        let job = jobs::add(&mut tx, &new)?;
        if !store::begin(&mut tx, id, job)? {
            return Err(Error::conflict("error-upload-begun"));
        }
        let (name, kind) = (file.name.clone(), file.what.code().to_owned());
        tx.commit(Event::ImportBegun { file: id, name, kind, rows }, ())
    })
    .await
}

/// The kind of job that brings files in.
pub const JOB: JobKind =
    JobKind { name: "import", step, watched: false, while_closing: false, passed_over: None };

/// What the job knows.
#[derive(Deserialize)]
struct Data {
    file: i64,
    lang: String,
}

fn step(ctx: Ctx, job: Job) -> Stepping {
    Box::pin(async move {
        let data: Data = serde_json::from_str(&job.data).map_err(|error| Error::Broken(error.to_string()))?;
        let ctx = match kit::lang::Lang::parse(&data.lang) {
            Some(lang) => ctx.speaking(lang),
            None => ctx,
        };
        if job.cancel_asked {
            return Ok(Next::Cancelled);
        }
        let file = find(&ctx, data.file).await?;
        let mut import = Import::begin(&ctx, mapped::SOURCE).await?;
        import.job = Some(job.id);
        let outcomes = bring(import, &file).await?;
        let report = serde_json::to_string(&outcomes).map_err(|error| Error::Broken(error.to_string()))?;
        let account = ctx.account.id;
        ctx.app.keep_as_job(move |tx| store::set_report(tx, account, file.id, &report)).await?;
        ctx.app.db.analyze().await?;
        Ok(Next::Done)
    })
}

async fn bring(mut import: Import, file: &File) -> Result<Vec<Outcome>> {
    let mapped = mapped::mapped(&import.ctx, file).await?;
    mapped.adopt(&mut import);
    super::bring_all(&mut import, &mapped.mapping, &mapped.files).await?;
    Ok(outcomes(import.report))
}

fn outcomes(report: Report) -> Vec<Outcome> {
    let kinds = report.kinds.into_iter();
    kinds
        .map(|(kind, counts)| Outcome {
            kind: kind.to_owned(),
            created: counts.created,
            updated: counts.updated,
            unchanged: counts.unchanged,
            refused: counts.refused.into_iter().map(|refused| (refused.row, refused.why)).collect(),
        })
        .collect()
}
