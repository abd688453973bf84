//! The SQL of who held a record.

use ::store::{Value, params};

use crate::portfolios::holders::By;
use crate::{Kind, Result, Tx};

/// The record's own moves, oldest first: when, from which portfolio. By time, since ids of several nodes are not in
/// order.
pub fn moves<S>(tx: &mut Tx<'_, S>, kind: Kind, id: i64) -> Result<Vec<(i64, i64)>> {
    let sql = "select at, from_portfolio_id from record_moves
        where account_id = $1 and kind = $2 and record_id = $3 order by at, id";
    tx.query(sql, params![tx.account(), kind.code(), id])?
        .iter()
        .map(|row| Ok((row.at(0)?, row.at(1)?)))
        .collect()
}

/// Hand-overs by id.
pub fn handovers<S>(tx: &mut Tx<'_, S>, ids: &[i64]) -> Result<Vec<By>> {
    let mut all = Vec::new();
    for some in ids.chunks(200) {
        let marks: Vec<String> = (0..some.len()).map(|n| format!("${}", n + 2)).collect();
        let sql = format!(
            "select id, number, what, person_id from handovers where account_id = $1 and id in ({})",
            marks.join(", ")
        );
        let mut values = vec![Value::from(tx.account())];
        values.extend(some.iter().map(|id| Value::from(*id)));
        for row in tx.query(&sql, &values)? {
            all.push(By { id: row.at(0)?, number: row.at(1)?, what: row.at(2)?, person: row.at(3)? });
        }
    }
    Ok(all)
}
