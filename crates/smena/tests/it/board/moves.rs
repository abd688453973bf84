//! Deals moved on the board and in the list, and made there.

use serde_json::{Value as Json, json};

use super::{cards, column, deal, hidden};
use crate::app::TestApp;
use crate::deals::{id, make, stages};
use crate::on_both;

/// "When a deal comes to this stage, Vira calls."
async fn trigger(t: &TestApp, stage: i64) {
    let body = json!({ "name": "Call", "stage_id": stage, "does": "task", "title": "Call", "days": 1, "responsible_id": t.cast.vira });
    t.api(t.cast.olena).await.post_json("/api/v1/triggers", body).await.expect_status(201);
}

async fn tasks(t: &TestApp) -> usize {
    let list = format!("/api/v1/tasks?responsible_id={}", t.cast.vira);
    t.api(t.cast.olena).await.get(&list).await.json()["items"].as_array().unwrap().len()
}

/// A rule of the sellers about a stage.
async fn rule(t: &TestApp, stage: i64, cells: Json) {
    let olena = t.api(t.cast.olena).await;
    let roles = olena.get("/api/v1/roles").await.json();
    let role =
        roles["items"].as_array().unwrap().iter().find(|role| role["key"] == "seller").unwrap()["id"].clone();
    let mut stages = serde_json::Map::new();
    stages.insert(stage.to_string(), cells);
    olena.patch(&format!("/api/v1/roles/{role}"), json!({ "stages": stages })).await.expect_status(200);
}

on_both! {
    async fn a_card_is_moved_by_its_menu_and_the_board_stays_where_it_was(t) {
        let anna = t.api(t.cast.anna).await;
        let stages = stages(&anna).await;
        trigger(t, stages[1]).await;
        let boat = make(&anna, json!({ "title": "Boat" })).await;
        let page = t.page(t.cast.anna).await;
        let address = format!("/deals/board/{}?q=boat", id(&boat));
        let menu = page.get(&format!("{address}&version=1")).await.expect_status(200);
        let menu = menu.expect_text("Boat").expect_text("Qualified").expect_text(&format!("action=\"{address}\""));
        assert!(!menu.body.contains(&format!("value=\"{}\"", stages[0])), "where it stands it need not go");
        let stage = stages[1].to_string();
        let fields = [("stage_id", stage.as_str()), ("version", &hidden(&menu.body, "version"))];
        let moved = page.post(&address, &fields).await.expect_status(303);
        assert_eq!(moved.location(), format!("/deals/board?q=boat#deal-{}", id(&boat)));
        let board = page.get("/deals/board").await;
        assert_eq!(cards(&column(&board, stages[1])), [id(&boat)]);
        assert_eq!(tasks(t).await, 1);
        let api = t.api(t.cast.anna).await;
        api.patch(&format!("/api/v1/deals/{}", id(&boat)), json!({ "version": 2, "stage_id": stages[4] })).await.expect_status(200);
        let board = page.get("/deals/board").await;
        assert_eq!((cards(&column(&board, stages[1])), cards(&column(&board, stages[4]))), (vec![], vec![id(&boat)]));
    }

    async fn the_second_who_moves_a_card_hears_where_it_is_and_by_whom(t) {
        let anna = t.api(t.cast.anna).await;
        let stages = stages(&anna).await;
        trigger(t, stages[2]).await;
        let boat = make(&anna, json!({ "title": "Boat" })).await;
        let address = format!("/deals/board/{}", id(&boat));
        let to = |stage: i64| [("stage_id", stage.to_string()), ("version", "1".to_owned())];
        let first = to(stages[1]);
        let first: Vec<(&str, &str)> = first.iter().map(|(k, v)| (*k, v.as_str())).collect();
        t.page(t.cast.borys).await.post(&address, &first).await.expect_status(303);
        let second = to(stages[2]);
        let second: Vec<(&str, &str)> = second.iter().map(|(k, v)| (*k, v.as_str())).collect();
        let told = t.page(t.cast.anna).await.post(&address, &second).await.expect_status(409);
        let told = told.expect_text("“Boat” was changed meanwhile by Borys Kravets. It is at the stage “Qualified” now");
        assert_eq!(cards(&column(&told, stages[1])), [id(&boat)], "the board is as it is now");
        assert_eq!((&deal(t, &boat).await["stage_id"], tasks(t).await), (&json!(stages[1]), 0));
    }

    async fn whoever_may_not_moves_nothing(t) {
        let c = &t.cast;
        let anna = t.api(c.anna).await;
        let stages = stages(&anna).await;
        let boat = make(&anna, json!({ "title": "Boat" })).await;
        let address = format!("/deals/board/{}", id(&boat));
        let stage = stages[1].to_string();
        let fields = [("stage_id", stage.as_str()), ("version", "1")];
        t.page(c.hlib).await.post(&address, &fields).await.expect_status(403);
        t.page(c.vira).await.post(&address, &fields).await.expect_status(404).expect_text("This deal isn't there any more").expect_no_text("Boat");
        t.page(c.zoryana).await.post(&address, &fields).await.expect_status(404).expect_no_text("Boat");
        t.page(c.vira).await.get(&address).await.expect_status(404);
        t.page(c.anna).await.post(&address, &[("stage_id", "x"), ("version", "1")]).await.expect_status(422);
        // A stage that sellers may not put deals at is not offered, and not entered either.
        rule(t, stages[1], json!({ "create": "none" })).await;
        let page = t.page(c.anna).await;
        assert!(!page.get(&address).await.expect_status(200).body.contains(&format!("value=\"{stage}\"")));
        page.post(&address, &fields).await.expect_status(403);
        let board = page.get("/deals/board").await;
        assert!(!column(&board, stages[1]).contains("quick-add") && column(&board, stages[0]).contains("quick-add"));
        let all = json!({ "ids": [id(&boat)], "stage_id": stages[1] });
        t.api(c.anna).await.post_json("/api/v1/deals/move", all).await.expect_problem(403, "denied");
        assert_eq!(deal(t, &boat).await["version"], 1);
    }

    async fn ticked_deals_are_moved_together_and_set_off_what_each_would(t) {
        let c = &t.cast;
        let (olena, anna) = (t.api(c.olena).await, t.api(c.anna).await);
        let stages = stages(&anna).await;
        trigger(t, stages[2]).await;
        let mut ids = Vec::new();
        for n in 0..3 {
            ids.push(id(&make(&anna, json!({ "title": format!("Boat {n}"), "amount": 1_000 })).await));
        }
        let there = id(&make(&anna, json!({ "title": "There", "stage_id": stages[2] })).await);
        assert_eq!(tasks(t).await, 1);
        let body = json!({ "ids": [ids[0], ids[1], there, ids[0]], "stage_id": stages[2] });
        let moved = anna.post_json("/api/v1/deals/move", body.clone()).await.expect_status(200).json();
        assert_eq!((moved, tasks(t).await), (json!({ "moved": 2 }), 3));
        // A second time nothing goes anywhere.
        assert_eq!(anna.post_json("/api/v1/deals/move", body).await.expect_status(200).json(), json!({ "moved": 0 }));
        assert_eq!(tasks(t).await, 3);
        // One that may not be moved stops them all.
        let hers = id(&make(&olena, json!({ "title": "Hers", "responsible_id": c.vira })).await);
        let both = json!({ "ids": [ids[2], hers], "stage_id": stages[2] });
        anna.post_json("/api/v1/deals/move", both).await.expect_problem(404, "not_found");
        let page = t.page(c.anna).await;
        let (one, stage) = (ids[2].to_string(), stages[4].to_string());
        page.get("/deals").await.expect_text("formaction=\"/deals/move\"");
        t.page(c.hlib).await.get("/deals").await.expect_no_text("/deals/move");
        page.post("/deals/move", &[("id", &one), ("id", &hers.to_string())]).await.expect_status(404);
        page.post("/deals/move", &[("id", &one)]).await.expect_status(200).expect_text("Boat 2").expect_text("Won");
        page.get(&format!("/deals/move?id={one}&sure=yes&stage_id={stage}")).await.expect_status(200);
        assert_eq!(olena.get(&format!("/api/v1/deals/{one}")).await.json()["version"], 1, "a link only asks");
        page.post("/deals/move", &[("id", &one), ("sure", "yes")]).await.expect_status(422).expect_text("Boat 2");
        let question = page.post("/deals/move", &[("id", &one)]).await;
        let once = hidden(&question.body, "once");
        let answer = [("id", one.as_str()), ("sure", "yes"), ("stage_id", &stage), ("once", &once)];
        page.post("/deals/move", &answer).await.expect_status(303);
        page.post("/deals/move", &answer).await.expect_status(303);
        let won = olena.get(&format!("/api/v1/deals/{one}")).await.json();
        assert_eq!((&won["open"], &won["closed_holder_id"], &won["version"]), (&json!(false), &json!(c.anna), &json!(2)));
    }

    async fn what_is_no_move_is_refused_in_words(t) {
        let anna = t.api(t.cast.anna).await;
        let stage = stages(&anna).await[1];
        let boat = id(&make(&anna, json!({ "title": "Boat" })).await);
        let many: Vec<i64> = (1..=201).collect();
        for body in [json!({}), json!({ "ids": [], "stage_id": stage }), json!({ "ids": many, "stage_id": stage }),
            json!({ "ids": [boat], "stage_id": 7 }), json!({ "ids": [boat], "stage_id": stage, "pipeline_id": 1 })] {
            anna.post_json("/api/v1/deals/move", body).await.expect_status(422);
        }
        anna.post_json("/api/v1/deals/move", json!({ "ids": [7], "stage_id": stage })).await.expect_status(404);
        let foreign = t.api(t.cast.zoryana).await;
        foreign.post_json("/api/v1/deals/move", json!({ "ids": [boat], "stage_id": stage })).await.expect_status(404);
        let theirs = id(&make(&foreign, json!({ "title": "Theirs" })).await);
        foreign.post_json("/api/v1/deals/move", json!({ "ids": [theirs], "stage_id": stage })).await.expect_status(422);
    }

    async fn a_deal_is_made_at_the_top_of_its_column(t) {
        let c = &t.cast;
        let anna = t.api(c.anna).await;
        let stages = stages(&anna).await;
        trigger(t, stages[1]).await;
        let page = t.page(c.anna).await;
        let once = "a1b2".repeat(8);
        let stage = stages[1].to_string();
        let typed = [("title", "New boat"), ("amount", "1 234,50"), ("stage_id", stage.as_str()), ("once", &once)];
        let made = page.post("/deals/board?q=boat", &typed).await.expect_status(303).location();
        assert!(made.starts_with("/deals/board?q=boat#deal-"), "{made}");
        assert_eq!(page.post("/deals/board?q=boat", &typed).await.expect_status(303).location(), made);
        let list = anna.get("/api/v1/deals").await.json();
        let deal = &list["items"][0];
        assert_eq!((&list["count"], &deal["amount"], &deal["responsible_id"]), (&json!(1), &json!(123_450), &json!(c.anna)));
        assert_eq!((&deal["stage_id"], tasks(t).await), (&json!(stages[1]), 1));
        let wrong = [("title", " "), ("amount", "many"), ("stage_id", stage.as_str())];
        let refused = page.post("/deals/board?q=boat", &wrong).await.expect_status(422);
        let column = column(&refused, stages[1]);
        assert!(column.contains("<details class=\"quick-add\" open") && column.contains("value=\"many\""), "{column}");
        refused.expect_text("Fill this in.").expect_text("An amount is from 0");
        page.post("/deals/board", &[("title", "Boat"), ("stage_id", "7")]).await.expect_status(422);
        page.post("/deals/board", &[("title", "Boat"), ("stage_id", "x")]).await.expect_status(422);
        t.page(c.hlib).await.post("/deals/board", &[("title", "Boat"), ("stage_id", &stage)]).await.expect_status(422).expect_text("class=\"notice bad\"");
        assert_eq!(anna.get("/api/v1/deals").await.json()["count"], 1);
    }
}
