//! The SQL of tasks.

use ::store::{Row, Value, params};
use base::portfolios::Filters;
use base::tx::Tally;
use base::{Error, Kind, Reading, Result, Tx, Writing, search};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::draft::{Draft, Subject};
use super::look::{Asking, Task};
use crate::records::{Cell, Stub};

/// What `task` reads.
pub const COLUMNS: &str =
    "r.id, r.portfolio_id, r.title, r.note, r.due_at, r.subject_kind, r.subject_id, r.open,
    r.result, r.done_at, r.closed_holder_person_id, r.created_by, r.created_at, r.updated_at, r.version,
    h.holder_person_id";

/// Joined onto the task `r`.
pub const JOINS: &str = "join portfolio_holders h
    on h.account_id = r.account_id and h.portfolio_id = r.portfolio_id and h.kind = 'task'";

/// A task as a row of `COLUMNS`.
pub fn task(row: &Row) -> Result<Task> {
    let (kind, id): (Option<String>, Option<i64>) = (row.get("subject_kind")?, row.get("subject_id")?);
    let subject = kind.as_deref().and_then(Kind::parse).zip(id).map(|(kind, id)| Subject { kind, id });
    let open: bool = row.get("open")?;
    Ok(Task {
        id: row.get("id")?,
        portfolio: row.get("portfolio_id")?,
        responsible: row.get("holder_person_id")?,
        draft: Draft {
            title: row.get("title")?,
            due_at: row.get("due_at")?,
            subject,
            note: row.get("note")?,
            done: !open,
            result: row.get("result")?,
        },
        line: None,
        done_at: row.get("done_at")?,
        closed_holder: row.get("closed_holder_person_id")?,
        created_by: row.get("created_by")?,
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
        version: row.get("version")?,
    })
}

pub fn find<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<Task>> {
    let sql = format!("select {COLUMNS} from tasks r {JOINS} where r.account_id = $1 and r.id = $2");
    tx.query_opt(&sql, params![tx.account(), id])?.as_ref().map(task).transpose()
}

/// Where a task counts.
pub fn cell(done: bool) -> Cell {
    Cell { open: !done, ..Cell::plain() }
}

pub fn lock(tx: &mut Tx<'_, Reading>, id: i64) -> Result<Option<Stub>> {
    let sql = format!(
        "select id, portfolio_id, title, version, open from tasks where account_id = $1 and id = $2{}",
        tx.dialect().lock()
    );
    let row = tx.query_opt(&sql, params![tx.account(), id])?;
    row.map(|row| {
        let (id, portfolio, title, version) = (row.at(0)?, row.at(1)?, row.at(2)?, row.at(3)?);
        let open: bool = row.at(4)?;
        Ok(Stub { id, portfolio, title, version, cell: cell(!open) })
    })
    .transpose()
}

/// The conditions of a list.
pub fn filters(asking: &Asking, now: i64) -> Filters {
    let mut filters = Filters::default();
    match asking.done {
        Some(true) => filters.and("r.open = 0", []),
        Some(false) => filters.and("r.open = 1", []),
        None => {}
    }
    if asking.overdue {
        filters.and("r.open = 1 and r.due_at < ?", [Value::from(now)]);
    }
    if let Some(end) = asking.due_before {
        filters.and("r.open = 1 and r.due_at < ?", [Value::from(end)]);
    }
    if let Some(Subject { kind, id }) = asking.subject {
        filters
            .narrow("r.subject_kind = ? and r.subject_id = ?", [Value::from(kind.code()), Value::from(id)]);
    }
    filters
}

/// When and in whose hands a task was closed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Closing {
    pub done_at: Option<i64>,
    pub holder: Option<i64>,
}

/// Everything a row says of itself beside its draft.
struct Birth {
    created_by: Option<i64>,
    created_at: i64,
    updated_at: i64,
    version: i64,
}

pub fn add(tx: &mut Tx<'_, Writing>, id: i64, portfolio: i64, draft: &Draft) -> Result<()> {
    let (now, created_by) = (tx.now(), tx.actor().person_id());
    let birth = Birth { created_by, created_at: now, updated_at: now, version: 1 };
    insert(tx, (id, portfolio), draft, Closing::default(), &birth)
}

fn insert(
    tx: &mut Tx<'_, Writing>,
    (id, portfolio): (i64, i64),
    draft: &Draft,
    closing: Closing,
    birth: &Birth,
) -> Result<()> {
    tx.execute(
        "insert into tasks (account_id, id, portfolio_id, title, title_key, note, due_at, subject_kind, subject_id,
            open, result, done_at, closed_holder_person_id, search_text, created_by, created_at, updated_at, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
        params![
            tx.account(),
            id,
            portfolio,
            &draft.title,
            kit::text::normalise(&draft.title),
            draft.note.clone(),
            draft.due_at,
            draft.subject.map(|subject| subject.kind.code()),
            draft.subject.map(|subject| subject.id),
            !draft.done,
            draft.result.clone(),
            closing.done_at,
            closing.holder,
            draft.search_text(),
            birth.created_by,
            birth.created_at,
            birth.updated_at,
            birth.version
        ],
    )?;
    search::keep(tx, "tasks", id, &draft.search_text())
}

/// Whoever calls this keeps the record findable (`search::changed`).
pub fn update(
    tx: &mut Tx<'_, Writing>,
    id: i64,
    portfolio: i64,
    draft: &Draft,
    closing: Closing,
) -> Result<()> {
    tx.execute(
        "update tasks set portfolio_id = $3, title = $4, title_key = $5, note = $6, due_at = $7, subject_kind = $8,
            subject_id = $9, open = $10, result = $11, done_at = $12, closed_holder_person_id = $13,
            search_text = $14, updated_at = $15, version = version + 1
        where account_id = $1 and id = $2",
        params![
            tx.account(),
            id,
            portfolio,
            &draft.title,
            kit::text::normalise(&draft.title),
            draft.note.clone(),
            draft.due_at,
            draft.subject.map(|subject| subject.kind.code()),
            draft.subject.map(|subject| subject.id),
            !draft.done,
            draft.result.clone(),
            closing.done_at,
            closing.holder,
            draft.search_text(),
            tx.now()
        ],
    )?;
    Ok(())
}

/// A task in the bin.
#[derive(Serialize, Deserialize)]
struct Said {
    title: String,
    due_at: i64,
    subject: Option<Subject>,
    note: Option<String>,
    done: bool,
    result: Option<String>,
    done_at: Option<i64>,
    closed_holder_person_id: Option<i64>,
    created_by: Option<i64>,
    created_at: i64,
    updated_at: i64,
    version: i64,
}

pub fn take_out(tx: &mut Tx<'_, Writing>, id: i64) -> Result<Json> {
    let task = find(tx, id)?.ok_or(Error::NotFound)?;
    tx.execute("delete from tasks where account_id = $1 and id = $2", params![tx.account(), id])?;
    search::forget(tx, "tasks", id)?;
    let Draft { title, due_at, subject, note, done, result } = task.draft;
    let said = Said {
        title,
        due_at,
        subject,
        note,
        done,
        result,
        done_at: task.done_at,
        closed_holder_person_id: task.closed_holder,
        created_by: task.created_by,
        created_at: task.created_at,
        updated_at: task.updated_at,
        version: task.version,
    };
    serde_json::to_value(said).map_err(|e| Error::Broken(e.to_string()))
}

pub fn put_back(tx: &mut Tx<'_, Writing>, id: i64, portfolio: i64, said: &Json) -> Result<Cell> {
    let said = Said::deserialize(said).map_err(|e| Error::Broken(format!("task {id} in the bin: {e}")))?;
    let Said { title, due_at, subject, note, done, result, created_by, created_at, updated_at, .. } = said;
    let draft = Draft { title, due_at, subject, note, done, result };
    let closing = Closing { done_at: said.done_at, holder: said.closed_holder_person_id };
    let birth = Birth { created_by, created_at, updated_at, version: said.version + 1 };
    insert(tx, (id, portfolio), &draft, closing, &birth)?;
    Ok(cell(done))
}

pub fn count(tx: &mut Tx<'_, Reading>, person: i64) -> Result<i64> {
    let sql = "select count(*) from tasks r where r.account_id = $1 and r.portfolio_id in
        (select h.portfolio_id from portfolio_holders h
            where h.account_id = $1 and h.kind = 'task' and h.holder_person_id = $2)";
    Ok(tx.query_one(sql, params![tx.account(), person])?.at(0)?)
}

pub fn pick(tx: &mut Tx<'_, Reading>, portfolio: i64, limit: i64) -> Result<Vec<i64>> {
    let sql = "select id from tasks where account_id = $1 and portfolio_id = $2 order by id limit $3";
    let rows = tx.query(sql, params![tx.account(), portfolio, limit])?;
    Ok(rows.iter().map(|row| row.at(0)).collect::<Result<Vec<i64>, _>>()?)
}

pub fn recount(tx: &mut Tx<'_, Reading>) -> Result<Vec<(Tally, i64, i64)>> {
    let sql =
        "select portfolio_id, open, count(*) from tasks where account_id = $1 group by portfolio_id, open";
    let rows = tx.query(sql, params![tx.account()])?;
    rows.iter()
        .map(|row| {
            let (portfolio, open) = (row.at(0)?, row.at(1)?);
            let tally = Tally { portfolio, kind: Kind::Task, bucket: 0, open, currency: String::new() };
            Ok((tally, row.at(2)?, 0))
        })
        .collect()
}
