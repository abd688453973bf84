//! The SQL of what people tell about all their work.

use ::store::params;
use base::{Result, Tx, Writing};

/// What a person tells about all their work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkNote {
    pub text: String,
    /// `None`: the operator.
    pub author: Option<i64>,
    /// ms UTC.
    pub at: i64,
}

/// The note that stood at a moment.
pub fn at<S>(tx: &mut Tx<'_, S>, person: i64, moment: i64) -> Result<Option<WorkNote>> {
    let sql = "select note, author_person_id, at from leaving_notes where account_id = $1 and person_id = $2
        and at <= $3 and (until is null or until > $3) order by at desc, id desc limit 1";
    let row = tx.query_opt(sql, params![tx.account(), person, moment])?;
    row.map(|row| Ok(WorkNote { text: row.at(0)?, author: row.at(1)?, at: row.at(2)? })).transpose()
}

/// What stands of the person stands no more; what it was delivered with keeps it.
pub fn end(tx: &mut Tx<'_, Writing>, person: i64) -> Result<()> {
    tx.execute(
        "update leaving_notes set until = $3 where account_id = $1 and person_id = $2 and until is null",
        params![tx.account(), person, tx.now()],
    )?;
    Ok(())
}

/// The actor's words stand from now on.
pub(super) fn add(tx: &mut Tx<'_, Writing>, person: i64, text: &str) -> Result<()> {
    let (id, author) = (tx.new_id()?, tx.actor().person_id());
    tx.execute(
        "insert into leaving_notes (account_id, id, person_id, note, author_person_id, at)
        values ($1, $2, $3, $4, $5, $6)",
        params![tx.account(), id, person, text, author, tx.now()],
    )?;
    Ok(())
}
