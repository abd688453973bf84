//! What somebody has scheduled does not stop when they leave: it goes on for whoever took them out.

use base::jobs;
use serde_json::{Value as Json, json};

use super::{left_with, olena, work_of_anna};
use crate::app::{Client, NOW, TestApp};
use crate::on_both;

const HOUR: i64 = 3_600_000;

async fn scheduled(program: &Client, person: i64) -> Json {
    let held = program.get(&format!("/api/v1/people/{person}/holdings")).await.expect_status(200).json();
    held["scheduled_jobs"].clone()
}

/// Borys is an administrator, and has planned Anna's departure.
async fn borys_plans(t: &TestApp, program: &Client) -> i64 {
    let borys = format!("/api/v1/people/{}", t.cast.borys);
    program.patch(&borys, json!({ "category": "administrator" })).await.expect_status(200);
    work_of_anna(t, program).await;
    let plan = json!({ "successor": t.cast.vira, "at": kit::date::to_rfc3339(NOW + 5 * HOUR) });
    let path = format!("/api/v1/people/{}/departure", t.cast.anna);
    let planned = t.api(t.cast.borys).await.post_json(&path, plan).await.expect_status(202).json();
    planned["id"].as_i64().unwrap()
}

async fn borys_leaves(t: &TestApp, program: &Client) -> i64 {
    // He leads a department, which Hlib leads now.
    let plan = json!({ "successor": t.cast.hlib, "posts": { t.cast.sales.to_string(): t.cast.hlib } });
    let path = format!("/api/v1/people/{}/departure", t.cast.borys);
    let done = program.post_json(&path, plan).await;
    done.expect_status(201).json()["id"].as_i64().unwrap()
}

async fn state(program: &Client, planned: i64) -> Json {
    program.get(&format!("/api/v1/planned-departures/{planned}")).await.expect_status(200).json()["state"]
        .clone()
}

async fn later(t: &TestApp, hours: i64) {
    t.clock.advance(hours * HOUR);
    jobs::run_due(&t.app).await.unwrap();
}

on_both! {
    // A05, K16
    async fn what_somebody_has_scheduled_goes_on_for_who_takes_them_out(t) {
        let program = olena(t).await;
        let planned = borys_plans(t, &program).await;
        // Counted before anything is done, on the page and for programs.
        assert_eq!(scheduled(&program, t.cast.borys).await, 1);
        assert_eq!(scheduled(&program, t.cast.vira).await, 0);
        let page = t.page(t.cast.olena).await;
        let ask = format!("/handovers/new?person={}", t.cast.borys);
        page.get(&ask).await.expect_text("Scheduled jobs").expect_text("planned departures: 1").expect_text("go on for whoever takes them out");
        let both = format!("/handovers/choose?id={}&id={}", t.cast.borys, t.cast.vira);
        page.get(&both).await.expect_text("planned departures: 1");
        let ask = format!("/handovers/new?person={}", t.cast.vira);
        page.get(&ask).await.expect_no_text("Scheduled jobs");
        let before = program.get(&format!("/api/v1/people/{}/proof", t.cast.borys)).await.json();
        assert_eq!((&before["clean"], &before["scheduled_jobs"], &before["posts"]), (&json!(false), &json!(1), &json!(1)));

        let fact = borys_leaves(t, &program).await;
        let proof = left_with(t, t.cast.borys).await;
        assert!(proof.is_clean() && proof.jobs == 0 && proof.posts == 0);
        page.get(&format!("/people/{}/proof", t.cast.borys)).await.expect_text("Scheduled jobs").expect_text("Posts in departments");
        assert_eq!(scheduled(&program, t.cast.olena).await, 1);
        let report = program.get(&format!("/api/v1/handovers/{fact}")).await.expect_status(200).json();
        assert_eq!(report["scheduled"], json!({ "to": t.cast.olena, "jobs": 1 }));
        page.get(&format!("/handovers/{fact}")).await.expect_text("Scheduled jobs");
        page.get("/settings/journal").await.expect_text("Scheduled jobs of Borys Kravets go on for Olena Bondar: 1 (Olena Bondar)");
        // At its own hour, no sooner, and waiting for nobody.
        later(t, 4).await;
        assert_eq!(state(&program, planned).await, "planned");
        later(t, 1).await;
        assert_eq!(state(&program, planned).await, "done");
        assert!(left_with(t, t.cast.anna).await.is_clean());
    }

    async fn the_undo_gives_back_what_has_not_been_done_yet(t) {
        let program = olena(t).await;
        let planned = borys_plans(t, &program).await;
        let fact = borys_leaves(t, &program).await;
        program.delete(&format!("/api/v1/departures/{fact}")).await.expect_status(200);
        assert_eq!((scheduled(&program, t.cast.borys).await, scheduled(&program, t.cast.olena).await), (json!(1), json!(0)));
        later(t, 5).await;
        assert_eq!(state(&program, planned).await, "done");
        let again = borys_leaves(t, &program).await;
        let report = program.get(&format!("/api/v1/handovers/{again}")).await.expect_status(200).json();
        assert_eq!(report["scheduled"], Json::Null, "what is done is nobody's to do");
    }

    // Blocked already, his job waited for somebody: it goes on at once. An undo gives nothing back to who can do nothing.
    async fn what_waited_goes_on(t) {
        let program = olena(t).await;
        let planned = borys_plans(t, &program).await;
        program.post_json(&format!("/api/v1/people/{}/block", t.cast.borys), json!({})).await.expect_status(200);
        let fact = borys_leaves(t, &program).await;
        program.delete(&format!("/api/v1/departures/{fact}")).await.expect_status(200);
        assert_eq!((scheduled(&program, t.cast.borys).await, scheduled(&program, t.cast.olena).await), (json!(0), json!(1)));
        later(t, 5).await;
        assert_eq!(state(&program, planned).await, "done");
    }

    async fn what_waited_since_its_person_was_blocked_goes_on_at_once(t) {
        let program = olena(t).await;
        let planned = borys_plans(t, &program).await;
        program.post_json(&format!("/api/v1/people/{}/block", t.cast.borys), json!({})).await.expect_status(200);
        later(t, 5).await;
        assert_eq!(state(&program, planned).await, "waiting");
        borys_leaves(t, &program).await;
        later(t, 0).await;
        assert_eq!(state(&program, planned).await, "done");
    }

    // What waits because somebody has to decide still waits, for who took him out.
    async fn what_waits_for_a_decision_goes_on_waiting(t) {
        let program = olena(t).await;
        let planned = borys_plans(t, &program).await;
        let head = json!({ "departments": [{ "id": t.cast.support, "post": "deputy", "main": true }] });
        program.patch(&format!("/api/v1/people/{}", t.cast.anna), head).await.expect_status(200);
        later(t, 5).await;
        assert_eq!(state(&program, planned).await, "waiting");
        borys_leaves(t, &program).await;
        later(t, 1).await;
        assert_eq!(state(&program, planned).await, "waiting");
        assert_eq!(scheduled(&program, t.cast.olena).await, 1);
        assert!(left_with(t, t.cast.borys).await.is_clean());
    }
}
