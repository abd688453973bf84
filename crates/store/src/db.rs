//! The database as the rest of the program sees it, and the journey of a call.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::postgres::Server;
use crate::sqlite::File;
use crate::tx::{self, Access, Link};
use crate::{Dialect, Error, Lane, Migration, Result, Retry, Schema, Tx, migrate, schema};

/// A database. Cloning it is cheap, and all clones share its connections.
#[derive(Clone)]
pub struct Db {
    engine: Engine,
}

/// How to open a database.
#[derive(Debug, Clone)]
pub struct Options {
    /// How many SQLite connections read at a time.
    pub readers: usize,
    /// The page cache of all SQLite connections together.
    pub cache_mib: usize,
    /// Whether PostgreSQL connections keep prepared statements; off behind a pgbouncer that cannot follow them.
    pub statement_cache: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options { readers: 4, cache_mib: 48, statement_cache: true }
    }
}

#[derive(Clone)]
enum Engine {
    Sqlite(Arc<File>),
    Postgres(Server),
}

/// How often a write is tried in all, and until when at most.
const TRIES: u32 = 8;
const PATIENCE: Duration = Duration::from_secs(10);

impl Db {
    /// Opens `sqlite:PATH`, or `postgres://…` with one host or several.
    pub async fn open(url: &str, options: Options) -> Result<Db> {
        let engine = match url.split_once(':') {
            Some(("sqlite", path)) => {
                let path = path.strip_prefix("//").unwrap_or(path);
                Engine::Sqlite(Arc::new(File::open(path, &options).await?))
            }
            Some(("postgres" | "postgresql", _)) => Engine::Postgres(Server::open(url, &options).await?),
            _ => return Err(Error::BadUrl("it begins with sqlite: or postgres://".into())),
        };
        Ok(Db { engine })
    }

    pub fn dialect(&self) -> Dialect {
        match self.engine {
            Engine::Sqlite(_) => Dialect::Sqlite,
            Engine::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Runs the closure in a transaction that only reads: one snapshot on SQLite, read committed on PostgreSQL.
    pub async fn read<T, E, F>(&self, f: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.run(Access::Read, Lane::People, move |link| tx::run(link, Access::Read, f)).await?
    }

    /// As `read`, for a look-up of a few rows by their key. On SQLite it runs on the caller's own thread where a
    /// connection is idle: waking another thread costs more than the look-up does.
    pub async fn peek<T, E, F>(&self, f: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        if let Engine::Sqlite(file) = &self.engine
            && let Some(mut borrowed) = file.borrow()
            && let Some(connection) = borrowed.connection()
        {
            return tx::run(connection, Access::Read, f);
        }
        self.read(f).await
    }

    /// Runs the closure in a transaction that is committed on `Ok` and rolled back on `Err`. Where somebody was in
    /// the way, all of it runs again, a few times.
    pub async fn write<T, E, F>(&self, lane: Lane, f: F) -> Result<T, E>
    where
        F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + Sync + 'static,
        T: Send + 'static,
        E: From<Error> + Retry + Send + 'static,
    {
        let f = Arc::new(f);
        let begun = Instant::now();
        let mut tried = 0;
        loop {
            let f = Arc::clone(&f);
            let work = move |link: &mut dyn Link| tx::run(link, Access::Write, |tx| f(tx));
            let outcome = self.run(Access::Write, lane, work).await.unwrap_or_else(|error| Err(error.into()));
            tried += 1;
            match outcome {
                Err(error) if error.retryable() && tried < TRIES && begun.elapsed() < PATIENCE => drop(error),
                outcome => return outcome,
            }
            tracing::debug!(tried, "a write runs again");
            tokio::time::sleep(pause(tried)).await;
        }
    }

    /// Brings the tables up to what this program knows; returns how many migrations ran.
    pub async fn migrate(&self, migrations: &'static [Migration]) -> Result<usize> {
        migrate::check_order(migrations)?;
        self.write(Lane::People, migrate::prepare).await?;
        let mut applied = 0;
        while self.write(Lane::People, move |tx| migrate::step(tx, migrations)).await? {
            applied += 1;
        }
        if applied > 0 {
            self.renew();
        }
        Ok(applied)
    }

    /// Refreshes the statistics of the planner; after an import, pages are slow until then.
    pub async fn analyze(&self) -> Result<()> {
        self.write(Lane::Jobs, |tx| tx.batch("analyze")).await?;
        self.renew();
        Ok(())
    }

    /// Empties SQLite's log after a large job. PostgreSQL sees to it by itself.
    pub async fn checkpoint(&self) -> Result<()> {
        match &self.engine {
            Engine::Sqlite(file) => file.checkpoint().await,
            Engine::Postgres(_) => Ok(()),
        }
    }

    /// The tables as they are now.
    pub async fn schema(&self) -> Result<Schema> {
        self.read(schema::read).await
    }

    async fn run<R: Send + 'static>(
        &self,
        access: Access,
        lane: Lane,
        f: impl FnOnce(&mut dyn Link) -> R + Send + 'static,
    ) -> Result<R> {
        match &self.engine {
            Engine::Sqlite(file) => file.run(access, lane, f).await,
            Engine::Postgres(server) => server.run(f).await,
        }
    }

    fn renew(&self) {
        match &self.engine {
            Engine::Sqlite(file) => file.renew(),
            Engine::Postgres(server) => server.renew(),
        }
    }
}

/// Twice as long after each try, and by chance up to half less: those who collided must not meet again.
fn pause(tried: u32) -> Duration {
    let most = 10_000u32 << tried.min(6);
    // Without chance they meet again, and the next try decides.
    let chance = getrandom::u32().unwrap_or(0);
    Duration::from_micros((most - chance % (most / 2)).into())
}
