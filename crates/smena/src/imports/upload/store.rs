//! The SQL of files that were sent.

use ::store::{Row, params};
use base::{Error, Keeping, Result, Tx, Writing};

use super::{Columns, File, What};

/// How long the text of a file is kept, in ms: a day.
const KEPT_MS: i64 = 86_400_000;

pub(super) fn add(tx: &mut Keeping<'_>, account: i64, file: &File) -> Result<()> {
    let now = tx.now;
    tx.execute(
        "insert into import_files (account_id, id, name, what, content, delimiter, fields, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            account,
            file.id,
            &file.name,
            file.what.code(),
            &file.content,
            char::from(file.delimiter).to_string(),
            json(&file.columns)?,
            now
        ],
    )?;
    Ok(())
}

/// Forgets the text of old files, and old files that nobody began to bring in.
pub fn sweep(tx: &mut Keeping<'_>, account: i64) -> Result<()> {
    let before = tx.now - KEPT_MS;
    tx.execute(
        "delete from import_files where account_id = $1 and job_id is null and created_at < $2",
        params![account, before],
    )?;
    tx.execute(
        "update import_files set content = '' where account_id = $1 and report is not null and created_at < $2",
        params![account, before],
    )?;
    Ok(())
}

const FILE: &str =
    "select id, name, what, content, delimiter, fields, job_id, report, created_at from import_files
    where account_id = $1";

pub(super) fn find<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<File>> {
    let sql = format!("{FILE} and id = $2");
    tx.query_opt(&sql, params![tx.account(), id])?.as_ref().map(file).transpose()
}

/// The last ones, without their text.
pub(super) fn last<S>(tx: &mut Tx<'_, S>) -> Result<Vec<File>> {
    let sql = "select id, name, what, '' as content, delimiter, fields, job_id, report, created_at from import_files
        where account_id = $1 and job_id is not null order by id desc limit 10";
    tx.query(sql, params![tx.account()])?.iter().map(file).collect()
}

/// Only until somebody has begun to bring it in.
pub(super) fn set_columns(tx: &mut Keeping<'_>, account: i64, id: i64, columns: &Columns) -> Result<bool> {
    let sql = "update import_files set fields = $3 where account_id = $1 and id = $2 and job_id is null";
    Ok(tx.execute(sql, params![account, id, json(columns)?])? == 1)
}

/// Whether nobody had begun before.
pub(super) fn begin(tx: &mut Tx<'_, Writing>, id: i64, job: i64) -> Result<bool> {
    let sql = "update import_files set job_id = $3 where account_id = $1 and id = $2 and job_id is null";
    Ok(tx.execute(sql, params![tx.account(), id, job])? == 1)
}

pub(super) fn set_report(tx: &mut Keeping<'_>, account: i64, id: i64, report: &str) -> Result<()> {
    tx.execute(
        "update import_files set report = $3 where account_id = $1 and id = $2",
        params![account, id, report],
    )?;
    Ok(())
}

/// Names of what is there already, with their ids: the earliest of each name.
pub(super) fn companies<S>(tx: &mut Tx<'_, S>) -> Result<Vec<(i64, String)>> {
    let sql = "select id, name from companies where account_id = $1 order by id desc";
    tx.query(sql, params![tx.account()])?.iter().map(|row| Ok((row.at(0)?, row.at(1)?))).collect()
}

fn json(columns: &Columns) -> Result<String> {
    serde_json::to_string(columns).map_err(|error| Error::Broken(error.to_string()))
}

fn file(row: &Row) -> Result<File> {
    let (what, delimiter, fields): (String, String, String) =
        (row.get("what")?, row.get("delimiter")?, row.get("fields")?);
    let report: Option<String> = row.get("report")?;
    let broken = |error: serde_json::Error| Error::Broken(error.to_string());
    Ok(File {
        id: row.get("id")?,
        name: row.get("name")?,
        what: What::parse(&what).ok_or_else(|| Error::Broken(format!("unknown import {what}")))?,
        content: row.get("content")?,
        delimiter: delimiter.bytes().next().unwrap_or(b','),
        columns: serde_json::from_str(&fields).map_err(broken)?,
        job: row.get("job_id")?,
        report: report.map(|text| serde_json::from_str(&text)).transpose().map_err(broken)?,
        created_at: row.get("created_at")?,
    })
}
