//! Forms on other sites: what comes by them, to whom, and what happens when nobody can receive it.

mod browser;
mod entries;
mod limits;
mod migration;
mod pages;

use base::jobs;
use serde_json::{Value as Json, json};

use crate::app::{Answer, TestApp};
use crate::deals::id;
use crate::on_both;

/// Sales has a queue of three that Borys, its head, answers for.
async fn queue(t: &TestApp) -> i64 {
    let body = json!({ "department_id": t.cast.sales, "name": "Incoming" });
    id(&t.api(t.cast.olena).await.post_json("/api/v1/queues", body).await.expect_status(201).json())
}

/// A form that brings to somebody; more can be said of it.
async fn form(t: &TestApp, body: Json) -> Json {
    let mut form = json!({ "name": "Site" });
    form.as_object_mut().unwrap().extend(body.as_object().unwrap().clone());
    t.api(t.cast.olena).await.post_json("/api/v1/forms", form).await.expect_status(201).json()
}

/// The form as it stands now.
async fn seen(t: &TestApp, form: &Json) -> Json {
    t.api(t.cast.olena).await.get(&format!("/api/v1/forms/{}", id(form))).await.expect_status(200).json()
}

/// The path of the form's public page.
fn path(form: &Json) -> String {
    let url = form["url"].as_str().unwrap();
    url[url.find("/f/").unwrap()..].to_owned()
}

/// Somebody outside sends the form.
async fn send(t: &TestApp, form: &Json, fields: &[(&str, &str)]) -> Answer {
    t.stranger().post(&path(form), fields).await
}

async fn marta(t: &TestApp, form: &Json) -> Answer {
    send(t, form, &[("name", "Marta Lis"), ("email", "marta@example.com"), ("message", "Two lanterns")]).await
}

/// The deals of a person, by title.
async fn deals(t: &TestApp, person: i64) -> Vec<String> {
    let list = format!("/api/v1/deals?responsible_id={person}&sort=title&limit=200");
    let list = t.api(t.cast.olena).await.get(&list).await.expect_status(200).json();
    list["items"].as_array().unwrap().iter().map(|deal| deal["title"].as_str().unwrap().to_owned()).collect()
}

async fn block(t: &TestApp, person: i64) {
    let path = format!("/api/v1/people/{person}/block");
    t.api(t.cast.olena).await.post_json(&path, json!({})).await.expect_status(200);
}

async fn unblock(t: &TestApp, person: i64) {
    let path = format!("/api/v1/people/{person}/unblock");
    t.api(t.cast.olena).await.post_json(&path, json!({})).await.expect_status(200);
}

/// A minute later the jobs look again.
async fn a_minute_later(t: &TestApp) {
    t.clock.advance(61_000);
    jobs::run_due(&t.app).await.unwrap();
}

on_both! {
    async fn what_comes_by_a_form_is_a_contact_and_a_deal_of_whoever_receives(t) {
        let form = form(t, json!({ "responsible_id": t.cast.anna, "company": "optional" })).await;
        let answer = send(t, &form, &[
            ("name", " Marta  Lis "), ("email", "Marta@Example.com"), ("phone", "+380 44 123 45 67"),
            ("company", "Lisna"), ("message", "Two lanterns\r\nplease"),
        ]).await;
        assert_eq!(answer.expect_status(303).location(), format!("{}?sent=1", path(&form)));
        t.stranger().get(&format!("{}?sent=1", path(&form))).await.expect_status(200).expect_text("Thank you");
        let anna = t.api(t.cast.anna).await;
        let deal = anna.get("/api/v1/deals").await.json()["items"][0].clone();
        assert_eq!((&deal["title"], &deal["note"]), (&json!("Site: Marta Lis"), &json!("Company: Lisna\nTwo lanterns\nplease")));
        assert_eq!((&deal["responsible_id"], &deal["created_by"]), (&json!(t.cast.anna), &json!(null)));
        let contact = anna.get(&format!("/api/v1/contacts/{}", deal["contact_ids"][0])).await.expect_status(200).json();
        assert_eq!((&contact["emails"], &contact["responsible_id"]), (&json!(["marta@example.com"]), &json!(t.cast.anna)));
        t.page(t.cast.anna).await.get(&format!("/deals/{}", id(&deal))).await.expect_text("From the form “Site”");
        let entries = t.api(t.cast.olena).await.get(&format!("/api/v1/forms/{}/entries", id(&form))).await.json();
        assert_eq!((&entries["items"][0]["state"], &entries["items"][0]["deal_id"]), (&json!("done"), &deal["id"]));
        // Nobody else gets to see it by that.
        assert!(deals(t, t.cast.vira).await.is_empty());
        t.api(t.cast.vira).await.get(&format!("/api/v1/deals/{}", id(&deal))).await.expect_problem(404, "not_found");
    }

    async fn members_of_a_queue_receive_in_turn_past_who_is_blocked(t) {
        let queue = queue(t).await;
        let form = form(t, json!({ "queue_id": queue })).await;
        for n in 0..6 {
            send(t, &form, &[("name", &format!("Guest {n}")), ("email", &format!("guest{n}@example.com"))]).await.expect_status(303);
        }
        for person in [t.cast.anna, t.cast.borys, t.cast.vira] {
            assert_eq!(deals(t, person).await.len(), 2);
        }
        block(t, t.cast.vira).await;
        for n in 6..10 {
            send(t, &form, &[("name", &format!("Guest {n}")), ("email", &format!("guest{n}@example.com"))]).await.expect_status(303);
        }
        assert_eq!((deals(t, t.cast.vira).await.len(), deals(t, t.cast.anna).await.len(), deals(t, t.cast.borys).await.len()), (2, 4, 4));
        // With nobody left it lies in the queue, for whoever takes it.
        block(t, t.cast.anna).await;
        block(t, t.cast.borys).await;
        marta(t, &form).await.expect_status(303);
        let waiting = t.api(t.cast.olena).await.get(&format!("/api/v1/deals?queue_id={queue}")).await.json();
        assert_eq!(waiting["items"][0]["title"], "Site: Marta Lis");
        assert_eq!(seen(t, &form).await["waiting"], 0);
    }

    async fn a_contact_that_is_there_is_found_and_left_as_it_is(t) {
        let vira = t.api(t.cast.vira).await;
        let body = json!({ "name": "Marta the elder", "emails": ["marta@example.com"], "phones": ["044 123-45-67"] });
        let known = vira.post_json("/api/v1/contacts", body).await.expect_status(201).json();
        let form = form(t, json!({ "responsible_id": t.cast.anna })).await;
        marta(t, &form).await.expect_status(303);
        // The same number, dialled from abroad.
        send(t, &form, &[("name", "M."), ("phone", "+380441234567")]).await.expect_status(303);
        // Another one that only ends alike.
        send(t, &form, &[("name", "Other"), ("phone", "+380449994567")]).await.expect_status(303);
        let anna = t.api(t.cast.anna).await;
        let list = anna.get("/api/v1/deals?sort=title").await.json();
        let of = |n: usize| list["items"][n]["contact_ids"].clone();
        assert_eq!((of(0), of(1)), (json!([known["id"]]), json!([known["id"]])));
        assert_ne!(of(2), json!([known["id"]]));
        let after = vira.get(&format!("/api/v1/contacts/{}", id(&known))).await.json();
        assert_eq!(after, known);
        // The line is seen on the deal, the contact itself is Vira's.
        t.page(t.cast.anna).await.get(&format!("/deals/{}", list["items"][0]["id"])).await.expect_text("Marta the elder");
        anna.get(&format!("/api/v1/contacts/{}", id(&known))).await.expect_problem(404, "not_found");
    }

    // K16
    async fn forms_go_with_a_departure_and_come_back_with_its_undo(t) {
        let (olena, queue) = (t.api(t.cast.olena).await, queue(t).await);
        let (own, shared) = (form(t, json!({ "responsible_id": t.cast.borys })).await, form(t, json!({ "queue_id": queue })).await);
        let holdings = olena.get(&format!("/api/v1/people/{}/holdings", t.cast.borys)).await.json();
        let sources = holdings["holdings"].as_array().unwrap().iter().find(|h| h["kind"] == "source").unwrap().clone();
        // His own, and that of the queue he answers for.
        assert_eq!(sources["count"], 2);
        t.page(t.cast.olena).await.get(&format!("/handovers/new?person={}&mode=departure", t.cast.borys)).await.expect_text("Forms");
        let departure = format!("/api/v1/people/{}/departure", t.cast.borys);
        let done = olena.post_json(&departure, json!({ "successor": t.cast.vira, "posts": { t.cast.sales.to_string(): null } })).await.expect_status(201).json();
        assert!(done["moved"].as_array().unwrap().iter().any(|moved| moved["kind"] == "source" && moved["count"] == 2));
        marta(t, &own).await.expect_status(303);
        assert_eq!(deals(t, t.cast.vira).await, ["Site: Marta Lis"]);
        assert_eq!((&seen(t, &own).await["responsible_id"], &seen(t, &shared).await["queue_id"]), (&json!(t.cast.vira), &json!(queue)));
        t.page(t.cast.olena).await.get(&format!("/people/{}/proof", t.cast.borys)).await.expect_text("Forms");
        olena.delete(&format!("/api/v1/departures/{}", done["id"])).await.expect_status(200);
        send(t, &own, &[("name", "Late"), ("email", "late@example.com")]).await.expect_status(303);
        assert_eq!(deals(t, t.cast.borys).await, ["Site: Late"]);
        // One kind can go to another, as ever.
        let body = json!({ "by_kind": { "source": t.cast.anna } });
        olena.post_json(&format!("/api/v1/people/{}/handover", t.cast.borys), body).await.expect_status(201);
        assert_eq!(seen(t, &own).await["responsible_id"], t.cast.anna);
    }

    // Nothing runs in the name of whoever made the form, or ever acts as somebody who is gone.
    async fn a_form_acts_as_nobody_whoever_made_it(t) {
        let olena = t.api(t.cast.olena).await;
        olena.patch(&format!("/api/v1/people/{}", t.cast.vira), json!({ "category": "administrator" })).await;
        let form = form(t, json!({ "responsible_id": t.cast.anna })).await;
        t.by_hand("update forms set created_by = $2 where account_id = $1", t.cast.vira).await;
        block(t, t.cast.anna).await;
        marta(t, &form).await.expect_status(303);
        olena.post_json(&format!("/api/v1/people/{}/departure", t.cast.vira), json!({ "successor": t.cast.olena })).await.expect_status(201);
        unblock(t, t.cast.anna).await;
        a_minute_later(t).await;
        let deal = t.api(t.cast.anna).await.get("/api/v1/deals").await.json()["items"][0].clone();
        assert_eq!((&deal["title"], &deal["created_by"]), (&json!("Site: Marta Lis"), &json!(null)));
        let acted = t.operator().read(move |tx| base::journal::timeline(tx, "deal", deal["id"].as_i64().unwrap(), None, 10)).await.unwrap();
        assert!(!acted.is_empty() && acted.iter().all(|entry| entry.actor == "nobody" && entry.actor_person.is_none()));
    }

    async fn another_company_has_nothing_to_do_with_it(t) {
        let form = form(t, json!({ "responsible_id": t.cast.anna })).await;
        let zoryana = t.api(t.cast.zoryana).await;
        let at = format!("/api/v1/forms/{}", id(&form));
        zoryana.get(&at).await.expect_problem(404, "not_found");
        zoryana.patch(&at, json!({ "version": 1, "name": "Mine" })).await.expect_problem(404, "not_found");
        zoryana.get(&format!("{at}/entries")).await.expect_problem(404, "not_found");
        zoryana.post_json("/api/v1/forms", json!({ "name": "Spy", "responsible_id": t.cast.anna })).await.expect_status(422);
        // The key belongs to its account.
        let (account, secret) = path(&form)[3..].split_once('-').map(|(a, s)| (a.to_owned(), s.to_owned())).unwrap();
        assert_eq!(account, t.cast.account.to_string());
        t.stranger().get(&format!("/f/{}-{secret}", t.cast.other_account)).await.expect_status(404);
        assert!(secret.len() >= 32);
    }
}
