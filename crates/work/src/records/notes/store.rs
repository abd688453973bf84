//! The SQL of notes on records.

use ::store::{Row, Value, params};
use base::portfolios::urgent::Note;
use base::{Kind, Result, Tx, Writing};

use crate::records::store::table;

const NOTE: &str = "select id, record_id, note, author_person_id, at from record_notes
    where account_id = $1 and kind = $2 and done_at is null";

fn note(row: &Row) -> Result<Note> {
    Ok(Note { id: row.at(0)?, record: row.at(1)?, text: row.at(2)?, author: row.at(3)?, at: row.at(4)? })
}

/// What stands on these records, newest first.
pub fn standing<S>(tx: &mut Tx<'_, S>, kind: Kind, records: &[i64]) -> Result<Vec<Note>> {
    let mut all = Vec::new();
    for some in records.chunks(200) {
        let marks: Vec<String> = (0..some.len()).map(|n| format!("${}", n + 3)).collect();
        let sql = format!("{NOTE} and record_id in ({}) order by at desc, id desc", marks.join(", "));
        let mut values = params![tx.account(), kind.code()].to_vec();
        values.extend(some.iter().map(|id| Value::from(*id)));
        for row in tx.query(&sql, &values)? {
            all.push(note(&row)?);
        }
    }
    Ok(all)
}

/// How many stand on records of these portfolios.
pub fn count<S>(tx: &mut Tx<'_, S>, kind: Kind, portfolios: &[i64]) -> Result<i64> {
    let mut all = 0;
    for some in portfolios.chunks(200) {
        let marks: Vec<String> = (0..some.len()).map(|n| format!("${}", n + 3)).collect();
        let sql = format!(
            "select count(*) from record_notes n join {} r on r.account_id = n.account_id and r.id = n.record_id
            where n.account_id = $1 and n.kind = $2 and n.done_at is null and r.portfolio_id in ({})",
            table(kind),
            marks.join(", ")
        );
        let mut values = params![tx.account(), kind.code()].to_vec();
        values.extend(some.iter().map(|id| Value::from(*id)));
        all += tx.query_one(&sql, &values)?.at::<i64>(0)?;
    }
    Ok(all)
}

/// A note of the actor's; the one that stood before must be put away.
pub fn add(tx: &mut Tx<'_, Writing>, kind: Kind, record: i64, text: &str) -> Result<i64> {
    let (id, author) = (tx.new_id()?, tx.actor().person_id());
    tx.execute(
        "insert into record_notes (account_id, id, kind, record_id, note, author_person_id, at)
        values ($1, $2, $3, $4, $5, $6, $7)",
        params![tx.account(), id, kind.code(), record, text, author, tx.now()],
    )?;
    Ok(id)
}

/// The note stands no more.
pub fn end(tx: &mut Tx<'_, Writing>, id: i64) -> Result<()> {
    let by = tx.actor().person_id();
    tx.execute(
        "update record_notes set done_at = $3, done_by = $4 where account_id = $1 and id = $2 and done_at is null",
        params![tx.account(), id, tx.now(), by],
    )?;
    Ok(())
}

/// The record is gone for good.
pub fn forget(tx: &mut Tx<'_, Writing>, kind: Kind, record: i64) -> Result<()> {
    tx.execute(
        "delete from record_notes where account_id = $1 and kind = $2 and record_id = $3",
        params![tx.account(), kind.code(), record],
    )?;
    Ok(())
}
