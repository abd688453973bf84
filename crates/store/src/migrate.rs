//! Migrations: forward only, each in its own transaction, one program at a time.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::{Error, Result, Retry, Tx, params, search};

/// A step of the tables' history. Its text is the same for both engines, but for `{blob}`, `{sorted}` and
/// `{searchable TABLE}`; it never changes again.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    pub number: i64,
    pub name: &'static str,
    pub sql: &'static str,
}

/// Refuses a list whose numbers do not rise.
pub(crate) fn check_order(migrations: &[Migration]) -> Result<()> {
    match migrations.windows(2).find(|pair| pair[0].number >= pair[1].number) {
        Some(pair) => Err(Error::Migration(format!("{} follows {}", title(&pair[1]), title(&pair[0])))),
        None => Ok(()),
    }
}

/// Makes the table of migrations.
pub(crate) fn prepare(tx: &mut Tx<'_>) -> Result<()> {
    let made = tx.batch(
        "create table if not exists migrations (
            number bigint not null primary key, name text not null, checksum text not null, at bigint not null
        )",
    );
    match made {
        // PostgreSQL's "if not exists" lets two programs try at once, and one of them collides in its catalogue.
        Err(Error::Unique { .. }) => Err(Error::Busy),
        made => made,
    }
}

/// Compares what was applied with what is known, then applies the next one. False when there is none.
pub(crate) fn step(tx: &mut Tx<'_>, migrations: &[Migration]) -> Result<bool> {
    tx.batch(tx.dialect().lock_migrations())?;
    let applied = tx.query("select number, name, checksum from migrations order by number", params![])?;
    for (place, row) in applied.iter().enumerate() {
        let (number, name): (i64, String) = (row.get("number")?, row.get("name")?);
        let checked: String = row.get("checksum")?;
        match migrations.get(place) {
            Some(known) if known.number == number && checksum(known.sql) == checked => {}
            Some(known) if known.number == number => {
                return refuse(format!("{} was altered after it had been applied", title(known)));
            }
            Some(known) if known.number < number => {
                return refuse(format!(
                    "{} comes before {number} {name}, which is applied already",
                    title(known)
                ));
            }
            _ if migrations.last().is_none_or(|last| last.number < number) => {
                return refuse(format!("the database is newer than this program: it has {number} {name}"));
            }
            _ => {
                return refuse(format!("the database has {number} {name}, which this program does not know"));
            }
        }
    }
    match migrations.get(applied.len()) {
        Some(next) => apply(tx, next).map(|()| true),
        None => Ok(false),
    }
}

fn apply(tx: &mut Tx<'_>, migration: &Migration) -> Result<()> {
    let dialect = tx.dialect();
    let sql = migration.sql.replace("{blob}", dialect.blob()).replace("{sorted}", dialect.sorted());
    let made = search::prepare(tx, &sql).and_then(|sql| tx.batch(&sql));
    made.map_err(|error| match error {
        error if error.retryable() => error,
        error => Error::Migration(format!("{}: {error}", title(migration))),
    })?;
    tx.execute(
        "insert into migrations (number, name, checksum, at) values ($1, $2, $3, $4)",
        params![migration.number, migration.name, checksum(migration.sql), now()],
    )?;
    tracing::info!(number = migration.number, name = migration.name, "migrated");
    Ok(())
}

fn title(migration: &Migration) -> String {
    format!("{} {}", migration.number, migration.name)
}

fn refuse<T>(why: String) -> Result<T> {
    Err(Error::Migration(why))
}

/// FNV-1a of 128 bits: it finds accidents, which is all it is for. Line endings do not count.
fn checksum(sql: &str) -> String {
    let bytes = sql.bytes().filter(|byte| *byte != b'\r');
    let sum = bytes.fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d_u128, |sum, byte| {
        (sum ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b)
    });
    format!("{sum:032x}")
}

fn now() -> i64 {
    // A clock before 1970 is wrong, and this column is only for people to read.
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as i64)
}
