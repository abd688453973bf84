//! The SQL of a commit: roll-ups, then the journal.

use std::collections::BTreeMap;

use ::store::{Value, params};

use super::Tally;
use super::chain::{GENESIS, Linked};
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

/// How many events one statement writes: an import brings two hundred at once.
const AT_ONCE: usize = 50;

/// Writes the events of one act.
pub(super) fn add(tx: &mut Tx<'_, Writing>, linked: &[Linked<'_>]) -> Result<()> {
    for some in linked.chunks(AT_ONCE) {
        add_events(tx, some)?;
        add_data(tx, some)?;
    }
    Ok(())
}

fn add_events(tx: &mut Tx<'_, Writing>, linked: &[Linked<'_>]) -> Result<()> {
    let (op, at) = linked.first().map_or((tx.op(), tx.now()), |first| (first.link.op, first.link.at));
    let actor = tx.actor();
    let mut values = params![tx.account(), op, at, actor.word(), actor.own_hand(), actor.acts_for()].to_vec();
    let mut rows = Vec::with_capacity(linked.len());
    for Linked { link, digest, prev, hash, .. } in linked {
        rows.push(format!(
            "($1, {}, $2, $3, $4, $5, $6, {})",
            marks(values.len() + 1, 1),
            marks(values.len() + 2, 6)
        ));
        let own = params![link.seq, link.kind, link.subject.kind, link.subject.id];
        values.extend_from_slice(own);
        values.extend([digest, prev, hash].map(|bytes| Value::from(bytes.clone())));
    }
    let sql = format!(
        "insert into events (account_id, seq, op, at, actor, actor_person_id, acting_for, kind, subject_kind,
            subject_id, digest, prev_hash, hash)
        values {}",
        rows.join(", ")
    );
    tx.execute(&sql, &values)?;
    Ok(())
}

fn add_data(tx: &mut Tx<'_, Writing>, linked: &[Linked<'_>]) -> Result<()> {
    let mut values = params![tx.account()].to_vec();
    let mut rows = Vec::with_capacity(linked.len());
    for Linked { link, salt, data, .. } in linked {
        rows.push(format!("($1, {})", marks(values.len() + 1, 3)));
        values.extend([Value::from(link.seq), Value::from(salt.clone()), Value::from(data)]);
    }
    let sql = format!("insert into event_data (account_id, seq, salt, data) values {}", rows.join(", "));
    tx.execute(&sql, &values)?;
    Ok(())
}

/// `$5, $6, …`
fn marks(first: usize, count: usize) -> String {
    let marks: Vec<String> = (first..first + count).map(|n| format!("${n}")).collect();
    marks.join(", ")
}
