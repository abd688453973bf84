//! Rows on their way back to whom they came from: what an undo and a re-activation have in common.

use std::collections::BTreeMap;

use base::journal::Moved;
use base::kind::Status;
use base::org::Person;
use base::portfolios::store::repoint::Stepped;
use base::portfolios::{Holding, is_assignable};
use base::{Error, Kind, Problem, Result};

use super::fact::moved;

/// Checks that the person may hold what would come back.
///
/// # Errors
/// 409 `may_not_hold_any_more`, naming the person and the kind.
pub(super) fn check_may_hold(person: &Person, rows: &[Stepped]) -> Result<()> {
    // Going back is nothing new: being blocked or past one's validity is no hindrance.
    let back = Person { status: Status::Active, valid_until: None, ..person.clone() };
    let refused = |row: &&Stepped| {
        let asked = if row.holding.count > 0 { row.kind } else { Kind::Bin };
        row.unmoved && !is_assignable(&back, asked, 0)
    };
    match rows.iter().find(refused) {
        None => Ok(()),
        Some(row) => Err(Error::Conflict(
            Problem::new("error-may-not-hold-any-more")
                .with("name", person.name.as_str())
                .with("kind", row.kind.code()),
        )),
    }
}

/// What goes back, kind by kind; kinds of which there is nothing are left out.
pub(super) fn returning(rows: &[Stepped]) -> Vec<Moved> {
    let mut sums: BTreeMap<(Kind, i64, i64), Holding> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.unmoved && row.holding.count > 0) {
        let sum = sums.entry((row.kind, row.to, row.from)).or_default();
        sum.count += row.holding.count;
        sum.open += row.holding.open;
    }
    sums.into_iter().map(|((kind, from, to), holding)| moved(kind, holding, from, to)).collect()
}
