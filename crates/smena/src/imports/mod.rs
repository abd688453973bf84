//! Imports: tables of another system, brought in through a mapping that a human wrote.
//!
//! `mapping` is that file, `sheet` reads a CSV file strictly, `rows` turns rows into things of one kind. Then come the
//! kinds, each in its file, in an order in which what is referred to is there first. `memory` knows what earlier runs
//! brought in, so that a second run creates nothing, and only rows that changed are written. Whatever does not fit is
//! in the `report` with its row and a reason. Nothing is guessed and nothing is left out silently.
//!
//! `upload` is the page's way: one file of a browser, its columns guessed and corrected by a human, rehearsed, then done by a
//! job.
//!
//! An import goes through the same rooms as people do: seats, assignable people, roll-ups and the journal hold for it.
//! It refuses to delete: what has gone from the source stays here.

mod companies;
mod contacts;
mod deals;
mod departments;
mod files;
mod holders;
pub mod mapping;
mod memory;
mod people;
mod pipelines;
mod products;
mod report;
mod rows;
mod sheet;
mod store;
mod text;
pub mod upload;
mod values;
mod writing;

use std::path::Path;

use base::authz::Area;
use base::{Ctx, Error, Problem, Result};
use kit::money::Currency;

use self::files::Files;
use self::holders::Holders;
use self::mapping::Mapping;
use self::memory::Import;
pub use self::report::{Counts, Refused, Report};
use self::values::Reader;

/// Brings in the files of `folder` as the mapping says.
///
/// # Errors
/// 422 for a mapping that can't be read, 403 for who may not import. What is wrong with single files and rows is in
/// the report; a file that can't be read at all stops the import before anything is written.
pub async fn run(ctx: &Ctx, mapping: &Path, folder: &Path) -> Result<Report> {
    let text = std::fs::read_to_string(mapping).map_err(|error| {
        let why = format!("{}: {error}", mapping.display());
        Error::Invalid(Problem::new("imports-mapping").with("why", why))
    })?;
    run_mapping(ctx, &mapping::parse(&text)?, folder).await
}

/// As `run`, with a mapping that is read already.
pub async fn run_mapping(ctx: &Ctx, mapping: &Mapping, folder: &Path) -> Result<Report> {
    ctx.need(Area::People)?;
    let (wanted, folder) = (mapping.clone(), folder.to_owned());
    let files = tokio::task::spawn_blocking(move || files::open(&wanted, &folder));
    let files = files.await.map_err(|error| Error::Broken(error.to_string()))?;
    let mut import = Import::begin(ctx, &mapping.source).await?;
    if files.faults.is_empty() {
        bring_all(&mut import, mapping, &files).await?;
        ctx.app.db.analyze().await?;
        ctx.app.db.checkpoint().await?;
    } else {
        import.stop(mapping, &files);
    }
    Ok(import.report)
}

async fn bring_all(import: &mut Import, mapping: &Mapping, files: &Files) -> Result<()> {
    let reader = Reader {
        format: mapping.format.clone(),
        zone: import.ctx.company_zone(),
        currency: currency(import, mapping)?,
    };
    departments::bring(import, &mapping.departments, files).await?;
    people::bring(import, &mapping.people, files).await?;
    let holders = Holders::gather(import).await?;
    let pipelines = pipelines::bring(import, &mapping.pipelines).await?;
    products::bring(import, &mapping.products, files, &reader).await?;
    companies::bring(import, &mapping.companies, files, &holders).await?;
    contacts::bring(import, &mapping.contacts, files, &holders).await?;
    let references = deals::References { holders: &holders, pipelines, reader: &reader };
    deals::bring(import, &mapping.deals, files, references).await
}

fn currency(import: &Import, mapping: &Mapping) -> Result<Currency> {
    let own = Currency::parse(&import.ctx.account.currency);
    match mapping.format.currency {
        Some(currency) => Ok(currency),
        None => own.map_err(|error| Error::Broken(error.to_string())),
    }
}

impl Import {
    /// Tells what is wrong with whole files, under each kind that is read from them.
    fn stop(&mut self, mapping: &Mapping, files: &Files) {
        self.report.stopped = true;
        for (kind, file) in mapping.tables() {
            for (_, problem) in files.faults.iter().filter(|(faulty, _)| faulty == file) {
                self.refuse(kind, &report::Place { file: file.to_owned(), row: 0 }, problem);
            }
        }
    }
}
