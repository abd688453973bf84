//! The SQL of the measurements: the bulk load, and the table of the baseline.

use ::store::{Result, Tenants, Tx, Value, params};

use super::company::Contact;
use super::fill::{Common, Row};

/// Writes many deals with one statement.
pub fn insert_deals(tx: &mut Tx<'_>, common: &Common, rows: &[Row]) -> Result<()> {
    const OWN: usize = 10;
    let mut sql = String::from(
        "insert into deals (account_id, portfolio_id, pipeline_id, currency, created_at, updated_at, version, id, title,
            title_key, stage_id, open, amount, started_at, closed_at, closed_holder_person_id, search_text) values ",
    );
    let mut values = vec![
        Value::from(common.account),
        Value::from(common.portfolio),
        Value::from(common.pipeline),
        Value::from(common.currency.as_str()),
        Value::from(common.now),
    ];
    for (number, row) in rows.iter().enumerate() {
        let first = values.len() + 1;
        let own: Vec<String> = (first..first + OWN).map(|n| format!("${n}")).collect();
        let comma = if number == 0 { "" } else { ", " };
        sql += &format!("{comma}($1, $2, $3, $4, $5, $5, 1, {})", own.join(", "));
        let key = kit::text::normalise(&row.title);
        values.extend([
            Value::from(row.id),
            Value::from(row.title.as_str()),
            Value::from(key.as_str()),
            Value::from(row.stage),
            Value::from(row.open),
            Value::from(row.amount),
            Value::from(row.started_at),
            Value::from(row.closed_at),
            Value::from(row.closed_at.map(|_| common.holder)),
            Value::from(key),
        ]);
    }
    tx.execute(&sql, &values)?;
    let keys: Vec<String> = rows.iter().map(|row| kit::text::normalise(&row.title)).collect();
    keep_found(tx, "deals", common.account, rows.iter().map(|row| row.id).zip(&keys))
}

/// Writes many contacts with one statement; each in its portfolio.
pub fn insert_contacts(tx: &mut Tx<'_>, (account, now): (i64, i64), rows: &[Contact]) -> Result<()> {
    const OWN: usize = 7;
    let mut sql = String::from(
        "insert into contacts (account_id, created_at, updated_at, version, id, portfolio_id, name, name_key, phones,
            emails, search_text) values ",
    );
    let mut values = vec![Value::from(account), Value::from(now)];
    for (number, row) in rows.iter().enumerate() {
        let first = values.len() + 1;
        let own: Vec<String> = (first..first + OWN).map(|n| format!("${n}")).collect();
        let comma = if number == 0 { "" } else { ", " };
        sql += &format!("{comma}($1, $2, $2, 1, {})", own.join(", "));
        values.extend([
            Value::from(row.id),
            Value::from(row.portfolio),
            Value::from(row.draft.name.as_str()),
            Value::from(kit::text::normalise(&row.draft.name)),
            Value::from(format!("[\"{}\"]", row.draft.ways.phones.join("\", \""))),
            Value::from(format!("[\"{}\"]", row.draft.ways.emails.join("\", \""))),
            Value::from(row.text.as_str()),
        ]);
    }
    tx.execute(&sql, &values)?;
    keep_found(tx, "contacts", account, rows.iter().map(|row| (row.id, &row.text)))
}

/// The newest contacts that one word finds, and nothing else: no rights, no names around them.
pub fn bare_search(tx: &mut Tx<'_>, account: i64, word: &str) -> Result<usize> {
    let found = tx.dialect().candidates("contacts", account, &[word.to_owned()], Tenants::Several);
    let order = if found.newest.is_empty() { "r.id desc" } else { found.newest };
    let sql = format!(
        "select r.id, r.name from {} where {} order by {order} limit 50",
        found.from,
        found.condition.replace('?', "$2")
    );
    let mut values = vec![Value::from(account)];
    values.extend(found.values);
    Ok(tx.query(&sql, &values)?.len())
}

/// Lets the rows of a bulk load be found.
fn keep_found<'a>(
    tx: &mut Tx<'_>,
    table: &str,
    account: i64,
    rows: impl Iterator<Item = (i64, &'a String)>,
) -> Result<()> {
    let rows: Vec<(i64, &str)> = rows.map(|(id, text)| (id, text.as_str())).collect();
    if let Some((sql, values)) = tx.dialect().keep_found(table, account, &rows) {
        tx.execute(&sql, &values)?;
    }
    Ok(())
}

/// The table of the baseline: deals that name a person instead of a portfolio, with the indexes of `deals`. It has no
/// foreign keys, so that the bare update does less than it would have to.
pub const BASELINE: &str = "
create table bench_deals (
  account_id bigint not null,
  id bigint not null,
  responsible_id bigint not null,
  title text not null,
  title_key {sorted} not null,
  pipeline_id bigint not null,
  stage_id bigint not null,
  open smallint not null,
  amount bigint not null,
  currency text not null,
  company_id bigint,
  product_id bigint,
  note text,
  started_at bigint,
  closed_at bigint,
  closed_holder_person_id bigint,
  search_text text not null,
  created_by bigint,
  created_at bigint not null,
  updated_at bigint not null,
  version bigint not null,
  primary key (account_id, id)
);
create index bench_deals_responsible_id on bench_deals (account_id, responsible_id, id);
create index bench_deals_responsible_updated on bench_deals (account_id, responsible_id, updated_at, id);
create index bench_deals_responsible_amount on bench_deals (account_id, responsible_id, amount, id);
create index bench_deals_responsible_title on bench_deals (account_id, responsible_id, title_key, id);
create index bench_deals_responsible_stage on bench_deals (account_id, responsible_id, stage_id, id);
create index bench_deals_updated on bench_deals (account_id, updated_at, id);
create index bench_deals_amount on bench_deals (account_id, amount, id);
create index bench_deals_title on bench_deals (account_id, title_key, id);
create index bench_deals_stage on bench_deals (account_id, stage_id, id);
create index bench_deals_company on bench_deals (account_id, company_id, id);";

/// Makes the table of the baseline anew.
pub fn make_baseline(tx: &mut Tx<'_>) -> Result<()> {
    drop_baseline(tx)?;
    let text = BASELINE.replace("{sorted}", tx.dialect().sorted());
    tx.batch(&text)
}

pub fn drop_baseline(tx: &mut Tx<'_>) -> Result<()> {
    tx.batch("drop table if exists bench_deals")
}

/// One row of the baseline.
pub fn insert_bare(tx: &mut Tx<'_>, account: i64, id: i64) -> Result<()> {
    tx.execute(
        "insert into bench_deals (account_id, id, responsible_id, title, title_key, pipeline_id, stage_id, open, amount,
            currency, search_text, created_at, updated_at, version)
        values ($1, $2, 1, $3, $4, 1, 1, 1, 125000, 'USD', $4, $2, $2, 1)",
        params![account, id, "Office chairs for Dnipro Mills", "office chairs for dnipro mills"],
    )?;
    Ok(())
}

/// Copies so many deals after this id into the baseline; answers the last id, or nothing at the end.
pub fn copy_deals(
    tx: &mut Tx<'_>,
    (account, person): (i64, i64),
    after: i64,
    count: i64,
) -> Result<Option<i64>> {
    let last =
        "select max(id) from (select id from deals where account_id = $1 and id > $2 order by id limit $3) d";
    let last: Option<i64> = tx.query_one(last, params![account, after, count])?.at(0)?;
    let Some(last) = last else { return Ok(None) };
    tx.execute(
        "insert into bench_deals select account_id, id, $4, title, title_key, pipeline_id, stage_id, open, amount,
            currency, company_id, product_id, note, started_at, closed_at, closed_holder_person_id, search_text,
            created_by, created_at, updated_at, version
        from deals where account_id = $1 and id > $2 and id <= $3",
        params![account, after, last, person],
    )?;
    Ok(Some(last))
}

/// The bare update: everything of one person to another, and nothing else.
pub fn baseline(account: i64, from: i64, to: i64) -> String {
    format!(
        "update bench_deals set responsible_id = {to} where account_id = {account} and responsible_id = {from}"
    )
}
