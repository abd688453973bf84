//! Names as the world has them: long, written from right to left, with pictures in them, with digits beside.

mod long;

use base::web::faults::form_encoded;
use kit::lang::Lang;
use serde_json::{Value as Json, json};

use crate::app::{Engine, TestApp};
use crate::browser::{Browser, Look};
use crate::deals::{id, make, stages};
use crate::on_both;

use crate::walkthrough::{picture, sign_in};

/// Hebrew and Arabic, mixed with digits and Latin letters; emoji of several signs each.
const NAMES: [&str; 5] =
    ["שלום 12 בע״מ", "شركة النور 2026", "דוד Smith 7", "🦊 Fox 👩‍👩‍👧‍👦 & Co", "Café \u{1f1fa}\u{1f1e6} 42"];

async fn rename(t: &TestApp, name: &str) {
    let olena = t.api(t.cast.olena).await;
    let path = format!("/api/v1/people/{}", t.cast.vira);
    let version = olena.get(&path).await.json()["version"].clone();
    olena.patch(&path, json!({ "name": name, "version": version })).await.expect_status(200);
}

on_both! {
    async fn names_from_right_to_left_and_with_emoji_are_kept_found_and_isolated(t) {
        let olena = t.api(t.cast.olena).await;
        let page = t.page(t.cast.olena).await;
        for name in NAMES {
            let deal = make(&olena, json!({ "title": name })).await;
            let contact = olena.post_json("/api/v1/contacts", json!({ "name": name })).await.expect_status(201).json();
            rename(t, name).await;
            assert_eq!((&deal["title"], &contact["name"]), (&json!(name), &json!(name)));
            let again = olena.get(&format!("/api/v1/deals/{}", id(&deal))).await.json();
            assert_eq!(again["title"], name);
            let found = olena.get(&format!("/api/v1/search?q={}", form_encoded(name))).await.expect_status(200).json();
            let titles: Vec<&Json> = found["groups"].as_array().unwrap().iter()
                .flat_map(|group| group["items"].as_array().unwrap()).map(|hit| &hit["title"]).collect();
            assert!(titles.iter().filter(|title| **title == name).count() >= 2, "{name}: {found}");
            let shown = maud::html! { (name) }.into_string();
            page.get("/deals").await.expect_status(200).expect_text(&format!("dir=\"auto\">{shown}</a>"));
            page.get("/deals/board").await.expect_text(&format!("dir=\"auto\" draggable=\"false\">{shown}</a>"));
            page.get(&format!("/deals/{}", id(&deal))).await.expect_text(&format!("<h1 dir=\"auto\">{shown}</h1>"));
            page.get("/contacts").await.expect_text(&format!("dir=\"auto\">{shown}</a>"));
            page.get("/people").await.expect_text(&format!("dir=\"auto\">{shown}</a>"));
        }
    }

    async fn within_a_sentence_only_what_runs_the_other_way_is_isolated(t) {
        let olena = t.api(t.cast.olena).await;
        let page = t.page(t.cast.olena).await;
        for name in NAMES {
            let body = json!({ "name": name, "stages": [
                { "name": "In" }, { "name": "Out", "outcome": "won" }, { "name": "Broken", "outcome": "lost" },
            ]});
            let made = olena.post_json("/api/v1/pipelines", body).await.expect_status(201).json();
            assert_eq!(made["name"], name);
            let isolated = kit::bidi::isolated(name);
            let shown = maud::html! { "Remove the pipeline “" (isolated) "”?" }.into_string();
            page.get(&format!("/settings/pipelines/{}/remove", id(&made))).await.expect_status(200).expect_text(&shown);
        }
    }

    async fn files_keep_names_as_they_are(t) {
        let olena = t.api(t.cast.olena).await;
        for name in NAMES {
            make(&t.api(t.cast.anna).await, json!({ "title": name })).await;
        }
        rename(t, NAMES[0]).await;
        let path = format!("/api/v1/people/{}/handover", t.cast.anna);
        let fact = olena.post_json(&path, json!({ "successor": t.cast.vira })).await.expect_status(201).json();
        let file = t.page(t.cast.olena).await.get(&format!("/handovers/{}/records.csv", id(&fact))).await.expect_status(200);
        for name in NAMES {
            assert!(file.body.contains(name) || file.body.contains(&name.replace('"', "\"\"")), "{name}: {}", file.body);
        }
        assert!(!file.body.contains('\u{2068}'), "{}", file.body);
    }
}

// What stands beside such a name keeps its place: measured where the browser draws it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_stands_beside_such_a_name_keeps_its_place() {
    let t = TestApp::start(Engine::Sqlite).await;
    let say = t.app.words.say(Lang::En);
    let olena = t.api(t.cast.olena).await;
    let pipeline = olena.get("/api/v1/pipelines").await.json()["items"][0].clone();
    let stage = stages(&olena).await;
    let named: Vec<Json> = stage
        .iter()
        .enumerate()
        .map(|(n, id)| json!({ "id": id, "name": if n == 1 { NAMES[0].to_owned() } else { format!("Stage {n}") } }))
        .collect();
    let path = format!("/api/v1/pipelines/{}", id(&pipeline));
    olena.patch(&path, json!({ "version": 1, "stages": named })).await.expect_status(200);
    make(&olena, json!({ "title": NAMES[1], "amount": 1_200, "stage_id": stage[1] })).await;
    let page = Browser::open(&t.serve().await, Look::desktop("en")).await;
    sign_in(&page, &say, "olena@svitanok.example").await;
    page.visit(&format!("/settings/pipelines/{}/stages/{}/remove", id(&pipeline), stage[1])).await;
    page.sees("1 deal moves.").await;
    // Where each of these marks of the title begins, from left to right.
    let places = "const text = document.querySelector('h1').firstChild, at = (mark) => { const range = document.createRange();
        const from = text.data.indexOf(mark); range.setStart(text, from); range.setEnd(text, from + mark.length);
        return range.getBoundingClientRect().left; }; return [...arguments].map(at);";
    let marks = ["Remove", "“", "”", "?"];
    let left = page.run(places, marks.iter().map(|mark| json!(mark)).collect()).await;
    let left: Vec<f64> = left.as_array().unwrap().iter().map(|x| x.as_f64().unwrap()).collect();
    assert!(left.is_sorted(), "{marks:?} stand at {left:?}");
    picture(&page, &say, "right-to-left").await;
    page.visit("/deals/board").await;
    picture(&page, &say, "right-to-left-board").await;
    t.leave().await;
}
