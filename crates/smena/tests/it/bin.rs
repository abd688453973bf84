//! The bin: thirty days in which a deleted record comes back by one press.

use serde_json::{Value as Json, json};

use crate::contacts::{at, id, ids, items, make};
use crate::on_both;

const DAY: i64 = 86_400_000;

async fn restore(client: &crate::app::Client, record: &Json) -> Json {
    client
        .post_json(&format!("/api/v1/bin/{}/restore", id(record)), json!({}))
        .await
        .expect_status(200)
        .json()
}

on_both! {
    async fn a_deleted_record_comes_back_as_it_was(t) {
        let (anna, page) = (t.api(t.cast.anna).await, t.page(t.cast.anna).await);
        page.get("/bin").await.expect_status(200).expect_text("Nothing was deleted");
        let contact = make(&anna, "contacts", json!({
            "name": "Ihor", "phones": ["102"], "emails": ["i@z.example"], "position": "Buyer", "note": "n",
        })).await;
        let task = json!({ "title": "Call", "due_at": "2026-11-25T10:00:00Z" });
        let task = make(&anna, "tasks", task).await;
        let done = anna.patch(&at("tasks", &task), json!({ "version": 1, "open": false, "result": "Yes" })).await;
        let task = done.expect_status(200).json();
        for (kind, record, name) in [("contacts", &contact, "Ihor"), ("tasks", &task, "Call")] {
            anna.delete(&at(kind, record)).await.expect_status(204);
            anna.get(&at(kind, record)).await.expect_status(404);
            anna.delete(&at(kind, record)).await.expect_status(404);
            assert!(ids(&anna, &format!("/api/v1/{kind}")).await.is_empty());
            page.get("/bin").await.expect_status(200).expect_text(name).expect_text("Restore");
            let address = format!("/bin/{}/restore", id(record));
            assert_eq!(page.post(&address, &[]).await.expect_status(303).location(), "/bin");
            page.post(&address, &[]).await.expect_status(404);
            let mut back = anna.get(&at(kind, record)).await.expect_status(200).json();
            assert!(back["version"].as_i64() > record["version"].as_i64());
            back["version"] = record["version"].clone();
            assert_eq!(&back, record);
        }
        assert!(ids(&anna, "/api/v1/bin").await.is_empty());
    }

    async fn a_company_gets_back_what_referred_to_it_where_nothing_stands_there_now(t) {
        let anna = t.api(t.cast.anna).await;
        let zirka = make(&anna, "companies", json!({ "name": "Zirka" })).await;
        let other = make(&anna, "companies", json!({ "name": "Other" })).await;
        let of_it = |name: &str| json!({ "name": name, "company_id": id(&zirka) });
        let stays = make(&anna, "contacts", of_it("Stays")).await;
        let moves = make(&anna, "contacts", of_it("Moves")).await;
        let deal = make(&anna, "deals", json!({ "title": "Deal", "company_id": id(&zirka) })).await;
        let part = make(&anna, "companies", json!({ "name": "Part", "parent_id": id(&zirka) })).await;
        anna.delete(&at("companies", &zirka)).await.expect_status(204);
        for (kind, record, field) in
            [("contacts", &stays, "company_id"), ("deals", &deal, "company_id"), ("companies", &part, "parent_id")]
        {
            assert_eq!(anna.get(&at(kind, record)).await.json()[field], Json::Null);
        }
        let elsewhere = json!({ "version": 1, "company_id": id(&other) });
        anna.patch(&at("contacts", &moves), elsewhere).await.expect_status(200);
        restore(&anna, &zirka).await;
        for (kind, record, field, company) in [
            ("contacts", &stays, "company_id", &zirka),
            ("contacts", &moves, "company_id", &other),
            ("deals", &deal, "company_id", &zirka),
            ("companies", &part, "parent_id", &zirka),
        ] {
            assert_eq!(anna.get(&at(kind, record)).await.json()[field], id(company), "{record}");
        }
    }

    async fn links_to_what_is_gone_are_left_out(t) {
        let anna = t.api(t.cast.anna).await;
        let zirka = make(&anna, "companies", json!({ "name": "Zirka" })).await;
        let contact = make(&anna, "contacts", json!({ "name": "Ihor", "company_id": id(&zirka) })).await;
        let deals = [
            make(&anna, "deals", json!({ "title": "One", "contact_ids": [id(&contact)] })).await,
            make(&anna, "deals", json!({ "title": "Two", "contact_ids": [id(&contact)] })).await,
        ];
        anna.delete(&at("contacts", &contact)).await.expect_status(204);
        assert_eq!(anna.get(&at("deals", &deals[0])).await.json()["contact_ids"], json!([]));
        anna.delete(&at("companies", &zirka)).await.expect_status(204);
        anna.delete(&at("deals", &deals[1])).await.expect_status(204);
        restore(&anna, &contact).await;
        assert_eq!(anna.get(&at("contacts", &contact)).await.json()["company_id"], Json::Null);
        assert_eq!(anna.get(&at("deals", &deals[0])).await.json()["contact_ids"], json!([id(&contact)]));
        let deal = restore(&anna, &deals[1]).await;
        assert_eq!((&deal["kind"], &deal["id"]), (&json!("deal"), &deals[1]["id"]));
    }

    async fn the_bin_shows_exactly_what_one_may_restore(t) {
        let c = &t.cast;
        let mut gone = Vec::new();
        for person in [c.olena, c.borys, c.anna, c.vira] {
            let client = t.api(person).await;
            let contact = make(&client, "contacts", json!({ "name": format!("of {person}") })).await;
            client.delete(&at("contacts", &contact)).await.expect_status(204);
            gone.push(contact);
        }
        let stranger = t.api(c.zoryana).await;
        for (person, sees) in [(c.olena, 4), (c.borys, 3), (c.anna, 1), (c.hlib, 0)] {
            let client = t.api(person).await;
            assert_eq!(ids(&client, "/api/v1/bin").await.len(), sees, "person {person}");
            assert_eq!(client.get("/api/v1/bin").await.json()["count"], sees);
            let seen = ids(&client, "/api/v1/bin?kind=contact").await;
            for contact in gone.iter().filter(|contact| !seen.contains(&id(contact))) {
                let address = format!("/api/v1/bin/{}/restore", id(contact));
                client.post_json(&address, json!({})).await.expect_status(404);
                stranger.post_json(&address, json!({})).await.expect_status(404);
            }
        }
        assert!(ids(&t.api(c.olena).await, "/api/v1/bin?kind=deal").await.is_empty());
        let found = items(&t.api(c.olena).await, &format!("/api/v1/bin?q={}", c.anna)).await;
        assert_eq!(found.len(), 1);
        assert_eq!((&found[0]["kind"], &found[0]["deleted_by"]), (&json!("contact"), &json!(c.anna)));
        t.api(c.olena).await.get("/api/v1/bin?kind=bin").await.expect_status(422);
        // Restored by the administrator, it is Anna's again.
        restore(&t.api(c.olena).await, &gone[2]).await;
        assert_eq!(t.api(c.anna).await.get(&at("contacts", &gone[2])).await.json()["responsible_id"], c.anna);
    }

    async fn each_kind_in_the_bin_follows_its_own_right_to_delete(t) {
        let vira = t.api(t.cast.vira).await;
        let contact = make(&vira, "contacts", json!({ "name": "Ihor" })).await;
        let task = make(&vira, "tasks", json!({ "title": "Call", "due_at": "2026-11-25T10:00:00Z" })).await;
        let company = make(&vira, "companies", json!({ "name": "Zirka" })).await;
        for (kind, record) in [("contacts", &contact), ("tasks", &task), ("companies", &company)] {
            vira.delete(&at(kind, record)).await.expect_status(204);
        }
        // Sellers now delete everybody's contacts, their own tasks, and no companies.
        let sql = r#"update roles set rights = '{"kinds":{"contact":{"see":"all","delete":"all","hold":true},
            "task":{"see":"own","delete":"own","hold":true},"company":{"see":"all","hold":true}}}'
            where account_id = $1 and id = (select p.role_id from people p where p.account_id = $1 and p.id = $2)"#;
        t.by_hand(sql, t.cast.anna).await;
        let anna = t.api(t.cast.anna).await;
        assert_eq!(ids(&anna, "/api/v1/bin").await, [id(&contact)]);
        assert_eq!(anna.get("/api/v1/bin").await.json()["count"], 1);
        for unseen in [&task, &company] {
            anna.post_json(&format!("/api/v1/bin/{}/restore", id(unseen)), json!({})).await.expect_status(404);
        }
        assert_eq!(ids(&vira, "/api/v1/bin").await.len(), 2);
        restore(&anna, &contact).await;
        restore(&vira, &task).await;
    }

    async fn after_thirty_days_the_bin_is_emptied_for_good(t) {
        let anna = t.api(t.cast.anna).await;
        let old = make(&anna, "contacts", json!({ "name": "Old" })).await;
        anna.delete(&at("contacts", &old)).await.expect_status(204);
        t.clock.advance(29 * DAY);
        let fresh = make(&anna, "contacts", json!({ "name": "Fresh" })).await;
        anna.delete(&at("contacts", &fresh)).await.expect_status(204);
        assert_eq!(work::bin::purge(&t.operator()).await.unwrap(), 0);
        t.clock.advance(DAY + 1);
        anna.post_json(&format!("/api/v1/bin/{}/restore", id(&old)), json!({})).await.expect_status(404);
        assert_eq!(work::bin::purge(&t.operator()).await.unwrap(), 1);
        assert_eq!(work::bin::purge(&t.operator()).await.unwrap(), 0);
        assert_eq!(ids(&anna, "/api/v1/bin").await, [id(&fresh)]);
        restore(&anna, &fresh).await;
    }

    async fn pages_of_the_bin_follow_one_another(t) {
        let anna = t.api(t.cast.anna).await;
        for n in 0..5 {
            t.clock.advance(1_000);
            let contact = make(&anna, "contacts", json!({ "name": format!("Contact {n}") })).await;
            anna.delete(&at("contacts", &contact)).await.expect_status(204);
        }
        let whole = ids(&anna, "/api/v1/bin").await;
        let first = anna.get("/api/v1/bin?limit=3").await.expect_status(200).json();
        let next = first["next"].as_str().unwrap();
        let rest = ids(&anna, &format!("/api/v1/bin?limit=3&cursor={next}")).await;
        let read: Vec<i64> = first["items"].as_array().unwrap().iter().map(id).chain(rest).collect();
        assert_eq!(read, whole);
        assert!(whole.windows(2).all(|pair| pair[0] > pair[1]), "the last deleted comes first");
    }
}
