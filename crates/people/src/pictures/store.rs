//! The SQL of pictures. `people.picture` has the version that is shown, so that whoever reads a name knows of the picture.

use ::store::params;
use base::{Result, Tx, Writing};

use super::Squares;

pub(super) fn put(tx: &mut Tx<'_, Writing>, person: i64, version: i64, squares: &Squares) -> Result<()> {
    forget(tx, person)?;
    tx.execute(
        "insert into pictures (account_id, person_id, version, large, small) values ($1, $2, $3, $4, $5)",
        params![tx.account(), person, version, &squares.large, &squares.small],
    )?;
    tx.execute(
        "update people set picture = $3 where account_id = $1 and id = $2",
        params![tx.account(), person, version],
    )?;
    Ok(())
}

/// The person has no picture from now on.
pub fn forget(tx: &mut Tx<'_, Writing>, person: i64) -> Result<()> {
    tx.execute(
        "delete from pictures where account_id = $1 and person_id = $2",
        params![tx.account(), person],
    )?;
    tx.execute(
        "update people set picture = null where account_id = $1 and id = $2",
        params![tx.account(), person],
    )?;
    Ok(())
}

/// For lines; nothing of another version.
pub(super) fn small<S>(tx: &mut Tx<'_, S>, person: i64, version: i64) -> Result<Option<Vec<u8>>> {
    let sql = "select small from pictures where account_id = $1 and person_id = $2 and version = $3";
    Ok(tx.query_opt(sql, params![tx.account(), person, version])?.map(|row| row.at(0)).transpose()?)
}

/// The picture as large as it is kept.
pub fn large<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<Option<Vec<u8>>> {
    let sql = "select large from pictures where account_id = $1 and person_id = $2";
    Ok(tx.query_opt(sql, params![tx.account(), person])?.map(|row| row.at(0)).transpose()?)
}
