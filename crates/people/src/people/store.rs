//! The SQL of people; reading one or their names is in `base::org`.

use ::store::params;
use base::{Result, Tx, Writing};

use super::insert::NewPerson;
use super::writing::{name_key, search_text};

/// Who is an administrator doesn't change until the end of the act.
pub(super) fn lock_account<S>(tx: &mut Tx<'_, S>) -> Result<()> {
    let sql = format!("select id from accounts where id = $1{}", tx.dialect().lock());
    tx.query_one(&sql, params![tx.account()])?;
    Ok(())
}

/// Active administrators who have a password, without this one.
pub(super) fn other_administrators<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<i64> {
    let sql = "select count(*) from people p join identities i on i.id = p.identity_id
        where p.account_id = $1 and p.id <> $2 and p.category = 'administrator' and p.status = 'active'
        and i.password_hash is not null and p.needs_link = 0";
    Ok(tx.query_one(sql, params![tx.account(), person])?.at(0)?)
}

pub(super) fn insert(tx: &mut Tx<'_, Writing>, new: &NewPerson) -> Result<()> {
    let search =
        search_text(new.id, &new.name, new.email.as_deref(), new.login.as_deref(), new.phone.as_deref());
    tx.execute(
        "insert into people (account_id, id, identity_id, name, name_key, email, login, phone, category, status,
            status_rank, role_id, answerable_person_id, lang, epoch, search_text, created_by, created_at, updated_at,
            version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1, $15, $16, $17, $17, 1)",
        params![
            tx.account(),
            new.id,
            new.identity_id,
            &new.name,
            name_key(&new.name),
            new.email.clone(),
            new.login.clone(),
            new.phone.clone(),
            new.category.code(),
            new.status.code(),
            new.status.rank(),
            new.role_id,
            new.answerable_person_id,
            new.lang.clone(),
            search,
            tx.actor().person_id(),
            tx.now()
        ],
    )?;
    Ok(())
}
