//! The SQL of integrators.

use ::store::params;
use base::org::{Person, store as rows};
use base::{Result, Tx, Writing};

/// All of them: who is here first, by name.
pub(super) fn all<S>(tx: &mut Tx<'_, S>) -> Result<Vec<Person>> {
    let sql = format!(
        "select {} from people p join roles o on o.account_id = p.account_id and o.id = p.role_id
        where p.account_id = $1 and p.category = 'integrator' order by p.status_rank, p.name_key, p.id",
        rows::PERSON
    );
    let found = tx.query(&sql, params![tx.account()])?;
    found.iter().map(|row| rows::person(tx, row)).collect()
}

/// Those who have not left though their time is over or nobody vouches for them.
pub(super) fn over<S>(tx: &mut Tx<'_, S>) -> Result<Vec<i64>> {
    let sql = format!(
        "select p.id from people p where p.account_id = $1 and p.category = 'integrator'
        and p.status in ('pending', 'active', 'blocked') and (p.valid_until <= $2 or not {}) order by p.id",
        rows::VOUCHED
    );
    tx.query(&sql, params![tx.account(), tx.now()])?.iter().map(|row| Ok(row.at(0)?)).collect()
}

pub(super) fn set_until(tx: &mut Tx<'_, Writing>, person: i64, until: i64) -> Result<()> {
    tx.execute(
        "update people set valid_until = $3, updated_at = $4, version = version + 1 where account_id = $1 and id = $2",
        params![tx.account(), person, until, tx.now()],
    )?;
    Ok(())
}

pub(super) fn set_answerable(tx: &mut Tx<'_, Writing>, person: i64, to: i64) -> Result<()> {
    tx.execute(
        "update people set answerable_person_id = $3, updated_at = $4, version = version + 1
        where account_id = $1 and id = $2",
        params![tx.account(), person, to, tx.now()],
    )?;
    Ok(())
}
