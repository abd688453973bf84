//! The browser's way back after each of the main posts: nothing is sent a second time, and no page asks to send it again.

use kit::lang::Lang;
use serde_json::json;

use crate::app::{Engine, TestApp};
use crate::browser::{Browser, Look, keys};
use crate::deals::{id, make};
use crate::walkthrough::sign_in;

async fn events(t: &TestApp) -> i64 {
    let account = t.cast.account;
    let sql = "select seq from journal_heads where account_id = $1";
    t.app.look(move |tx| Ok(tx.query_one(sql, store::params![account])?.at(0)?)).await.unwrap()
}

/// Goes back and forth and back again: each time a page of ours comes, and nothing has happened.
async fn back_and_forth(t: &TestApp, page: &Browser, after: &str) {
    let before = events(t).await;
    for way in ["back", "forward", "back"] {
        page.run(&format!("history.{way}()"), vec![]).await;
        page.appears("main h1").await;
        let (path, text) = (page.path().await, page.text().await);
        assert!(
            !text.contains("ERR_") && !text.contains("Confirm Form Resubmission"),
            "{way} after {after} at {path}: {text}"
        );
    }
    assert_eq!(events(t).await, before, "{after} was sent again on the way back");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_way_back_after_a_post_sends_nothing_again() {
    let t = TestApp::start(Engine::Sqlite).await;
    let say = t.app.words.say(Lang::En);
    let olena = t.api(t.cast.olena).await;
    let page = Browser::open(&t.serve().await, Look::desktop("en")).await;
    sign_in(&page, &say, "olena@svitanok.example").await;

    page.visit("/deals").await;
    page.visit("/deals/new").await;
    page.fill("Title", "Lanterns").await;
    // Refused first: the page that the post itself answered lies on the way back, too.
    page.fill("Amount", "1,234").await;
    page.click("Save").await;
    page.sees("can be read in two ways").await;
    page.fill("Amount", "1234").await;
    page.click("Save").await;
    page.sees("The deal").await;
    back_and_forth(&t, &page, "a refused form").await;
    assert_eq!(olena.get("/api/v1/deals").await.json()["count"], 1);
    let deal = olena.get("/api/v1/deals").await.json()["items"][0].clone();
    let card = format!("/deals/{}", id(&deal));

    page.visit(&format!("{card}/edit")).await;
    page.fill("Title", "Lanterns and lamps").await;
    page.click("Save").await;
    page.arrives(&card).await;
    back_and_forth(&t, &page, "a change").await;

    page.visit(&format!("/deals/board/{}", id(&deal))).await;
    page.click("Qualified").await;
    page.sees("The deal is at the stage “Qualified” now").await;
    back_and_forth(&t, &page, "a move").await;

    page.visit(&format!("/deals/assign?id={}", id(&deal))).await;
    page.fill("Responsible", "Vira").await;
    page.press(keys::ENTER).await;
    page.run("document.querySelector('main form[method=post]').requestSubmit()", vec![]).await;
    page.sees("Assigned: 1").await;
    back_and_forth(&t, &page, "a deal given away").await;

    let gone = make(&olena, json!({ "title": "Gone" })).await;
    page.visit(&format!("/deals/delete?id={}", id(&gone))).await;
    page.run("document.querySelector('main form[method=post]').requestSubmit()", vec![]).await;
    page.arrives("/deals").await;
    back_and_forth(&t, &page, "a deletion").await;

    page.visit("/bin").await;
    page.run("document.querySelector('main form[method=post]').requestSubmit()", vec![]).await;
    page.sees("Gone").await;
    back_and_forth(&t, &page, "a restored deal").await;

    page.visit(&format!("/handovers/new?person={}&mode=departure", t.cast.vira)).await;
    page.fill(&say.t("handovers-successor"), "Borys").await;
    page.press(keys::ENTER).await;
    page.appears("#sketch .flow-to .chip:not(.away)").await;
    page.click(&say.t("handovers-do-departure")).await;
    page.sees(&say.with("handovers-done-departure", &[("name", "Vira Savchuk".into())])).await;
    back_and_forth(&t, &page, "a departure").await;

    let account = t.cast.account;
    let sql = "select max(id) from handovers where account_id = $1";
    let fact: i64 =
        t.app.look(move |tx| Ok(tx.query_one(sql, store::params![account])?.at(0)?)).await.unwrap();
    page.visit(&format!("/handovers/{fact}")).await;
    page.run("document.querySelector('main form[action$=undo]').requestSubmit()", vec![]).await;
    page.sees("Undone. Everything is back.").await;
    back_and_forth(&t, &page, "an undo").await;

    page.visit("/settings/pipelines/new").await;
    page.fill("Name", "Boats").await;
    page.click("Save").await;
    page.sees("The pipeline is there").await;
    back_and_forth(&t, &page, "a setting").await;
    t.leave().await;
}
