//! SQLite: one file, one writer, several readers.

use std::any::Any;
use std::collections::HashMap;
use std::fs;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rusqlite::config::DbConfig;
use rusqlite::hooks::Wal;
use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, ErrorCode, ffi};
use tokio::sync::oneshot;

use crate::checkpoints::{self, Checkpoints};
use crate::error::settled;
use crate::lanes::{Borrowed, Lane, Lanes};
use crate::row::Columns;
use crate::syncs::Syncs;
use crate::tx::{Access, Link};
use crate::{Dialect, Error, Options, Result, Row, Value};

/// The file, with a queue for its writer and one for its readers.
pub(crate) struct File {
    place: Arc<Place>,
    writer: Arc<Lanes>,
    readers: Arc<Lanes>,
    syncs: Arc<Syncs>,
}

impl File {
    pub async fn open(path: &str, options: &Options) -> Result<File> {
        if path.is_empty() || path.starts_with(':') {
            return Err(Error::BadUrl("sqlite: needs the path of a file".into()));
        }
        let readers = options.readers.max(1);
        let share_kib = options.cache_mib * 1024 / (readers + 2);
        let file = File {
            place: Arc::new(Place { path: path.into(), share_kib, checkpoints: Arc::default() }),
            writer: Lanes::new(1),
            readers: Lanes::new(readers),
            syncs: Arc::new(Syncs::start()?),
        };
        file.run(Access::Write, Lane::People, |_| ()).await?;
        Ok(file)
    }

    /// Runs `f` on a connection, when it is its turn. What was committed is told when the disk has it; the connection
    /// does not wait for that.
    pub async fn run<R: Send + 'static>(
        &self,
        access: Access,
        lane: Lane,
        f: impl FnOnce(&mut dyn Link) -> R + Send + 'static,
    ) -> Result<R> {
        let (place, syncs) = (Arc::clone(&self.place), Arc::clone(&self.syncs));
        let lanes = if access == Access::Write { &self.writer } else { &self.readers };
        let writer = Arc::clone(lanes);
        let (reply, answer) = oneshot::channel::<Result<Result<R>, Box<dyn Any + Send>>>();
        let piece = move |slot: &mut Option<Connection>| {
            if reply.is_closed() {
                return;
            }
            let mut unsynced = None;
            let outcome = catch_unwind(AssertUnwindSafe(|| {
                if access == Access::Write {
                    syncs.check()?;
                }
                let mut connection = match slot.take() {
                    Some(connection) => connection,
                    None => place.open(access)?,
                };
                let result = f(&mut connection);
                unsynced = connection.unsynced.take();
                *slot = Some(connection).filter(Connection::is_clean);
                Ok(result)
            }));
            // Who does not wait any more needs no answer.
            match unsynced {
                None => drop(reply.send(outcome)),
                Some(log) => {
                    syncs.after(log, move |kept| drop(reply.send(outcome.map(|result| kept.and(result)))));
                    checkpoints::begin(&place, &writer);
                }
            }
        };
        lanes.push(lane, Box::new(piece));
        match answer.await {
            Ok(Ok(result)) => result,
            Ok(Err(panic)) => resume_unwind(panic),
            Err(_) => Err(Error::stopping()),
        }
    }

    /// An idle connection for reading, if there is one.
    pub fn borrow(&self) -> Option<Borrowed> {
        self.readers.borrow()
    }

    /// Has connections opened anew: they read the statistics of the planner only then.
    pub fn renew(&self) {
        self.readers.renew();
        self.writer.renew();
    }

    /// Moves the log into the file and empties it. The first, long step stops nobody; the second gives up when
    /// somebody is busy, and the next checkpoint does it then.
    pub async fn checkpoint(&self) -> Result<()> {
        let place = Arc::clone(&self.place);
        let work = move || {
            let connection = place.open(Access::Write)?;
            let steps =
                "pragma wal_checkpoint(passive); pragma busy_timeout = 50; pragma wal_checkpoint(truncate)";
            connection.inner.execute_batch(steps).map_err(error)
        };
        settled(tokio::task::spawn_blocking(work).await)?
    }
}

/// Where the file is, and how large a share of the page cache is: a reader has one, the writer two.
pub(crate) struct Place {
    path: PathBuf,
    share_kib: usize,
    pub checkpoints: Arc<Checkpoints>,
}

impl Place {
    pub fn open(&self, access: Access) -> Result<Connection> {
        let (kib, last) = match access {
            Access::Write => (self.share_kib * 2, "pragma analysis_limit = 1000"),
            Access::Read => (self.share_kib, "pragma query_only = on"),
        };
        let pragmas = format!(
            "pragma busy_timeout = 1000; pragma journal_mode = wal; pragma synchronous = full;
             pragma foreign_keys = on; pragma cache_size = -{kib}; pragma temp_store = memory;
             pragma mmap_size = 0; pragma journal_size_limit = 67108864; {last}"
        );
        let mut inner = rusqlite::Connection::open(&self.path).map_err(error)?;
        inner.set_prepared_statement_cache_capacity(KNOWN_TEXTS);
        inner.execute_batch(&pragmas).map_err(error)?;
        let log = if access == Access::Write { self.log(&mut inner)? } else { None };
        // Without this every statement is planned anew for each new value that the statistics could tell apart.
        inner.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(error)?;
        Ok(Connection { inner, texts: HashMap::new(), log, unsynced: None })
    }

    /// The log that commits of this connection are synced in, if it leaves that to others. It keeps its place as long as
    /// the connection is open. A file system that cannot have a log beside the file has each commit synced by SQLite.
    fn log(&self, inner: &mut rusqlite::Connection) -> Result<Option<Arc<fs::File>>> {
        let mode: String = inner.pragma_query_value(None, "journal_mode", |row| row.get(0)).map_err(error)?;
        if mode != "wal" {
            return Ok(None);
        }
        // The log is there from the first look into the file on.
        inner.query_row("select count(*) from sqlite_schema", [], |_| Ok(())).map_err(error)?;
        let mut name = self.path.clone().into_os_string();
        name.push("-wal");
        let opened = fs::File::options().write(true).open(PathBuf::from(name));
        let log = opened.and_then(|log| self.sync_folder().map(|()| log)).map_err(|failure| {
            Error::Other(format!("sqlite: the log of {} cannot be synced: {failure}", self.path.display()))
        })?;
        inner.pragma_update(None, "synchronous", "normal").map_err(error)?;
        // This takes the place of SQLite's own checkpoint in the commit.
        let checkpoints = Arc::clone(&self.checkpoints);
        let grew = move |_: &mut Wal, pages| {
            checkpoints.grew(pages);
            Ok(())
        };
        inner.wal_hook(Some(grew)).map_err(error)?;
        Ok(Some(Arc::new(log)))
    }

    /// A new file is safe only when its folder is.
    fn sync_folder(&self) -> io::Result<()> {
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty());
        if cfg!(unix) { fs::File::open(folder.unwrap_or(Path::new(".")))?.sync_all() } else { Ok(()) }
    }
}

/// How many different statements a connection remembers.
const KNOWN_TEXTS: usize = 1024;

/// A connection, with what it knows about the statements it has seen.
pub(crate) struct Connection {
    inner: rusqlite::Connection,
    texts: HashMap<Box<str>, Arc<Text>>,
    log: Option<Arc<fs::File>>,
    /// The log again, from a commit on until somebody has taken over the wait for its sync.
    unsynced: Option<Arc<fs::File>>,
}

struct Text {
    sql: String,
    columns: OnceLock<Columns>,
}

impl Connection {
    pub fn is_clean(&self) -> bool {
        self.inner.is_autocommit()
    }

    /// Moves as much of the log into the file as nobody reads any more, without waiting for anybody.
    pub fn checkpoint(&self) -> Result<()> {
        self.inner.execute_batch("pragma wal_checkpoint(passive)").map_err(error)
    }

    fn text(&mut self, sql: &str) -> Arc<Text> {
        if let Some(text) = self.texts.get(sql) {
            return Arc::clone(text);
        }
        if self.texts.len() >= KNOWN_TEXTS {
            self.texts.clear();
        }
        let text = Arc::new(Text { sql: numbered(sql), columns: OnceLock::new() });
        self.texts.insert(sql.into(), Arc::clone(&text));
        text
    }

    fn bound(&self, text: &Text, params: &[Value]) -> Result<CachedStatement<'_>> {
        let mut statement = self.inner.prepare_cached(&text.sql).map_err(error)?;
        let wanted = statement.parameter_count();
        if wanted != params.len() {
            return Err(Error::Other(format!(
                "the statement wants {wanted} parameters, not {}",
                params.len()
            )));
        }
        for (index, value) in params.iter().enumerate() {
            statement.raw_bind_parameter(index + 1, value).map_err(error)?;
        }
        Ok(statement)
    }

    fn simple(&self, sql: &str) -> rusqlite::Result<()> {
        self.inner.prepare_cached(sql)?.raw_execute().map(|_| ())
    }
}

impl Link for Connection {
    fn dialect(&self) -> Dialect {
        Dialect::Sqlite
    }

    fn begin(&mut self, access: Access) -> Result<()> {
        self.simple(if access == Access::Write { "begin immediate" } else { "begin deferred" }).map_err(error)
    }

    fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>> {
        let text = self.text(sql);
        let mut statement = self.bound(&text, params)?;
        let columns = columns(&text, &statement);
        let mut rows = statement.raw_query();
        let mut found = Vec::new();
        while let Some(row) = rows.next().map_err(error)? {
            let mut values = Vec::with_capacity(columns.len());
            for index in 0..columns.len() {
                values.push(value(row.get_ref(index).map_err(error)?)?);
            }
            found.push(Row { columns: Arc::clone(&columns), values });
        }
        Ok(found)
    }

    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64> {
        let text = self.text(sql);
        Ok(self.bound(&text, params)?.raw_execute().map_err(error)? as u64)
    }

    fn batch(&mut self, sql: &str) -> Result<()> {
        self.texts.clear();
        self.inner.execute_batch(sql).map_err(error)
    }

    /// Also where nothing was changed: what was seen may have been committed a moment ago, and who is told of it may
    /// rely on it.
    fn commit(&mut self) -> Result<()> {
        self.simple("commit").map_err(|failure| match failure.sqlite_error_code() {
            // The log may or may not have reached the disk.
            Some(ErrorCode::SystemIoFailure) => Error::CommitUnknown,
            _ => error(failure),
        })?;
        self.unsynced.clone_from(&self.log);
        Ok(())
    }

    fn rollback(&mut self) {
        // Some failures have rolled back already; a connection that still is not clean will be closed.
        if !self.is_clean()
            && let Err(failure) = self.simple("rollback")
        {
            tracing::warn!(%failure, "sqlite could not roll back");
        }
    }
}

/// SQLite numbers `$2, $1` by the order in which they appear; `?2, ?1` mean what PostgreSQL means by the former.
fn numbered(sql: &str) -> String {
    let mut out = String::with_capacity(sql.len());
    let mut inside = None;
    let mut chars = sql.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        inside = match inside {
            Some(end) => Some(end).filter(|end| *end != c),
            None if c == '\'' || c == '"' => Some(c),
            None if c == '-' && next == Some('-') => Some('\n'),
            None => None,
        };
        let is_parameter = c == '$' && inside.is_none() && next.is_some_and(|n| n.is_ascii_digit());
        out.push(if is_parameter { '?' } else { c });
    }
    out
}

fn columns(text: &Text, statement: &CachedStatement<'_>) -> Columns {
    let read = || statement.column_names().map(Box::from).collect::<Columns>();
    let known = text.columns.get_or_init(read);
    // `select *` has more columns after a migration.
    if known.len() == statement.column_count() { Arc::clone(known) } else { read() }
}

fn value(found: ValueRef<'_>) -> Result<Value> {
    Ok(match found {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(n) => Value::Int(n),
        ValueRef::Real(n) => Value::Real(n),
        ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
        ValueRef::Text(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => Value::Text(text.to_owned()),
            Err(_) => return Err(Error::Other("a text in the database is not UTF-8".into())),
        },
    })
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(n) => ValueRef::Integer(*n),
            Value::Real(n) => ValueRef::Real(*n),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

fn error(failure: rusqlite::Error) -> Error {
    let other = Error::Other(format!("sqlite: {failure}"));
    let rusqlite::Error::SqliteFailure(code, message) = failure else { return other };
    match (code.code, code.extended_code) {
        (ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _) => Error::Busy,
        (_, ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY) => {
            unique(&message.unwrap_or_default())
        }
        (_, ffi::SQLITE_CONSTRAINT_FOREIGNKEY) => Error::Reference,
        _ => other,
    }
}

/// Reads `UNIQUE constraint failed: deals.account_id, deals.id`, or `…: index 'name'` for one over expressions.
fn unique(message: &str) -> Error {
    let (_, named) = message.split_once(": ").unwrap_or(("", message));
    if let Some(index) = named.strip_prefix("index ") {
        return Error::Unique { table: String::new(), columns: vec![index.trim_matches('\'').into()] };
    }
    let (tables, columns): (Vec<&str>, Vec<&str>) =
        named.split(", ").map(|part| part.split_once('.').unwrap_or(("", part))).unzip();
    Error::Unique {
        table: tables.first().copied().unwrap_or_default().into(),
        columns: columns.into_iter().map(Into::into).collect(),
    }
}
