//! The SQL of triggers.

use ::store::{Row, params};
use base::tx::Tally;
use base::{Error, Kind, Reading, Result, Tx, Writing};

use super::trigger::{Does, Draft, Trigger};

/// What `trigger` reads.
const TRIGGER: &str = "select t.id, t.portfolio_id, t.name, t.pipeline_id, t.stage_id, t.does, t.to_responsible, t.title,
        coalesce(t.days, 0), t.is_on, t.version, h.holder_person_id,
        case when p.department_id is null then null else p.name end as queue
    from triggers t join portfolios p on p.account_id = t.account_id and p.id = t.portfolio_id
    join portfolio_holders h on h.account_id = t.account_id and h.portfolio_id = t.portfolio_id and h.kind = 'trigger'
    where t.account_id = $1";

fn trigger(row: &Row) -> Result<Trigger> {
    let does: String = row.at(5)?;
    Ok(Trigger {
        id: row.at(0)?,
        portfolio: row.at(1)?,
        draft: Draft {
            name: row.at(2)?,
            pipeline_id: row.at(3)?,
            stage_id: row.at(4)?,
            does: Does::parse(&does).ok_or_else(|| Error::Broken(format!("a trigger does {does}")))?,
            to_responsible: row.at(6)?,
            title: row.at(7)?,
            days: row.at(8)?,
            on: row.at(9)?,
        },
        version: row.at(10)?,
        holder: row.at(11)?,
        queue: row.at(12)?,
    })
}

/// Every trigger, in the order in which they were made.
pub fn all<S>(tx: &mut Tx<'_, S>) -> Result<Vec<Trigger>> {
    let sql = format!("{TRIGGER} order by t.id limit 1000");
    tx.query(&sql, params![tx.account()])?.iter().map(trigger).collect()
}

/// What this stage sets off, in the order in which they were made.
pub fn at_stage<S>(tx: &mut Tx<'_, S>, stage: i64) -> Result<Vec<Trigger>> {
    let sql = format!("{TRIGGER} and t.stage_id = $2 and t.is_on = 1 order by t.id");
    tx.query(&sql, params![tx.account(), stage])?.iter().map(trigger).collect()
}

pub fn find<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<Trigger>> {
    let sql = format!("{TRIGGER} and t.id = $2");
    tx.query_opt(&sql, params![tx.account(), id])?.as_ref().map(trigger).transpose()
}

/// The trigger, held against changes until the end of the act.
pub fn lock<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<Trigger>> {
    let lock = tx.dialect().lock();
    if !lock.is_empty() {
        let sql = format!("select id from triggers where account_id = $1 and id = $2{lock}");
        tx.query(&sql, params![tx.account(), id])?;
    }
    find(tx, id)
}

pub fn add(tx: &mut Tx<'_, Writing>, id: i64, portfolio: i64, draft: &Draft) -> Result<()> {
    tx.execute(
        "insert into triggers (account_id, id, portfolio_id, name, pipeline_id, stage_id, does, to_responsible, title,
            days, is_on, created_by, created_at, updated_at, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, 1)",
        params![
            tx.account(),
            id,
            portfolio,
            &draft.name,
            draft.pipeline_id,
            draft.stage_id,
            draft.does.code(),
            draft.to_responsible,
            draft.title.clone(),
            draft.days,
            draft.on,
            tx.actor().person_id(),
            tx.now()
        ],
    )?;
    Ok(())
}

/// The trigger says `draft` from now on and lies in this portfolio.
pub fn set(tx: &mut Tx<'_, Writing>, id: i64, portfolio: i64, draft: &Draft) -> Result<()> {
    tx.execute(
        "update triggers set portfolio_id = $3, name = $4, pipeline_id = $5, stage_id = $6, does = $7,
            to_responsible = $8, title = $9, days = $10, is_on = $11, updated_at = $12, version = version + 1
        where account_id = $1 and id = $2",
        params![
            tx.account(),
            id,
            portfolio,
            &draft.name,
            draft.pipeline_id,
            draft.stage_id,
            draft.does.code(),
            draft.to_responsible,
            draft.title.clone(),
            draft.days,
            draft.on,
            tx.now()
        ],
    )?;
    Ok(())
}

pub fn remove(tx: &mut Tx<'_, Writing>, id: i64) -> Result<()> {
    tx.execute("delete from triggers where account_id = $1 and id = $2", params![tx.account(), id])?;
    Ok(())
}

pub fn count(tx: &mut Tx<'_, Reading>, person: i64) -> Result<i64> {
    let sql = "select count(*) from triggers r where r.account_id = $1 and r.portfolio_id in
        (select h.portfolio_id from portfolio_holders h
            where h.account_id = $1 and h.kind = 'trigger' and h.holder_person_id = $2)";
    Ok(tx.query_one(sql, params![tx.account(), person])?.at(0)?)
}

pub fn pick(tx: &mut Tx<'_, Reading>, portfolio: i64, limit: i64) -> Result<Vec<i64>> {
    let sql = "select id from triggers where account_id = $1 and portfolio_id = $2 order by id limit $3";
    let rows = tx.query(sql, params![tx.account(), portfolio, limit])?;
    Ok(rows.iter().map(|row| row.at(0)).collect::<Result<_, _>>()?)
}

pub fn recount(tx: &mut Tx<'_, Reading>) -> Result<Vec<(Tally, i64, i64)>> {
    let sql = "select portfolio_id, count(*) from triggers where account_id = $1 group by portfolio_id";
    let rows = tx.query(sql, params![tx.account()])?;
    let cell =
        |portfolio| Tally { portfolio, kind: Kind::Trigger, bucket: 0, open: true, currency: String::new() };
    rows.iter().map(|row| Ok((cell(row.at(0)?), row.at(1)?, 0))).collect()
}
