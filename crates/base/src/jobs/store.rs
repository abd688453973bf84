//! The SQL of jobs.

use ::store::{Row, Value, params};
use kit::lang::Lang;
use kit::phone::Country;

use super::{Job, New, State, Trouble};
use crate::{Account, Error, Keeping, Result, Tx, Writing};

const JOB: &str =
    "select id, kind, data, state, run_at, holder, tries, trouble, done, total, asked_by_person_id,
    cancel_asked from jobs where account_id = $1";

pub(super) fn add(tx: &mut Tx<'_, Writing>, id: i64, new: &New, asked_by: Option<i64>) -> Result<()> {
    tx.execute(
        "insert into jobs (account_id, id, kind, data, state, run_at, total, asked_by_person_id, created_at)
        values ($1, $2, $3, $4, 'ready', $5, $6, $7, $8)",
        params![tx.account(), id, new.kind, &new.data, new.run_at, new.total, asked_by, tx.now()],
    )?;
    Ok(())
}

/// A job, ended ones too.
pub fn find<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<Job>> {
    let sql = format!("{JOB} and id = $2");
    tx.query_opt(&sql, params![tx.account(), id])?.as_ref().map(job).transpose()
}

pub(super) fn lock<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<Job>> {
    let sql = format!("{JOB} and id = $2{}", tx.dialect().lock());
    tx.query_opt(&sql, params![tx.account(), id])?.as_ref().map(job).transpose()
}

pub(super) fn set_progress(tx: &mut Tx<'_, Writing>, id: i64, done: i64, total: i64) -> Result<()> {
    tx.execute(
        "update jobs set done = $3, total = $4 where account_id = $1 and id = $2",
        params![tx.account(), id, done, total],
    )?;
    Ok(())
}

pub(super) fn tell(tx: &mut Keeping<'_>, account: i64, id: i64, done: i64) -> Result<()> {
    tx.execute("update jobs set done = $3 where account_id = $1 and id = $2", params![account, id, done])?;
    Ok(())
}

/// Only a job that has not ended can be called off; one that waits goes on to do so.
pub(super) fn ask_cancel(tx: &mut Tx<'_, Writing>, id: i64) -> Result<()> {
    tx.execute(
        "update jobs set cancel_asked = 1, asked_by_person_id = $3, state = 'ready', run_at = $4, tries = 0,
            trouble = null, handover_id = null
        where account_id = $1 and id = $2 and state in ('ready', 'waiting', 'failed')",
        params![tx.account(), id, tx.actor().person_id(), tx.now()],
    )?;
    Ok(())
}

pub(super) fn set_asked_by(tx: &mut Tx<'_, Writing>, id: i64) -> Result<()> {
    tx.execute(
        "update jobs set asked_by_person_id = $3, state = 'ready', run_at = $4, tries = 0, trouble = null,
            handover_id = null
        where account_id = $1 and id = $2 and state in ('ready', 'waiting', 'failed')",
        params![tx.account(), id, tx.actor().person_id(), tx.now()],
    )?;
    Ok(())
}

/// Jobs that act for this person and have not ended, with their kinds.
pub fn acting_for<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<Vec<(i64, String)>> {
    let sql = format!("{ACTING} order by id");
    tx.query(&sql, params![tx.account(), person])?.iter().map(|row| Ok((row.at(0)?, row.at(1)?))).collect()
}

/// The same, held until the end of the transaction: nobody is in the middle of a step of them.
pub fn lock_acting_for<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<()> {
    let sql = format!("{ACTING} order by id{}", tx.dialect().lock());
    tx.query(&sql, params![tx.account(), person])?;
    Ok(())
}

const ACTING: &str = "select id, kind from jobs where account_id = $1 and asked_by_person_id = $2
    and state in ('ready', 'waiting')";

/// The jobs of one person act for another from now on, each at its time, because of this hand-over: one statement,
/// however many there are.
pub(super) fn pass_on(tx: &mut Tx<'_, Writing>, (from, to): (i64, i64), handover: i64) -> Result<()> {
    tx.execute(
        "update jobs set asked_by_person_id = $3, handover_id = $4 where account_id = $1
            and asked_by_person_id = $2 and state in ('ready', 'waiting')",
        params![tx.account(), from, to, handover],
    )?;
    Ok(())
}

/// One that a hand-over passed on, and that waits only because its person could do nothing any more, goes on at once.
pub(super) fn wake(tx: &mut Tx<'_, Writing>, handover: i64) -> Result<()> {
    tx.execute(
        "update jobs set state = 'ready', run_at = $3, tries = 0, trouble = null
        where account_id = $1 and handover_id = $2 and state = 'waiting' and trouble like '%error-job-not-allowed%'",
        params![tx.account(), handover, tx.now()],
    )?;
    Ok(())
}

/// What a hand-over passed on is the person's again, as far as nobody took it over or called it off.
pub(super) fn give_back(tx: &mut Tx<'_, Writing>, handover: i64, person: i64) -> Result<()> {
    tx.execute(
        "update jobs set asked_by_person_id = $3, handover_id = null where account_id = $1 and handover_id = $2
            and state in ('ready', 'waiting')",
        params![tx.account(), handover, person],
    )?;
    Ok(())
}

/// How many jobs of these kinds wait for somebody, or failed.
pub(super) fn stuck(tx: &mut ::store::Tx<'_>, account: i64, kinds: &[&str]) -> Result<i64> {
    let sql = "select kind from jobs where account_id = $1 and state in ('waiting', 'failed') limit 1000";
    let mut count = 0;
    for row in tx.query(sql, params![account])? {
        let kind: String = row.at(0)?;
        count += i64::from(kinds.contains(&kind.as_str()));
    }
    Ok(count)
}

/// The accounts in which something is due, the longest waiting first.
/// Of a company that closes these kinds alone count, and of one whose day has come none; those of `passed` count nowhere.
pub(super) fn due_accounts(
    tx: &mut ::store::Tx<'_>,
    now: i64,
    while_closing: &[&str],
    passed: &[&str],
) -> Result<Vec<Account>> {
    let sql = format!(
        "select a.id, a.name, a.lang, a.zone, a.currency, a.sample, a.closes_at, a.country, min(j.run_at) as since from accounts a
        join jobs j on j.account_id = a.id and j.state = 'ready' and j.run_at <= $1 and j.lease_until <= $1
            and (a.closes_at is null or a.closes_at > $1 and j.kind in ({})) and j.kind not in ({})
        group by a.id, a.name, a.lang, a.zone, a.currency, a.sample, a.closes_at, a.country order by since, a.id limit 100",
        marks(2, while_closing),
        marks(2 + while_closing.len(), passed)
    );
    let values = with(with(params![now].to_vec(), while_closing), passed);
    tx.query(&sql, &values)?.iter().map(account).collect()
}

fn marks(first: usize, kinds: &[&str]) -> String {
    let marks: Vec<String> = (first..first + kinds.len()).map(|n| format!("${n}")).collect();
    if marks.is_empty() { "''".into() } else { marks.join(", ") }
}

fn with(mut values: Vec<Value>, kinds: &[&str]) -> Vec<Value> {
    values.extend(kinds.iter().map(|kind| Value::from(*kind)));
    values
}

/// Takes the job that is due longest, and has not been taken; it is the holder's until the lease ends. `only`: of these
/// kinds, where not of all. `passed`: of none of these.
pub(super) fn claim(
    tx: &mut Keeping<'_>,
    account: i64,
    (holder, until): (&str, i64),
    only: Option<&[&str]>,
    passed: &[&str],
) -> Result<Option<i64>> {
    let kinds = only.unwrap_or_default();
    let of = only.map(|kinds| format!(" and kind in ({})", marks(3, kinds))).unwrap_or_default();
    let but = marks(3 + kinds.len(), passed);
    let sql = format!(
        "select id from jobs where account_id = $1 and state = 'ready' and run_at <= $2 and lease_until <= $2{of}
        and kind not in ({but}) order by run_at, id limit 1{}{}",
        tx.dialect().lock(),
        tx.dialect().skip_locked()
    );
    let values = with(with(params![account, tx.now].to_vec(), kinds), passed);
    let Some(row) = tx.query(&sql, &values)?.into_iter().next() else { return Ok(None) };
    let id: i64 = row.at(0)?;
    take(tx, account, id, holder, until)?;
    Ok(Some(id))
}

/// Takes this job, if it is due and nobody's.
pub(super) fn claim_this(
    tx: &mut Keeping<'_>,
    account: i64,
    id: i64,
    holder: &str,
    until: i64,
) -> Result<bool> {
    let sql = format!(
        "select id from jobs where account_id = $1 and id = $3 and state = 'ready' and run_at <= $2
        and lease_until <= $2{}",
        tx.dialect().lock()
    );
    if tx.query(&sql, params![account, tx.now, id])?.is_empty() {
        return Ok(false);
    }
    take(tx, account, id, holder, until)?;
    Ok(true)
}

fn take(tx: &mut Keeping<'_>, account: i64, id: i64, holder: &str, until: i64) -> Result<()> {
    tx.execute(
        "update jobs set holder = $3, lease_until = $4 where account_id = $1 and id = $2",
        params![account, id, holder, until],
    )?;
    Ok(())
}

/// The holder goes on holding it.
pub(super) fn renew(tx: &mut Keeping<'_>, account: i64, id: i64, holder: &str, until: i64) -> Result<()> {
    tx.execute(
        "update jobs set lease_until = $4 where account_id = $1 and id = $2 and holder = $3",
        params![account, id, holder, until],
    )?;
    Ok(())
}

/// The job as the holder still holds it.
pub(super) fn held<S>(tx: &mut Tx<'_, S>, id: i64, holder: &str) -> Result<Option<Job>> {
    let sql = format!("{JOB} and id = $2 and holder = $3 and state = 'ready'");
    tx.query_opt(&sql, params![tx.account(), id, holder])?.as_ref().map(job).transpose()
}

/// What becomes of a job that its holder lets go.
pub(super) struct Left {
    pub state: State,
    pub run_at: i64,
    pub tries: i64,
    pub trouble: Option<Trouble>,
}

/// The holder lets it go. One that somebody called off meanwhile stays due, whatever came of the step; so does one that
/// acts for another by now, unless it is done.
pub(super) fn leave(tx: &mut Keeping<'_>, account: i64, job: &Job, left: &Left) -> Result<()> {
    let now = tx.now;
    let trouble = left.trouble.as_ref().map(serde_json::to_string).transpose();
    let trouble = trouble.map_err(|e| Error::Broken(e.to_string()))?;
    let ended = matches!(left.state, State::Done | State::Failed | State::Cancelled).then_some(now);
    let changed = tx.execute(
        "update jobs set state = $4, run_at = $5, tries = $6, trouble = $7, ended_at = $8, holder = null, lease_until = 0
        where account_id = $1 and id = $2 and holder = $3 and state = 'ready' and cancel_asked = $9
        and ($4 = 'done' or coalesce(asked_by_person_id, 0) = $10)",
        params![
            account,
            job.id,
            job.holder.clone(),
            left.state.code(),
            left.run_at,
            left.tries,
            trouble,
            ended,
            job.cancel_asked,
            job.asked_by.unwrap_or(0)
        ],
    )?;
    if changed == 0 {
        tx.execute(
            "update jobs set holder = null, lease_until = 0 where account_id = $1 and id = $2 and holder = $3",
            params![account, job.id, job.holder.clone()],
        )?;
    }
    Ok(())
}

/// Jobs that are due and not done: ids and kinds; those of a company that closes rest. For tests, which must leave none.
pub fn unfinished(tx: &mut Tx<'_, crate::Reading>) -> Result<Vec<(i64, String)>> {
    let sql = "select id, kind from jobs where account_id = $1 and state = 'ready' and run_at <= $2
        and exists (select 1 from accounts a where a.id = $1 and a.closes_at is null) order by id";
    tx.query(sql, params![tx.account(), tx.now()])?.iter().map(|row| Ok((row.at(0)?, row.at(1)?))).collect()
}

pub(super) fn forget(tx: &mut Keeping<'_>, account: i64, before: i64) -> Result<()> {
    tx.execute(
        "delete from jobs where account_id = $1 and id in (
            select id from jobs where account_id = $1 and ended_at < $2 order by ended_at limit 1000)",
        params![account, before],
    )?;
    Ok(())
}

fn job(row: &Row) -> Result<Job> {
    let state: String = row.at(3)?;
    let trouble: Option<String> = row.at(7)?;
    Ok(Job {
        id: row.at(0)?,
        kind: row.at(1)?,
        data: row.at(2)?,
        state: State::parse(&state)
            .ok_or_else(|| Error::Broken(format!("unknown state of a job: {state}")))?,
        run_at: row.at(4)?,
        holder: row.at(5)?,
        tries: row.at(6)?,
        trouble: trouble.and_then(|text| serde_json::from_str(&text).ok()),
        done: row.at(8)?,
        total: row.at(9)?,
        asked_by: row.at(10)?,
        cancel_asked: row.at(11)?,
    })
}

fn account(row: &Row) -> Result<Account> {
    let lang: String = row.at(2)?;
    Ok(Account {
        id: row.at(0)?,
        name: row.at(1)?,
        lang: Lang::parse(&lang).unwrap_or_default(),
        zone: row.at(3)?,
        currency: row.at(4)?,
        country: row.at::<Option<String>>(7)?.as_deref().and_then(Country::parse),
        sample: row.at(5)?,
        closes_at: row.at(6)?,
    })
}
