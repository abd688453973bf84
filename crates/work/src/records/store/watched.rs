//! The SQL of what open pages hear of.

use ::store::params;
use base::{Kind, Result, Tx};

/// Where a deleted record was: portfolio and stage.
pub fn binned<S>(tx: &mut Tx<'_, S>, kind: Kind, id: i64) -> Result<Option<(i64, i64)>> {
    let sql = "select portfolio_id, stage_id from bin where account_id = $1 and id = $2 and kind = $3";
    let row = tx.query_opt(sql, params![tx.account(), id, kind.code()])?;
    row.map(|row| Ok((row.at(0)?, row.at(1)?))).transpose()
}

/// Who carried out the hand-over by which the portfolio came to its holder of the kind; nobody for one that was planned
/// and came by itself.
pub fn passed_by<S>(tx: &mut Tx<'_, S>, kind: Kind, portfolio: i64) -> Result<Option<i64>> {
    let sql = "select f.by_person_id from portfolio_history h
        join handovers f on f.account_id = $1 and f.id = h.by_handover
        where h.account_id = $1 and h.portfolio_id = $2 and h.kind = $3 and h.until is null and not exists (
            select 1 from planned_departures p where p.account_id = $1 and p.handover_id = f.id)";
    match tx.query_opt(sql, params![tx.account(), portfolio, kind.code()])? {
        Some(row) => Ok(row.at(0)?),
        None => Ok(None),
    }
}

/// A portfolio that a hand-over gave to somebody else, and a stage at which it holds something; 0 where there are none.
pub struct Step {
    pub portfolio: i64,
    pub stage: i64,
    pub from: i64,
    pub to: i64,
}

/// The steps of a hand-over by which something of the kind changed hands.
pub fn steps<S>(tx: &mut Tx<'_, S>, kind: Kind, handover: i64) -> Result<Vec<Step>> {
    let sql = "select distinct s.portfolio_id, r.bucket, s.from_person_id, s.to_person_id from handover_steps s
        join rollups r on r.account_id = $1 and r.portfolio_id = s.portfolio_id and r.kind = s.kind and r.count > 0
        where s.account_id = $1 and s.handover_id = $2 and s.kind = $3
        order by s.portfolio_id, r.bucket";
    let rows = tx.query(sql, params![tx.account(), handover, kind.code()])?;
    let step = |row: &::store::Row| -> Result<Step> {
        Ok(Step { portfolio: row.at(0)?, stage: row.at(1)?, from: row.at(2)?, to: row.at(3)? })
    };
    rows.iter().map(step).collect()
}
