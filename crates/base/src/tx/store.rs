//! The SQL of a commit: roll-ups, then the journal.

use std::collections::BTreeMap;

use ::store::params;

use super::Tally;
use super::chain::{GENESIS, Link};
use crate::{Result, Tx, Writing};

/// Adds to roll-up cells, in the order of the map.
pub(super) fn add_tallies(tx: &mut Tx<'_, Writing>, tallies: BTreeMap<Tally, (i64, i64)>) -> Result<()> {
    for (cell, (count, sum)) in tallies {
        if count == 0 && sum == 0 {
            continue;
        }
        tx.execute(
            "insert into rollups (account_id, portfolio_id, kind, bucket, open, currency, count, sum)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (account_id, portfolio_id, kind, bucket, open, currency)
            do update set count = rollups.count + excluded.count, sum = rollups.sum + excluded.sum",
            params![
                tx.account(),
                cell.portfolio,
                cell.kind.code(),
                cell.bucket,
                cell.open,
                cell.currency,
                count,
                sum
            ],
        )?;
    }
    Ok(())
}

pub(super) fn lock_head(tx: &mut Tx<'_, Writing>) -> Result<(i64, Vec<u8>)> {
    let sql = format!("select seq, hash from journal_heads where account_id = $1{}", tx.dialect().lock());
    let Some(row) = tx.query_opt(&sql, params![tx.account()])? else {
        tx.execute(
            "insert into journal_heads (account_id, seq, hash) values ($1, 0, $2)",
            params![tx.account(), GENESIS.to_vec()],
        )?;
        return Ok((0, GENESIS.to_vec()));
    };
    Ok((row.at(0)?, row.at(1)?))
}

pub(super) fn set_head(tx: &mut Tx<'_, Writing>, seq: i64, hash: &[u8]) -> Result<()> {
    tx.execute(
        "update journal_heads set seq = $2, hash = $3 where account_id = $1",
        params![tx.account(), seq, hash.to_vec()],
    )?;
    Ok(())
}

/// `hashes`: digest, previous hash, hash.
pub(super) fn add(
    tx: &mut Tx<'_, Writing>,
    link: &Link<'_>,
    salt: &[u8],
    data: &str,
    hashes: [&Vec<u8>; 3],
) -> Result<()> {
    let [digest, prev, hash] = hashes;
    tx.execute(
        "insert into events (account_id, seq, op, at, actor, actor_person_id, acting_for, kind, subject_kind,
            subject_id, digest, prev_hash, hash)
        values ($1, $2, $3, $4, $5, $6, null, $7, $8, $9, $10, $11, $12)",
        params![
            tx.account(),
            link.seq,
            link.op,
            link.at,
            tx.actor().word(),
            tx.actor().person_id(),
            link.kind,
            link.subject.kind,
            link.subject.id,
            digest.clone(),
            prev.clone(),
            hash.clone()
        ],
    )?;
    tx.execute(
        "insert into event_data (account_id, seq, salt, data) values ($1, $2, $3, $4)",
        params![tx.account(), link.seq, salt.to_vec(), data],
    )?;
    Ok(())
}
