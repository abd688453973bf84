//! The journal's end of a transaction: events in a hash chain.

use sha2::{Digest, Sha256};

use super::store;
use crate::event::{Event, Subject};
use crate::{Error, Result, Tx, Writing};

/// The hash before the first event of an account.
pub const GENESIS: [u8; 32] = [0; 32];

/// Writes the roll-ups and appends the events of one act. The head stays locked until the end of the transaction, so
/// `seq` has no gaps and is in the order of commits.
pub(super) fn append(tx: &mut Tx<'_, Writing>, events: &[Event]) -> Result<()> {
    let (mut seq, mut prev) = store::lock_head_and_add_up(tx)?;
    let mut linked = Vec::with_capacity(events.len());
    for event in events {
        seq += 1;
        let data = serde_json::to_string(event).map_err(|e| Error::Broken(e.to_string()))?;
        let mut salt = vec![0u8; 16];
        getrandom::fill(&mut salt).map_err(|e| Error::Broken(e.to_string()))?;
        let digest = digest(&salt, &data);
        let link = Link { seq, at: tx.now(), op: tx.op(), kind: event.kind(), subject: event.subject() };
        let hash = chain(tx.account(), &link, tx.actor().word(), tx.actor().person_id(), &digest, &prev);
        linked.push(Linked { link, salt, data, digest, prev, hash: hash.clone() });
        prev = hash;
    }
    store::add(tx, &linked, (seq, &prev))
}

/// One event with its place in the chain.
pub(super) struct Linked<'a> {
    pub link: Link<'a>,
    pub salt: Vec<u8>,
    pub data: String,
    pub digest: Vec<u8>,
    pub prev: Vec<u8>,
    pub hash: Vec<u8>,
}

/// What the chain binds together, beside the actor and the digest.
pub(crate) struct Link<'a> {
    pub seq: i64,
    pub op: i64,
    pub at: i64,
    pub kind: &'a str,
    pub subject: Subject<'a>,
}

/// SHA-256(salt ‖ data).
pub fn digest(salt: &[u8], data: &str) -> Vec<u8> {
    Sha256::new().chain_update(salt).chain_update(data.as_bytes()).finalize().to_vec()
}

/// The hash of one event over its predecessor's; every field ends with a zero byte.
pub(crate) fn chain(
    account: i64,
    link: &Link<'_>,
    actor: &str,
    actor_person: Option<i64>,
    digest: &[u8],
    prev: &[u8],
) -> Vec<u8> {
    let Subject { kind, id } = link.subject;
    let text = format!(
        "{account}\0{}\0{}\0{}\0{actor}\0{}\0{}\0{kind}\0{id}\0",
        link.seq,
        link.op,
        link.at,
        actor_person.map(|id| id.to_string()).unwrap_or_default(),
        link.kind
    );
    Sha256::new().chain_update(prev).chain_update(text.as_bytes()).chain_update(digest).finalize().to_vec()
}
