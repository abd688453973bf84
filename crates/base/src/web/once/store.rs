//! The SQL of words used once.

use ::store::params;

use super::Row;
use crate::{Keeping, Result};

/// How long a word is remembered: a day, in ms.
const KEPT_MS: i64 = 24 * 3_600_000;

/// What a used word holds: its request's digest, and the answer's status and body once it is there.
type Used = (String, Option<i64>, Option<String>);

/// Takes the word, or tells what it was used for.
pub(super) fn claim(tx: &mut Keeping<'_>, row: &Row, digest: &str) -> Result<Option<Used>> {
    let now = tx.now;
    let taken = tx.execute(
        "insert into idempotency (account_id, person_id, key, digest, status, body, at)
        values ($1, $2, $3, $4, null, null, $5) on conflict (account_id, person_id, key) do nothing",
        params![row.account, row.person, row.word.clone(), digest, now],
    )?;
    if taken == 1 {
        return Ok(None);
    }
    let sql =
        "select digest, status, body from idempotency where account_id = $1 and person_id = $2 and key = $3";
    let found = tx.query(sql, params![row.account, row.person, row.word.clone()])?;
    found.first().map(|row| Ok((row.at(0)?, row.at(1)?, row.at(2)?))).transpose()
}

pub(super) fn done(tx: &mut Keeping<'_>, row: &Row, status: i64, body: &str) -> Result<()> {
    tx.execute(
        "update idempotency set status = $4, body = $5 where account_id = $1 and person_id = $2 and key = $3",
        params![row.account, row.person, row.word.clone(), status, body],
    )?;
    Ok(())
}

pub(super) fn release(tx: &mut Keeping<'_>, row: &Row) -> Result<()> {
    tx.execute(
        "delete from idempotency where account_id = $1 and person_id = $2 and key = $3 and status is null",
        params![row.account, row.person, row.word.clone()],
    )?;
    Ok(())
}

/// Forgets the words of one account that are older than a day.
pub fn sweep(tx: &mut Keeping<'_>, account: i64) -> Result<()> {
    let until = tx.now - KEPT_MS;
    tx.execute("delete from idempotency where account_id = $1 and at < $2", params![account, until])?;
    Ok(())
}
