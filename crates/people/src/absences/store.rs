//! The SQL of absences.

use std::collections::{BTreeSet, HashMap};

use ::store::{Row, params};
use base::kind::Category;
use base::org::Name;
use base::{Error, Kind, Result, Status, Tx, Writing};

use super::{Absence, Reason};

const ABSENCE: &str =
    "select id, person_id, first_day, last_day, reason, word, stated_at, stated_by_person_id, version
    from absences where account_id = $1";

pub(super) fn find<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<Absence>> {
    let sql = format!("{ABSENCE} and id = $2");
    tx.query_opt(&sql, params![tx.account(), id])?.as_ref().map(absence).transpose()
}

/// All of the person, the latest first.
pub(super) fn of_person<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<Vec<Absence>> {
    let sql = format!("{ABSENCE} and person_id = $2 order by first_day desc, id desc limit 500");
    tx.query(&sql, params![tx.account(), person])?.iter().map(absence).collect()
}

/// Those of the person that touch the days.
pub(super) fn of_person_between<S>(
    tx: &mut Tx<'_, S>,
    person: i64,
    (first, last): (&str, &str),
) -> Result<Vec<Absence>> {
    let sql =
        format!("{ABSENCE} and person_id = $2 and last_day >= $3 and first_day <= $4 order by first_day, id");
    tx.query(&sql, params![tx.account(), person, first, last])?.iter().map(absence).collect()
}

/// Those of everybody that touch the days, the earliest first.
pub(super) fn between<S>(tx: &mut Tx<'_, S>, first: &str, last: &str) -> Result<Vec<Absence>> {
    let sql = format!("{ABSENCE} and last_day >= $2 and first_day <= $3 order by first_day, id");
    tx.query(&sql, params![tx.account(), first, last])?.iter().map(absence).collect()
}

pub(super) fn add(tx: &mut Tx<'_, Writing>, absence: &Absence) -> Result<()> {
    tx.execute(
        "insert into absences (account_id, id, person_id, first_day, last_day, reason, word, stated_at,
            stated_by_person_id, version) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            tx.account(),
            absence.id,
            absence.person,
            &absence.first,
            &absence.last,
            absence.reason.code(),
            absence.word.clone(),
            absence.stated_at,
            absence.stated_by,
            absence.version
        ],
    )?;
    Ok(())
}

pub(super) fn set(tx: &mut Tx<'_, Writing>, absence: &Absence) -> Result<()> {
    tx.execute(
        "update absences set first_day = $3, last_day = $4, reason = $5, word = $6, version = $7
        where account_id = $1 and id = $2",
        params![
            tx.account(),
            absence.id,
            &absence.first,
            &absence.last,
            absence.reason.code(),
            absence.word.clone(),
            absence.version
        ],
    )?;
    Ok(())
}

pub(super) fn remove(tx: &mut Tx<'_, Writing>, id: i64) -> Result<()> {
    tx.execute("delete from absences where account_id = $1 and id = $2", params![tx.account(), id])?;
    Ok(())
}

/// Of whoever is away in these days: the kinds of which they hold something open.
pub(super) fn open_work<S>(
    tx: &mut Tx<'_, S>,
    (first, last): (&str, &str),
) -> Result<HashMap<i64, BTreeSet<Kind>>> {
    let sql = "select distinct h.holder_person_id, h.kind from portfolio_holders h
        join rollups r on r.account_id = h.account_id and r.portfolio_id = h.portfolio_id and r.kind = h.kind
        where h.account_id = $1 and r.open = 1 and r.count > 0 and h.kind in ('deal', 'contact', 'company', 'task')
            and h.holder_person_id in (select person_id from absences
                where account_id = $1 and last_day >= $2 and first_day <= $3)";
    let mut held: HashMap<i64, BTreeSet<Kind>> = HashMap::new();
    for row in tx.query(sql, params![tx.account(), first, last])? {
        let (person, kind): (i64, String) = (row.at(0)?, row.at(1)?);
        held.entry(person).or_default().extend(Kind::parse(&kind));
    }
    Ok(held)
}

/// Whoever works here and can be away, by name.
pub(super) fn everybody<S>(tx: &mut Tx<'_, S>) -> Result<Vec<(Name, Category)>> {
    let sql = "select id, name, status, category, picture from people
        where account_id = $1 and status in ('active', 'blocked') and category in ('member', 'administrator')
        order by name_key, id";
    tx.query(sql, params![tx.account()])?
        .iter()
        .map(|row| {
            let (status, category): (String, String) = (row.get("status")?, row.get("category")?);
            let name = Name {
                id: row.get("id")?,
                name: row.get("name")?,
                status: Status::parse(&status).ok_or_else(|| unknown(&status))?,
                integrator: false,
                picture: row.get("picture")?,
            };
            Ok((name, Category::parse(&category).ok_or_else(|| unknown(&category))?))
        })
        .collect()
}

fn absence(row: &Row) -> Result<Absence> {
    let reason: String = row.at(4)?;
    Ok(Absence {
        id: row.at(0)?,
        person: row.at(1)?,
        first: row.at(2)?,
        last: row.at(3)?,
        reason: Reason::parse(&reason).ok_or_else(|| unknown(&reason))?,
        word: row.at(5)?,
        stated_at: row.at(6)?,
        stated_by: row.at(7)?,
        version: row.at(8)?,
    })
}

fn unknown(word: &str) -> Error {
    Error::Broken(format!("unknown word in absences: {word}"))
}
