//! The SQL of reading partners.

use ::store::{Row, params};

use super::{Offer, Partner, State};
use crate::kind::Category;
use crate::org::store::{own_of, rights_of};
use crate::{Error, Result, Tx};

const PARTNER: &str = "select p.account_id, p.name, p.regions, p.about, p.contact, p.state from partners p";

/// Every partner by name, those that were struck off at the end.
pub fn all(tx: &mut ::store::Tx<'_>) -> Result<Vec<Partner>> {
    let sql = format!(
        "{PARTNER} order by case when p.state = 'listed' then 0 else 1 end, p.name_key, p.account_id"
    );
    tx.query(&sql, params![])?.iter().map(partner).collect()
}

/// The partner whose account this is.
pub fn find<S>(tx: &mut Tx<'_, S>, account: i64) -> Result<Option<Partner>> {
    let sql = format!("{PARTNER} where p.account_id = $1");
    tx.query_opt(&sql, params![account])?.as_ref().map(partner).transpose()
}

/// Whoever has registered the address for somebody of theirs, those on the list first.
pub fn registered<S>(tx: &mut Tx<'_, S>, address: &str) -> Result<Vec<Partner>> {
    let sql = format!(
        "{PARTNER} join partner_addresses w on w.account_id = p.account_id where w.address = $1
        order by case when p.state = 'listed' then 0 else 1 end, p.account_id"
    );
    tx.query(&sql, params![address])?.iter().map(partner).collect()
}

pub(super) fn offer(tx: &mut ::store::Tx<'_>, account: i64, person: i64) -> Result<Option<Offer>> {
    let sql = "select v.name as partner, o.key, o.name as role, o.rights, p.own_rights, p.valid_until, n.name as answerable, a.zone
        from people p join accounts a on a.id = p.account_id join partners v on v.account_id = p.partner_account_id
        join roles o on o.account_id = p.account_id and o.id = p.role_id
        join people n on n.account_id = p.account_id and n.id = p.answerable_person_id
        where p.account_id = $1 and p.id = $2 and p.category = 'integrator' and p.valid_until is not null";
    let Some(row) = tx.query_opt(sql, params![account, person])? else { return Ok(None) };
    let (rights, own): (String, Option<String>) = (row.get("rights")?, row.get("own_rights")?);
    let own = own.as_deref().map(own_of).transpose()?.unwrap_or_default();
    Ok(Some(Offer {
        partner: row.get("partner")?,
        role_key: row.get("key")?,
        role_name: row.get("role")?,
        rights: rights_of(&rights)?.with(&own).of(Category::Integrator),
        until: row.get("valid_until")?,
        answerable: row.get("answerable")?,
        zone: row.get("zone")?,
    }))
}

/// Who looks after the account of the act.
pub fn of_account<S>(tx: &mut Tx<'_, S>) -> Result<Option<Partner>> {
    let sql = format!("{PARTNER} join accounts a on a.partner_account_id = p.account_id where a.id = $1");
    tx.query_opt(&sql, params![tx.account()])?.as_ref().map(partner).transpose()
}

/// The name of an account that the partner of the act looks after; `None`: it is no customer of theirs.
pub fn customer<S>(tx: &mut Tx<'_, S>, account: i64) -> Result<Option<String>> {
    let sql = "select name from accounts where id = $2 and partner_account_id = $1";
    Ok(tx.query_opt(sql, params![tx.account(), account])?.map(|row| row.at(0)).transpose()?)
}

pub(super) fn waiting(tx: &mut ::store::Tx<'_>, account: i64) -> Result<Option<i64>> {
    let sql = "select (select count(*) from partner_requests r where r.account_id = p.account_id and r.state = 'waiting')
        + (select count(*) from partner_leads l where l.account_id = p.account_id and l.state = 'waiting') from partners p where p.account_id = $1";
    Ok(tx.query_opt(sql, params![account])?.map(|row| row.at(0)).transpose()?)
}

/// A row of `PARTNER`.
fn partner(row: &Row) -> Result<Partner> {
    let (regions, state): (String, String) = (row.at(2)?, row.at(5)?);
    Ok(Partner {
        id: row.at(0)?,
        name: row.at(1)?,
        regions: serde_json::from_str(&regions).map_err(|e| Error::Broken(e.to_string()))?,
        about: row.at(3)?,
        contact: row.at(4)?,
        state: if state == State::Listed.code() { State::Listed } else { State::Struck },
    })
}
