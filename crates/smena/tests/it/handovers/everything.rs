//! A planned departure of somebody who holds what acts by itself, and leaves notes behind.

use base::jobs;
use serde_json::{Value as Json, json};

use super::{depart, left_with, made, olena, responsible, work_of_anna};
use crate::app::{Client, NOW, TestApp};
use crate::deals::{id, make, stages};
use crate::on_both;

const HOUR: i64 = 3_600_000;

/// What of a kind is held by the person.
async fn holds(program: &Client, person: i64, kind: &str) -> i64 {
    let held = program.get(&format!("/api/v1/people/{person}/holdings")).await.expect_status(200).json();
    let line = held["holdings"].as_array().unwrap().iter().find(|line| line["kind"] == kind).cloned();
    line.map_or(0, |line| line["count"].as_i64().unwrap())
}

async fn guest(t: &TestApp, form: &Json, name: &str) {
    let url = form["url"].as_str().unwrap();
    t.stranger().post(&url[url.find("/f/").unwrap()..], &[("name", name)]).await.expect_status(303);
}

/// Who has the deal with this title, and the task that the trigger made about it.
async fn came(program: &Client, title: &str) -> (Json, Json) {
    let deals = program.get("/api/v1/deals?limit=200").await.json();
    let deal = deals["items"].as_array().unwrap().iter().find(|deal| deal["title"] == title).unwrap().clone();
    let tasks = program.get("/api/v1/tasks?limit=200").await.json();
    let task =
        tasks["items"].as_array().unwrap().iter().find(|task| task["subject"]["id"] == deal["id"]).cloned();
    (deal["responsible_id"].clone(), task.map_or(Json::Null, |task| task["responsible_id"].clone()))
}

on_both! {
    async fn at_its_hour_forms_triggers_and_notes_go_along_and_the_undo_brings_them_back(t) {
        let program = olena(t).await;
        let (anna, vira) = (t.cast.anna, t.cast.vira);
        let own = t.api(anna).await;
        let deals = work_of_anna(t, &program).await;
        let stages = stages(&program).await;
        let body = json!({ "name": "Site", "responsible_id": anna });
        let form = program.post_json("/api/v1/forms", body).await.expect_status(201).json();
        let call = json!({ "name": "Call back", "stage_id": stages[0], "does": "task", "title": "Call", "days": 3, "responsible_id": anna });
        program.post_json("/api/v1/triggers", call).await.expect_status(201);
        let give = json!({ "name": "To Anna", "stage_id": stages[2], "does": "assign", "responsible_id": anna });
        program.post_json("/api/v1/triggers", give).await.expect_status(201);
        let put = axum::http::Method::PUT;
        let note = json!({ "note": "She only answers in the morning." });
        own.json(put.clone(), &format!("/api/v1/notes/deal/{}", deals[0]), note).await.expect_status(200);
        let note = json!({ "note": "The key is with Hlib." });
        own.json(put, &format!("/api/v1/people/{anna}/handing-over"), note).await.expect_status(200);
        let plan = json!({ "successor": vira, "at": kit::date::to_rfc3339(NOW + 2 * HOUR) });
        let path = format!("/api/v1/people/{anna}/departure");
        let planned = program.post_json(&path, plan).await.expect_status(202).json()["id"].clone();
        // Until then it all acts for her.
        guest(t, &form, "Before").await;
        assert_eq!(came(&program, "Site: Before").await, (json!(anna), json!(anna)));
        assert_eq!((holds(&program, anna, "source").await, holds(&program, anna, "trigger").await), (1, 2));

        t.clock.advance(2 * HOUR);
        jobs::run_due(&t.app).await.unwrap();
        let done = program.get(&format!("/api/v1/planned-departures/{planned}")).await.json();
        let handover = done["handover_id"].as_i64().unwrap();
        assert!(left_with(t, anna).await.is_clean());
        assert_eq!((holds(&program, vira, "source").await, holds(&program, vira, "trigger").await), (1, 2));
        guest(t, &form, "After").await;
        assert_eq!(came(&program, "Site: After").await, (json!(vira), json!(vira)));
        let boiler = make(&program, json!({ "title": "To be given", "stage_id": stages[2], "responsible_id": t.cast.borys })).await;
        assert_eq!(boiler["responsible_id"], vira);
        let page = t.page(vira).await;
        page.get(&format!("/received/{handover}")).await.expect_status(200).expect_text("The key is with Hlib.");
        page.get(&format!("/deals/{}", deals[0])).await.expect_text("She only answers in the morning.");
        page.get(&format!("/deals/{}", id(&boiler))).await.expect_text("By the trigger “To Anna”");

        program.delete(&format!("/api/v1/departures/{handover}")).await.expect_status(200);
        assert_eq!((holds(&program, anna, "source").await, holds(&program, anna, "trigger").await), (1, 2));
        assert_eq!((holds(&program, vira, "source").await, holds(&program, vira, "trigger").await), (0, 0));
        guest(t, &form, "Again").await;
        assert_eq!(came(&program, "Site: Again").await, (json!(anna), json!(anna)));
        assert_eq!(responsible(&program, deals[0]).await, Some(anna));
        // What came meanwhile came to Vira, and stays with her.
        assert_eq!(came(&program, "Site: After").await.0, json!(vira));
        t.page(vira).await.get(&format!("/deals/{}", deals[0])).await.expect_status(404);
        t.page(anna).await.get(&format!("/deals/{}", deals[0])).await.expect_text("She only answers in the morning.");
        made(&t.api(anna).await, "/api/v1/deals", json!({ "title": "Door" })).await;
    }

    async fn a_note_stands_through_an_undo_and_is_put_away_when_somebody_comes_back(t) {
        let program = olena(t).await;
        let anna = t.cast.anna;
        work_of_anna(t, &program).await;
        let handing = format!("/api/v1/people/{anna}/handing-over");
        let tell = async |text: &str| {
            program.json(axum::http::Method::PUT, &handing, json!({ "note": text })).await.expect_status(200);
            t.clock.advance(1_000);
        };
        let stands = async || program.get(&handing).await.expect_status(200).json()["note"].clone();
        tell("The key is with Hlib.").await;
        let first = depart(&program, anna, t.cast.vira).await;
        t.clock.advance(1_000);
        program.delete(&format!("/api/v1/departures/{first}")).await.expect_status(200);
        // She will leave again: what she wrote is not lost.
        assert_eq!(stands().await["note"], "The key is with Hlib.");
        t.clock.advance(1_000);
        let second = depart(&program, anna, t.cast.vira).await;
        t.clock.advance(1_000);
        program.post_json(&format!("/api/v1/people/{anna}/reactivate"), json!({ "give_back": true })).await.expect_status(200);
        assert_eq!(stands().await, Json::Null);
        let dialog = format!("/handovers/new?person={anna}&mode=departure");
        t.page(t.cast.olena).await.get(&dialog).await.expect_no_text("There is a note to the successor");
        // It belongs to the hand-overs that it was read with.
        for handover in [first, second] {
            let report = program.get(&format!("/api/v1/handovers/{handover}")).await.json();
            assert_eq!(report["note"]["note"], "The key is with Hlib.");
        }
        t.clock.advance(1_000);
        let third = depart(&program, anna, t.cast.borys).await;
        assert_eq!(program.get(&format!("/api/v1/handovers/{third}")).await.json()["note"], Json::Null);
    }
}
