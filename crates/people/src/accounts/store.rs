//! The SQL of accounts.

use ::store::{Row, params};
use base::{Account, Error, Result, Tx, Writing};
use kit::lang::Lang;

use super::settings::Settings;

pub(super) fn all(tx: &mut ::store::Tx<'_>) -> Result<Vec<Account>> {
    let sql = "select id, name, lang, zone, currency from accounts order by id";
    tx.query(sql, params![])?
        .iter()
        .map(|row| {
            let lang = lang(row)?;
            let (id, name) = (row.get("id")?, row.get("name")?);
            Ok(Account { id, name, lang, zone: row.get("zone")?, currency: row.get("currency")? })
        })
        .collect()
}

pub(super) fn any<S>(tx: &mut Tx<'_, S>) -> Result<bool> {
    Ok(tx.query_opt("select id from accounts limit 1", params![])?.is_some())
}

pub(super) fn add(tx: &mut Tx<'_, Writing>, account: &Account) -> Result<()> {
    tx.execute(
        "insert into accounts (id, name, lang, zone, currency, created_at, version) values ($1, $2, $3, $4, $5, $6, 1)",
        params![
            account.id,
            &account.name,
            account.lang.code(),
            &account.zone,
            &account.currency,
            tx.now()
        ],
    )?;
    Ok(())
}

pub(super) fn settings<S>(tx: &mut Tx<'_, S>) -> Result<Settings> {
    read(tx, "")
}

/// The settings, held against others who change them until the end of the act.
pub(super) fn lock_settings<S>(tx: &mut Tx<'_, S>) -> Result<Settings> {
    read(tx, tx.dialect().lock())
}

fn read<S>(tx: &mut Tx<'_, S>, lock: &str) -> Result<Settings> {
    let sql = format!("select name, lang, zone, currency, version from accounts where id = $1{lock}");
    let row = tx.query_one(&sql, params![tx.account()])?;
    let lang = lang(&row)?;
    let (zone, currency) = (row.get("zone")?, row.get("currency")?);
    Ok(Settings { name: row.get("name")?, lang, zone, currency, version: row.get("version")? })
}

pub(super) fn set_settings(tx: &mut Tx<'_, Writing>, to: &Settings) -> Result<()> {
    tx.execute(
        "update accounts set name = $2, lang = $3, zone = $4, currency = $5, version = version + 1 where id = $1",
        params![tx.account(), &to.name, to.lang.code(), &to.zone, &to.currency],
    )?;
    Ok(())
}

fn lang(row: &Row) -> Result<Lang> {
    let code: String = row.get("lang")?;
    Lang::parse(&code).ok_or_else(|| Error::Broken(format!("unknown language {code}")))
}
