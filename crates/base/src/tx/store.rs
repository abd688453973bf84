//! The SQL of a commit: roll-ups, then the journal.

use ::store::{Value, params};

use super::Tally;
use super::chain::{GENESIS, Linked};
use crate::{Result, Tx, Writing};

/// Holds the journal's head and writes the roll-ups so far, in one wait: whoever adds to roll-ups of the account is alone
/// with them. Answers where the chain ends.
pub(super) fn lock_head_and_add_up(tx: &mut Tx<'_, Writing>) -> Result<(i64, Vec<u8>)> {
    let sql = format!("select seq, hash from journal_heads where account_id = $1{}", tx.dialect().lock());
    let mut statements = vec![(sql, params![tx.account()].to_vec())];
    statements.extend(tallies(tx));
    let answers = tx.run_each(&statements)?;
    let Some(row) = answers.first().and_then(|rows| rows.first()) else {
        tx.execute(
            "insert into journal_heads (account_id, seq, hash) values ($1, 0, $2)",
            params![tx.account(), GENESIS.to_vec()],
        )?;
        return Ok((0, GENESIS.to_vec()));
    };
    Ok((row.at(0)?, row.at(1)?))
}

/// When an account closes; of one that is gone already, the beginning of time.
pub(super) fn closes_at(tx: &mut Tx<'_, Writing>, account: i64) -> Result<Option<i64>> {
    let row = tx.query_opt("select closes_at from accounts where id = $1", params![account])?;
    row.map_or(Ok(Some(0)), |row| Ok(row.at(0)?))
}

/// What adds to the roll-up cells so far, in their order; the transaction remembers none of it any more.
fn tallies(tx: &mut Tx<'_, Writing>) -> Vec<(String, Vec<Value>)> {
    let sql = "insert into rollups (account_id, portfolio_id, kind, bucket, open, currency, count, sum)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (account_id, portfolio_id, kind, bucket, open, currency)
        do update set count = rollups.count + excluded.count, sum = rollups.sum + excluded.sum";
    let account = tx.account();
    let tallies = std::mem::take(&mut tx.tallies);
    let changed = tallies.into_iter().filter(|(_, (count, sum))| (*count, *sum) != (0, 0));
    changed
        .map(|(cell, (count, sum))| {
            let Tally { portfolio, kind, bucket, open, currency } = cell;
            let values = params![account, portfolio, kind.code(), bucket, open, currency, count, sum];
            (sql.to_owned(), values.to_vec())
        })
        .collect()
}

/// How many events one statement writes: an import brings two hundred at once.
const AT_ONCE: usize = 50;

/// Writes the events of one act and where the chain ends now. All go together: others wait for the head meanwhile.
pub(super) fn add(tx: &mut Tx<'_, Writing>, linked: &[Linked<'_>], (seq, hash): (i64, &[u8])) -> Result<()> {
    let mut statements = Vec::new();
    for some in linked.chunks(AT_ONCE) {
        statements.extend([events(tx, some), data(tx, some)]);
    }
    let head = "update journal_heads set seq = $2, hash = $3 where account_id = $1";
    statements.push((head.to_owned(), params![tx.account(), seq, hash.to_vec()].to_vec()));
    tx.execute_all(&statements)
}

fn events(tx: &Tx<'_, Writing>, linked: &[Linked<'_>]) -> (String, Vec<Value>) {
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
    (sql, values)
}

fn data(tx: &Tx<'_, Writing>, linked: &[Linked<'_>]) -> (String, Vec<Value>) {
    let mut values = params![tx.account()].to_vec();
    let mut rows = Vec::with_capacity(linked.len());
    for Linked { link, salt, data, .. } in linked {
        rows.push(format!("($1, {})", marks(values.len() + 1, 3)));
        values.extend([Value::from(link.seq), Value::from(salt.clone()), Value::from(data)]);
    }
    (format!("insert into event_data (account_id, seq, salt, data) values {}", rows.join(", ")), values)
}

/// `$5, $6, …`
fn marks(first: usize, count: usize) -> String {
    let marks: Vec<String> = (first..first + count).map(|n| format!("${n}")).collect();
    marks.join(", ")
}
