//! The SQL of the journal.

use ::store::{Row, Value, params};

use super::{Event, Subject};
use crate::tx::Link;
use crate::{Kind, Result, Tx, Writing};

/// One event as it is shown.
#[derive(Clone, Debug)]
pub struct Entry {
    pub seq: i64,
    /// ms UTC.
    pub at: i64,
    pub actor: String,
    /// Who did it, or for whom a job did it.
    pub actor_person: Option<i64>,
    pub kind: String,
    /// `None` when the data was erased with a person.
    pub event: Option<Event>,
}

/// A page of a timeline: newest first.
pub type Timeline = Vec<Entry>;

const COLUMNS: &str =
    "e.seq, e.at, e.actor, coalesce(e.actor_person_id, e.acting_for), e.kind, d.data from events e
    left join event_data d on d.account_id = e.account_id and d.seq = e.seq";

/// What happened to one subject (`person`, `deal`, …), newest first; `before` is the `seq` to go on from. Events of others
/// that were about many records, this one too, are among it.
pub fn timeline<S>(
    tx: &mut Tx<'_, S>,
    kind: &str,
    id: i64,
    before: Option<i64>,
    limit: i64,
) -> Result<Timeline> {
    let own = format!(
        "select {COLUMNS} where e.account_id = $1 and e.subject_kind = $2 and e.subject_id = $3 and e.seq < $4
        order by e.seq desc limit $5"
    );
    let of_many = format!(
        "select {COLUMNS} join event_records m on m.account_id = e.account_id and m.op = e.op
        where m.account_id = $1 and m.kind = $2 and m.record_id = $3 and e.seq < $4 order by e.seq desc limit $5"
    );
    let values = params![tx.account(), kind, id, before.unwrap_or(i64::MAX), limit].to_vec();
    let [own, of_many] = tx.query_all(&[(own, values.clone()), (of_many, values)])?;
    let mut entries: Timeline = own.iter().chain(&of_many).map(entry).collect::<Result<_>>()?;
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.seq));
    entries.truncate(usize::try_from(limit).unwrap_or_default());
    Ok(entries)
}

/// As `timeline`, of these kinds of events alone.
pub fn timeline_of<S>(
    tx: &mut Tx<'_, S>,
    (kind, id): (&str, i64),
    events: &[&str],
    before: Option<i64>,
    limit: i64,
) -> Result<Timeline> {
    let marks: Vec<String> = (0..events.len()).map(|n| format!("${}", n + 6)).collect();
    let sql = format!(
        "select {COLUMNS} where e.account_id = $1 and e.subject_kind = $2 and e.subject_id = $3 and e.seq < $4
        and e.kind in ({}) order by e.seq desc limit $5",
        marks.join(", ")
    );
    let mut values = params![tx.account(), kind, id, before.unwrap_or(i64::MAX), limit].to_vec();
    values.extend(events.iter().map(|event| Value::from(*event)));
    tx.query(&sql, &values)?.iter().map(entry).collect()
}

/// The `seq` of the last that happened to a subject; 0 where nothing has.
pub fn last<S>(tx: &mut Tx<'_, S>, kind: &str, id: i64) -> Result<i64> {
    let sql = "select seq from events where account_id = $1 and subject_kind = $2 and subject_id = $3
        order by seq desc limit 1";
    tx.query_opt(sql, params![tx.account(), kind, id])?.map_or(Ok(0), |row| Ok(row.at(0)?))
}

/// What happened in the account of these kinds of events, after one `seq` and up to another, newest first.
pub fn among<S>(
    tx: &mut Tx<'_, S>,
    events: &[&str],
    (after, until): (i64, i64),
    limit: i64,
) -> Result<Timeline> {
    let marks: Vec<String> = (0..events.len()).map(|n| format!("${}", n + 5)).collect();
    let sql = format!(
        "select {COLUMNS} where e.account_id = $1 and e.seq > $2 and e.seq <= $3 and e.kind in ({})
        order by e.seq desc limit $4",
        marks.join(", ")
    );
    let mut values = params![tx.account(), after, until, limit].to_vec();
    values.extend(events.iter().map(|event| Value::from(*event)));
    tx.query(&sql, &values)?.iter().map(entry).collect()
}

/// What one person did themselves, of these kinds of events or of all, newest first.
pub fn by<S>(tx: &mut Tx<'_, S>, person: i64, events: Option<&[&str]>, limit: i64) -> Result<Timeline> {
    let marks: Vec<String> = (0..events.map_or(0, <[&str]>::len)).map(|n| format!("${}", n + 4)).collect();
    let of = if events.is_some() { format!("and e.kind in ({})", marks.join(", ")) } else { String::new() };
    let sql = format!(
        "select {COLUMNS} where e.account_id = $1 and e.actor_person_id = $2 {of} order by e.seq desc limit $3"
    );
    let mut values = params![tx.account(), person, limit].to_vec();
    values.extend(events.into_iter().flatten().map(|event| Value::from(*event)));
    tx.query(&sql, &values)?.iter().map(entry).collect()
}

/// The data of every event about the person that says more of them than numbers is gone since; how many there were. What
/// can't be read any more may say anything and goes, too. The chain covers digests, so it verifies as before.
pub fn forget_person(tx: &mut Tx<'_, Writing>, person: i64) -> Result<i64> {
    let (mut before, mut gone) = (None, 0);
    loop {
        let entries = timeline(tx, "person", person, before, 500)?;
        let Some(last) = entries.last() else { return Ok(gone) };
        before = Some(last.seq);
        for entry in entries.iter().filter(|entry| entry.event.as_ref().is_none_or(Event::is_personal)) {
            let sql = "delete from event_data where account_id = $1 and seq = $2";
            gone += i64::try_from(tx.execute(sql, params![tx.account(), entry.seq])?).unwrap_or_default();
        }
    }
}

/// The data of the changes of a record that is gone for good goes with it: what its fields said before and after.
pub fn forget_changes(tx: &mut Tx<'_, Writing>, kind: Kind, id: i64) -> Result<()> {
    let sql = "delete from event_data where account_id = $1 and seq in (select seq from events
        where account_id = $1 and subject_kind = $2 and subject_id = $3 and kind = 'record_changed')";
    tx.execute(sql, params![tx.account(), kind.code(), id])?;
    Ok(())
}

/// The account's journal, newest first.
pub fn page<S>(tx: &mut Tx<'_, S>, before: Option<i64>, limit: i64) -> Result<Timeline> {
    let sql = format!("select {COLUMNS} where e.account_id = $1 and e.seq < $2 order by e.seq desc limit $3");
    tx.query(&sql, params![tx.account(), before.unwrap_or(i64::MAX), limit])?.iter().map(entry).collect()
}

fn entry(row: &::store::Row) -> Result<Entry> {
    let data: Option<String> = row.at(5)?;
    Ok(Entry {
        seq: row.at(0)?,
        at: row.at(1)?,
        actor: row.at(2)?,
        actor_person: row.at(3)?,
        kind: row.at(4)?,
        event: data.and_then(|data| serde_json::from_str(&data).ok()),
    })
}

/// Whether an act reached the journal: asked when the connection broke during its commit.
pub fn was_committed<S>(tx: &mut Tx<'_, S>, op: i64) -> Result<bool> {
    let sql = "select 1 from events where account_id = $1 and op = $2 limit 1";
    Ok(tx.query_opt(sql, params![tx.account(), op])?.is_some())
}

/// Records of these kinds that something happened to after `seq`, in order: kind, id, and the last `seq` of each.
pub fn touched<S>(tx: &mut Tx<'_, S>, kinds: &[Kind], seq: i64, limit: i64) -> Result<Vec<(Kind, i64, i64)>> {
    let named: Vec<String> = (0..kinds.len()).map(|n| format!("${}", n + 4)).collect();
    let sql = format!(
        "select subject_kind, subject_id, max(seq) as last from events where account_id = $1 and seq > $2
        and subject_kind in ({}) group by subject_kind, subject_id order by last limit $3",
        named.join(", ")
    );
    let mut values = params![tx.account(), seq, limit].to_vec();
    values.extend(kinds.iter().map(|kind| Value::from(kind.code())));
    let rows = tx.query(&sql, &values)?;
    let of = |row: &Row| -> Result<Option<(Kind, i64, i64)>> {
        let kind: String = row.at(0)?;
        Ok(Kind::parse(&kind).zip(Some((row.at(1)?, row.at(2)?))).map(|(kind, (id, seq))| (kind, id, seq)))
    };
    rows.iter().filter_map(|row| of(row).transpose()).collect()
}

/// One link of the chain as stored, for `verify`.
pub struct Stored {
    pub seq: i64,
    pub op: i64,
    pub at: i64,
    pub actor: String,
    pub actor_person: Option<i64>,
    pub kind: String,
    pub subject_kind: String,
    pub subject_id: i64,
    pub digest: Vec<u8>,
    pub prev: Vec<u8>,
    pub hash: Vec<u8>,
    pub data: Option<(Vec<u8>, String)>,
}

impl Stored {
    pub(super) fn facts(&self) -> Link<'_> {
        let subject = Subject { kind: &self.subject_kind, id: self.subject_id };
        Link { seq: self.seq, op: self.op, at: self.at, kind: &self.kind, subject }
    }
}

/// The next thousand links after `seq`.
pub fn links<S>(tx: &mut Tx<'_, S>, after: i64) -> Result<Vec<Stored>> {
    let sql = "select e.seq, e.op, e.at, e.actor, coalesce(e.actor_person_id, e.acting_for), e.kind, e.subject_kind, e.subject_id, e.digest,
            e.prev_hash, e.hash, d.salt, d.data
        from events e left join event_data d on d.account_id = e.account_id and d.seq = e.seq
        where e.account_id = $1 and e.seq > $2 order by e.seq limit 1000";
    tx.query(sql, params![tx.account(), after])?
        .iter()
        .map(|row| {
            let salt: Option<Vec<u8>> = row.at(11)?;
            let data: Option<String> = row.at(12)?;
            Ok(Stored {
                seq: row.at(0)?,
                op: row.at(1)?,
                at: row.at(2)?,
                actor: row.at(3)?,
                actor_person: row.at(4)?,
                kind: row.at(5)?,
                subject_kind: row.at(6)?,
                subject_id: row.at(7)?,
                digest: row.at(8)?,
                prev: row.at(9)?,
                hash: row.at(10)?,
                data: salt.zip(data),
            })
        })
        .collect()
}

/// The head as stored.
pub fn head<S>(tx: &mut Tx<'_, S>) -> Result<Option<(i64, Vec<u8>)>> {
    let row =
        tx.query_opt("select seq, hash from journal_heads where account_id = $1", params![tx.account()])?;
    row.map(|row| Ok((row.at(0)?, row.at(1)?))).transpose()
}
