//! Queues of departments: seen by members, taken by the first, answered for by one.

mod turns;

use serde_json::{Value as Json, json};

use crate::app::{Client, TestApp};
use crate::on_both;

async fn made(program: &Client, path: &str, body: Json) -> i64 {
    program.post_json(path, body).await.expect_status(201).json()["id"].as_i64().unwrap()
}

/// Sales has a queue that Borys, its head, answers for.
async fn queue(t: &TestApp) -> i64 {
    let program = t.api(t.cast.olena).await;
    made(&program, "/api/v1/queues", json!({ "department_id": t.cast.sales, "name": "Incoming" })).await
}

async fn waiting(program: &Client, queue: i64, title: &str) -> i64 {
    made(program, "/api/v1/deals", json!({ "title": title, "queue_id": queue })).await
}

async fn take(program: &Client, queue: i64, ids: &[i64]) -> crate::app::Answer {
    program.post_json(&format!("/api/v1/queues/{queue}/take"), json!({ "kind": "deal", "ids": ids })).await
}

/// Whether the list and the single look-up both show the deal, or neither.
async fn sees(program: &Client, deal: i64) -> bool {
    let listed = program.get("/api/v1/deals").await.expect_status(200).json();
    let listed = listed["items"].as_array().unwrap().iter().any(|d| d["id"] == deal);
    let opened = program.get(&format!("/api/v1/deals/{deal}")).await.status == 200;
    assert_eq!(listed, opened, "the list and the look-up differ");
    listed
}

async fn responsible(t: &TestApp, deal: i64) -> Json {
    t.api(t.cast.olena).await.get(&format!("/api/v1/deals/{deal}")).await.json()["responsible_id"].clone()
}

on_both! {
    // A seller's scope is their own work; the queue of their department they see all the same.
    async fn members_see_the_queue_and_take_from_it(t) {
        let queue = queue(t).await;
        let (olena, anna, vira, hlib) =
            (t.api(t.cast.olena).await, t.api(t.cast.anna).await, t.api(t.cast.vira).await, t.api(t.cast.hlib).await);
        let boiler = waiting(&olena, queue, "Boiler").await;
        assert_eq!(responsible(t, boiler).await, t.cast.borys);
        assert!(sees(&anna, boiler).await && sees(&vira, boiler).await);
        let filter = format!("/api/v1/deals?queue_id={queue}");
        assert_eq!(anna.get(&filter).await.json()["count"], 1);
        let list = anna.get("/api/v1/queues").await.json();
        assert_eq!((&list["items"][0]["member"], &list["items"][0]["counts"]["deal"]), (&json!(true), &json!(1)));
        // Seeing is not editing: that is as far as their own rights go.
        let patch = json!({ "title": "Mine", "version": 1 });
        anna.patch(&format!("/api/v1/deals/{boiler}"), patch).await.expect_problem(403, "denied");
        assert_eq!(take(&anna, queue, &[boiler]).await.expect_status(200).json()["taken"], 1);
        assert_eq!(responsible(t, boiler).await, t.cast.anna);
        assert!(!sees(&vira, boiler).await);
        assert_eq!(olena.get(&filter).await.json()["count"], 0);
        t.page(t.cast.anna).await.get(&format!("/deals/{boiler}")).await.expect_text("Borys Kravets → Anna Melnyk");
        // Who isn't of the department learns nothing of it.
        let roof = waiting(&olena, queue, "Roof").await;
        take(&hlib, queue, &[roof]).await.expect_problem(404, "not_found");
        assert!(hlib.get("/api/v1/queues").await.json()["items"][0]["counts"].is_null());
    }

    async fn the_first_wins_and_the_second_is_told(t) {
        let queue = queue(t).await;
        let olena = t.api(t.cast.olena).await;
        let (boiler, roof) = (waiting(&olena, queue, "Boiler").await, waiting(&olena, queue, "Roof").await);
        let (anna, vira) = (t.api(t.cast.anna).await, t.api(t.cast.vira).await);
        let wanted = [boiler];
        let (one, other) = tokio::join!(take(&anna, queue, &wanted), take(&vira, queue, &wanted));
        let mut answers = [one.status, other.status];
        answers.sort_unstable();
        assert_eq!(answers, [200, 409]);
        // All or none, and nothing is said of what was never there.
        take(&anna, queue, &[boiler, roof]).await.expect_problem(409, "queue_gone");
        take(&anna, queue, &[roof, 7]).await.expect_problem(409, "queue_gone");
        assert_eq!(responsible(t, roof).await, t.cast.borys);
        take(&anna, queue, &[]).await.expect_problem(422, "records_none");
    }

    async fn records_are_put_into_a_queue_and_taken_out_by_who_answers(t) {
        let queue = queue(t).await;
        let (olena, borys, anna) = (t.api(t.cast.olena).await, t.api(t.cast.borys).await, t.api(t.cast.anna).await);
        let boiler = made(&anna, "/api/v1/deals", json!({ "title": "Boiler" })).await;
        let at = format!("/api/v1/deals/{boiler}");
        anna.patch(&at, json!({ "queue_id": queue, "version": 1 })).await.expect_status(200);
        assert_eq!(anna.get(&format!("/api/v1/deals?queue_id={queue}")).await.json()["count"], 1);
        // Borys' own deal goes in, too, although he answers for the queue; and he takes it out again.
        let roof = made(&borys, "/api/v1/deals", json!({ "title": "Roof" })).await;
        borys.patch(&format!("/api/v1/deals/{roof}"), json!({ "queue_id": queue, "version": 1 })).await.expect_status(200);
        assert!(sees(&anna, roof).await);
        take(&borys, queue, &[roof]).await.expect_status(200);
        assert!(!sees(&anna, roof).await);
        let marta = made(&anna, "/api/v1/contacts", json!({ "name": "Marta", "queue_id": queue })).await;
        let task = json!({ "title": "Call", "due_at": "2026-12-01T09:00:00Z", "queue_id": queue });
        made(&anna, "/api/v1/tasks", task).await;
        made(&anna, "/api/v1/companies", json!({ "name": "Svit", "queue_id": queue })).await;
        let body = json!({ "kind": "contact", "ids": [marta] });
        anna.post_json(&format!("/api/v1/queues/{queue}/take"), body).await.expect_status(200);
        let both = json!({ "title": "X", "queue_id": queue, "responsible_id": t.cast.anna });
        let refused = anna.post_json("/api/v1/deals", both).await.expect_status(422).json();
        assert_eq!(refused["errors"][0]["code"], "records_both");
        let no_queue = json!({ "title": "X", "queue_id": t.cast.anna });
        let refused = olena.post_json("/api/v1/deals", no_queue).await.expect_status(422).json();
        assert_eq!(refused["errors"][0]["code"], "records_no_queue");
    }

    // The holder leaves: the queue goes with everything else, and stays a queue.
    async fn a_hand_over_shows_and_moves_the_queue_like_all_else(t) {
        let queue = queue(t).await;
        let (olena, anna) = (t.api(t.cast.olena).await, t.api(t.cast.anna).await);
        let boiler = waiting(&olena, queue, "Boiler").await;
        let holdings = olena.get(&format!("/api/v1/people/{}/holdings", t.cast.borys)).await.json();
        assert_eq!(holdings["queues"], json!([{ "name": "Incoming", "count": 1 }]));
        t.page(t.cast.olena).await.get(&format!("/handovers/new?person={}&mode=departure", t.cast.borys)).await
            .expect_text("Queue: Incoming");
        let departure = format!("/api/v1/people/{}/departure", t.cast.borys);
        let done = olena.post_json(&departure, json!({ "successor": t.cast.olena, "posts": { t.cast.sales.to_string(): null } })).await.expect_status(201).json();
        assert_eq!(responsible(t, boiler).await, t.cast.olena);
        assert!(sees(&anna, boiler).await);
        olena.delete(&format!("/api/v1/departures/{}", done["id"])).await.expect_status(200);
        assert_eq!(responsible(t, boiler).await, t.cast.borys);
        // Somebody else answers from now on, empty or not: a numbered hand-over.
        let changed = json!({ "holder_id": t.cast.vira, "name": "Requests" });
        let view = olena.patch(&format!("/api/v1/queues/{queue}"), changed).await.expect_status(200).json();
        assert_eq!((&view["holder_id"], &view["name"]), (&json!(t.cast.vira), &json!("Requests")));
        assert_eq!(responsible(t, boiler).await, t.cast.vira);
    }

    async fn a_department_stays_while_its_queue_holds_records(t) {
        let olena = t.api(t.cast.olena).await;
        let north = made(&olena, "/api/v1/departments", json!({ "name": "North" })).await;
        let refused = olena.post_json("/api/v1/queues", json!({ "department_id": north, "name": "Calls" })).await.expect_status(422);
        assert_eq!(refused.json()["errors"][0]["code"], "queue_holder");
        let body = json!({ "department_id": north, "name": "Calls", "holder_id": t.cast.anna });
        let queue = made(&olena, "/api/v1/queues", body.clone()).await;
        let twice = olena.post_json("/api/v1/queues", body).await.expect_status(422).json();
        assert_eq!(twice["errors"][0]["code"], "queue_taken_name");
        let boiler = waiting(&olena, queue, "Boiler").await;
        let at = format!("/api/v1/departments/{north}");
        olena.delete(&at).await.expect_problem(409, "department_queue");
        olena.patch(&format!("/api/v1/deals/{boiler}"), json!({ "responsible_id": t.cast.vira, "version": 1 })).await.expect_status(200);
        olena.delete(&at).await.expect_status(204);
        assert_eq!(olena.get("/api/v1/queues").await.json()["count"], 0);
    }

    async fn queues_are_made_by_who_may_change_settings(t) {
        let queue = queue(t).await;
        let borys = t.api(t.cast.borys).await;
        let body = json!({ "department_id": t.cast.sales, "name": "Mine" });
        borys.post_json("/api/v1/queues", body).await.expect_problem(403, "denied");
        borys.patch(&format!("/api/v1/queues/{queue}"), json!({ "name": "Mine" })).await.expect_problem(403, "denied");
        let other = t.api(t.cast.zoryana).await;
        assert_eq!(other.get("/api/v1/queues").await.json()["count"], 0);
        other.post_json("/api/v1/deals", json!({ "title": "Spy", "queue_id": queue })).await.expect_status(422);
        other.post_json("/api/v1/queues", json!({ "department_id": t.cast.sales, "name": "Spy" })).await.expect_problem(404, "not_found");
        let refused = t.api(t.cast.olena).await;
        for (holder, code) in [(t.cast.petro, "not_assignable"), (t.cast.hlib, "not_assignable"), (t.cast.zoryana, "no_such_person")] {
            let body = json!({ "department_id": t.cast.sales, "name": "Other", "holder_id": holder });
            assert_eq!(refused.post_json("/api/v1/queues", body).await.expect_status(422).json()["errors"][0]["code"], code);
        }
    }

    async fn the_pages_show_queues_and_take_from_them(t) {
        let olena = t.page(t.cast.olena).await;
        let at = format!("/settings/departments/{}/queue", t.cast.sales);
        olena.get(&at).await.expect_status(200).expect_text("Who answers for it");
        olena.post(&at, &[("name", ""), ("once", "q0")]).await.expect_status(422);
        assert_eq!(olena.post(&at, &[("name", "Incoming"), ("once", "q1")]).await.location(), "/settings/departments");
        olena.get("/settings/departments").await.expect_text("Queue: Incoming").expect_text("Borys Kravets answers for it");
        let program = t.api(t.cast.olena).await;
        let queue = program.get("/api/v1/queues").await.json()["items"][0]["id"].as_i64().unwrap();
        let (boiler, roof) = (waiting(&program, queue, "Boiler").await, waiting(&program, queue, "Roof").await);
        let (anna, hlib) = (t.page(t.cast.anna).await, t.page(t.cast.hlib).await);
        anna.get("/deals").await.expect_text("Queue: Incoming").expect_text("Boiler");
        let list = anna.get(&format!("/deals?queue_id={queue}")).await.expect_text("Roof");
        list.expect_text(&format!("/queues/{queue}/take/deal"));
        hlib.get("/deals").await.expect_no_text("Queue: Incoming");
        anna.get(&format!("/deals/{boiler}")).await.expect_text("Queue: Incoming").expect_text("Take");
        let take = format!("/queues/{queue}/take/deal");
        assert_eq!(anna.post(&take, &[("id", &*boiler.to_string())]).await.location(), format!("/deals/{boiler}"));
        anna.get(&format!("/deals/{boiler}")).await.expect_status(200).expect_no_text("Queue: Incoming");
        let late = t.page(t.cast.vira).await.post(&take, &[("id", &*boiler.to_string())]).await;
        assert_eq!(late.location(), format!("/deals?queue_id={queue}"));
        anna.get("/deals/new").await.expect_text("Queue: Incoming");
        // The question who shall hold it offers the queue as well.
        anna.get(&format!("/deals/assign?id={boiler}")).await.expect_text("Queue: Incoming");
        let back = [("id", &*boiler.to_string()), ("responsible_id", &*queue.to_string()), ("sure", "yes"), ("once", "q3")];
        anna.post("/deals/assign", &back).await.expect_status(303);
        assert_eq!(program.get(&format!("/api/v1/deals?queue_id={queue}")).await.json()["count"], 2);
        let edit = format!("/settings/queues/{queue}/edit");
        olena.get(&edit).await.expect_status(200).expect_text("Incoming");
        let save = [("name", "Requests"), ("holder_id", &*t.cast.olena.to_string()), ("once", "q4")];
        assert_eq!(olena.post(&format!("/settings/queues/{queue}"), &save).await.location(), "/settings/departments");
        assert_eq!(responsible(t, roof).await, t.cast.olena);
    }

    // The role's scope may be nothing at all: what counts is that they may hold the kind.
    async fn who_may_not_hold_the_kind_neither_sees_nor_takes(t) {
        let queue = queue(t).await;
        let boiler = waiting(&t.api(t.cast.olena).await, queue, "Boiler").await;
        t.by_hand("update roles set rights = replace(rights, '\"hold\":true', '\"hold\":false')
            where account_id = $1 and key = 'seller' and cast($2 as bigint) > 0", t.cast.vira).await;
        let vira = t.api(t.cast.vira).await;
        assert!(!sees(&vira, boiler).await);
        take(&vira, queue, &[boiler]).await.expect_problem(403, "denied");
        t.by_hand("update roles set rights = replace(replace(rights, '\"hold\":false', '\"hold\":true'), '\"see\":\"own\"', '\"see\":\"none\"')
            where account_id = $1 and key = 'seller' and cast($2 as bigint) > 0", t.cast.vira).await;
        let vira = t.api(t.cast.vira).await;
        assert!(sees(&vira, boiler).await);
        take(&vira, queue, &[boiler]).await.expect_status(200);
    }
}
