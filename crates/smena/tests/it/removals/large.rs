//! A column of a hundred thousand cards, and the removal of a stage that is as full.

use std::collections::BTreeSet;

use base::authz::Do;
use base::{Change, Event};
use serde_json::json;
use store::{Value, params};

use super::{pipeline, remove};
use crate::app::TestApp;
use crate::deals::{make, stages};
use crate::on_both;

const MANY: i64 = 100_000;

/// So many deals of Anna's, a euro each, as no door would make them.
const DEALS: &str = "insert into deals (account_id, id, portfolio_id, title, title_key, pipeline_id, stage_id, open, amount,
        currency, search_text, created_at, updated_at, version)
    with recursive n(i) as (select 1 union all select i + 1 from n where i < 100000)
    select cast($1 as bigint), n.i, p.portfolio_id, 'Boat ' || n.i, 'boat ' || n.i, s.pipeline_id, s.id, 1, 100, 'EUR',
        'boat ' || n.i, 1795000000000 + n.i, 1795000000000 + n.i, 1
    from n, people p, stages s where p.account_id = $1 and p.name = 'Anna Melnyk' and s.account_id = $1 and s.id = $2";

const TOTAL: &str = "insert into rollups (account_id, portfolio_id, kind, bucket, open, currency, count, sum)
    select cast($1 as bigint), portfolio_id, 'deal', cast($2 as bigint), 1, 'EUR', 100000, 10000000
    from people where account_id = $1 and name = 'Anna Melnyk'";

async fn fill(t: &TestApp, stage: i64) {
    t.by_hand(DEALS, stage).await;
    t.by_hand(TOTAL, stage).await;
    let ctx = t.operator();
    let found = ctx.write(|tx| {
        let mut tx = tx.permit(Do::Import)?;
        let texts: Vec<(i64, String)> = (1..=MANY).map(|n| (n, format!("boat {n}"))).collect();
        for some in texts.chunks(1_000) {
            let rows: Vec<(i64, &str)> = some.iter().map(|(id, text)| (*id, text.as_str())).collect();
            if let Some((sql, values)) = tx.dialect().keep_found("deals", tx.account(), &rows) {
                tx.execute(&sql, &values)?;
            }
        }
        let account = tx.account();
        tx.commit(Event::AccountChanged { account, changes: Vec::<Change>::new() }, ())
    });
    found.await.unwrap();
    t.app.db.analyze().await.unwrap();
}

async fn number(t: &TestApp, sql: &'static str, values: Vec<Value>) -> i64 {
    t.app.look(move |tx| Ok(tx.query_one(sql, &values)?.at(0)?)).await.unwrap()
}

/// The cards of a page, and where the next ones are.
fn read(body: &str) -> (Vec<String>, Option<String>) {
    let cards = body
        .split("<li class=\"deal\" id=\"deal-")
        .skip(1)
        .map(|card| card.split('"').next().unwrap().to_owned());
    let link = body.split("class=\"column-more\">").last().filter(|link| link.contains("data-more"));
    let href =
        link.and_then(|link| Some(link.split("href=\"").nth(1)?.split('"').next()?.replace("&amp;", "&")));
    (cards.collect(), href)
}

on_both! {
    async fn a_column_of_a_hundred_thousand_cards_is_paged_and_its_stage_removed_in_one_act(t) {
        let (olena, page) = (t.api(t.cast.olena).await, t.page(t.cast.anna).await);
        let stage = stages(&olena).await;
        fill(t, stage[1]).await;
        make(&t.api(t.cast.vira).await, json!({ "title": "Tea", "stage_id": stage[0], "amount": 5 })).await;

        let board = page.get("/deals/board").await.expect_status(200).expect_text("class=\"count\">100,000<");
        assert!(board.bytes <= 100_000, "the board takes {} bytes", board.bytes);
        board.expect_text("€100,000.00");
        let mut seen = BTreeSet::new();
        let mut next = Some(format!("/deals/board?stage_id={}", stage[1]));
        for _ in 0..5 {
            let answer = page.get(&next.unwrap()).await.expect_status(200);
            assert!(answer.bytes <= 100_000, "a page takes {} bytes", answer.bytes);
            let (cards, more) = read(&answer.body);
            assert_eq!(cards.len(), 25);
            seen.extend(cards);
            next = more;
        }
        assert_eq!(seen.len(), 125);
        assert!(seen.contains("100000") && seen.contains("99876"), "{seen:?}");

        let events = "select seq from journal_heads where account_id = $1";
        let before = number(t, events, params![t.cast.account].to_vec()).await;
        let done = remove(&olena, stage[1], stage[0]).await.expect_status(200).json();
        assert_eq!(done["deals"], MANY);
        assert_eq!(number(t, events, params![t.cast.account].to_vec()).await - before, 1);
        let there = "select count(*) from deals where account_id = $1 and stage_id = $2 and version = 2";
        assert_eq!(number(t, there, params![t.cast.account, stage[0]].to_vec()).await, MANY);
        let board = t.page(t.cast.olena).await.get("/deals/board").await.expect_status(200);
        assert!(board.bytes <= 100_000, "the board takes {} bytes", board.bytes);
        board.expect_text("class=\"count\">100,001<").expect_text("€100,000.05");
        assert_eq!(pipeline(&olena).await["stages"].as_array().unwrap().len(), 5);
        page.get("/deals/77").await.expect_status(200).expect_text("removed the stage “Qualified”. 100,000 deals went to “New”");
    }
}
