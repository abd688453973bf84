//! A month of absences: who of those one may see is away on which days, and who stands in.

use std::collections::{BTreeSet, HashMap};

use base::authz::{self, Area, Do};
use base::error::Fields;
use base::org::{self, Department, Name};
use base::portfolios::covers::Cover;
use base::{Ctx, Error, Reading, Result, Tx};
use kit::date::{self, Zone};
use kit::month::{self, Month};
use serde::Deserialize;

use super::look::Known;
use super::{Seen, store};
use crate::departments::tree;

/// So many people stand on a page.
pub const ON_A_PAGE: usize = 50;
const LONGEST_SEARCH: usize = 200;

/// What is asked of the calendar, as it came in the address; empty is the same as absent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// `2026-11`
    pub month: String,
    /// A department's id; those below it count, too.
    pub department: String,
    /// Words that must all be in the name.
    pub q: String,
    /// `away`: who is away in the month; `uncovered`: whose work nobody covers then.
    pub only: String,
    pub page: String,
}

/// When somebody is away, seen from today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    Today,
    ThisWeek,
    ThisMonth,
    NotAway,
}

/// Somebody's month.
#[derive(Clone, Debug)]
pub struct Row {
    pub name: Name,
    pub when: When,
    pub absences: Vec<Seen>,
    /// Covers of their work, and those in which they stand in.
    pub covered: Vec<Cover>,
    pub stands_in: Vec<Cover>,
}

/// The calendar as it is shown.
#[derive(Clone, Debug)]
pub struct Calendar {
    pub month: Month,
    pub today: String,
    /// Of this page: who is away first, then by name.
    pub rows: Vec<Row>,
    pub page: usize,
    pub pages: usize,
    /// How many people there are in all.
    pub total: usize,
    /// How many are away today of everybody the reader sees, whatever was searched for.
    pub away_today: usize,
    /// Those one may choose from.
    pub departments: Vec<Department>,
    /// Of whoever stands in or is covered.
    pub names: HashMap<i64, Name>,
}

struct Wanted {
    month: Month,
    department: Option<i64>,
    words: Vec<String>,
    only: Option<Only>,
    page: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Only {
    Away,
    Uncovered,
}

/// The month, as far as the reader may see: everybody for who manages people, otherwise oneself and the people of one's
/// departments and of those below.
///
/// # Errors
/// 422 for a month or a filter that is none.
pub async fn calendar(ctx: &Ctx, asked: &Asked) -> Result<Calendar> {
    let (zone, today) = (ctx.company_zone(), ctx.company_today());
    let wanted = read(asked, &today)?;
    ctx.read(move |tx| {
        let sight = Sight::of(tx)?;
        let known = Known::of(tx, &zone, (&wanted.month.first(), &wanted.month.last()))?;
        let (mut rows, away_today) = rows(tx, &wanted, &sight, &known, (&zone, &today))?;
        rows.sort_by_key(|row| row.when);
        let total = rows.len();
        let pages = total.div_ceil(ON_A_PAGE).max(1);
        let page = wanted.page.clamp(1, pages);
        let rows = rows.into_iter().skip((page - 1) * ON_A_PAGE).take(ON_A_PAGE).collect();
        Ok(Calendar {
            month: wanted.month,
            today: today.clone(),
            rows,
            page,
            pages,
            total,
            away_today,
            departments: sight.departments,
            names: known.names,
        })
    })
    .await
}

/// Whom one may see away.
pub(super) struct Sight {
    all: bool,
    me: Option<i64>,
    /// Those one may choose from.
    departments: Vec<Department>,
    tree: Vec<Department>,
    members: Vec<org::Membership>,
}

impl Sight {
    pub(super) fn of(tx: &mut Tx<'_, Reading>) -> Result<Sight> {
        let (all, me) = (tx.actor().has(Area::People), tx.actor().person_id());
        let tree = org::departments(tx)?;
        let members = org::memberships(tx, None)?;
        let own: Vec<i64> =
            members.iter().filter(|m| Some(m.person_id) == me).map(|m| m.department_id).collect();
        let mine = |d: &&Department| all || own.iter().any(|top| tree::is_within(&tree, d.id, *top));
        let departments = tree.iter().filter(mine).cloned().collect();
        Ok(Sight { all, me, departments, tree, members })
    }

    /// Those who are seen; with a department, only its and those below it.
    pub(super) fn people(&self, department: Option<i64>) -> Box<dyn Fn(i64) -> bool + '_> {
        let places: BTreeSet<i64> = match department {
            Some(top) => {
                let below = self.departments.iter().filter(|d| tree::is_within(&self.tree, d.id, top));
                below.map(|d| d.id).collect()
            }
            None => self.departments.iter().map(|d| d.id).collect(),
        };
        let inside: BTreeSet<i64> =
            self.members.iter().filter(|m| places.contains(&m.department_id)).map(|m| m.person_id).collect();
        Box::new(move |id| match department {
            Some(_) => inside.contains(&id),
            None => self.all || Some(id) == self.me || inside.contains(&id),
        })
    }
}

/// Those who were asked for, and how many of all are away today.
fn rows(
    tx: &mut Tx<'_, Reading>,
    wanted: &Wanted,
    sight: &Sight,
    known: &Known,
    (zone, today): (&Zone, &str),
) -> Result<(Vec<Row>, usize)> {
    let now = tx.now();
    let everybody = store::everybody(tx)?;
    let (sees, belongs) = (sight.people(None), sight.people(wanted.department));
    let me = tx.actor().person_id();
    let mut rows = Vec::new();
    let mut away_today = 0;
    for (name, category) in everybody.into_iter().filter(|(name, _)| sees(name.id)) {
        let may = authz::decide(tx.actor(), &Do::StateAbsence { category, own: me == Some(name.id) }).is_ok();
        let own = known.absences.iter().filter(|one| one.person == name.id);
        let absences: Vec<Seen> = own.map(|one| known.seen(one, now, may)).collect();
        let in_month = |cover: &&Cover| {
            let (first, last) = days_of(cover, zone);
            first <= wanted.month.last() && last >= wanted.month.first()
        };
        let covered: Vec<Cover> = known.covering(name.id).into_iter().filter(|c| in_month(&c)).collect();
        let when = when(&absences, &covered, zone, today);
        away_today += usize::from(when == When::Today);
        if !belongs(name.id) || !is_named(&name.name, &wanted.words) {
            continue;
        }
        let stands_in =
            known.covers.iter().filter(|c| c.stand_in == name.id).filter(in_month).cloned().collect();
        let shown = match wanted.only {
            None => true,
            Some(Only::Away) => when < When::NotAway,
            Some(Only::Uncovered) => absences.iter().any(|one| one.may && one.coverage.is_lacking()),
        };
        if shown {
            rows.push(Row { name, when, absences, covered, stands_in });
        }
    }
    Ok((rows, away_today))
}

fn is_named(name: &str, words: &[String]) -> bool {
    let name = kit::text::normalise(name);
    words.iter().all(|word| name.contains(word))
}

/// When somebody is away next: as stated, or as somebody stands in for them.
fn when(absences: &[Seen], covered: &[Cover], zone: &Zone, today: &str) -> When {
    let stated = absences.iter().map(|seen| when_between(&seen.absence.first, &seen.absence.last, today));
    let covered = covered.iter().map(|cover| {
        let (first, last) = days_of(cover, zone);
        when_between(&first, &last, today)
    });
    stated.chain(covered).min().unwrap_or(When::NotAway)
}

/// When days of the month are, seen from today.
pub fn when_between(first: &str, last: &str, today: &str) -> When {
    let sunday = month::end_of_week(today).unwrap_or_else(|| today.to_owned());
    if first <= today && last >= today {
        When::Today
    } else if first <= sunday.as_str() && last >= today {
        When::ThisWeek
    } else {
        When::ThisMonth
    }
}

/// The first and the last day of a cover, the company's.
pub fn days_of(cover: &Cover, zone: &Zone) -> (String, String) {
    (date::input_value(cover.from, zone), date::input_value(cover.until - 1, zone))
}

/// What a day of somebody's month is, in the order in which one hides another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Free,
    /// The place of the absence in the row, and of the cover that goes with it.
    Away(usize, Option<usize>),
    /// Covered without being stated away.
    Covered(usize),
    StandsIn(usize),
}

/// So many days in a row are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    pub mark: Mark,
    pub days: usize,
}

/// The month of a row as runs of equal days; each of the three lists has first and last days.
pub fn runs(
    days: &[month::Day],
    absences: &[(String, String)],
    covered: &[(String, String)],
    stands_in: &[(String, String)],
) -> Vec<Run> {
    let at = |list: &[(String, String)], day: &String| list.iter().position(|(f, l)| f <= day && day <= l);
    let mut runs: Vec<Run> = Vec::new();
    for day in days {
        let cover = at(covered, &day.text);
        let mark = match (at(absences, &day.text), cover, at(stands_in, &day.text)) {
            (Some(absence), cover, _) => Mark::Away(absence, cover),
            (None, Some(cover), _) => Mark::Covered(cover),
            (None, None, Some(cover)) => Mark::StandsIn(cover),
            (None, None, None) => Mark::Free,
        };
        match runs.last_mut() {
            Some(run) if run.mark == mark => run.days += 1,
            _ => runs.push(Run { mark, days: 1 }),
        }
    }
    runs
}

fn read(asked: &Asked, today: &str) -> Result<Wanted> {
    let mut wrong = Fields::default();
    let month = match asked.month.trim() {
        "" => Month::of(today),
        text => Month::parse(text),
    };
    if month.is_none() {
        wrong.add("month", "error-absence-month");
    }
    let department = match asked.department.trim() {
        "" => None,
        text => {
            let id = text.parse().ok();
            if id.is_none() {
                wrong.add("department", "error-people-filter");
            }
            id
        }
    };
    let only = match asked.only.trim() {
        "" => None,
        "away" => Some(Only::Away),
        "uncovered" => Some(Only::Uncovered),
        _ => {
            wrong.add("only", "error-people-filter");
            None
        }
    };
    if asked.q.chars().count() > LONGEST_SEARCH {
        wrong.add("q", "error-too-long");
    }
    let page = asked.page.trim();
    let page = if page.is_empty() { Some(1) } else { page.parse().ok() };
    if page.is_none() {
        wrong.add("page", "error-people-filter");
    }
    wrong.check()?;
    let (Some(month), Some(page)) = (month, page) else { return Err(Error::NotFound) };
    Ok(Wanted { month, department, words: kit::text::words(&asked.q), only, page })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(first: &str, last: &str) -> (String, String) {
        (first.into(), last.into())
    }

    #[test]
    fn a_month_is_drawn_as_runs_and_an_absence_hides_that_one_stands_in() {
        let month = Month::parse("2026-11").unwrap().days();
        let drawn = runs(
            &month,
            &[days("2026-10-20", "2026-11-02"), days("2026-11-10", "2026-11-12")],
            &[days("2026-11-11", "2026-11-13")],
            &[days("2026-11-12", "2026-12-05")],
        );
        let said: Vec<(Mark, usize)> = drawn.iter().map(|run| (run.mark, run.days)).collect();
        assert_eq!(
            said,
            [
                (Mark::Away(0, None), 2),
                (Mark::Free, 7),
                (Mark::Away(1, None), 1),
                (Mark::Away(1, Some(0)), 2),
                (Mark::Covered(0), 1),
                (Mark::StandsIn(0), 17),
            ]
        );
        assert_eq!(drawn.iter().map(|run| run.days).sum::<usize>(), 30);
    }

    #[test]
    fn an_address_that_means_nothing_is_refused_whole() {
        let asked =
            Asked { month: "2026-13".into(), only: "x".into(), page: "-1".into(), ..Asked::default() };
        let Err(Error::Invalid(problem)) = read(&asked, "2026-11-23") else { panic!("not a refusal") };
        assert_eq!(problem.fields.iter().map(|f| f.field).collect::<Vec<_>>(), ["month", "only", "page"]);
    }
}
