//! The SQL of the list of partners.

pub(super) mod searches;

use ::store::params;
use base::partners::{self, Partner, State};
use base::{Error, Result, Tx, Writing};

use super::{Address, Face};

/// The partner whose account this is, held against changes until the end of the act.
pub(super) fn lock<S>(tx: &mut Tx<'_, S>) -> Result<Option<Partner>> {
    let sql = format!("select account_id from partners where account_id = $1{}", tx.dialect().lock());
    tx.query(&sql, params![tx.account()])?;
    let account = tx.account();
    partners::find(tx, account)
}

pub(super) fn add(tx: &mut Tx<'_, Writing>, face: &Face) -> Result<()> {
    tx.execute(
        "insert into partners (account_id, name, name_key, regions, about, contact, state, created_at, updated_at)
        values ($1, $2, $3, $4, $5, $6, 'listed', $7, $7)",
        params![
            tx.account(),
            &face.name,
            kit::text::normalise(&face.name),
            regions(face)?,
            &face.about,
            &face.contact,
            tx.now()
        ],
    )?;
    Ok(())
}

pub(super) fn change(tx: &mut Tx<'_, Writing>, face: &Face) -> Result<()> {
    tx.execute(
        "update partners set name = $2, name_key = $3, regions = $4, about = $5, contact = $6, updated_at = $7
        where account_id = $1",
        params![
            tx.account(),
            &face.name,
            kit::text::normalise(&face.name),
            regions(face)?,
            &face.about,
            &face.contact,
            tx.now()
        ],
    )?;
    Ok(())
}

pub(super) fn set_state(tx: &mut Tx<'_, Writing>, state: State) -> Result<()> {
    tx.execute(
        "update partners set state = $2, updated_at = $3 where account_id = $1",
        params![tx.account(), state.code(), tx.now()],
    )?;
    Ok(())
}

pub(super) fn addresses<S>(tx: &mut Tx<'_, S>) -> Result<Vec<Address>> {
    let sql = "select address, added_at from partner_addresses where account_id = $1 order by address";
    let rows = tx.query(sql, params![tx.account()])?;
    rows.iter().map(|row| Ok(Address { address: row.at(0)?, added_at: row.at(1)? })).collect()
}

/// The first twenty addresses of a partner, for an account that it looks after.
pub(super) fn some_addresses<S>(tx: &mut Tx<'_, S>, partner: i64) -> Result<Vec<String>> {
    let sql =
        "select w.address from partner_addresses w join accounts a on a.partner_account_id = w.account_id
        where a.id = $1 and w.account_id = $2 order by w.address limit 20";
    tx.query(sql, params![tx.account(), partner])?.iter().map(|row| Ok(row.at(0)?)).collect()
}

/// Whether it is there now; twice is once.
pub(super) fn add_address(tx: &mut Tx<'_, Writing>, address: &str) -> Result<bool> {
    tx.execute(
        "insert into partner_addresses (account_id, address, added_at) values ($1, $2, $3)
        on conflict (account_id, address) do nothing",
        params![tx.account(), address, tx.now()],
    )?;
    Ok(true)
}

/// Whether it was there.
pub(super) fn remove_address(tx: &mut Tx<'_, Writing>, address: &str) -> Result<bool> {
    let gone = tx.execute(
        "delete from partner_addresses where account_id = $1 and address = $2",
        params![tx.account(), address],
    )?;
    Ok(gone > 0)
}

fn regions(face: &Face) -> Result<String> {
    serde_json::to_string(&face.regions).map_err(|e| Error::Broken(e.to_string()))
}
