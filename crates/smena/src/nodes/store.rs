//! The SQL of nodes.

use store::{Error, Tx, params};

use kit::id::MAX_NODE;

/// Takes the free node that was promised least: `(node, begin above, promised)`.
pub fn take(tx: &mut Tx<'_>, holder: &str, now: i64, until: i64) -> Result<Option<(u8, i64, i64)>, Error> {
    let lock = tx.dialect().lock();
    let rows =
        tx.query(&format!("select node, lease_until, promised_ms from nodes order by node{lock}"), &[])?;
    let mut best: Option<(i64, i64)> = None;
    for node in 0..=i64::from(MAX_NODE) {
        let mut above = 0;
        let mut free = true;
        for row in &rows {
            if row.at::<i64>(0)? == node {
                above = row.at(2)?;
                free = row.at::<i64>(1)? <= now;
            }
        }
        if free && best.is_none_or(|(_, least)| above < least) {
            best = Some((node, above));
        }
    }
    let Some((node, above)) = best else { return Ok(None) };
    let promised = above.max(now) + (until - now);
    tx.execute(
        "insert into nodes (node, holder, lease_until, promised_ms) values ($1, $2, $3, $4)
        on conflict (node) do update set holder = excluded.holder, lease_until = excluded.lease_until,
            promised_ms = excluded.promised_ms",
        params![node, holder, until, promised],
    )?;
    Ok(Some((u8::try_from(node).unwrap_or(MAX_NODE), above, promised)))
}

pub fn renew(tx: &mut Tx<'_>, node: i64, until: i64, promised: i64) -> Result<(), Error> {
    tx.execute(
        "update nodes set lease_until = $2, promised_ms = $3 where node = $1",
        params![node, until, promised],
    )?;
    Ok(())
}
