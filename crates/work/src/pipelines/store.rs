//! The SQL of pipelines and stages.

use ::store::{Row, params};
use base::{Error, Result, Tx, Writing};

use super::pipeline::{Outcome, Pipeline, Pipelines, Stage};

/// All of the account's, in order: one statement, however many.
pub fn all<S>(tx: &mut Tx<'_, S>) -> Result<Pipelines> {
    let sql = "select s.id, p.id, s.name, s.outcome, p.name, p.version
        from pipelines p left join stages s on s.account_id = p.account_id and s.pipeline_id = p.id
        where p.account_id = $1 order by p.position, p.id, s.position, s.id";
    let mut pipelines: Vec<Pipeline> = Vec::new();
    for row in tx.query(sql, params![tx.account()])? {
        let id = row.at(1)?;
        if pipelines.last().is_none_or(|last| last.id != id) {
            pipelines.push(Pipeline { id, name: row.at(4)?, version: row.at(5)?, stages: Vec::new() });
        }
        if let Some(pipeline) = pipelines.last_mut()
            && row.at::<Option<i64>>(0)?.is_some()
        {
            pipeline.stages.push(stage(&row)?);
        }
    }
    Ok(Pipelines(pipelines))
}

pub fn find<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<Pipeline>> {
    let sql = "select id, name, version from pipelines where account_id = $1 and id = $2";
    let Some(row) = tx.query_opt(sql, params![tx.account(), id])? else { return Ok(None) };
    let mut pipeline = pipeline(&row)?;
    let sql = "select id, pipeline_id, name, outcome from stages
        where account_id = $1 and pipeline_id = $2 order by position, id";
    let rows = tx.query(sql, params![tx.account(), id])?;
    pipeline.stages = rows.iter().map(stage).collect::<Result<_>>()?;
    Ok(Some(pipeline))
}

/// Nobody begins or plans a hand-over, or changes a role, until the end of the act.
pub fn lock_account<S>(tx: &mut Tx<'_, S>) -> Result<()> {
    let sql = format!("select id from accounts where id = $1{}", tx.dialect().lock());
    tx.query(&sql, params![tx.account()])?;
    Ok(())
}

/// Whether deals of the stage are in the bin.
pub fn has_deleted<S>(tx: &mut Tx<'_, S>, stage: i64) -> Result<bool> {
    let sql = "select 1 from bin where account_id = $1 and stage_id = $2 limit 1";
    Ok(tx.query_opt(sql, params![tx.account(), stage])?.is_some())
}

/// Holds the pipeline's row until the end of the act.
pub fn lock<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<()> {
    let sql = format!("select id from pipelines where account_id = $1 and id = $2{}", tx.dialect().lock());
    tx.query(&sql, params![tx.account(), id])?;
    Ok(())
}

fn pipeline(row: &Row) -> Result<Pipeline> {
    Ok(Pipeline { id: row.at(0)?, name: row.at(1)?, version: row.at(2)?, stages: Vec::new() })
}

fn stage(row: &Row) -> Result<Stage> {
    let outcome: String = row.at(3)?;
    let outcome =
        Outcome::parse(&outcome).ok_or_else(|| Error::Broken(format!("unknown outcome {outcome}")))?;
    Ok(Stage { id: row.at(0)?, pipeline_id: row.at(1)?, name: row.at(2)?, outcome })
}

pub fn last_position<S>(tx: &mut Tx<'_, S>) -> Result<i64> {
    let sql = "select coalesce(max(position), 0) from pipelines where account_id = $1";
    Ok(tx.query_one(sql, params![tx.account()])?.at(0)?)
}

pub fn add(tx: &mut Tx<'_, Writing>, id: i64, name: &str, position: i64) -> Result<()> {
    tx.execute(
        "insert into pipelines (account_id, id, name, position, version) values ($1, $2, $3, $4, 1)",
        params![tx.account(), id, name, position],
    )?;
    Ok(())
}

pub fn rename(tx: &mut Tx<'_, Writing>, id: i64, name: &str) -> Result<()> {
    tx.execute(
        "update pipelines set name = $3 where account_id = $1 and id = $2",
        params![tx.account(), id, name],
    )?;
    Ok(())
}

pub fn touch(tx: &mut Tx<'_, Writing>, id: i64) -> Result<()> {
    tx.execute(
        "update pipelines set version = version + 1 where account_id = $1 and id = $2",
        params![tx.account(), id],
    )?;
    Ok(())
}

pub fn add_stage(
    tx: &mut Tx<'_, Writing>,
    pipeline: i64,
    name: &str,
    outcome: Outcome,
    position: i64,
) -> Result<()> {
    let id = tx.new_id()?;
    tx.execute(
        "insert into stages (account_id, id, pipeline_id, name, outcome, position) values ($1, $2, $3, $4, $5, $6)",
        params![tx.account(), id, pipeline, name, outcome.code(), position],
    )?;
    Ok(())
}

pub fn set_stage(tx: &mut Tx<'_, Writing>, id: i64, name: &str, position: i64) -> Result<()> {
    tx.execute(
        "update stages set name = $3, position = $4 where account_id = $1 and id = $2",
        params![tx.account(), id, name, position],
    )?;
    Ok(())
}

/// Refused by the database while deals are at the stage.
pub fn remove_stage(tx: &mut Tx<'_, Writing>, id: i64) -> Result<()> {
    tx.execute("delete from stages where account_id = $1 and id = $2", params![tx.account(), id])?;
    Ok(())
}
