//! The own card: sessions, tokens, password, language.

use base::credentials::AccessKind;
use people::signin::{access, tokens};
use serde_json::json;

use super::ANNA;
use super::arrange::sign_in;
use crate::cast::PASSWORD;
use crate::on_both;

const NEW: &str = "harbour-violin-31-slow";

on_both! {
    async fn the_own_password_is_changed_by_who_knows_it_and_other_sessions_end(t) {
        let (here, there) = (t.page(t.cast.anna).await, t.page(t.cast.anna).await);
        let wrong = here.post("/me/password", &[("current", "wrong"), ("new", NEW)]).await.expect_status(422);
        wrong.expect_text("not the present password");
        let weak = here.post("/me/password", &[("current", PASSWORD), ("new", "anna")]).await.expect_status(422);
        weak.expect_text("too easy to guess");
        there.get("/me").await.expect_status(200);

        let changed = here.post("/me/password", &[("current", PASSWORD), ("new", NEW)]).await.expect_status(303);
        let now = t.client([("cookie", format!("smena_session={}", changed.cookie("smena_session").unwrap()))]);
        now.get("/me").await.expect_status(200);
        here.get("/me").await.expect_status(303);
        there.get("/me").await.expect_status(303);
        sign_in(t, ANNA, PASSWORD).await.expect_problem(422, "sign_in");
        sign_in(t, ANNA, NEW).await.expect_status(201);
        // The card shows what is alive: this browser and the program that has just come.
        let id = t.cast.anna;
        let alive = t.operator().read(move |tx| base::credentials::of_person(tx, id)).await.unwrap();
        assert_eq!(alive.len(), 2);
    }

    async fn a_token_is_shown_once_acts_for_its_owner_and_is_ended(t) {
        let anna = t.page(t.cast.anna).await;
        anna.get("/me").await.expect_text("None yet");
        let made = anna.post("/me/tokens", &[("name", "Shop")]).await.expect_status(201).expect_text("shown only once");
        let start = made.body.find("smn_a_").unwrap();
        let secret: String = made.body[start..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
        anna.get("/me").await.expect_text("Shop").expect_no_text("smn_a_");
        let program = t.client([("authorization", format!("Bearer {secret}"))]);
        assert_eq!(program.get("/api/v1/me").await.expect_status(200).json()["person_id"], t.cast.anna);

        let id = t.cast.anna;
        let all = t.operator().read(move |tx| base::credentials::of_person(tx, id)).await.unwrap();
        let token = all.iter().find(|access| access.kind == AccessKind::Token).unwrap().id;
        let end = format!("/me/access/token/{token}/end");
        t.page(t.cast.vira).await.post(&end, &[]).await.expect_status(404);
        anna.post(&end, &[]).await.expect_status(303);
        program.get("/api/v1/me").await.expect_problem(401, "signed_out");
        anna.post(&end, &[]).await.expect_status(404);
        anna.post("/me/tokens", &[("name", " ")]).await.expect_status(422).expect_text("Fill this in.");
    }

    async fn one_session_is_ended_from_another(t) {
        let (here, there) = (t.page(t.cast.anna).await, t.page(t.cast.anna).await);
        here.get("/me").await.expect_status(200).expect_no_text("{");
        let id = t.cast.anna;
        let all = t.operator().read(move |tx| base::credentials::of_person(tx, id)).await.unwrap();
        here.post(&format!("/me/access/session/{}/end", all[1].id), &[]).await.expect_status(303);
        there.get("/me").await.expect_status(303);
        here.get("/me").await.expect_status(200);
    }

    async fn access_of_others_is_for_who_manages_people(t) {
        let (anna, olena) = (t.ctx(t.cast.anna).await, t.ctx(t.cast.olena).await);
        let made = tokens::make(&olena, t.cast.vira, "Shop").await.unwrap();
        assert_eq!(tokens::make(&anna, t.cast.vira, "Mine").await.err().unwrap().status(), 403);
        assert_eq!(access::list(&anna, t.cast.vira).await.unwrap_err().status(), 403);
        assert_eq!(access::end(&anna, t.cast.vira, AccessKind::Token, made.id).await.unwrap_err().status(), 403);
        assert_eq!(access::list(&olena, t.cast.vira).await.unwrap().len(), 1);
        assert_eq!(access::list(&olena, t.cast.zoryana).await.unwrap_err().status(), 404);
        access::end(&olena, t.cast.vira, AccessKind::Token, made.id).await.unwrap();
        t.client([("authorization", format!("Bearer {}", made.secret))]).get("/api/v1/me").await.expect_status(401);
        // A pending person has nothing to act for.
        assert_eq!(tokens::make(&olena, t.cast.petro, "Shop").await.err().unwrap().status(), 409);
    }

    async fn the_language_is_remembered_by_the_browser_and_by_the_person(t) {
        let stranger = t.stranger().with("referer", "https://smena.test/sign-in?next=/me");
        let chosen = stranger.post("/language", &[("lang", "uk")]).await.expect_status(303);
        assert_eq!(chosen.location(), "/sign-in?next=/me");
        let cookie = format!("smena_lang={}", chosen.cookie("smena_lang").unwrap());
        t.client([("cookie", cookie)]).get("/sign-in").await.expect_text("Увійти");

        t.page(t.cast.anna).await.post("/language", &[("lang", "ru")]).await.expect_status(303);
        t.page(t.cast.anna).await.get("/me").await.expect_text("Где выполнен вход");
        t.page(t.cast.vira).await.get("/me").await.expect_text("Where you are signed in");
        let unknown = t.page(t.cast.vira).await.post("/language", &[("lang", "xx")]).await.expect_status(303);
        assert_eq!(unknown.location(), "/");
    }

    async fn a_password_is_judged_while_it_is_typed(t) {
        let judge = |lang: &'static str, password: &'static str| async move {
            let client = t.stranger().with("accept-language", lang);
            client.post("/password-strength", &[("password", password), ("inputs", "Anna Melnyk")]).await.expect_status(200).json()
        };
        assert_eq!(judge("en", "password").await["score"], 0);
        assert_eq!(judge("en", NEW).await, json!({ "score": 4, "text": "Very strong." }));
        assert!(judge("uk", "qwerty").await["text"].as_str().unwrap().contains("найчастіших"));
        assert!(judge("ru", "annamelnyk").await["score"].as_i64().unwrap() < 3);
    }
}
