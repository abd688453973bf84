//! Areas for who isn't an administrator: they work, and nobody raises themselves or anybody else above themselves.

use serde_json::{Value, json};

use super::{at, person, ready};
use crate::app::TestApp;
use crate::on_both;

/// Gives Vira, a seller, these areas beside her role.
async fn vira_has(t: &TestApp, areas: &[&str]) {
    let areas: serde_json::Map<String, Value> =
        areas.iter().map(|area| ((*area).to_owned(), json!(true))).collect();
    let own = json!({ "own_rights": { "areas": areas } });
    t.api(t.cast.olena).await.patch(&person(t.cast.vira), own).await.expect_status(200);
}

on_both! {
    async fn who_manages_people_manages_all_but_administrators(t) {
        vira_has(t, &["people"]).await;
        let (vira, page) = (t.api(t.cast.vira).await, t.page(t.cast.vira).await);
        let added = json!({ "name": "Roman", "email": "roman@svitanok.example" });
        let roman = vira.post_json("/api/v1/people", added).await.expect_status(201).json();
        let roman = roman["id"].as_i64().unwrap();
        vira.patch(&person(roman), json!({ "phone": "+380441234567" })).await.expect_status(200);
        vira.post_json(&format!("{}/block", person(roman)), json!({})).await.expect_status(200);
        page.get(&format!("/people/{}", t.cast.anna)).await.expect_status(200).expect_text("What this person sees");
        for (what, body) in [("departure", json!({ "successor": t.cast.vira })), ("handover", json!({ "successor": t.cast.vira })), ("block", json!({}))] {
            vira.post_json(&format!("{}/{what}", person(t.cast.olena)), body).await.expect_problem(403, "denied");
        }
        let rehearsal = json!({ "successor": t.cast.vira, "dry_run": true });
        vira.post_json(&format!("{}/departure", person(t.cast.olena)), rehearsal).await.expect_problem(403, "denied");
        page.get(&format!("/handovers/new?person={}&mode=departure", t.cast.olena)).await.expect_status(403);
        vira.patch(&person(t.cast.olena), json!({ "name": "Other" })).await.expect_problem(403, "denied");
        vira.patch(&person(t.cast.anna), json!({ "category": "administrator" })).await.expect_problem(403, "denied");
    }

    async fn nobody_gives_more_than_they_have_or_raises_themselves(t) {
        vira_has(t, &["people"]).await;
        let (vira, page) = (t.api(t.cast.vira).await, t.page(t.cast.vira).await);
        let (head, observer, seller) = (ready(t, "head").await, ready(t, "observer").await, ready(t, "seller").await);
        for role in [&head, &observer] {
            vira.patch(&person(t.cast.anna), json!({ "role_id": role["id"] })).await.expect_problem(403, "denied");
            let added = json!({ "name": "Roman", "email": "roman@svitanok.example", "role_id": role["id"] });
            vira.post_json("/api/v1/people", added).await.expect_problem(403, "denied");
        }
        let more = json!({ "own_rights": { "kinds": { "deal": { "see": "all" } } } });
        vira.patch(&person(t.cast.anna), more.clone()).await.expect_problem(403, "denied");
        vira.patch(&person(t.cast.vira), more).await.expect_problem(403, "denied");
        // Less for oneself is for others to decide, too.
        vira.patch(&person(t.cast.vira), json!({ "own_rights": null })).await.expect_problem(403, "denied");
        let less = json!({ "own_rights": { "kinds": { "deal": { "delete": "none" } } } });
        vira.patch(&person(t.cast.anna), less).await.expect_status(200);
        vira.patch(&person(t.cast.anna), json!({ "own_rights": null })).await.expect_status(200);
        vira.patch(&person(t.cast.borys), json!({ "role_id": seller["id"] })).await.expect_status(200);
        let form = [("version", "4"), ("deal.see", "all")];
        let told = page.post(&format!("/people/{}/rights", t.cast.anna), &form).await;
        told.expect_status(403).expect_text("further than your own rights");
        page.get(&format!("/people/{}/rights", t.cast.vira)).await.expect_status(200).expect_no_text("As the role");
        // Roles are the settings' business.
        vira.post_json("/api/v1/roles", json!({ "name": "Mine" })).await.expect_problem(403, "denied");
        page.get("/people/new").await.expect_status(200).expect_no_text("Or a new role");
    }

    async fn a_role_is_edited_within_ones_own_rights(t) {
        vira_has(t, &["settings"]).await;
        let (vira, page) = (t.api(t.cast.vira).await, t.page(t.cast.vira).await);
        let (head, seller) = (ready(t, "head").await, ready(t, "seller").await);
        vira.patch(&at(&head), json!({ "kinds": { "deal": { "see": "none" } } })).await.expect_problem(403, "denied");
        vira.patch(&at(&seller), json!({ "areas": ["people"] })).await.expect_problem(403, "denied");
        vira.patch(&at(&seller), json!({ "kinds": { "deal": { "see": "all" } } })).await.expect_problem(403, "denied");
        vira.delete(&at(&head)).await.expect_problem(403, "denied");
        vira.patch(&at(&head), json!({ "default": true })).await.expect_problem(403, "denied");
        let made = json!({ "name": "Apprentice", "kinds": { "deal": { "see": "own" } }, "areas": ["settings"] });
        vira.post_json("/api/v1/roles", made).await.expect_status(201);
        page.get(&format!("/settings/roles/{}", head["id"])).await.expect_status(200)
            .expect_text("further than your own rights").expect_no_text("name=\"deal.see\"");
        let wide = [("version", "1"), ("name", "Seller"), ("deal.see", "all")];
        let told = page.post(&format!("/settings/roles/{}", seller["id"]), &wide).await.expect_status(403);
        told.expect_text("further than your own rights").expect_text("<option value=\"all\" selected>");
        assert_eq!(ready(t, "seller").await["kinds"]["deal"]["see"], "own");
    }

    // A01: with an area the settings are in the panel, and have exactly the lines that open.
    async fn settings_are_in_the_panel_only_with_an_area_of_theirs(t) {
        let page = t.page(t.cast.vira).await;
        let link = "href=\"/settings";
        page.get("/deals").await.expect_status(200).expect_no_text(link);
        for closed in ["/settings", "/settings/roles", "/settings/seats", "/settings/pipelines"] {
            page.get(closed).await.expect_status(403).expect_text("Olena Bondar");
        }
        let lines = |body: &str| -> Vec<String> {
            let lines = body.split("<main").nth(1).unwrap_or_default().split("<li><a href=\"").skip(1);
            lines.filter_map(|line| line.split('"').next()).map(str::to_owned).collect()
        };
        let all = lines(&t.page(t.cast.olena).await.get("/settings").await.body);
        assert!(all.contains(&"/settings/closing".to_owned()) && all.len() > 15, "{all:?}");
        let mut open = std::collections::BTreeSet::new();
        for (area, some) in [("people", "/settings/mail"), ("settings", "/settings/pipelines"), ("billing", "/settings/partners"), ("journal", "/settings/journal")] {
            vira_has(t, &[area]).await;
            page.get("/deals").await.expect_text("href=\"/settings\"");
            let shown = page.get("/settings").await.expect_status(200);
            assert_eq!(shown.body.contains("name=\"currency\""), area == "settings", "{area}");
            let shown = lines(&shown.body);
            assert!(shown.contains(&some.to_owned()), "{area}: {shown:?}");
            for line in &all {
                let status = page.get(line).await.status;
                assert_eq!(status, if shown.contains(line) { 200 } else { 403 }, "{area}: {line}");
            }
            open.extend(shown);
        }
        for administrators in ["/settings/closing", "/settings/export", "/settings/import", "/settings/reviews"] {
            assert!(!open.contains(administrators), "{administrators}");
        }
        vira_has(t, &["people"]).await;
        page.post("/settings", &[("name", "Mine")]).await.expect_status(403);
    }

    // Whoever holds a token's secret has its rights: none is made of somebody with more.
    async fn a_token_of_somebody_with_more_rights_is_not_made(t) {
        vira_has(t, &["people"]).await;
        let vira = t.ctx(t.cast.vira).await;
        let refused = people::signin::tokens::make(&vira, t.cast.borys, "mine").await;
        assert!(matches!(refused, Err(base::Error::Denied("give_rights"))));
        assert!(people::signin::tokens::make(&vira, t.cast.anna, "hers").await.is_ok());
    }

    // Nor is a door opened to them: no link, no password.
    async fn a_door_to_somebody_with_more_rights_is_not_opened(t) {
        vira_has(t, &["people"]).await;
        let (vira, page) = (t.api(t.cast.vira).await, t.page(t.cast.vira).await);
        let password = |of: i64| format!("{}/password", person(of));
        let given = json!({ "password": "harbour-violin-31-slow" });
        for (above, status) in [(t.cast.borys, 403), (t.cast.olena, 403), (t.cast.anna, 200)] {
            vira.json(axum::http::Method::PUT, &password(above), given.clone()).await.expect_status(status);
            page.post(&format!("/people/{above}/link"), &[]).await.expect_status(status);
        }
    }

    // Who may read the journal reads all of it, page by page, and nothing else of the settings.
    async fn the_journal_is_read_by_who_has_its_area(t) {
        t.api(t.cast.vira).await.get("/api/v1/journal").await.expect_problem(403, "denied");
        vira_has(t, &["journal"]).await;
        t.api(t.cast.anna).await.post_json("/api/v1/deals", json!({ "title": "Lantern" })).await.expect_status(201);
        let (vira, page) = (t.api(t.cast.vira).await, t.page(t.cast.vira).await);
        page.get("/deals").await.expect_text("href=\"/settings\"");
        page.get("/settings").await.expect_status(200).expect_text("href=\"/settings/journal\"").expect_no_text("href=\"/settings/seats\"");
        let shown = page.get("/settings/journal").await.expect_status(200).expect_no_text("Zoryana");
        shown.expect_text("Anna Melnyk created the record").expect_text("Olena Bondar changed the details of Vira Savchuk");
        let mut seqs = Vec::new();
        let mut address = "/api/v1/journal?limit=3".to_owned();
        loop {
            let list = vira.get(&address).await.expect_status(200).json();
            seqs.extend(list["items"].as_array().unwrap().iter().map(|event| event["seq"].as_i64().unwrap()));
            let Some(next) = list["next"].as_i64() else { break };
            address = format!("/api/v1/journal?limit=3&cursor={next}");
        }
        // Without gaps, from the newest to the very first.
        assert_eq!(seqs, (1..=seqs[0]).rev().collect::<Vec<i64>>());
        let events = vira.get("/api/v1/journal").await.json();
        let made = events["items"].as_array().unwrap().iter().find(|event| event["kind"] == "record_created").unwrap();
        assert_eq!((&made["actor"], &made["person_id"]), (&json!("person"), &json!(t.cast.anna)));
        assert_eq!((&made["at"], &made["data"]["kind"]), (&json!("2026-11-23T09:00:00Z"), &json!("deal")));
        vira.get("/api/v1/journal?limit=0").await.expect_problem(422, "form");
    }
}
