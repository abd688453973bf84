//! Absences as people read them: one with who could stand in, somebody's, and all that need a stand-in.

use std::collections::{BTreeSet, HashMap};

use base::authz::{self, Area, Do};
use base::org::{self, Membership, Name, Person, Post};
use base::portfolios::covers::{self, Cover};
use base::{Ctx, Error, Kind, Reading, Result, Tx};
use kit::date::{self, Zone};

use super::absence::span;
use super::coverage::{self, Coverage, Gap};
use super::state::{act_on, is_here};
use super::{Absence, State, store};

/// An absence and how it is covered.
#[derive(Clone, Debug)]
pub struct Seen {
    pub absence: Absence,
    pub coverage: Coverage,
    /// Those in force that touch it.
    pub covers: Vec<Cover>,
    /// Whether the reader may change it, and so knows why they are away.
    pub may: bool,
}

/// So many days ahead an absence that nobody covers is something to see to.
const SOON_DAYS: i64 = 14;

/// What is known of everybody's absences in some days.
pub(super) struct Known {
    pub absences: Vec<Absence>,
    /// As far as they reach: see [`covers::reaching`].
    pub covers: Vec<Cover>,
    pub names: HashMap<i64, Name>,
    held: HashMap<i64, BTreeSet<Kind>>,
    zone: Zone,
}

impl Known {
    /// As many statements as there are questions, however many people.
    pub fn of(tx: &mut Tx<'_, Reading>, zone: &Zone, (first, last): (&str, &str)) -> Result<Known> {
        let absences = store::between(tx, first, last)?;
        // Covers of the whole of each absence, also of what of it lies beyond these days.
        let earliest = absences.iter().map(|one| one.first.as_str()).min().unwrap_or(first).min(first);
        let latest = absences.iter().map(|one| one.last.as_str()).max().unwrap_or(last).max(last);
        let (from, until) = span(earliest, latest, zone);
        let covers = covers::between(tx, from, until)?;
        let names = org::names(tx, covers.iter().flat_map(|cover| [cover.person, cover.stand_in]))?;
        let covers = covers::reaching(tx, covers)?;
        let held = store::open_work(tx, (first, last))?;
        Ok(Known { absences, covers, names, held, zone: zone.clone() })
    }

    /// The covers of the person's work.
    pub fn covering(&self, person: i64) -> Vec<Cover> {
        self.covers.iter().filter(|c| c.person == person).cloned().collect()
    }

    pub fn seen(&self, absence: &Absence, now: i64, may: bool) -> Seen {
        let nothing = BTreeSet::new();
        let covers = self.covering(absence.person);
        let span = absence.span(&self.zone);
        let coverage =
            coverage::judge(span, now, &covers, self.held.get(&absence.person).unwrap_or(&nothing));
        let covers = coverage::touching(span, &covers).cloned().collect();
        Seen { absence: absence.clone(), coverage, covers, may }
    }
}

/// Somebody who could stand in.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub person: Person,
    /// How near they are: who leads the person's departments, then who works in them.
    pub near: Near,
    /// They are away themselves, from day to day.
    pub away: Option<(String, String)>,
    /// Whether all that is there may come to them.
    pub able: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Near {
    Leads,
    Mate,
    Elsewhere,
}

/// An absence with all that its page says.
#[derive(Clone, Debug)]
pub struct One {
    /// Its covers are as they were agreed.
    pub seen: Seen,
    pub person: Person,
    pub state: State,
    /// The first time, still to come, that nobody covers and that a new cover can be of.
    pub gap: Option<Gap>,
    /// The kinds of which the person holds something open.
    pub held: BTreeSet<Kind>,
    /// Covers of the person to come or running that touch it and are worth nothing: their stand-in can't work at present.
    pub idle: Vec<Cover>,
    /// Of those that cover it, whose stand-in may not hold some of what is there.
    pub partly: BTreeSet<i64>,
    /// Covers of the person to come or running that touch no stated absence.
    pub strays: Vec<Cover>,
    /// The nearest first; whoever is away comes last.
    pub candidates: Vec<Candidate>,
    /// Of those who stand in and are away in these days: from day to day.
    pub stand_ins_away: HashMap<i64, (String, String)>,
    pub names: HashMap<i64, Name>,
}

/// One absence: one's own, and anybody's for who may state them.
///
/// # Errors
/// 404.
pub async fn one(ctx: &Ctx, id: i64) -> Result<One> {
    let (zone, today) = (ctx.company_zone(), ctx.company_today());
    ctx.read(move |tx| {
        let absence = store::find(tx, id)?.ok_or(Error::NotFound)?;
        let person = org::find(tx, absence.person)?.ok_or(Error::NotFound)?;
        act_on(tx, &person).map_err(|_| Error::NotFound)?;
        let known = Known::of(tx, &zone, (&absence.first, &absence.last))?;
        let now = tx.now();
        let held = known.held.get(&person.id).cloned().unwrap_or_default();
        let mut seen = known.seen(&absence, now, true);
        let mut own = covers::of_person(tx, person.id)?;
        own.retain(|cover| cover.person == person.id);
        let reached = std::mem::take(&mut seen.covers);
        let reaches = |id: i64| reached.iter().find(|cover| cover.id == id);
        seen.covers = own.iter().filter(|cover| reaches(cover.id).is_some()).cloned().collect();
        seen.covers.sort_by_key(|cover| (cover.from, cover.id));
        own.retain(|cover| cover.state(now).is_open());
        let gap = gap(&known, &absence, now, seen.coverage);
        let gap = gap.and_then(|gap| coverage::left_over(gap, &own, &held));
        let there = coverage::touching(absence.span(&zone), &own);
        let idle = there.filter(|cover| reaches(cover.id).is_none()).cloned().collect();
        let partial = |cover: &&Cover| {
            let reached = reaches(cover.id);
            held.iter().any(|kind| cover.is_of(*kind) && !reached.is_some_and(|it| it.is_of(*kind)))
        };
        let partly = own.iter().filter(|cover| reaches(cover.id).is_some()).filter(partial);
        let partly = partly.map(|cover| cover.id).collect();
        let all = store::of_person(tx, person.id)?;
        let mut names = known.names.clone();
        names.extend(org::names(tx, own.iter().map(|cover| cover.stand_in).chain(absence.stated_by))?);
        let touched = |cover: &Cover| {
            all.iter().any(|one| {
                let (from, until) = one.span(&zone);
                cover.from < until && cover.until > from
            })
        };
        let strays = own.into_iter().filter(|cover| !touched(cover)).collect();
        let away = away_in(&known, (&absence.first, &absence.last));
        let stand_ins = seen.covers.iter().map(|cover| cover.stand_in);
        let stand_ins_away = stand_ins.filter_map(|id| Some((id, away.get(&id)?.clone()))).collect();
        let may_cover = may_cover(tx, &person);
        let asked = match gap.as_ref().and_then(|gap| gap.kinds.as_ref()) {
            Some(kinds) => held.intersection(kinds).copied().collect(),
            None => held.clone(),
        };
        let candidates = if may_cover { candidates(tx, &person, &asked, &away)? } else { Vec::new() };
        let state = absence.state(&today);
        Ok(One { seen, person, state, gap, held, idle, partly, strays, candidates, stand_ins_away, names })
    })
    .await
}

/// What nobody covers of it yet; the whole of it where nobody covers anything.
fn gap(known: &Known, absence: &Absence, now: i64, coverage: Coverage) -> Option<(i64, i64)> {
    let (from, until) = absence.span(&known.zone);
    match coverage {
        Coverage::Gaps => {
            let held = known.held.get(&absence.person)?;
            coverage::gap((from, until), now, &known.covering(absence.person), held)
        }
        Coverage::Nobody | Coverage::Nothing if until > now => Some((from.max(now), until)),
        _ => None,
    }
}

fn away_in(known: &Known, (first, last): (&str, &str)) -> HashMap<i64, (String, String)> {
    let there = known.absences.iter().filter(|one| one.touches(first, last));
    there.map(|one| (one.person, (one.first.clone(), one.last.clone()))).collect()
}

fn may_cover(tx: &Tx<'_, Reading>, person: &Person) -> bool {
    let own = tx.actor().person_id() == Some(person.id);
    is_here(person) && authz::decide(tx.actor(), &Do::Cover { category: person.category, own }).is_ok()
}

fn candidates(
    tx: &mut Tx<'_, Reading>,
    person: &Person,
    held: &BTreeSet<Kind>,
    away: &HashMap<i64, (String, String)>,
) -> Result<Vec<Candidate>> {
    let now = tx.now();
    let members = org::memberships(tx, None)?;
    let mut all: Vec<Candidate> = org::picker(tx, None)?
        .into_iter()
        .filter(|other| other.id != person.id)
        .map(|other| Candidate {
            near: near(&members, person.id, other.id),
            away: away.get(&other.id).cloned(),
            able: held.iter().all(|kind| org::is_assignable(&other, *kind, now)),
            person: other,
        })
        .collect();
    all.sort_by_key(|one| (one.away.is_some(), !one.able, one.near));
    Ok(all)
}

fn near(members: &[Membership], person: i64, other: i64) -> Near {
    let places = members.iter().filter(|m| m.person_id == person).map(|m| m.department_id);
    let shared: Vec<i64> = places.collect();
    let there = members.iter().filter(|m| m.person_id == other && shared.contains(&m.department_id));
    let nearest = there.map(|m| if m.post == Post::Member { Near::Mate } else { Near::Leads }).min();
    nearest.unwrap_or(Near::Elsewhere)
}

/// All absences of somebody, the latest first, as far as the reader may know why: one's own for anyone, anybody's for who
/// manages people.
///
/// # Errors
/// 403; 404.
pub async fn of_person(ctx: &Ctx, person: i64) -> Result<Vec<Absence>> {
    if ctx.person_id() != Some(person) {
        ctx.need(Area::People)?;
    }
    ctx.read(move |tx| {
        org::find(tx, person)?.ok_or(Error::NotFound)?;
        store::of_person(tx, person)
    })
    .await
}

/// Whom the actor may state away, by name: everybody for who manages people, otherwise oneself.
///
/// # Errors
/// 403 for who is nobody that could be away and manages nobody.
pub async fn stated_for(ctx: &Ctx) -> Result<Vec<Name>> {
    let me = ctx.person_id();
    ctx.read(move |tx| {
        let all = store::everybody(tx)?.into_iter();
        let may = |(name, category): (Name, _)| {
            let act = Do::StateAbsence { category, own: me == Some(name.id) };
            authz::decide(tx.actor(), &act).is_ok().then_some(name)
        };
        let all: Vec<Name> = all.filter_map(may).collect();
        if all.is_empty() { Err(Error::Denied("state_absence")) } else { Ok(all) }
    })
    .await
}

/// Everybody who is here and can be away, and whether the actor may state them away.
pub(super) fn here(tx: &mut Tx<'_, Reading>) -> Result<HashMap<i64, bool>> {
    let me = tx.actor().person_id();
    let all = store::everybody(tx)?.into_iter();
    let may = |category, id| Do::StateAbsence { category, own: me == Some(id) };
    Ok(all
        .map(|(name, category)| (name.id, authz::decide(tx.actor(), &may(category, name.id)).is_ok()))
        .collect())
}

/// Absences that somebody should see to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lacking {
    pub count: usize,
    /// The first day of the first of them, or today where that runs.
    pub first: String,
}

/// Those that run, or begin soon, and that nobody covers though there is open work; as far as the reader may change them.
/// For who manages people; for others none.
pub async fn lacking(ctx: &Ctx) -> Result<Option<Lacking>> {
    if !ctx.actor.has(Area::People) {
        return Ok(None);
    }
    let (zone, today) = (ctx.company_zone(), ctx.company_today());
    let last = date::days_after(&today, SOON_DAYS).unwrap_or_else(|| today.clone());
    ctx.read(move |tx| {
        let known = Known::of(tx, &zone, (&today, &last))?;
        let may: BTreeSet<i64> = here(tx)?.into_iter().filter(|(_, may)| *may).map(|(id, _)| id).collect();
        let now = tx.now();
        let lacks = |one: &&Absence| known.seen(one, now, true).coverage.is_lacking();
        let lacking = known.absences.iter().filter(|one| may.contains(&one.person)).filter(lacks);
        let first = lacking.clone().map(|one| one.first.as_str().max(today.as_str())).min();
        Ok(first.map(|first| Lacking { count: lacking.clone().count(), first: first.to_owned() }))
    })
    .await
}
