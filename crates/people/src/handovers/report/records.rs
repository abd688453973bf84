//! Every record that lies now in what a fact moved: page by page, in the order of kind, portfolio and id.
//!
//! What was made or came there since is among them, what has left is not. Each reader gets what they may see: the same
//! as in the lists. Deleted records are in the bin.

use std::collections::BTreeMap;

use base::authz::{Area, Deed};
use base::portfolios::{self, Sight};
use base::{Ctx, Error, Kind, Reading, Result, Tx, org};
use kit::cursor::{self, CursorPart};

use super::store::{self, Shelf};
use crate::handovers::fact::Names;

/// The most records of one page.
pub const MOST: i64 = 200;

/// A record of a fact, as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    pub kind: Kind,
    pub id: i64,
    pub title: String,
    pub open: bool,
    pub amount: i64,
    /// Empty where there are no amounts.
    pub currency: String,
    pub from: i64,
    pub to: i64,
    /// Who holds it now.
    pub holder: i64,
}

/// Where a page begins: behind this record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Start {
    kind: Kind,
    portfolio: i64,
    id: i64,
}

impl Start {
    pub fn text(self) -> String {
        let kind = CursorPart::Text(self.kind.code().to_owned());
        cursor::encode(&[kind, CursorPart::Int(self.portfolio), CursorPart::Int(self.id)])
    }

    /// # Errors
    /// 422 for what is no such place.
    pub fn read(text: &str) -> Result<Start> {
        let unknown = || Error::field("cursor", "error-records-cursor");
        match cursor::decode(text).as_deref() {
            Some([CursorPart::Text(kind), CursorPart::Int(portfolio), CursorPart::Int(id)]) => {
                let kind = Kind::parse(kind).ok_or_else(unknown)?;
                Ok(Start { kind, portfolio: *portfolio, id: *id })
            }
            _ => Err(unknown()),
        }
    }
}

/// A page of the records, everybody's names, and where the next page begins.
///
/// # Errors
/// 404 for an unknown fact.
pub async fn records(
    ctx: &Ctx,
    fact: i64,
    start: Option<Start>,
    limit: i64,
) -> Result<(Vec<Record>, Names, Option<Start>)> {
    ctx.need(Area::People)?;
    let holdables = ctx.app.holdables.clone();
    ctx.read(move |tx| {
        crate::handovers::store::find(tx, fact)?.ok_or(Error::NotFound)?;
        let mut shelves = store::rows(tx, fact)?;
        shelves.retain(|shelf| shelf.kind.is_record() && start.is_none_or(|start| !is_behind(shelf, start)));
        let mut sights: BTreeMap<Kind, Sight> = BTreeMap::new();
        let mut found: Vec<Record> = Vec::new();
        for shelf in shelves {
            let sight = match sights.get(&shelf.kind) {
                Some(sight) => sight,
                None => sights.entry(shelf.kind).or_insert(portfolios::sight(tx, shelf.kind, Deed::See)?),
            };
            let Some(holdable) = holdables.iter().find(|of| of.kind == shelf.kind) else { continue };
            if !sight.within.covers(shelf.portfolio) {
                continue;
            }
            let mut after = start.filter(|s| is_at(&shelf, *s)).map_or(0, |start| start.id);
            loop {
                let lines = (holdable.sharing.tell)(tx, shelf.portfolio, after, limit)?;
                let whole = lines.len() < usize::try_from(limit).unwrap_or(usize::MAX);
                for line in lines {
                    after = line.id;
                    if !sight.covers(shelf.portfolio, line.stage) {
                        continue;
                    }
                    found.push(Record {
                        kind: shelf.kind,
                        id: line.id,
                        title: line.title,
                        open: line.open,
                        amount: line.amount,
                        currency: line.currency,
                        from: shelf.from,
                        to: shelf.to,
                        holder: shelf.holder,
                    });
                    if i64::try_from(found.len()).unwrap_or(i64::MAX) == limit {
                        let next = Start { kind: shelf.kind, portfolio: shelf.portfolio, id: after };
                        return named(tx, found, Some(next));
                    }
                }
                if whole {
                    break;
                }
            }
        }
        named(tx, found, None)
    })
    .await
}

type Page = (Vec<Record>, Names, Option<Start>);

fn named(tx: &mut Tx<'_, Reading>, found: Vec<Record>, next: Option<Start>) -> Result<Page> {
    let people = found.iter().flat_map(|record| [record.from, record.to, record.holder]);
    let names = org::names(tx, people.collect::<std::collections::BTreeSet<i64>>())?;
    Ok((found, names, next))
}

fn is_at(shelf: &Shelf, start: Start) -> bool {
    (shelf.kind, shelf.portfolio) == (start.kind, start.portfolio)
}

/// Whether an earlier page has told all of it.
fn is_behind(shelf: &Shelf, start: Start) -> bool {
    (shelf.kind, shelf.portfolio) < (start.kind, start.portfolio)
}
