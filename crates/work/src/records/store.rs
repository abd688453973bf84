//! The SQL that is the same for every room of records.

use ::store::{Value, params};
use base::{Kind, Result, Tx, Writing};

use super::ask::Titled;
use super::{Room, Stub};

/// Gives the record another portfolio.
pub fn give(tx: &mut Tx<'_, Writing>, table: &str, id: i64, portfolio: i64) -> Result<()> {
    let sql = format!(
        "update {table} set portfolio_id = $3, updated_at = $4, version = version + 1 where account_id = $1 and id = $2"
    );
    tx.execute(&sql, params![tx.account(), id, portfolio, tx.now()])?;
    Ok(())
}

pub fn add_to_bin(tx: &mut Tx<'_, Writing>, kind: Kind, stub: &Stub, said: &str) -> Result<()> {
    tx.execute(
        "insert into bin (account_id, id, portfolio_id, kind, title, data, deleted_by, deleted_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            tx.account(),
            stub.id,
            stub.portfolio,
            kind.code(),
            &stub.title,
            said,
            tx.actor().person_id(),
            tx.now()
        ],
    )?;
    Ok(())
}

/// The record's own moves, oldest first: when, from which portfolio.
pub fn moves<S>(tx: &mut Tx<'_, S>, kind: Kind, id: i64) -> Result<Vec<(i64, i64)>> {
    let sql = "select at, from_portfolio_id from record_moves
        where account_id = $1 and kind = $2 and record_id = $3 order by id";
    tx.query(sql, params![tx.account(), kind.code(), id])?
        .iter()
        .map(|row| Ok((row.at(0)?, row.at(1)?)))
        .collect()
}

/// The records by id; unknown ids are left out.
pub fn titles<S>(tx: &mut Tx<'_, S>, room: &Room, ids: &[i64]) -> Result<Vec<Titled>> {
    let marks: Vec<String> = (0..ids.len()).map(|n| format!("${}", n + 2)).collect();
    let sql = format!(
        "select id, portfolio_id, {} from {} where account_id = $1 and id in ({}) order by id",
        room.title,
        room.table,
        marks.join(", ")
    );
    let mut values = vec![Value::from(tx.account())];
    values.extend(ids.iter().map(|id| Value::from(*id)));
    let rows = tx.query(&sql, &values)?;
    rows.iter().map(|row| Ok(Titled { id: row.at(0)?, portfolio: row.at(1)?, title: row.at(2)? })).collect()
}
