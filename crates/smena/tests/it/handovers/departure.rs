//! Before, during and after a departure; and a hand-over without one.

use serde_json::json;

use super::{contact, counts, deal, depart, left_with, olena, pairs, responsible, room, task, work_of_anna};
use crate::on_both;

on_both! {
    // A05, A06
    async fn the_preview_counts_what_is_held_and_offers_only_who_may_receive(t) {
        let program = olena(t).await;
        let deals = work_of_anna(t, &program).await;
        program.delete(&format!("/api/v1/deals/{}", deals[2])).await.expect_status(204);
        t.secret(t.cast.anna, true).await;
        let answer = program.get(&format!("/api/v1/people/{}/holdings", t.cast.anna)).await.expect_status(200).json();
        let held = pairs(&[("deal", 2), ("contact", 2), ("company", 0), ("task", 1), ("bin", 1), ("source", 0), ("trigger", 0)]);
        assert_eq!(counts(&answer["holdings"]), held);
        assert_eq!(answer["holdings"][0]["open"], 2);
        assert_eq!(answer["access"].as_array().unwrap().len(), 1);
        assert_eq!(answer["blockers"], json!([]));
        let offered: Vec<i64> =
            answer["successors"].as_array().unwrap().iter().map(|s| s["id"].as_i64().unwrap()).collect();
        for person in [t.cast.olena, t.cast.borys, t.cast.vira] {
            assert!(offered.contains(&person));
        }
        for person in [t.cast.anna, t.cast.hlib, t.cast.petro, t.cast.zoryana] {
            assert!(!offered.contains(&person));
        }
    }

    // A07, A08, K16
    async fn a_departure_moves_everything_ends_access_and_frees_the_seat(t) {
        let program = olena(t).await;
        let deals = work_of_anna(t, &program).await;
        let (anna, her_page) = (t.api(t.cast.anna).await, t.page(t.cast.anna).await);
        let used = program.get("/api/v1/seats").await.json()["used"].as_i64().unwrap();
        let body = json!({ "successor": t.cast.vira, "reason": "Moves to Lviv" });
        let address = format!("/api/v1/people/{}/departure", t.cast.anna);
        let done = program.post_json(&address, body).await.expect_status(201).json();
        assert_eq!(done["status"], "departed");
        assert_eq!(counts(&done["moved"]), pairs(&[("deal", 3), ("contact", 2), ("task", 1)]));
        assert!(done["moved"].as_array().unwrap().iter().all(|m| m["to"] == t.cast.vira));
        assert_eq!(counts(&done["ended"]), pairs(&[("session", 1), ("token", 1)]));
        assert_eq!(done["undo_until"], "2026-12-23T09:00:00Z");
        for deal in deals {
            assert_eq!(responsible(&program, deal).await, Some(t.cast.vira));
        }
        anna.get("/api/v1/deals").await.expect_problem(401, "signed_out");
        assert!(her_page.get("/deals").await.location().starts_with("/sign-in"));
        assert_eq!(program.get("/api/v1/seats").await.json()["used"], used - 1);
        assert!(left_with(t, t.cast.anna).await.is_clean());
        let again = program.get(&format!("/api/v1/departures/{}", done["id"])).await.expect_status(200).json();
        assert_eq!(again["moved"], done["moved"]);
    }

    // K16: a program reads the proof that nothing is left, as the page shows it.
    async fn a_program_reads_that_nothing_is_left(t) {
        let program = olena(t).await;
        work_of_anna(t, &program).await;
        t.secret(t.cast.anna, true).await;
        let at = format!("/api/v1/people/{}/proof", t.cast.anna);
        let before = program.get(&at).await.expect_status(200).json();
        assert_eq!((&before["clean"], &before["person_id"], &before["at"]), (&json!(false), &json!(t.cast.anna), &json!("2026-11-23T09:00:00Z")));
        let of = |list: &serde_json::Value, kind: &str| list.as_array().unwrap().iter().find(|one| one["kind"] == kind).unwrap()["count"].clone();
        assert_eq!((of(&before["holdings"], "deal"), of(&before["access"], "session")), (json!(3), json!(1)));
        let departure = json!({ "successor": t.cast.vira });
        program.post_json(&format!("/api/v1/people/{}/departure", t.cast.anna), departure).await.expect_status(201);
        let after = program.get(&at).await.expect_status(200).json();
        assert_eq!((&after["clean"], &after["holder_rows"], &after["answers_for"]), (&json!(true), &json!(0), &json!(0)));
        for list in [&after["holdings"], &after["access"]] {
            assert!(!list.as_array().unwrap().is_empty() && list.as_array().unwrap().iter().all(|one| one["count"] == 0), "{list}");
        }
        t.api(t.cast.borys).await.get(&at).await.expect_status(403);
        program.get(&format!("/api/v1/people/{}/proof", t.cast.zoryana)).await.expect_problem(404, "not_found");
    }

    async fn one_kind_can_go_to_somebody_else(t) {
        let program = olena(t).await;
        work_of_anna(t, &program).await;
        let body = json!({ "successor": t.cast.vira, "by_kind": { "contact": t.cast.borys } });
        let address = format!("/api/v1/people/{}/departure", t.cast.anna);
        let done = program.post_json(&address, body).await.expect_status(201).json();
        for moved in done["moved"].as_array().unwrap() {
            let to = if moved["kind"] == "contact" { t.cast.borys } else { t.cast.vira };
            assert_eq!(moved["to"], to);
        }
        let filter = format!("/api/v1/contacts?responsible_id={}", t.cast.borys);
        assert_eq!(program.get(&filter).await.json()["count"], 2);
    }

    async fn a_dry_run_says_the_same_and_changes_nothing(t) {
        let program = olena(t).await;
        work_of_anna(t, &program).await;
        let anna = t.api(t.cast.anna).await;
        let address = format!("/api/v1/people/{}/departure", t.cast.anna);
        let body = |dry: bool| json!({ "successor": t.cast.vira, "dry_run": dry });
        let would = program.post_json(&address, body(true)).await.expect_status(200).json();
        assert_eq!(would["id"], json!(null));
        anna.get("/api/v1/deals").await.expect_status(200);
        let did = program.post_json(&address, body(false)).await.expect_status(201).json();
        for same in ["person_id", "status", "moved", "ended", "undo_until"] {
            assert_eq!(would[same], did[same], "{same}");
        }
    }

    async fn an_empty_portfolio_needs_no_successor_and_its_rows_go_to_who_acts(t) {
        let program = olena(t).await;
        let address = format!("/api/v1/people/{}/departure", t.cast.hlib);
        let done = program.post_json(&address, json!({})).await.expect_status(201).json();
        assert_eq!(done["moved"], json!([]));
        assert!(left_with(t, t.cast.hlib).await.is_clean());
        let pending = format!("/api/v1/people/{}/departure", t.cast.petro);
        program.post_json(&pending, json!({})).await.expect_status(201);
    }

    // A successor takes over what was taken over: nothing is lost on the way.
    async fn work_goes_on_from_hand_to_hand(t) {
        let program = olena(t).await;
        let deals = work_of_anna(t, &program).await;
        depart(&program, t.cast.anna, t.cast.vira).await;
        deal(&program, "Floor", t.cast.vira).await;
        let address = format!("/api/v1/people/{}/departure", t.cast.vira);
        let done = program.post_json(&address, json!({ "successor": t.cast.borys })).await.expect_status(201).json();
        assert_eq!(counts(&done["moved"])[0], ("deal".to_owned(), 4));
        assert_eq!(responsible(&program, deals[0]).await, Some(t.cast.borys));
    }

    // G01
    async fn a_hand_over_leaves_the_person_at_work(t) {
        let program = olena(t).await;
        let deals = work_of_anna(t, &program).await;
        let anna = t.api(t.cast.anna).await;
        let address = format!("/api/v1/people/{}/handover", t.cast.anna);
        let body = json!({ "by_kind": { "deal": t.cast.vira } });
        let done = program.post_json(&address, body).await.expect_status(201).json();
        assert_eq!(counts(&done["moved"]), pairs(&[("deal", 3)]));
        assert_eq!((&done["status"], &done["ended"]), (&json!("active"), &json!([])));
        let (seen, mine) = (anna.get("/api/v1/deals").await, anna.get("/api/v1/contacts").await);
        assert_eq!((&seen.json()["count"], &mine.json()["count"]), (&json!(0), &json!(2)));
        let fresh = deal(&anna, "Door", t.cast.anna).await;
        assert_eq!(responsible(&program, fresh).await, Some(t.cast.anna));
        assert_eq!(responsible(&program, deals[0]).await, Some(t.cast.vira));
        // Undone: her work is one again, and the new deal stays hers.
        let id = &done["id"];
        let undone = program.delete(&format!("/api/v1/handovers/{id}")).await.expect_status(200).json();
        assert_eq!(counts(&undone["restored"]), pairs(&[("deal", 3)]));
        assert_eq!(anna.get("/api/v1/deals").await.json()["count"], 4);
    }

    // Rights over what was handed over end with it, for the giver, and begin for the receiver.
    async fn the_receiver_sees_and_the_giver_no_longer_does(t) {
        let program = olena(t).await;
        let (anna, vira) = (t.api(t.cast.anna).await, t.api(t.cast.vira).await);
        let one = contact(&program, "Marta", t.cast.anna).await;
        let other = task(&program, "Call Marta", t.cast.anna).await;
        vira.get(&format!("/api/v1/contacts/{one}")).await.expect_problem(404, "not_found");
        let address = format!("/api/v1/people/{}/handover", t.cast.anna);
        program.post_json(&address, json!({ "successor": t.cast.vira })).await.expect_status(201);
        anna.get(&format!("/api/v1/contacts/{one}")).await.expect_problem(404, "not_found");
        vira.get(&format!("/api/v1/contacts/{one}")).await.expect_status(200);
        vira.get(&format!("/api/v1/tasks/{other}")).await.expect_status(200);
    }

    async fn the_command_line_takes_people_out_too(t) {
        let program = olena(t).await;
        work_of_anna(t, &program).await;
        let operator = t.operator();
        let plan = room::Plan::to(t.cast.vira);
        let done = room::depart(&operator, t.cast.anna, plan).await.unwrap();
        let (id, number) = done.fact.unwrap();
        assert_eq!(number, 1);
        let undone = room::undo(&operator, id).await.unwrap();
        assert_eq!(undone.restored.len(), 3);
        assert!(undone.left.is_empty());
    }
}
