//! Companies: through the API and through the pages.

use serde_json::{Value as Json, json};

use crate::contacts::{at, id, ids, make};
use crate::on_both;

on_both! {
    async fn a_company_shows_its_visible_contacts_deals_and_parts(t) {
        let (olena, anna) = (t.api(t.cast.olena).await, t.api(t.cast.anna).await);
        let zirka = make(&olena, "companies", json!({
            "name": "Zirka", "site": "Zirka.example/about", "responsible_id": t.cast.anna,
        })).await;
        assert_eq!(zirka["site"], "https://zirka.example/about");
        let of = |name: &str| json!({ "name": name, "company_id": id(&zirka) });
        make(&anna, "contacts", of("Ihor Own")).await;
        make(&olena, "contacts", of("Oksana Foreign")).await;
        make(&anna, "deals", json!({ "title": "Big deal", "company_id": id(&zirka) })).await;
        make(&olena, "deals", json!({ "title": "Foreign deal", "company_id": id(&zirka) })).await;
        make(&anna, "companies", json!({ "name": "Zirka South", "parent_id": id(&zirka) })).await;
        let address = format!("/companies/{}", id(&zirka));
        let card = t.page(t.cast.anna).await.get(&address).await.expect_status(200);
        let card = card.expect_text("Ihor Own").expect_text("Big deal").expect_text("Zirka South");
        card.expect_text("https://zirka.example/about").expect_no_text("Foreign");
        let all = t.page(t.cast.olena).await.get(&address).await.expect_status(200);
        all.expect_text("Oksana Foreign").expect_text("Foreign deal");
    }

    async fn a_company_is_no_part_of_itself_however_deep(t) {
        let anna = t.api(t.cast.anna).await;
        let whole = make(&anna, "companies", json!({ "name": "Whole" })).await;
        let part = make(&anna, "companies", json!({ "name": "Part", "parent_id": id(&whole) })).await;
        let small = make(&anna, "companies", json!({ "name": "Small", "parent_id": id(&part) })).await;
        for inner in [&whole, &part, &small] {
            let patch = json!({ "version": 1, "parent_id": id(inner) });
            let refused = anna.patch(&at("companies", &whole), patch).await.expect_status(422);
            refused.expect_text("parent_id");
        }
        let freed = anna.patch(&at("companies", &part), json!({ "version": 1, "parent_id": null })).await;
        assert_eq!(freed.expect_status(200).json()["parent_name"], Json::Null);
        let turned = json!({ "version": 1, "parent_id": id(&small) });
        assert_eq!(anna.patch(&at("companies", &whole), turned).await.expect_status(200).json()["parent_name"], "Small");
    }

    async fn a_list_shows_exactly_what_single_look_ups_allow(t) {
        let c = &t.cast;
        let mut made = Vec::new();
        for person in [c.olena, c.borys, c.anna, c.vira] {
            made.push(make(&t.api(person).await, "companies", json!({ "name": format!("of {person}") })).await);
        }
        let theirs = make(&t.api(c.zoryana).await, "companies", json!({ "name": "of Obriy" })).await;
        for (person, sees) in [(c.olena, 4), (c.borys, 3), (c.anna, 1), (c.hlib, 4)] {
            let client = t.api(person).await;
            let mut listed = ids(&client, "/api/v1/companies").await;
            listed.sort_unstable();
            let mut looked_up = Vec::new();
            for company in &made {
                if client.get(&at("companies", company)).await.status == 200 {
                    looked_up.push(id(company));
                }
            }
            assert_eq!((listed.len(), &listed), (sees, &looked_up), "person {person}");
            client.get(&at("companies", &theirs)).await.expect_status(404);
        }
    }

    async fn what_cannot_be_kept_is_refused(t) {
        let anna = t.api(t.cast.anna).await;
        for body in [
            json!({}),
            json!({ "name": "" }),
            json!({ "name": "я".repeat(201) }),
            json!({ "name": "A", "site": "javascript:alert(1)" }),
            json!({ "name": "A", "phones": "102" }),
            json!({ "name": "A", "emails": ["x"] }),
            json!({ "name": "A", "parent_id": 5 }),
            json!({ "name": "A", "responsible_id": t.cast.petro }),
        ] {
            anna.post_json("/api/v1/companies", body.clone()).await.expect_status(422);
        }
        let observer = t.api(t.cast.hlib).await.post_json("/api/v1/companies", json!({ "name": "A" })).await;
        assert!(matches!(observer.status, 403 | 422), "{}", observer.body);
        assert!(ids(&t.api(t.cast.olena).await, "/api/v1/companies").await.is_empty());
    }

    async fn pages_work_without_script(t) {
        let page = t.page(t.cast.anna).await;
        page.get("/companies").await.expect_status(200).expect_text("No companies yet");
        let bad = page.post("/companies", &[("name", "Zirka"), ("site", "a b")]).await.expect_status(422);
        bad.expect_text("A site looks like").expect_text("value=\"Zirka\"");
        let made = page.post("/companies", &[("name", "Zirka"), ("site", "zirka.example")]).await;
        let made = made.expect_status(303).location();
        page.get(&made).await.expect_status(200).expect_text("https://zirka.example");
        page.get("/companies?q=zirk").await.expect_status(200).expect_text("Zirka");
        page.post(&made, &[("name", "Zirka 2"), ("version", "1")]).await.expect_status(303);
        let late = page.post(&made, &[("name", "Late"), ("version", "1")]).await.expect_status(409);
        late.expect_text("Zirka 2").expect_text("value=\"Late\"");
        let observer = t.page(t.cast.hlib).await;
        observer.get(&made).await.expect_status(200).expect_no_text("/edit");
        observer.get(&format!("{made}/edit")).await.expect_status(403);
        observer.post(&made, &[("name", "Mine"), ("version", "2")]).await.expect_status(403);
    }
}
