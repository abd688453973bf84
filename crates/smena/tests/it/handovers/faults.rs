//! Bad input, and several at once.

use serde_json::{Value as Json, json};

use super::{deal, depart, olena, responsible, room, work_of_anna};
use crate::on_both;

on_both! {
    // A06
    async fn a_successor_who_may_not_receive_is_refused_by_name(t) {
        let program = olena(t).await;
        work_of_anna(t, &program).await;
        program.post_json(&format!("/api/v1/people/{}/block", t.cast.borys), json!({})).await.expect_status(200);
        let address = format!("/api/v1/people/{}/departure", t.cast.anna);
        let refusals = [
            (json!(t.cast.petro), "not_assignable"),
            (json!(t.cast.borys), "not_assignable"),
            (json!(t.cast.hlib), "may_not_hold"),
            (json!(t.cast.anna), "successor_self"),
            (json!(t.cast.zoryana), "no_such_person"),
            (json!(7), "no_such_person"),
            (Json::Null, "choose_successor"),
        ];
        for (successor, code) in refusals {
            let answer = program.post_json(&address, json!({ "successor": successor })).await.expect_status(422);
            assert_eq!(answer.json()["errors"][0]["code"], code, "{}", answer.body);
            assert_eq!(answer.json()["errors"][0]["field"], "successor");
        }
        let by_kind = json!({ "successor": t.cast.vira, "by_kind": { "deal": t.cast.hlib } });
        let answer = program.post_json(&address, by_kind).await.expect_status(422).json();
        assert_eq!(answer["errors"][0]["field"], "by_kind.deal");
    }

    async fn what_is_asked_for_wrongly_is_said_so(t) {
        let program = olena(t).await;
        let address = format!("/api/v1/people/{}/departure", t.cast.anna);
        let unknown = json!({ "successor": t.cast.vira, "access": { "7": "end" } });
        let answer = program.post_json(&address, unknown).await.expect_status(422).json();
        assert_eq!(answer["errors"][0]["code"], "unknown_access");
        program.post_json(&address, json!({ "successor": "Vira" })).await.expect_status(422);
        program.post_json(&address, json!({ "heir": 1 })).await.expect_status(422);
        let odd = json!({ "by_kind": { "castle": t.cast.vira } });
        program.post_json(&address, odd).await.expect_status(422);
    }

    async fn unknown_people_and_those_of_other_accounts_are_not_there(t) {
        let program = olena(t).await;
        for person in [7, t.cast.zoryana] {
            for act in ["departure", "handover", "block", "unblock", "reactivate"] {
                let answer = program.post_json(&format!("/api/v1/people/{person}/{act}"), json!({})).await;
                answer.expect_problem(404, "not_found");
            }
            program.get(&format!("/api/v1/people/{person}/holdings")).await.expect_problem(404, "not_found");
        }
        program.delete("/api/v1/departures/7").await.expect_problem(404, "not_found");
        let handed = depart(&program, t.cast.anna, t.cast.vira).await;
        program.delete(&format!("/api/v1/handovers/{handed}")).await.expect_problem(404, "not_found");
        let zoryana = t.api(t.cast.zoryana).await;
        zoryana.delete(&format!("/api/v1/departures/{handed}")).await.expect_problem(404, "not_found");
    }

    // G05
    async fn the_last_administrator_stays(t) {
        let program = olena(t).await;
        for act in ["departure", "block"] {
            let answer = program.post_json(&format!("/api/v1/people/{}/{act}", t.cast.olena), json!({})).await;
            answer.expect_problem(409, "last_administrator");
        }
        let plan = room::Plan::to(t.cast.vira);
        let operator = room::depart(&t.operator(), t.cast.olena, plan).await;
        assert!(matches!(operator, Err(base::Error::Conflict(p)) if p.key == "error-last-administrator"));
        // Nobody takes her password away, and who has none yet is no other administrator.
        let hers = format!("/api/v1/people/{}/password", t.cast.olena);
        let given = json!({ "password": "violet-harbour-92-slow" });
        program.json(axum::http::Method::PUT, &hers, given).await.expect_problem(409, "password_own");
        let second = json!({ "name": "Second", "login": "second", "category": "administrator" });
        let second = program.post_json("/api/v1/people", second).await.expect_status(201).json()["id"].as_i64().unwrap();
        t.by_hand("update people set status = 'active' where account_id = $1 and id = $2", second).await;
        program.post_json(&format!("/api/v1/people/{}/block", t.cast.olena), json!({})).await.expect_problem(409, "last_administrator");
        t.by_hand("update people set status = 'pending' where account_id = $1 and id = $2", second).await;
    }

    async fn who_may_not_manage_people_takes_nobody_out(t) {
        let vira = t.api(t.cast.vira).await;
        let body = json!({ "successor": t.cast.vira });
        for act in ["departure", "handover"] {
            let answer = vira.post_json(&format!("/api/v1/people/{}/{act}", t.cast.anna), body.clone()).await;
            answer.expect_problem(403, "denied");
        }
        vira.get(&format!("/api/v1/people/{}/holdings", t.cast.anna)).await.expect_problem(403, "denied");
    }

    async fn a_second_departure_finds_the_person_gone(t) {
        let program = olena(t).await;
        work_of_anna(t, &program).await;
        depart(&program, t.cast.anna, t.cast.vira).await;
        let address = format!("/api/v1/people/{}/departure", t.cast.anna);
        let again = program.post_json(&address, json!({ "successor": t.cast.borys })).await;
        again.expect_problem(409, "already_departed");
    }

    async fn two_administrators_at_once_take_a_person_out_once(t) {
        let program = olena(t).await;
        work_of_anna(t, &program).await;
        let address = format!("/api/v1/people/{}/departure", t.cast.anna);
        let (to_vira, to_borys) = (json!({ "successor": t.cast.vira }), json!({ "successor": t.cast.borys }));
        let (one, two) = tokio::join!(program.post_json(&address, to_vira), program.post_json(&address, to_borys));
        let mut statuses = [one.status, two.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 409], "{} {}", one.body, two.body);
    }

    async fn two_who_hand_over_to_each_other_do_not_both_leave(t) {
        let program = olena(t).await;
        deal(&program, "Boiler", t.cast.anna).await;
        deal(&program, "Roof", t.cast.vira).await;
        let address = |person: i64| format!("/api/v1/people/{person}/departure");
        let (anna, vira) = (address(t.cast.anna), address(t.cast.vira));
        let (one, two) = tokio::join!(
            program.post_json(&anna, json!({ "successor": t.cast.vira })),
            program.post_json(&vira, json!({ "successor": t.cast.anna })),
        );
        let mut statuses = [one.status, two.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 422], "{} {}", one.body, two.body);
    }

    // Each deal that was answered 201 is with the successor, whoever won the race.
    async fn deals_made_during_a_departure_are_with_the_successor(t) {
        let program = olena(t).await;
        let mut writers = Vec::new();
        for writer in 0..8 {
            let (program, anna) = (program.clone(), t.cast.anna);
            writers.push(tokio::spawn(async move {
                let mut made = Vec::new();
                for n in 0..12 {
                    let body = json!({ "title": format!("Deal {writer}-{n}"), "responsible_id": anna });
                    let answer = program.post_json("/api/v1/deals", body).await;
                    match answer.status {
                        201 => made.push(answer.json()["id"].as_i64().unwrap()),
                        422 => {}
                        other => panic!("{other}: {}", answer.body),
                    }
                }
                made
            }));
        }
        tokio::task::yield_now().await;
        depart(&program, t.cast.anna, t.cast.vira).await;
        let mut all = 0;
        for writer in writers {
            for deal in writer.await.unwrap() {
                assert_eq!(responsible(&program, deal).await, Some(t.cast.vira));
                all += 1;
            }
        }
        let filter = format!("/api/v1/deals?responsible_id={}", t.cast.vira);
        assert_eq!(program.get(&filter).await.json()["count"], all);
    }

    async fn a_repeated_call_with_the_same_key_is_carried_out_once(t) {
        let program = olena(t).await.with("idempotency-key", "one-departure");
        let address = format!("/api/v1/people/{}/departure", t.cast.anna);
        let body = json!({ "successor": t.cast.vira });
        let first = program.post_json(&address, body.clone()).await.expect_status(201);
        let second = program.post_json(&address, body).await.expect_status(201);
        assert_eq!(first.json(), second.json());
    }
}
