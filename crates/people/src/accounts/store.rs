//! The SQL of accounts.

use ::store::{Row, params};
use base::{Account, Error, Result, Tx, Writing, search};
use kit::lang::Lang;
use kit::phone::Country;

use super::settings::Settings;
use crate::signin::remove_identity;

pub(super) fn all(tx: &mut ::store::Tx<'_>) -> Result<Vec<Account>> {
    let sql = "select id, name, lang, zone, currency, country, sample, closes_at from accounts order by id";
    tx.query(sql, params![])?
        .iter()
        .map(|row| {
            let lang = lang(row)?;
            let (id, name) = (row.get("id")?, row.get("name")?);
            let (zone, currency, country) = (row.get("zone")?, row.get("currency")?, country(row)?);
            let (sample, closes_at) = (row.get("sample")?, row.get("closes_at")?);
            Ok(Account { id, name, lang, zone, currency, country, sample, closes_at })
        })
        .collect()
}

/// Whoever begins an installation at the same moment waits until the end of the act; of accounts there is no row yet to
/// wait for.
pub(super) fn lock_beginning<S>(tx: &mut Tx<'_, S>) -> Result<()> {
    let sql = format!("select number from migrations order by number limit 1{}", tx.dialect().lock());
    tx.query(&sql, params![])?;
    Ok(())
}

/// Whether somebody works here already: there is an account that is no sample.
pub(super) fn any_own<S>(tx: &mut Tx<'_, S>) -> Result<bool> {
    Ok(tx.query_opt("select id from accounts where sample = 0 limit 1", params![])?.is_some())
}

/// Whether the account is a sample, held against others who leave it until the end of the act; `None` when it is gone.
pub(super) fn lock_sample<S>(tx: &mut Tx<'_, S>, account: i64) -> Result<Option<bool>> {
    let sql = format!("select sample from accounts where id = $1{}", tx.dialect().lock());
    Ok(tx.query_opt(&sql, params![account])?.map(|row| row.at(0)).transpose()?)
}

pub(super) fn name_of<S>(tx: &mut Tx<'_, S>, account: i64) -> Result<String> {
    Ok(tx.query_one("select name from accounts where id = $1", params![account])?.at(0)?)
}

/// Removes the sample with everything in it. The mark is asked for again, so that no mistake of a caller reaches a company.
pub(super) fn remove_sample(tx: &mut Tx<'_, Writing>, sample: i64, tables: &[&str]) -> Result<()> {
    if lock_sample(tx, sample)? != Some(true) {
        return Err(Error::Broken(format!("account {sample} is no sample")));
    }
    let identities = identities_of(tx, sample)?;
    search::forget_account(tx, sample)?;
    for table in tables {
        empty(tx, sample, table)?;
    }
    for identity in identities {
        remove_identity(tx, identity)?;
    }
    leave_identities(tx, sample)?;
    tx.execute("delete from accounts where id = $1 and sample = 1", params![sample])?;
    Ok(())
}

/// Takes all rows of the account out of the table.
pub fn empty(tx: &mut Tx<'_, Writing>, account: i64, table: &str) -> Result<()> {
    tx.execute(&format!("delete from {table} where account_id = $1"), params![account])?;
    Ok(())
}

/// Who signs in there and nowhere else, held until the end of the act: two accounts that go at once don't leave somebody
/// who was in both to each other, and nobody is given a place elsewhere meanwhile.
pub fn identities_of(tx: &mut Tx<'_, Writing>, account: i64) -> Result<Vec<i64>> {
    let (people, bar) = ("select identity_id from people where account_id = $1", tx.dialect().bar());
    // Names first, as who gives somebody a place holds them.
    let names = format!(
        "select identity_id from sign_in_names where identity_id in ({people}) order by scope, name{bar}"
    );
    tx.query(&names, params![account])?;
    let held = format!("select id from identities where id in ({people}) order by id{bar}");
    tx.query(&held, params![account])?;
    let sql = "select i.id from identities i where (i.account_id = $1
            or i.id in (select identity_id from people where account_id = $1))
        and not exists (select 1 from people p where p.identity_id = i.id and p.account_id <> $1)";
    tx.query(sql, params![account])?.iter().map(|row| Ok(row.at(0)?)).collect()
}

/// Sign-ins that began in this account and have a place elsewhere are nobody's of it any more, and neither are the logins
/// that only opened it.
pub fn leave_identities(tx: &mut Tx<'_, Writing>, account: i64) -> Result<()> {
    tx.execute("update identities set account_id = null where account_id = $1", params![account])?;
    tx.execute("delete from sign_in_names where scope = $1", params![account])?;
    Ok(())
}

/// The identity of a person of another account than the act's, and their e-mail.
pub(super) fn signs_in<S>(
    tx: &mut Tx<'_, S>,
    (account, person): (i64, i64),
) -> Result<(Option<i64>, Option<String>)> {
    let sql = "select identity_id, email from people where account_id = $1 and id = $2";
    let row = tx.query_one(sql, params![account, person])?;
    Ok((row.at(0)?, row.at(1)?))
}

/// From now on the person signs in as this human does.
pub(super) fn sign_in_as(
    tx: &mut Tx<'_, Writing>,
    person: i64,
    identity: Option<i64>,
    email: Option<&str>,
) -> Result<()> {
    tx.execute(
        "update people set identity_id = $3, email = $4, version = version + 1 where account_id = $1 and id = $2",
        params![tx.account(), person, identity, email],
    )?;
    Ok(())
}

pub(super) fn add(tx: &mut Tx<'_, Writing>, account: &Account) -> Result<()> {
    tx.execute(
        "insert into accounts (id, name, lang, zone, currency, created_at, version, sample)
        values ($1, $2, $3, $4, $5, $6, 1, $7)",
        params![
            account.id,
            &account.name,
            account.lang.code(),
            &account.zone,
            &account.currency,
            tx.now(),
            account.sample
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
    let sql =
        format!("select name, lang, zone, currency, country, version from accounts where id = $1{lock}");
    let row = tx.query_one(&sql, params![tx.account()])?;
    let lang = lang(&row)?;
    let (zone, currency, country) = (row.get("zone")?, row.get("currency")?, country(&row)?);
    Ok(Settings { name: row.get("name")?, lang, zone, currency, country, version: row.get("version")? })
}

pub(super) fn set_settings(tx: &mut Tx<'_, Writing>, to: &Settings) -> Result<()> {
    tx.execute(
        "update accounts set name = $2, lang = $3, zone = $4, currency = $5, country = $6, version = version + 1 where id = $1",
        params![
            tx.account(),
            &to.name,
            to.lang.code(),
            &to.zone,
            &to.currency,
            to.country.map(|country| country.code().to_owned())
        ],
    )?;
    Ok(())
}

/// How many people are to leave at a moment to come.
pub(super) fn planned_departures<S>(tx: &mut Tx<'_, S>) -> Result<i64> {
    let sql = "select count(*) from people where account_id = $1 and leaving_at is not null";
    Ok(tx.query_one(sql, params![tx.account()])?.at(0)?)
}

fn country(row: &Row) -> Result<Option<Country>> {
    Ok(row.get::<Option<String>>("country")?.as_deref().and_then(Country::parse))
}

fn lang(row: &Row) -> Result<Lang> {
    let code: String = row.get("lang")?;
    Lang::parse(&code).ok_or_else(|| Error::Broken(format!("unknown language {code}")))
}
