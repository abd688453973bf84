//! The SQL that reads people, departments and roles.

use std::collections::HashMap;

use ::store::{Row, Value, params};

use super::{Department, Membership, Name, Person, Post, Role};
use crate::authz::{Own, Rights};
use crate::kind::{Category, Status};
use crate::{Error, Kind, Result, Tx};

/// Of an integrator `p`: whether their partner is on the list with their e-mail. Everybody else needs nobody's word.
macro_rules! vouched {
    () => {
        "(p.category <> 'integrator' or exists (select 1 from partners v
        join partner_addresses w on w.account_id = v.account_id
        where v.account_id = p.partner_account_id and v.state = 'listed' and w.address = p.email))"
    };
}

/// The same for statements of other rooms, which select whoever is inside without reading the whole row.
pub const VOUCHED: &str = vouched!();

/// The columns of a person `p` and their role `o`; read by `person`.
pub const PERSON: &str = concat!(
    "p.id, p.identity_id, p.name, p.email, p.login, p.phone, p.category, p.status, p.status_before, p.role_id,
    o.key as role_key, o.name as role_name, o.rights, p.own_rights, p.portfolio_id, p.answerable_person_id, p.valid_until,
    p.partner_account_id, case when ",
    vouched!(),
    " then 1 else 0 end as vouched, p.leaving_at, p.limited, p.epoch, p.needs_link, p.lang, p.zone, p.picture,
    p.created_at, p.updated_at, p.departed_at, p.erase_at, p.version"
);
const FROM: &str = "from people p join roles o on o.account_id = p.account_id and o.id = p.role_id
    where p.account_id = $1 and p.id = $2";

/// A person as a row of `PERSON`. Whose day of erasure has come is known by their number alone, whether the data is gone
/// already or not.
pub fn person<S>(tx: &Tx<'_, S>, row: &Row) -> Result<Person> {
    let person = as_stored(row)?;
    let status = status_at(tx.now(), person.status, person.erase_at);
    Ok(match status {
        Status::Erased => Person {
            status,
            name: said_number(tx, person.id),
            email: None,
            login: None,
            phone: None,
            picture: None,
            ..person
        },
        _ => person,
    })
}

/// What somebody is at this moment, who was to be erased by then.
fn status_at(now: i64, status: Status, erase_at: Option<i64>) -> Status {
    match (status, erase_at) {
        (Status::Closing, Some(at)) if at <= now => Status::Erased,
        _ => status,
    }
}

/// How somebody is called whose name is gone.
fn said_number<S>(tx: &Tx<'_, S>, id: i64) -> String {
    tx.say().with("person-erased", &[("id", id.to_string().into())])
}

/// A person as a row of `PERSON` has them.
pub fn as_stored(row: &Row) -> Result<Person> {
    let category: String = row.get("category")?;
    let status: String = row.get("status")?;
    let before: Option<String> = row.get("status_before")?;
    let rights: String = row.get("rights")?;
    let own: Option<String> = row.get("own_rights")?;
    let own = own.as_deref().map_or_else(|| Ok(Own::default()), own_of)?;
    let category = Category::parse(&category).ok_or_else(|| unknown(&category))?;
    Ok(Person {
        id: row.get("id")?,
        identity_id: row.get("identity_id")?,
        name: row.get("name")?,
        email: row.get("email")?,
        login: row.get("login")?,
        phone: row.get("phone")?,
        category,
        status: Status::parse(&status).ok_or_else(|| unknown(&status))?,
        status_before: before.as_deref().and_then(Status::parse),
        role_id: row.get("role_id")?,
        role_key: row.get("role_key")?,
        role_name: row.get("role_name")?,
        rights: rights_of(&rights)?.with(&own).of(category).limited(row.get("limited")?),
        own,
        portfolio_id: row.get("portfolio_id")?,
        answerable_person_id: row.get("answerable_person_id")?,
        valid_until: row.get("valid_until")?,
        partner_account_id: row.get("partner_account_id")?,
        vouched: row.get("vouched")?,
        leaving_at: row.get("leaving_at")?,
        epoch: row.get("epoch")?,
        needs_link: row.get("needs_link")?,
        lang: row.get("lang")?,
        zone: row.get("zone")?,
        picture: row.get("picture")?,
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
        departed_at: row.get("departed_at")?,
        erase_at: row.get("erase_at")?,
        version: row.get("version")?,
    })
}

/// Rights as stored; what can't be read grants nothing and is an error.
pub fn rights_of(json: &str) -> Result<Rights> {
    serde_json::from_str(json).map_err(|e| Error::Broken(format!("rights: {e}")))
}

/// Own rights as stored; what can't be read is an error, as with roles.
pub(crate) fn own_of(json: &str) -> Result<Own> {
    serde_json::from_str(json).map_err(|e| Error::Broken(format!("own rights: {e}")))
}

fn unknown(word: &str) -> Error {
    Error::Broken(format!("unknown word in people: {word}"))
}

pub fn find<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<Person>> {
    let sql = format!("select {PERSON} {FROM}");
    tx.query_opt(&sql, params![tx.account(), id])?.map(|row| person(tx, &row)).transpose()
}

/// The person, held against changes until the end of the act.
pub fn find_locked<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<Person>> {
    held(tx, id, tx.dialect().lock())
}

/// The person, held against a change of status; others may hold them likewise.
pub fn find_shared<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<Person>> {
    held(tx, id, tx.dialect().share())
}

fn held<S>(tx: &mut Tx<'_, S>, id: i64, lock: &str) -> Result<Option<Person>> {
    if lock.is_empty() {
        return find(tx, id);
    }
    // The second statement sees what those did whom the first one waited for.
    let held = format!("select id from people where account_id = $1 and id = $2{lock}");
    let asked =
        [held, format!("select {PERSON} {FROM}")].map(|sql| (sql, params![tx.account(), id].to_vec()));
    let [_, found] = tx.query_all(&asked)?;
    found.first().map(|row| person(tx, row)).transpose()
}

/// Names and statuses by id; unknown ids are left out.
pub fn names<S>(tx: &mut Tx<'_, S>, ids: impl IntoIterator<Item = i64>) -> Result<HashMap<i64, Name>> {
    let mut wanted: Vec<i64> = ids.into_iter().collect();
    wanted.sort_unstable();
    wanted.dedup();
    let mut found = HashMap::new();
    for chunk in wanted.chunks(200) {
        let marks: Vec<String> = (0..chunk.len()).map(|n| format!("${}", n + 2)).collect();
        let sql = format!(
            "select id, name, status, category, erase_at, picture from people where account_id = $1 and id in ({})",
            marks.join(", ")
        );
        let mut values = vec![Value::from(tx.account())];
        values.extend(chunk.iter().map(|id| Value::from(*id)));
        for row in tx.query(&sql, &values)? {
            let name = name(tx, &row)?;
            found.insert(name.id, name);
        }
    }
    Ok(found)
}

/// People by id, with their rights; unknown ids are left out.
pub fn people<S>(tx: &mut Tx<'_, S>, ids: impl IntoIterator<Item = i64>) -> Result<HashMap<i64, Person>> {
    let mut wanted: Vec<i64> = ids.into_iter().collect();
    wanted.sort_unstable();
    wanted.dedup();
    let mut found = HashMap::new();
    for chunk in wanted.chunks(200) {
        let marks: Vec<String> = (0..chunk.len()).map(|n| format!("${}", n + 2)).collect();
        let sql = format!(
            "select {PERSON} from people p join roles o on o.account_id = p.account_id and o.id = p.role_id
            where p.account_id = $1 and p.id in ({})",
            marks.join(", ")
        );
        let mut values = vec![Value::from(tx.account())];
        values.extend(chunk.iter().map(|id| Value::from(*id)));
        for row in tx.query(&sql, &values)? {
            let person = person(tx, &row)?;
            found.insert(person.id, person);
        }
    }
    Ok(found)
}

fn name<S>(tx: &Tx<'_, S>, row: &Row) -> Result<Name> {
    let status: String = row.get("status")?;
    let status = Status::parse(&status).ok_or_else(|| unknown(&status))?;
    let (id, status) = (row.get("id")?, status_at(tx.now(), status, row.get("erase_at")?));
    let name = if status == Status::Erased { said_number(tx, id) } else { row.get("name")? };
    let category: String = row.get("category")?;
    let integrator = category == Category::Integrator.code();
    let picture = if status == Status::Erased { None } else { row.get("picture")? };
    Ok(Name { id, name, status, integrator, picture })
}

/// People who can receive the kind (or every kind, with `None`), by name: what pickers offer.
pub fn picker<S>(tx: &mut Tx<'_, S>, kind: Option<Kind>) -> Result<Vec<Person>> {
    let now = tx.now();
    let people = active(tx);
    let offered = |person: &Person| match kind {
        Some(kind) => super::is_assignable(person, kind, now),
        None => Kind::RECORDS.iter().any(|kind| super::is_assignable(person, *kind, now)),
    };
    Ok(people?.into_iter().filter(offered).collect())
}

/// Everybody who is active, by name.
pub fn active<S>(tx: &mut Tx<'_, S>) -> Result<Vec<Person>> {
    let sql = format!(
        "select {PERSON} from people p join roles o on o.account_id = p.account_id and o.id = p.role_id
        where p.account_id = $1 and p.status = 'active' order by p.name_key, p.id"
    );
    tx.query(&sql, params![tx.account()])?.iter().map(|row| person(tx, row)).collect()
}

/// The active administrators, by name: who to ask.
pub fn administrators<S>(tx: &mut Tx<'_, S>) -> Result<Vec<Name>> {
    let sql = "select id, name, status, category, erase_at, picture from people
        where account_id = $1 and category = 'administrator' and status = 'active' order by name_key, id limit 20";
    tx.query(sql, params![tx.account()])?.iter().map(|row| name(tx, row)).collect()
}

/// The roles in their order.
pub fn roles<S>(tx: &mut Tx<'_, S>) -> Result<Vec<Role>> {
    let sql = "select id, key, name, rights, version from roles where account_id = $1 order by position, id";
    tx.query(sql, params![tx.account()])?
        .iter()
        .map(|row| {
            let rights: String = row.get("rights")?;
            Ok(Role {
                id: row.get("id")?,
                key: row.get("key")?,
                name: row.get("name")?,
                rights: rights_of(&rights)?,
                version: row.get("version")?,
            })
        })
        .collect()
}

/// All departments, parents before no one in particular; by position and name.
pub fn departments<S>(tx: &mut Tx<'_, S>) -> Result<Vec<Department>> {
    let sql = "select id, parent_id, name, version from departments where account_id = $1 order by position, name, id";
    tx.query(sql, params![tx.account()])?
        .iter()
        .map(|row| {
            Ok(Department {
                id: row.get("id")?,
                parent_id: row.get("parent_id")?,
                name: row.get("name")?,
                version: row.get("version")?,
            })
        })
        .collect()
}

/// Names of departments by id.
pub fn department_names<S>(tx: &mut Tx<'_, S>) -> Result<HashMap<i64, String>> {
    Ok(departments(tx)?.into_iter().map(|d| (d.id, d.name)).collect())
}

/// Who is where; of one person, or of everybody.
pub fn memberships<S>(tx: &mut Tx<'_, S>, person: Option<i64>) -> Result<Vec<Membership>> {
    let sql = "select department_id, person_id, post, main from department_members
        where account_id = $1 and (person_id = $2 or cast($2 as bigint) = 0) order by person_id, main desc, department_id";
    tx.query(sql, params![tx.account(), person.unwrap_or(0)])?.iter().map(membership).collect()
}

/// A membership as a row of `department_id, person_id, post, main`.
pub fn membership(row: &Row) -> Result<Membership> {
    let post: String = row.get("post")?;
    Ok(Membership {
        department_id: row.get("department_id")?,
        person_id: row.get("person_id")?,
        post: Post::parse(&post).ok_or_else(|| unknown(&post))?,
        main: row.get("main")?,
    })
}

/// People named by id, e-mail, login, or full name; a name that fits several gives them all.
pub fn named<S>(tx: &mut Tx<'_, S>, text: &str) -> Result<Vec<Name>> {
    let text = text.trim();
    let (id, lower) = (text.parse::<i64>().unwrap_or(-1), text.to_lowercase());
    // Whose day of erasure has come is found by the number alone.
    let sql =
        "select id, name, status, category, erase_at, picture from people where account_id = $1 and (id = $2
        or ((email = $3 or login = $3) and (status <> 'closing' or erase_at > $4)))";
    let exact = tx.query(sql, params![tx.account(), id, lower, tx.now()])?;
    if !exact.is_empty() {
        return exact.iter().map(|row| name(tx, row)).collect();
    }
    let sql =
        "select id, name, status, category, erase_at, picture from people where account_id = $1 and name = $2
        and (status <> 'closing' or erase_at > $3) order by id";
    tx.query(sql, params![tx.account(), text, tx.now()])?.iter().map(|row| name(tx, row)).collect()
}
