//! The SQL that keeps records findable, on engines where that isn't the database's own work.

use ::store::params;

use crate::{Reading, Result, Tx, Writing};

/// The record of this table is found by this text from now on.
pub fn keep(tx: &mut Tx<'_, Writing>, table: &str, id: i64, text: &str) -> Result<()> {
    keep_all(tx, table, &[(id, text)])
}

/// As `keep`, for many at once.
pub fn keep_all(tx: &mut Tx<'_, Writing>, table: &str, records: &[(i64, &str)]) -> Result<()> {
    if let Some((sql, values)) = tx.dialect().keep_found(table, tx.account(), records) {
        tx.execute(&sql, &values)?;
    }
    Ok(())
}

/// As `keep`, after a change of what may not have been the text.
pub fn changed(tx: &mut Tx<'_, Writing>, table: &str, id: i64, before: &str, after: &str) -> Result<()> {
    if before == after { Ok(()) } else { keep(tx, table, id, after) }
}

/// The record is found no more.
pub fn forget(tx: &mut Tx<'_, Writing>, table: &str, id: i64) -> Result<()> {
    if let Some(sql) = tx.dialect().forget_found(table) {
        tx.execute(&sql, params![id])?;
    }
    Ok(())
}

/// No record of the account is found any more: before all of them go.
pub fn forget_account(tx: &mut Tx<'_, Writing>, account: i64) -> Result<()> {
    for table in super::TABLES {
        if let Some(sql) = tx.dialect().forget_all_found(table) {
            tx.execute(&sql, params![account])?;
        }
    }
    Ok(())
}

/// How many records `verify` looks for by all that they say; that they are found at all is asked of every one.
const LOOKED_FOR: usize = 5_000;

/// Where index and table differ, for `verify`: ids that are found but not there, and ids that are there but can't be
/// found. Empty where the database keeps the index.
pub fn astray(tx: &mut Tx<'_, Reading>, table: &str) -> Result<(Vec<i64>, Vec<i64>)> {
    let Some(indexed) = tx.dialect().indexed(table) else { return Ok(Default::default()) };
    let account = format!("\"{}:\"", tx.account());
    let mut ids = |sql: String| -> Result<Vec<i64>> {
        let rows = tx.query(&sql, params![tx.account(), account.as_str()])?;
        Ok(rows.iter().map(|row| row.at(0)).collect::<Result<_, _>>()?)
    };
    let in_vain = ids(format!(
        "select f.id from ({indexed}) f left join {table} r on r.account_id = $1 and r.id = f.id
        where r.id is null limit 20"
    ))?;
    let mut lost = ids(format!(
        "select r.id from {table} r where r.account_id = $1 and r.id not in ({indexed}) limit 20"
    ))?;
    lost.extend(unfound(tx, table)?);
    lost.sort_unstable();
    lost.dedup();
    Ok((in_vain, lost))
}

/// The newest records that aren't found by all of their grams.
fn unfound(tx: &mut Tx<'_, Reading>, table: &str) -> Result<Vec<i64>> {
    const AT_ONCE: usize = 1_000;
    let sql = format!(
        "select id, search_text from {table} where account_id = $1 and id < $2 order by id desc limit {AT_ONCE}"
    );
    let (mut unfound, mut before) = (Vec::new(), i64::MAX);
    for _ in 0..LOOKED_FOR / AT_ONCE {
        let rows = tx.query(&sql, params![tx.account(), before])?;
        for row in &rows {
            let (id, text): (i64, String) = (row.at(0)?, row.at(1)?);
            before = id;
            let Some((asked, grams)) = tx.dialect().found_by(table, tx.account(), &text) else { continue };
            if tx.query_opt(&asked, &[id.into(), grams])?.is_none() && unfound.len() < 20 {
                unfound.push(id);
            }
        }
        if rows.len() < AT_ONCE {
            break;
        }
    }
    Ok(unfound)
}
