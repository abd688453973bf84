//! The SQL of products.

use ::store::{Row, params};
use base::{Result, Tx, Writing};

use super::product::{Draft, Product};

const COLUMNS: &str = "id, name, price, currency, note, version";

pub fn all<S>(tx: &mut Tx<'_, S>) -> Result<Vec<Product>> {
    let sql = format!("select {COLUMNS} from products where account_id = $1 order by name, id limit 10000");
    tx.query(&sql, params![tx.account()])?.iter().map(product).collect()
}

pub fn find<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<Product>> {
    let sql = format!("select {COLUMNS} from products where account_id = $1 and id = $2");
    tx.query_opt(&sql, params![tx.account(), id])?.as_ref().map(product).transpose()
}

pub fn lock<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<Product>> {
    let lock = tx.dialect().lock();
    let sql = format!("select {COLUMNS} from products where account_id = $1 and id = $2{lock}");
    tx.query_opt(&sql, params![tx.account(), id])?.as_ref().map(product).transpose()
}

/// Whether the account has this product.
pub fn exists<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<bool> {
    let sql = "select 1 from products where account_id = $1 and id = $2";
    Ok(tx.query_opt(sql, params![tx.account(), id])?.is_some())
}

pub fn add(tx: &mut Tx<'_, Writing>, id: i64, draft: &Draft) -> Result<()> {
    tx.execute(
        "insert into products (account_id, id, name, price, currency, note, version)
        values ($1, $2, $3, $4, $5, $6, 1)",
        params![tx.account(), id, &draft.name, draft.price, draft.currency.code(), draft.note.clone()],
    )?;
    Ok(())
}

pub fn set(tx: &mut Tx<'_, Writing>, id: i64, draft: &Draft) -> Result<()> {
    tx.execute(
        "update products set name = $3, price = $4, currency = $5, note = $6, version = version + 1
        where account_id = $1 and id = $2",
        params![tx.account(), id, &draft.name, draft.price, draft.currency.code(), draft.note.clone()],
    )?;
    Ok(())
}

fn product(row: &Row) -> Result<Product> {
    Ok(Product {
        id: row.at(0)?,
        name: row.at(1)?,
        price: row.at(2)?,
        currency: row.at(3)?,
        note: row.at(4)?,
        version: row.at(5)?,
    })
}
