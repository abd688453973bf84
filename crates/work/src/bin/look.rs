//! What is in the bin, for who may delete such records.

use std::collections::HashMap;

use base::authz::Deed;
use base::org::{self, Name};
use base::portfolios::{self, Sight};
use base::{Ctx, Kind, Result, Tx};

use super::store;
use crate::records::slice::slice_of;
use crate::records::{Asked, Count, Slice};

/// A record in the bin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deleted {
    pub id: i64,
    pub portfolio: i64,
    /// At which stage a deal was; 0 for the rest.
    pub stage: i64,
    /// What it was.
    pub kind: Kind,
    pub title: String,
    pub deleted_by: Option<i64>,
    /// ms UTC.
    pub deleted_at: i64,
    /// Who holds the bin of its portfolio.
    pub responsible: i64,
}

/// A page of the bin.
pub struct Listed {
    pub slice: Slice<Deleted>,
    pub names: HashMap<i64, Name>,
    pub count: Count,
}

/// The deleted records the actor may restore: of one kind, or of all.
pub async fn list(ctx: &Ctx, asked: &Asked, kind: Option<Kind>) -> Result<Listed> {
    let asked = asked.clone();
    ctx.read(move |tx| {
        let whole = portfolios::within(tx, Kind::Bin, Deed::Delete)?;
        let mut within = whole.clone();
        if let Some(person) = asked.responsible {
            within = within.and(&portfolios::held_by(tx, Kind::Bin, person)?);
        }
        let mut reaches = Vec::new();
        for kind in Kind::RECORDS.into_iter().filter(|of| kind.is_none_or(|kind| kind == *of)) {
            let reach = deletable(tx, kind)?;
            // As far as the list itself reaches there is nothing to narrow.
            reaches.push((kind, reach.within != whole, reach));
        }
        let mut filters = store::filters(&reaches);
        filters.words(&asked.q);
        let what = (store::COLUMNS, store::JOINS, &filters);
        let slice = slice_of(tx, (Kind::Bin, "bin"), &within, &asked, what, store::deleted)?;
        let people = slice.items.iter().flat_map(|d| d.deleted_by.into_iter().chain([d.responsible]));
        let names = org::names(tx, people.collect::<Vec<i64>>())?;
        let count = slice.count(tx, &within, (Kind::Bin, "bin"), &filters)?;
        Ok(Listed { slice, names, count })
    })
    .await
}

/// What of the bin the actor may restore of this kind: as far as they may delete it.
pub(super) fn deletable<S>(tx: &mut Tx<'_, S>, kind: Kind) -> Result<Sight> {
    portfolios::sight_held(tx, (kind, Kind::Bin), Deed::Delete)
}
