//! The SQL of the bin.

use ::store::{Row, Value, params};
use base::journal::Gone;
use base::portfolios::{Filters, Sight, Within};
use base::tx::Tally;
use base::{Error, Kind, Reading, Result, Tx, Writing};

use super::look::Deleted;

/// What `deleted` reads.
pub const COLUMNS: &str =
    "r.id, r.portfolio_id, r.stage_id, r.kind, r.title, r.deleted_by, r.deleted_at, h.holder_person_id";

/// Joined onto the deleted record `r`.
pub const JOINS: &str = "join portfolio_holders h
    on h.account_id = r.account_id and h.portfolio_id = r.portfolio_id and h.kind = 'bin'";

/// A deleted record as a row of `COLUMNS`.
pub fn deleted(row: &Row) -> Result<Deleted> {
    let kind: String = row.get("kind")?;
    Ok(Deleted {
        id: row.get("id")?,
        portfolio: row.get("portfolio_id")?,
        stage: row.get("stage_id")?,
        kind: Kind::parse(&kind).ok_or_else(|| Error::Broken(format!("unknown kind {kind} in the bin")))?,
        title: row.get("title")?,
        deleted_by: row.get("deleted_by")?,
        deleted_at: row.get("deleted_at")?,
        responsible: row.get("holder_person_id")?,
    })
}

/// Only records of these kinds, each as far as it may be restored; the flag says whether that is narrower than the
/// list itself.
pub fn filters(reaches: &[(Kind, bool, Sight)]) -> Filters {
    let stages = |sight: &Sight| sight.condition("r.stage_id", "r.portfolio_id");
    let every_kind = reaches.len() == Kind::RECORDS.len();
    if every_kind && reaches.iter().all(|(_, narrower, sight)| !narrower && stages(sight).is_none()) {
        return Filters::default();
    }
    let (mut parts, mut values) = (Vec::new(), Vec::new());
    for (kind, narrower, sight) in reaches {
        let mut part = "r.kind = ?".to_owned();
        let mut with = vec![Value::from(kind.code())];
        match &sight.within {
            Within::Set(ids) if ids.is_empty() => continue,
            Within::Set(ids) if *narrower => {
                part += &format!(" and r.portfolio_id in ({})", vec!["?"; ids.len()].join(", "));
                with.extend(ids.iter().map(|id| Value::from(*id)));
            }
            _ => {}
        }
        if let Some((condition, more)) = stages(sight) {
            part += &format!(" and {condition}");
            with.extend(more);
        }
        parts.push(format!("({part})"));
        values.extend(with);
    }
    let condition = if parts.is_empty() { "1 = 0".to_owned() } else { format!("({})", parts.join(" or ")) };
    let mut filters = Filters::default();
    filters.and(&condition, values);
    filters
}

/// The deleted record with all it said, held against changes.
pub fn lock(tx: &mut Tx<'_, Reading>, id: i64) -> Result<Option<(Deleted, String)>> {
    let sql = format!("select id from bin where account_id = $1 and id = $2{}", tx.dialect().lock());
    if tx.query_opt(&sql, params![tx.account(), id])?.is_none() {
        return Ok(None);
    }
    let sql = format!("select {COLUMNS}, r.data from bin r {JOINS} where r.account_id = $1 and r.id = $2");
    let row = tx.query_opt(&sql, params![tx.account(), id])?;
    row.map(|row| Ok((deleted(&row)?, row.get("data")?))).transpose()
}

pub fn remove(tx: &mut Tx<'_, Writing>, id: i64) -> Result<()> {
    tx.execute("delete from bin where account_id = $1 and id = $2", params![tx.account(), id])?;
    Ok(())
}

/// Id, portfolio and former kind of up to so many that were deleted before, the oldest first; locked.
pub fn over(tx: &mut Tx<'_, Reading>, before: i64, limit: i64) -> Result<Vec<(i64, Gone)>> {
    let sql = format!(
        "select id, portfolio_id, kind, stage_id from bin where account_id = $1 and deleted_at < $2
        order by deleted_at, id limit $3{}",
        tx.dialect().lock()
    );
    let rows = tx.query(&sql, params![tx.account(), before, limit])?;
    let of = |row: &Row| {
        let kind: String = row.at(2)?;
        let unknown = || Error::Broken(format!("unknown kind {kind} in the bin"));
        let kind = Kind::parse(&kind).ok_or_else(unknown)?;
        Ok((row.at(0)?, Gone { kind, portfolio: row.at(1)?, stage: row.at(3)? }))
    };
    rows.iter().map(of).collect()
}

pub fn count(tx: &mut Tx<'_, Reading>, person: i64) -> Result<i64> {
    let sql = "select count(*) from bin r where r.account_id = $1 and r.portfolio_id in
        (select h.portfolio_id from portfolio_holders h
            where h.account_id = $1 and h.kind = 'bin' and h.holder_person_id = $2)";
    Ok(tx.query_one(sql, params![tx.account(), person])?.at(0)?)
}

pub fn pick(tx: &mut Tx<'_, Reading>, portfolio: i64, limit: i64) -> Result<Vec<i64>> {
    let sql =
        "select id from bin where account_id = $1 and portfolio_id = $2 order by deleted_at, id limit $3";
    let rows = tx.query(sql, params![tx.account(), portfolio, limit])?;
    Ok(rows.iter().map(|row| row.at(0)).collect::<Result<Vec<i64>, _>>()?)
}

pub fn recount(tx: &mut Tx<'_, Reading>) -> Result<Vec<(Tally, i64, i64)>> {
    let sql = "select portfolio_id, count(*) from bin where account_id = $1 group by portfolio_id";
    let rows = tx.query(sql, params![tx.account()])?;
    let cell =
        |portfolio| Tally { portfolio, kind: Kind::Bin, bucket: 0, open: true, currency: String::new() };
    rows.iter().map(|row| Ok((cell(row.at(0)?), row.at(1)?, 0))).collect()
}
