//! The SQL of covers.

use std::collections::BTreeSet;

use ::store::{Row, params};

use crate::portfolios::covers::{Cover, Ended};
use crate::{Error, Kind, Result, Tx, Writing};

/// In force at this moment and about this kind; `$3` kind, `$4` now.
pub(super) const IN_FORCE: &str = "c.ended_at is null and c.from_at <= $4 and c.until_at > $4
    and (c.kinds is null or c.kinds like '%\"' || $3 || '\"%')";

const COVER: &str =
    "select id, person_id, stand_in_person_id, kinds, from_at, until_at, reason, created_by, ended_at,
    ended_why from covers where account_id = $1";

pub fn stands_in<S>(tx: &mut Tx<'_, S>, kind: Kind, me: i64, person: i64) -> Result<bool> {
    let sql = format!(
        "select 1 from covers c where c.account_id = $1 and c.stand_in_person_id = $2 and c.person_id = $5
        and {IN_FORCE} limit 1"
    );
    let values = params![tx.account(), me, kind.code(), tx.now(), person];
    Ok(tx.query_opt(&sql, values)?.is_some())
}

pub fn find<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<Cover>> {
    let sql = format!("{COVER} and id = $2");
    tx.query_opt(&sql, params![tx.account(), id])?.as_ref().map(cover).transpose()
}

pub fn of_person<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<Vec<Cover>> {
    let sql =
        format!("{COVER} and (person_id = $2 or stand_in_person_id = $2) order by from_at desc, id desc");
    tx.query(&sql, params![tx.account(), person])?.iter().map(cover).collect()
}

pub fn newest<S>(tx: &mut Tx<'_, S>, limit: i64) -> Result<Vec<Cover>> {
    let sql = format!("{COVER} order by id desc limit $2");
    tx.query(&sql, params![tx.account(), limit])?.iter().map(cover).collect()
}

/// Those in force that touch the time.
pub fn between<S>(tx: &mut Tx<'_, S>, from: i64, until: i64) -> Result<Vec<Cover>> {
    let sql = format!("{COVER} and ended_at is null and until_at > $2 and from_at < $3 order by from_at, id");
    tx.query(&sql, params![tx.account(), from, until])?.iter().map(cover).collect()
}

/// Those at this moment in which the person is covered or stands in.
pub fn running<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<Vec<Cover>> {
    let sql = format!(
        "{COVER} and (person_id = $2 or stand_in_person_id = $2) and ended_at is null and from_at <= $3
        and until_at > $3 order by until_at, id"
    );
    tx.query(&sql, params![tx.account(), person, tx.now()])?.iter().map(cover).collect()
}

pub fn add(tx: &mut Tx<'_, Writing>, cover: &Cover) -> Result<()> {
    let kinds = cover.kinds.as_ref().map(kinds_text).transpose()?;
    tx.execute(
        "insert into covers (account_id, id, person_id, stand_in_person_id, kinds, from_at, until_at, reason, created_by,
            created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            tx.account(),
            cover.id,
            cover.person,
            cover.stand_in,
            kinds,
            cover.from,
            cover.until,
            cover.reason.clone(),
            cover.created_by,
            tx.now()
        ],
    )?;
    Ok(())
}

/// Ends it now; by a departure where one is named.
pub fn end(tx: &mut Tx<'_, Writing>, id: i64, why: Ended, handover: Option<i64>) -> Result<()> {
    tx.execute(
        "update covers set ended_at = $3, ended_by = $4, ended_why = $5, ended_with_handover = $6
        where account_id = $1 and id = $2 and ended_at is null",
        params![tx.account(), id, tx.now(), tx.actor().person_id(), why.code(), handover],
    )?;
    Ok(())
}

/// Other moments of the same cover.
pub fn set_time(tx: &mut Tx<'_, Writing>, id: i64, from: i64, until: i64) -> Result<()> {
    tx.execute(
        "update covers set from_at = $3, until_at = $4 where account_id = $1 and id = $2",
        params![tx.account(), id, from, until],
    )?;
    Ok(())
}

/// Those that the hand-over ended and whose time isn't over.
pub fn ended_with<S>(tx: &mut Tx<'_, S>, handover: i64) -> Result<Vec<Cover>> {
    let sql = format!("{COVER} and ended_with_handover = $2 and until_at > $3 order by id");
    tx.query(&sql, params![tx.account(), handover, tx.now()])?.iter().map(cover).collect()
}

/// It runs again as if it had not been ended.
pub fn resume(tx: &mut Tx<'_, Writing>, id: i64) -> Result<()> {
    tx.execute(
        "update covers set ended_at = null, ended_by = null, ended_why = null, ended_with_handover = null
        where account_id = $1 and id = $2",
        params![tx.account(), id],
    )?;
    Ok(())
}

/// Kinds as they are kept: a JSON list.
pub fn kinds_text(kinds: &BTreeSet<Kind>) -> Result<String> {
    serde_json::to_string(kinds).map_err(|e| Error::Broken(e.to_string()))
}

/// Kinds as they were kept; `None` for all.
pub fn kinds_of(text: Option<&str>) -> Result<Option<BTreeSet<Kind>>> {
    text.map(serde_json::from_str).transpose().map_err(|e| Error::Broken(format!("kinds: {e}")))
}

fn cover(row: &Row) -> Result<Cover> {
    let (kinds, why): (Option<String>, Option<String>) = (row.at(3)?, row.at(9)?);
    let at: Option<i64> = row.at(8)?;
    Ok(Cover {
        id: row.at(0)?,
        person: row.at(1)?,
        stand_in: row.at(2)?,
        kinds: kinds_of(kinds.as_deref())?,
        from: row.at(4)?,
        until: row.at(5)?,
        reason: row.at(6)?,
        created_by: row.at(7)?,
        ended: at.zip(why.as_deref().and_then(Ended::parse)),
    })
}
