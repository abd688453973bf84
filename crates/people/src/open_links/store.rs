//! The SQL of open links and of who waits.

use ::store::{Row, params};
use base::{Result, Tx, Writing};

use super::link::{Link, Wish};
use super::waiting::Join;

const LINK: &str = "select l.id, l.role_id, o.name, o.key, l.department_id, d.name, l.approval, l.most, l.used, l.created_by,
    l.created_at, l.expires_at, l.ended_at from open_links l
    left join roles o on o.account_id = l.account_id and o.id = l.role_id
    left join departments d on d.account_id = l.account_id and d.id = l.department_id where l.account_id = $1";

const JOIN: &str = "select j.id, j.open_link_id, j.name, j.email, l.role_id, d.id, j.asked_at from open_joins j
    join open_links l on l.account_id = j.account_id and l.id = j.open_link_id
    left join departments d on d.account_id = l.account_id and d.id = l.department_id where j.account_id = $1";

pub(super) fn add(
    tx: &mut Tx<'_, Writing>,
    id: i64,
    (role, wish): (i64, Wish),
    hash: &[u8],
    until: i64,
) -> Result<()> {
    tx.execute(
        "insert into open_links (account_id, id, secret_hash, role_id, department_id, approval, most, used, created_by,
            created_at, expires_at)
        values ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9, $10)",
        params![
            tx.account(),
            id,
            hash.to_vec(),
            role,
            wish.department_id,
            wish.approval,
            wish.most,
            tx.actor().person_id(),
            tx.now(),
            until
        ],
    )?;
    Ok(())
}

pub(super) fn all<S>(tx: &mut Tx<'_, S>) -> Result<Vec<Link>> {
    let sql = format!("{LINK} order by case when l.ended_at is null then 0 else 1 end, l.id desc limit 100");
    tx.query(&sql, params![tx.account()])?.iter().map(link).collect()
}

pub(super) fn by_hash<S>(tx: &mut Tx<'_, S>, hash: &[u8]) -> Result<Option<Link>> {
    let sql = format!("{LINK} and l.secret_hash = $2");
    tx.query_opt(&sql, params![tx.account(), hash.to_vec()])?.as_ref().map(link).transpose()
}

pub(super) fn lock<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<Link>> {
    let lock = format!("select id from open_links where account_id = $1 and id = $2{}", tx.dialect().lock());
    tx.query(&lock, params![tx.account(), id])?;
    let sql = format!("{LINK} and l.id = $2");
    tx.query_opt(&sql, params![tx.account(), id])?.as_ref().map(link).transpose()
}

pub(super) fn use_one(tx: &mut Tx<'_, Writing>, id: i64) -> Result<()> {
    let sql = "update open_links set used = used + 1 where account_id = $1 and id = $2";
    tx.execute(sql, params![tx.account(), id])?;
    Ok(())
}

pub(super) fn end(tx: &mut Tx<'_, Writing>, id: i64) -> Result<()> {
    let sql = "update open_links set ended_at = $3 where account_id = $1 and id = $2";
    tx.execute(sql, params![tx.account(), id, tx.now()])?;
    Ok(())
}

pub(super) fn waits<S>(tx: &mut Tx<'_, S>, email: &str) -> Result<bool> {
    let sql = "select id from open_joins where account_id = $1 and email = $2";
    Ok(tx.query_opt(sql, params![tx.account(), email])?.is_some())
}

pub(super) fn add_join(
    tx: &mut Tx<'_, Writing>,
    id: i64,
    link: i64,
    (name, email): (&str, &str),
) -> Result<()> {
    tx.execute(
        "insert into open_joins (account_id, id, open_link_id, name, email, asked_at) values ($1, $2, $3, $4, $5, $6)",
        params![tx.account(), id, link, name, email, tx.now()],
    )?;
    Ok(())
}

pub(super) fn joins<S>(tx: &mut Tx<'_, S>) -> Result<Vec<Join>> {
    let sql = format!("{JOIN} order by j.id limit 300");
    tx.query(&sql, params![tx.account()])?.iter().map(join).collect()
}

pub(super) fn find_join<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<Join>> {
    let sql = format!("{JOIN} and j.id = $2");
    tx.query_opt(&sql, params![tx.account(), id])?.as_ref().map(join).transpose()
}

/// Whether somebody still waited there.
pub(super) fn remove_join(tx: &mut Tx<'_, Writing>, id: i64) -> Result<bool> {
    let sql = "delete from open_joins where account_id = $1 and id = $2";
    Ok(tx.execute(sql, params![tx.account(), id])? > 0)
}

fn link(row: &Row) -> Result<Link> {
    Ok(Link {
        id: row.at(0)?,
        role_id: row.at(1)?,
        role: row.at(2)?,
        role_key: row.at(3)?,
        department_id: row.at(4)?,
        department: row.at(5)?,
        approval: row.at(6)?,
        most: row.at(7)?,
        used: row.at(8)?,
        created_by: row.at(9)?,
        created_at: row.at(10)?,
        expires_at: row.at(11)?,
        ended_at: row.at(12)?,
    })
}

fn join(row: &Row) -> Result<Join> {
    Ok(Join {
        id: row.at(0)?,
        open_link: row.at(1)?,
        name: row.at(2)?,
        email: row.at(3)?,
        role_id: row.at(4)?,
        department_id: row.at(5)?,
        asked_at: row.at(6)?,
    })
}
