//! What a cover refuses, and what it never opens.

use serde_json::json;

use super::{DAY, begun, cover, cover_ctx, day, deal, sees, states};
use crate::app::NOW;
use crate::on_both;

on_both! {
    async fn a_stand_in_is_somebody_to_whom_such_work_may_come(t) {
        let (olena, anna) = (t.api(t.cast.olena).await, t.api(t.cast.anna).await);
        deal(&anna, "Boiler", t.cast.anna).await;
        let program = json!({ "name": "Exchange", "category": "technical" });
        let technical = olena.post_json("/api/v1/people", program).await.expect_status(201).json();
        let at = format!("/api/v1/people/{}/cover", t.cast.anna);
        for (stand_in, code) in [
            (t.cast.anna, "cover_self"),
            (t.cast.petro, "not_assignable"),
            (technical["id"].as_i64().unwrap(), "not_assignable"),
            (t.cast.hlib, "may_not_hold"),
            (t.cast.zoryana, "no_such_person"),
        ] {
            let answer = anna.post_json(&at, json!({ "stand_in": stand_in, "until": day(5) })).await.expect_status(422);
            assert_eq!(answer.json()["errors"][0]["code"], code);
        }
        let pending = format!("/api/v1/people/{}/cover", t.cast.petro);
        olena.post_json(&pending, json!({ "stand_in": t.cast.vira, "until": day(5) })).await.expect_problem(409, "holds_nothing");
    }

    async fn a_cover_has_an_end_to_come(t) {
        let anna = t.api(t.cast.anna).await;
        let at = format!("/api/v1/people/{}/cover", t.cast.anna);
        for (body, code) in [
            (json!({ "until": day(-1) }), "cover_until"),
            (json!({ "from": day(3), "until": day(3) }), "cover_until"),
            (json!({ "until": day(400) }), "cover_too_long"),
            (json!({ "until": "tomorrow" }), "cover_moment"),
            (json!({ "until": day(1), "kinds": [] }), "cover_no_kinds"),
        ] {
            let mut body = body;
            body["stand_in"] = json!(t.cast.vira);
            let answer = anna.post_json(&at, body).await.expect_status(422);
            assert_eq!(answer.json()["errors"][0]["code"], code);
        }
    }

    // Two would each leave it to the other; the refusal names the first.
    async fn one_person_stands_in_for_the_same_work_at_a_time(t) {
        let anna = t.api(t.cast.anna).await;
        cover(&anna, t.cast.anna, t.cast.vira).await;
        let at = format!("/api/v1/people/{}/cover", t.cast.anna);
        let second = json!({ "stand_in": t.cast.borys, "kinds": ["deal"], "from": day(4), "until": day(8) });
        let refused = anna.post_json(&at, second).await.expect_problem(409, "cover_overlaps");
        assert!(refused.json()["detail"].as_str().unwrap().contains("Vira Savchuk"));
        begun(&anna, t.cast.anna, json!({ "stand_in": t.cast.borys, "from": day(5), "until": day(8) })).await;
    }

    async fn two_covers_begun_at_once_are_one(t) {
        let (from, until) = (NOW, NOW + DAY);
        let (one, other) = tokio::join!(
            cover_ctx(t, t.cast.anna, t.cast.vira, from, until),
            cover_ctx(t, t.cast.anna, t.cast.borys, from, until),
        );
        assert_eq!([one.is_ok(), other.is_ok()].iter().filter(|ok| **ok).count(), 1);
    }

    async fn a_cover_is_begun_by_whose_work_it_is_or_by_who_manages_people(t) {
        let (vira, borys) = (t.api(t.cast.vira).await, t.api(t.cast.borys).await);
        let at = format!("/api/v1/people/{}/cover", t.cast.anna);
        for program in [&vira, &borys] {
            program.post_json(&at, json!({ "stand_in": t.cast.vira, "until": day(5) })).await.expect_problem(403, "denied");
            program.get(&format!("/api/v1/people/{}/covers", t.cast.anna)).await.expect_problem(403, "denied");
        }
        // Who has nothing to do with a cover doesn't learn of it.
        let id = cover(&t.api(t.cast.olena).await, t.cast.anna, t.cast.vira).await;
        borys.delete(&format!("/api/v1/covers/{id}")).await.expect_problem(404, "not_found");
        t.api(t.cast.zoryana).await.delete(&format!("/api/v1/covers/{id}")).await.expect_problem(404, "not_found");
    }

    // Blocked: closed at once; open again with the block lifted, for the agreement stands until its day.
    async fn a_blocked_stand_in_covers_nothing(t) {
        let (olena, anna) = (t.api(t.cast.olena).await, t.api(t.cast.anna).await);
        let boiler = deal(&anna, "Boiler", t.cast.anna).await;
        cover(&anna, t.cast.anna, t.cast.vira).await;
        let vira = t.api(t.cast.vira).await;
        olena.post_json(&format!("/api/v1/people/{}/block", t.cast.vira), json!({})).await.expect_status(200);
        vira.get("/api/v1/deals").await.expect_problem(401, "signed_out");
        t.page(t.cast.anna).await.get("/deals").await.expect_no_text("stands in for you");
        olena.post_json(&format!("/api/v1/people/{}/unblock", t.cast.vira), json!({})).await.expect_status(200);
        assert!(sees(&t.api(t.cast.vira).await, boiler).await);
    }

    // A change of role in the middle: what one may not hold one doesn't cover, whatever was agreed.
    async fn who_may_no_longer_hold_the_kind_covers_it_no_more(t) {
        let (olena, anna) = (t.api(t.cast.olena).await, t.api(t.cast.anna).await);
        let boiler = deal(&anna, "Boiler", t.cast.anna).await;
        cover(&anna, t.cast.anna, t.cast.vira).await;
        t.by_hand("update people set role_id = (select id from roles where account_id = $1 and key = 'observer')
            where account_id = $1 and id = $2", t.cast.vira).await;
        t.by_hand("update roles set rights = replace(rights, '\"see\":\"all\"', '\"see\":\"own\"')
            where account_id = $1 and key = 'observer' and cast($2 as bigint) > 0", t.cast.vira).await;
        assert!(!sees(&t.api(t.cast.vira).await, boiler).await);
        t.page(t.cast.anna).await.get("/deals").await.expect_no_text("stands in for you");
        assert_eq!(states(&olena, t.cast.anna).await, ["running"]);
    }

    // The technical user of the stand-in works for the stand-in, not for whom they cover.
    async fn a_program_of_the_stand_in_does_not_cover(t) {
        let (olena, anna) = (t.api(t.cast.olena).await, t.api(t.cast.anna).await);
        let program = json!({ "name": "Exchange", "category": "technical" });
        let technical = olena.post_json("/api/v1/people", program).await.expect_status(201).json()["id"].as_i64().unwrap();
        t.by_hand("update people set answerable_person_id = (select id from people where account_id = $1 and name = 'Vira Savchuk')
            where account_id = $1 and id = $2", technical).await;
        let boiler = deal(&anna, "Boiler", t.cast.anna).await;
        cover(&anna, t.cast.anna, t.cast.vira).await;
        assert!(!sees(&t.api(technical).await, boiler).await);
    }
}
