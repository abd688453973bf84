//! The SQL of imports: which row of which source made which record.

use std::collections::HashMap;

use ::store::{Value, params};
use base::{Result, Tx, Writing};

/// What is remembered of a row that went in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub record: i64,
    pub digest: String,
}

/// Everything the source brought in before, by kind and key.
pub fn marks<S>(tx: &mut Tx<'_, S>, source: &str) -> Result<HashMap<String, HashMap<String, Mark>>> {
    let sql = "select kind, key, record_id, digest from import_keys where account_id = $1 and source = $2";
    let mut marks: HashMap<String, HashMap<String, Mark>> = HashMap::new();
    for row in tx.query(sql, params![tx.account(), source])? {
        let mark = Mark { record: row.at(2)?, digest: row.at(3)? };
        marks.entry(row.at(0)?).or_default().insert(row.at(1)?, mark);
    }
    Ok(marks)
}

/// Somebody who is here, by all the names they go by.
pub struct Named {
    pub id: i64,
    pub name: String,
    pub email: Option<String>,
    pub login: Option<String>,
}

/// Everybody in the account, whatever their status.
pub fn everybody<S>(tx: &mut Tx<'_, S>) -> Result<Vec<Named>> {
    let sql = "select id, name, email, login from people where account_id = $1 order by id";
    tx.query(sql, params![tx.account()])?
        .iter()
        .map(|row| Ok(Named { id: row.at(0)?, name: row.at(1)?, email: row.at(2)?, login: row.at(3)? }))
        .collect()
}

/// Remembers rows that are new. That somebody else has just brought one of them in is for the database to say.
pub fn learn(tx: &mut Tx<'_, Writing>, source: &str, kind: &str, marks: &[(&str, Mark)]) -> Result<()> {
    insert(tx, (source, kind), marks, "")
}

/// Remembers what rows say now, known or not.
pub fn remember(tx: &mut Tx<'_, Writing>, source: &str, kind: &str, marks: &[(&str, Mark)]) -> Result<()> {
    let known = " on conflict (account_id, source, kind, key)
        do update set record_id = excluded.record_id, digest = excluded.digest";
    insert(tx, (source, kind), marks, known)
}

fn insert(
    tx: &mut Tx<'_, Writing>,
    (source, kind): (&str, &str),
    marks: &[(&str, Mark)],
    known: &str,
) -> Result<()> {
    for some in marks.chunks(100) {
        let mut values = vec![Value::from(tx.account()), Value::from(source), Value::from(kind)];
        let mut rows = Vec::with_capacity(some.len());
        for (key, mark) in some {
            let next = values.len() + 1;
            rows.push(format!("($1, $2, $3, ${next}, ${}, ${})", next + 1, next + 2));
            values.extend([Value::from(*key), Value::from(mark.record), Value::from(mark.digest.as_str())]);
        }
        let sql = format!(
            "insert into import_keys (account_id, source, kind, key, record_id, digest) values {}{known}",
            rows.join(", ")
        );
        tx.execute(&sql, &values)?;
    }
    Ok(())
}
