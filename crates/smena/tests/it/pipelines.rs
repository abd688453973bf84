//! Pipelines: seeded, read by everybody, changed by who has the right over settings.

use serde_json::{Value as Json, json};

use crate::deals::{id, make, stages};
use crate::on_both;

fn first(list: &Json) -> Json {
    list["items"][0].clone()
}

fn said(pipeline: &Json) -> Vec<(String, String)> {
    let text = |value: &Json| value.as_str().unwrap().to_owned();
    pipeline["stages"].as_array().unwrap().iter().map(|s| (text(&s["name"]), text(&s["outcome"]))).collect()
}

on_both! {
    async fn an_account_begins_with_a_pipeline(t) {
        let pipeline = first(&t.api(t.cast.anna).await.get("/api/v1/pipelines").await.expect_status(200).json());
        assert_eq!(pipeline["name"], "Sales");
        let said = said(&pipeline);
        let names: Vec<&str> = said.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["New", "Qualified", "Offer", "Negotiation", "Won", "Lost"]);
        assert_eq!((said[4].1.as_str(), said[5].1.as_str()), ("won", "lost"));
    }

    async fn stages_are_renamed_reordered_added_and_removed_at_once(t) {
        let olena = t.api(t.cast.olena).await;
        let pipeline = first(&olena.get("/api/v1/pipelines").await.json());
        let at = |n: usize| pipeline["stages"][n]["id"].clone();
        let path = format!("/api/v1/pipelines/{}", id(&pipeline));
        let body = json!({ "version": 1, "name": "Boats", "stages": [
            { "id": at(1), "name": "New" }, { "name": "Tried" }, { "id": at(0), "name": "Qualified" },
            { "id": at(5), "name": "No" }, { "id": at(4), "name": "Yes" },
        ]});
        let changed = olena.patch(&path, body.clone()).await.expect_status(200).json();
        let names: Vec<String> = said(&changed).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["New", "Tried", "Qualified", "Yes", "No"]);
        assert_eq!((&changed["name"], &changed["version"]), (&json!("Boats"), &json!(2)));
        olena.patch(&path, body).await.expect_problem(409, "stale");
    }

    async fn a_stage_with_deals_stays(t) {
        let olena = t.api(t.cast.olena).await;
        let stage = stages(&olena).await;
        make(&olena, json!({ "title": "Boats", "stage_id": stage[1] })).await;
        let path = format!("/api/v1/pipelines/{}", id(&first(&olena.get("/api/v1/pipelines").await.json())));
        let without = |left_out: usize| {
            let kept = stage.iter().enumerate().filter(move |(at, _)| *at != left_out);
            let kept: Vec<Json> = kept.map(|(at, id)| json!({ "id": id, "name": format!("Stage {at}") })).collect();
            json!({ "version": 1, "stages": kept })
        };
        let problem = olena.patch(&path, without(1)).await.expect_problem(422, "form").json();
        assert_eq!(problem["errors"][0]["code"], "pipelines_in_use");
        olena.patch(&path, without(2)).await.expect_status(200);
    }

    async fn a_list_of_stages_that_is_no_pipeline_is_refused(t) {
        let olena = t.api(t.cast.olena).await;
        let stage = stages(&olena).await;
        let path = format!("/api/v1/pipelines/{}", id(&first(&olena.get("/api/v1/pipelines").await.json())));
        let one = |id: i64, name: &str| json!({ "id": id, "name": name });
        for list in [
            json!([]),
            json!([one(stage[0], "New"), one(stage[4], "Won")]),
            json!([one(stage[4], "Won"), one(stage[5], "Lost")]),
            json!([one(stage[0], "New"), one(stage[4], "Won"), one(stage[5], "Lost"), { "name": "Won 2", "outcome": "won" }]),
            json!([one(stage[0], "Same"), one(stage[4], "Same"), one(stage[5], "Lost")]),
            json!([one(stage[0], " "), one(stage[4], "Won"), one(stage[5], "Lost")]),
            json!([one(5, "New"), one(stage[4], "Won"), one(stage[5], "Lost")]),
        ] {
            olena.patch(&path, json!({ "version": 1, "stages": list })).await.expect_problem(422, "form");
        }
        olena.patch(&path, json!({ "version": 1, "colour": "red" })).await.expect_problem(422, "body");
        olena.patch("/api/v1/pipelines/5", json!({ "version": 1, "name": "x" })).await.expect_problem(404, "not_found");
        assert_eq!(stages(&olena).await, stage);
    }

    async fn names_of_pipelines_are_unique_in_the_account(t) {
        let olena = t.api(t.cast.olena).await;
        let taken = olena.post_json("/api/v1/pipelines", json!({ "name": "Sales" })).await.expect_problem(422, "form");
        assert_eq!(taken.json()["errors"][0]["code"], "pipelines_taken");
        let added = olena.post_json("/api/v1/pipelines", json!({ "name": "Repairs", "stages": [
            { "name": "In" }, { "name": "Out", "outcome": "won" }, { "name": "Broken", "outcome": "lost" },
        ]})).await.expect_status(201).json();
        assert_eq!(said(&added).len(), 3);
        assert_eq!(olena.get("/api/v1/pipelines").await.json()["items"].as_array().unwrap().len(), 2);
        let deal = make(&olena, json!({ "title": "Boat", "pipeline_id": id(&added) })).await;
        assert_eq!(deal["stage_id"], added["stages"][0]["id"]);
        assert_eq!(stages(&t.api(t.cast.zoryana).await).await.len(), 6);
    }

    async fn only_who_may_change_settings_changes_pipelines(t) {
        let path = format!("/api/v1/pipelines/{}", id(&first(&t.api(t.cast.anna).await.get("/api/v1/pipelines").await.json())));
        for person in [t.cast.anna, t.cast.borys, t.cast.hlib] {
            let client = t.api(person).await;
            client.post_json("/api/v1/pipelines", json!({ "name": "Mine" })).await.expect_problem(403, "denied");
            client.patch(&path, json!({ "version": 1, "name": "Mine" })).await.expect_problem(403, "denied");
            t.page(person).await.get("/settings/pipelines").await.expect_status(403).expect_text("Olena Bondar");
        }
        t.api(t.cast.zoryana).await.patch(&path, json!({ "version": 1, "name": "Mine" })).await.expect_problem(404, "not_found");
    }

    async fn the_page_changes_a_pipeline(t) {
        let page = t.page(t.cast.olena).await;
        let made = page.post("/settings/pipelines", &[("name", "Repairs")]).await.expect_status(303).location();
        page.get(&made).await.expect_status(200).expect_text("Negotiation");
        page.get("/settings/pipelines").await.expect_text("Repairs").expect_text("Sales");
        page.post("/settings/pipelines", &[("name", "")]).await.expect_status(422).expect_text("Fill this in.");
        let api = t.api(t.cast.olena).await;
        let pipeline = api.get("/api/v1/pipelines").await.json()["items"][1].clone();
        let ids: Vec<String> = pipeline["stages"].as_array().unwrap().iter().map(|s| id(s).to_string()).collect();
        let mut form = vec![("name", "Repairs"), ("version", "1")];
        for (id, place, name) in [(&ids[0], "2", "In"), (&ids[1], "1", "First"), (&ids[2], "3", ""), (&ids[3], "4", ""),
            (&ids[4], "", "Done"), (&ids[5], "", "Lost")]
        {
            form.extend([("stage_id", id.as_str()), ("stage_place", place), ("stage_name", name)]);
        }
        form.extend([("stage_id", ""), ("stage_place", "3"), ("stage_name", "Waiting")]);
        page.post(&made, &form).await.expect_status(303);
        let changed = api.get("/api/v1/pipelines").await.json()["items"][1].clone();
        let names: Vec<String> = said(&changed).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["First", "In", "Waiting", "Done", "Lost"]);
        page.post(&made, &form).await.expect_status(409).expect_text("Waiting");
    }
}
