//! A stage or a pipeline goes: what stands there goes elsewhere, in one act, and nothing is left pointing at nothing.

mod browser;
mod large;
mod pipelines;
mod together;

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use crate::app::{Client, TestApp};
use crate::deals::{id, make, stages};
use crate::on_both;

/// The first pipeline as it is now.
async fn pipeline(api: &Client) -> Json {
    api.get("/api/v1/pipelines").await.expect_status(200).json()["items"][0].clone()
}

/// Where the removal of a stage is asked for.
async fn address(api: &Client, stage: i64) -> String {
    format!("/api/v1/pipelines/{}/stages/{stage}/removal", id(&pipeline(api).await))
}

/// Removes a stage of the first pipeline.
async fn remove(api: &Client, stage: i64, to: i64) -> crate::app::Answer {
    let body = json!({ "version": pipeline(api).await["version"], "to_stage_id": to });
    api.post_json(&address(api, stage).await, body).await
}

async fn deal(t: &TestApp, deal: &Json) -> Json {
    t.api(t.cast.olena).await.get(&format!("/api/v1/deals/{}", id(deal))).await.expect_status(200).json()
}

/// The seller's role has less at this stage, or no longer.
async fn rule(t: &TestApp, stage: i64, cells: Json) -> i64 {
    let olena = t.api(t.cast.olena).await;
    let roles = olena.get("/api/v1/roles").await.json();
    let role =
        roles["items"].as_array().unwrap().iter().find(|role| role["key"] == "seller").unwrap().clone();
    let mut rules = serde_json::Map::new();
    rules.insert(stage.to_string(), cells);
    let body = json!({ "version": role["version"], "stages": rules });
    olena.patch(&format!("/api/v1/roles/{}", id(&role)), body).await.expect_status(200);
    id(&role)
}

on_both! {
    async fn the_deals_of_a_removed_stage_go_to_another_one(t) {
        let (olena, anna) = (t.api(t.cast.olena).await, t.api(t.cast.anna).await);
        let stage = stages(&olena).await;
        let boat = make(&anna, json!({ "title": "Boat", "stage_id": stage[2], "amount": 500 })).await;
        let tea = make(&t.api(t.cast.vira).await, json!({ "title": "Tea", "stage_id": stage[2], "amount": 70 })).await;
        let other = make(&anna, json!({ "title": "Other", "stage_id": stage[1], "amount": 3 })).await;
        let deleted = make(&anna, json!({ "title": "Deleted", "stage_id": stage[2] })).await;
        anna.delete(&format!("/api/v1/deals/{}", id(&deleted))).await.expect_status(204);
        let asked = olena.get(&address(&olena, stage[2]).await).await.expect_status(200).json();
        assert_eq!((&asked["stages"][0]["deals"], &asked["stages"][0]["deleted_deals"]), (&json!(2), &json!(1)));
        assert_eq!((&asked["stages"][0]["usual_stage_id"], &asked["obstacle"]), (&json!(stage[1]), &Json::Null));
        let done = remove(&olena, stage[2], stage[1]).await.expect_status(200).json();
        assert_eq!(done, json!({ "deals": 2, "deleted_deals": 1 }));
        let now = deal(t, &boat).await;
        assert_eq!((&now["stage_id"], &now["version"], &now["open"]), (&json!(stage[1]), &json!(2), &json!(true)));
        // Nobody worked at it: lists keep their order, whoever held it holds it.
        assert_eq!((&now["updated_at"], &now["responsible_id"]), (&boat["updated_at"], &json!(t.cast.anna)));
        assert_eq!(deal(t, &tea).await["stage_id"], stage[1]);
        assert_eq!(deal(t, &other).await, other);
        assert_eq!(stages(&olena).await, [&stage[..2], &stage[3..]].concat());
        let list = olena.get(&format!("/api/v1/deals?stage_id={}", stage[1])).await.json();
        assert_eq!(list["count"], 3);
        let found = olena.get("/api/v1/search?q=boat").await.expect_status(200).json();
        assert_eq!(found["groups"][0]["items"][0]["id"], boat["id"], "{found}");
        // What was deleted comes back to where the others went.
        anna.post_json(&format!("/api/v1/bin/{}/restore", id(&deleted)), json!({})).await.expect_status(200);
        assert_eq!(deal(t, &deleted).await["stage_id"], stage[1]);
        // The journal has one event; the history of each of them tells of it.
        let journal = t.page(t.cast.olena).await;
        let told = "Olena Bondar removed the stage “Offer”. 3 deals went to “Qualified”";
        assert_eq!(journal.get("/settings/journal").await.expect_status(200).body.matches(told).count(), 1);
        for one in [&boat, &deleted] {
            t.page(t.cast.anna).await.get(&format!("/deals/{}", id(one))).await.expect_text(told);
        }
        t.page(t.cast.anna).await.get(&format!("/deals/{}", id(&other))).await.expect_no_text("removed the stage");
    }

    async fn nothing_is_set_off_and_forms_and_triggers_go_along(t) {
        let olena = t.api(t.cast.olena).await;
        let stage = stages(&olena).await;
        let call = |name: &str, stage: i64| json!({ "name": name, "stage_id": stage, "does": "task", "title": "Call", "responsible_id": t.cast.vira });
        let from = id(&olena.post_json("/api/v1/triggers", call("From", stage[2])).await.expect_status(201).json());
        olena.post_json("/api/v1/triggers", call("To", stage[1])).await.expect_status(201);
        let form = json!({ "name": "Site", "stage_id": stage[2], "responsible_id": t.cast.anna });
        let form = id(&olena.post_json("/api/v1/forms", form).await.expect_status(201).json());
        let boat = make(&olena, json!({ "title": "Boat", "stage_id": stage[0] })).await;
        let boat = olena.patch(&format!("/api/v1/deals/{}", id(&boat)), json!({ "version": 1, "stage_id": stage[2] })).await.json();
        let tasks = || async { olena.get("/api/v1/tasks").await.json()["count"].clone() };
        assert_eq!(tasks().await, 1);
        remove(&olena, stage[2], stage[1]).await.expect_status(200);
        assert_eq!(tasks().await, 1);
        let forms = olena.get(&format!("/api/v1/forms/{form}")).await.expect_status(200).json();
        assert_eq!((&forms["stage_id"], &forms["version"]), (&json!(stage[1]), &json!(2)));
        let triggers = olena.get("/api/v1/triggers").await.json();
        let moved = triggers["items"].as_array().unwrap().iter().find(|trigger| id(trigger) == from).unwrap();
        assert_eq!((&moved["stage_id"], &moved["version"]), (&json!(stage[1]), &json!(2)));
        // Both are set off by what comes from now on.
        let path = format!("/api/v1/deals/{}", id(&boat));
        let version = deal(t, &boat).await["version"].clone();
        let away = olena.patch(&path, json!({ "version": version, "stage_id": stage[0] })).await.expect_status(200).json();
        olena.patch(&path, json!({ "version": away["version"], "stage_id": stage[1] })).await.expect_status(200);
        assert_eq!(tasks().await, 3);
    }

    async fn a_stage_that_closes_deals_closes_them_now_with_whoever_holds_them(t) {
        let (olena, anna) = (t.api(t.cast.olena).await, t.api(t.cast.anna).await);
        let stage = stages(&olena).await;
        let boat = make(&anna, json!({ "title": "Boat", "stage_id": stage[2], "amount": 500 })).await;
        let gone = make(&anna, json!({ "title": "Gone", "stage_id": stage[2] })).await;
        anna.delete(&format!("/api/v1/deals/{}", id(&gone))).await.expect_status(204);
        remove(&olena, stage[2], stage[5]).await.expect_status(200);
        let now = deal(t, &boat).await;
        assert_eq!((&now["open"], &now["closed_holder_id"]), (&json!(false), &json!(t.cast.anna)));
        assert_eq!(now["closed_at"], "2026-11-23T09:00:00Z");
        anna.post_json(&format!("/api/v1/bin/{}/restore", id(&gone)), json!({})).await.expect_status(200);
        let back = deal(t, &gone).await;
        assert_eq!((&back["stage_id"], &back["open"], &back["closed_holder_id"]), (&json!(stage[5]), &json!(false), &json!(t.cast.anna)));
    }

    async fn what_a_pipeline_needs_can_not_be_removed(t) {
        let olena = t.api(t.cast.olena).await;
        let stage = stages(&olena).await;
        remove(&olena, stage[4], stage[0]).await.expect_problem(409, "removals_won");
        remove(&olena, stage[5], stage[0]).await.expect_problem(409, "removals_lost");
        for n in 1..4 {
            remove(&olena, stage[n], stage[0]).await.expect_status(200);
        }
        remove(&olena, stage[0], stage[4]).await.expect_problem(409, "removals_last_open");
        assert_eq!(olena.get(&address(&olena, stage[0]).await).await.json()["obstacle"], "removals_last_open");
        let page = t.page(t.cast.olena).await;
        let of = format!("/settings/pipelines/{}", id(&pipeline(&olena).await));
        for (stage, text) in [(stage[0], "last open stage"), (stage[4], "one stage that means won"), (stage[5], "one stage that means lost")] {
            page.get(&format!("{of}/stages/{stage}/remove")).await.expect_status(200).expect_text(text).expect_no_text("Move and remove");
        }
        page.get(&format!("{of}/remove")).await.expect_status(200).expect_text("This is the last pipeline");
        let body = json!({ "version": pipeline(&olena).await["version"], "to_stage_id": stage[0] });
        olena.post_json(&format!("/api/v1/pipelines/{}/removal", id(&pipeline(&olena).await)), body).await.expect_problem(409, "removals_last_pipeline");
    }

    async fn a_role_with_less_at_the_stage_stands_in_the_way(t) {
        let olena = t.api(t.cast.olena).await;
        let stage = stages(&olena).await;
        let secret = make(&t.api(t.cast.anna).await, json!({ "title": "Secret", "stage_id": stage[2] })).await;
        let role = rule(t, stage[2], json!({ "see": "none" })).await;
        let refused = remove(&olena, stage[2], stage[1]).await.expect_problem(409, "removals_named").json();
        assert_eq!(refused["named_by"], json!([{ "kind": "role", "id": role, "name": "seller" }]));
        let page = t.page(t.cast.olena).await;
        let ask = format!("/settings/pipelines/{}/stages/{}/remove", id(&pipeline(&olena).await), stage[2]);
        page.get(&ask).await.expect_status(200).expect_text(&format!("href=\"/settings/roles/{role}\"")).expect_text("Seller");
        // Leaving it out of the list is no way round.
        let kept: Vec<Json> = stage.iter().filter(|id| **id != stage[2]).map(|id| json!({ "id": id, "name": format!("S{id}") })).collect();
        t.api(t.cast.anna).await.get(&format!("/api/v1/deals/{}", id(&secret))).await.expect_problem(404, "not_found");
        rule(t, stage[1], json!({ "see": "none" })).await;
        remove(&olena, stage[2], stage[3]).await.expect_status(200);
        let refused = olena.patch(&format!("/api/v1/pipelines/{}", id(&pipeline(&olena).await)), json!({ "version": 2,
            "stages": kept.iter().filter(|kept| kept["id"] != stage[1]).collect::<Vec<_>>() })).await.expect_problem(422, "form").json();
        assert_eq!(refused["errors"][0]["code"], "pipelines_in_use");
    }

    async fn a_stage_with_deleted_deals_is_not_left_out_of_the_list(t) {
        let olena = t.api(t.cast.olena).await;
        let stage = stages(&olena).await;
        let gone = make(&olena, json!({ "title": "Gone", "stage_id": stage[2] })).await;
        olena.delete(&format!("/api/v1/deals/{}", id(&gone))).await.expect_status(204);
        let kept: Vec<Json> = stage.iter().filter(|id| **id != stage[2]).map(|id| json!({ "id": id, "name": format!("S{id}") })).collect();
        let path = format!("/api/v1/pipelines/{}", id(&pipeline(&olena).await));
        let refused = olena.patch(&path, json!({ "version": 1, "stages": kept })).await.expect_problem(422, "form").json();
        assert_eq!(refused["errors"][0]["code"], "pipelines_in_use");
    }

    async fn rules_of_hand_overs_stand_in_the_way(t) {
        let olena = t.api(t.cast.olena).await;
        let stage = stages(&olena).await;
        for n in 0..3 {
            make(&t.api(t.cast.anna).await, json!({ "title": format!("Boat {n}"), "stage_id": stage[2] })).await;
        }
        let split = |at: i64| json!([{ "kind": "deal", "where": { "stage_id": at }, "to": [t.cast.vira] }]);
        let planned = json!({ "successor": t.cast.borys, "splits": split(stage[2]), "at": "2026-11-25T09:00:00Z" });
        let path = format!("/api/v1/people/{}/departure", t.cast.anna);
        let planned = id(&olena.post_json(&path, planned).await.expect_status(202).json());
        let refused = remove(&olena, stage[2], stage[1]).await.expect_problem(409, "removals_named").json();
        assert_eq!(refused["named_by"], json!([{ "kind": "planned_departure", "id": planned, "name": "Anna Melnyk" }]));
        // What it will find at another stage is its own affair.
        remove(&olena, stage[3], stage[2]).await.expect_status(200);
        olena.delete(&format!("/api/v1/planned-departures/{planned}")).await.expect_status(200);
        base::jobs::run_due(&t.app).await.unwrap();
        remove(&olena, stage[2], stage[1]).await.expect_status(200);
    }

    async fn who_saw_another_pipeline_or_comes_second_is_told(t) {
        let olena = t.api(t.cast.olena).await;
        let stage = stages(&olena).await;
        let path = address(&olena, stage[2]).await;
        olena.post_json(&path, json!({ "version": 7, "to_stage_id": stage[1] })).await.expect_problem(409, "stale");
        for body in [json!({ "version": 1 }), json!({ "version": 1, "to_stage_id": stage[2] }), json!({ "version": 1, "to_stage_id": 5 }),
            json!({ "version": 1, "to_stage_id": stage[1], "stages": { (stage[3].to_string()): stage[1] } })] {
            olena.post_json(&path, body).await.expect_problem(422, "form");
        }
        olena.post_json(&path, json!({ "version": 1, "to": stage[1] })).await.expect_problem(422, "body");
        let page = t.page(t.cast.olena).await;
        let ask = format!("/settings/pipelines/{}/stages/{}/remove", id(&pipeline(&olena).await), stage[2]);
        make(&olena, json!({ "title": "Boat", "stage_id": stage[2] })).await;
        page.get(&ask).await.expect_status(200).expect_text("1 deal moves.");
        let (version, to) = ("1".to_owned(), stage[1].to_string());
        page.post(&ask, &[("version", "9"), ("to_stage_id", &to)]).await.expect_status(409).expect_text("1 deal moves.");
        page.post(&ask, &[("version", &version), ("to_stage_id", "5")]).await.expect_status(422).expect_text("Choose a stage that stays.");
        page.post(&ask, &[("version", &version), ("to_stage_id", &to)]).await.expect_status(303);
        // The second press, the page that is still open, and the program that comes too late.
        for late in [page.post(&ask, &[("version", &version), ("to_stage_id", &to)]).await, page.get(&ask).await] {
            assert_eq!(late.expect_status(303).location(), "/settings/pipelines");
        }
        olena.post_json(&path, json!({ "version": 2, "to_stage_id": stage[1] })).await.expect_problem(404, "not_found");
    }

    async fn only_who_may_change_settings_removes_a_stage(t) {
        let olena = t.api(t.cast.olena).await;
        let stage = stages(&olena).await;
        let (path, body) = (address(&olena, stage[2]).await, json!({ "version": 1, "to_stage_id": stage[1] }));
        let ask = format!("/settings/pipelines/{}/stages/{}/remove", id(&pipeline(&olena).await), stage[2]);
        for person in [t.cast.borys, t.cast.anna, t.cast.hlib] {
            let api = t.api(person).await;
            api.get(&path).await.expect_problem(403, "denied");
            api.post_json(&path, body.clone()).await.expect_problem(403, "denied");
            t.page(person).await.get(&ask).await.expect_status(403);
        }
        t.api(t.cast.zoryana).await.post_json(&path, body).await.expect_problem(404, "not_found");
        assert_eq!(stages(&olena).await, stage);
    }

    // Whoever adds a column that names a stage says here what becomes of it when the stage goes.
    async fn every_column_that_names_a_stage_or_a_pipeline_is_known_to_removals(t) {
        let mut there = BTreeSet::new();
        for (name, table) in t.app.db.schema().await.unwrap().tables {
            let named = table.columns.iter().filter(|column| ["stage_id", "pipeline_id"].iter().any(|id| column.ends_with(id)));
            there.extend(named.map(|column| format!("{name}.{column}")));
        }
        let known = ["bin.stage_id", "deals.pipeline_id", "deals.stage_id", "forms.pipeline_id", "forms.stage_id", "stages.pipeline_id", "triggers.pipeline_id", "triggers.stage_id"];
        assert_eq!(there, known.into_iter().map(str::to_owned).collect());
    }
}
