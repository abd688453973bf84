//! What of the chosen portfolios goes, and whether the newcomer may have it. No database.

use std::collections::{BTreeMap, BTreeSet};

use base::error::{FieldProblem, Fields};
use base::kind::Status;
use base::org::{Person, is_assignable};
use base::portfolios::{Holding, not_assignable};
use base::{Error, Kind, Problem, Result};

/// One portfolio that is to be taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    pub portfolio: i64,
    /// `None`: whole.
    pub kinds: Option<BTreeSet<Kind>>,
}

/// A portfolio as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelf {
    pub id: i64,
    /// Whose work it was in the beginning.
    pub home: Option<i64>,
    /// Who holds each kind, and how much of it there is.
    pub rows: BTreeMap<Kind, (i64, Holding)>,
}

impl Shelf {
    /// All records, of whatever kind.
    pub fn count(&self) -> i64 {
        self.rows.values().map(|(_, holding)| holding.count).sum()
    }

    /// Everybody who holds some of what is there.
    pub fn holders(&self) -> BTreeSet<i64> {
        self.rows.values().filter(|(_, holding)| holding.count > 0).map(|(holder, _)| *holder).collect()
    }
}

/// One row that goes from whom holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    pub giver: i64,
    pub portfolio: i64,
    pub kind: Kind,
    pub holding: Holding,
}

/// The rows that go to the newcomer; what they hold already stays.
///
/// # Errors
/// 422 for a portfolio that isn't there, a newcomer who can't receive or may not hold a kind of which there is something,
/// and when there is nothing to take over.
pub fn judge(wishes: &[Wish], shelves: &[Shelf], newcomer: &Person, now: i64) -> Result<Vec<Share>> {
    let mut shares: Vec<Share> = Vec::new();
    for wish in wishes {
        let shelf = shelves
            .iter()
            .find(|shelf| shelf.id == wish.portfolio)
            .ok_or_else(|| Fields::default().wrong("portfolios", "error-no-such-portfolio").into_error())?;
        let wanted = |kind: &Kind| wish.kinds.as_ref().is_none_or(|kinds| kinds.contains(kind));
        for (&kind, &(giver, holding)) in shelf.rows.iter().filter(|(kind, _)| wanted(kind)) {
            let known = shares.iter().any(|share| (share.portfolio, share.kind) == (shelf.id, kind));
            if giver != newcomer.id && !known {
                shares.push(Share { giver, portfolio: shelf.id, kind, holding });
            }
        }
    }
    if !is_assignable(newcomer, Kind::Bin, now) {
        return Err(not_assignable(newcomer));
    }
    for share in shares.iter().filter(|share| share.holding.count > 0) {
        if !is_assignable(newcomer, share.kind, now) {
            return Err(may_not_hold(newcomer, share.kind));
        }
    }
    // An empty queue still needs somebody who answers for it; an empty portfolio of a person needs nobody new.
    let queue =
        |share: &Share| shelves.iter().any(|shelf| shelf.id == share.portfolio && shelf.home.is_none());
    if shares.iter().all(|share| share.holding.count == 0 && !queue(share)) {
        return Err(Error::invalid("error-nothing-to-take-over"));
    }
    Ok(shares)
}

/// A pending person as they will be: what is planned for them is judged by that.
pub fn as_if_active(person: &Person) -> Person {
    let status = if person.status == Status::Pending { Status::Active } else { person.status };
    Person { status, ..person.clone() }
}

fn may_not_hold(person: &Person, kind: Kind) -> Error {
    let problem =
        Problem::new("error-may-not-hold").with("name", person.name.as_str()).with("kind", kind.code());
    let field = FieldProblem { field: "portfolios", key: problem.key, values: problem.values.clone() };
    Error::Invalid(Problem { fields: vec![field], ..problem })
}

#[cfg(test)]
mod tests {
    use base::authz::{Grant, Rights};
    use base::kind::Category;

    use super::*;

    fn newcomer(kinds: &[Kind]) -> Person {
        let hold = Grant { hold: true, ..Grant::default() };
        Person {
            id: 7,
            identity_id: None,
            name: "Vira".into(),
            email: None,
            login: None,
            phone: None,
            category: Category::Member,
            status: Status::Active,
            status_before: None,
            role_id: 1,
            role_key: None,
            role_name: String::new(),
            rights: Rights { kinds: kinds.iter().map(|kind| (*kind, hold)).collect(), ..Rights::nothing() },
            own: base::authz::Own::default(),
            portfolio_id: Some(70),
            answerable_person_id: None,
            valid_until: None,
            partner_account_id: None,
            vouched: true,
            leaving_at: None,
            epoch: 1,
            needs_link: false,
            lang: None,
            zone: None,
            picture: None,
            created_at: 0,
            updated_at: 0,
            departed_at: None,
            erase_at: None,
            version: 1,
        }
    }

    fn shelf() -> Shelf {
        let row = |holder, count| (holder, Holding { count, open: count });
        let rows = [
            (Kind::Deal, row(2, 3)),
            (Kind::Contact, row(3, 2)),
            (Kind::Task, row(7, 1)),
            (Kind::Bin, row(2, 0)),
        ];
        Shelf { id: 10, home: Some(1), rows: rows.into() }
    }

    fn wish(kinds: Option<&[Kind]>) -> Vec<Wish> {
        vec![Wish { portfolio: 10, kinds: kinds.map(|kinds| kinds.iter().copied().collect()) }]
    }

    #[test]
    fn each_row_goes_from_whom_holds_it_and_ones_own_stays() {
        let shares = judge(&wish(None), &[shelf()], &newcomer(&Kind::RECORDS), 0).unwrap();
        let from: Vec<(Kind, i64)> = shares.iter().map(|share| (share.kind, share.giver)).collect();
        assert_eq!(from, [(Kind::Deal, 2), (Kind::Contact, 3), (Kind::Bin, 2)]);
    }

    #[test]
    fn what_one_may_not_hold_is_refused_only_where_it_is_asked_for() {
        let only_deals = newcomer(&[Kind::Deal]);
        assert!(judge(&wish(None), &[shelf()], &only_deals, 0).is_err());
        assert_eq!(judge(&wish(Some(&[Kind::Deal])), &[shelf()], &only_deals, 0).unwrap().len(), 1);
    }

    #[test]
    fn nothing_is_not_taken_over_and_nobody_pending_takes() {
        assert!(judge(&wish(Some(&[Kind::Bin])), &[shelf()], &newcomer(&Kind::RECORDS), 0).is_err());
        assert!(judge(&wish(None), &[], &newcomer(&Kind::RECORDS), 0).is_err());
        let pending = Person { status: Status::Pending, ..newcomer(&Kind::RECORDS) };
        assert!(judge(&wish(None), &[shelf()], &pending, 0).is_err());
        assert!(judge(&wish(None), &[shelf()], &as_if_active(&pending), 0).is_ok());
    }
}
