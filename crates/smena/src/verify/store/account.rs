//! The accounts there are, and those that close.

use ::store::params;
use base::{Account, Reading, Result, Tx};
use kit::lang::Lang;
use kit::phone::Country;

/// Every account.
pub fn accounts(tx: &mut ::store::Tx<'_>) -> Result<Vec<Account>> {
    tx.query(
        "select id, name, lang, zone, currency, country, sample, closes_at from accounts order by id",
        &[],
    )?
    .iter()
    .map(|row| {
        let lang: String = row.get("lang")?;
        Ok(Account {
            id: row.get("id")?,
            name: row.get("name")?,
            lang: Lang::parse(&lang).unwrap_or_default(),
            zone: row.get("zone")?,
            currency: row.get("currency")?,
            country: row.get::<Option<String>>("country")?.as_deref().and_then(Country::parse),
            sample: row.get("sample")?,
            closes_at: row.get("closes_at")?,
        })
    })
    .collect()
}

/// Whether what every page reads of a company that closes and what is known of its closing differ.
pub fn closing(tx: &mut Tx<'_, Reading>) -> Result<bool> {
    let sql = "select (select count(*) from accounts a where a.id = $1 and a.closes_at is not null),
        (select count(*) from closings c where c.account_id = $1 and c.begun_at is null)";
    let row = tx.query_one(sql, params![tx.account()])?;
    Ok(row.at::<i64>(0)? != row.at::<i64>(1)?)
}
