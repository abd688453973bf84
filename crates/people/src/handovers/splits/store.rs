//! The SQL of plans and of the portfolios they stage records in.

use std::collections::HashMap;

use ::store::{Row, Value, params};
use base::kind::Status;
use base::{Error, Kind, Result, Tx, Writing};

use super::super::fact::Left;
use super::super::{Plan, What};
use super::Split;
use super::run::{Progress, Run, State, Twin};

const RUN: &str = "select id, what, person_id, asked, state, job_id, at, started_by_person_id, status_before,
    handover_id, progress, gone from plans where account_id = $1";

pub fn add(tx: &mut Tx<'_, Writing>, run: &Run) -> Result<()> {
    tx.execute(
        "insert into plans (account_id, id, what, person_id, asked, state, job_id, at, started_by_person_id,
            status_before, progress)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        params![
            tx.account(),
            run.id,
            run.what.code(),
            run.person,
            to_json(&run.plan)?,
            run.state.code(),
            run.job,
            run.at,
            run.started_by,
            run.status_before.map(Status::code),
            to_json(&run.progress)?
        ],
    )?;
    Ok(())
}

pub fn find<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<Run>> {
    let sql = format!("{RUN} and id = $2");
    tx.query_opt(&sql, params![tx.account(), id])?.as_ref().map(run).transpose()
}

pub fn lock<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<Run>> {
    let sql = format!("{RUN} and id = $2{}", tx.dialect().lock());
    tx.query_opt(&sql, params![tx.account(), id])?.as_ref().map(run).transpose()
}

/// The plan that is running for the person: its id.
pub fn running<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<Option<i64>> {
    let sql = "select id from plans where account_id = $1 and person_id = $2 and state = 'running'";
    let row = tx.query_opt(sql, params![tx.account(), person])?;
    Ok(row.map(|row| row.at(0)).transpose()?)
}

/// The plan that led to a hand-over.
pub fn of_handover<S>(tx: &mut Tx<'_, S>, handover: i64) -> Result<Option<i64>> {
    let sql = "select id from plans where account_id = $1 and handover_id = $2";
    let row = tx.query_opt(sql, params![tx.account(), handover])?;
    Ok(row.map(|row| row.at(0)).transpose()?)
}

/// Every plan that is running, the first begun first.
pub fn all_running<S>(tx: &mut Tx<'_, S>) -> Result<Vec<Run>> {
    let sql = format!("{RUN} and state = 'running' order by id limit 100");
    tx.query(&sql, params![tx.account()])?.iter().map(run).collect()
}

/// The rules of every plan that is running: its id, its person, and how records are told apart.
pub fn rules<S>(tx: &mut Tx<'_, S>) -> Result<Vec<(i64, i64, Vec<Split>)>> {
    let sql =
        "select id, person_id, asked from plans where account_id = $1 and state = 'running' order by id";
    let of = |row: &Row| {
        let plan: Plan = from_json(&row.at::<String>(2)?)?;
        Ok((row.at(0)?, row.at(1)?, plan.splits))
    };
    tx.query(sql, params![tx.account()])?.iter().map(of).collect()
}

pub fn set_progress(tx: &mut Tx<'_, Writing>, id: i64, progress: &Progress) -> Result<()> {
    tx.execute(
        "update plans set progress = $3 where account_id = $1 and id = $2",
        params![tx.account(), id, to_json(progress)?],
    )?;
    Ok(())
}

pub fn end(
    tx: &mut Tx<'_, Writing>,
    id: i64,
    state: State,
    handover: Option<i64>,
    gone: &[Left],
) -> Result<()> {
    let gone = (!gone.is_empty()).then(|| to_json(&gone)).transpose()?;
    tx.execute(
        "update plans set state = $3, handover_id = $4, gone = $5, ended_at = $6 where account_id = $1 and id = $2",
        params![tx.account(), id, state.code(), handover, gone, tx.now()],
    )?;
    Ok(())
}

pub fn twins<S>(tx: &mut Tx<'_, S>, plan: i64) -> Result<Vec<Twin>> {
    let sql = "select portfolio_id, source_portfolio_id, kind, rule, to_person_id from plan_portfolios
        where account_id = $1 and plan_id = $2 order by rule, portfolio_id";
    let twin = |row: &Row| {
        let kind: String = row.at(2)?;
        let rule: i64 = row.at(3)?;
        Ok(Twin {
            portfolio: row.at(0)?,
            source: row.at(1)?,
            kind: Kind::parse(&kind).ok_or_else(|| unknown(&kind))?,
            rule: usize::try_from(rule).unwrap_or_default(),
            to: row.at(4)?,
        })
    };
    tx.query(sql, params![tx.account(), plan])?.iter().map(twin).collect()
}

pub fn add_twin(tx: &mut Tx<'_, Writing>, plan: i64, twin: &Twin) -> Result<()> {
    tx.execute(
        "insert into plan_portfolios (account_id, plan_id, portfolio_id, source_portfolio_id, kind, rule, to_person_id)
        values ($1, $2, $3, $4, $5, $6, $7)",
        params![
            tx.account(),
            plan,
            twin.portfolio,
            twin.source,
            twin.kind.code(),
            i64::try_from(twin.rule).unwrap_or_default(),
            twin.to
        ],
    )?;
    Ok(())
}

pub fn forget_twin(tx: &mut Tx<'_, Writing>, portfolio: i64) -> Result<()> {
    tx.execute(
        "delete from plan_portfolios where account_id = $1 and portfolio_id = $2",
        params![tx.account(), portfolio],
    )?;
    Ok(())
}

/// What of its kind lies in each twin, from the roll-ups: open or closed, currency, count, sum.
pub fn loads<S>(tx: &mut Tx<'_, S>, plan: i64) -> Result<HashMap<i64, Vec<Load>>> {
    let sql = "select t.portfolio_id, r.open, r.currency, cast(sum(r.count) as bigint), cast(sum(r.sum) as bigint)
        from plan_portfolios t join rollups r
            on r.account_id = $1 and r.portfolio_id = t.portfolio_id and r.kind = t.kind
        where t.account_id = $1 and t.plan_id = $2
        group by t.portfolio_id, r.open, r.currency having sum(r.count) > 0 order by t.portfolio_id, r.currency";
    let mut all: HashMap<i64, Vec<Load>> = HashMap::new();
    for row in tx.query(sql, params![tx.account(), plan])? {
        all.entry(row.at(0)?).or_default().push(Load {
            open: row.at(1)?,
            currency: row.at(2)?,
            count: row.at(3)?,
            amount: row.at(4)?,
        });
    }
    Ok(all)
}

/// Some records of a twin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Load {
    pub open: bool,
    pub currency: String,
    pub count: i64,
    pub amount: i64,
}

/// Records that left these portfolios by themselves since the plan began: kind and id, up to a thousand for each two
/// hundred portfolios. By time, since ids of several nodes are not in order.
pub fn gone<S>(tx: &mut Tx<'_, S>, since: i64, portfolios: &[i64]) -> Result<Vec<(Kind, i64)>> {
    let mut all = Vec::new();
    for some in portfolios.chunks(200) {
        let mut values = params![tx.account(), since].to_vec();
        values.extend(some.iter().map(|id| Value::from(*id)));
        let marks: Vec<String> = (3..=values.len()).map(|n| format!("${n}")).collect();
        let sql = format!(
            "select distinct m.kind, m.record_id from record_moves m where m.account_id = $1
            and m.at >= $2 and m.from_portfolio_id in ({0}) order by m.kind, m.record_id limit 1000",
            marks.join(", ")
        );
        for row in tx.query(&sql, &values)? {
            let kind: String = row.at(0)?;
            all.push((Kind::parse(&kind).ok_or_else(|| unknown(&kind))?, row.at(1)?));
        }
    }
    Ok(all)
}

fn run(row: &Row) -> Result<Run> {
    let (what, state): (String, String) = (row.get("what")?, row.get("state")?);
    let (asked, progress): (String, String) = (row.get("asked")?, row.get("progress")?);
    let status: Option<String> = row.get("status_before")?;
    let gone: Option<String> = row.get("gone")?;
    Ok(Run {
        id: row.get("id")?,
        what: What::parse(&what).ok_or_else(|| unknown(&what))?,
        person: row.get("person_id")?,
        plan: from_json(&asked)?,
        state: State::parse(&state).ok_or_else(|| unknown(&state))?,
        job: row.get("job_id")?,
        at: row.get("at")?,
        started_by: row.get("started_by_person_id")?,
        status_before: status.as_deref().and_then(Status::parse),
        handover: row.get("handover_id")?,
        progress: from_json(&progress)?,
        gone: gone.as_deref().map(from_json).transpose()?.unwrap_or_default(),
    })
}

fn unknown(word: &str) -> Error {
    Error::Broken(format!("unknown word in plans: {word}"))
}

fn to_json(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|e| Error::Broken(e.to_string()))
}

fn from_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|e| Error::Broken(e.to_string()))
}
