//! Everything before the first write of a hand-over: rows locked in order, the plan judged. A rehearsal ends here, so
//! what it says is what would happen.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use base::authz::{self, Do};
use base::credentials::{self, Counts};
use base::journal::Moved;
use base::org::{self, Person};
use base::portfolios::store::{repoint, staged};
use base::portfolios::{self, Holding};
use base::{Error, Kind, Problem, Result, Status, Tx, Writing, jobs};

use super::answers::Answered;
use super::blockers::{self, Leaving};
use super::fact::{Fact, UNDO_MS, What, moved};
use super::plan::{self, Facts, Plan, Share};
use super::posts::{self, Passed};
use super::scheduled::{self, Scheduled};
use super::tokens::{self, Kept};
use super::{splits, store};
use crate::people::is_last_administrator;

/// What came of a hand-over, or would come of it.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The fact's id and number; `None` after a rehearsal.
    pub fact: Option<(i64, i64)>,
    pub person: i64,
    /// Where the person stands afterwards.
    pub status: Status,
    pub moved: Vec<Moved>,
    pub ended: Counts,
    pub posts: Vec<Passed>,
    pub kept: Vec<Kept>,
    /// ms UTC.
    pub undo_until: i64,
}

/// A hand-over that may begin.
pub(super) struct Ready {
    pub what: What,
    pub leaver: Person,
    shares: Vec<Share>,
    /// What ends with it.
    pub access: Counts,
    /// Who answers for the technical users of the leaver.
    pub answered: Option<Answered>,
    /// The leaver's jobs, and for whom they go on.
    pub scheduled: Option<Scheduled>,
    pub posts: Vec<Passed>,
    pub kept: Vec<Kept>,
    /// Everybody the plan concerns, as they stand.
    pub people: HashMap<i64, Person>,
    reason: Option<String>,
    /// Where the person stood before: what an undo restores.
    pub status_before: Option<Status>,
    /// Portfolios that go to others than the rest: what a plan staged.
    pub staged: Vec<Staged>,
}

/// The records of a kind that a plan staged in a portfolio, and who receives them.
pub(super) struct Staged {
    pub portfolio: i64,
    pub kind: Kind,
    pub to: i64,
}

/// A departure, as far as it goes without writing; `running` is the plan that is being carried out.
pub(super) fn departure<S>(
    tx: &mut Tx<'_, S>,
    person: i64,
    plan: &Plan,
    running: Option<i64>,
) -> Result<Ready> {
    // A step holds its job first, and then looks at who is concerned.
    jobs::lock_acting_for(tx, person)?;
    let (leaver, people, keeper) = lock(tx, What::Departure, person, plan)?;
    let leaving = Leaving {
        status: leaver.status,
        is_actor: tx.actor().person_id() == Some(person),
        last_administrator: is_last_administrator(tx, person)?,
    };
    refuse(&blockers::blockers(leaving))?;
    refuse_second(tx, &leaver, running)?;
    let held = lock_held(tx, person)?;
    let posts = posts::held(tx, person)?;
    let facts = Facts { leaver: person, held: &held, posts: &posts, people: &people, keeper, now: tx.now() };
    let shares = plan.whole(&facts)?;
    let answered = answered(tx, plan, &facts)?;
    let mut access = credentials::of_person(tx, person)?;
    let kept = tokens::kept(tx, plan, &access, &people)?;
    access.retain(|one| !kept.iter().any(|kept| kept.token == one.id));
    Ok(Ready {
        what: What::Departure,
        shares,
        access: Counts::of(&access),
        answered,
        scheduled: scheduled::found(tx, &leaver)?,
        posts: posts::passing(tx, &posts, plan, &people)?,
        kept,
        people,
        reason: plan.reason.clone(),
        status_before: Some(leaver.status),
        staged: Vec::new(),
        leaver,
    })
}

/// A hand-over without departure, as far as it goes without writing.
pub(super) fn handover<S>(
    tx: &mut Tx<'_, S>,
    person: i64,
    plan: &Plan,
    running: Option<i64>,
) -> Result<Ready> {
    let (leaver, people, keeper) = lock(tx, What::Handover, person, plan)?;
    refuse(&blockers::blockers_of_handover(leaver.status))?;
    refuse_second(tx, &leaver, running)?;
    let held = lock_held(tx, person)?;
    let facts = Facts { leaver: person, held: &held, posts: &[], people: &people, keeper, now: tx.now() };
    let shares = plan.part(&facts)?;
    Ok(Ready {
        what: What::Handover,
        shares,
        access: Counts::default(),
        answered: None,
        scheduled: None,
        posts: Vec::new(),
        kept: Vec::new(),
        people,
        reason: plan.reason.clone(),
        status_before: Some(leaver.status),
        staged: Vec::new(),
        leaver,
    })
}

impl Ready {
    /// What is about to be done, for the policy.
    pub fn acts(&self) -> Vec<Do> {
        let mut acts = vec![act(self.what, &self.leaver)];
        if !self.kept.is_empty() {
            acts.push(Do::PassTokenOn);
        }
        acts
    }

    /// What goes where; kinds of which there is nothing are left out.
    pub fn moved(&self) -> Vec<Moved> {
        let full = self.shares.iter().filter(|share| share.holding.count > 0);
        full.map(|share| moved(share.kind, share.holding, self.leaver.id, share.to)).collect()
    }

    /// What went where by this fact: of staged portfolios only its steps know.
    pub fn moved_by<S>(&self, tx: &mut Tx<'_, S>, fact: i64) -> Result<Vec<Moved>> {
        if self.staged.is_empty() {
            return Ok(self.moved());
        }
        Ok(store::moved(tx, &[fact])?.remove(&fact).unwrap_or_default())
    }

    /// The answer of a rehearsal.
    pub fn outcome(&self, status: Status, now: i64) -> Outcome {
        Outcome {
            fact: None,
            person: self.leaver.id,
            status,
            moved: self.moved(),
            ended: self.access,
            posts: self.posts.clone(),
            kept: self.kept.clone(),
            undo_until: now + UNDO_MS,
        }
    }

    /// Writes the fact and its steps, and gives every row its new holder.
    pub fn carry_out(&self, tx: &mut Tx<'_, Writing>) -> Result<Fact> {
        let fact = Fact {
            id: tx.new_id()?,
            number: store::next_number(tx)?,
            what: self.what,
            person: self.leaver.id,
            at: tx.now(),
            by_person: tx.actor().person_id(),
            reason: self.reason.clone(),
            status_before: self.status_before,
            portfolio_before: self.leaver.portfolio_id,
            portfolio_after: None,
            needs_link_before: self.leaver.needs_link,
            ended: self.access,
            undo_until: Some(tx.now() + UNDO_MS),
            undone_at: None,
            undone_by: None,
            undoes: None,
            left: Vec::new(),
            answered: self.answered.clone(),
            scheduled: self.scheduled.clone(),
            posts: self.posts.clone(),
            kept: self.kept.clone(),
        };
        store::add(tx, &fact)?;
        for one in &self.staged {
            staged::step(tx, fact.id, one.portfolio, one.kind, one.to)?;
        }
        for (to, kinds) in self.by_receiver() {
            repoint::step_on(tx, fact.id, self.leaver.id, &kinds, to)?;
        }
        repoint::carry_out(tx, fact.id)?;
        Ok(fact)
    }

    fn by_receiver(&self) -> BTreeMap<i64, Vec<Kind>> {
        let mut all: BTreeMap<i64, Vec<Kind>> = BTreeMap::new();
        for share in &self.shares {
            all.entry(share.to).or_default().push(share.kind);
        }
        all
    }
}

/// The words for the policy.
pub(super) fn act(what: What, person: &Person) -> Do {
    let category = person.category;
    match what {
        What::Departure => Do::Depart { category },
        What::Handover => Do::HandOver { category },
        What::Giveback => Do::Reactivate { category },
        What::Undo => Do::UndoHandover { category },
    }
}

/// The first of the blockers as a refusal.
pub(super) fn refuse(blockers: &[&'static str]) -> Result<()> {
    blockers.first().map_or(Ok(()), |key| Err(Error::conflict(key)))
}

/// While a plan is running for the person, nothing else hands their work over.
fn refuse_second<S>(tx: &mut Tx<'_, S>, leaver: &Person, running: Option<i64>) -> Result<()> {
    match splits::running_for(tx, leaver.id)? {
        Some(plan) if Some(plan) != running => {
            let problem = Problem::new("error-plan-running").with("name", leaver.name.as_str());
            Err(Error::Conflict(problem.extra(serde_json::json!({ "plan_id": plan }))))
        }
        _ => Ok(()),
    }
}

type Locked = (Person, HashMap<i64, Person>, Option<i64>);

/// Locks the account, then everybody concerned by id: who will change against everything, the others against a change
/// of status. Asks the policy before anything else is said.
fn lock<S>(tx: &mut Tx<'_, S>, what: What, person: i64, plan: &Plan) -> Result<Locked> {
    store::lock_account(tx)?;
    let leaver = org::find(tx, person)?.ok_or(Error::NotFound)?;
    authz::decide(tx.actor(), &act(what, &leaver))?;
    let keeper = keeper(tx, person, plan)?;
    let mut changed: BTreeSet<i64> = [person].into();
    if what == What::Departure {
        changed.extend(store::answering_to(tx, person)?);
    }
    let mut concerned: BTreeSet<i64> =
        plan.named().into_iter().chain(keeper).chain(changed.clone()).collect();
    concerned.extend(tokens::candidates(tx, plan)?);
    let mut people = HashMap::new();
    for id in concerned {
        let found = if changed.contains(&id) { org::find_locked(tx, id)? } else { org::find_shared(tx, id)? };
        people.extend(found.map(|found| (id, found)));
    }
    let leaver = people.get(&person).cloned().ok_or(Error::NotFound)?;
    let now = tx.now();
    let keeps = |id: &i64| people.get(id).is_some_and(|person| plan::may_receive(person, now));
    let keeper = keeper.filter(keeps);
    Ok((leaver, people, keeper))
}

/// Who answers for the leaver's technical users; `None` where there are none.
fn answered<S>(tx: &mut Tx<'_, S>, plan: &Plan, facts: &Facts<'_>) -> Result<Option<Answered>> {
    let technical = store::answering_to(tx, facts.leaver)?;
    if technical.is_empty() {
        return Ok(None);
    }
    let to = plan.answerer(facts).ok_or(Error::field("successor", "error-choose-successor"))?;
    Ok(Some(Answered { to, technical }))
}

/// Who keeps empty portfolios when the plan names nobody: who acts, or else an administrator.
fn keeper<S>(tx: &mut Tx<'_, S>, leaver: i64, plan: &Plan) -> Result<Option<i64>> {
    if plan.names_receivers() {
        return Ok(None);
    }
    match tx.actor().person_id() {
        Some(actor) if actor != leaver && tx.actor().category.may_hold() => Ok(Some(actor)),
        _ => Ok(org::administrators(tx)?.into_iter().map(|name| name.id).find(|id| *id != leaver)),
    }
}

/// What the leaver holds, by kind, with the rows locked; a kind without a row is left out.
fn lock_held<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<BTreeMap<Kind, Holding>> {
    repoint::lock_held(tx, person)?;
    let mut held: BTreeMap<Kind, Holding> = BTreeMap::new();
    for (kind, _, holding) in portfolios::store::holdings(tx, person)? {
        let sum = held.entry(kind).or_default();
        sum.count += holding.count;
        sum.open += holding.open;
    }
    Ok(held)
}
