//! Tasks: deadlines, what they are about, finishing them.

use serde_json::{Value as Json, json};

use crate::contacts::{at, id, ids, make};
use crate::on_both;

fn call(due: &str) -> Json {
    json!({ "title": "Call", "due_at": due })
}

on_both! {
    async fn tasks_come_by_deadline_and_overdue_ones_are_marked(t) {
        let anna = t.api(t.cast.anna).await;
        let later = make(&anna, "tasks", call("2026-11-25T10:00:00Z")).await;
        let overdue = make(&anna, "tasks", call("2026-11-23T10:59:59+02:00")).await;
        let soon = make(&anna, "tasks", call("2026-11-23T09:00:01Z")).await;
        assert_eq!(overdue["due_at"], "2026-11-23T08:59:59Z");
        assert_eq!(ids(&anna, "/api/v1/tasks").await, [id(&overdue), id(&soon), id(&later)]);
        assert_eq!(ids(&anna, "/api/v1/tasks?overdue=true").await, [id(&overdue)]);
        let page = t.page(t.cast.anna).await;
        page.get("/tasks").await.expect_status(200).expect_text("Overdue").expect_text("23 Nov 2026, 10:59");
        let only = page.get("/tasks?state=overdue").await.expect_status(200);
        only.expect_text(&format!("/tasks/{}\"", id(&overdue))).expect_no_text(&format!("/tasks/{}\"", id(&later)));
    }

    async fn open_tasks_stand_by_day_with_the_late_ones_on_top(t) {
        const HOUR: i64 = 3_600_000;
        let anna = t.api(t.cast.anna).await;
        for (title, hours) in [("Far", 24 * 30), ("Soon", 24 * 4), ("Next", 24), ("Late", -1), ("Later today", 0)] {
            let due_at = kit::date::to_rfc3339(t.clock.now() + hours * HOUR + 1_000);
            anna.post_json("/api/v1/tasks", json!({ "title": title, "due_at": due_at })).await.expect_status(201);
        }
        let page = t.page(t.cast.anna).await;
        let list = page.get("/tasks").await.expect_status(200);
        let places = ["Overdue</th>", ">Late<", ">Today</th>", ">Later today<", ">Tomorrow</th>", ">Next<", ">This week</th>",
            ">Soon<", ">Later</th>", ">Far<"].map(|word| list.body.find(word).unwrap_or_else(|| panic!("{word}: {}", list.body)));
        assert!(places.is_sorted(), "{places:?}");
        // In another order, days are no headings.
        page.get("/tasks?sort=-due_at").await.expect_status(200).expect_no_text("group-head");
        page.get("/tasks?state=all&sort=created_at").await.expect_status(200).expect_no_text("group-head");
    }

    async fn a_finished_task_keeps_its_result_and_who_held_it(t) {
        let (anna, vira) = (t.api(t.cast.anna).await, t.api(t.cast.vira).await);
        let task = make(&anna, "tasks", call("2026-11-25T10:00:00Z")).await;
        let path = at("tasks", &task);
        let done = anna.patch(&path, json!({ "version": 1, "open": false, "result": " Agreed " })).await;
        let done = done.expect_status(200).json();
        assert_eq!((&done["open"], &done["result"]), (&json!(false), &json!("Agreed")));
        assert_eq!(done["done_at"], "2026-11-23T09:00:00Z");
        assert_eq!(ids(&anna, "/api/v1/tasks?open=true").await, Vec::<i64>::new());
        assert_eq!(ids(&anna, "/api/v1/tasks?open=false").await, [id(&task)]);
        anna.patch(&path, json!({ "version": 2, "responsible_id": t.cast.vira })).await.expect_status(200);
        let card = t.page(t.cast.vira).await.get(&format!("/tasks/{}", id(&task))).await.expect_status(200);
        card.expect_text("Responsible when done").expect_text("Anna Melnyk").expect_text("Agreed");
        let again = vira.patch(&path, json!({ "version": 3, "open": true })).await.expect_status(200).json();
        assert_eq!((&again["open"], &again["result"], &again["done_at"]), (&json!(true), &Json::Null, &Json::Null));
    }

    async fn one_press_finishes_a_task_and_a_second_changes_nothing(t) {
        let (anna, page) = (t.api(t.cast.anna).await, t.page(t.cast.anna).await);
        let task = make(&anna, "tasks", call("2026-11-25T10:00:00Z")).await;
        let address = format!("/tasks/{}", id(&task));
        page.get("/tasks").await.expect_text(&format!("{address}/done"));
        let back = page.post(&format!("{address}/done?back=list"), &[]).await.expect_status(303);
        assert_eq!(back.location(), "/tasks");
        page.post(&format!("{address}/done"), &[("result", "late")]).await.expect_status(303);
        let done = anna.get(&at("tasks", &task)).await.json();
        assert_eq!((&done["result"], &done["version"]), (&Json::Null, &json!(2)));
        page.get("/tasks").await.expect_status(200).expect_text("Nothing found");
        page.get("/tasks?state=done").await.expect_status(200).expect_text("Call");
        page.post(&format!("{address}/open"), &[]).await.expect_status(303);
        assert_eq!(anna.get(&at("tasks", &task)).await.json()["open"], true);
        let observer = t.page(t.cast.hlib).await;
        observer.get("/tasks").await.expect_status(200).expect_no_text("/done");
        observer.post(&format!("{address}/done"), &[]).await.expect_status(403);
        t.page(t.cast.vira).await.post(&format!("{address}/done"), &[]).await.expect_status(404);
    }

    async fn who_sees_a_task_sees_the_line_of_what_it_is_about(t) {
        let (olena, anna) = (t.api(t.cast.olena).await, t.api(t.cast.anna).await);
        let contact = make(&olena, "contacts", json!({ "name": "Ihor", "phones": ["102030"], "note": "secret" })).await;
        let subject = json!({ "kind": "contact", "id": id(&contact) });
        let task = json!({
            "title": "Call", "due_at": "2026-11-25T10:00:00Z", "subject": subject, "responsible_id": t.cast.anna,
        });
        let task = make(&olena, "tasks", task).await;
        let seen = anna.get(&at("tasks", &task)).await.expect_status(200).expect_no_text("secret").json();
        assert_eq!((&seen["subject"]["title"], &seen["subject"]["phones"]), (&json!("Ihor"), &json!(["102030"])));
        anna.get(&at("contacts", &contact)).await.expect_status(404);
        let card = t.page(t.cast.anna).await.get(&format!("/tasks/{}", id(&task))).await.expect_status(200);
        card.expect_text("Ihor").expect_text("102030").expect_no_text(&format!("/contacts/{}", id(&contact)));
        // To name it in a new task one must see it.
        let mine = json!({ "title": "Mine", "due_at": "2026-11-25T10:00:00Z", "subject": subject });
        anna.post_json("/api/v1/tasks", mine).await.expect_status(422).expect_text("subject");
        t.page(t.cast.anna).await.get(&format!("/tasks/new?subject=contact-{}", id(&contact))).await.expect_status(404);
    }

    async fn a_card_shows_its_open_tasks_and_adds_one(t) {
        let (anna, page) = (t.api(t.cast.anna).await, t.page(t.cast.anna).await);
        let deal = make(&anna, "deals", json!({ "title": "Big deal" })).await;
        let (card, code) = (format!("/deals/{}", id(&deal)), format!("deal-{}", id(&deal)));
        page.get(&card).await.expect_status(200).expect_text(&format!("/tasks/new?subject={code}"));
        let form = page.get(&format!("/tasks/new?subject={code}")).await.expect_status(200);
        form.expect_text("Big deal").expect_text("2026-11-24T10:00");
        let typed = [("title", "Send the offer"), ("due_at", "2026-11-24T12:30"), ("subject", code.as_str())];
        assert_eq!(page.post("/tasks", &typed).await.expect_status(303).location(), card);
        page.get(&card).await.expect_text("Send the offer");
        let about = ids(&anna, &format!("/api/v1/tasks?subject={code}")).await;
        assert_eq!(about.len(), 1);
        let task = anna.get(&format!("/api/v1/tasks/{}", about[0])).await.json();
        assert_eq!(task["due_at"], "2026-11-24T10:30:00Z");
        // A task outlives what it is about.
        anna.delete(&at("deals", &deal)).await.expect_status(204);
        let gone = anna.get(&format!("/api/v1/tasks/{}", about[0])).await.expect_status(200).json();
        assert_eq!(gone["subject"]["title"], Json::Null);
        page.get(&format!("/tasks/{}", about[0])).await.expect_text("The record was deleted");
        page.get("/tasks").await.expect_status(200).expect_no_text("Big deal");
    }

    async fn the_form_keeps_the_seconds_of_an_untouched_deadline(t) {
        let (anna, page) = (t.api(t.cast.anna).await, t.page(t.cast.anna).await);
        let task = make(&anna, "tasks", call("2026-11-25T10:00:42Z")).await;
        let address = format!("/tasks/{}", id(&task));
        let form = page.get(&format!("{address}/edit")).await.expect_status(200).expect_text("2026-11-25T12:00");
        form.expect_text("name=\"version\"");
        let typed = [("title", "Ring"), ("due_at", "2026-11-25T12:00"), ("version", "1")];
        page.post(&address, &typed).await.expect_status(303);
        let kept = anna.get(&at("tasks", &task)).await.json();
        assert_eq!((&kept["title"], &kept["due_at"]), (&json!("Ring"), &json!("2026-11-25T10:00:42Z")));
        page.post(&address, &typed).await.expect_status(409).expect_text("Somebody changed this");
        let typed = [("title", ""), ("due_at", "soon"), ("version", "2")];
        let wrong = page.post(&address, &typed).await.expect_status(422);
        wrong.expect_text("Fill this in").expect_text("Choose a day and a time");
    }

    async fn what_cannot_be_kept_is_refused(t) {
        let anna = t.api(t.cast.anna).await;
        let due = "2026-11-25T10:00:00Z";
        for body in [
            json!({ "title": "Call" }),
            json!({ "title": " ", "due_at": due }),
            json!({ "title": "Call", "due_at": "2026-11-25" }),
            json!({ "title": "Call", "due_at": 1_795_424_400_000_i64 }),
            json!({ "title": "Call", "due_at": due, "subject": "deal-5" }),
            json!({ "title": "Call", "due_at": due, "subject": { "kind": "deal", "id": 5 } }),
            json!({ "title": "Call", "due_at": due, "subject": { "kind": "task", "id": 5 } }),
            json!({ "title": "Call", "due_at": due, "subject": { "kind": "ship", "id": 5 } }),
            json!({ "title": "Call", "due_at": due, "open": true }),
        ] {
            anna.post_json("/api/v1/tasks", body).await.expect_status(422);
        }
        for address in ["?open=maybe", "?overdue=x", "?subject=task-5", "?sort=title"] {
            anna.get(&format!("/api/v1/tasks{address}")).await.expect_status(422);
        }
        t.page(t.cast.anna).await.get("/tasks?state=lost").await.expect_status(422);
        t.page(t.cast.anna).await.get("/tasks").await.expect_status(200).expect_text("No tasks yet");
    }

    async fn a_list_shows_exactly_what_single_look_ups_allow(t) {
        let c = &t.cast;
        let mut made = Vec::new();
        for person in [c.olena, c.borys, c.anna, c.vira] {
            made.push(make(&t.api(person).await, "tasks", call("2026-11-25T10:00:00Z")).await);
        }
        let theirs = make(&t.api(c.zoryana).await, "tasks", call("2026-11-25T10:00:00Z")).await;
        for (person, sees) in [(c.olena, 4), (c.borys, 3), (c.anna, 1), (c.hlib, 4)] {
            let client = t.api(person).await;
            let mut listed = ids(&client, "/api/v1/tasks").await;
            listed.sort_unstable();
            let mut looked_up = Vec::new();
            for task in &made {
                if client.get(&at("tasks", task)).await.status == 200 {
                    looked_up.push(id(task));
                }
            }
            assert_eq!((listed.len(), &listed), (sees, &looked_up), "person {person}");
            client.get(&at("tasks", &theirs)).await.expect_status(404);
        }
    }
}
