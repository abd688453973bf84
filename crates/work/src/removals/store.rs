//! The SQL of removals: everything that names a stage or a pipeline by a column. `tests/it/removals.rs` compares the list
//! with the live schema.

use std::collections::HashMap;

use ::store::{Row, params};
use base::{Error, Reading, Result, Tx, Writing};

use super::whither::Move;

/// Nobody begins or plans a hand-over, or changes a role or a pipeline, until the end of the act.
pub fn lock(tx: &mut Tx<'_, Reading>) -> Result<()> {
    let lock = tx.dialect().lock();
    let account = format!("select id from accounts where id = $1{lock}");
    let pipelines = format!("select id from pipelines where account_id = $1 order by id{lock}");
    for sql in [account, pipelines] {
        tx.query(&sql, params![tx.account()])?;
    }
    Ok(())
}

/// Nothing new comes to the stage from now on; whoever is about to come has come when this answers.
pub fn bar(tx: &mut Tx<'_, Reading>, stage: i64) -> Result<()> {
    let sql = format!("select id from stages where account_id = $1 and id = $2{}", tx.dialect().bar());
    tx.query(&sql, params![tx.account(), stage])?;
    Ok(())
}

/// How many deals stand at each stage of the pipeline, and how many deleted ones did.
pub fn counts<S>(tx: &mut Tx<'_, S>, pipeline: i64) -> Result<HashMap<i64, (i64, i64)>> {
    let sql = "select s.id,
            (select cast(coalesce(sum(r.count), 0) as bigint) from rollups r
                where r.account_id = $1 and r.kind = 'deal' and r.bucket = s.id),
            (select count(*) from bin b where b.account_id = $1 and b.stage_id = s.id and b.kind = 'deal')
        from stages s where s.account_id = $1 and s.pipeline_id = $2";
    let rows = tx.query(sql, params![tx.account(), pipeline])?;
    rows.iter().map(|row| Ok((row.at(0)?, (row.at(1)?, row.at(2)?)))).collect()
}

/// A form or a trigger of a stage: the stage, its id and its name.
pub type OfStage = (i64, i64, String);

/// The forms that begin in this pipeline.
pub fn forms<S>(tx: &mut Tx<'_, S>, pipeline: i64) -> Result<Vec<OfStage>> {
    let sql =
        "select stage_id, id, name from forms where account_id = $1 and pipeline_id = $2 order by name, id";
    of_stage(&tx.query(sql, params![tx.account(), pipeline])?)
}

/// The triggers of this pipeline's stages.
pub fn triggers<S>(tx: &mut Tx<'_, S>, pipeline: i64) -> Result<Vec<OfStage>> {
    let sql = "select stage_id, id, name from triggers where account_id = $1 and pipeline_id = $2 order by name, id";
    of_stage(&tx.query(sql, params![tx.account(), pipeline])?)
}

fn of_stage(rows: &[Row]) -> Result<Vec<OfStage>> {
    rows.iter().map(|row| Ok((row.at(0)?, row.at(1)?, row.at(2)?))).collect()
}

/// The deals of the stage stand at the other one, whoever holds them: how many. Their order in lists stays, a form that
/// somebody has open is stale.
pub fn move_deals(tx: &mut Tx<'_, Writing>, Move { from, to }: &Move) -> Result<u64> {
    tell_of(tx, "deals", from.id)?;
    tx.execute(
        "update deals set stage_id = $3, pipeline_id = $4, version = version + 1
        where account_id = $1 and stage_id = $2",
        params![tx.account(), from.id, to.id, to.pipeline_id],
    )
}

/// As `move_deals`, to a stage that closes them: now, with whoever holds them.
pub fn close_deals(tx: &mut Tx<'_, Writing>, Move { from, to }: &Move) -> Result<u64> {
    tell_of(tx, "deals", from.id)?;
    tx.execute(
        "update deals set stage_id = $3, pipeline_id = $4, version = version + 1, open = 0, closed_at = $5,
            closed_holder_person_id = (select h.holder_person_id from portfolio_holders h
                where h.account_id = $1 and h.portfolio_id = deals.portfolio_id and h.kind = 'deal')
        where account_id = $1 and stage_id = $2",
        params![tx.account(), from.id, to.id, to.pipeline_id, tx.now()],
    )
}

/// Deleted deals of the stage come back to the other one: how many.
pub fn move_deleted(tx: &mut Tx<'_, Writing>, Move { from, to }: &Move) -> Result<u64> {
    tell_of(tx, "bin", from.id)?;
    tx.execute(
        "update bin set stage_id = $3 where account_id = $1 and stage_id = $2",
        params![tx.account(), from.id, to.id],
    )
}

/// The history of each of these records tells of this act.
fn tell_of(tx: &mut Tx<'_, Writing>, table: &str, stage: i64) -> Result<()> {
    let sql = format!(
        "insert into event_records (account_id, kind, record_id, op)
        select account_id, 'deal', id, cast($3 as bigint) from {table} where account_id = $1 and stage_id = $2"
    );
    tx.execute(&sql, params![tx.account(), stage, tx.op()])?;
    Ok(())
}

/// Forms that begin at the stage begin at the other one, and that one sets its triggers off.
pub fn move_ways(tx: &mut Tx<'_, Writing>, Move { from, to }: &Move) -> Result<()> {
    for table in ["forms", "triggers"] {
        let sql = format!(
            "update {table} set stage_id = $3, pipeline_id = $4, updated_at = $5, version = version + 1
            where account_id = $1 and stage_id = $2"
        );
        tx.execute(&sql, params![tx.account(), from.id, to.id, to.pipeline_id, tx.now()])?;
    }
    Ok(())
}

/// What the stage added up to, the other one does. After everything that touches deals: others of the account wait for
/// the journal's head from here on.
pub fn move_totals(tx: &mut Tx<'_, Writing>, moved: &Move) -> Result<()> {
    tx.add_up()?;
    let Move { from, to } = moved;
    let open = if moved.closes() { "0" } else { "open" };
    let sql = format!(
        "insert into rollups (account_id, portfolio_id, kind, bucket, open, currency, count, sum)
        select account_id, portfolio_id, kind, cast($3 as bigint), {open}, currency, count, sum
            from rollups where account_id = $1 and kind = 'deal' and bucket = $2
        on conflict (account_id, portfolio_id, kind, bucket, open, currency)
        do update set count = rollups.count + excluded.count, sum = rollups.sum + excluded.sum"
    );
    tx.execute(&sql, params![tx.account(), from.id, to.id])?;
    tx.execute(
        "delete from rollups where account_id = $1 and kind = 'deal' and bucket = $2",
        params![tx.account(), from.id],
    )?;
    Ok(())
}

/// Refused by the database while anything is at the stage.
pub fn remove_stage(tx: &mut Tx<'_, Writing>, stage: i64) -> Result<()> {
    tx.execute("delete from stages where account_id = $1 and id = $2", params![tx.account(), stage])?;
    Ok(())
}

/// Refused by the database while it has stages.
pub fn remove_pipeline(tx: &mut Tx<'_, Writing>, pipeline: i64) -> Result<()> {
    tx.execute("delete from pipelines where account_id = $1 and id = $2", params![tx.account(), pipeline])?;
    Ok(())
}

/// Whoever looks at the pipeline sees that it has changed.
pub fn touch(tx: &mut Tx<'_, Writing>, pipeline: i64) -> Result<()> {
    let sql = "update pipelines set version = version + 1 where account_id = $1 and id = $2";
    match tx.execute(sql, params![tx.account(), pipeline])? {
        0 => Err(Error::NotFound),
        _ => Ok(()),
    }
}
