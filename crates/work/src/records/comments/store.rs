//! The SQL of comments on records.

use ::store::{Row, Value, params};
use base::{Kind, Result, Tx, Writing};

use super::Comment;
use crate::records::Asked;
use crate::records::query::Way;

const COLUMNS: &str = "select id, comment, author_person_id, at, changed_at, version from record_comments
    where account_id = $1 and kind = $2 and record_id = $3";

fn comment(row: &Row) -> Result<Comment> {
    Ok(Comment {
        id: row.at(0)?,
        text: row.at(1)?,
        author: row.at(2)?,
        at: row.at(3)?,
        changed_at: row.at(4)?,
        version: row.at(5)?,
    })
}

/// A page of a record's comments in the order asked for.
pub fn page<S>(tx: &mut Tx<'_, S>, kind: Kind, record: i64, asked: &Asked) -> Result<Vec<Comment>> {
    let (beyond, order) = match asked.way {
        Way::Descending => ("<", "desc"),
        Way::Ascending => (">", "asc"),
    };
    let mut values = params![tx.account(), kind.code(), record, asked.limit + 1].to_vec();
    let from = match &asked.start {
        Some(start) => {
            values.push(Value::from(start.id));
            format!(" and id {beyond} $5")
        }
        None => String::new(),
    };
    let sql = format!("{COLUMNS}{from} order by id {order} limit $4");
    tx.query(&sql, &values)?.iter().map(comment).collect()
}

/// The comments of a record with these ids; those that are gone are left out.
pub fn standing<S>(tx: &mut Tx<'_, S>, kind: Kind, record: i64, ids: &[i64]) -> Result<Vec<Comment>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let marks: Vec<String> = (0..ids.len()).map(|n| format!("${}", n + 4)).collect();
    let sql = format!("{COLUMNS} and id in ({})", marks.join(", "));
    let mut values = params![tx.account(), kind.code(), record].to_vec();
    values.extend(ids.iter().map(|id| Value::from(*id)));
    tx.query(&sql, &values)?.iter().map(comment).collect()
}

/// How many a record has, up to the cap and one more.
pub fn count<S>(tx: &mut Tx<'_, S>, kind: Kind, record: i64, cap: i64) -> Result<i64> {
    let sql = "select count(*) from (select 1 as one from record_comments
        where account_id = $1 and kind = $2 and record_id = $3 limit $4) c";
    Ok(tx.query_one(sql, params![tx.account(), kind.code(), record, cap + 1])?.at(0)?)
}

/// A comment of the actor's.
pub fn add(tx: &mut Tx<'_, Writing>, kind: Kind, record: i64, text: &str) -> Result<i64> {
    let (id, author) = (tx.new_id()?, tx.actor().person_id());
    tx.execute(
        "insert into record_comments (account_id, id, kind, record_id, comment, author_person_id, at, version)
        values ($1, $2, $3, $4, $5, $6, $7, 1)",
        params![tx.account(), id, kind.code(), record, text, author, tx.now()],
    )?;
    Ok(id)
}

pub fn change(tx: &mut Tx<'_, Writing>, id: i64, text: &str) -> Result<()> {
    tx.execute(
        "update record_comments set comment = $3, changed_at = $4, version = version + 1
        where account_id = $1 and id = $2",
        params![tx.account(), id, text, tx.now()],
    )?;
    Ok(())
}

pub fn remove(tx: &mut Tx<'_, Writing>, id: i64) -> Result<()> {
    tx.execute("delete from record_comments where account_id = $1 and id = $2", params![tx.account(), id])?;
    Ok(())
}

/// The record is gone for good.
pub fn forget(tx: &mut Tx<'_, Writing>, kind: Kind, record: i64) -> Result<()> {
    tx.execute(
        "delete from record_comments where account_id = $1 and kind = $2 and record_id = $3",
        params![tx.account(), kind.code(), record],
    )?;
    Ok(())
}
