//! PostgreSQL: a small pool of connections, each with its prepared statements.

mod refusals;

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, PoolError, RecyclingMethod, Runtime};
use futures_util::StreamExt;
use futures_util::future::join_all;
use tokio::runtime::Handle;
use tokio_postgres::error::SqlState;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Config, NoTls, SimpleQueryMessage, Statement};

use self::refusals::{chain, error};
use crate::error::settled;
use crate::row::Columns;
use crate::tx::{Access, Link};
use crate::{Dialect, Error, Options, Result, Row, Value, wire};

/// Writers of one account meet in its journal: more connections would only wait there, and wake one another.
const CONNECTIONS: usize = 8;
const CONNECT_PATIENCE: Duration = Duration::from_secs(3);
const PATIENCE: Duration = Duration::from_secs(10);
const KNOWN_TEXTS: usize = 1024;
/// How many statements are on their way together.
const TOGETHER: usize = 16;

const BEGIN_TO_READ: &str = "start transaction isolation level read committed read only";
const BEGIN: &str = "start transaction isolation level read committed read write";
/// A commit after this lets go of its locks before its log is on the disk.
const BEGIN_AND_COMMIT_FIRST: &str =
    "start transaction isolation level read committed read write; set local synchronous_commit = off";
/// A transaction that writes to the log and so brings all of it to the disk, as durably as the operator wants it, for
/// everybody who waits for that at the same moment. An id alone (`pg_current_xact_id()`) would not: a transaction that
/// has logged nothing is not waited for.
const FLUSH: &str = "select pg_logical_emit_message(true, 'smena', '')";

/// The server, or the several that share the work of one.
#[derive(Clone)]
pub(crate) struct Server {
    pool: Pool,
    statement_cache: bool,
    commits_first: bool,
}

impl Server {
    pub async fn open(url: &str, options: &Options) -> Result<Server> {
        let mut config: Config = url.parse().map_err(|failure| Error::BadUrl(chain(&failure)))?;
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECT_PATIENCE);
        }
        if config.get_tcp_user_timeout().is_none() {
            config.tcp_user_timeout(PATIENCE);
        }
        let recycling = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let pool = Pool::builder(Manager::from_config(config, NoTls, recycling))
            .max_size(CONNECTIONS)
            .wait_timeout(Some(PATIENCE))
            .runtime(Runtime::Tokio1)
            .build()
            .map_err(|failure| Error::Other(failure.to_string()))?;
        let mut server = Server { pool, statement_cache: options.statement_cache, commits_first: false };
        server.commits_first = server.session().await?.can_commit_first().await?;
        Ok(server)
    }

    /// Runs `f` on a connection, on a thread that may block.
    pub async fn run<R: Send + 'static>(
        &self,
        f: impl FnOnce(&mut dyn Link) -> R + Send + 'static,
    ) -> Result<R> {
        let mut session = self.session().await?;
        settled(tokio::task::spawn_blocking(move || f(&mut session)).await)
    }

    /// Has statements prepared anew: after a migration, what they answer may have changed.
    pub fn renew(&self) {
        self.pool.manager().statement_caches.clear();
    }

    async fn session(&self) -> Result<Session> {
        let client = self.pool.get().await.map_err(|failure| match failure {
            PoolError::Backend(failure) => error(&failure),
            PoolError::Timeout(_) => Error::Other("postgres: no connection became free in time".into()),
            failure => Error::Other(failure.to_string()),
        })?;
        if client.statement_cache.size() > KNOWN_TEXTS {
            client.statement_cache.clear();
        }
        Ok(Session {
            client: Some(client),
            runtime: Handle::current(),
            statement_cache: self.statement_cache,
            commits_first: self.commits_first,
            access: Access::Read,
            state: State::Idle,
        })
    }
}

/// A connection out of the pool. It goes back only when it is idle: a panic or a loss in between closes it.
struct Session {
    /// There until it is dropped.
    client: Option<Object>,
    runtime: Handle,
    statement_cache: bool,
    commits_first: bool,
    access: Access,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Idle,
    /// A transaction was asked for; it begins with the first statement.
    Asked,
    Begun,
    Broken,
}

impl Drop for Session {
    fn drop(&mut self) {
        if matches!(self.state, State::Begun | State::Broken)
            && let Some(client) = self.client.take()
        {
            drop(Object::take(client));
        }
    }
}

impl Session {
    /// Whether the server can commit first and bring it to the disk after that. Other engines speak the same protocol and
    /// know nothing of it; a follower can't either, and a server that was one when the program started commits plainly.
    async fn can_commit_first(mut self) -> Result<bool> {
        let Some(client) = &self.client else { return Err(Error::ConnectionLost) };
        let tried = client.batch_execute(&format!("{BEGIN_AND_COMMIT_FIRST}; commit; {FLUSH}")).await;
        if let Err(failure) = &tried {
            self.state = State::Broken;
            if failure.as_db_error().is_none() {
                return Err(error(failure));
            }
            tracing::debug!(cause = chain(failure), "the server commits and flushes in one");
        }
        Ok(tried.is_ok())
    }

    /// Waits for an answer that was asked for inside the transaction, which this begins if nothing has yet.
    fn answer<R>(&mut self, ask: impl AsyncFnOnce(&Object, Start<'_>) -> Answer<R>) -> Result<R> {
        let Some(client) = &self.client else { return Err(Error::ConnectionLost) };
        let start = Start { access: self.access, commits_first: self.commits_first, state: &mut self.state };
        let answer = self.runtime.block_on(ask(client, start));
        answer.map_err(|failure| {
            // The server is no longer the leader: the pool must look for the one that is.
            let follower = failure.code() == Some(&SqlState::READ_ONLY_SQL_TRANSACTION);
            let error = if follower && self.access == Access::Write {
                Error::ConnectionLost
            } else {
                error(&failure)
            };
            if error == Error::ConnectionLost {
                self.state = State::Broken;
            }
            error
        })
    }
}

type Answer<R> = Result<R, tokio_postgres::Error>;

/// What statements can do.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sent {
    Asks,
    Writes,
}

impl Sent {
    fn of(sql: &str) -> Sent {
        if sql.starts_with("select") { Sent::Asks } else { Sent::Writes }
    }

    fn of_all(statements: &[(String, Vec<Value>)]) -> Sent {
        let writes = statements.iter().any(|(sql, _)| Sent::of(sql) == Sent::Writes);
        if writes { Sent::Writes } else { Sent::Asks }
    }
}

/// The beginning of a transaction, done at most once.
struct Start<'a> {
    access: Access,
    commits_first: bool,
    state: &'a mut State,
}

impl Start<'_> {
    /// Questions are sent together with the beginning, which saves a round trip. What writes does not take the risk that
    /// the beginning fails and it is committed by itself.
    async fn then<R>(self, client: &Object, sent: Sent, work: impl Future<Output = Answer<R>>) -> Answer<R> {
        if *self.state != State::Asked {
            return work.await;
        }
        *self.state = State::Begun;
        let begin = client.batch_execute(match (self.access, self.commits_first) {
            (Access::Read, _) => BEGIN_TO_READ,
            (Access::Write, true) => BEGIN_AND_COMMIT_FIRST,
            (Access::Write, false) => BEGIN,
        });
        if sent == Sent::Writes && self.access == Access::Write {
            begin.await?;
            return work.await;
        }
        let (begun, answer) = tokio::join!(begin, work);
        begun.and(answer)
    }
}

impl Link for Session {
    fn dialect(&self) -> Dialect {
        Dialect::Postgres
    }

    fn begin(&mut self, access: Access) -> Result<()> {
        self.access = access;
        self.state = State::Asked;
        Ok(())
    }

    fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>> {
        let cached = self.statement_cache;
        let rows = self.answer(async |client, start| {
            let sent = Sent::of(sql);
            if cached {
                let statement = client.prepare_cached(sql).await?;
                start.then(client, sent, client.query(&statement, &plain(params))).await
            } else {
                start.then(client, sent, client.query_typed(sql, &wire::typed(params))).await
            }
        })?;
        answered(&rows)
    }

    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64> {
        let cached = self.statement_cache;
        self.answer(async |client, start| {
            if cached {
                let statement = client.prepare_cached(sql).await?;
                start.then(client, Sent::Writes, client.execute(&statement, &plain(params))).await
            } else {
                start.then(client, Sent::Writes, client.execute_typed(sql, &wire::typed(params))).await
            }
        })
    }

    fn query_all(&mut self, statements: &[(String, Vec<Value>)]) -> Result<Vec<Vec<Row>>> {
        if !self.statement_cache {
            return statements.iter().map(|(sql, params)| self.query(sql, params)).collect();
        }
        let mut answers = Vec::with_capacity(statements.len());
        for some in statements.chunks(TOGETHER) {
            let rows = self.answer(async |client, start| {
                let ready = prepared(client, some).await?;
                let answers = together(ready.iter().map(|(sql, params)| client.query(sql, params)));
                start.then(client, Sent::of_all(some), answers).await
            })?;
            for rows in rows {
                answers.push(answered(&rows)?);
            }
        }
        Ok(answers)
    }

    fn execute_all(&mut self, statements: &[(String, Vec<Value>)]) -> Result<()> {
        if !self.statement_cache {
            return statements.iter().try_for_each(|(sql, params)| self.execute(sql, params).map(|_| ()));
        }
        statements.chunks(TOGETHER).try_for_each(|some| {
            self.answer(async |client, start| {
                let ready = prepared(client, some).await?;
                let done = together(ready.iter().map(|(sql, params)| client.execute(sql, params)));
                start.then(client, Sent::Writes, done).await.map(drop)
            })
        })
    }

    fn batch(&mut self, sql: &str) -> Result<()> {
        self.answer(async |client, start| start.then(client, Sent::Writes, client.batch_execute(sql)).await)
    }

    fn commit(&mut self) -> Result<()> {
        if self.state == State::Begun && self.access == Access::Read {
            // Nobody needs the answer: what was read is there, and the server takes what comes next after it.
            self.answer(async |client, _| client.simple_query_raw("commit").await.map(drop))?;
        } else if self.state == State::Begun {
            let first = self.commits_first;
            let mut committed = false;
            let done = self.answer(async |client, _| {
                if first {
                    commit_and_flush(client, &mut committed).await
                } else {
                    client.batch_execute("commit").await
                }
            });
            done.map_err(|error| match error {
                Error::ConnectionLost => Error::CommitUnknown,
                _ if committed => Error::CommitUnknown,
                error => error,
            })?;
        }
        self.state = State::Idle;
        Ok(())
    }

    fn rollback(&mut self) {
        let done = match self.state {
            State::Begun => self.answer(async |client, _| client.batch_execute("rollback").await),
            _ => Ok(()),
        };
        if done.is_ok() && self.state != State::Broken {
            self.state = State::Idle;
        }
    }
}

async fn prepared<'a>(
    client: &Object,
    statements: &'a [(String, Vec<Value>)],
) -> Answer<Vec<(Statement, Vec<&'a (dyn ToSql + Sync)>)>> {
    let mut ready = Vec::with_capacity(statements.len());
    for (sql, params) in statements {
        ready.push((client.prepare_cached(sql).await?, plain(params)));
    }
    Ok(ready)
}

/// Each is sent when it is first asked how far it is: in order. The first refusal says why; of those after it the server
/// only says that there was one.
async fn together<R>(asked: impl Iterator<Item = impl Future<Output = Answer<R>>>) -> Answer<Vec<R>> {
    join_all(asked).await.into_iter().collect()
}

/// One message, so that a flush by another server than the one that committed is out of the question.
async fn commit_and_flush(client: &Object, committed: &mut bool) -> Answer<()> {
    let mut answers = pin!(client.simple_query_raw(&format!("commit; {FLUSH}")).await?);
    while let Some(answer) = answers.next().await {
        *committed |= matches!(answer?, SimpleQueryMessage::CommandComplete(_));
    }
    Ok(())
}

fn plain(params: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    params.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

fn answered(rows: &[tokio_postgres::Row]) -> Result<Vec<Row>> {
    let Some(first) = rows.first() else { return Ok(Vec::new()) };
    let columns: Columns = first.columns().iter().map(|column| Box::from(column.name())).collect();
    let read = |row: &tokio_postgres::Row| {
        let values = (0..columns.len()).map(|index| row.try_get(index)).collect::<Result<_, _>>();
        Ok(Row { columns: Arc::clone(&columns), values: values.map_err(|failure| error(&failure))? })
    };
    rows.iter().map(read).collect()
}
