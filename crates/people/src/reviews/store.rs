//! The SQL of reviews.

use std::collections::BTreeMap;

use ::store::{Row, Value, params};
use base::{Error, Result, Status, Tx, Writing};

use super::review::{Facts, Line, Review, State};
use crate::people::is_idle;

const REVIEW: &str = "select id, begun_at, begun_by_person_id, due_at, reminded, ended_at, ended_by_person_id, head_seq, head, seal
    from reviews where account_id = $1";

pub(super) fn lock_account<S>(tx: &mut Tx<'_, S>) -> Result<()> {
    let sql = format!("select id from accounts where id = $1{}", tx.dialect().lock());
    tx.query_one(&sql, params![tx.account()])?;
    Ok(())
}

pub(super) fn account_since<S>(tx: &mut Tx<'_, S>) -> Result<i64> {
    Ok(tx.query_one("select created_at from accounts where id = $1", params![tx.account()])?.at(0)?)
}

/// The newest first.
pub(super) fn all<S>(tx: &mut Tx<'_, S>) -> Result<Vec<Review>> {
    let sql = format!("{REVIEW} order by id desc limit 100");
    tx.query(&sql, params![tx.account()])?.iter().map(review).collect()
}

pub(super) fn open<S>(tx: &mut Tx<'_, S>) -> Result<Option<Review>> {
    let sql = format!("{REVIEW} and ended_at is null");
    tx.query_opt(&sql, params![tx.account()])?.as_ref().map(review).transpose()
}

pub(super) fn find<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<Review>> {
    let sql = format!("{REVIEW} and id = $2");
    tx.query_opt(&sql, params![tx.account(), id])?.as_ref().map(review).transpose()
}

pub(super) fn add(tx: &mut Tx<'_, Writing>, id: i64, due: i64, reminded: i64) -> Result<i64> {
    tx.execute(
        "insert into reviews (account_id, id, begun_at, begun_by_person_id, due_at, reminded) values ($1, $2, $3, $4, $5, $6)",
        params![tx.account(), id, tx.now(), tx.actor().person_id(), due, reminded],
    )?;
    let people = tx.execute(
        "insert into review_lines (account_id, review_id, person_id)
        select account_id, $2, id from people where account_id = $1 and status in ('active', 'pending')",
        params![tx.account(), id],
    )?;
    Ok(i64::try_from(people).unwrap_or(i64::MAX))
}

pub(super) fn set_reminded(tx: &mut Tx<'_, Writing>, id: i64, reminded: i64) -> Result<()> {
    tx.execute(
        "update reviews set reminded = $3 where account_id = $1 and id = $2",
        params![tx.account(), id, reminded],
    )?;
    Ok(())
}

/// The lines of a review, or one of them.
pub(super) fn lines<S>(tx: &mut Tx<'_, S>, review: &Review, only: Option<i64>) -> Result<Vec<Line>> {
    let (of, person) = match only {
        Some(person) => ("l.person_id = $3", person),
        None => ("cast($3 as bigint) = 0", 0),
    };
    let sql = format!(
        "select l.person_id, l.verdict, l.decided_at, l.decided_by_person_id, l.word, l.word_salt, l.word_digest, l.facts,
            l.asked_person_id, l.answer, l.answered_at, p.status, p.category, o.key as role_key, o.name as role_name,
            case when p.own_rights is null then 0 else 1 end as own, s.at as seen_at,
            coalesce(p.active_at, p.created_at) as since, case when x.person_id is null then 0 else 1 end as exempt
        from review_lines l join people p on p.account_id = l.account_id and p.id = l.person_id
        join roles o on o.account_id = p.account_id and o.id = p.role_id
        left join last_seen s on s.account_id = l.account_id and s.person_id = l.person_id
        left join review_exempt x on x.account_id = l.account_id and x.person_id = l.person_id
        where l.account_id = $1 and l.review_id = $2 and {of} order by coalesce(s.at, 0), p.name_key, p.id"
    );
    let held = held(tx, only)?;
    let (sessions, tokens) = (sessions(tx, only)?, tokens(tx, only)?);
    let now = tx.now();
    let rows = tx.query(&sql, params![tx.account(), review.id, person])?;
    let line = |row: &Row| {
        let id: i64 = row.at(0)?;
        let status: String = row.get("status")?;
        let is = Status::parse(&status).ok_or_else(|| unknown(&status))?;
        let (seen_at, since): (Option<i64>, i64) = (row.get("seen_at")?, row.get("since")?);
        let (own, exempt): (i64, i64) = (row.get("own")?, row.get("exempt")?);
        let present = Facts {
            status,
            category: row.get("category")?,
            role_key: row.get("role_key")?,
            role: row.get("role_name")?,
            own_rights: own == 1,
            seen_at,
            since,
            held: held.get(&id).cloned().unwrap_or_default(),
            sessions: sessions.get(&id).copied().unwrap_or_default(),
            tokens: tokens.get(&id).copied().unwrap_or_default(),
        };
        let said: Option<String> = row.at(1)?;
        let said = said.map(|code| State::parse(&code).ok_or_else(|| unknown(&code))).transpose()?;
        let state = match review.ended_at {
            Some(_) => said.unwrap_or(State::Open),
            None => State::of(said, is, exempt == 1),
        };
        let kept: Option<String> = row.at(7)?;
        let kept = kept.map(|json| facts(&json)).transpose()?.filter(|_| said == Some(state));
        let answer: Option<String> = row.at(9)?;
        let decided_at: Option<i64> = row.at(2)?;
        // As the facts: of what was said, at the moment it was said.
        let (facts, at) = match kept {
            Some(kept) => (kept, decided_at.unwrap_or(now)),
            None => (present, now),
        };
        let was = Status::parse(&facts.status).ok_or_else(|| unknown(&facts.status))?;
        Ok(Line {
            person: id,
            state,
            decided_at,
            decided_by: row.at(3)?,
            word: row.at(4)?,
            word_salt: row.at(5)?,
            word_digest: row.at(6)?,
            asked: row.at(8)?,
            needed: answer.map(|answer| answer == "needed"),
            answered_at: row.at(10)?,
            idle: is_idle(was, facts.seen_at, facts.since, at),
            facts,
        })
    };
    rows.iter().map(line).collect()
}

fn held<S>(tx: &mut Tx<'_, S>, only: Option<i64>) -> Result<BTreeMap<i64, BTreeMap<String, i64>>> {
    let mut all: BTreeMap<i64, BTreeMap<String, i64>> = BTreeMap::new();
    let sql = "select h.holder_person_id, r.kind, cast(sum(r.count) as bigint) from portfolio_holders h
        join rollups r on r.account_id = h.account_id and r.portfolio_id = h.portfolio_id and r.kind = h.kind
        where h.account_id = $1 and (h.holder_person_id = $2 or cast($2 as bigint) = 0)
        group by h.holder_person_id, r.kind having sum(r.count) > 0";
    for row in tx.query(sql, params![tx.account(), only.unwrap_or_default()])? {
        all.entry(row.at(0)?).or_default().insert(row.at(1)?, row.at(2)?);
    }
    Ok(all)
}

fn sessions<S>(tx: &mut Tx<'_, S>, only: Option<i64>) -> Result<BTreeMap<i64, i64>> {
    let sql = "select c.person_id, count(*) from sessions c
        join people p on p.account_id = c.account_id and p.id = c.person_id and p.epoch = c.person_epoch
        join identities i on i.id = p.identity_id and i.epoch = c.identity_epoch
        where c.account_id = $1 and (c.person_id = $2 or cast($2 as bigint) = 0) and c.ended_at is null and c.expires_at > $3
        group by c.person_id";
    let rows = tx.query(sql, params![tx.account(), only.unwrap_or_default(), tx.now()])?;
    rows.iter().map(|row| Ok((row.at(0)?, row.at(1)?))).collect()
}

fn tokens<S>(tx: &mut Tx<'_, S>, only: Option<i64>) -> Result<BTreeMap<i64, i64>> {
    let sql = "select c.person_id, count(*) from api_tokens c
        join people p on p.account_id = c.account_id and p.id = c.person_id and p.epoch = c.person_epoch
        where c.account_id = $1 and (c.person_id = $2 or cast($2 as bigint) = 0) and c.ended_at is null group by c.person_id";
    let rows = tx.query(sql, params![tx.account(), only.unwrap_or_default()])?;
    rows.iter().map(|row| Ok((row.at(0)?, row.at(1)?))).collect()
}

/// What is asked about the person; `None` takes back whatever was said.
pub(super) struct Saying<'a> {
    pub state: Option<State>,
    pub word: Option<&'a str>,
    pub asked: Option<i64>,
}

/// A question, or that nothing is said: what was answered before is about another question.
pub(super) fn say(tx: &mut Tx<'_, Writing>, review: i64, person: i64, said: &Saying<'_>) -> Result<()> {
    let salt = said.word.map(|_| super::result::hex(&kit::random::<16>()));
    let digest = said.word.zip(salt.as_deref()).map(|(word, salt)| super::result::digest_of(salt, word));
    let decided = said.state.map(|_| tx.now());
    let by = decided.and_then(|_| tx.actor().person_id());
    tx.execute(
        "update review_lines set verdict = $4, decided_at = $5, decided_by_person_id = $6, word = $7, word_salt = $8,
            word_digest = $9, facts = null, asked_person_id = $10, answer = null, answered_at = null
        where account_id = $1 and review_id = $2 and person_id = $3",
        &[
            Value::from(tx.account()),
            Value::from(review),
            Value::from(person),
            Value::from(said.state.map(|state| state.code().to_owned())),
            Value::from(decided),
            Value::from(by),
            Value::from(said.word.map(str::to_owned)),
            Value::from(salt),
            Value::from(digest),
            Value::from(said.asked),
        ],
    )?;
    Ok(())
}

/// A verdict, with what was known then. Who was asked and what they said stays with it, and so does a word that no other
/// takes the place of.
pub(super) fn conclude(
    tx: &mut Tx<'_, Writing>,
    review: i64,
    line: &Line,
    (state, word): (State, Option<&str>),
) -> Result<()> {
    let facts = serde_json::to_string(&line.facts).map_err(|e| Error::Broken(e.to_string()))?;
    let salt = word.map(|_| super::result::hex(&kit::random::<16>()));
    let digest = word.zip(salt.as_deref()).map(|(word, salt)| super::result::digest_of(salt, word));
    tx.execute(
        "update review_lines set verdict = $4, decided_at = $5, decided_by_person_id = $6, word = coalesce($7, word),
            word_salt = coalesce($8, word_salt), word_digest = coalesce($9, word_digest), facts = $10
        where account_id = $1 and review_id = $2 and person_id = $3",
        &[
            Value::from(tx.account()),
            Value::from(review),
            Value::from(line.person),
            Value::from(state.code().to_owned()),
            Value::from(tx.now()),
            Value::from(tx.actor().person_id()),
            Value::from(word.map(str::to_owned)),
            Value::from(salt),
            Value::from(digest),
            Value::from(facts),
        ],
    )?;
    Ok(())
}

/// How a line stands when its review ends: by itself, so nobody decided it.
pub(super) fn settle(tx: &mut Tx<'_, Writing>, review: i64, line: &Line) -> Result<()> {
    let facts = serde_json::to_string(&line.facts).map_err(|e| Error::Broken(e.to_string()))?;
    tx.execute(
        "update review_lines set verdict = $4, facts = $5, decided_at = $6, decided_by_person_id = null
        where account_id = $1 and review_id = $2 and person_id = $3",
        params![tx.account(), review, line.person, line.state.code(), facts, tx.now()],
    )?;
    Ok(())
}

pub(super) fn answer(tx: &mut Tx<'_, Writing>, review: i64, person: i64, needed: bool) -> Result<()> {
    let answer = if needed { "needed" } else { "not_needed" };
    tx.execute(
        "update review_lines set answer = $4, answered_at = $5 where account_id = $1 and review_id = $2 and person_id = $3",
        params![tx.account(), review, person, answer, tx.now()],
    )?;
    Ok(())
}

/// Of whom this person is asked in the review.
pub(super) fn asked<S>(tx: &mut Tx<'_, S>, review: i64, of: i64) -> Result<Vec<i64>> {
    let sql = "select person_id from review_lines
        where account_id = $1 and review_id = $2 and asked_person_id = $3 and verdict = 'ask' order by person_id";
    let rows = tx.query(sql, params![tx.account(), review, of])?;
    rows.iter().map(|row| Ok(row.at(0)?)).collect()
}

/// Where the journal ends; to be read once nobody else can write to it.
pub(super) fn head<S>(tx: &mut Tx<'_, S>) -> Result<(i64, Vec<u8>)> {
    let row =
        tx.query_one("select seq, hash from journal_heads where account_id = $1", params![tx.account()])?;
    Ok((row.at(0)?, row.at(1)?))
}

pub(super) fn end(tx: &mut Tx<'_, Writing>, review: &Review) -> Result<()> {
    let (seq, head) = review.head.clone().unzip();
    tx.execute(
        "update reviews set ended_at = $3, ended_by_person_id = $4, head_seq = $5, head = $6, seal = $7
        where account_id = $1 and id = $2",
        params![tx.account(), review.id, review.ended_at, review.ended_by, seq, head, review.seal.clone()],
    )?;
    Ok(())
}

/// The hash of an event of the journal.
pub(super) fn hash_at<S>(tx: &mut Tx<'_, S>, seq: i64) -> Result<Option<Vec<u8>>> {
    let sql = "select hash from events where account_id = $1 and seq = $2";
    Ok(tx.query_opt(sql, params![tx.account(), seq])?.map(|row| row.at(0)).transpose()?)
}

/// What an event of the journal says.
pub(super) fn event_at<S>(tx: &mut Tx<'_, S>, seq: i64) -> Result<Option<String>> {
    let sql = "select data from event_data where account_id = $1 and seq = $2";
    Ok(tx.query_opt(sql, params![tx.account(), seq])?.map(|row| row.at(0)).transpose()?)
}

/// How many active people were not here since this moment.
pub(super) fn idle<S>(tx: &mut Tx<'_, S>, before: i64) -> Result<i64> {
    let sql = "select count(*) from people p left join last_seen s on s.account_id = p.account_id and s.person_id = p.id
        where p.account_id = $1 and p.status = 'active' and coalesce(s.at, p.active_at, p.created_at) < $2";
    Ok(tx.query_one(sql, params![tx.account(), before])?.at(0)?)
}

/// Who is left out: the person, why, when (ms UTC), and by whom.
pub(super) type Exempt = (i64, String, i64, Option<i64>);

/// Whom reviews leave out: the person, why, since when.
pub(super) fn exempt<S>(tx: &mut Tx<'_, S>) -> Result<Vec<Exempt>> {
    let sql = "select x.person_id, x.why, x.added_at, x.added_by_person_id from review_exempt x
        join people p on p.account_id = x.account_id and p.id = x.person_id
        where x.account_id = $1 order by p.name_key, p.id";
    let rows = tx.query(sql, params![tx.account()])?;
    rows.iter().map(|row| Ok((row.at(0)?, row.at(1)?, row.at(2)?, row.at(3)?))).collect()
}

pub(super) fn leave_out(tx: &mut Tx<'_, Writing>, person: i64, why: &str) -> Result<()> {
    tx.execute(
        "insert into review_exempt (account_id, person_id, why, added_at, added_by_person_id) values ($1, $2, $3, $4, $5)
        on conflict (account_id, person_id) do update set why = excluded.why, added_at = excluded.added_at,
            added_by_person_id = excluded.added_by_person_id",
        params![tx.account(), person, why, tx.now(), tx.actor().person_id()],
    )?;
    Ok(())
}

pub(super) fn include(tx: &mut Tx<'_, Writing>, person: i64) -> Result<bool> {
    let sql = "delete from review_exempt where account_id = $1 and person_id = $2";
    Ok(tx.execute(sql, params![tx.account(), person])? > 0)
}

fn facts(json: &str) -> Result<Facts> {
    serde_json::from_str(json).map_err(|e| Error::Broken(e.to_string()))
}

fn unknown(code: &str) -> Error {
    Error::Broken(format!("unknown word of a review: {code}"))
}

fn review(row: &Row) -> Result<Review> {
    let (seq, head): (Option<i64>, Option<String>) = (row.at(7)?, row.at(8)?);
    Ok(Review {
        id: row.at(0)?,
        begun_at: row.at(1)?,
        begun_by: row.at(2)?,
        due_at: row.at(3)?,
        reminded: row.at(4)?,
        ended_at: row.at(5)?,
        ended_by: row.at(6)?,
        head: seq.zip(head),
        seal: row.at(9)?,
    })
}
