//! The SQL of closing a company.

use ::store::{Value, params};
use base::{Result, Tx, Writing};

/// These accounts' rows, the smaller id first, until the end of the act.
pub(super) fn lock_accounts<S>(tx: &mut Tx<'_, S>, ids: &[i64]) -> Result<()> {
    let marks: Vec<String> = (1..=ids.len()).map(|n| format!("${n}")).collect();
    let sql = format!(
        "select id from accounts where id in ({}) order by id{}",
        marks.join(", "),
        tx.dialect().lock()
    );
    let ids: Vec<Value> = ids.iter().map(|id| Value::from(*id)).collect();
    tx.query(&sql, &ids)?;
    Ok(())
}

pub(super) fn name<S>(tx: &mut Tx<'_, S>) -> Result<String> {
    Ok(tx.query_one("select name from accounts where id = $1", params![tx.account()])?.at(0)?)
}

pub(super) fn closes_at<S>(tx: &mut Tx<'_, S>) -> Result<Option<i64>> {
    let row = tx.query_opt("select closes_at from accounts where id = $1", params![tx.account()])?;
    row.map_or(Ok(None), |row| Ok(row.at(0)?))
}

/// Who asked for it, and how far it is.
pub(super) struct Standing {
    pub at: i64,
    pub by: Option<i64>,
    pub reason: Option<String>,
    pub reminded: bool,
    pub begun: bool,
}

pub(super) fn standing<S>(tx: &mut Tx<'_, S>) -> Result<Option<Standing>> {
    let sql = "select asked_at, asked_by_person_id, reason, reminded_at, begun_at from closings where account_id = $1";
    let row = tx.query_opt(sql, params![tx.account()])?;
    row.map(|row| {
        Ok(Standing {
            at: row.at(0)?,
            by: row.at(1)?,
            reason: row.at(2)?,
            reminded: row.at::<Option<i64>>(3)?.is_some(),
            begun: row.at::<Option<i64>>(4)?.is_some(),
        })
    })
    .transpose()
}

pub(super) fn begin(tx: &mut Tx<'_, Writing>, closes_at: i64, reason: Option<&str>) -> Result<()> {
    tx.execute("update accounts set closes_at = $2 where id = $1", params![tx.account(), closes_at])?;
    tx.execute(
        "insert into closings (account_id, asked_at, asked_by_person_id, reason) values ($1, $2, $3, $4)",
        params![tx.account(), tx.now(), tx.actor().person_id(), reason],
    )?;
    Ok(())
}

/// What was running out while nobody could do anything about it has as long to go as it had `asked_at`.
pub(super) fn give_time_back(tx: &mut Tx<'_, Writing>, asked_at: i64) -> Result<()> {
    let shut = tx.now() - asked_at;
    tx.execute(
        "update bin set deleted_at = deleted_at + $2 where account_id = $1",
        params![tx.account(), shut],
    )?;
    tx.execute(
        "update handovers set undo_until = undo_until + $2 where account_id = $1 and undo_until > $3",
        params![tx.account(), shut, asked_at],
    )?;
    Ok(())
}

pub(super) fn keep(tx: &mut Tx<'_, Writing>) -> Result<()> {
    tx.execute("update accounts set closes_at = null where id = $1", params![tx.account()])?;
    tx.execute("delete from closings where account_id = $1", params![tx.account()])?;
    Ok(())
}

pub(super) fn set_reminded(tx: &mut Tx<'_, Writing>) -> Result<()> {
    let sql = "update closings set reminded_at = $2 where account_id = $1";
    tx.execute(sql, params![tx.account(), tx.now()])?;
    Ok(())
}

pub(super) fn set_begun(tx: &mut Tx<'_, Writing>) -> Result<()> {
    tx.execute("update closings set begun_at = $2 where account_id = $1", params![tx.account(), tx.now()])?;
    Ok(())
}

/// Integrators who are inside.
pub(super) fn integrators<S>(tx: &mut Tx<'_, S>) -> Result<Vec<i64>> {
    let sql = "select id from people where account_id = $1 and category = 'integrator' and status = 'active'
        and valid_until > $2 order by id limit 50";
    tx.query(sql, params![tx.account(), tx.now()])?.iter().map(|row| Ok(row.at(0)?)).collect()
}

/// Administrators whom no letter reaches.
pub(super) fn without_email<S>(tx: &mut Tx<'_, S>) -> Result<Vec<i64>> {
    let sql =
        "select id from people where account_id = $1 and category = 'administrator' and status = 'active'
        and email is null order by id limit 50";
    tx.query(sql, params![tx.account()])?.iter().map(|row| Ok(row.at(0)?)).collect()
}

/// Whether another customer of the partner whose account this is closes, too.
pub(super) fn another_closes<S>(tx: &mut Tx<'_, S>, customer: i64) -> Result<bool> {
    let sql =
        "select 1 from accounts where partner_account_id = $1 and id <> $2 and closes_at is not null limit 1";
    Ok(tx.query_opt(sql, params![tx.account(), customer])?.is_some())
}

/// Nobody waits for a million rows: more than so many are "more".
pub(super) const COUNTED: i64 = 10_000;

/// How much there is of what people know by name, the rows of it.
const COUNTS: [(&str, &str); 14] = [
    ("people", "people where account_id = $1"),
    ("deals", "deals where account_id = $1"),
    ("contacts", "contacts where account_id = $1"),
    ("companies", "companies where account_id = $1"),
    ("tasks", "tasks where account_id = $1"),
    ("products", "products where account_id = $1"),
    ("comments", "record_comments where account_id = $1"),
    ("deleted", "bin where account_id = $1"),
    ("pictures", "pictures where account_id = $1"),
    ("tokens", "api_tokens where account_id = $1 and ended_at is null"),
    ("forms", "forms where account_id = $1"),
    ("triggers", "triggers where account_id = $1"),
    ("handovers", "handovers where account_id = $1"),
    ("journal", "events where account_id = $1"),
];

pub(super) fn counts<S>(tx: &mut Tx<'_, S>) -> Result<Vec<(&'static str, i64)>> {
    let looks = COUNTS.map(|(_, rows)| {
        let sql = format!("select count(*) from (select 1 from {rows} limit {}) c", COUNTED + 1);
        (sql, params![tx.account()].to_vec())
    });
    let answers = tx.query_all(&looks)?;
    let count = |rows: &Vec<::store::Row>| rows.first().map_or(Ok(0), |row| row.at(0));
    COUNTS.iter().zip(&answers).map(|((what, _), rows)| Ok((*what, count(rows)?))).collect()
}

/// The partners who know the company: who looks after it, and whomever it asked for something.
pub(super) fn partners<S>(tx: &mut Tx<'_, S>) -> Result<Vec<i64>> {
    let sql = "select p.account_id from partners p where p.account_id <> $1 and (
            p.account_id in (select partner_account_id from accounts where id = $1)
            or p.account_id in (select partner_account_id from seat_requests where account_id = $1)
            or p.account_id in (select partner_account_id from partner_replies where account_id = $1))
        order by p.account_id";
    tx.query(sql, params![tx.account()])?.iter().map(|row| Ok(row.at(0)?)).collect()
}

/// The accounts that this one, as a partner, looks after.
pub(super) fn customers<S>(tx: &mut Tx<'_, S>) -> Result<Vec<i64>> {
    let sql = "select id from accounts where partner_account_id = $1 and id <> $1 order by id";
    tx.query(sql, params![tx.account()])?.iter().map(|row| Ok(row.at(0)?)).collect()
}

/// In a partner's account: what it keeps of the customer. Nothing of theirs waits any more.
pub(super) fn keep_closed(tx: &mut Tx<'_, Writing>, customer: i64, name: &str, closed_at: i64) -> Result<()> {
    tx.execute(
        "insert into closed_customers (account_id, customer_account_id, name, closed_at) values ($1, $2, $3, $4)
        on conflict (account_id, customer_account_id) do nothing",
        params![tx.account(), customer, name, closed_at],
    )?;
    tx.execute(
        "update partner_requests set state = 'withdrawn', ended_at = $3
        where account_id = $1 and customer_account_id = $2 and state = 'waiting'",
        params![tx.account(), customer, tx.now()],
    )?;
    tx.execute(
        "update partner_leads set state = 'passed', ended_at = $3
        where account_id = $1 and customer_account_id = $2 and state in ('waiting', 'offered')",
        params![tx.account(), customer, tx.now()],
    )?;
    Ok(())
}

/// So many rows of the table at most; how many went. `key`: what tells them apart in the account.
pub(super) fn remove_some(tx: &mut Tx<'_, Writing>, table: &str, key: &[String], most: i64) -> Result<i64> {
    let key = key.join(", ");
    let gone = tx.execute(
        &format!(
            "delete from {table} where account_id = $1 and ({key}) in (
                select {key} from {table} where account_id = $1 limit $2)"
        ),
        params![tx.account(), most],
    )?;
    Ok(i64::try_from(gone).unwrap_or(i64::MAX))
}

/// The account's row, and what the installation keeps of it.
pub(super) fn remove_account(tx: &mut Tx<'_, Writing>) -> Result<()> {
    tx.execute(
        "insert into closed_accounts (id, name, closed_at, removed_at)
        select id, name, closes_at, $2 from accounts where id = $1",
        params![tx.account(), tx.now()],
    )?;
    tx.execute("delete from accounts where id = $1", params![tx.account()])?;
    Ok(())
}

/// An account that is gone, as the operator hears of it.
#[derive(Clone, Debug)]
pub struct Gone {
    pub id: i64,
    pub name: String,
    /// ms UTC.
    pub closed_at: i64,
    pub removed_at: i64,
}

/// All of them, the last one first.
pub fn gone(tx: &mut ::store::Tx<'_>) -> Result<Vec<Gone>> {
    let sql = "select id, name, closed_at, removed_at from closed_accounts order by removed_at desc, id";
    tx.query(sql, params![])?
        .iter()
        .map(|row| {
            Ok(Gone { id: row.at(0)?, name: row.at(1)?, closed_at: row.at(2)?, removed_at: row.at(3)? })
        })
        .collect()
}
