//! Blocking and what stays of a person (K14, K15).

use serde_json::json;

use super::{counts, deal, depart, left_with, olena, pairs, responsible};
use crate::on_both;

on_both! {
    // K15
    async fn a_block_ends_every_way_in_and_leaves_the_work(t) {
        let program = olena(t).await;
        let one = deal(&program, "Boiler", t.cast.anna).await;
        let (anna, her_page) = (t.api(t.cast.anna).await, t.page(t.cast.anna).await);
        let block = format!("/api/v1/people/{}/block", t.cast.anna);
        let done = program.post_json(&block, json!({})).await.expect_status(200).json();
        assert_eq!(counts(&done["ended"]), pairs(&[("session", 1), ("token", 1)]));
        anna.get("/api/v1/deals").await.expect_problem(401, "signed_out");
        assert!(her_page.get("/deals").await.location().starts_with("/sign-in"));
        assert_eq!(responsible(&program, one).await, Some(t.cast.anna));
        let new = json!({ "title": "Roof", "responsible_id": t.cast.anna });
        program.post_json("/api/v1/deals", new).await.expect_problem(422, "not_assignable");
        program.post_json(&block, json!({})).await.expect_problem(409, "already_blocked");
        assert_eq!(left_with(t, t.cast.anna).await.access, base::credentials::Counts::default());
    }

    async fn an_unblocked_person_is_what_they_were(t) {
        let program = olena(t).await;
        for (person, status) in [(t.cast.anna, "active"), (t.cast.petro, "pending")] {
            let act = |verb: &str| format!("/api/v1/people/{person}/{verb}");
            program.post_json(&act("block"), json!({})).await.expect_status(200);
            let lifted = program.post_json(&act("unblock"), json!({})).await.expect_status(200).json();
            assert_eq!(lifted["status"], status);
            program.post_json(&act("unblock"), json!({})).await.expect_problem(409, "not_blocked");
        }
    }

    // K14
    async fn who_departed_is_still_named_in_history(t) {
        let program = olena(t).await;
        deal(&program, "Boiler", t.cast.anna).await;
        let won = deal(&program, "Roof", t.cast.anna).await;
        let stages = program.get("/api/v1/pipelines").await.json()["items"][0]["stages"].as_array().unwrap().clone();
        let stage = stages.iter().find(|stage| stage["outcome"] == "won").unwrap()["id"].clone();
        let version = program.get(&format!("/api/v1/deals/{won}")).await.json()["version"].clone();
        program.patch(&format!("/api/v1/deals/{won}"), json!({ "stage_id": stage, "version": version })).await.expect_status(200);
        let departure = depart(&program, t.cast.anna, t.cast.vira).await;
        let page = t.page(t.cast.olena).await;
        let fact = page.get(&format!("/handovers/{departure}")).await.expect_status(200);
        fact.expect_text("Anna Melnyk").expect_text("Vira Savchuk");
        page.get("/handovers").await.expect_status(200).expect_text("Anna Melnyk");
        // Her deal that was won before is Vira's, and still says who had it then.
        page.get(&format!("/deals/{won}")).await.expect_text("Held it when closed").expect_text("Anna Melnyk");
        program.get(&format!("/api/v1/people/{}", t.cast.anna)).await.expect_status(200);
        program.delete(&format!("/api/v1/people/{}", t.cast.anna)).await.expect_status(404);
    }

    // K15: an open page hears of it within a second.
    async fn an_open_page_ends_within_a_second(t) {
        let program = olena(t).await;
        let secret = t.secret(t.cast.anna, true).await;
        let address = t.serve().await;
        let cookie = format!("smena_session={secret}");
        let live = reqwest::Client::new().get(format!("{address}/live")).header("cookie", cookie);
        let mut stream = live.send().await.unwrap();
        assert_eq!(stream.status(), 200);
        program.post_json(&format!("/api/v1/people/{}/block", t.cast.anna), json!({})).await.expect_status(200);
        let heard = async {
            while let Some(bytes) = stream.chunk().await.unwrap() {
                if String::from_utf8_lossy(&bytes).contains("gone") {
                    return;
                }
            }
            panic!("the stream ended without a word");
        };
        tokio::time::timeout(std::time::Duration::from_secs(1), heard).await.unwrap();
    }
}
