//! What the dialog draws while it is filled in, and what it says to mind.

use serde_json::{Value as Json, json};

use super::{deal, olena, responsible, work_of_anna};
use crate::app::TestApp;
use crate::on_both;

/// The codes of what a dry run says to mind.
async fn minded(t: &TestApp, successor: i64) -> Vec<String> {
    minded_of(t, json!({ "successor": successor, "dry_run": true })).await
}

async fn minded_of(t: &TestApp, body: Json) -> Vec<String> {
    let path = format!("/api/v1/people/{}/departure", t.cast.anna);
    let would = olena(t).await.post_json(&path, body).await.expect_status(200).json();
    let warnings = would["warnings"].as_array().unwrap().iter();
    warnings.map(|one| one["code"].as_str().unwrap().to_owned()).collect()
}

on_both! {
    async fn what_is_not_chosen_yet_is_drawn_as_such_and_missing(t) {
        let program = olena(t).await;
        let deals = work_of_anna(t, &program).await;
        let page = t.page(t.cast.olena).await;
        let (anna, vira) = (t.cast.anna.to_string(), t.cast.vira.to_string());
        let form = [("person", anna.as_str()), ("mode", "departure"), ("by_kind.deal", &vira)];
        let drawn = page.post("/handovers/sketch", &form).await.expect_status(200);
        drawn.expect_text("From Anna Melnyk to Vira Savchuk: Deals 3; Not chosen: Contacts 2, Tasks 1")
            .expect_text("Still to say").expect_text("Choose who receives the work.");
        let whole = [("person", anna.as_str()), ("mode", "departure"), ("successor", &vira)];
        let drawn = page.post("/handovers/sketch", &whole).await.expect_status(200);
        drawn.expect_text("to Vira Savchuk: Deals 3, Contacts 2, Tasks 1").expect_text("It can be undone until")
            .expect_no_text("Still to say");
        assert_eq!(responsible(&program, deals[0]).await, Some(t.cast.anna));
    }

    async fn only_ticked_kinds_are_drawn_and_rules_take_their_share(t) {
        let program = olena(t).await;
        work_of_anna(t, &program).await;
        let page = t.page(t.cast.olena).await;
        let (anna, vira, borys) = (t.cast.anna.to_string(), t.cast.vira.to_string(), t.cast.borys.to_string());
        let form = [("person", anna.as_str()), ("mode", "handover"), ("kind", "deal"), ("successor", &vira),
            ("rule0.kind", "deal"), ("rule0.open", "yes"), ("rule0.to", &vira), ("rule0.to", &borys),
            // Not finished: it names nobody yet.
            ("rule1.kind", "deal"), ("rule1.open", "no")];
        let drawn = page.post("/handovers/sketch", &form).await.expect_status(200);
        drawn.expect_text("Borys Kravets: Deals 1").expect_text("Vira Savchuk: Deals 2").expect_no_text("Contacts");
    }

    async fn a_receiver_who_leaves_too_is_named(t) {
        let program = olena(t).await;
        work_of_anna(t, &program).await;
        let leaves = json!({ "successor": t.cast.borys, "at": "2026-12-18T16:00:00Z" });
        program.post_json(&format!("/api/v1/people/{}/departure", t.cast.vira), leaves).await.expect_status(202);
        assert_eq!(minded(t, t.cast.vira).await, ["leaving"]);
        assert_eq!(minded(t, t.cast.borys).await, Vec::<String>::new());
    }

    async fn a_receiver_whose_access_ends_by_itself_is_named(t) {
        let program = olena(t).await;
        work_of_anna(t, &program).await;
        t.by_hand("update people set valid_until = 1798016400000 where account_id = $1 and id = $2", t.cast.vira).await;
        assert_eq!(minded(t, t.cast.vira).await, ["access_ends"]);
    }

    // Who is away is asked for the moment of the departure.
    async fn a_receiver_who_is_away_is_named(t) {
        let program = olena(t).await;
        work_of_anna(t, &program).await;
        assert_eq!(minded(t, t.cast.vira).await, Vec::<String>::new());
        let cover = json!({ "stand_in": t.cast.olena, "until": "2026-12-20T22:00:00Z" });
        program.post_json(&format!("/api/v1/people/{}/cover", t.cast.vira), cover).await.expect_status(201);
        assert_eq!(minded(t, t.cast.vira).await, ["away"]);
        let at = |at: &str| json!({ "successor": t.cast.vira, "at": at, "dry_run": true });
        assert_eq!(minded_of(t, at("2026-12-20T16:00:00Z")).await, ["away"]);
        assert_eq!(minded_of(t, at("2026-12-21T16:00:00Z")).await, Vec::<String>::new());
        let page = t.page(t.cast.olena).await;
        let (anna, vira) = (t.cast.anna.to_string(), t.cast.vira.to_string());
        let form = [("person", anna.as_str()), ("mode", "departure"), ("successor", &vira)];
        let drawn = page.post("/handovers/sketch", &form).await.expect_status(200);
        drawn.expect_text("Vira Savchuk is away until").expect_text("Olena Bondar stands in.");
    }

    async fn programs_and_open_pages_that_stop_are_named(t) {
        let program = olena(t).await;
        deal(&program, "Boiler", t.cast.anna).await;
        t.secret(t.cast.anna, false).await;
        assert_eq!(minded(t, t.cast.vira).await, ["token"]);
        t.page(t.cast.anna).await.get("/deals").await.expect_status(200);
        let (account, anna) = (t.cast.account, t.cast.anna);
        t.app.keep(move |tx| base::credentials::note_seen(tx, account, anna)).await.unwrap();
        assert_eq!(minded(t, t.cast.vira).await, ["token", "at_work"]);
        // In a week Anna may be anywhere.
        let later = json!({ "successor": t.cast.vira, "at": "2026-11-30T16:00:00Z", "dry_run": true });
        assert_eq!(minded_of(t, later).await, ["token"]);
    }

    async fn deals_out_of_the_receivers_sight_are_named_by_their_stages(t) {
        let program = olena(t).await;
        deal(&program, "Boiler", t.cast.anna).await;
        let pipelines = program.get("/api/v1/pipelines").await.expect_status(200).json();
        let stages = &pipelines["items"][0]["stages"];
        let [first, second] = [0, 1].map(|n| stages[n]["id"].as_i64().unwrap());
        let roles = program.get("/api/v1/roles").await.expect_status(200).json();
        let seller = roles["items"].as_array().unwrap().iter().find(|role| role["key"] == "seller").unwrap().clone();
        let rule = |cell: &str| json!({ "stages": { first.to_string(): { cell: "none" }, second.to_string(): { "see": "none" } } });
        let path = format!("/api/v1/roles/{}", seller["id"]);
        program.patch(&path, rule("edit")).await.expect_status(200);
        assert_eq!(minded(t, t.cast.vira).await, ["unchangeable"]);
        program.patch(&path, rule("see")).await.expect_status(200);
        assert_eq!(minded(t, t.cast.vira).await, ["unseen"]);
    }

    async fn only_who_manages_people_is_shown_a_sketch(t) {
        let anna = t.cast.anna.to_string();
        let form = [("person", anna.as_str()), ("mode", "departure")];
        t.page(t.cast.borys).await.post("/handovers/sketch", &form).await.expect_status(403);
        t.page(t.cast.olena).await.post("/handovers/sketch", &form[1..]).await.expect_status(404);
    }
}
