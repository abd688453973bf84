//! The SQL of people; reading one or their names is in `base::org`.

use ::store::{Value, params};
use base::authz::Own;
use base::credentials::store::FACTOR_SINCE;
use base::kind::{Category, Status};
use base::org::store::PERSON;
use base::org::{self, Department, Membership, Person};
use base::{Error, Result, Tx, Writing};
use kit::cursor::CursorPart;

use super::draft::{Draft, Place};
use super::idle::IDLE_MS;
use super::insert::NewPerson;
use super::list::{COUNT_CAP, Sort, Wanted, with_below};
use super::writing::{name_key, search_text};
use crate::signin::names::Names;

/// Who is an administrator doesn't change until the end of the act.
pub(super) fn lock_account<S>(tx: &mut Tx<'_, S>) -> Result<()> {
    let sql = format!("select id from accounts where id = $1{}", tx.dialect().lock());
    tx.query_one(&sql, params![tx.account()])?;
    Ok(())
}

/// Active administrators who have a password, without this one.
pub(super) fn other_administrators<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<i64> {
    let sql = "select count(*) from people p join identities i on i.id = p.identity_id
        where p.account_id = $1 and p.id <> $2 and p.category = 'administrator' and p.status = 'active'
        and i.password_hash is not null and p.needs_link = 0";
    Ok(tx.query_one(sql, params![tx.account(), person])?.at(0)?)
}

/// Who has the e-mail here, in whatever state.
pub(super) fn by_email<S>(tx: &mut Tx<'_, S>, email: &str) -> Result<Option<(i64, Status)>> {
    let sql = "select id, status from people where account_id = $1 and email = $2";
    let Some(row) = tx.query_opt(sql, params![tx.account(), email])? else { return Ok(None) };
    let code: String = row.at(1)?;
    let status = Status::parse(&code).ok_or_else(|| Error::Broken(format!("unknown status {code}")))?;
    Ok(Some((row.at(0)?, status)))
}

pub(super) fn insert(tx: &mut Tx<'_, Writing>, new: &NewPerson) -> Result<()> {
    let search =
        search_text(new.id, &new.name, new.email.as_deref(), new.login.as_deref(), new.phone.as_deref());
    tx.execute(
        "insert into people (account_id, id, identity_id, name, name_key, email, login, phone, category, status,
            status_rank, role_id, answerable_person_id, partner_account_id, valid_until, lang, zone, epoch,
            search_text, created_by, created_at, updated_at, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 1, $18, $19, $20, $20, 1)",
        params![
            tx.account(),
            new.id,
            new.identity_id,
            &new.name,
            name_key(&new.name),
            new.email.clone(),
            new.login.clone(),
            new.phone.clone(),
            new.category.code(),
            new.status.code(),
            new.status.rank(),
            new.role_id,
            new.answerable_person_id,
            new.terms.map(|terms| terms.partner),
            new.terms.map(|terms| terms.until),
            new.lang.clone(),
            new.zone.clone(),
            search,
            tx.actor().person_id(),
            tx.now()
        ],
    )?;
    Ok(())
}

/// What the person has otherwise than the role from now on.
pub(super) fn set_own(tx: &mut Tx<'_, Writing>, id: i64, own: &Own) -> Result<()> {
    let json = match own.is_empty() {
        true => None,
        false => Some(serde_json::to_string(own).map_err(|e| Error::Broken(e.to_string()))?),
    };
    tx.execute(
        "update people set own_rights = $3 where account_id = $1 and id = $2",
        params![tx.account(), id, json],
    )?;
    Ok(())
}

/// What the person is from now on.
pub(super) fn update(
    tx: &mut Tx<'_, Writing>,
    id: i64,
    after: &Draft,
    identity_id: Option<i64>,
    (role, category): (i64, Category),
) -> Result<()> {
    let Names { email, login } = &after.names;
    let search = search_text(id, &after.name, email.as_deref(), login.as_deref(), after.phone.as_deref());
    tx.execute(
        "update people set identity_id = $3, name = $4, name_key = $5, email = $6, login = $7, phone = $8,
            role_id = $9, category = $10, search_text = $11, updated_at = $12, lang = $13, zone = $14, version = version + 1
        where account_id = $1 and id = $2",
        params![
            tx.account(),
            id,
            identity_id,
            &after.name,
            name_key(&after.name),
            email.clone(),
            login.clone(),
            after.phone.clone(),
            role,
            category.code(),
            search,
            tx.now(),
            after.lang.clone(),
            after.zone.clone()
        ],
    )?;
    Ok(())
}

pub(super) fn set_role(
    tx: &mut Tx<'_, Writing>,
    person: i64,
    (role, category): (i64, Category),
) -> Result<()> {
    tx.execute(
        "update people set role_id = $3, category = $4, updated_at = $5, version = version + 1
        where account_id = $1 and id = $2",
        params![tx.account(), person, role, category.code(), tx.now()],
    )?;
    Ok(())
}

/// The departments the person belongs to from now on.
pub(super) fn set_places(tx: &mut Tx<'_, Writing>, person: i64, places: &[Place]) -> Result<()> {
    tx.execute(
        "delete from department_members where account_id = $1 and person_id = $2",
        params![tx.account(), person],
    )?;
    for place in places {
        tx.execute(
            "insert into department_members (account_id, department_id, person_id, post, main)
            values ($1, $2, $3, $4, $5)",
            params![tx.account(), place.department, person, place.post.code(), place.main],
        )?;
    }
    Ok(())
}

/// When the person was last here.
pub(crate) fn last_seen<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<Option<i64>> {
    let sql = "select at from last_seen where account_id = $1 and person_id = $2";
    Ok(tx.query_opt(sql, params![tx.account(), person])?.map(|row| row.at(0)).transpose()?)
}

/// Since when the person could have been here.
pub(super) fn since<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<i64> {
    let sql = "select coalesce(active_at, created_at) from people where account_id = $1 and id = $2";
    Ok(tx.query_one(sql, params![tx.account(), person])?.at(0)?)
}

/// Where these people belong, the main department first.
pub(super) fn memberships<S>(tx: &mut Tx<'_, S>, people: &[i64]) -> Result<Vec<Membership>> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let marks: Vec<String> = (0..people.len()).map(|n| format!("${}", n + 2)).collect();
    let sql = format!(
        "select department_id, person_id, post, main from department_members
        where account_id = $1 and person_id in ({}) order by person_id, main desc, department_id",
        marks.join(", ")
    );
    let values: Vec<Value> = [tx.account()].iter().chain(people).map(|id| Value::from(*id)).collect();
    tx.query(&sql, &values)?.iter().map(org::store::membership).collect()
}

/// A word of the search, and the departments and roles whose names have it.
pub(super) struct Match {
    pub word: String,
    pub departments: Vec<i64>,
    pub roles: Vec<i64>,
}

/// Conditions on the person `p`, and their values after the account.
pub(super) struct Filter {
    sql: String,
    values: Vec<Value>,
}

impl Filter {
    pub fn new(wanted: &Wanted, matches: &[Match], departments: &[Department], now: i64) -> Filter {
        let mut filter = Filter { sql: String::new(), values: Vec::new() };
        for found in matches {
            filter.word(found, now);
        }
        if let Some(status) = wanted.status {
            let value = filter.value(status.code());
            filter.and(&format!("p.status = {value}"));
        }
        if let Some(category) = wanted.category {
            let value = filter.value(category.code());
            filter.and(&format!("p.category = {value}"));
        }
        if let Some(role) = wanted.role {
            let value = filter.value(role);
            filter.and(&format!("p.role_id = {value}"));
        }
        if let Some(has) = wanted.factor {
            let shown = if has { "not null" } else { "null" };
            filter.and(&format!(
                "exists (select 1 from identities i where i.id = p.identity_id and {FACTOR_SINCE} is {shown})"
            ));
        }
        if wanted.idle {
            let before = filter.value(now - IDLE_MS);
            filter.and(&format!(
                "p.status = 'active' and coalesce((select v.at from last_seen v where v.account_id = $1 and v.person_id = p.id),
                    p.active_at, p.created_at) < {before}"
            ));
        }
        if let Some(department) = wanted.department {
            let inside = filter.inside(&with_below(departments, department));
            filter.and(&inside);
        }
        filter
    }

    fn word(&mut self, found: &Match, now: i64) {
        let escaped = found.word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        let value = self.value(format!("%{escaped}%"));
        // Whose day of erasure has come is found by the number alone, though the round did not come by yet.
        let (now, number) = (self.value(now), self.value(found.word.clone()));
        let mut ways = vec![format!(
            "case when p.status = 'closing' and p.erase_at <= {now} then cast(p.id as text) = {number}
                else p.search_text like {value} escape '\\' end"
        )];
        if !found.roles.is_empty() {
            let roles = self.list(&found.roles);
            ways.push(format!("p.role_id in ({roles})"));
        }
        if !found.departments.is_empty() {
            ways.push(self.inside(&found.departments));
        }
        self.and(&format!("({})", ways.join(" or ")));
    }

    fn inside(&mut self, departments: &[i64]) -> String {
        if departments.is_empty() {
            return "1 = 0".to_owned();
        }
        let list = self.list(departments);
        format!(
            "exists (select 1 from department_members m where m.account_id = $1 and m.person_id = p.id
                and m.department_id in ({list}))"
        )
    }

    fn list(&mut self, ids: &[i64]) -> String {
        ids.iter().map(|id| self.value(*id)).collect::<Vec<String>>().join(", ")
    }

    fn and(&mut self, condition: &str) {
        self.sql += " and ";
        self.sql += condition;
    }

    fn value(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len() + 1)
    }

    fn params(&self, account: i64, more: impl IntoIterator<Item = Value>) -> Vec<Value> {
        [Value::from(account)].into_iter().chain(self.values.iter().cloned()).chain(more).collect()
    }
}

/// A person as a row of the list.
pub(super) struct Found {
    pub person: Person,
    /// When they were last here, ms UTC.
    pub seen_at: Option<i64>,
    /// Since when a second factor is asked for, ms UTC.
    pub factor: Option<i64>,
    /// Since when they could have been here, ms UTC.
    pub since: i64,
}

/// One more person than asked for, in the order of the list, or turned when going back.
pub(super) fn page<S>(tx: &mut Tx<'_, S>, filter: &Filter, wanted: &Wanted) -> Result<Vec<Found>> {
    let back = wanted.from.as_ref().is_some_and(|from| from.back);
    let key = match wanted.sort {
        Sort::Name | Sort::NameBack => "p.name_key",
        Sort::LastSeen => "coalesce(s.at, 0)",
    };
    let down = (wanted.sort != Sort::Name) != back;
    let way = |down: bool| if down { "desc" } else { "asc" };
    let mut more = vec![Value::from(wanted.limit + 1)];
    let first = filter.values.len() + 2;
    let mut beyond = String::new();
    if let Some(from) = &wanted.from {
        let (rank, value, id) = (first + 1, first + 2, first + 3);
        let (rank_than, than) = (if back { "<" } else { ">" }, if down { "<" } else { ">" });
        beyond = format!(
            " and (p.status_rank {rank_than} ${rank} or (p.status_rank = ${rank}
                and ({key} {than} ${value} or ({key} = ${value} and p.id {than} ${id}))))"
        );
        let sort_value = match &from.key {
            CursorPart::Int(n) => Value::from(*n),
            CursorPart::Text(text) => Value::from(text),
            CursorPart::Null => Value::Null,
        };
        more.extend([Value::from(from.rank), sort_value, Value::from(from.id)]);
    }
    let sql = format!(
        "select {PERSON}, s.at as seen_at, {FACTOR_SINCE} as factor_since, coalesce(p.active_at, p.created_at) as since from people p
        join roles o on o.account_id = p.account_id and o.id = p.role_id
        left join identities i on i.id = p.identity_id
        left join last_seen s on s.account_id = p.account_id and s.person_id = p.id
        where p.account_id = $1{}{beyond}
        order by p.status_rank {}, {key} {}, p.id {} limit ${first}",
        filter.sql,
        way(back),
        way(down),
        way(down)
    );
    let params = filter.params(tx.account(), more);
    let rows = tx.query(&sql, &params)?;
    rows.iter()
        .map(|row| {
            let person = org::store::person(tx, row)?;
            let (seen_at, factor) = (row.get("seen_at")?, row.get("factor_since")?);
            Ok(Found { person, seen_at, factor, since: row.get("since")? })
        })
        .collect()
}

/// How many there are; `None` beyond the cap.
pub(super) fn count<S>(tx: &mut Tx<'_, S>, filter: &Filter) -> Result<Option<i64>> {
    let sql = format!(
        "select count(*) from (select p.id from people p where p.account_id = $1{} limit ${}) c",
        filter.sql,
        filter.values.len() + 2
    );
    let n: i64 = tx.query_one(&sql, &filter.params(tx.account(), [Value::from(COUNT_CAP + 1)]))?.at(0)?;
    Ok((n <= COUNT_CAP).then_some(n))
}
