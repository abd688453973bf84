//! Whether an account's chain is whole.

use super::store::{self, Stored};
use crate::tx::{GENESIS, chain, digest};
use crate::{Result, Tx};

/// Walks the chain from its beginning; each sentence names a broken link. Erased data is no break.
pub fn verify<S>(tx: &mut Tx<'_, S>) -> Result<Vec<String>> {
    let mut broken = Vec::new();
    let (mut seq, mut prev) = (0, GENESIS.to_vec());
    loop {
        let links = store::links(tx, seq)?;
        if links.is_empty() {
            break;
        }
        for link in links {
            if link.seq != seq + 1 {
                broken.push(format!("journal: event {} follows {seq}", link.seq));
            }
            if link.prev != prev || link.hash != hash(tx.account(), &link) {
                broken.push(format!("journal: event {} does not fit the chain", link.seq));
            }
            if link.data.as_ref().is_some_and(|(salt, data)| digest(salt, data) != link.digest) {
                broken.push(format!("journal: the data of event {} was changed", link.seq));
            }
            (seq, prev) = (link.seq, link.hash);
        }
    }
    match store::head(tx)? {
        Some((head, hash)) if head == seq && hash == prev => {}
        None if seq == 0 => {}
        _ => broken.push(format!("journal: the head is not event {seq}")),
    }
    Ok(broken)
}

fn hash(account: i64, link: &Stored) -> Vec<u8> {
    chain(account, &link.facts(), &link.actor, link.actor_person, &link.digest, &link.prev)
}
