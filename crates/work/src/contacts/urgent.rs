//! What contacts tell whoever gets them next: those that nobody has changed for long. Only a change of the contact
//! itself counts; a hand-over is none.

use base::portfolios::urgent::{Line, Pressing, SHOWN, Telling, Today, Urgent, When};
use base::portfolios::{self, Filters, ListPage, Sight, Sort};
use base::{Kind, Reading, Result, Tx};

use super::{ROOM, store};
use crate::records::notes;

/// So long without a change is long, in ms: 30 days.
pub const LONG: i64 = 30 * 86_400_000;

/// What a successor is told of contacts.
pub const TELLING: Telling = Telling {
    kind: Kind::Contact,
    urgent: &[Urgent { word: "unchanged", find, narrow: |_| "unchanged=true&sort=updated_at".to_owned() }],
    notes: |tx, portfolios| notes::count(tx, Kind::Contact, portfolios),
};

fn find(tx: &mut Tx<'_, Reading>, sight: &Sight, today: &Today) -> Result<Pressing> {
    let mut filters = Filters::default();
    store::unchanged(&mut filters, today.now - LONG);
    let list = ListPage {
        kind: Kind::Contact,
        table: ROOM.table,
        columns: store::COLUMNS,
        joins: store::JOINS,
        filters: &filters,
        sort: Sort { column: "updated_at", descending: false },
        after: None,
        limit: SHOWN,
    };
    let count = portfolios::count(tx, &sight.within, Kind::Contact, ROOM.table, &filters)?;
    let mut first = Vec::new();
    for row in portfolios::page(tx, &sight.within, &list)? {
        let contact = store::contact(&row)?;
        let when = When::Moment(contact.updated_at);
        first.push(Line { id: contact.id, title: contact.draft.name, when, notes: Vec::new() });
    }
    notes::beside(tx, Kind::Contact, &mut first)?;
    Ok(Pressing { count, first })
}
