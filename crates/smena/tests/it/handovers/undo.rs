//! Undo in all its cases (design 4.2), and giving work back by hand.

use serde_json::{Value as Json, json};

use super::{assign, counts, deal, depart, olena, pairs, responsible, room, work_of_anna};
use crate::app::Client;
use crate::on_both;

async fn undo(program: &Client, departure: i64) -> Json {
    program.delete(&format!("/api/v1/departures/{departure}")).await.expect_status(200).json()
}

const DAY: i64 = 24 * 3_600_000;

on_both! {
    async fn undo_restores_the_work_the_status_and_the_home(t) {
        let program = olena(t).await;
        let deals = work_of_anna(t, &program).await;
        let departure = depart(&program, t.cast.anna, t.cast.vira).await;
        let undone = undo(&program, departure).await;
        assert_eq!(counts(&undone["restored"]), pairs(&[("deal", 3), ("contact", 2), ("task", 1)]));
        assert_eq!((&undone["left"], &undone["status"]), (&json!([]), &json!("active")));
        assert_eq!(responsible(&program, deals[0]).await, Some(t.cast.anna));
        let new = deal(&program, "Door", t.cast.anna).await;
        assert_eq!(responsible(&program, new).await, Some(t.cast.anna));
        let again = program.delete(&format!("/api/v1/departures/{departure}")).await;
        again.expect_problem(409, "already_undone");
    }

    async fn sessions_and_tokens_stay_dead_and_the_password_works(t) {
        let program = olena(t).await;
        let anna = t.api(t.cast.anna).await;
        let departure = depart(&program, t.cast.anna, t.cast.vira).await;
        let sign_in = json!({ "login": "anna@svitanok.example", "password": crate::cast::PASSWORD });
        let refused = t.stranger().post_json("/api/v1/sign-in", sign_in.clone()).await;
        assert!(refused.status >= 400, "{}", refused.body);
        undo(&program, departure).await;
        anna.get("/api/v1/deals").await.expect_problem(401, "signed_out");
        t.stranger().post_json("/api/v1/sign-in", sign_in).await.expect_status(201);
    }

    async fn what_was_reassigned_since_is_left_and_listed(t) {
        let program = olena(t).await;
        let deals = work_of_anna(t, &program).await;
        let departure = depart(&program, t.cast.anna, t.cast.vira).await;
        assign(&program, deals[0], t.cast.borys).await;
        let undone = undo(&program, departure).await;
        assert_eq!(counts(&undone["restored"])[0], ("deal".to_owned(), 2));
        let left = json!([{
            "kind": "deal", "count": 1, "why": "reassigned", "handover": null, "sample": [deals[0]]
        }]);
        assert_eq!(undone["left"], left);
        assert_eq!(responsible(&program, deals[0]).await, Some(t.cast.borys));
        assert_eq!(responsible(&program, deals[1]).await, Some(t.cast.anna));
    }

    // Work done since stays done: an edited deal comes back as the successor left it.
    async fn what_the_successor_edited_comes_back_as_edited(t) {
        let program = olena(t).await;
        let deals = work_of_anna(t, &program).await;
        let departure = depart(&program, t.cast.anna, t.cast.vira).await;
        let vira = t.api(t.cast.vira).await;
        let address = format!("/api/v1/deals/{}", deals[0]);
        let version = vira.get(&address).await.expect_status(200).json()["version"].clone();
        let edit = json!({ "version": version, "title": "A larger boiler", "amount": 77_000, "currency": "EUR" });
        vira.patch(&address, edit).await.expect_status(200);
        vira.delete(&format!("/api/v1/deals/{}", deals[1])).await.expect_status(204);
        let undone = undo(&program, departure).await;
        assert_eq!(undone["left"], json!([]));
        let deal = program.get(&address).await.expect_status(200).json();
        assert_eq!((&deal["title"], &deal["amount"]), (&json!("A larger boiler"), &json!(77_000)));
        assert_eq!(deal["responsible_id"], t.cast.anna);
        // What was deleted since is in the bin, and is hers again from there.
        program.post_json(&format!("/api/v1/bin/{}/restore", deals[1]), json!({})).await.expect_status(200);
        assert_eq!(responsible(&program, deals[1]).await, Some(t.cast.anna));
        vira.get(&address).await.expect_status(404);
    }

    async fn what_a_later_hand_over_took_further_is_left_and_listed(t) {
        let program = olena(t).await;
        let deals = work_of_anna(t, &program).await;
        let first = depart(&program, t.cast.anna, t.cast.vira).await;
        let address = format!("/api/v1/people/{}/handover", t.cast.vira);
        let body = json!({ "by_kind": { "deal": t.cast.borys } });
        let second = program.post_json(&address, body).await.expect_status(201).json()["id"].clone();
        let undone = undo(&program, first).await;
        assert_eq!(counts(&undone["restored"]), pairs(&[("contact", 2), ("task", 1)]));
        let left = &undone["left"][0];
        assert_eq!((&left["why"], &left["count"], &left["handover"]), (&json!("moved_on"), &json!(3), &second));
        assert_eq!(left["sample"].as_array().unwrap().len(), 3);
        assert_eq!(responsible(&program, deals[0]).await, Some(t.cast.borys));
        // Others hold a part of her old portfolio, so new work goes to a fresh one.
        let new = deal(&program, "Door", t.cast.anna).await;
        assert_eq!(responsible(&program, new).await, Some(t.cast.anna));
    }

    // Who leaves also hands over whom they answer for: an integration goes on creating.
    async fn technical_users_get_somebody_who_answers_for_them(t) {
        let program = olena(t).await;
        let robot = json!({ "name": "Robot", "category": "technical" });
        let robot = program.post_json("/api/v1/people", robot).await.expect_status(201).json();
        let robot = robot["id"].as_i64().unwrap();
        let sql = "update people set answerable_person_id = $2 where account_id = $1 and category = 'technical'";
        t.by_hand(sql, t.cast.anna).await;
        let answers = async || {
            let answer = program.get(&format!("/api/v1/people/{robot}")).await.expect_status(200);
            answer.json()["answerable_id"].as_i64()
        };
        let departure = depart(&program, t.cast.anna, t.cast.vira).await;
        assert_eq!(answers().await, Some(t.cast.vira));
        undo(&program, departure).await;
        assert_eq!(answers().await, Some(t.cast.anna));
    }

    // Undone in turn, two hand-overs leave everything as it was.
    async fn two_departures_can_be_undone_one_after_the_other(t) {
        let program = olena(t).await;
        let deals = work_of_anna(t, &program).await;
        let first = depart(&program, t.cast.anna, t.cast.vira).await;
        let second = depart(&program, t.cast.vira, t.cast.borys).await;
        assert_eq!(responsible(&program, deals[0]).await, Some(t.cast.borys));
        undo(&program, second).await;
        assert_eq!(responsible(&program, deals[0]).await, Some(t.cast.vira));
        let undone = undo(&program, first).await;
        assert_eq!(undone["left"], json!([]));
        assert_eq!(responsible(&program, deals[0]).await, Some(t.cast.anna));
    }

    async fn undo_is_open_for_thirty_days(t) {
        let program = olena(t).await;
        work_of_anna(t, &program).await;
        let departure = depart(&program, t.cast.anna, t.cast.vira).await;
        t.clock.advance(30 * DAY + 1);
        let late = t.api(t.cast.olena).await.delete(&format!("/api/v1/departures/{departure}")).await;
        late.expect_problem(409, "undo_too_late");
    }

    async fn undo_needs_a_free_seat(t) {
        let program = olena(t).await;
        let departure = depart(&program, t.cast.anna, t.cast.vira).await;
        t.by_hand("update accounts set seats_bought = 5 where id = $1 and cast($2 as bigint) > 0", t.cast.anna).await;
        program.delete(&format!("/api/v1/departures/{departure}")).await.expect_problem(409, "no_seat");
        let back = format!("/api/v1/people/{}/reactivate", t.cast.anna);
        program.post_json(&back, json!({})).await.expect_problem(409, "no_seat");
        t.by_hand("update accounts set seats_bought = 6 where id = $1 and cast($2 as bigint) > 0", t.cast.anna).await;
        undo(&program, departure).await;
    }

    async fn who_was_blocked_or_pending_is_so_again(t) {
        let program = olena(t).await;
        program.post_json(&format!("/api/v1/people/{}/block", t.cast.anna), json!({})).await.expect_status(200);
        let blocked = depart(&program, t.cast.anna, t.cast.vira).await;
        assert_eq!(undo(&program, blocked).await["status"], "blocked");
        let lifted = program.post_json(&format!("/api/v1/people/{}/unblock", t.cast.anna), json!({})).await;
        assert_eq!(lifted.expect_status(200).json()["status"], "active");
        let pending = depart(&program, t.cast.petro, t.cast.vira).await;
        assert_eq!(undo(&program, pending).await["status"], "pending");
    }

    async fn an_undo_and_a_departure_that_is_no_more_the_last_are_not_undone(t) {
        let program = olena(t).await;
        work_of_anna(t, &program).await;
        let first = depart(&program, t.cast.anna, t.cast.vira).await;
        let back = format!("/api/v1/people/{}/reactivate", t.cast.anna);
        program.post_json(&back, json!({})).await.expect_status(200);
        let second = depart(&program, t.cast.anna, t.cast.borys).await;
        program.delete(&format!("/api/v1/departures/{first}")).await.expect_problem(409, "departed_again");
        let undone = undo(&program, second).await;
        let undo_of_undo = room::undo(&t.operator(), undone["id"].as_i64().unwrap()).await;
        assert!(matches!(undo_of_undo, Err(base::Error::Conflict(p)) if p.key == "error-undo-of-undo"));
        // She is back: what the first departure moved can still come back to her.
        let restored = undo(&program, first).await;
        assert_eq!(counts(&restored["restored"])[0], ("deal".to_owned(), 3));
    }

    // K17
    async fn who_comes_back_can_have_their_work_given_back(t) {
        let program = olena(t).await;
        let deals = work_of_anna(t, &program).await;
        depart(&program, t.cast.anna, t.cast.vira).await;
        t.clock.advance(90 * DAY);
        let program = t.api(t.cast.olena).await;
        let back = format!("/api/v1/people/{}/reactivate", t.cast.anna);
        let returned = program.post_json(&back, json!({ "give_back": true })).await.expect_status(200).json();
        assert_eq!(counts(&returned["moved"]), pairs(&[("deal", 3), ("contact", 2), ("task", 1)]));
        assert_eq!(returned["status"], "active");
        assert_eq!(responsible(&program, deals[2]).await, Some(t.cast.anna));
        // Only a new link opens the door.
        let sign_in = json!({ "login": "anna@svitanok.example", "password": crate::cast::PASSWORD });
        let refused = t.stranger().post_json("/api/v1/sign-in", sign_in).await;
        assert!(refused.status >= 400, "{}", refused.body);
        program.post_json(&back, json!({})).await.expect_problem(409, "not_departed");
    }

    // K17
    async fn who_comes_back_without_their_work_begins_afresh(t) {
        let program = olena(t).await;
        let deals = work_of_anna(t, &program).await;
        depart(&program, t.cast.anna, t.cast.vira).await;
        let back = format!("/api/v1/people/{}/reactivate", t.cast.anna);
        program.post_json(&back, json!({})).await.expect_status(200);
        assert_eq!(responsible(&program, deals[0]).await, Some(t.cast.vira));
        let new = deal(&program, "Door", t.cast.anna).await;
        assert_eq!(responsible(&program, new).await, Some(t.cast.anna));
    }
}
