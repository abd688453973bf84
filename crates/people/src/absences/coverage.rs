//! Whether an absence is covered. No SQL, no HTTP.

use std::collections::BTreeSet;

use base::Kind;
use base::portfolios::covers::Cover;

/// How far the covers of somebody's work reach over the time in which they are away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coverage {
    /// They hold nothing that is open, or are back.
    Nothing,
    /// Nobody stands in.
    Nobody,
    /// Somebody does, but not all the time or not for everything.
    Gaps,
    /// All of it, and longer than they are away.
    Beyond,
    Whole,
}

impl Coverage {
    /// The word for programs, and the end of a dictionary key.
    pub fn code(self) -> &'static str {
        match self {
            Coverage::Nothing => "nothing",
            Coverage::Nobody => "nobody",
            Coverage::Gaps => "gaps",
            Coverage::Beyond => "beyond",
            Coverage::Whole => "whole",
        }
    }

    /// Whether somebody should still be asked to stand in.
    pub fn is_lacking(self) -> bool {
        matches!(self, Coverage::Nobody | Coverage::Gaps)
    }
}

/// How the person's covers fit the time from one moment to another; `held`: the kinds of which they hold something open.
/// Covers of others, and those whose stand-in can't work, are not for here.
pub fn judge((from, until): (i64, i64), now: i64, covers: &[Cover], held: &BTreeSet<Kind>) -> Coverage {
    let left = from.max(now);
    if until <= left {
        return Coverage::Nothing;
    }
    let there: Vec<&Cover> = touching((left, until), covers).collect();
    if there.is_empty() {
        return if held.is_empty() { Coverage::Nothing } else { Coverage::Nobody };
    }
    if gap((from, until), now, covers, held).is_some() {
        return Coverage::Gaps;
    }
    let beyond = |cover: &&Cover| cover.until > until || (cover.from > now && cover.from < from);
    if there.iter().any(beyond) { Coverage::Beyond } else { Coverage::Whole }
}

/// The first time, still to come, in which some of the work is not covered.
pub fn gap(
    (from, until): (i64, i64),
    now: i64,
    covers: &[Cover],
    held: &BTreeSet<Kind>,
) -> Option<(i64, i64)> {
    let span = (from.max(now), until);
    held.iter().filter_map(|kind| gap_of(span, covers, *kind)).min()
}

/// A time in which some of the work is not covered, and what a cover that begins over it is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// ms UTC, from this moment until before that one.
    pub from: i64,
    pub until: i64,
    /// `None`: all of them.
    pub kinds: Option<BTreeSet<Kind>>,
}

/// What a new cover can be of beside those that are agreed, whether their stand-ins can work or not; nothing where they
/// leave nothing of what is held.
pub fn left_over((from, until): (i64, i64), agreed: &[Cover], held: &BTreeSet<Kind>) -> Option<Gap> {
    let there: Vec<&Cover> = touching((from, until), agreed).collect();
    if there.is_empty() {
        return Some(Gap { from, until, kinds: None });
    }
    let free = |kind: &Kind| there.iter().all(|cover| !cover.is_of(*kind));
    let kinds: BTreeSet<Kind> = Kind::ALL.into_iter().filter(free).collect();
    let some = if held.is_empty() { !kinds.is_empty() } else { !kinds.is_disjoint(held) };
    some.then_some(Gap { from, until, kinds: Some(kinds) })
}

/// Those in force that touch the time.
pub fn touching((from, until): (i64, i64), covers: &[Cover]) -> impl Iterator<Item = &Cover> {
    covers.iter().filter(move |cover| cover.ended.is_none() && cover.from < until && cover.until > from)
}

fn gap_of((from, until): (i64, i64), covers: &[Cover], kind: Kind) -> Option<(i64, i64)> {
    let mut there: Vec<&Cover> = touching((from, until), covers).filter(|cover| cover.is_of(kind)).collect();
    there.sort_by_key(|cover| cover.from);
    let mut reached = from;
    for cover in there {
        if cover.from > reached {
            return Some((reached, cover.from));
        }
        reached = reached.max(cover.until);
    }
    (reached < until).then_some((reached, until))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cover(kinds: Option<&[Kind]>, from: i64, until: i64) -> Cover {
        Cover {
            id: from,
            person: 1,
            stand_in: 2,
            kinds: kinds.map(|kinds| kinds.iter().copied().collect()),
            from,
            until,
            reason: None,
            created_by: None,
            ended: None,
        }
    }

    fn said(now: i64, covers: &[Cover], held: &[Kind]) -> &'static str {
        judge((10, 20), now, covers, &held.iter().copied().collect()).code()
    }

    #[test]
    fn what_is_open_is_covered_the_whole_time_or_not() {
        let deals = [Kind::Deal];
        assert_eq!(said(0, &[], &deals), "nobody");
        assert_eq!(said(0, &[], &[]), "nothing");
        assert_eq!(said(0, &[cover(None, 10, 20)], &deals), "whole");
        assert_eq!(said(0, &[cover(None, 10, 15)], &deals), "gaps");
        assert_eq!(said(0, &[cover(None, 10, 15), cover(None, 15, 20)], &deals), "whole");
        assert_eq!(said(0, &[cover(None, 10, 25)], &deals), "beyond");
        assert_eq!(said(0, &[cover(None, 8, 20)], &deals), "beyond");
        assert_eq!(said(0, &[cover(Some(&[Kind::Task]), 10, 20)], &deals), "gaps");
        assert_eq!(said(0, &[cover(Some(&[Kind::Deal]), 10, 20)], &deals), "whole");
    }

    #[test]
    fn a_new_cover_is_of_what_the_others_leave() {
        let held = [Kind::Deal, Kind::Task].into_iter().collect();
        let kinds = |agreed: &[Cover]| left_over((10, 20), agreed, &held).map(|gap| gap.kinds);
        assert_eq!(kinds(&[cover(None, 0, 10)]), Some(None));
        assert_eq!(kinds(&[cover(None, 5, 11)]), None);
        let beside = kinds(&[cover(Some(&[Kind::Deal]), 10, 20)]).unwrap().unwrap();
        assert!(
            beside.contains(&Kind::Task) && beside.contains(&Kind::Contact) && !beside.contains(&Kind::Deal)
        );
    }

    #[test]
    fn only_what_is_left_of_it_counts() {
        let deals = [Kind::Deal];
        assert_eq!(said(15, &[cover(None, 15, 20)], &deals), "whole");
        assert_eq!(said(15, &[cover(None, 8, 20)], &deals), "whole");
        assert_eq!(said(20, &[], &deals), "nothing");
        let held = deals.into_iter().collect();
        assert_eq!(gap((10, 20), 12, &[cover(None, 10, 16)], &held), Some((16, 20)));
        assert_eq!(gap((10, 20), 0, &[cover(None, 12, 30)], &held), Some((10, 12)));
    }
}
