//! Who held a record, from when until when: its own moves between portfolios, laid over the history of each.
//!
//! Nothing is written down per record: a hand-over touches none. So this is right after a reassignment, a hand-over, a
//! sharing out and an undo alike, whatever the order. A cover changes no holder.

use super::store::{self, holders};
use crate::{Kind, Result, Tx};

/// One person's time with a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub person: i64,
    /// ms UTC.
    pub since: i64,
    /// `None`: until now.
    pub until: Option<i64>,
    /// The hand-over by which it came.
    pub by_handover: Option<i64>,
}

/// A hand-over as the history of a record names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct By {
    pub id: i64,
    pub number: i64,
    /// departure, handover, giveback, undo.
    pub what: String,
    /// Whose work it was.
    pub person: i64,
}

/// The holders of a record that lies in this portfolio and was made at that moment, newest first. The caller has made
/// sure that the record may be seen.
pub fn of_record<S>(
    tx: &mut Tx<'_, S>,
    (kind, id): (Kind, i64),
    portfolio: i64,
    created_at: i64,
) -> Result<Vec<Held>> {
    let mut stays = Vec::new();
    let mut since = created_at;
    for (at, from) in holders::moves(tx, kind, id)? {
        stays.push((from, since, Some(at)));
        since = at;
    }
    stays.push((portfolio, since, None));
    let mut held = Vec::new();
    for (portfolio, since, until) in stays {
        let mut times = store::history(tx, portfolio, kind)?;
        times.reverse();
        held.extend(times.into_iter().filter_map(|time| during(time, since, until)));
    }
    let mut held = joined(held);
    held.reverse();
    Ok(held)
}

/// The hand-overs that these times name.
pub fn named<S>(tx: &mut Tx<'_, S>, held: &[Held]) -> Result<Vec<By>> {
    let ids: Vec<i64> = held.iter().filter_map(|held| held.by_handover).collect();
    holders::handovers(tx, &ids)
}

/// The part of a holder's time with the portfolio in which the record was in it.
fn during((person, from, to, by_handover): store::Spell, since: i64, until: Option<i64>) -> Option<Held> {
    let end = match (to, until) {
        (Some(to), Some(until)) => Some(to.min(until)),
        (to, until) => to.or(until),
    };
    let came_with_it = from > since;
    let start = from.max(since);
    let lasted = end.is_none_or(|end| end > start);
    lasted.then_some(Held {
        person,
        since: start,
        until: end,
        by_handover: by_handover.filter(|_| came_with_it),
    })
}

/// Times of the same person that follow one another are one.
fn joined(times: Vec<Held>) -> Vec<Held> {
    let mut joined: Vec<Held> = Vec::new();
    for time in times {
        match joined.last_mut() {
            Some(last) if last.person == time.person && last.until == Some(time.since) => {
                last.until = time.until
            }
            _ => joined.push(time),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_cut_to_the_stay() {
        let held = |since, until, by| Some(Held { person: 1, since, until, by_handover: by });
        assert_eq!(during((1, 0, None, None), 10, None), held(10, None, None));
        assert_eq!(during((1, 0, Some(50), Some(9)), 10, Some(30)), held(10, Some(30), None));
        assert_eq!(during((1, 20, None, Some(9)), 10, Some(30)), held(20, Some(30), Some(9)));
        assert_eq!(during((1, 0, Some(5), None), 10, None), None);
        assert_eq!(during((1, 40, None, None), 10, Some(30)), None);
    }

    #[test]
    fn neighbouring_times_of_one_person_are_one() {
        let held = |person, since, until| Held { person, since, until, by_handover: None };
        let times = vec![held(1, 0, Some(5)), held(1, 5, Some(9)), held(2, 9, None)];
        assert_eq!(joined(times), [held(1, 0, Some(9)), held(2, 9, None)]);
    }
}
