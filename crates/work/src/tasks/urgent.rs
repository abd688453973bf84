//! What tasks tell whoever gets them next: those that are overdue.

use base::portfolios::urgent::{Line, Pressing, SHOWN, Telling, Today, Urgent, When};
use base::portfolios::{self, ListPage, Sight, Sort};
use base::{Kind, Reading, Result, Tx};

use super::look::Asking;
use super::{ROOM, store};
use crate::records::notes;

/// What a successor is told of tasks.
pub const TELLING: Telling = Telling {
    kind: Kind::Task,
    urgent: &[Urgent { word: "overdue", find, narrow: |_| "state=overdue".to_owned() }],
    notes: |tx, portfolios| notes::count(tx, Kind::Task, portfolios),
};

fn find(tx: &mut Tx<'_, Reading>, sight: &Sight, today: &Today) -> Result<Pressing> {
    let asking = Asking { overdue: true, ..Asking::default() };
    let filters = store::filters(&asking, today.now);
    let list = ListPage {
        kind: Kind::Task,
        table: ROOM.table,
        columns: store::COLUMNS,
        joins: store::JOINS,
        filters: &filters,
        sort: Sort { column: "due_at", descending: false },
        after: None,
        limit: SHOWN,
    };
    let count = portfolios::count(tx, &sight.within, Kind::Task, ROOM.table, &filters)?;
    let mut first = Vec::new();
    for row in portfolios::page(tx, &sight.within, &list)? {
        let task = store::task(&row)?;
        let when = When::Moment(task.draft.due_at);
        first.push(Line { id: task.id, title: task.draft.title, when, notes: Vec::new() });
    }
    notes::beside(tx, Kind::Task, &mut first)?;
    Ok(Pressing { count, first })
}
