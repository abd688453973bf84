//! The first steps of a company of one's own: for who may set everything, until all of them are taken or the list is put
//! away.
//!
//! Nobody ticks anything off: `done` asks the data, of people and of work alike, and is asked anew with every look. What
//! every page must know lies in `base::beginnings`.

pub mod pages;
mod store;

use base::{Ctx, Result, beginnings};

/// What is done so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Done {
    /// Somebody beside the administrator works here.
    pub people: bool,
    pub departments: bool,
    /// A person has made or changed a pipeline.
    pub pipelines: bool,
    /// There is a deal, a contact or a company.
    pub records: bool,
    /// Somebody looked at what a hand-over would do, or handed over.
    pub handover: bool,
}

impl Done {
    pub fn all(&self) -> bool {
        self.people && self.departments && self.pipelines && self.records && self.handover
    }
}

/// Asks the data.
pub async fn done(ctx: &Ctx) -> Result<Done> {
    let previewed = beginnings::of(ctx).await?.is_some_and(|beginning| beginning.previewed);
    let done = ctx.read(store::done).await?;
    Ok(Done { handover: done.handover || previewed, ..done })
}
