//! The SQL of planned departures.

use ::store::{Row, params};
use base::{Error, Result, Tx, Writing};

use super::{Planned, State};
use crate::handovers::splits::Split;

const PLANNED: &str =
    "select id, person_id, asked, run_at, limits, state, job_id, planned_at, planned_by_person_id, plan_id,
    handover_id, ended_at, ended_by_person_id from planned_departures where account_id = $1";

pub fn add(tx: &mut Tx<'_, Writing>, planned: &Planned) -> Result<()> {
    let asked = serde_json::to_string(&planned.plan).map_err(|e| Error::Broken(e.to_string()))?;
    tx.execute(
        "insert into planned_departures (account_id, id, person_id, asked, run_at, limits, state, job_id, planned_at,
            planned_by_person_id)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            tx.account(),
            planned.id,
            planned.person,
            asked,
            planned.at,
            planned.limits,
            planned.state.code(),
            planned.job,
            planned.planned_at,
            planned.planned_by
        ],
    )?;
    set_leaving(tx, planned.person, Some(planned.at), planned.limits)
}

pub fn find<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<Planned>> {
    let sql = format!("{PLANNED} and id = $2");
    tx.query_opt(&sql, params![tx.account(), id])?.as_ref().map(planned).transpose()
}

pub fn lock<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<Planned>> {
    let sql = format!("{PLANNED} and id = $2{}", tx.dialect().lock());
    tx.query_opt(&sql, params![tx.account(), id])?.as_ref().map(planned).transpose()
}

/// What is planned for the person.
pub fn of_person<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<Option<Planned>> {
    let sql = format!("{PLANNED} and person_id = $2 and state = 'planned'");
    tx.query_opt(&sql, params![tx.account(), person])?.as_ref().map(planned).transpose()
}

/// What was planned and carried out by this hand-over.
pub fn of_handover<S>(tx: &mut Tx<'_, S>, handover: i64) -> Result<Option<Planned>> {
    let sql = format!("{PLANNED} and state = 'done' and handover_id = $2");
    tx.query_opt(&sql, params![tx.account(), handover])?.as_ref().map(planned).transpose()
}

/// Everything that is planned, the next first.
pub fn all<S>(tx: &mut Tx<'_, S>) -> Result<Vec<Planned>> {
    let sql = format!("{PLANNED} and state = 'planned' order by run_at, id limit 500");
    tx.query(&sql, params![tx.account()])?.iter().map(planned).collect()
}

/// The rules of everything that is planned: its id, its person, and how records are told apart.
pub fn rules<S>(tx: &mut Tx<'_, S>) -> Result<Vec<(i64, i64, Vec<Split>)>> {
    let sql = format!("{PLANNED} and state = 'planned' order by id");
    let rows = tx.query(&sql, params![tx.account()])?;
    let of = |row: &Row| planned(row).map(|planned| (planned.id, planned.person, planned.plan.splits));
    rows.iter().map(of).collect()
}

/// Nothing is planned any more: it was called off.
pub fn call_off(tx: &mut Tx<'_, Writing>, planned: &Planned) -> Result<()> {
    end(tx, planned.id, State::Cancelled, (None, None))?;
    set_leaving(tx, planned.person, None, false)
}

/// On time the sharing out has begun, which ends with the departure.
pub fn begun(tx: &mut Tx<'_, Writing>, planned: &Planned, sharing: i64) -> Result<()> {
    end(tx, planned.id, State::Done, (Some(sharing), None))?;
    set_leaving(tx, planned.person, None, false)
}

/// The person has left by this hand-over.
pub fn carried_out(tx: &mut Tx<'_, Writing>, planned: &Planned, handover: i64) -> Result<()> {
    end(tx, planned.id, State::Done, (None, Some(handover)))?;
    set_leaving(tx, planned.person, None, false)
}

/// It is planned as it was.
pub fn stand_again(tx: &mut Tx<'_, Writing>, planned: &Planned) -> Result<()> {
    tx.execute(
        "update planned_departures set state = 'planned', handover_id = null, ended_at = null, ended_by_person_id = null
        where account_id = $1 and id = $2",
        params![tx.account(), planned.id],
    )?;
    set_leaving(tx, planned.person, Some(planned.at), planned.limits)
}

fn end(
    tx: &mut Tx<'_, Writing>,
    id: i64,
    state: State,
    (sharing, handover): (Option<i64>, Option<i64>),
) -> Result<()> {
    tx.execute(
        "update planned_departures set state = $3, plan_id = $4, handover_id = $5, ended_at = $6, ended_by_person_id = $7
        where account_id = $1 and id = $2",
        params![tx.account(), id, state.code(), sharing, handover, tx.now(), tx.actor().person_id()],
    )?;
    Ok(())
}

/// What everybody else reads with the person.
fn set_leaving(tx: &mut Tx<'_, Writing>, person: i64, at: Option<i64>, limited: bool) -> Result<()> {
    tx.execute(
        "update people set leaving_at = $3, limited = $4 where account_id = $1 and id = $2",
        params![tx.account(), person, at, limited],
    )?;
    Ok(())
}

fn planned(row: &Row) -> Result<Planned> {
    let asked: String = row.at(2)?;
    let state: String = row.at(5)?;
    Ok(Planned {
        id: row.at(0)?,
        person: row.at(1)?,
        plan: serde_json::from_str(&asked).map_err(|e| Error::Broken(format!("what was planned: {e}")))?,
        at: row.at(3)?,
        limits: row.at(4)?,
        state: State::parse(&state)
            .ok_or_else(|| Error::Broken(format!("unknown state of a planned departure: {state}")))?,
        job: row.at(6)?,
        planned_at: row.at(7)?,
        planned_by: row.at(8)?,
        sharing: row.at(9)?,
        handover: row.at(10)?,
        ended_at: row.at(11)?,
        ended_by: row.at(12)?,
    })
}
