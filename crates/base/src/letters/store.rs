//! The SQL of letters.

use ::store::{Row, params};

use super::{Answer, Letter, LinkFate, Purpose, State, unknown};
use crate::{Keeping, Result, Tx, Writing};

const LETTER: &str = "select l.id, l.person_id, l.purpose, l.address, l.state, l.tries, l.why, l.code, l.answer, l.link_id,
    l.job_id, l.asked_by_person_id, l.created_at, l.tried_at, l.ended_at,
    case when l.state = 'waiting' and j.state = 'ready' then j.run_at end as next_at, k.ended_at, k.ended_why, k.expires_at
    from letters l left join jobs j on j.account_id = l.account_id and j.id = l.job_id
    left join links k on k.account_id = l.account_id and k.id = l.link_id where l.account_id = $1";

/// Whether it stands now; not where another of the same purpose came to wait meanwhile.
pub(super) fn add(
    tx: &mut Tx<'_, Writing>,
    id: i64,
    (person, purpose, address): (i64, Purpose, &str),
    job: i64,
) -> Result<bool> {
    let added = tx.execute(
        "insert into letters (account_id, id, person_id, purpose, address, state, tries, job_id, asked_by_person_id,
            created_at)
        values ($1, $2, $3, $4, $5, 'waiting', 0, $6, $7, $8)
        on conflict (account_id, person_id, purpose) where state = 'waiting' do nothing",
        params![
            tx.account(),
            id,
            person,
            purpose.code(),
            address,
            job,
            tx.actor().person_id(),
            tx.now()
        ],
    )?;
    Ok(added > 0)
}

/// The active administrators who have an e-mail.
pub(super) fn administrators(tx: &mut Tx<'_, Writing>) -> Result<Vec<(i64, String)>> {
    let sql = "select id, email from people where account_id = $1 and category = 'administrator' and status = 'active'
        and email is not null order by id limit 20";
    tx.query(sql, params![tx.account()])?.iter().map(|row| Ok((row.at(0)?, row.at(1)?))).collect()
}

/// The address of somebody who is active here.
pub(super) fn reached(tx: &mut Tx<'_, Writing>, person: i64) -> Result<Option<String>> {
    let sql = "select email from people where account_id = $1 and id = $2 and status = 'active' and email is not null";
    Ok(tx.query_opt(sql, params![tx.account(), person])?.map(|row| row.at(0)).transpose()?)
}

/// To whom a letter of this purpose waits.
pub(super) fn awaited(tx: &mut Tx<'_, Writing>, purpose: Purpose) -> Result<Vec<i64>> {
    let sql = "select person_id from letters where account_id = $1 and purpose = $2 and state = 'waiting' order by id";
    tx.query(sql, params![tx.account(), purpose.code()])?.iter().map(|row| Ok(row.at(0)?)).collect()
}

pub fn find<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<Letter>> {
    let now = tx.now();
    let sql = format!("{LETTER} and l.id = $2");
    tx.query_opt(&sql, params![tx.account(), id])?.as_ref().map(|row| letter(row, now)).transpose()
}

/// The letter's state, held until the end of the act.
pub fn lock<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<State>> {
    let sql = format!("select state from letters where account_id = $1 and id = $2{}", tx.dialect().lock());
    let row = tx.query_opt(&sql, params![tx.account(), id])?;
    row.map(|row| state(&row.at::<String>(0)?)).transpose()
}

/// The person's newest letter of this purpose.
pub fn last_of<S>(tx: &mut Tx<'_, S>, person: i64, purpose: Purpose) -> Result<Option<Letter>> {
    let now = tx.now();
    let sql = format!("{LETTER} and l.person_id = $2 and l.purpose = $3 order by l.id desc limit 1");
    tx.query_opt(&sql, params![tx.account(), person, purpose.code()])?
        .as_ref()
        .map(|row| letter(row, now))
        .transpose()
}

/// The newest letters before this one, or the newest of all; to one person or to everybody.
pub fn page<S>(
    tx: &mut Tx<'_, S>,
    person: Option<i64>,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Letter>> {
    let (of, person) = match person {
        Some(person) => ("l.person_id = $3", person),
        None => ("cast($3 as bigint) = 0", 0),
    };
    let sql = format!("{LETTER} and l.id < $2 and {of} order by l.id desc limit $4");
    let rows = tx.query(&sql, params![tx.account(), before.unwrap_or(i64::MAX), person, limit])?;
    rows.iter().map(|row| letter(row, tx.now())).collect()
}

/// Withdraws what waits; the jobs that would have sent it.
pub(super) fn withdraw(tx: &mut Tx<'_, Writing>, person: i64, purpose: Option<Purpose>) -> Result<Vec<i64>> {
    let of = purpose.map_or("", Purpose::code);
    let rows = tx.execute_returning(
        "update letters set state = 'withdrawn', ended_at = $3
        where account_id = $1 and person_id = $2 and state = 'waiting' and (purpose = $4 or $4 = '')
        returning job_id",
        params![tx.account(), person, tx.now(), of],
    )?;
    Ok(rows.iter().map(|row| row.at(0)).collect::<Result<_, _>>()?)
}

pub(super) fn set_link(tx: &mut Tx<'_, Writing>, id: i64, link: i64) -> Result<()> {
    tx.execute(
        "update letters set link_id = $3 where account_id = $1 and id = $2",
        params![tx.account(), id, link],
    )?;
    Ok(())
}

/// The letter went, or never will.
pub fn settle(tx: &mut Tx<'_, Writing>, id: i64, state: State, answer: Option<&Answer>) -> Result<()> {
    tx.execute(
        "update letters set state = $3, why = $4, code = $5, answer = $6, tried_at = $7, ended_at = $7
        where account_id = $1 and id = $2 and state = 'waiting'",
        params![
            tx.account(),
            id,
            state.code(),
            answer.map(|answer| answer.why.clone()),
            answer.and_then(|answer| answer.code),
            answer.map(|answer| answer.words.clone()),
            tx.now()
        ],
    )?;
    Ok(())
}

/// It did not go this time.
pub fn keep_try(tx: &mut Keeping<'_>, account: i64, id: i64, answer: &Answer) -> Result<()> {
    let now = tx.now;
    tx.execute(
        "update letters set tries = tries + 1, why = $3, code = $4, answer = $5, tried_at = $6
        where account_id = $1 and id = $2 and state = 'waiting'",
        params![account, id, answer.why.clone(), answer.code, answer.words.clone(), now],
    )?;
    Ok(())
}

pub(super) fn forget(tx: &mut Keeping<'_>, account: i64, before: i64) -> Result<()> {
    tx.execute(
        "delete from letters where account_id = $1 and id in (
            select id from letters where account_id = $1 and created_at < $2 and state <> 'waiting'
            order by created_at limit 1000)",
        params![account, before],
    )?;
    Ok(())
}

fn letter(row: &Row, now: i64) -> Result<Letter> {
    let purpose: String = row.at(2)?;
    let (link, ended, until): (Option<i64>, Option<i64>, Option<i64>) =
        (row.at(9)?, row.at(16)?, row.at(18)?);
    let why_ended: Option<String> = row.at(17)?;
    let late = until.is_none_or(|until| until <= now);
    let (why, words): (Option<String>, Option<String>) = (row.at(6)?, row.at(8)?);
    let (code, created_at): (Option<i64>, i64) = (row.at(7)?, row.at(12)?);
    Ok(Letter {
        id: row.at(0)?,
        person: row.at(1)?,
        purpose: Purpose::parse(&purpose).ok_or_else(|| unknown("purpose", &purpose))?,
        address: row.at(3)?,
        state: state(&row.at::<String>(4)?)?,
        tries: row.at(5)?,
        answer: why.map(|why| Answer { why, code, words: words.unwrap_or_default() }),
        link,
        link_fate: link.map(|_| LinkFate::of(why_ended.as_deref(), ended.is_some(), late)),
        job: row.at(10)?,
        asked_by: row.at(11)?,
        created_at,
        tried_at: row.at(13)?,
        ended_at: row.at(14)?,
        next_at: row.at::<Option<i64>>(15)?.map(|at| at.max(created_at)),
    })
}

fn state(code: &str) -> Result<State> {
    State::parse(code).ok_or_else(|| unknown("state", code))
}
