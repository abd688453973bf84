//! The list of people: search, filters, order, pages.

use std::collections::HashMap;

use base::absences::{AwayNow, ahead, away};
use base::authz::Area;
use base::credentials::{self, Of};
use base::error::Fields;
use base::kind::{Category, Status};
use base::org::{self, Department, Membership, Person};
use base::words::Say;
use base::{Ctx, Error, Result, Tx};
use kit::cursor::{self, CursorPart};

use super::card::Belongs;
use super::idle::is_idle;
use super::store::{self, Found};
use crate::departments::tree;
use crate::roles::{self, Listed as Roles};
use crate::seats::{self, Seats};
use crate::signin::factor;

/// Counting stops here; beyond, the list says "10 000+".
pub(super) const COUNT_CAP: i64 = 10_000;
/// Everybody on one page, as far as a page goes.
pub const WHOLE: i64 = 2_000;
const LONGEST_SEARCH: usize = 200;

/// What is asked of the list, as it came in the address; empty is the same as absent.
#[derive(Clone, Debug, Default, serde::Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// Words that must all be found, in any order: name, e-mail, login, phone, department, role, id.
    pub q: String,
    /// pending, active, blocked, departed, closing, erased
    pub status: String,
    /// member, administrator, technical, integrator
    pub category: String,
    /// A department's id; those below it count, too.
    pub department: String,
    /// A role's id.
    pub role: String,
    /// `on`: who has a second factor; `none`: who signs in without one.
    pub factor: String,
    /// `yes`: active people who were not here for 90 days; who was never here counts from when they could have been.
    pub idle: String,
    /// `name`, `-name` or `-last_seen`; blocked and departed people stay at the bottom.
    pub sort: String,
    /// `next` of the answer before.
    pub cursor: String,
    /// 1 to 200, 50 unless told; `all`: as many as there are, up to 2,000.
    pub limit: String,
}

/// The order within people of one status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    #[default]
    Name,
    NameBack,
    /// Who was here last comes first.
    LastSeen,
}

impl Sort {
    pub fn code(self) -> &'static str {
        match self {
            Sort::Name => "name",
            Sort::NameBack => "-name",
            Sort::LastSeen => "-last_seen",
        }
    }

    fn parse(code: &str) -> Option<Sort> {
        match code {
            "" => Some(Sort::default()),
            code => [Sort::Name, Sort::NameBack, Sort::LastSeen].into_iter().find(|sort| sort.code() == code),
        }
    }
}

/// A person as the list shows them.
#[derive(Clone, Debug)]
pub struct Row {
    pub person: Person,
    /// The main department first.
    pub belongs: Vec<Belongs>,
    /// ms UTC.
    pub seen_at: Option<i64>,
    /// Since when a second factor is asked for, ms UTC.
    pub factor: Option<i64>,
    /// Whether they were not here for long.
    pub idle: bool,
}

/// A page of the list.
#[derive(Clone, Debug)]
pub struct Listed {
    pub rows: Vec<Row>,
    /// Cursors of the pages beside this one.
    pub newer: Option<String>,
    pub older: Option<String>,
    /// `None`: more than the cap.
    pub count: Option<i64>,
    pub sort: Sort,
    pub seats: Seats,
    pub departments: Vec<Department>,
    pub roles: Roles,
    /// Whether the account requires a second factor of anybody.
    pub requires_factor: bool,
    /// Who is away now.
    pub away: AwayNow,
}

/// What is looked for, checked.
#[derive(Clone, Debug, Default)]
pub(super) struct Wanted {
    pub words: Vec<String>,
    pub status: Option<Status>,
    pub category: Option<Category>,
    pub department: Option<i64>,
    pub role: Option<i64>,
    /// Whether they have a second factor.
    pub factor: Option<bool>,
    /// Only who was not here for long.
    pub idle: bool,
    pub sort: Sort,
    pub from: Option<From>,
    pub limit: i64,
}

/// Beyond this row, onwards or back.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct From {
    pub rank: i64,
    pub key: CursorPart,
    pub id: i64,
    pub back: bool,
}

/// A page of people, for who manages them.
///
/// # Errors
/// 422 for a filter, an order or a place in the list that isn't one.
pub async fn list(ctx: &Ctx, asked: &Asked) -> Result<Listed> {
    ctx.need(Area::People)?;
    let wanted = read(asked)?;
    let (say, today) = (ctx.say.clone(), ctx.company_today());
    ctx.read(move |tx| page(tx, &wanted, &say, &today)).await
}

fn page<S>(tx: &mut Tx<'_, S>, wanted: &Wanted, say: &Say, today: &str) -> Result<Listed> {
    let departments = org::departments(tx)?;
    let roles = roles::find(tx)?;
    let filter =
        store::Filter::new(wanted, &matches(wanted, &departments, &roles, say), &departments, tx.now());
    let mut found = store::page(tx, &filter, wanted)?;
    let limit = usize::try_from(wanted.limit).unwrap_or(usize::MAX);
    let more = found.len() > limit;
    found.truncate(limit);
    let back = wanted.from.as_ref().is_some_and(|from| from.back);
    if back {
        found.reverse();
    }
    let goes_on = if back { true } else { more };
    let goes_back = if back { more } else { wanted.from.is_some() };
    let cursor = |row: Option<&Found>, back| row.map(|row| cursor(wanted.sort, row, back));
    let older = cursor(found.last(), false).filter(|_| goes_on);
    let newer = cursor(found.first(), true).filter(|_| goes_back);
    let count = store::count(tx, &filter)?;
    let rows = rows(tx, found, &departments)?;
    let seats = seats::count(tx)?;
    let requires_factor = credentials::requirement(tx)?.of != Of::Nobody;
    let (sort, away) = (wanted.sort, away(tx, today)?);
    Ok(Listed { rows, newer, older, count, sort, seats, departments, roles, requires_factor, away })
}

/// When people are away.
pub(super) struct Days {
    pub now: AwayNow,
    /// The first and the last day of the next time.
    pub ahead: HashMap<i64, (String, String)>,
}

pub(super) async fn days(ctx: &Ctx) -> Result<Days> {
    let today = ctx.company_today();
    ctx.read(move |tx| Ok(Days { now: away(tx, &today)?, ahead: ahead(tx, &today)? })).await
}

/// One person as the list shows them.
pub(super) fn row<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Row> {
    let person = org::find(tx, id)?.ok_or(Error::NotFound)?;
    let seen_at = store::last_seen(tx, id)?;
    let factor = match person.identity_id {
        Some(identity) => factor::since(tx, identity)?,
        None => None,
    };
    let since = store::since(tx, id)?;
    let departments = org::departments(tx)?;
    rows(tx, vec![Found { person, seen_at, factor, since }], &departments)?.pop().ok_or(Error::NotFound)
}

fn rows<S>(tx: &mut Tx<'_, S>, found: Vec<Found>, departments: &[Department]) -> Result<Vec<Row>> {
    let ids: Vec<i64> = found.iter().map(|row| row.person.id).collect();
    let mut places: HashMap<i64, Vec<Belongs>> = HashMap::new();
    for membership in store::memberships(tx, &ids)? {
        if let Some(belongs) = belongs(&membership, departments) {
            places.entry(membership.person_id).or_default().push(belongs);
        }
    }
    let now = tx.now();
    let row = |Found { person, seen_at, factor, since }: Found| {
        let belongs = places.remove(&person.id).unwrap_or_default();
        let idle = is_idle(person.status, seen_at, since, now);
        Row { person, belongs, seen_at, factor, idle }
    };
    Ok(found.into_iter().map(row).collect())
}

fn belongs(membership: &Membership, departments: &[Department]) -> Option<Belongs> {
    let department = departments.iter().find(|department| department.id == membership.department_id)?;
    Some(Belongs {
        id: department.id,
        name: department.name.clone(),
        post: membership.post,
        main: membership.main,
    })
}

/// For each word the departments and roles whose names have it.
fn matches(wanted: &Wanted, departments: &[Department], roles: &Roles, say: &Say) -> Vec<store::Match> {
    let named = |word: &str, name: &str| kit::text::normalise(name).contains(word);
    let role_name = |role: &org::Role| roles::name(say, role.key.as_deref(), &role.name);
    wanted
        .words
        .iter()
        .map(|word| store::Match {
            word: word.clone(),
            departments: departments.iter().filter(|d| named(word, &d.name)).map(|d| d.id).collect(),
            roles: roles.roles.iter().filter(|r| named(word, &role_name(r))).map(|r| r.id).collect(),
        })
        .collect()
}

/// The department and all below it.
pub(super) fn with_below(departments: &[Department], top: i64) -> Vec<i64> {
    departments.iter().map(|d| d.id).filter(|id| tree::is_within(departments, *id, top)).collect()
}

fn read(asked: &Asked) -> Result<Wanted> {
    let mut fields = Fields::default();
    if asked.q.chars().count() > LONGEST_SEARCH {
        fields.add("q", "error-too-long");
    }
    let status = one_of(&mut fields, "status", &asked.status, Status::parse);
    let category = one_of(&mut fields, "category", &asked.category, Category::parse);
    let number = |text: &str| text.parse::<i64>().ok();
    let department = one_of(&mut fields, "department", &asked.department, number);
    let role = one_of(&mut fields, "role", &asked.role, number);
    let factor = one_of(&mut fields, "factor", &asked.factor, |word| match word {
        "on" => Some(true),
        "none" => Some(false),
        _ => None,
    });
    let idle = one_of(&mut fields, "idle", &asked.idle, |word| (word == "yes").then_some(())).is_some();
    let limit = one_of(&mut fields, "limit", &asked.limit, |text| match text {
        "all" => Some(WHOLE),
        _ => number(text).filter(|n| (1..=200).contains(n)),
    });
    let sort = Sort::parse(&asked.sort);
    if sort.is_none() {
        fields.add("sort", "error-people-filter");
    }
    let sort = sort.unwrap_or_default();
    let from = one_of(&mut fields, "cursor", &asked.cursor, |text| start(sort, text));
    fields.check()?;
    let words = kit::text::words(&asked.q);
    Ok(Wanted {
        words,
        status,
        category,
        department,
        role,
        factor,
        idle,
        sort,
        from,
        limit: limit.unwrap_or(50),
    })
}

fn one_of<T>(
    fields: &mut Fields,
    name: &'static str,
    text: &str,
    parse: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let text = text.trim();
    let value = parse(text);
    if value.is_none() && !text.is_empty() {
        fields.add(name, "error-people-filter");
    }
    value
}

fn cursor(sort: Sort, Found { person, seen_at, .. }: &Found, back: bool) -> String {
    let key = match sort {
        Sort::Name | Sort::NameBack => CursorPart::Text(super::writing::sort_key(person)),
        Sort::LastSeen => CursorPart::Int(seen_at.unwrap_or(0)),
    };
    cursor::encode(&[
        CursorPart::Text(sort.code().to_owned()),
        CursorPart::Int(person.status.rank()),
        key,
        CursorPart::Int(person.id),
        CursorPart::Int(back.into()),
    ])
}

fn start(sort: Sort, text: &str) -> Option<From> {
    let parts = cursor::decode(text)?;
    let [CursorPart::Text(code), CursorPart::Int(rank), key, CursorPart::Int(id), CursorPart::Int(back)] =
        parts.as_slice()
    else {
        return None;
    };
    let fits = match key {
        CursorPart::Text(_) => sort != Sort::LastSeen,
        CursorPart::Int(_) => sort == Sort::LastSeen,
        CursorPart::Null => false,
    };
    (fits && code == sort.code()).then(|| From { rank: *rank, key: key.clone(), id: *id, back: *back == 1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_belongs_to_its_order() {
        let text = cursor::encode(&[
            CursorPart::Text("name".into()),
            CursorPart::Int(0),
            CursorPart::Text("anna".into()),
            CursorPart::Int(7),
            CursorPart::Int(0),
        ]);
        let from = From { rank: 0, key: CursorPart::Text("anna".into()), id: 7, back: false };
        assert_eq!(start(Sort::Name, &text), Some(from));
        assert_eq!(start(Sort::NameBack, &text), None);
        assert_eq!(start(Sort::LastSeen, &text), None);
        assert_eq!(start(Sort::Name, "nonsense"), None);
    }

    #[test]
    fn everything_wrong_in_the_address_is_said_at_once() {
        let asked = Asked { status: "gone".into(), role: "x".into(), limit: "0".into(), ..Asked::default() };
        let Err(Error::Invalid(problem)) = read(&asked) else { panic!("not a refusal") };
        let fields: Vec<_> = problem.fields.iter().map(|f| f.field).collect();
        assert_eq!(fields, ["status", "role", "limit"]);
    }
}
