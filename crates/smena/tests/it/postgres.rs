//! A private PostgreSQL for the tests, and a database of its own for each test.
//!
//! The server starts with the first test that asks for it, in a temporary folder, with nothing kept safe on
//! disk, and stops when the test program ends. The migrations run once, in a template that every test's
//! database is copied from. `SMENA_TEST_PG_URL` names another server (or another engine that speaks the same
//! protocol); there the migrations run for each test, since not every engine can copy a database.

use std::net::TcpListener;
use std::process::Command;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use tokio::sync::OnceCell;
use tokio_postgres::{Client, NoTls};

use crate::watched::{self, Watched};

/// One test's database; dropped with this.
pub struct Database {
    /// What `Db::open` takes.
    pub url: String,
    name: String,
    server: String,
}

/// A new database with every migration in it. `migrate` gets the address of an empty one and must have closed
/// its connections when it returns.
pub async fn database(migrate: impl AsyncFn(String)) -> Database {
    let (server, template) = match std::env::var("SMENA_TEST_PG_URL") {
        Ok(url) => (url, None),
        Err(_) => (private().url.clone(), Some(template(&migrate).await)),
    };
    let name = next_name("test");
    let copied = template.map_or(String::new(), |template| format!(" template {template}"));
    execute(&server, &format!("create database {name}{copied}")).await;
    let database = Database { url: address(&server, &name), name, server };
    if copied.is_empty() {
        migrate(database.url.clone()).await;
    }
    database
}

/// An empty database, for tests of the migrations themselves.
pub async fn empty() -> Database {
    let server = std::env::var("SMENA_TEST_PG_URL").unwrap_or_else(|_| private().url.clone());
    let name = next_name("empty");
    execute(&server, &format!("create database {name}")).await;
    Database { url: address(&server, &name), name, server }
}

impl Drop for Database {
    fn drop(&mut self) {
        let (server, name) = (self.server.clone(), self.name.clone());
        // On a thread of its own: a test's runtime can't wait for another future while it drops things.
        let dropping = std::thread::spawn(move || {
            let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else {
                return;
            };
            runtime.block_on(async {
                let (client, connection) = connect(&server).await;
                if client.batch_execute(&format!("drop database {name} with (force)")).await.is_err() {
                    // An engine without `with (force)`; what is left then is an unused test database.
                    client.batch_execute(&format!("drop database {name}")).await.ok();
                }
                connection.abort();
            });
        });
        // A database that could not be dropped is no reason to fail a test that passed.
        dropping.join().ok();
    }
}

/// The name of the migrated template; made by whoever comes first.
async fn template(migrate: &impl AsyncFn(String)) -> &'static str {
    static TEMPLATE: OnceCell<String> = OnceCell::const_new();
    let make = async || {
        let server = &private().url;
        let name = next_name("template");
        execute(server, &format!("create database {name}")).await;
        migrate(address(server, &name)).await;
        let left = format!("select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'");
        execute(server, &left).await;
        name
    };
    TEMPLATE.get_or_init(make).await
}

struct Private {
    url: String,
    _server: Watched,
}

/// The private server; started by whoever comes first.
fn private() -> &'static Private {
    static PRIVATE: OnceLock<Result<Private, String>> = OnceLock::new();
    match PRIVATE.get_or_init(start) {
        Ok(private) => private,
        Err(why) => panic!("no PostgreSQL for the tests: {why}"),
    }
}

const SCRIPT: &str = r#"
set -eu
dir=$(mktemp -d "${TMPDIR:-/tmp}/smena-postgres.XXXXXX")
trap '"$1/pg_ctl" -D "$dir/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$dir"' EXIT
trap 'exit 1' HUP INT TERM
cd "$dir"
# Text is compared byte by byte, as SQLite does; letters of every alphabet are letters.
"$1/initdb" -D data -U smena -A trust -E UTF8 --lc-collate=C --lc-ctype=C.UTF-8 --no-sync >log 2>&1 || { cat log; exit 1; }
cat >>data/postgresql.conf <<CONF
listen_addresses = '127.0.0.1'
port = $2
unix_socket_directories = '$dir'
max_connections = 300
fsync = off
full_page_writes = off
synchronous_commit = off
wal_level = minimal
max_wal_senders = 0
jit = off
CONF
"$1/pg_ctl" -D data -l log -w -t 60 start >/dev/null 2>&1 || { cat log; exit 1; }
echo ready
cat >/dev/null
"#;

fn start() -> Result<Private, String> {
    let bin = binaries()?;
    let mut why = String::new();
    // Another program may take the free port before the server does: then once more with another.
    for _ in 0..3 {
        let port =
            TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).map_err(|e| e.to_string())?.port();
        match watched::start(ordinary_user(), SCRIPT, &[&bin, &port.to_string()]) {
            Ok((server, _)) => {
                let url = format!("postgres://smena@127.0.0.1:{port}/postgres");
                return Ok(Private { url, _server: server });
            }
            Err(said) => why = said,
        }
    }
    Err(why)
}

/// The newest installed version's folder of programs.
fn binaries() -> Result<String, String> {
    let installed = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let versions = installed.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    versions
        .filter(|version| std::path::Path::new(&format!("/usr/lib/postgresql/{version}/bin/initdb")).exists())
        .max()
        .map(|version| format!("/usr/lib/postgresql/{version}/bin"))
        .ok_or_else(|| {
            "there is none in /usr/lib/postgresql. Run `make test`, which installs it, or install the package \
             `postgresql` (15 or newer), or name a server in SMENA_TEST_PG_URL=postgres://user@host/database"
                .to_owned()
        })
}

/// A shell; as root, the user `postgres` runs it, because the server refuses to be root.
fn ordinary_user() -> Command {
    let root = Command::new("id").arg("-u").output().is_ok_and(|out| out.stdout.trim_ascii() == b"0");
    if !root {
        return Command::new("sh");
    }
    let mut command = Command::new("runuser");
    command.args(["-u", "postgres", "--", "sh"]).current_dir("/").env("HOME", "/nonexistent");
    command
}

async fn execute(url: &str, sql: &str) {
    let (client, connection) = connect(url).await;
    client.batch_execute(sql).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    drop(client);
    // The server counts this connection until the connection's own task has said goodbye.
    connection.await.ok();
}

async fn connect(url: &str) -> (Client, tokio::task::JoinHandle<()>) {
    let (client, connection) =
        tokio_postgres::connect(url, NoTls).await.unwrap_or_else(|error| panic!("{url}: {error:?}"));
    let running = tokio::spawn(async move {
        // What goes wrong with the connection, its client hears.
        connection.await.ok();
    });
    (client, running)
}

/// Names are of this process, so that two runs may share a server.
fn next_name(what: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("smena_{what}_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

/// The same server's address with another database.
fn address(server: &str, name: &str) -> String {
    let (url, parameters) = server.split_once('?').map_or((server, None), |(url, rest)| (url, Some(rest)));
    let hosts = url.find("://").map_or(0, |at| at + 3);
    let end = url[hosts..].find('/').map_or(url.len(), |at| hosts + at);
    let parameters = parameters.map_or(String::new(), |rest| format!("?{rest}"));
    format!("{}/{name}{parameters}", &url[..end])
}

#[test]
fn the_database_is_one_part_of_the_address() {
    assert_eq!(address("postgres://me@h:1/a", "b"), "postgres://me@h:1/b");
    assert_eq!(
        address("postgres://me@h:1,g:2/a?sslmode=disable", "b"),
        "postgres://me@h:1,g:2/b?sslmode=disable"
    );
    assert_eq!(address("postgres://me@h", "b"), "postgres://me@h/b");
}

#[tokio::test]
async fn every_test_starts_from_the_migrations_and_sees_no_other() {
    // Through `empty`, because the template belongs to the product's own migrations.
    let (first, second) = (empty().await, empty().await);
    execute(&first.url, "create table here (id bigint)").await;
    execute(&second.url, "create table here (id bigint)").await;
    let gone = first.name.clone();
    drop(first);

    let (client, _connection) = connect(&second.url).await;
    let left = client.query("select 1 from pg_database where datname = $1", &[&gone]).await.unwrap();
    assert!(left.is_empty(), "{gone} is still there");
    assert!(client.query("select id from here", &[]).await.unwrap().is_empty());
}
