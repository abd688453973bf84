//! What a stage sets off: tasks and new responsibles, whoever moves the deal and by whatever door.

use serde_json::{Value as Json, json};

use crate::app::{Client, TestApp};
use crate::deals::{id, make, stages};
use crate::on_both;

async fn trigger(t: &TestApp, body: Json) -> Json {
    t.api(t.cast.olena).await.post_json("/api/v1/triggers", body).await.expect_status(201).json()
}

/// "When a deal comes to this stage, somebody calls back in three days."
fn call(stage: i64, person: i64) -> Json {
    json!({ "name": "Call back", "stage_id": stage, "does": "task", "title": "Call", "days": 3, "responsible_id": person })
}

fn give(stage: i64, person: i64) -> Json {
    json!({ "name": "To sales", "stage_id": stage, "does": "assign", "responsible_id": person })
}

async fn moved(program: &Client, deal: &Json, stage: i64) -> Json {
    let now = program.get(&format!("/api/v1/deals/{}", id(deal))).await.expect_status(200).json();
    let body = json!({ "stage_id": stage, "version": now["version"] });
    program.patch(&format!("/api/v1/deals/{}", id(deal)), body).await.expect_status(200).json()
}

/// Titles of the tasks of a person.
async fn tasks(t: &TestApp, person: i64) -> Vec<Json> {
    let list = format!("/api/v1/tasks?responsible_id={person}");
    t.api(t.cast.olena).await.get(&list).await.expect_status(200).json()["items"].as_array().unwrap().clone()
}

async fn deal(t: &TestApp, deal: &Json) -> Json {
    t.api(t.cast.olena).await.get(&format!("/api/v1/deals/{}", id(deal))).await.expect_status(200).json()
}

async fn queue(t: &TestApp) -> i64 {
    let body = json!({ "department_id": t.cast.sales, "name": "Incoming" });
    id(&t.api(t.cast.olena).await.post_json("/api/v1/queues", body).await.expect_status(201).json())
}

on_both! {
    async fn a_deal_that_enters_a_stage_gets_a_task(t) {
        let (anna, olena) = (t.api(t.cast.anna).await, t.api(t.cast.olena).await);
        let stages = stages(&olena).await;
        trigger(t, call(stages[1], t.cast.vira)).await;
        let boiler = make(&anna, json!({ "title": "Boiler" })).await;
        assert!(tasks(t, t.cast.vira).await.is_empty());
        // By the API, then by the button of the card.
        moved(&anna, &boiler, stages[1]).await;
        let task = tasks(t, t.cast.vira).await.pop().unwrap();
        assert_eq!((&task["title"], &task["due_at"]), (&json!("Call"), &json!("2026-11-26T09:00:00Z")));
        assert_eq!((&task["subject"]["id"], &task["created_by"]), (&boiler["id"], &json!(t.cast.anna)));
        moved(&anna, &boiler, stages[0]).await;
        assert_eq!(tasks(t, t.cast.vira).await.len(), 1);
        let version = deal(t, &boiler).await["version"].to_string();
        let fields = [("stage_id", &*stages[1].to_string()), ("version", &*version)];
        let page = t.page(t.cast.anna).await;
        page.post(&format!("/deals/{}/stage", id(&boiler)), &fields).await.expect_status(303);
        assert_eq!(tasks(t, t.cast.vira).await.len(), 2);
        page.get(&format!("/deals/{}", id(&boiler))).await.expect_text("By the trigger “Call back”. Task for: Vira Savchuk");
        // A change that leaves it where it is sets nothing off; a new deal at the stage does.
        let version = deal(t, &boiler).await["version"].clone();
        anna.patch(&format!("/api/v1/deals/{}", id(&boiler)), json!({ "title": "Big boiler", "version": version })).await.expect_status(200);
        assert_eq!(tasks(t, t.cast.vira).await.len(), 2);
        make(&anna, json!({ "title": "Roof", "stage_id": stages[1] })).await;
        assert_eq!(tasks(t, t.cast.vira).await.len(), 3);
    }

    async fn a_task_can_be_for_whoever_is_responsible(t) {
        let olena = t.api(t.cast.olena).await;
        let stages = stages(&olena).await;
        let body = json!({ "name": "Remind", "stage_id": stages[1], "does": "task", "title": "Look", "to_responsible": true });
        let made = trigger(t, body).await;
        // Who made it looks after it.
        assert_eq!(made["responsible_id"], t.cast.olena);
        let boiler = make(&t.api(t.cast.anna).await, json!({ "title": "Boiler" })).await;
        moved(&olena, &boiler, stages[1]).await;
        assert_eq!((tasks(t, t.cast.anna).await.len(), tasks(t, t.cast.olena).await.len()), (1, 0));
    }

    async fn a_deal_goes_to_a_person_or_to_a_queue_in_turn(t) {
        let (olena, anna) = (t.api(t.cast.olena).await, t.api(t.cast.anna).await);
        let (stages, queue) = (stages(&olena).await, queue(t).await);
        trigger(t, give(stages[1], t.cast.vira)).await;
        let body = json!({ "name": "In turn", "stage_id": stages[2], "does": "assign", "queue_id": queue });
        trigger(t, body).await;
        let boiler = make(&anna, json!({ "title": "Boiler" })).await;
        // Whoever moves it away from themselves is answered as ever.
        let after = moved(&anna, &boiler, stages[1]).await;
        assert_eq!((&after["responsible_id"], &after["stage_id"]), (&json!(t.cast.vira), &json!(stages[1])));
        anna.get(&format!("/api/v1/deals/{}", id(&boiler))).await.expect_problem(404, "not_found");
        t.page(t.cast.vira).await.get(&format!("/deals/{}", id(&boiler))).await
            .expect_text("By the trigger “To sales”. The deal goes to: Vira Savchuk")
            .expect_text("Anna Melnyk → Vira Savchuk");
        let mut got = Vec::new();
        for n in 0..6 {
            let deal = make(&olena, json!({ "title": format!("Deal {n}"), "stage_id": stages[2] })).await;
            got.push(deal["responsible_id"].as_i64().unwrap());
        }
        for person in [t.cast.anna, t.cast.borys, t.cast.vira] {
            assert_eq!(got.iter().filter(|to| **to == person).count(), 2, "{got:?}");
        }
        // Who has it already keeps it: nothing is moved, and it is said all the same.
        let own = make(&t.api(t.cast.vira).await, json!({ "title": "Own", "stage_id": stages[1] })).await;
        assert_eq!(own["responsible_id"], t.cast.vira);
    }

    // A trigger never makes the person's own act fail.
    async fn who_can_not_receive_is_left_out_and_it_is_noted(t) {
        let (olena, anna) = (t.api(t.cast.olena).await, t.api(t.cast.anna).await);
        let stages = stages(&olena).await;
        let (task, given) = (trigger(t, call(stages[1], t.cast.vira)).await, trigger(t, give(stages[1], t.cast.vira)).await);
        olena.post_json(&format!("/api/v1/people/{}/block", t.cast.vira), json!({})).await.expect_status(200);
        let boiler = make(&anna, json!({ "title": "Boiler" })).await;
        assert_eq!(moved(&anna, &boiler, stages[1]).await["responsible_id"], t.cast.anna);
        assert!(tasks(t, t.cast.vira).await.is_empty());
        let page = t.page(t.cast.olena).await;
        for made in [&task, &given] {
            page.get(&format!("/settings/triggers/{}", id(made))).await
                .expect_text("could not give to Vira Savchuk: is blocked");
        }
        page.get("/settings/triggers").await.expect_text("is blocked");
        assert_eq!(olena.get("/api/v1/triggers").await.json()["items"][0]["why"], "blocked");
        // Unblocked, it goes on; what was left out is not made up for.
        olena.post_json(&format!("/api/v1/people/{}/unblock", t.cast.vira), json!({})).await.expect_status(200);
        let roof = make(&anna, json!({ "title": "Roof", "stage_id": stages[1] })).await;
        assert_eq!((roof["responsible_id"].clone(), tasks(t, t.cast.vira).await.len()), (json!(t.cast.vira), 1));
    }

    // K16
    async fn triggers_go_with_a_departure_and_give_to_the_successor(t) {
        let (olena, anna) = (t.api(t.cast.olena).await, t.api(t.cast.anna).await);
        let stages = stages(&olena).await;
        let made = trigger(t, call(stages[1], t.cast.vira)).await;
        let holdings = olena.get(&format!("/api/v1/people/{}/holdings", t.cast.vira)).await.json();
        assert!(holdings["holdings"].as_array().unwrap().iter().any(|h| h["kind"] == "trigger" && h["count"] == 1));
        let path = format!("/api/v1/people/{}/departure", t.cast.vira);
        olena.post_json(&path, json!({})).await.expect_status(422);
        let done = olena.post_json(&path, json!({ "successor": t.cast.borys })).await.expect_status(201).json();
        make(&anna, json!({ "title": "Boiler", "stage_id": stages[1] })).await;
        let task = tasks(t, t.cast.borys).await.pop().unwrap();
        // The act is Anna's, the work is Borys': who has left has no part in it.
        assert_eq!((&task["title"], &task["created_by"]), (&json!("Call"), &json!(t.cast.anna)));
        assert!(tasks(t, t.cast.vira).await.is_empty());
        olena.delete(&format!("/api/v1/departures/{}", done["id"])).await.expect_status(200);
        assert_eq!(olena.get("/api/v1/triggers").await.json()["items"][0]["responsible_id"], t.cast.vira);
        make(&anna, json!({ "title": "Roof", "stage_id": stages[1] })).await;
        assert_eq!(tasks(t, t.cast.vira).await.len(), 1);
        olena.delete(&format!("/api/v1/triggers/{}", id(&made))).await.expect_status(204);
        let holdings = olena.get(&format!("/api/v1/people/{}/holdings", t.cast.vira)).await.json();
        assert!(holdings["holdings"].as_array().unwrap().iter().any(|h| h["kind"] == "trigger" && h["count"] == 0));
    }

    // What somebody brings in from elsewhere has been through its stages there.
    async fn what_a_form_brings_sets_off_its_stage_and_what_is_restored_does_not(t) {
        let (olena, anna) = (t.api(t.cast.olena).await, t.api(t.cast.anna).await);
        let stages = stages(&olena).await;
        trigger(t, call(stages[0], t.cast.vira)).await;
        let body = json!({ "name": "Site", "responsible_id": t.cast.anna });
        let form = olena.post_json("/api/v1/forms", body).await.expect_status(201).json();
        let url = form["url"].as_str().unwrap();
        t.stranger().post(&url[url.find("/f/").unwrap()..], &[("name", "Marta")]).await.expect_status(303);
        assert_eq!(tasks(t, t.cast.vira).await.len(), 1);
        let boiler = make(&anna, json!({ "title": "Boiler", "stage_id": stages[1] })).await;
        anna.delete(&format!("/api/v1/deals/{}?version={}", id(&boiler), boiler["version"])).await.expect_status(204);
        anna.post_json(&format!("/api/v1/bin/{}/restore", id(&boiler)), json!({})).await.expect_status(200);
        assert_eq!(tasks(t, t.cast.vira).await.len(), 1);
    }

    async fn triggers_are_made_changed_and_removed_in_the_settings(t) {
        let (page, api) = (t.page(t.cast.olena).await, t.api(t.cast.olena).await);
        let (stages, queue) = (stages(&api).await, queue(t).await);
        page.get("/settings/triggers").await.expect_text("No triggers yet");
        page.get("/settings/triggers/new").await.expect_status(200).expect_text("Anna Melnyk").expect_text("Queue: Incoming");
        let (stage, vira) = (stages[1].to_string(), t.cast.vira.to_string());
        let fields = [
            ("name", "Call back"), ("stage_id", &*stage), ("does", "task"), ("receiver_id", &*vira), ("title", "Call"),
            ("days", "2"), ("on", "1"), ("once", "t1"),
        ];
        let mut wrong = fields;
        (wrong[4].1, wrong[5].1, wrong[7].1) = ("", "400", "t0");
        page.post("/settings/triggers", &wrong).await.expect_status(422).expect_text("Fill this in").expect_text("Call back");
        page.post("/settings/triggers", &fields).await.expect_status(303);
        page.post("/settings/triggers", &fields).await.expect_status(303);
        let listed = api.get("/api/v1/triggers").await.json();
        assert_eq!(listed["count"], 1);
        let made = &listed["items"][0];
        let at = format!("/settings/triggers/{}", id(made));
        page.get(&at).await.expect_status(200).expect_text("Call back");
        // A task for a queue is nobody's; the deal itself may go there.
        let queue = queue.to_string();
        let mut to_queue = fields;
        (to_queue[3].1, to_queue[7]) = (&queue, ("version", "1"));
        page.post(&at, &to_queue).await.expect_status(422).expect_text("A task goes to a person");
        to_queue[2].1 = "assign";
        page.post(&at, &to_queue).await.expect_status(303);
        page.post(&at, &to_queue).await.expect_status(409);
        page.get("/settings/triggers").await.expect_text("Queue: Incoming");
        page.get(&at).await.expect_text("What it does: A task is made → The deal goes to somebody");
        let patch = json!({ "on": false, "version": 2 });
        api.patch(&format!("/api/v1/triggers/{}", id(made)), patch).await.expect_status(200);
        make(&api, json!({ "title": "Boiler", "stage_id": stages[1] })).await;
        assert!(tasks(t, t.cast.vira).await.is_empty());
        page.post(&format!("{at}/remove"), &[]).await.expect_status(303);
        page.get(&at).await.expect_status(404);
    }

    // Vira holds no deals, Anna no tasks: each is on offer, with a word for what can be given to them.
    // K09: nor is who is still awaited offered.
    async fn the_form_offers_who_may_hold_tasks_or_deals(t) {
        let own = "update people set own_rights = '{\"holds\":{\"deal\":false}}' where account_id = $1 and id = $2";
        t.by_hand(own, t.cast.vira).await;
        let own = "update people set own_rights = '{\"holds\":{\"task\":false}}' where account_id = $1 and id = $2";
        t.by_hand(own, t.cast.anna).await;
        let (page, stages) = (t.page(t.cast.olena).await, stages(&t.api(t.cast.olena).await).await);
        let form = page.get("/settings/triggers/new").await.expect_status(200);
        let form = form.expect_text("vira@svitanok.example, only tasks").expect_text("anna@svitanok.example, only deals");
        form.expect_text("borys@svitanok.example").expect_no_text("borys@svitanok.example, only").expect_no_text("Hlib").expect_no_text("Petro");
        let (stage, vira, anna) = (stages[1].to_string(), t.cast.vira.to_string(), t.cast.anna.to_string());
        let mut fields = [
            ("name", "Call back"), ("stage_id", &*stage), ("does", "task"), ("receiver_id", &*anna), ("title", "Call"),
            ("days", "2"), ("on", "1"), ("once", "t1"),
        ];
        page.post("/settings/triggers", &fields).await.expect_status(422).expect_text("Anna Melnyk can't receive new work");
        (fields[3].1, fields[7].1) = (&vira, "t2");
        page.post("/settings/triggers", &fields).await.expect_status(303);
        make(&t.api(t.cast.borys).await, json!({ "title": "Boiler", "stage_id": stages[1] })).await;
        assert_eq!(tasks(t, t.cast.vira).await.len(), 1);
    }

    // K09: who is still awaited receives nothing.
    async fn triggers_are_for_who_may_change_settings(t) {
        let olena = t.api(t.cast.olena).await;
        let stages = stages(&olena).await;
        for person in [t.cast.borys, t.cast.hlib] {
            let api = t.api(person).await;
            api.get("/api/v1/triggers").await.expect_problem(403, "denied");
            api.post_json("/api/v1/triggers", call(stages[1], t.cast.anna)).await.expect_problem(403, "denied");
        }
        for person in [t.cast.hlib, t.cast.petro, t.cast.zoryana, 7] {
            let refused = olena.post_json("/api/v1/triggers", call(stages[1], person)).await.expect_status(422).json();
            assert_eq!(refused["errors"][0]["field"], "receiver_id");
        }
        olena.post_json("/api/v1/triggers", call(7, t.cast.anna)).await.expect_status(422);
        let made = trigger(t, call(stages[1], t.cast.anna)).await;
        let (zoryana, at) = (t.api(t.cast.zoryana).await, format!("/api/v1/triggers/{}", id(&made)));
        zoryana.patch(&at, json!({ "version": 1, "on": false })).await.expect_problem(404, "not_found");
        zoryana.delete(&at).await.expect_problem(404, "not_found");
        assert_eq!(zoryana.get("/api/v1/triggers").await.json()["count"], 0);
    }

    // Somebody who may only move their own deals sets off what the administrator decided, and gets no further right.
    async fn whoever_moves_the_deal_needs_no_right_over_what_follows(t) {
        let (olena, anna) = (t.api(t.cast.olena).await, t.api(t.cast.anna).await);
        let stages = stages(&olena).await;
        trigger(t, give(stages[1], t.cast.borys)).await;
        let boiler = make(&anna, json!({ "title": "Boiler", "stage_id": stages[1] })).await;
        assert_eq!(boiler["responsible_id"], t.cast.borys);
        let roof = make(&t.api(t.cast.vira).await, json!({ "title": "Roof" })).await;
        anna.patch(&format!("/api/v1/deals/{}", id(&roof)), json!({ "stage_id": stages[1], "version": 1 })).await
            .expect_problem(404, "not_found");
        assert_eq!(deal(t, &roof).await["responsible_id"], t.cast.vira);
    }
}
