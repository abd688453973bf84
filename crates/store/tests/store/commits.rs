//! What a commit promises, and how it keeps that while others go on.

use super::*;

#[tokio::test]
async fn a_write_whose_connection_was_lost_runs_again() {
    each(async |db| {
        if db.dialect() == Dialect::Sqlite {
            return;
        }
        let tries = Arc::new(AtomicU32::new(0));
        let seen = Arc::clone(&tries);
        let outcome = db
            .write(Lane::People, move |tx| {
                insert(tx, 1, "a")?;
                if seen.fetch_add(1, Ordering::SeqCst) == 0 {
                    tx.query("select pg_terminate_backend(pg_backend_pid())", params![])?;
                }
                Ok::<_, Error>(())
            })
            .await;
        assert_eq!((outcome, tries.load(Ordering::SeqCst)), (Ok(()), 2));
        assert_eq!(count(&db).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_connection_lost_during_the_commit_is_said_and_not_guessed() {
    const CUT: &str = "create function cut() returns trigger language plpgsql as
            $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$;
        create constraint trigger cut after insert on deals deferrable initially deferred
            for each row execute function cut();";
    each(async |db| {
        if db.dialect() == Dialect::Sqlite {
            return;
        }
        db.write(Lane::People, |tx| tx.batch(CUT)).await.map_err(|error: Error| error).unwrap();

        assert_eq!(add(&db, 1, "a").await, Err(Error::CommitUnknown));
        assert_eq!(count(&db).await, 0);
    })
    .await;
}

#[tokio::test]
async fn what_is_acknowledged_is_on_the_servers_disk_and_nobody_waited_for_that_under_a_lock() {
    each(async |db| {
        if db.dialect() == Dialect::Sqlite || !is_postgres(&db).await {
            return;
        }
        let (setting, written) = db
            .write(Lane::People, |tx| {
                insert(tx, 1, "a")?;
                let row = tx.query_one(
                    "select current_setting('synchronous_commit'), pg_current_wal_insert_lsn()::text",
                    params![],
                )?;
                Ok::<(String, String), Error>((row.at(0)?, row.at(1)?))
            })
            .await
            .unwrap();
        let kept = "select pg_current_wal_flush_lsn() > $1::text::pg_lsn";
        let kept = db.read(move |tx| tx.query_one(kept, params![written])?.at::<bool>(0)).await;
        assert_eq!((setting.as_str(), kept), ("off", Ok::<_, Error>(true)));
    })
    .await;
}

#[tokio::test]
async fn a_commit_whose_flush_failed_is_not_acknowledged_and_who_cannot_flush_apart_commits_plainly() {
    const BREAK: &str =
        "create function pg_logical_emit_message(boolean, text, text) returns text language plpgsql as
            $$ begin raise exception 'no'; end $$;";
    let Ok(url) = std::env::var("SMENA_TEST_PG_URL") else { return };
    let url = own_schema(&url).await;
    let db = migrated(&url, Options::default()).await;
    if !is_postgres(&db).await {
        return;
    }
    let broken: Result<(), Error> = db.write(Lane::People, |tx| tx.batch(BREAK)).await;
    assert_eq!(broken, Err(Error::CommitUnknown));
    assert_eq!(add(&db, 1, "a").await, Err(Error::CommitUnknown));
    assert_eq!(add(&db, 1, "a").await.map_err(|error| matches!(error, Error::Unique { .. })), Err(true));

    let plain = Db::open(&url, Options::default()).await.unwrap();
    assert_eq!(add(&plain, 2, "b").await, Ok(()));
    assert_eq!(count(&plain).await, 2);
}

#[tokio::test]
async fn statements_on_their_way_together_keep_their_order_and_the_first_refusal_is_the_one_that_is_told() {
    fn together(tx: &mut store::Tx<'_>, ids: &[i64]) -> Result<(), Error> {
        tx.query("select 1 from deals", &[])?;
        let sql = "insert into deals (account_id, id, title, won) values ($1, $2, $3, $4)";
        let shift = "update deals set id = id + 1000 where account_id = $1 and id = $2";
        let each = ids.iter().flat_map(|id| {
            [
                (sql.to_owned(), params![1, *id, id.to_string(), false].to_vec()),
                (shift.to_owned(), params![1, *id].to_vec()),
            ]
        });
        tx.execute_all(&each.collect::<Vec<_>>())
    }
    each(async |db| {
        let many: Vec<i64> = (1..=40).collect();
        db.write(Lane::People, move |tx| together(tx, &many)).await.unwrap();
        let moved = "select count(*) from deals where account_id = $1 and id > 1000";
        let moved = db.read(|tx| tx.query_one(moved, params![1])?.at::<i64>(0)).await;
        assert_eq!(moved, Ok::<_, Error>(40));

        let asked = [
            ("select count(*) from deals where id > $1", 1_030),
            ("select min(id) from deals where id > $1", 0),
        ];
        let asked = asked.map(|(sql, least)| (sql.to_owned(), params![least].to_vec()));
        let answers = db.read(move |tx| tx.query_all(&asked)).await.unwrap();
        let answers: Vec<i64> = answers.iter().map(|rows| rows[0].at(0).unwrap()).collect();
        assert_eq!(answers, [10, 1_001]);

        let refused = db.write(Lane::People, |tx| together(tx, &[50, 50, 51])).await;
        assert!(matches!(refused, Err(Error::Unique { .. })), "{refused:?}");
        assert_eq!(count(&db).await, 40);
    })
    .await;
}

#[tokio::test]
async fn a_log_that_became_long_is_moved_into_the_file_while_others_write() {
    const MIB: u64 = 1 << 20;
    let path = fresh_path();
    let db = open_sqlite(&path).await;
    let log = path.with_file_name("data.sqlite-wal");
    for id in 0..96 {
        let data = vec![7_u8; MIB as usize];
        let sql = "insert into deals (account_id, id, data) values ($1, $2, $3)";
        let written = move |tx: &mut store::Tx<'_>| tx.execute(sql, params![1, id, data.clone()]);
        db.write(Lane::People, written).await.map_err(|error: Error| error).unwrap();
    }
    assert!(std::fs::metadata(&path).unwrap().len() > 32 * MIB);
    assert!(std::fs::metadata(&log).unwrap().len() < 64 * MIB);
    remove(&path);
}

async fn is_postgres(db: &Db) -> bool {
    let version = db.read(|tx| tx.query_one("select version()", params![])?.at::<String>(0)).await;
    version.map_err(|error: Error| error).unwrap().starts_with("PostgreSQL")
}
