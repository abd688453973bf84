//! The SQL of roles; reading them all is in `base::org`.

use ::store::{Value, params};
use base::authz::Rights;
use base::org::Person;
use base::org::store::PERSON;
use base::{Error, Kind, Result, Tx, Writing, org};

use super::list::Awaited;
use super::matrix::Stage;

/// Nobody else changes roles, or who has which, until the end of the act.
pub(crate) fn lock_account<S>(tx: &mut Tx<'_, S>) -> Result<()> {
    let sql = format!("select id from accounts where id = $1{}", tx.dialect().lock());
    tx.query_one(&sql, params![tx.account()])?;
    Ok(())
}

/// A role; a ready one's key is also its name until somebody calls it otherwise.
pub(super) fn add(
    tx: &mut Tx<'_, Writing>,
    id: i64,
    key: Option<&str>,
    name: &str,
    rights: &Rights,
    position: i64,
) -> Result<()> {
    let (key, rights) = (key.map(str::to_owned), json(rights)?);
    tx.execute(
        "insert into roles (account_id, id, key, name, rights, position, version) values ($1, $2, $3, $4, $5, $6, 1)",
        params![tx.account(), id, key, name, rights, position],
    )?;
    Ok(())
}

pub(super) fn update(tx: &mut Tx<'_, Writing>, id: i64, name: &str, rights: &Rights) -> Result<()> {
    tx.execute(
        "update roles set name = $3, rights = $4, version = version + 1 where account_id = $1 and id = $2",
        params![tx.account(), id, name, json(rights)?],
    )?;
    Ok(())
}

pub(super) fn delete(tx: &mut Tx<'_, Writing>, id: i64) -> Result<()> {
    tx.execute("delete from roles where account_id = $1 and id = $2", params![tx.account(), id])?;
    Ok(())
}

fn json(rights: &Rights) -> Result<String> {
    serde_json::to_string(rights).map_err(|e| Error::Broken(e.to_string()))
}

pub(super) fn set_default(tx: &mut Tx<'_, Writing>, role: i64) -> Result<()> {
    tx.execute("update accounts set default_role_id = $2 where id = $1", params![tx.account(), role])?;
    Ok(())
}

pub(super) fn default<S>(tx: &mut Tx<'_, S>) -> Result<Option<i64>> {
    let row = tx.query_one("select default_role_id from accounts where id = $1", params![tx.account()])?;
    Ok(row.at(0)?)
}

/// How many people have the role, whatever their status.
pub(super) fn people<S>(tx: &mut Tx<'_, S>, role: i64) -> Result<i64> {
    let sql = "select count(*) from people where account_id = $1 and role_id = $2";
    Ok(tx.query_one(sql, params![tx.account(), role])?.at(0)?)
}

/// What brings somebody the role yet: open links that work, and who came by one and waits for a word.
pub(super) fn awaited<S>(tx: &mut Tx<'_, S>, role: i64) -> Result<Awaited> {
    let sql = "select count(*) from open_links where account_id = $1 and role_id = $2 and ended_at is null
        and expires_at > $3 and used < most";
    let links = tx.query_one(sql, params![tx.account(), role, tx.now()])?.at(0)?;
    let sql = "select count(*) from open_joins j
        join open_links l on l.account_id = j.account_id and l.id = j.open_link_id
        where j.account_id = $1 and l.role_id = $2";
    let waiting = tx.query_one(sql, params![tx.account(), role])?.at(0)?;
    Ok(Awaited { links, waiting })
}

/// How many people have each role.
pub(super) fn counts<S>(tx: &mut Tx<'_, S>) -> Result<Vec<(i64, i64)>> {
    let sql = "select role_id, count(*) from people where account_id = $1 group by role_id";
    tx.query(sql, params![tx.account()])?.iter().map(|row| Ok((row.at(0)?, row.at(1)?))).collect()
}

/// Who has the role, held against changes until the end of the act: nothing can be assigned to them meanwhile.
pub(super) fn lock_people<S>(tx: &mut Tx<'_, S>, role: i64) -> Result<Vec<Person>> {
    let lock = tx.dialect().lock();
    if !lock.is_empty() {
        let sql = format!("select id from people where account_id = $1 and role_id = $2 order by id{lock}");
        tx.query(&sql, params![tx.account(), role])?;
    }
    let sql = format!(
        "select {PERSON} from people p join roles o on o.account_id = p.account_id and o.id = p.role_id
        where p.account_id = $1 and p.role_id = $2 order by p.name_key, p.id"
    );
    tx.query(&sql, params![tx.account(), role])?.iter().map(|row| org::store::person(tx, row)).collect()
}

/// How much these people hold: person, kind, records.
pub(super) fn held<S>(tx: &mut Tx<'_, S>, people: &[i64]) -> Result<Vec<(i64, Kind, i64)>> {
    let mut held = Vec::new();
    for some in people.chunks(200) {
        let marks: Vec<String> = (0..some.len()).map(|n| format!("${}", n + 2)).collect();
        let sql = format!(
            "select h.holder_person_id, h.kind, cast(sum(r.count) as bigint) from portfolio_holders h
            join rollups r on r.account_id = h.account_id and r.portfolio_id = h.portfolio_id and r.kind = h.kind
            where h.account_id = $1 and h.holder_person_id in ({}) group by h.holder_person_id, h.kind
            order by h.holder_person_id, h.kind",
            marks.join(", ")
        );
        let mut values = vec![Value::from(tx.account())];
        values.extend(some.iter().map(|id| Value::from(*id)));
        for row in tx.query(&sql, &values)? {
            let code: String = row.at(1)?;
            let kind = Kind::parse(&code).ok_or_else(|| Error::Broken(format!("unknown kind {code}")))?;
            held.push((row.at(0)?, kind, row.at(2)?));
        }
    }
    Ok(held)
}

/// The stages that rules can name, pipeline by pipeline.
pub(super) fn stages<S>(tx: &mut Tx<'_, S>) -> Result<Vec<Stage>> {
    let sql = "select s.id, p.name, s.name from stages s
        join pipelines p on p.account_id = s.account_id and p.id = s.pipeline_id
        where s.account_id = $1 order by p.position, p.id, s.position, s.id";
    tx.query(sql, params![tx.account()])?
        .iter()
        .map(|row| Ok(Stage { id: row.at(0)?, pipeline: row.at(1)?, name: row.at(2)? }))
        .collect()
}
