//! Two people at one record: each hears what the other does, and nobody hears of what they may not see.

mod cards;
mod lists;

use kit::lang::Lang;
use serde_json::json;

use crate::app::{Engine, TestApp};
use crate::browser::{Browser, Look};
use crate::walkthrough::sign_in;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_tells_what_somebody_else_did_to_what_it_shows() {
    let t = TestApp::start(Engine::Sqlite).await;
    let anna = t.api(t.cast.anna).await;
    let deal =
        anna.post_json("/api/v1/deals", json!({"title": "Lantern order"})).await.expect_status(201).json();
    let card = format!("/deals/{}", deal["id"]);
    let api = card.replace("/deals", "/api/v1/deals");
    let site = t.serve().await;
    let say = t.app.words.say(Lang::En);
    let (borys, olena) =
        (Browser::open(&site, Look::desktop("en")).await, Browser::open(&site, Look::phone("en")).await);
    sign_in(&borys, &say, "borys@svitanok.example").await;
    borys.visit(&card).await;
    sign_in(&olena, &say, "olena@svitanok.example").await;
    olena.visit(&format!("{card}/edit")).await;
    olena.fill("Title", "Lanterns and lamps").await;

    anna.patch(&api, json!({"title": "Lantern order, signed", "version": 1})).await.expect_status(200);
    borys.sees("Anna Melnyk changed this a moment ago").await;
    // Nothing moves by itself; one press shows it.
    assert_eq!(borys.read("h1").await, "Lantern order");
    borys.screenshot("live-hint").await;
    borys.click("Show").await;
    borys.sees("Lantern order, signed").await;
    // Who is writing hears it, too, and loses nothing.
    olena.sees("Anna Melnyk changed this a moment ago").await;
    assert_eq!(olena.value("Title").await, "Lanterns and lamps");
    assert_eq!(olena.overflow().await, 0);
    olena.screenshot("live-hint-phone").await;
    assert_eq!(olena.complaints().await, Vec::<String>::new());
    t.leave().await;
}

crate::on_both! {
    async fn the_line_tells_nothing_of_what_one_may_not_see_or_did_oneself(t) {
        let anna = t.api(t.cast.anna).await;
        let deal = anna.post_json("/api/v1/deals", json!({"title": "Lantern order"})).await.expect_status(201).json();
        let id = deal["id"].as_i64().unwrap();
        let site = t.serve().await;
        let watch = format!("{site}/live?watch=deal/{id}/1");
        let mut olena = listen(&watch, &t.secret(t.cast.olena, true).await).await;
        let mut vira = listen(&watch, &t.secret(t.cast.vira, true).await).await;
        let mut zoryana = listen(&watch, &t.secret(t.cast.zoryana, true).await).await;
        let mut herself = listen(&watch, &t.secret(t.cast.anna, true).await).await;
        let path = format!("/api/v1/deals/{id}");
        anna.patch(&path, json!({"title": "Lanterns", "version": 1})).await.expect_status(200);
        let said = next(&mut olena).await;
        assert!(said.contains("event: changed") && said.contains("Anna Melnyk") && said.contains(&format!("/deals/{id}")), "{said}");

        // The end of their sessions is the next that the others hear of at all.
        t.by_hand("update sessions set expires_at = 1 where account_id = $1 and person_id <> $2", t.cast.olena).await;
        t.by_hand("update sessions set expires_at = 1 where account_id <> $1 and person_id <> $2", t.cast.olena).await;
        for one in [&mut vira, &mut zoryana, &mut herself] {
            let said = next(one).await;
            assert!(said.starts_with("event: gone"), "{said}");
        }
    }
}

crate::on_both! {
    // A comment changes nothing of the record; who looks at it hears of it all the same.
    async fn a_comment_is_told_to_who_sees_the_record_and_did_not_write_it(t) {
        let deal = crate::comments::boat(t).await;
        let card = t.page(t.cast.olena).await.get(&format!("/deals/{deal}")).await.expect_status(200).body;
        let mark = card.split("data-watch=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let site = t.serve().await;
        let watch = format!("{site}/live?watch={mark}");
        let mut olena = listen(&watch, &t.secret(t.cast.olena, true).await).await;
        let mut vira = listen(&watch, &t.secret(t.cast.vira, true).await).await;
        let mut hlib = listen(&watch, &t.secret(t.cast.hlib, true).await).await;
        crate::comments::said(&t.api(t.cast.hlib).await, "deals", deal, "Quiet words").await;
        let said = next(&mut olena).await;
        assert!(said.contains("Hlib Moroz wrote a comment a moment ago") && !said.contains("Quiet words"), "{said}");
        t.by_hand("update sessions set expires_at = 1 where account_id = $1 and person_id <> $2", t.cast.olena).await;
        for one in [&mut vira, &mut hlib] {
            let said = next(one).await;
            assert!(said.starts_with("event: gone"), "{said}");
        }
    }
}

/// A line for the page at this address, which the person has just read.
async fn line(t: &TestApp, site: &str, person: i64, path: &str) -> reqwest::Response {
    let page = t.page(person).await.get(path).await.expect_status(200).body;
    let mark = page.split("data-watch=\"").nth(1).unwrap().split('"').next().unwrap();
    listen(&format!("{site}/live?watch={mark}"), &t.secret(person, true).await).await
}

/// Nothing more comes by these lines but the end of their sessions.
async fn silent(t: &TestApp, lines: &mut [reqwest::Response]) {
    t.by_hand("update sessions set expires_at = 1 where account_id = $1 and person_id <> $2", 0).await;
    t.by_hand("update sessions set expires_at = 1 where account_id <> $1 and person_id <> $2", 0).await;
    for line in lines {
        let said = next(line).await;
        assert!(said.starts_with("event: gone"), "{said}");
    }
}

async fn hears(line: &mut reqwest::Response, text: &str) -> String {
    let said = next(line).await;
    assert!(said.starts_with("event: changed") && said.contains(text), "{said}");
    said
}

async fn listen(address: &str, secret: &str) -> reqwest::Response {
    let client = reqwest::Client::new();
    let answer =
        client.get(address).header("cookie", format!("smena_session={secret}")).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    answer
}

/// The next event that comes by the line.
async fn next(line: &mut reqwest::Response) -> String {
    loop {
        let chunk = tokio::time::timeout(std::time::Duration::from_secs(20), line.chunk()).await;
        let chunk = chunk.expect("nothing comes by the line").unwrap().expect("the line ended");
        let said = String::from_utf8_lossy(&chunk).into_owned();
        if said.starts_with("event:") {
            return said;
        }
    }
}
