//! Who receives what: the rules of every hand-over, without a database.
//!
//! Every kind goes to the one named for it, or else to the successor. Where nothing lies, nobody need be named: the
//! rows go along with the rest, or to whoever keeps empty portfolios. Whether somebody may hold a kind is asked only
//! where records of the kind exist.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use base::error::Fields;
use base::org::Person;
use base::portfolios::{Holding, is_assignable};
use base::{Error, Kind, Result};
use serde::{Deserialize, Serialize};

use super::posts::{self, Held};
use super::splits::Split;
use super::tokens::Fate;

/// What an administrator asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Who receives all that `by_kind` doesn't give to others.
    pub successor: Option<i64>,
    pub by_kind: BTreeMap<Kind, i64>,
    pub reason: Option<String>,
    /// Rules that share single records out; what fits none goes as said above.
    #[serde(default)]
    pub splits: Vec<Split>,
    /// Who has each post of the leaver next, by department; `None` leaves it vacant.
    #[serde(default)]
    pub posts: BTreeMap<i64, Option<i64>>,
    /// What becomes of single credentials; those not named end.
    #[serde(default)]
    pub access: BTreeMap<i64, Fate>,
}

/// What is known when a plan is judged.
pub struct Facts<'a> {
    pub leaver: i64,
    /// The kinds that the leaver holds somewhere, empty ones too.
    pub held: &'a BTreeMap<Kind, Holding>,
    /// The posts that the leaver would pass on.
    pub posts: &'a [Held],
    /// The people of this account among those the plan names.
    pub people: &'a HashMap<i64, Person>,
    /// Who keeps what is empty when the plan names nobody.
    pub keeper: Option<i64>,
    /// ms UTC.
    pub now: i64,
}

/// All of one kind, and who receives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    pub kind: Kind,
    pub holding: Holding,
    pub to: i64,
}

/// The longest reason.
const MOST_REASON: usize = 1_000;

impl Plan {
    /// Everything to one person.
    pub fn to(successor: i64) -> Plan {
        Plan { successor: Some(successor), ..Plan::default() }
    }

    /// With a reason in words; blanks are none.
    pub fn because(self, reason: &str) -> Plan {
        let reason = reason.trim();
        Plan { reason: (!reason.is_empty()).then(|| reason.to_owned()), ..self }
    }

    /// Everybody the plan names.
    pub fn named(&self) -> BTreeSet<i64> {
        self.receivers().chain(self.posts.values().filter_map(|to| to.as_ref())).copied().collect()
    }

    /// Whether the plan says who receives anything at all.
    pub fn names_receivers(&self) -> bool {
        self.receivers().next().is_some()
    }

    /// Whether the person is named for records of the kind, by a rule or otherwise.
    pub fn receives(&self, kind: Kind, person: i64) -> bool {
        let ruled = self.splits.iter().any(|split| split.kind == kind && split.to.contains(&person));
        ruled || self.receiver(kind) == Some(person)
    }

    pub(super) fn receivers(&self) -> impl Iterator<Item = &i64> {
        let shared = self.splits.iter().flat_map(|split| &split.to);
        self.successor.iter().chain(self.by_kind.values()).chain(shared)
    }

    /// The shares of a departure: nothing stays.
    ///
    /// # Errors
    /// 422 with everything that is wrong.
    pub fn whole(&self, facts: &Facts<'_>) -> Result<Vec<Share>> {
        let spare = self.spare(facts);
        let mut shares = Vec::new();
        for (&kind, &holding) in facts.held {
            let receiver = self.receiver(kind).or_else(|| spare.filter(|_| holding.count == 0));
            shares.extend(receiver.map(|to| Share { kind, holding, to }));
        }
        let mut wrong = self.wrong(facts);
        posts::check(facts.posts, self, facts.people, (facts.leaver, facts.now), &mut wrong);
        if shares.len() < facts.held.len() {
            wrong.add("successor", "error-choose-successor");
        }
        wrong.check()?;
        Ok(shares)
    }

    /// The shares of a hand-over without departure: with a successor everything, without one the kinds named.
    ///
    /// # Errors
    /// 422 with everything that is wrong, and when there is nothing to hand over.
    pub fn part(&self, facts: &Facts<'_>) -> Result<Vec<Share>> {
        let mut wrong = self.wrong(facts);
        if self.successor.is_none() && self.by_kind.is_empty() {
            wrong.add("successor", "error-choose-successor");
        }
        wrong.check()?;
        let held = facts.held.iter();
        let shares: Vec<Share> = held
            .filter_map(|(&kind, &holding)| Some(Share { kind, holding, to: self.receiver(kind)? }))
            .collect();
        if shares.iter().all(|share| share.holding.count == 0) {
            return Err(Error::invalid("error-nothing-to-hand-over"));
        }
        Ok(shares)
    }

    /// Who receives what no rule takes of the kind.
    pub(super) fn receiver(&self, kind: Kind) -> Option<i64> {
        self.by_kind.get(&kind).copied().or(self.successor)
    }

    /// Who answers for the leaver's technical users.
    pub fn answerer(&self, facts: &Facts<'_>) -> Option<i64> {
        self.successor.or_else(|| self.spare(facts))
    }

    /// Who takes along what is empty.
    fn spare(&self, facts: &Facts<'_>) -> Option<i64> {
        self.by_kind.values().next().copied().or(facts.keeper)
    }

    /// Everything wrong with those the plan names.
    fn wrong(&self, facts: &Facts<'_>) -> Fields {
        let mut wrong = Fields::default();
        if self.reason.as_ref().is_some_and(|reason| reason.chars().count() > MOST_REASON) {
            wrong.add("reason", "error-too-long");
        }
        if let Some(successor) = self.successor {
            let theirs = facts.held.keys().copied().filter(|kind| !self.by_kind.contains_key(kind));
            judge(facts, "successor", successor, &theirs.collect::<Vec<Kind>>(), &mut wrong);
        }
        for (&kind, &to) in &self.by_kind {
            judge(facts, field_of(kind), to, &[kind], &mut wrong);
        }
        for split in &self.splits {
            for to in &split.to {
                judge(facts, "splits", *to, &[split.kind], &mut wrong);
            }
        }
        // Nothing is unmatched: what no rule takes has a receiver too.
        if self.splits.iter().any(|split| self.receiver(split.kind).is_none()) {
            wrong.add("successor", "error-choose-successor");
        }
        wrong
    }
}

/// What keeps this person from receiving these kinds.
fn judge(facts: &Facts<'_>, field: &'static str, id: i64, kinds: &[Kind], wrong: &mut Fields) {
    let Some(person) = facts.people.get(&id) else { return wrong.add(field, "error-no-such-person") };
    if id == facts.leaver {
        return wrong.add(field, "error-successor-self");
    }
    if !may_receive(person, facts.now) {
        return wrong.add_with(field, "error-not-assignable", vec![("name", person.name.as_str().into())]);
    }
    for kind in kinds {
        let count = facts.held.get(kind).map_or(0, |holding| holding.count);
        if count > 0 && !is_assignable(person, *kind, facts.now) {
            let values = vec![("name", person.name.as_str().into()), ("kind", kind.code().into())];
            wrong.add_with(field, "error-may-not-hold", values);
        }
    }
}

/// Whether the person can hold anything at all now: active, valid, and of a category that holds.
pub fn may_receive(person: &Person, now: i64) -> bool {
    // The one predicate, asked for the kind that no role withholds.
    is_assignable(person, Kind::Bin, now)
}

/// The form's and the API's name of the one who receives the kind.
pub fn field_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Deal => "by_kind.deal",
        Kind::Contact => "by_kind.contact",
        Kind::Company => "by_kind.company",
        Kind::Task => "by_kind.task",
        Kind::Bin => "by_kind.bin",
        Kind::Source => "by_kind.source",
        Kind::Trigger => "by_kind.trigger",
    }
}

#[cfg(test)]
mod tests {
    use base::authz::{Grant, Rights};
    use base::kind::{Category, Status};
    use proptest::prelude::*;

    use super::*;

    const LEAVER: i64 = 1;
    const SELLER: i64 = 2;
    const OBSERVER: i64 = 3;
    const PENDING: i64 = 4;
    const KEEPER: i64 = 5;
    const STRANGER: i64 = 9;

    fn person(id: i64) -> Person {
        let hold = Grant { hold: id != OBSERVER, ..Grant::default() };
        let kinds = Kind::RECORDS.into_iter().map(|kind| (kind, hold)).collect();
        Person {
            id,
            identity_id: None,
            name: format!("Person {id}"),
            email: None,
            login: None,
            phone: None,
            category: Category::Member,
            status: if id == PENDING { Status::Pending } else { Status::Active },
            status_before: None,
            role_id: 1,
            role_key: None,
            role_name: String::new(),
            rights: Rights { kinds, ..Rights::nothing() },
            own: base::authz::Own::default(),
            portfolio_id: Some(id),
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

    fn people() -> HashMap<i64, Person> {
        [LEAVER, SELLER, OBSERVER, PENDING, KEEPER].into_iter().map(|id| (id, person(id))).collect()
    }

    fn holding(counts: [i64; 7]) -> BTreeMap<Kind, Holding> {
        Kind::ALL.into_iter().zip(counts.map(|count| Holding { count, open: count / 2 })).collect()
    }

    fn judged(
        rule: fn(&Plan, &Facts<'_>) -> Result<Vec<Share>>,
        plan: &Plan,
        counts: [i64; 7],
    ) -> Result<Vec<Share>> {
        let (held, people) = (holding(counts), people());
        let posts = [];
        rule(
            plan,
            &Facts {
                leaver: LEAVER,
                held: &held,
                posts: &posts,
                people: &people,
                keeper: Some(KEEPER),
                now: 0,
            },
        )
    }

    fn refusals(outcome: Result<Vec<Share>>) -> Vec<(&'static str, &'static str)> {
        let Err(Error::Invalid(problem)) = outcome else { panic!("not refused: {outcome:?}") };
        problem.fields.iter().map(|field| (field.field, field.key)).collect()
    }

    #[test]
    fn one_kind_goes_to_the_one_named_for_it_and_the_rest_to_the_successor() {
        let plan = Plan { by_kind: [(Kind::Contact, KEEPER)].into(), ..Plan::to(SELLER) };
        for share in judged(Plan::whole, &plan, [3, 2, 1, 1, 0, 0, 0]).unwrap() {
            assert_eq!(share.to, if share.kind == Kind::Contact { KEEPER } else { SELLER });
        }
    }

    #[test]
    fn without_a_successor_only_an_empty_portfolio_may_be_left_and_its_keeper_takes_it() {
        let shares = judged(Plan::whole, &Plan::default(), [0; 7]).unwrap();
        assert!(shares.len() == 7 && shares.iter().all(|share| share.to == KEEPER));
        let refused = refusals(judged(Plan::whole, &Plan::default(), [0, 0, 1, 0, 0, 0, 0]));
        assert_eq!(refused, [("successor", "error-choose-successor")]);
    }

    #[test]
    fn may_hold_is_asked_only_where_records_are() {
        assert!(judged(Plan::whole, &Plan::to(OBSERVER), [0, 0, 0, 0, 4, 0, 0]).is_ok());
        let refused = refusals(judged(Plan::whole, &Plan::to(OBSERVER), [1, 0, 0, 0, 0, 0, 0]));
        assert_eq!(refused, [("successor", "error-may-not-hold")]);
        let by_kind = Plan { by_kind: [(Kind::Deal, OBSERVER)].into(), ..Plan::to(SELLER) };
        let refused = refusals(judged(Plan::whole, &by_kind, [1, 0, 0, 0, 0, 0, 0]));
        assert_eq!(refused, [("by_kind.deal", "error-may-not-hold")]);
    }

    #[test]
    fn a_successor_is_somebody_else_who_is_here_and_active() {
        let refused = |to| refusals(judged(Plan::whole, &Plan::to(to), [1; 7]));
        assert_eq!(refused(LEAVER), [("successor", "error-successor-self")]);
        assert_eq!(refused(STRANGER), [("successor", "error-no-such-person")]);
        assert_eq!(refused(PENDING), [("successor", "error-not-assignable")]);
    }

    #[test]
    fn a_part_is_what_was_named_and_must_not_be_nothing() {
        let tasks = Plan { by_kind: [(Kind::Task, SELLER)].into(), ..Plan::default() };
        let shares = judged(Plan::part, &tasks, [7, 0, 0, 2, 0, 0, 0]).unwrap();
        assert_eq!(shares.iter().map(|share| share.kind).collect::<Vec<_>>(), [Kind::Task]);
        assert!(judged(Plan::part, &tasks, [7, 0, 0, 0, 0, 0, 0]).is_err());
        assert!(judged(Plan::part, &Plan::default(), [7, 0, 0, 0, 0, 0, 0]).is_err());
    }

    fn anybody() -> impl Strategy<Value = i64> {
        prop::sample::select(vec![LEAVER, SELLER, OBSERVER, PENDING, KEEPER, STRANGER])
    }

    fn any_plan() -> impl Strategy<Value = Plan> {
        let kinds = prop::sample::select(Kind::ALL.to_vec());
        let by_kind = prop::collection::btree_map(kinds, anybody(), 0..5);
        (prop::option::of(anybody()), by_kind).prop_map(|(successor, by_kind)| Plan {
            successor,
            by_kind,
            ..Plan::default()
        })
    }

    proptest! {
        #[test]
        fn whatever_is_asked_a_departure_leaves_nothing_and_gives_only_to_who_may_receive(
            plan in any_plan(), counts in prop::array::uniform7(0i64..3),
        ) {
            let Ok(shares) = judged(Plan::whole, &plan, counts) else { return Ok(()) };
            let kinds: Vec<Kind> = shares.iter().map(|share| share.kind).collect();
            prop_assert_eq!(kinds, Kind::ALL.to_vec());
            for share in shares {
                let to = &people()[&share.to];
                prop_assert!(share.to != LEAVER && may_receive(to, 0));
                prop_assert!(share.holding.count == 0 || is_assignable(to, share.kind, 0));
                prop_assert!(plan.by_kind.get(&share.kind).is_none_or(|named| *named == share.to));
            }
        }

        #[test]
        fn a_part_moves_no_kind_that_was_not_asked_for(
            plan in any_plan(), counts in prop::array::uniform7(0i64..3),
        ) {
            let Ok(shares) = judged(Plan::part, &plan, counts) else { return Ok(()) };
            prop_assert!(shares.iter().any(|share| share.holding.count > 0));
            for share in shares {
                prop_assert!(plan.successor.is_some() || plan.by_kind.contains_key(&share.kind));
                prop_assert!(may_receive(&people()[&share.to], 0) && share.to != LEAVER);
            }
        }
    }
}
