//! The SQL of queues.

use std::collections::BTreeMap;

use ::store::params;

use super::{ids, kind_at};
use crate::portfolios::queues::Queue;
use crate::{Kind, Result, Tx, Writing};

/// Every queue with its holders and what is in it, by name.
pub fn all<S>(tx: &mut Tx<'_, S>) -> Result<Vec<Queue>> {
    let sql = "select q.id, q.department_id, q.name, h.kind, h.holder_person_id,
            cast(coalesce(sum(r.count), 0) as bigint) as n
        from portfolios q join portfolio_holders h on h.account_id = q.account_id and h.portfolio_id = q.id
        left join rollups r on r.account_id = $1 and r.portfolio_id = q.id and r.kind = h.kind
        where q.account_id = $1 and q.department_id is not null
        group by q.id, q.department_id, q.name, h.kind, h.holder_person_id order by q.name, q.id, h.kind";
    let mut queues: Vec<Queue> = Vec::new();
    for row in tx.query(sql, params![tx.account()])? {
        let (id, kind) = (row.at(0)?, kind_at(&row, 3)?);
        if queues.last().is_none_or(|last| last.id != id) {
            let (department, name) = (row.at(1)?, row.at(2)?);
            queues.push(Queue { id, department, name, holders: BTreeMap::new(), counts: BTreeMap::new() });
        }
        if let Some(queue) = queues.last_mut() {
            queue.holders.insert(kind, row.at(4)?);
            queue.counts.insert(kind, row.at(5)?);
        }
    }
    Ok(queues)
}

pub fn of_member<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<Vec<i64>> {
    let sql = "select q.id from department_members m join portfolios q on q.account_id = m.account_id
        and q.department_id = m.department_id where m.account_id = $1 and m.person_id = $2 order by q.id";
    ids(tx.query(sql, params![tx.account(), person])?)
}

/// The department whose queue the portfolio is.
pub fn department<S>(tx: &mut Tx<'_, S>, portfolio: i64) -> Result<Option<i64>> {
    let sql = "select department_id from portfolios where account_id = $1 and id = $2";
    let row = tx.query_opt(sql, params![tx.account(), portfolio])?;
    Ok(row.map(|row| row.at(0)).transpose()?.flatten())
}

/// As `department`, with the queue held against others until the end of the act.
pub fn lock<S>(tx: &mut Tx<'_, S>, queue: i64) -> Result<Option<i64>> {
    let lock = tx.dialect().lock();
    let sql = format!("select department_id from portfolios where account_id = $1 and id = $2{lock}");
    let row = tx.query_opt(&sql, params![tx.account(), queue])?;
    Ok(row.map(|row| row.at(0)).transpose()?.flatten())
}

pub fn add(tx: &mut Tx<'_, Writing>, id: i64, department: i64, name: &str) -> Result<()> {
    tx.execute(
        "insert into portfolios (account_id, id, home_person_id, department_id, name, created_at)
        values ($1, $2, null, $3, $4, $5)",
        params![tx.account(), id, department, name, tx.now()],
    )?;
    Ok(())
}

pub fn rename(tx: &mut Tx<'_, Writing>, id: i64, name: &str) -> Result<()> {
    tx.execute(
        "update portfolios set name = $3 where account_id = $1 and id = $2",
        params![tx.account(), id, name],
    )?;
    Ok(())
}

/// The department's queues are queues no more; who answered for them keeps them.
pub fn close(tx: &mut Tx<'_, Writing>, department: i64) -> Result<()> {
    tx.execute(
        "update portfolios set department_id = null where account_id = $1 and department_id = $2",
        params![tx.account(), department],
    )?;
    Ok(())
}

/// The members of a department, by id.
pub fn members<S>(tx: &mut Tx<'_, S>, department: i64) -> Result<Vec<i64>> {
    let sql = "select person_id from department_members where account_id = $1 and department_id = $2 order by person_id";
    ids(tx.query(sql, params![tx.account(), department])?)
}

pub fn last_turn<S>(tx: &mut Tx<'_, S>, queue: i64, kind: Kind) -> Result<Option<i64>> {
    let sql =
        "select last_person_id from queue_turns where account_id = $1 and portfolio_id = $2 and kind = $3";
    let row = tx.query_opt(sql, params![tx.account(), queue, kind.code()])?;
    Ok(row.map(|row| row.at(0)).transpose()?)
}

pub fn set_turn(tx: &mut Tx<'_, Writing>, queue: i64, kind: Kind, person: i64) -> Result<()> {
    tx.execute(
        "insert into queue_turns (account_id, portfolio_id, kind, last_person_id) values ($1, $2, $3, $4)
        on conflict (account_id, portfolio_id, kind) do update set last_person_id = excluded.last_person_id",
        params![tx.account(), queue, kind.code(), person],
    )?;
    Ok(())
}
