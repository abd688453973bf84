//! How many seats there are, and the gate.

use base::authz::Area;
use base::kind::Category;
use base::{Ctx, Error, Problem, Result, Tx};
use serde_json::json;

use super::store;

/// The seats of an account at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seats {
    /// `None`: as many as wanted.
    pub bought: Option<i64>,
    /// Technical users included.
    pub used: i64,
    pub technical: i64,
    /// ms UTC.
    pub paid_until: Option<i64>,
}

impl Seats {
    /// `None`: as many as wanted.
    pub fn free(&self) -> Option<i64> {
        self.bought.map(|bought| (bought - self.used).max(0))
    }

    /// How many must become free before the plan fits again.
    pub fn over(&self) -> i64 {
        self.bought.map_or(0, |bought| (self.used - bought).max(0))
    }

    /// Whether one more person fits.
    pub fn has_room(&self) -> bool {
        self.free().is_none_or(|free| free > 0)
    }
}

/// The seats as they are in this transaction.
pub fn count<S>(tx: &mut Tx<'_, S>) -> Result<Seats> {
    let (bought, paid_until) = store::plan(tx)?;
    counted(tx, bought, paid_until)
}

/// Makes sure that one more person of the category fits, until the end of the act: the account's row stays locked. Call
/// it before any other row is locked, and before the person takes the seat. Integrators take none.
///
/// # Errors
/// 409 `no_seat` when every seat is taken.
pub fn take<S>(tx: &mut Tx<'_, S>, category: Category) -> Result<()> {
    if !category.takes_seat() {
        return Ok(());
    }
    let (bought, paid_until) = store::lock_plan(tx)?;
    let seats = counted(tx, bought, paid_until)?;
    if seats.has_room() {
        return Ok(());
    }
    let problem = Problem::new("error-no-seat").with("n", seats.bought.unwrap_or_default());
    Err(Error::Conflict(problem.extra(json!({ "bought": seats.bought, "used": seats.used }))))
}

pub(super) fn counted<S>(tx: &mut Tx<'_, S>, bought: Option<i64>, paid_until: Option<i64>) -> Result<Seats> {
    let (used, technical) = store::used(tx)?;
    Ok(Seats { bought, used, technical, paid_until })
}

/// The seats for who manages people or pays for them.
pub async fn look(ctx: &Ctx) -> Result<Seats> {
    if !ctx.actor.has(Area::People) {
        ctx.need(Area::Billing)?;
    }
    ctx.read(count).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seats(bought: Option<i64>, used: i64) -> Seats {
        Seats { bought, used, technical: 0, paid_until: None }
    }

    #[test]
    fn the_last_seat_is_free_and_none_below() {
        assert!(seats(Some(3), 2).has_room());
        assert!(!seats(Some(3), 3).has_room());
        assert!(!seats(Some(3), 5).has_room());
        assert_eq!(seats(Some(3), 5).free(), Some(0));
    }

    #[test]
    fn a_plan_that_became_smaller_says_how_many_must_go() {
        assert_eq!(seats(Some(3), 5).over(), 2);
        assert_eq!(seats(Some(3), 3).over(), 0);
        assert_eq!(seats(None, 5).over(), 0);
    }

    #[test]
    fn without_a_plan_there_is_always_room() {
        assert!(seats(None, 1_000_000).has_room());
        assert_eq!(seats(None, 7).free(), None);
    }
}
