//! A departure by hand took the place of a planned one, and is undone.

use base::jobs;
use serde_json::{Value as Json, json};

use super::{depart, olena, responsible, work_of_anna};
use crate::app::{Client, NOW, TestApp};
use crate::on_both;

const HOUR: i64 = 3_600_000;

/// Anna is to leave in two hours, with fewer rights until then.
async fn planned(t: &TestApp, program: &Client) -> i64 {
    let plan =
        json!({ "successor": t.cast.vira, "at": kit::date::to_rfc3339(NOW + 2 * HOUR), "limits": true });
    let path = format!("/api/v1/people/{}/departure", t.cast.anna);
    program.post_json(&path, plan).await.expect_status(202).json()["id"].as_i64().unwrap()
}

async fn look(program: &Client, id: i64) -> Json {
    program.get(&format!("/api/v1/planned-departures/{id}")).await.expect_status(200).json()
}

async fn later(t: &TestApp, hours: i64) {
    t.clock.advance(hours * HOUR);
    jobs::run_due(&t.app).await.unwrap();
}

async fn anna(t: &TestApp, program: &Client) -> Json {
    program.get(&format!("/api/v1/people/{}", t.cast.anna)).await.expect_status(200).json()["status"].clone()
}

on_both! {
    async fn before_its_hour_the_planned_one_stands_again(t) {
        let program = olena(t).await;
        let deals = work_of_anna(t, &program).await;
        let id = planned(t, &program).await;
        let handover = depart(&program, t.cast.anna, t.cast.borys).await;
        assert_eq!(look(&program, id).await["state"], "done");
        later(t, 1).await;
        let undone = program.delete(&format!("/api/v1/departures/{handover}")).await.expect_status(200).json();
        let at = kit::date::to_rfc3339(NOW + 2 * HOUR);
        assert_eq!(undone["planned"], json!({ "id": id, "at": at, "again": true }));
        let now = look(&program, id).await;
        assert_eq!((&now["state"], &now["handover_id"]), (&json!("planned"), &Json::Null));
        // With what belongs to it.
        let own = t.api(t.cast.anna).await;
        own.delete(&format!("/api/v1/deals/{}", deals[0])).await.expect_status(403);
        t.page(t.cast.olena).await.get(&format!("/people/{}", t.cast.anna)).await.expect_text("Leaves");
        later(t, 1).await;
        assert_eq!((look(&program, id).await["state"].clone(), anna(t, &program).await), (json!("done"), json!("departed")));
        assert_eq!(responsible(&program, deals[0]).await, Some(t.cast.vira));
    }

    async fn after_its_hour_the_undo_says_that_nothing_is_planned_any_more(t) {
        let program = olena(t).await;
        work_of_anna(t, &program).await;
        let id = planned(t, &program).await;
        let handover = depart(&program, t.cast.anna, t.cast.borys).await;
        later(t, 3).await;
        let page = t.page(t.cast.olena).await;
        let undone = page.post(&format!("/handovers/{handover}/undo"), &[]).await.expect_status(303);
        let told = format!("smena_notice={}", undone.cookie("smena_notice").unwrap());
        let told = page.with("cookie", &told).get(&undone.location()).await;
        told.expect_text("Undone. Everything is back.").expect_text("does not come back: its hour has passed.");
        assert_eq!(look(&program, id).await["state"], "done");
        later(t, 24).await;
        assert_eq!(anna(t, &program).await, "active");
        t.api(t.cast.anna).await.get("/api/v1/me").await.expect_status(200);
    }

    // The undo of what was done on time says nothing of a plan: it was carried out, not replaced.
    async fn what_was_carried_out_on_time_was_not_replaced(t) {
        let program = olena(t).await;
        work_of_anna(t, &program).await;
        let id = planned(t, &program).await;
        later(t, 2).await;
        let handover = look(&program, id).await["handover_id"].clone();
        let undone = program.delete(&format!("/api/v1/departures/{handover}")).await.expect_status(200).json();
        assert_eq!(undone["planned"], Json::Null);
        later(t, 1).await;
        assert_eq!(anna(t, &program).await, "active");
    }

    // Who came back by another way has been decided on anew.
    async fn coming_back_by_hand_plans_nothing(t) {
        let program = olena(t).await;
        work_of_anna(t, &program).await;
        let id = planned(t, &program).await;
        let handover = depart(&program, t.cast.anna, t.cast.borys).await;
        program.post_json(&format!("/api/v1/people/{}/reactivate", t.cast.anna), json!({})).await.expect_status(200);
        let undone = program.delete(&format!("/api/v1/departures/{handover}")).await.expect_status(200).json();
        assert_eq!(undone["planned"], Json::Null);
        later(t, 3).await;
        assert_eq!((look(&program, id).await["state"].clone(), anna(t, &program).await), (json!("done"), json!("active")));
    }
}
