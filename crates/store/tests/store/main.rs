//! What the seam promises, on SQLite and, where `SMENA_TEST_PG_URL` names a server, on PostgreSQL too.

#![allow(clippy::unwrap_used)] // outside of the tests themselves, in what they share

mod commits;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use store::{Db, Dialect, Error, Lane, Migration, Options, Retry, Value, params};
use tokio::sync::oneshot;

const DEALS: Migration = Migration {
    number: 1,
    name: "deals",
    sql: "create table deals (
            account_id bigint not null, id bigint not null, title text, amount bigint, share double precision,
            won smallint, data {blob}, primary key (account_id, id)
        );
        create unique index deals_by_title on deals (account_id, title) where won = 0;
        create table notes (
            account_id bigint not null, id bigint not null, deal_id bigint, primary key (account_id, id),
            foreign key (account_id, deal_id) references deals (account_id, id)
        );",
};
const FIRST: &[Migration] = &[DEALS];

#[tokio::test]
async fn values_come_back_as_they_went_in() {
    each(async |db| {
        let values = db
            .write(Lane::People, |tx| {
                tx.execute(
                    "insert into deals (id, account_id, title, amount, share, won, data)
                        values ($2, $1, $3, $4, $5, $6, $7)",
                    params![1, 2, "Їжак 'n' $1", None::<i64>, 0.5, true, vec![0u8, 255]],
                )?;
                tx.query_one("select *, 'it''s $9' as quoted from deals where id = $1", params![2])
            })
            .await
            .unwrap();

        assert_eq!(values.get::<i64>("account_id"), Ok(1));
        assert_eq!(values.get::<i32>("id"), Ok(2));
        assert_eq!(values.get::<String>("title"), Ok("Їжак 'n' $1".to_owned()));
        assert_eq!(values.get::<Option<i64>>("amount"), Ok(None));
        assert_eq!(values.get::<f64>("share"), Ok(0.5));
        assert_eq!(values.get::<bool>("won"), Ok(true));
        assert_eq!(values.get::<Vec<u8>>("data"), Ok(vec![0, 255]));
        assert_eq!(values.at::<Value>(7), Ok(Value::Text("it's $9".into())));
        assert!(matches!(values.get::<i64>("title"), Err(Error::Column { .. })));
        assert!(matches!(values.get::<i64>("nothing"), Err(Error::Column { .. })));
    })
    .await;
}

#[tokio::test]
async fn sums_are_integers_and_averages_are_numbers() {
    each(async |db| {
        add(&db, 1, "a").await.unwrap();
        add(&db, 2, "b").await.unwrap();
        let row = db
            .read(|tx| {
                tx.query_one(
                    "select sum(amount) as s, avg(id) as a, sum(amount) > $1 as b, count(*) as n
                    from deals",
                    params![10],
                )
            })
            .await;
        let row = match row {
            Ok(row) => row,
            Err::<_, Error>(error) => panic!("{error}"),
        };
        assert_eq!(row.get::<i64>("s"), Ok(200));
        assert_eq!(row.get::<f64>("a"), Ok(1.5));
        assert_eq!(row.get::<bool>("b"), Ok(true));
        assert_eq!(row.get::<i64>("n"), Ok(2));
    })
    .await;
}

#[tokio::test]
async fn an_error_rolls_everything_back() {
    each(async |db| {
        let refused: Result<(), Error> = db
            .write(Lane::People, |tx| {
                insert(tx, 1, "a")?;
                Err(Error::Other("no".into()))
            })
            .await;
        assert_eq!(refused, Err(Error::Other("no".into())));
        assert_eq!(count(&db).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_failed_statement_cannot_be_passed_over() {
    each(async |db| {
        let outcome = db
            .write(Lane::People, |tx| {
                insert(tx, 1, "a")?;
                assert!(insert(tx, 1, "b").is_err());
                assert!(insert(tx, 2, "b").is_err());
                Ok::<_, Error>(())
            })
            .await;
        assert!(matches!(outcome, Err(Error::Other(_))), "{outcome:?}");
        assert_eq!(count(&db).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_panic_leaves_no_transaction_behind() {
    each(async |db| {
        let inner = db.clone();
        let panicked = tokio::spawn(async move {
            inner
                .write(Lane::People, |tx| {
                    insert(tx, 1, "a")?;
                    if tx.dialect().name().len() > 1 {
                        panic!("on purpose");
                    }
                    Ok::<_, Error>(())
                })
                .await
        });
        assert!(panicked.await.unwrap_err().is_panic());

        assert_eq!(count(&db).await, 0);
        add(&db, 1, "a").await.unwrap();
        assert_eq!(count(&db).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_read_cannot_write() {
    each(async |db| {
        let refused: Result<(), Error> = db.read(|tx| insert(tx, 1, "a")).await;
        assert!(refused.is_err());
        assert_eq!(count(&db).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_busy_write_runs_again_and_gives_up_in_the_end() {
    each(async |db| {
        let tries = Arc::new(AtomicU32::new(0));
        let seen = Arc::clone(&tries);
        let outcome = db
            .write(Lane::Jobs, move |tx| {
                insert(tx, 1, "a")?;
                if seen.fetch_add(1, Ordering::SeqCst) < 2 { Err(Error::Busy) } else { Ok(()) }
            })
            .await;
        assert_eq!((outcome, tries.load(Ordering::SeqCst)), (Ok(()), 3));
        assert_eq!(count(&db).await, 1);

        let seen = Arc::clone(&tries);
        let outcome: Result<(), Error> = db
            .write(Lane::Jobs, move |_| {
                seen.fetch_add(1, Ordering::SeqCst);
                Err(Error::Busy)
            })
            .await;
        assert_eq!((outcome, tries.load(Ordering::SeqCst)), (Err(Error::Busy), 11));
        assert!(!Error::CommitUnknown.retryable());
    })
    .await;
}

#[tokio::test]
async fn constraints_are_named_alike() {
    each(async |db| {
        add(&db, 1, "a").await.unwrap();
        let unique = |columns: [&str; 2]| {
            Err(Error::Unique { table: "deals".into(), columns: columns.map(String::from).to_vec() })
        };
        assert_eq!(add(&db, 1, "b").await, unique(["account_id", "id"]));
        assert_eq!(add(&db, 2, "a").await, unique(["account_id", "title"]));

        let orphan: Result<u64, Error> = db
            .write(Lane::People, |tx| {
                tx.execute(
                    "insert into notes (account_id, id, deal_id) values ($1, $2, $3)",
                    params![1, 1, 9],
                )
            })
            .await;
        assert_eq!(orphan, Err(Error::Reference));
    })
    .await;
}

#[tokio::test]
async fn a_missing_row_and_a_wrong_count_of_parameters_are_errors() {
    each(async |db| {
        let missing: Result<_, Error> =
            db.read(|tx| tx.query_one("select id from deals where id = $1", params![1])).await;
        assert_eq!(missing.unwrap_err(), Error::NoRow);
        let wrong: Result<_, Error> =
            db.read(|tx| tx.query("select id from deals where id = $1", params![])).await;
        assert!(matches!(wrong, Err(Error::Other(_))));
    })
    .await;
}

#[tokio::test]
async fn migrations_run_once_and_only_forward() {
    each(async |db| {
        const SECOND: Migration =
            Migration { number: 2, name: "extra", sql: "create table extra (id bigint)" };
        const ALTERED: Migration = Migration { sql: "create table other (id bigint)", ..DEALS };
        const EARLIER: Migration = Migration { number: 0, ..SECOND };
        const BROKEN: Migration =
            Migration { number: 3, name: "broken", sql: "create table x (id bigint); nonsense" };

        assert_eq!(db.migrate(FIRST).await, Ok(0));
        assert_eq!(db.migrate(&[DEALS, SECOND]).await, Ok(1));
        for (list, why) in [
            (FIRST, "newer than this program"),
            (&[ALTERED, SECOND], "1 deals was altered"),
            (&[SECOND], "does not know"),
            (&[EARLIER, DEALS, SECOND], "comes before"),
            (&[SECOND, DEALS], "1 deals follows 2 extra"),
            (&[DEALS, SECOND, BROKEN], "3 broken: "),
        ] as [(&'static [Migration], &str); 6]
        {
            match db.migrate(list).await {
                Err(Error::Migration(text)) if text.contains(why) => {}
                outcome => panic!("{why}: {outcome:?}"),
            }
        }
        assert!(!db.schema().await.unwrap().tables.contains_key("x"));
    })
    .await;
}

#[tokio::test]
async fn programs_that_migrate_at_once_wait_for_each_other() {
    const EXTRA: &[Migration] =
        &[DEALS, Migration { number: 2, name: "extra", sql: "create table extra (id bigint)" }];
    each(async |db| {
        let other = db.clone();
        let both = tokio::join!(db.migrate(EXTRA), other.migrate(EXTRA));
        assert_eq!(both.0.unwrap() + both.1.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_schema_tells_tables_and_keys() {
    each(async |db| {
        let schema = db.schema().await.unwrap();
        assert_eq!(schema.tables.keys().collect::<Vec<_>>(), ["deals", "migrations", "notes"]);
        let deals = &schema.tables["deals"];
        assert_eq!(deals.columns, ["account_id", "id", "title", "amount", "share", "won", "data"]);
        assert_eq!(deals.primary_key, ["account_id", "id"]);
        assert_eq!(deals.unique, [["account_id", "title"]]);
        let key = &schema.tables["notes"].foreign_keys[0];
        assert_eq!(key.columns, ["account_id", "deal_id"]);
        assert_eq!((key.table.as_str(), &key.references), ("deals", &deals.primary_key));
    })
    .await;
}

#[tokio::test]
async fn upkeep_goes_through() {
    each(async |db| {
        add(&db, 1, "a").await.unwrap();
        db.analyze().await.unwrap();
        db.checkpoint().await.unwrap();
        assert_eq!(count(&db).await, 1);
    })
    .await;
}

#[tokio::test]
async fn people_write_before_jobs() {
    let path = fresh_path();
    let db = open_sqlite(&path).await;
    let order = Arc::new(Mutex::new(Vec::new()));
    let (release, released) = std::sync::mpsc::channel::<()>();
    let (started, is_started) = oneshot::channel();
    let gate = Mutex::new(Some((started, released)));
    let holder = spawn_write(&db, Lane::Jobs, move || {
        let (started, released) = gate.lock().unwrap().take().unwrap();
        started.send(()).unwrap();
        released.recv().unwrap();
    });
    is_started.await.unwrap();

    let mut waiting = Vec::new();
    for (lane, name) in
        [(Lane::Jobs, "job 1"), (Lane::Jobs, "job 2"), (Lane::People, "Anna"), (Lane::People, "Borys")]
    {
        let order = Arc::clone(&order);
        waiting.push(spawn_write(&db, lane, move || order.lock().unwrap().push(name)));
        tokio::task::yield_now().await;
    }
    release.send(()).unwrap();
    holder.await.unwrap().unwrap();
    for write in waiting {
        write.await.unwrap().unwrap();
    }

    assert_eq!(*order.lock().unwrap(), ["Anna", "Borys", "job 1", "job 2"]);
    remove(&path);
}

#[tokio::test]
async fn a_write_waits_for_another_program() {
    let path = fresh_path();
    let here = open_sqlite(&path).await;
    let there = open_sqlite(&path).await;
    let (started, is_started) = oneshot::channel();
    let gate = Mutex::new(Some(started));
    let holder = spawn_write(&there, Lane::People, move || {
        gate.lock().unwrap().take().unwrap().send(()).unwrap();
        std::thread::sleep(Duration::from_millis(1300));
    });
    is_started.await.unwrap();

    add(&here, 1, "a").await.unwrap();
    holder.await.unwrap().unwrap();
    assert_eq!(count(&there).await, 1);
    remove(&path);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_writes_at_once_all_arrive() {
    each(async |db| {
        let writes: Vec<_> = (0..200)
            .map(|id| {
                let db = db.clone();
                let lane = if id % 3 == 0 { Lane::Jobs } else { Lane::People };
                tokio::spawn(async move { db.write(lane, move |tx| insert(tx, id, &id.to_string())).await })
            })
            .collect();
        for write in writes {
            write.await.unwrap().unwrap();
        }
        assert_eq!(count(&db).await, 200);
    })
    .await;
}

#[tokio::test]
async fn two_that_lock_each_other_both_get_through() {
    each(async |db| {
        add(&db, 1, "a").await.unwrap();
        add(&db, 2, "b").await.unwrap();
        let cross = |first: i64, second: i64| {
            let db = db.clone();
            async move {
                db.write(Lane::People, move |tx| {
                    let sql = "update deals set amount = amount + 1 where account_id = $1 and id = $2";
                    tx.execute(sql, params![1, first])?;
                    std::thread::sleep(Duration::from_millis(50));
                    tx.execute(sql, params![1, second])
                })
                .await
            }
        };
        let both: (Result<_, Error>, Result<_, Error>) = tokio::join!(cross(1, 2), cross(2, 1));
        assert_eq!(both, (Ok(1), Ok(1)));
    })
    .await;
}

#[tokio::test]
async fn an_address_that_is_none_is_refused() {
    for url in ["", "mysql://host", "sqlite:", "sqlite::memory:", "postgres://host:port"] {
        let refused = Db::open(url, Options::default()).await.err();
        assert!(matches!(refused, Some(Error::BadUrl(_))), "{url}: {refused:?}");
    }
}

async fn add(db: &Db, id: i64, title: &str) -> Result<(), Error> {
    let title = title.to_owned();
    db.write(Lane::People, move |tx| insert(tx, id, &title)).await
}

fn insert(tx: &mut store::Tx<'_>, id: i64, title: &str) -> Result<(), Error> {
    tx.execute(
        "insert into deals (account_id, id, title, amount, won) values ($1, $2, $3, $4, $5)",
        params![1, id, title, 100, false],
    )?;
    Ok(())
}

async fn count(db: &Db) -> i64 {
    db.read(|tx| tx.query_one("select count(*) from deals", params![])?.at(0))
        .await
        .map_err(|error: Error| error)
        .unwrap()
}

#[tokio::test]
async fn a_peek_borrows_an_idle_connection_and_who_came_meanwhile_goes_on_after_it() {
    let path = fresh_path();
    let one_reader = Options { readers: 1, ..Options::default() };
    let db = migrated(&format!("sqlite:{}", path.display()), one_reader).await;
    add(&db, 1, "a").await.unwrap();
    let count = |tx: &mut store::Tx<'_>| -> Result<i64, Error> {
        tx.query_one("select count(*) from deals where account_id = $1", params![1])?.at(0)
    };
    // The first read opens the only reader, which is idle from then on.
    assert_eq!(db.read(count).await, Ok(1));
    let here = std::thread::current().id();
    // It is put back a moment after its answer was heard.
    while db.peek(|_| Ok::<_, Error>(std::thread::current().id())).await != Ok(here) {}
    let waiting = Arc::new(Mutex::new(None));
    let other = (db.clone(), Arc::clone(&waiting));
    let peeked = db
        .peek(move |tx| {
            assert_eq!(std::thread::current().id(), here, "the look-up left its caller's thread");
            let (db, waiting) = other;
            *waiting.lock().unwrap() = Some(tokio::spawn(async move { db.read(count).await }));
            count(tx)
        })
        .await;
    assert_eq!(peeked, Ok(1));
    let waiting = waiting.lock().unwrap().take().unwrap();
    assert_eq!(waiting.await.unwrap(), Ok(1));
    // Whatever the look-up left behind, the next one finds a clean connection.
    assert!(db.peek(|tx| tx.query("select nothing from nowhere", &[]).map(|_| ())).await.is_err());
    assert_eq!(db.peek(count).await, Ok(1));
    remove(&path);
}

fn spawn_write(
    db: &Db,
    lane: Lane,
    act: impl Fn() + Send + Sync + 'static,
) -> tokio::task::JoinHandle<Result<(), Error>> {
    let db = db.clone();
    tokio::spawn(async move {
        db.write(lane, move |_| {
            act();
            Ok(())
        })
        .await
    })
}

/// Runs the test on a fresh database of each engine, on PostgreSQL with and without prepared statements.
async fn each(test: impl AsyncFn(Db)) {
    let path = fresh_path();
    test(open_sqlite(&path).await).await;
    remove(&path);
    if let Ok(url) = std::env::var("SMENA_TEST_PG_URL") {
        for statement_cache in [true, false] {
            let db = postgres(&url, statement_cache).await;
            assert_eq!(db.dialect(), Dialect::Postgres);
            test(db).await;
        }
    }
}

async fn open_sqlite(path: &Path) -> Db {
    migrated(&format!("sqlite:{}", path.display()), Options::default()).await
}

async fn postgres(url: &str, statement_cache: bool) -> Db {
    migrated(&own_schema(url).await, Options { statement_cache, ..Options::default() }).await
}

/// The server's address with a schema of its own, which comes before the server's.
async fn own_schema(url: &str) -> String {
    let schema = format!("store_{}_{}", std::process::id(), next());
    let plain = Db::open(url, Options::default()).await.unwrap();
    let create = format!("create schema {schema}");
    plain.write(Lane::People, move |tx| tx.batch(&create)).await.map_err(|error: Error| error).unwrap();
    let joint = if url.contains('?') { '&' } else { '?' };
    format!("{url}{joint}options=-c%20search_path%3D{schema},pg_catalog")
}

async fn migrated(url: &str, options: Options) -> Db {
    let db = Db::open(url, options).await.unwrap();
    db.migrate(FIRST).await.unwrap();
    db
}

fn fresh_path() -> PathBuf {
    let folder = std::env::temp_dir().join(format!("store-{}-{}", std::process::id(), next()));
    std::fs::create_dir_all(&folder).unwrap();
    folder.join("data.sqlite")
}

fn remove(path: &Path) {
    std::fs::remove_dir_all(path.parent().unwrap()).unwrap();
}

fn next() -> u32 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    NEXT.fetch_add(1, Ordering::SeqCst)
}
