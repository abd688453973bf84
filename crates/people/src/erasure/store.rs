//! The SQL of erasures.

use ::store::params;
use base::kind::Status;
use base::{Error, Result, Tx, Writing, org};

/// So many people are erased in one round at most; the next goes on.
const AT_ONCE: i64 = 200;

pub(super) fn set_closing(tx: &mut Tx<'_, Writing>, person: i64, until: i64) -> Result<()> {
    set(tx, person, Status::Closing, Some(until))
}

pub(super) fn set_departed(tx: &mut Tx<'_, Writing>, person: i64) -> Result<()> {
    set(tx, person, Status::Departed, None)
}

fn set(tx: &mut Tx<'_, Writing>, person: i64, to: Status, erase_at: Option<i64>) -> Result<()> {
    tx.execute(
        "update people set status = $3, status_rank = $4, erase_at = $5, updated_at = $6, version = version + 1
        where account_id = $1 and id = $2",
        params![tx.account(), person, to.code(), to.rank(), erase_at, tx.now()],
    )?;
    Ok(())
}

/// Whose day has come.
pub(super) fn due<S>(tx: &mut Tx<'_, S>) -> Result<Vec<i64>> {
    let sql = "select id from people where account_id = $1 and status = 'closing' and erase_at <= $2
        order by erase_at, id limit $3";
    let rows = tx.query(sql, params![tx.account(), tx.now(), AT_ONCE])?;
    Ok(rows.iter().map(|row| row.at(0)).collect::<Result<_, _>>()?)
}

/// Whether the account is there and nothing of it was removed: its day has not come.
pub(super) fn is_whole<S>(tx: &mut Tx<'_, S>) -> Result<bool> {
    let sql = "select 1 from accounts a left join closings c on c.account_id = a.id
        where a.id = $1 and (a.closes_at is null or a.closes_at > $2) and c.begun_at is null";
    Ok(tx.query_opt(sql, params![tx.account(), tx.now()])?.is_some())
}

/// By what somebody signed in.
pub(super) struct SignsIn {
    pub identity: Option<i64>,
    pub login: Option<String>,
}

/// The same of one person, if their day has come.
pub(super) fn due_one<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<Option<SignsIn>> {
    let sql = "select identity_id, login from people
        where account_id = $1 and id = $2 and status = 'closing' and erase_at <= $3";
    let row = tx.query_opt(sql, params![tx.account(), person, tx.now()])?;
    row.map(|row| Ok(SignsIn { identity: row.at(0)?, login: row.at(1)? })).transpose()
}

/// How many events are about the person.
pub(super) fn events<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<i64> {
    let sql = "select count(*) from (select seq from events where account_id = $1 and subject_kind = 'person'
        and subject_id = $2 limit 10000) e";
    Ok(tx.query_one(sql, params![tx.account(), person])?.at(0)?)
}

/// Every trace of how they got in, of when they were away, and of how they liked their lists.
pub(super) fn forget_access(tx: &mut Tx<'_, Writing>, person: i64) -> Result<()> {
    let statements = [
        "delete from sessions where account_id = $1 and person_id = $2",
        "delete from api_tokens where account_id = $1 and person_id = $2",
        "delete from links where account_id = $1 and person_id = $2",
        "delete from sign_in_choices where account_id = $1 and person_id = $2",
        "delete from review_exempt where account_id = $1 and person_id = $2",
        "delete from asks where account_id = $1 and person_id = $2",
        "delete from letters where account_id = $1 and person_id = $2",
        "delete from last_seen where account_id = $1 and person_id = $2",
        "delete from list_columns where account_id = $1 and person_id = $2",
        "delete from idempotency where account_id = $1 and person_id = $2",
        "delete from planned_takeovers where account_id = $1 and person_id = $2",
        "delete from absences where account_id = $1 and person_id = $2",
        "delete from department_members where account_id = $1 and person_id = $2",
        "delete from import_keys where account_id = $1 and record_id = $2 and kind = 'person'",
    ];
    for sql in statements {
        tx.execute(sql, params![tx.account(), person])?;
    }
    Ok(())
}

/// Why they left, went on leave or handed over, as somebody wrote it down.
pub(super) fn forget_reasons(tx: &mut Tx<'_, Writing>, person: i64) -> Result<()> {
    for sql in [
        "update handovers set reason = null where account_id = $1 and person_id = $2",
        "update covers set reason = null where account_id = $1 and person_id = $2",
        "update review_lines set word = null, word_salt = null where account_id = $1 and person_id = $2",
    ] {
        tx.execute(sql, params![tx.account(), person])?;
    }
    let plans = "select id, asked from plans where account_id = $1 and person_id = $2";
    let planned = "select id, asked from planned_departures where account_id = $1 and person_id = $2";
    for (look, write) in [
        (plans, "update plans set asked = $3 where account_id = $1 and id = $2"),
        (planned, "update planned_departures set asked = $3 where account_id = $1 and id = $2"),
    ] {
        for row in tx.query(look, params![tx.account(), person])? {
            let (id, asked): (i64, String) = (row.at(0)?, row.at(1)?);
            tx.execute(write, params![tx.account(), id, without_reason(&asked)?])?;
        }
    }
    Ok(())
}

fn without_reason(asked: &str) -> Result<String> {
    let mut asked: serde_json::Value =
        serde_json::from_str(asked).map_err(|e| Error::Broken(e.to_string()))?;
    if let Some(reason) = asked.get_mut("reason") {
        *reason = serde_json::Value::Null;
    }
    Ok(asked.to_string())
}

/// The row stays with its number, so that history has whom to name.
pub(super) fn forget_person(tx: &mut Tx<'_, Writing>, person: i64) -> Result<()> {
    let number = org::number(person);
    tx.execute(
        "update people set status = $3, status_rank = $4, name = $5, name_key = $5, search_text = $6, email = null,
            login = null, phone = null, lang = null, zone = null, own_rights = null, valid_until = null, attached = 0, erase_at = $7,
            epoch = epoch + 1, updated_at = $7, version = version + 1
        where account_id = $1 and id = $2",
        params![
            tx.account(),
            person,
            Status::Erased.code(),
            Status::Erased.rank(),
            number,
            person.to_string(),
            tx.now()
        ],
    )?;
    Ok(())
}
