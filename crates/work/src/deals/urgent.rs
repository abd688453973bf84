//! What deals tell whoever gets them next: those to close this month, and those that should have closed before.

use base::portfolios::urgent::{Line, Pressing, SHOWN, Telling, Today, Urgent, When};
use base::portfolios::{self, Filters, ListPage, Sight, Sort};
use base::{Kind, Reading, Result, Tx};

use super::{ROOM, store};
use crate::records::notes;

/// What a successor is told of deals.
pub const TELLING: Telling = Telling {
    kind: Kind::Deal,
    urgent: &[Urgent { word: "closing", find, narrow: |today| format!("closes_by={}", today.month_end) }],
    notes: |tx, portfolios| notes::count(tx, Kind::Deal, portfolios),
};

fn find(tx: &mut Tx<'_, Reading>, sight: &Sight, today: &Today) -> Result<Pressing> {
    let mut filters = Filters::default();
    store::closing(&mut filters, &today.month_end);
    sight.narrow(&mut filters, "stage_id");
    let list = ListPage {
        kind: Kind::Deal,
        table: ROOM.table,
        columns: store::COLUMNS,
        joins: store::HOLDER,
        filters: &filters,
        sort: Sort { column: "closes_on", descending: false },
        after: None,
        limit: SHOWN,
    };
    let count = portfolios::count(tx, &sight.within, Kind::Deal, ROOM.table, &filters)?;
    let mut first = Vec::new();
    for row in portfolios::page(tx, &sight.within, &list)? {
        let deal = store::deal(&row)?;
        let when = When::Day(deal.closes_on.unwrap_or_default());
        first.push(Line { id: deal.id, title: deal.title, when, notes: Vec::new() });
    }
    notes::beside(tx, Kind::Deal, &mut first)?;
    Ok(Pressing { count, first })
}
