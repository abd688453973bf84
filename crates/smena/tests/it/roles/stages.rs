//! Less at some stages: lists, single deals, counts, linked lists, search, bulk acts and the bin follow.

use serde_json::{Value, json};

use super::{at, deal, ready};
use crate::app::TestApp;
use crate::contacts::ids;
use crate::on_both;

/// The ids of the first pipeline's stages.
async fn stages(t: &TestApp) -> Vec<i64> {
    let pipelines = t.api(t.cast.olena).await.get("/api/v1/pipelines").await.expect_status(200).json();
    let stages = pipelines["items"][0]["stages"].as_array().unwrap().clone();
    stages.iter().map(|stage| stage["id"].as_i64().unwrap()).collect()
}

async fn rule(t: &TestApp, key: &str, stage: i64, cells: Value) {
    let mut stages = serde_json::Map::new();
    stages.insert(stage.to_string(), cells);
    let role = ready(t, key).await;
    t.api(t.cast.olena).await.patch(&at(&role), json!({ "stages": stages })).await.expect_status(200);
}

fn path(deal: &Value) -> String {
    format!("/api/v1/deals/{}", deal["id"])
}

on_both! {
    async fn what_a_stage_hides_is_nowhere(t) {
        let (anna, olena) = (t.api(t.cast.anna).await, t.api(t.cast.olena).await);
        let stages = stages(t).await;
        let contact = anna.post_json("/api/v1/contacts", json!({ "name": "Ihor" })).await.expect_status(201).json();
        let make = async |title: &str, stage: i64| {
            deal(&anna, json!({ "title": title, "stage_id": stage, "contact_ids": [contact["id"]], "amount": 5 })).await
        };
        let (shown, hidden) = (make("Shown lantern", stages[0]).await, make("Hidden lantern", stages[1]).await);
        let task = json!({ "title": "Call", "due_at": "2026-11-25T10:00:00Z", "subject": { "kind": "deal", "id": hidden["id"] } });
        anna.post_json("/api/v1/tasks", task).await.expect_status(201);
        rule(t, "seller", stages[1], json!({ "see": "none" })).await;
        assert_eq!(ids(&anna, "/api/v1/deals").await, [shown["id"].as_i64().unwrap()]);
        assert_eq!(ids(&anna, "/api/v1/deals?q=lantern&sort=title").await.len(), 1);
        assert_eq!(anna.get("/api/v1/deals").await.json()["count"], 1);
        assert_eq!(anna.get("/api/v1/deals?q=lantern").await.json()["count"], 1);
        assert_eq!(anna.get(&format!("/api/v1/deals?stage_id={}", stages[1])).await.json()["count"], 0);
        anna.get(&path(&hidden)).await.expect_status(404);
        anna.delete(&path(&hidden)).await.expect_status(404);
        anna.patch(&path(&hidden), json!({ "version": 1, "title": "x" })).await.expect_status(404);
        let page = t.page(t.cast.anna).await;
        page.get("/deals").await.expect_text("Shown lantern").expect_no_text("Hidden lantern");
        let card = page.get(&format!("/contacts/{}", contact["id"])).await.expect_status(200);
        card.expect_text("Shown lantern").expect_no_text("Hidden lantern");
        let both = [("id", shown["id"].to_string()), ("id", hidden["id"].to_string())];
        let both: Vec<(&str, &str)> = both.iter().map(|(k, v)| (*k, v.as_str())).collect();
        page.post("/deals/delete", &both).await.expect_status(404);
        // The line of what a task is about stays, and leads nowhere.
        page.get("/tasks").await.expect_text("Hidden lantern").expect_no_text(&format!("\"/deals/{}\"", hidden["id"]));
        let sees = olena.get(&format!("/api/v1/people/{}/rights", t.cast.anna)).await.json();
        assert_eq!((&sees["sees"][0]["count"], &sees["rights"]["stages"][stages[1].to_string()]["see"]), (&json!(1), &json!("none")));
        let access = olena.get(&format!("{}/access", path(&hidden))).await.json();
        assert!(access["items"].as_array().unwrap().iter().all(|seer| seer["person_id"] != t.cast.anna));
        // Deleted at that stage, it stays hidden in the bin.
        olena.delete(&path(&hidden)).await.expect_status(204);
        assert!(ids(&anna, "/api/v1/bin").await.is_empty());
        anna.post_json(&format!("/api/v1/bin/{}/restore", hidden["id"]), json!({})).await.expect_status(404);
        olena.post_json(&format!("/api/v1/bin/{}/restore", hidden["id"]), json!({})).await.expect_status(200);
    }

    async fn a_deal_rests_at_a_stage_that_takes_editing_away(t) {
        let anna = t.api(t.cast.anna).await;
        let stages = stages(t).await;
        let one = deal(&anna, json!({ "title": "One", "stage_id": stages[0] })).await;
        rule(t, "seller", stages[1], json!({ "edit": "none", "delete": "none" })).await;
        let moved = anna.patch(&path(&one), json!({ "version": 1, "stage_id": stages[1] })).await;
        moved.expect_status(200);
        anna.patch(&path(&one), json!({ "version": 2, "title": "Other" })).await.expect_problem(403, "denied");
        anna.patch(&path(&one), json!({ "version": 2, "stage_id": stages[0] })).await.expect_problem(403, "denied");
        anna.delete(&path(&one)).await.expect_problem(403, "denied");
        let page = t.page(t.cast.anna).await;
        page.get(&format!("/deals/{}", one["id"])).await.expect_status(200).expect_no_text("/edit\"");
        // Borys, whose role has no such rule, goes on.
        t.api(t.cast.borys).await.patch(&path(&one), json!({ "version": 2, "title": "Other" })).await.expect_status(200);
    }

    async fn nothing_is_put_at_a_stage_that_lets_nothing_in(t) {
        let anna = t.api(t.cast.anna).await;
        let stages = stages(t).await;
        let one = deal(&anna, json!({ "title": "One", "stage_id": stages[0] })).await;
        rule(t, "seller", stages[1], json!({ "create": "none" })).await;
        let there = json!({ "title": "Two", "stage_id": stages[1] });
        anna.post_json("/api/v1/deals", there).await.expect_problem(403, "denied");
        anna.patch(&path(&one), json!({ "version": 1, "stage_id": stages[1] })).await.expect_problem(403, "denied");
        anna.patch(&path(&one), json!({ "version": 1, "stage_id": stages[2] })).await.expect_status(200);
    }

    // The role's page shows the rule, keeps it, and drops it when it is emptied.
    async fn rules_about_stages_are_edited_on_the_roles_page(t) {
        let stages = stages(t).await;
        let (page, seller) = (t.page(t.cast.olena).await, ready(t, "seller").await);
        let address = format!("/settings/roles/{}", seller["id"]);
        let edit = format!("stage.{}.edit", stages[0]);
        page.get(&address).await.expect_text("Less at some stages").expect_text(&format!("name=\"{edit}\""));
        let form = |version: &'static str, value: &'static str| vec![
            ("version", version), ("name", "Seller"), ("deal.see", "own"), ("deal.edit", "own"), (edit.as_str(), value),
        ];
        page.post(&address, &form("1", "none")).await.expect_status(303);
        let kept = ready(t, "seller").await;
        assert_eq!(kept["stages"], json!({ stages[0].to_string(): { "edit": "none" } }));
        page.get(&address).await.expect_text("», Edit: ");
        page.post(&address, &form("2", "")).await.expect_status(303);
        assert_eq!(ready(t, "seller").await["stages"], json!({}));
    }
}
