//! The SQL of searches: the customer's rows and the partner's.

use std::collections::HashMap;

use ::store::{Row, Value, params};
use base::{Result, Tx, Writing, partners};

use crate::partners::search::{Answer, Lead, Reply, Search, Standing, Wanted};

const SEARCH: &str = "select id, region, text, state, asked_by_person_id, asked_at from partner_searches
    where account_id = $1";

const LEAD: &str =
    "select l.id, l.customer_account_id, coalesce(a.name, c.name, '') as name, l.region, l.text, l.state, l.asked_at,
    l.word from partner_leads l left join accounts a on a.id = l.customer_account_id
    left join closed_customers c on c.account_id = l.account_id and c.customer_account_id = l.customer_account_id
    where l.account_id = $1";

/// The account of the act and these, the smaller id first, until the end of the act.
pub(in crate::partners) fn lock_accounts<S>(tx: &mut Tx<'_, S>, others: &[i64]) -> Result<()> {
    let marks: Vec<String> = (0..=others.len()).map(|n| format!("${}", n + 1)).collect();
    let sql = format!(
        "select id from accounts where id in ({}) order by id{}",
        marks.join(", "),
        tx.dialect().lock()
    );
    let mut ids = vec![Value::from(tx.account())];
    ids.extend(others.iter().map(|id| Value::from(*id)));
    tx.query(&sql, &ids)?;
    Ok(())
}

pub(in crate::partners) fn add(tx: &mut Tx<'_, Writing>, id: i64, wanted: &Wanted) -> Result<()> {
    tx.execute(
        "insert into partner_searches (account_id, id, region, text, state, asked_by_person_id, asked_at)
        values ($1, $2, $3, $4, 'open', $5, $6)",
        params![tx.account(), id, &wanted.region, &wanted.text, tx.actor().person_id(), tx.now()],
    )?;
    Ok(())
}

pub(in crate::partners) fn add_reply(tx: &mut Tx<'_, Writing>, id: i64, partner: i64) -> Result<()> {
    tx.execute(
        "insert into partner_replies (account_id, search_id, partner_account_id, state) values ($1, $2, $3, 'waiting')",
        params![tx.account(), id, partner],
    )?;
    Ok(())
}

/// The partner's row of the same search.
pub(in crate::partners) fn receive(
    tx: &mut Tx<'_, Writing>,
    id: i64,
    customer: i64,
    wanted: &Wanted,
) -> Result<()> {
    tx.execute(
        "insert into partner_leads (account_id, id, customer_account_id, region, text, state, asked_at)
        values ($1, $2, $3, $4, $5, 'waiting', $6)",
        params![tx.account(), id, customer, &wanted.region, &wanted.text, tx.now()],
    )?;
    Ok(())
}

pub(in crate::partners) fn find<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<Search>> {
    let sql = format!("{SEARCH} and id = $2");
    let row = tx.query_opt(&sql, params![tx.account(), id])?;
    row.map(|row| search(tx, &row)).transpose()
}

/// The newest searches of the account.
pub(in crate::partners) fn all<S>(tx: &mut Tx<'_, S>) -> Result<Vec<Search>> {
    let sql = format!("{SEARCH} order by id desc limit 10");
    let rows = tx.query(&sql, params![tx.account()])?;
    rows.iter().map(|row| search(tx, row)).collect()
}

fn search<S>(tx: &mut Tx<'_, S>, row: &Row) -> Result<Search> {
    let (id, state): (i64, String) = (row.at(0)?, row.at(3)?);
    Ok(Search {
        id,
        region: row.at(1)?,
        text: row.at(2)?,
        standing: Standing::parse(&state)?,
        asked_by: row.at(4)?,
        asked_at: row.at(5)?,
        replies: replies(tx, id)?,
    })
}

fn replies<S>(tx: &mut Tx<'_, S>, search: i64) -> Result<Vec<Answer>> {
    let sql =
        "select partner_account_id, state, word from partner_replies where account_id = $1 and search_id = $2
        order by coalesce(answered_at, 0) desc, partner_account_id";
    let rows = tx.query(sql, params![tx.account(), search])?;
    let mut known = HashMap::new();
    for row in &rows {
        let id: i64 = row.at(0)?;
        if let Some(partner) = partners::find(tx, id)? {
            known.insert(id, partner);
        }
    }
    let mut replies = Vec::new();
    for row in &rows {
        let (id, state): (i64, String) = (row.at(0)?, row.at(1)?);
        if let Some(partner) = known.remove(&id) {
            replies.push(Answer { partner, reply: Reply::parse(&state)?, word: row.at(2)? });
        }
    }
    Ok(replies)
}

pub(in crate::partners) fn settle(tx: &mut Tx<'_, Writing>, id: i64, standing: Standing) -> Result<()> {
    tx.execute(
        "update partner_searches set state = $3, ended_at = $4 where account_id = $1 and id = $2 and state = 'open'",
        params![tx.account(), id, standing.code(), tx.now()],
    )?;
    Ok(())
}

pub(in crate::partners) fn settle_reply(
    tx: &mut Tx<'_, Writing>,
    id: i64,
    partner: i64,
    reply: Reply,
    word: Option<&str>,
) -> Result<()> {
    tx.execute(
        "update partner_replies set state = $4, word = $5, answered_at = $6
        where account_id = $1 and search_id = $2 and partner_account_id = $3",
        params![tx.account(), id, partner, reply.code(), word.map(str::to_owned), tx.now()],
    )?;
    Ok(())
}

pub(in crate::partners) fn lead<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<Lead>> {
    let sql = format!("{LEAD} and l.id = $2");
    tx.query_opt(&sql, params![tx.account(), id])?.as_ref().map(as_lead).transpose()
}

/// What reached the partner, what waits first, then the newest.
pub(in crate::partners) fn leads<S>(tx: &mut Tx<'_, S>) -> Result<Vec<Lead>> {
    let sql = format!("{LEAD} order by case when l.state = 'waiting' then 0 else 1 end, l.id desc limit 50");
    tx.query(&sql, params![tx.account()])?.iter().map(as_lead).collect()
}

pub(in crate::partners) fn settle_lead(
    tx: &mut Tx<'_, Writing>,
    id: i64,
    reply: Reply,
    word: Option<&str>,
) -> Result<()> {
    tx.execute(
        "update partner_leads set state = $3, word = $4, ended_at = $5,
            answered_by_person_id = coalesce($6, answered_by_person_id)
        where account_id = $1 and id = $2",
        params![tx.account(), id, reply.code(), word.map(str::to_owned), tx.now(), tx.actor().person_id()],
    )?;
    Ok(())
}

fn as_lead(row: &Row) -> Result<Lead> {
    let state: String = row.at(5)?;
    Ok(Lead {
        id: row.at(0)?,
        customer: row.at(1)?,
        name: row.at(2)?,
        region: row.at(3)?,
        text: row.at(4)?,
        reply: Reply::parse(&state)?,
        asked_at: row.at(6)?,
        word: row.at(7)?,
    })
}
