//! The measurements themselves: that they measure what they say, and leave a sound database. No figure is judged here.

use smena::bench::{self, Options};
use store::params;

use crate::on_both;

on_both! {
    async fn departures_are_measured_beside_an_update_of_the_same_rows(t) {
        let figures = bench::handover(&t.app, &t.url, &Options { records: 1_500, keep: true }).await.unwrap();
        assert_eq!((figures.records, figures.runs), (1_500, 11));
        assert!(figures.departure_ms > 0.0 && figures.undo_ms > 0.0 && figures.update_ms > 0.0);

        let api = t.stranger().with("authorization", &format!("Bearer {}", figures.token));
        let path = format!("/api/v1/deals?responsible_id={}", figures.leaver_id);
        let page = api.get(&path).await.expect_status(200).json();
        assert_eq!(page["count"], 1_500);
        let events = "select count(*) from events where account_id = $1 and subject_kind = 'deal'";
        let account = figures.account_id;
        let told: i64 = t
            .app
            .look(move |tx| Ok(tx.query_one(events, params![account])?.at(0)?))
            .await
            .unwrap();
        assert_eq!(told, 0, "the load is declared by one event");

        // The baseline is the statement that is printed, and touches every row.
        let sql = figures.baseline_sql.clone();
        let touched = t.app.db.write(store::Lane::People, move |tx| tx.execute(&sql, &[])).await.unwrap();
        let rows = "select count(*) from bench_deals where responsible_id = $1";
        let successor = figures.successor_id;
        let with: i64 = t
            .app
            .look(move |tx| Ok(tx.query_one(rows, params![successor])?.at(0)?))
            .await
            .unwrap();
        assert_eq!(with, 1_500);
        assert!(touched == 0 || touched == 1_500);
        t.app.db.write(store::Lane::People, |tx| tx.batch("drop table bench_deals")).await.unwrap();
    }

    async fn a_split_is_measured_beside_an_update_with_others_writing(t) {
        let options = bench::SplitOptions { records: 2_100, over: 3 };
        let figures = bench::split(&t.app, &t.url, &options).await.unwrap();
        assert_eq!((figures.records, figures.over), (2_100, 3));
        assert!(figures.split_ms > 0.0 && figures.update_ms > 0.0 && figures.writes > 0);
        assert!(figures.wait_p50_ms <= figures.wait_p99_ms && figures.wait_p99_ms <= figures.wait_most_ms);
    }

    async fn the_board_is_measured_for_all_for_heads_and_for_one(t) {
        let figures = bench::board(&t.app, 450).await.unwrap();
        assert_eq!((figures.records, figures.stages), (450, 8));
        assert!(figures.all_p50_ms > 0.0 && figures.chief_p50_ms > 0.0 && figures.head_p50_ms > 0.0 && figures.own_p50_ms > 0.0);
        let account = figures.account_id;
        let held = "select cast(sum(count) as bigint) from rollups where account_id = $1 and kind = 'deal'";
        let held: i64 = t.app.look(move |tx| Ok(tx.query_one(held, params![account])?.at(0)?)).await.unwrap();
        assert_eq!(held, 450);
    }
}
