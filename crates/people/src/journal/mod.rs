//! The journal as people and programs read it: everything that changed in the account, newest first, for who has the
//! area. It is written by every commit (see `base::journal`) and edited by nobody; here it is only shown.

pub mod api;
pub mod pages;

use std::collections::HashMap;

use base::authz::Area;
use base::journal::{self, Entry};
use base::org::Name;
use base::{Ctx, Result};

/// A page of the journal.
pub struct Page {
    pub entries: Vec<Entry>,
    pub names: HashMap<i64, Name>,
    /// The `seq` to go on before; `None` at the beginning of everything.
    pub next: Option<i64>,
}

/// The newest entries before `before`, or the newest of all.
///
/// # Errors
/// 403 without the area.
pub async fn look(ctx: &Ctx, before: Option<i64>, limit: i64) -> Result<Page> {
    ctx.need(Area::Journal)?;
    ctx.read(move |tx| {
        let mut entries = journal::page(tx, before, limit + 1)?;
        let most = usize::try_from(limit).unwrap_or(usize::MAX);
        let goes_on = entries.len() > most;
        entries.truncate(most);
        let names = journal::names(tx, &entries)?;
        let next = entries.last().filter(|_| goes_on).map(|entry| entry.seq);
        Ok(Page { entries, names, next })
    })
    .await
}
