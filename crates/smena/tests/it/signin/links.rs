//! One-time links.

use base::credentials::LINK_MS;
use people::signin::links;

use super::arrange::{second_place, sign_in};
use super::{ANNA, PETRO};
use crate::app::TestApp;
use crate::cast::PASSWORD;
use crate::on_both;

const NEW: &str = "harbour-violin-31-slow";

async fn link(t: &TestApp, person: i64) -> String {
    links::make(&t.ctx(t.cast.olena).await, person).await.unwrap()
}

on_both! {
    async fn looking_at_a_link_consumes_nothing_and_using_it_does(t) {
        let path = link(t, t.cast.petro).await;
        let stranger = t.stranger();
        for _ in 0..3 {
            stranger.get(&path).await.expect_status(200).expect_text("Petro Lys").expect_text(PETRO).expect_no_text("{");
        }
        let used = stranger.post(&path, &[("password", NEW)]).await.expect_status(303);
        let petro = t.client([("cookie", format!("smena_session={}", used.cookie("smena_session").unwrap()))]);
        petro.get("/me").await.expect_status(200).expect_text("Petro Lys");
        // K08: using it was the first sign-in.
        let id = t.cast.petro;
        let found = t.operator().read(move |tx| base::org::find(tx, id)).await.unwrap().unwrap();
        assert_eq!(found.status, base::Status::Active);

        stranger.get(&path).await.expect_status(422).expect_text("no longer works");
        stranger.post(&path, &[("password", PASSWORD)]).await.expect_status(422).expect_text("no longer works");
        sign_in(t, PETRO, PASSWORD).await.expect_problem(422, "sign_in");
        sign_in(t, PETRO, NEW).await.expect_status(201);
    }

    // A22: a program sends the way in anew by hand, where no letters go.
    async fn a_program_makes_a_link_for_somebody_who_is_here(t) {
        let olena = t.api(t.cast.olena).await;
        let at = |person: i64| format!("/api/v1/people/{person}/link");
        let make = async |person: i64| olena.post_json(&at(person), serde_json::json!({})).await;
        let path = |made: &serde_json::Value| {
            let link = made["link"].as_str().unwrap();
            assert!(link.starts_with("http://smena.test/link/smn_l_"), "{link}");
            link[link.find("/link/").unwrap()..].to_owned()
        };
        let first = make(t.cast.petro).await.expect_status(201).json();
        assert_eq!(first["keeps_password"], false);
        let second = make(t.cast.petro).await.expect_status(201).json();
        t.stranger().get(&path(&first)).await.expect_status(422);
        t.stranger().post(&path(&second), &[("password", NEW)]).await.expect_status(303);
        sign_in(t, PETRO, NEW).await.expect_status(201);
        t.api(t.cast.borys).await.post_json(&at(t.cast.petro), serde_json::json!({})).await.expect_status(403);
        make(t.cast.zoryana).await.expect_problem(404, "not_found");
        olena.post_json(&format!("/api/v1/people/{}/block", t.cast.vira), serde_json::json!({})).await.expect_status(200);
        make(t.cast.vira).await.expect_problem(409, "link_status");
        second_place(t, t.cast.anna).await;
        assert_eq!(make(t.cast.anna).await.expect_status(201).json()["keeps_password"], true);
        // Whoever follows it replaces the password there is: a session shows first that it is them.
        let session = t.secret(t.cast.olena, true).await;
        t.clock.advance(base::authz::PROOF_MS);
        let session = t.client([("authorization", format!("Bearer {session}"))]);
        session.post_json(&at(t.cast.borys), serde_json::json!({})).await.expect_problem(403, "proof_needed");
    }

    async fn a_link_used_twice_at_once_works_once(t) {
        let path = link(t, t.cast.petro).await;
        let (one, two) = (t.stranger(), t.stranger());
        let (one, two) = tokio::join!(one.post(&path, &[("password", NEW)]), two.post(&path, &[("password", NEW)]));
        let mut statuses = [one.status, two.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 422]);
    }

    async fn a_weak_password_is_refused_with_the_reasons_and_the_link_still_works(t) {
        let path = link(t, t.cast.anna).await;
        let stranger = t.stranger();
        for weak in ["password", "annamelnyk", "svitanok2026", ""] {
            stranger.post(&path, &[("password", weak)]).await.expect_status(422).expect_text("field-error");
        }
        stranger.post(&path, &[("password", "qwerty")]).await.expect_text("one of the ten most used");
        let ukrainian = stranger.with("accept-language", "uk");
        ukrainian.post(&path, &[("password", "qwerty")]).await.expect_text("надто легко вгадати");
        stranger.post(&path, &[("password", NEW)]).await.expect_status(303);
    }

    async fn a_new_password_ends_every_session_made_under_the_old_one(t) {
        let (page, program) = (t.page(t.cast.anna).await, t.api(t.cast.anna).await);
        let path = link(t, t.cast.anna).await;
        page.get("/me").await.expect_status(200);
        t.stranger().post(&path, &[("password", NEW)]).await.expect_status(303);
        page.get("/me").await.expect_status(303);
        program.get("/api/v1/me").await.expect_status(200);
    }

    async fn a_link_dies_of_age_of_a_newer_one_and_of_a_change_of_status(t) {
        let dead = |path: String| async move { t.stranger().get(&path).await.expect_status(422); };
        let (old, new) = (link(t, t.cast.anna).await, link(t, t.cast.anna).await);
        dead(old).await;
        t.stranger().get(&new).await.expect_status(200);
        let vira = link(t, t.cast.vira).await;
        t.by_hand("update people set status = 'blocked', epoch = epoch + 1 where account_id = $1 and id = $2", t.cast.vira).await;
        dead(vira).await;
        let petro = link(t, t.cast.petro).await;
        sign_in(t, PETRO, PASSWORD).await.expect_status(201);
        dead(petro).await;
        t.clock.advance(LINK_MS);
        dead(new).await;
        dead("/link/nonsense".into()).await;
        dead(format!("/link/smn_l_{}_{}", t.cast.account, "a".repeat(32))).await;
    }

    async fn only_who_manages_people_makes_links_and_only_for_those_who_may_sign_in(t) {
        for person in [t.cast.anna, t.cast.borys, t.cast.hlib] {
            let ctx = t.ctx(person).await;
            assert_eq!(links::make(&ctx, t.cast.vira).await.unwrap_err().status(), 403);
        }
        let olena = t.ctx(t.cast.olena).await;
        assert_eq!(links::make(&olena, t.cast.zoryana).await.unwrap_err().status(), 404);
        t.by_hand("update people set status = 'blocked', epoch = epoch + 1 where account_id = $1 and id = $2", t.cast.vira).await;
        assert_eq!(links::make(&olena, t.cast.vira).await.unwrap_err().status(), 409);
    }

    async fn a_human_with_another_company_keeps_their_password(t) {
        let there = second_place(t, t.cast.anna).await;
        let ctx = t.app.operator(crate::cast::account(t.cast.other_account, "Obriy Ltd"));
        let path = links::make(&ctx, there).await.unwrap();
        let stranger = t.stranger();
        stranger.get(&path).await.expect_status(200).expect_text("the password you already have").expect_no_text("Svitanok");
        stranger.post(&path, &[("password", NEW)]).await.expect_status(422).expect_text("field-error");
        let used = stranger.post(&path, &[("password", PASSWORD)]).await.expect_status(303);
        let anna = t.client([("cookie", format!("smena_session={}", used.cookie("smena_session").unwrap()))]);
        anna.get("/me").await.expect_text("Obriy Ltd");
        stranger.get(&path).await.expect_status(422);
        let body = serde_json::json!({ "login": ANNA, "password": PASSWORD, "account": t.cast.account });
        stranger.post_json("/api/v1/sign-in", body).await.expect_status(201);
    }

    async fn who_came_back_gets_in_by_the_link_and_then_by_the_password(t) {
        t.by_hand("update people set needs_link = 1 where account_id = $1 and id = $2", t.cast.anna).await;
        let path = link(t, t.cast.anna).await;
        sign_in(t, ANNA, PASSWORD).await.expect_problem(422, "needs_link");
        t.stranger().post(&path, &[("password", NEW)]).await.expect_status(303);
        sign_in(t, ANNA, NEW).await.expect_status(201);
    }
}
