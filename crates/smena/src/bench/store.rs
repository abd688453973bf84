//! The SQL of the measurements: the bulk load, and the table of the baseline.

use ::store::{Result, Tx, Value, params};

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
