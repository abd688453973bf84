//! The SQL of hand-overs as facts, and of where a person stands. Repointing itself is in `base::portfolios`.

use std::collections::HashMap;

use ::store::{Row, Value, params};
use base::journal::Moved;
use base::kind::Status;
use base::org::Post;
use base::{Error, Kind, Result, Tx, Writing};

use super::fact::{Fact, What};
use super::status::Standing;

/// Numbers, seats and administrators stay as they are until the end of the act.
pub(super) fn lock_account<S>(tx: &mut Tx<'_, S>) -> Result<()> {
    let sql = format!("select id from accounts where id = $1{}", tx.dialect().lock());
    tx.query_one(&sql, params![tx.account()])?;
    Ok(())
}

/// The number of the next fact; the account's row must be locked.
pub(super) fn next_number<S>(tx: &mut Tx<'_, S>) -> Result<i64> {
    let sql = "select coalesce(max(number), 0) + 1 from handovers where account_id = $1";
    Ok(tx.query_one(sql, params![tx.account()])?.at(0)?)
}

pub(super) fn add(tx: &mut Tx<'_, Writing>, fact: &Fact) -> Result<()> {
    let left = match fact.left.as_slice() {
        [] => None,
        left => Some(to_json(&left)?),
    };
    let answered = fact.answered.as_ref().map(to_json).transpose()?;
    let scheduled = fact.scheduled.as_ref().map(to_json).transpose()?;
    let posts = (!fact.posts.is_empty()).then(|| to_json(&fact.posts)).transpose()?;
    let kept = (!fact.kept.is_empty()).then(|| to_json(&fact.kept)).transpose()?;
    tx.execute(
        "insert into handovers (account_id, id, number, what, person_id, at, by_person_id, reason, status_before,
            portfolio_before, portfolio_after, needs_link_before, ended, undo_until, undone_at, undone_by, undoes,
            not_restored, answered, posts, kept, scheduled)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, null, null, $15, $16, $17, $18, $19, $20)",
        params![
            tx.account(),
            fact.id,
            fact.number,
            fact.what.code(),
            fact.person,
            fact.at,
            fact.by_person,
            fact.reason.clone(),
            fact.status_before.map(Status::code),
            fact.portfolio_before,
            fact.portfolio_after,
            fact.needs_link_before,
            to_json(&fact.ended)?,
            fact.undo_until,
            fact.undoes,
            left,
            answered,
            posts,
            kept,
            scheduled
        ],
    )?;
    Ok(())
}

/// A fact is undone once: by another.
pub(super) fn mark_undone(tx: &mut Tx<'_, Writing>, fact: i64, by: i64) -> Result<()> {
    tx.execute(
        "update handovers set undone_at = $3, undone_by = $4 where account_id = $1 and id = $2",
        params![tx.account(), fact, tx.now(), by],
    )?;
    Ok(())
}

/// Where the person's new work goes after a hand-over.
pub(super) fn set_portfolio_after(tx: &mut Tx<'_, Writing>, fact: i64, portfolio: i64) -> Result<()> {
    tx.execute(
        "update handovers set portfolio_after = $3 where account_id = $1 and id = $2",
        params![tx.account(), fact, portfolio],
    )?;
    Ok(())
}

/// The person stands elsewhere from now on.
pub(super) fn set_standing(tx: &mut Tx<'_, Writing>, person: i64, to: Standing) -> Result<()> {
    let now = tx.now();
    let departed_at = (to.status == Status::Departed).then_some(now);
    tx.execute(
        "update people set status = $3, status_rank = $4, status_before = $5, departed_at = $6, updated_at = $7,
            version = version + 1, active_at = case when status = 'departed' and $3 = 'active' then $7 else active_at end
        where account_id = $1 and id = $2",
        params![
            tx.account(),
            person,
            to.status.code(),
            to.status.rank(),
            to.before.map(Status::code),
            departed_at,
            now
        ],
    )?;
    Ok(())
}

/// The technical users for whom the person answers.
pub(super) fn answering_to<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<Vec<i64>> {
    let sql = "select id from people where account_id = $1 and answerable_person_id = $2 order by id";
    let rows = tx.query(sql, params![tx.account(), person])?;
    Ok(rows.iter().map(|row| row.at(0)).collect::<Result<_, _>>()?)
}

pub(super) fn set_answerable(tx: &mut Tx<'_, Writing>, technical: i64, person: i64) -> Result<()> {
    tx.execute(
        "update people set answerable_person_id = $3, updated_at = $4, version = version + 1
        where account_id = $1 and id = $2",
        params![tx.account(), technical, person, tx.now()],
    )?;
    Ok(())
}

/// The technical users that are at work, by name.
pub(super) fn technical_users<S>(tx: &mut Tx<'_, S>) -> Result<Vec<i64>> {
    let sql = "select id from people where account_id = $1 and category = 'technical' and status = 'active'
        order by name_key, id";
    tx.query(sql, params![tx.account()])?.iter().map(|row| Ok(row.at(0)?)).collect()
}

/// What the person is in the department; `None` when they aren't in it.
pub(super) fn post_in<S>(tx: &mut Tx<'_, S>, department: i64, person: i64) -> Result<Option<Post>> {
    let sql =
        "select post from department_members where account_id = $1 and department_id = $2 and person_id = $3";
    let Some(row) = tx.query_opt(sql, params![tx.account(), department, person])? else { return Ok(None) };
    let post: String = row.at(0)?;
    Post::parse(&post).map(Some).ok_or_else(|| unknown(&post))
}

/// Everybody who has the post in the department.
pub(super) fn holders_of_post<S>(tx: &mut Tx<'_, S>, department: i64, post: Post) -> Result<Vec<i64>> {
    let sql =
        "select person_id from department_members where account_id = $1 and department_id = $2 and post = $3";
    let rows = tx.query(sql, params![tx.account(), department, post.code()])?;
    rows.iter().map(|row| Ok(row.at(0)?)).collect()
}

pub(super) fn department_exists<S>(tx: &mut Tx<'_, S>, department: i64) -> Result<bool> {
    let sql = "select 1 from departments where account_id = $1 and id = $2";
    Ok(tx.query_opt(sql, params![tx.account(), department])?.is_some())
}

/// The person has this post in the department, as a member of it if they weren't.
pub(super) fn set_post(tx: &mut Tx<'_, Writing>, department: i64, person: i64, post: Post) -> Result<()> {
    tx.execute(
        "insert into department_members (account_id, department_id, person_id, post, main) values ($1, $2, $3, $4, 0)
        on conflict (account_id, department_id, person_id) do update set post = excluded.post",
        params![tx.account(), department, person, post.code()],
    )?;
    Ok(())
}

/// Who came into the department by a post alone leaves it.
pub(super) fn leave_department(tx: &mut Tx<'_, Writing>, department: i64, person: i64) -> Result<()> {
    tx.execute(
        "delete from department_members where account_id = $1 and department_id = $2 and person_id = $3 and main = 0",
        params![tx.account(), department, person],
    )?;
    Ok(())
}

/// Whether only a new link opens the door.
pub(super) fn set_needs_link(tx: &mut Tx<'_, Writing>, person: i64, needs: bool) -> Result<()> {
    tx.execute(
        "update people set needs_link = $3 where account_id = $1 and id = $2",
        params![tx.account(), person, needs],
    )?;
    Ok(())
}

const FACT: &str =
    "select id, number, what, person_id, at, by_person_id, reason, status_before, portfolio_before,
    portfolio_after, needs_link_before, ended, undo_until, undone_at, undone_by, undoes, not_restored, answered, posts, kept,
    scheduled from handovers where account_id = $1";

pub(super) fn find<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<Fact>> {
    let sql = format!("{FACT} and id = $2");
    tx.query_opt(&sql, params![tx.account(), id])?.as_ref().map(fact).transpose()
}

/// The departure that holds for a departed person, the last one not undone.
pub(super) fn last_departure<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<Option<Fact>> {
    let sql = format!(
        "{FACT} and person_id = $2 and what = 'departure' and undone_at is null order by id desc limit 1"
    );
    tx.query_opt(&sql, params![tx.account(), person])?.as_ref().map(fact).transpose()
}

/// What a list of facts is narrowed to.
#[derive(Clone, Debug, Default)]
pub(super) struct Narrow {
    pub what: Option<What>,
    pub person: Option<i64>,
    /// Words of the name of whose work it was.
    pub words: Vec<String>,
    /// Numbers below this one.
    pub below: Option<i64>,
    /// Numbers above this one, for the page before.
    pub above: Option<i64>,
}

/// A page of facts, newest first; one more than `limit` where there are more.
pub(super) fn page<S>(tx: &mut Tx<'_, S>, narrow: &Narrow, limit: i64) -> Result<Vec<Fact>> {
    let mut values = params![
        tx.account(),
        narrow.what.map_or("", What::code),
        narrow.person.unwrap_or(0),
        narrow.below.unwrap_or(i64::MAX),
        narrow.above.unwrap_or(0)
    ]
    .to_vec();
    let mut named = String::new();
    for word in &narrow.words {
        let escaped = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        values.push(Value::from(format!("%{escaped}%")));
        named += &format!(" and p.search_text like ${} escape '\\'", values.len());
    }
    if !named.is_empty() {
        named = format!(
            " and exists (select 1 from people p
            where p.account_id = $1 and p.id = handovers.person_id{named})"
        );
    }
    // The page before is read upwards and turned round.
    let way = if narrow.above.is_some() { "asc" } else { "desc" };
    let sql = format!(
        "{FACT} and (what = $2 or $2 = '') and (person_id = $3 or $3 = 0) and number < $4 and number > $5{named}
        order by number {way} limit {}",
        limit + 1
    );
    tx.query(&sql, &values)?.iter().map(fact).collect()
}

/// What each of these facts moved, kind by kind; kinds of which there was nothing are left out.
pub(super) fn moved<S>(tx: &mut Tx<'_, S>, facts: &[i64]) -> Result<HashMap<i64, Vec<Moved>>> {
    let mut all: HashMap<i64, Vec<Moved>> = HashMap::new();
    for chunk in facts.chunks(200) {
        let mut values = vec![Value::from(tx.account())];
        values.extend(chunk.iter().map(|id| Value::from(*id)));
        let marks: Vec<String> = (2..=values.len()).map(|n| format!("${n}")).collect();
        let sql = format!(
            "select handover_id, kind, from_person_id, to_person_id, cast(sum(count) as bigint) as n,
                cast(sum(open) as bigint) as n_open
            from handover_steps where account_id = $1 and handover_id in ({})
            group by handover_id, kind, from_person_id, to_person_id having sum(count) > 0
            order by handover_id, kind, to_person_id",
            marks.join(", ")
        );
        for row in tx.query(&sql, &values)? {
            let kind: String = row.at(1)?;
            let kind = Kind::parse(&kind).ok_or_else(|| unknown(&kind))?;
            all.entry(row.at(0)?).or_default().push(Moved {
                kind,
                from: row.at(2)?,
                to: row.at(3)?,
                count: row.at(4)?,
                open: row.at(5)?,
            });
        }
    }
    for moved in all.values_mut() {
        moved.sort_by_key(|m| (m.kind, m.to));
    }
    Ok(all)
}

/// The number of a fact.
pub(super) fn number_of<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<i64>> {
    let sql = "select number from handovers where account_id = $1 and id = $2";
    let row = tx.query_opt(sql, params![tx.account(), id])?;
    Ok(row.map(|row| row.at(0)).transpose()?)
}

/// In how many rows the person is a holder.
pub(super) fn rows_held<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<i64> {
    let sql = "select count(*) from portfolio_holders where account_id = $1 and holder_person_id = $2";
    Ok(tx.query_one(sql, params![tx.account(), person])?.at(0)?)
}

/// In how many rows of one portfolio somebody else is the holder.
pub(super) fn rows_of_others<S>(tx: &mut Tx<'_, S>, portfolio: i64, person: i64) -> Result<i64> {
    let sql = "select count(*) from portfolio_holders
        where account_id = $1 and portfolio_id = $2 and holder_person_id <> $3";
    Ok(tx.query_one(sql, params![tx.account(), portfolio, person])?.at(0)?)
}

fn fact(row: &Row) -> Result<Fact> {
    let what: String = row.get("what")?;
    let status: Option<String> = row.get("status_before")?;
    let ended: String = row.get("ended")?;
    let left: Option<String> = row.get("not_restored")?;
    let answered: Option<String> = row.get("answered")?;
    let scheduled: Option<String> = row.get("scheduled")?;
    let posts: Option<String> = row.get("posts")?;
    let kept: Option<String> = row.get("kept")?;
    Ok(Fact {
        id: row.get("id")?,
        number: row.get("number")?,
        what: What::parse(&what).ok_or_else(|| unknown(&what))?,
        person: row.get("person_id")?,
        at: row.get("at")?,
        by_person: row.get("by_person_id")?,
        reason: row.get("reason")?,
        status_before: status.as_deref().and_then(Status::parse),
        portfolio_before: row.get("portfolio_before")?,
        portfolio_after: row.get("portfolio_after")?,
        needs_link_before: row.get("needs_link_before")?,
        ended: from_json(&ended)?,
        undo_until: row.get("undo_until")?,
        undone_at: row.get("undone_at")?,
        undone_by: row.get("undone_by")?,
        undoes: row.get("undoes")?,
        left: left.as_deref().map(from_json).transpose()?.unwrap_or_default(),
        answered: answered.as_deref().map(from_json).transpose()?,
        scheduled: scheduled.as_deref().map(from_json).transpose()?,
        posts: posts.as_deref().map(from_json).transpose()?.unwrap_or_default(),
        kept: kept.as_deref().map(from_json).transpose()?.unwrap_or_default(),
    })
}

fn unknown(word: &str) -> Error {
    Error::Broken(format!("unknown word in hand-overs: {word}"))
}

fn to_json(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|e| Error::Broken(e.to_string()))
}

fn from_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|e| Error::Broken(e.to_string()))
}
