//! The SQL that is the same for every room of records.

pub mod sharing;
pub mod watched;

use ::store::{Row, Value, params};
use base::tx::Keeping;
use base::{Kind, Reading, Result, Tx, Writing};

use super::ask::Titled;
use super::lines::Line;
use super::ways::Ways;
use super::{Room, Stub};

/// Gives the record another portfolio.
pub fn give(tx: &mut Tx<'_, Writing>, table: &str, id: i64, portfolio: i64) -> Result<()> {
    let sql = format!(
        "update {table} set portfolio_id = $3, updated_at = $4, version = version + 1 where account_id = $1 and id = $2"
    );
    tx.execute(&sql, params![tx.account(), id, portfolio, tx.now()])?;
    Ok(())
}

pub fn add_to_bin(tx: &mut Tx<'_, Writing>, kind: Kind, stub: &Stub, said: &str) -> Result<()> {
    tx.execute(
        "insert into bin (account_id, id, portfolio_id, kind, title, search_text, data, deleted_by, deleted_at, stage_id)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            tx.account(),
            stub.id,
            stub.portfolio,
            kind.code(),
            &stub.title,
            kit::text::normalise(&stub.title),
            said,
            tx.actor().person_id(),
            tx.now(),
            stub.cell.bucket
        ],
    )?;
    Ok(())
}

/// Portfolio, stage and the moment in which the record was made.
pub fn born<S>(tx: &mut Tx<'_, S>, room: &Room, id: i64) -> Result<Option<(i64, i64, i64)>> {
    let sql = format!(
        "select r.portfolio_id, {}, r.created_at from {} r where r.account_id = $1 and r.id = $2",
        stage_column(room.kind),
        room.table
    );
    let row = tx.query_opt(&sql, params![tx.account(), id])?;
    row.map(|row| Ok((row.at(0)?, row.at(1)?, row.at(2)?))).transpose()
}

/// The records by id; unknown ids are left out.
pub fn titles<S>(tx: &mut Tx<'_, S>, room: &Room, ids: &[i64]) -> Result<Vec<Titled>> {
    let marks: Vec<String> = (0..ids.len()).map(|n| format!("${}", n + 2)).collect();
    let sql = format!(
        "select r.id, r.portfolio_id, r.{}, {} from {} r where r.account_id = $1 and r.id in ({}) order by r.id",
        room.title,
        stage_column(room.kind),
        room.table,
        marks.join(", ")
    );
    let mut values = vec![Value::from(tx.account())];
    values.extend(ids.iter().map(|id| Value::from(*id)));
    let rows = tx.query(&sql, &values)?;
    rows.iter()
        .map(|row| Ok(Titled { id: row.at(0)?, portfolio: row.at(1)?, title: row.at(2)?, stage: row.at(3)? }))
        .collect()
}

/// The version of a record, and where it is: portfolio and stage.
pub fn version<S>(tx: &mut Tx<'_, S>, kind: Kind, id: i64) -> Result<Option<(i64, i64, i64)>> {
    let sql = format!(
        "select r.version, r.portfolio_id, {} from {} r where r.account_id = $1 and r.id = $2",
        stage_column(kind),
        table(kind)
    );
    let row = tx.query_opt(&sql, params![tx.account(), id])?;
    row.map(|row| Ok((row.at(0)?, row.at(1)?, row.at(2)?))).transpose()
}

/// The table of a kind's records.
pub fn table(kind: Kind) -> &'static str {
    match kind {
        Kind::Deal => "deals",
        Kind::Contact => "contacts",
        Kind::Company => "companies",
        Kind::Task => "tasks",
        Kind::Bin => "bin",
        Kind::Source => "forms",
        Kind::Trigger => "triggers",
    }
}

/// The column that lists of names are sorted by.
pub fn title_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Deal | Kind::Task => "title_key",
        Kind::Contact | Kind::Company => "name_key",
        Kind::Bin => "title",
        Kind::Source | Kind::Trigger => "name",
    }
}

/// The stage of a deal `r`; 0 for every other kind.
pub fn stage_column(kind: Kind) -> &'static str {
    match kind {
        Kind::Deal => "r.stage_id",
        _ => "cast(0 as bigint) as stage_id",
    }
}

/// What `line` reads.
pub fn line_columns(kind: Kind) -> String {
    let says = match kind {
        Kind::Contact | Kind::Company => "r.id, r.portfolio_id, r.name, r.phones, r.emails",
        Kind::Source | Kind::Trigger => "r.id, r.portfolio_id, r.name, '[]' as phones, '[]' as emails",
        Kind::Deal | Kind::Task | Kind::Bin => {
            "r.id, r.portfolio_id, r.title, '[]' as phones, '[]' as emails"
        }
    };
    format!("{says}, {}", stage_column(kind))
}

/// A row of `line_columns`; whether the reader may open it is for the caller to say.
pub fn line(kind: Kind, row: &Row) -> Result<Line> {
    let (phones, emails): (String, String) = (row.at(3)?, row.at(4)?);
    Ok(Line {
        kind,
        id: row.at(0)?,
        portfolio: row.at(1)?,
        title: row.at(2)?,
        ways: Ways::from_columns(&phones, &emails)?,
        stage: row.at(5)?,
        visible: true,
    })
}

/// The lines by id; unknown ids are left out.
pub fn lines<S>(tx: &mut Tx<'_, S>, kind: Kind, ids: &[i64]) -> Result<Vec<Line>> {
    let marks: Vec<String> = (0..ids.len()).map(|n| format!("${}", n + 2)).collect();
    let sql = format!(
        "select {} from {} r where r.account_id = $1 and r.id in ({})",
        line_columns(kind),
        table(kind),
        marks.join(", ")
    );
    let mut values = vec![Value::from(tx.account())];
    values.extend(ids.iter().map(|id| Value::from(*id)));
    tx.query(&sql, &values)?.iter().map(|row| line(kind, row)).collect()
}

/// The columns that somebody has chosen for the list of a kind.
pub fn columns(tx: &mut Tx<'_, Reading>, person: i64, kind: Kind) -> Result<Option<Vec<String>>> {
    let sql = "select columns from list_columns where account_id = $1 and person_id = $2 and kind = $3";
    let Some(row) = tx.query_opt(sql, params![tx.account(), person, kind.code()])? else { return Ok(None) };
    let columns: String = row.at(0)?;
    Ok(Some(columns.split_whitespace().map(str::to_owned).collect()))
}

/// Keeps them, or none: then the usual ones are shown.
pub fn keep_columns(
    tx: &mut Keeping<'_>,
    (account, person): (i64, i64),
    kind: Kind,
    columns: Option<&str>,
) -> Result<()> {
    match columns {
        Some(columns) => tx.execute(
            "insert into list_columns (account_id, person_id, kind, columns) values ($1, $2, $3, $4)
            on conflict (account_id, person_id, kind) do update set columns = excluded.columns",
            params![account, person, kind.code(), columns],
        )?,
        None => tx.execute(
            "delete from list_columns where account_id = $1 and person_id = $2 and kind = $3",
            params![account, person, kind.code()],
        )?,
    };
    Ok(())
}

/// The version of a pipeline; `None` where it is gone.
pub fn pipeline_version<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<i64>> {
    let sql = "select version from pipelines where account_id = $1 and id = $2";
    Ok(tx.query_opt(sql, params![tx.account(), id])?.map(|row| row.at(0)).transpose()?)
}
