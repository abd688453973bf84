//! The SQL of requests to the administrators.

use ::store::{Row, params};
use base::{Result, Tx, Writing};

use super::{Request, State, What, Wish};

const REQUEST: &str =
    "select id, person_id, what, page, text, state, asked_at, word, ended_at, ended_by_person_id
    from asks where account_id = $1";

pub(super) fn lock_person<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<()> {
    let sql = format!("select id from people where account_id = $1 and id = $2{}", tx.dialect().lock());
    tx.query(&sql, params![tx.account(), person])?;
    Ok(())
}

/// The request for the same that waits already.
pub(super) fn waits<S>(tx: &mut Tx<'_, S>, person: i64, what: What, page: &str) -> Result<Option<i64>> {
    let sql = "select id from asks where account_id = $1 and person_id = $2 and what = $3 and page = $4
        and state = 'waiting'";
    let found = tx.query_opt(sql, params![tx.account(), person, what.code(), page])?;
    Ok(found.map(|row| row.at(0)).transpose()?)
}

pub(super) fn add(tx: &mut Tx<'_, Writing>, id: i64, person: i64, wish: &Wish) -> Result<()> {
    tx.execute(
        "insert into asks (account_id, id, person_id, what, page, text, state, asked_at)
        values ($1, $2, $3, $4, $5, $6, 'waiting', $7)",
        params![tx.account(), id, person, wish.what.code(), &wish.page, &wish.text, tx.now()],
    )?;
    Ok(())
}

pub(super) fn find<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<Request>> {
    let sql = format!("{REQUEST} and id = $2");
    tx.query_opt(&sql, params![tx.account(), id])?.as_ref().map(request).transpose()
}

pub(super) fn lock<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<Request>> {
    let sql = format!("{REQUEST} and id = $2{}", tx.dialect().lock());
    tx.query_opt(&sql, params![tx.account(), id])?.as_ref().map(request).transpose()
}

/// What others ask whom the actor may answer (as `base::asks` counts it): what waits first, the oldest of it before the
/// rest; then what was answered lately.
pub(super) fn all<S>(tx: &mut Tx<'_, S>) -> Result<Vec<Request>> {
    let others = format!(
        "{REQUEST} and person_id <> $2 and (cast($3 as bigint) = 1 or person_id in
            (select id from people where account_id = $1 and category <> 'administrator'))"
    );
    let waiting = format!("{others} and state = 'waiting' order by id limit 200");
    let ended = format!("{others} and state <> 'waiting' order by id desc limit 50");
    let me = tx.actor().person_id().unwrap_or_default();
    let values = params![tx.account(), me, i64::from(tx.actor().is_administrator())];
    let mut found = tx.query(&waiting, values)?;
    found.extend(tx.query(&ended, values)?);
    found.iter().map(request).collect()
}

/// What of the person waits.
pub(super) fn waiting_of<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<Vec<Request>> {
    let sql = format!("{REQUEST} and person_id = $2 and state = 'waiting' order by id");
    tx.query(&sql, params![tx.account(), person])?.iter().map(request).collect()
}

pub(super) fn of_person<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<Vec<Request>> {
    let sql = format!("{REQUEST} and person_id = $2 order by id desc limit 50");
    tx.query(&sql, params![tx.account(), person])?.iter().map(request).collect()
}

pub(super) fn end(tx: &mut Tx<'_, Writing>, id: i64, state: State, word: Option<&str>) -> Result<()> {
    tx.execute(
        "update asks set state = $3, word = $4, ended_at = $5, ended_by_person_id = $6
        where account_id = $1 and id = $2 and state = 'waiting'",
        params![tx.account(), id, state.code(), word.map(str::to_owned), tx.now(), tx.actor().person_id()],
    )?;
    Ok(())
}

fn request(row: &Row) -> Result<Request> {
    let (what, state): (String, String) = (row.at(2)?, row.at(5)?);
    Ok(Request {
        id: row.at(0)?,
        person: row.at(1)?,
        what: What::parse(&what)?,
        page: row.at(3)?,
        text: row.at(4)?,
        state: State::parse(&state)?,
        asked_at: row.at(6)?,
        word: row.at(7)?,
        ended_at: row.at(8)?,
        ended_by: row.at(9)?,
    })
}
