//! What is no sign-in: replayed, late, made for something else, somebody else's, from another site, copied.

use people::signin::attempts::{MOST_PER_ADDRESS, WINDOW_MS};
use people::signin::passkeys::OPEN_MS;
use serde_json::json;

use super::{ANNA, MINE, Soft, add, bearer, begun, browser, events, session, signs_in, visitor, with_phone};
use crate::cast::PASSWORD;
use crate::on_both;
use crate::signin::arrange::sign_in;

const BEGIN: &str = "/api/v1/sign-in/passkey/begin";
const SIGN_IN: &str = "/api/v1/sign-in/passkey";

on_both! {
    async fn what_was_signed_once_opens_nothing_twice(t) {
        let (mut phone, _, _) = with_phone(t).await;
        let asked = begun(&visitor(t), BEGIN).await;
        let body = json!({"credential": phone.sign(&asked)});
        visitor(t).post_json(SIGN_IN, body.clone()).await.expect_status(201);
        visitor(t).post_json(SIGN_IN, body).await.expect_problem(422, "passkey_late");
        // Nor signed anew for the same question, nor at once from two sides.
        let body = json!({"credential": phone.sign(&asked)});
        visitor(t).post_json(SIGN_IN, body).await.expect_problem(422, "passkey_late");
        let body = json!({"credential": phone.sign(&begun(&visitor(t), BEGIN).await)});
        let (one, two) = (visitor(t), visitor(t));
        let (one, two) = tokio::join!(one.post_json(SIGN_IN, body.clone()), two.post_json(SIGN_IN, body.clone()));
        let mut statuses = [one.status, two.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 422]);
    }

    // What the server said to the browser, it says to its human.
    async fn a_refusal_to_begin_is_told_as_it_is(t) {
        let page = t.page(t.cast.borys).await.with("host", "localhost:7878");
        let slow = visitor(t).post("/sign-in/passkey", &[("passkey", "429")]).await.expect_status(429);
        slow.expect_text("300").expect_no_text("called off");
        page.post("/me/passkeys", &[("name", "Phone"), ("passkey", "429")]).await.expect_status(429);
        let late = page.post("/me/passkeys", &[("name", "Phone"), ("passkey", "409")]).await.expect_status(422);
        late.expect_text("Try once more").expect_text("value=\"Phone\"");
        // A page that was open for longer than the proof lasts: it asks again, and there was no password in the form.
        t.clock.advance(base::authz::PROOF_MS);
        for word in ["SyntaxError", "NotAllowedError"] {
            let question = page.post("/me/passkeys", &[("name", "Phone"), ("passkey", word)]).await.expect_status(403);
            question.expect_text("Is it you?").expect_no_text("There was a password").expect_text("action=\"/me/passkeys\"");
        }
        let form = [("name", "Phone"), ("passkey", "SyntaxError"), ("proof_password", PASSWORD)];
        page.post("/me/passkeys", &form).await.expect_status(422).expect_text("Try once more").expect_text("value=\"Phone\"");
        page.post("/me/passkeys/begin", &[]).await.expect_status(200);
    }

    async fn after_five_minutes_it_is_too_late(t) {
        let (mut phone, _, anna) = with_phone(t).await;
        let (asked, making) = (begun(&visitor(t), BEGIN).await, begun(&anna, &format!("{MINE}/begin")).await);
        t.clock.advance(OPEN_MS);
        let body = json!({"credential": phone.sign(&asked)});
        visitor(t).post_json(SIGN_IN, body).await.expect_problem(422, "passkey_late");
        let body = json!({"name": "Laptop", "credential": Soft::new(2).make(&making)});
        anna.post_json(MINE, body).await.expect_problem(422, "passkey_late");
        // Housekeeping forgets what nobody answered.
        begun(&visitor(t), BEGIN).await;
        t.clock.advance(OPEN_MS);
        smena::housekeeping::round(&t.app).await.unwrap();
        let left = t.app.look(|tx| Ok(tx.query_one("select count(*) from passkey_challenges", store::params![])?.at::<i64>(0)?));
        assert_eq!(left.await.unwrap(), 0);
    }

    async fn what_was_asked_for_one_thing_answers_no_other(t) {
        let (mut phone, _, anna) = with_phone(t).await;
        let proof = phone.sign(&begun(&anna, "/api/v1/me/proof/begin").await);
        visitor(t).post_json(SIGN_IN, json!({"credential": proof})).await.expect_problem(422, "passkey_late");
        let way_in = phone.sign(&begun(&visitor(t), BEGIN).await);
        anna.post_json("/api/v1/me/proof", json!({"passkey": way_in})).await.expect_problem(422, "passkey_late");
        // Tried for something else, it is gone for what it was made for.
        visitor(t).post_json(SIGN_IN, json!({"credential": way_in})).await.expect_problem(422, "passkey_late");
        // A key made for the question of the sign-in page.
        let mut asked = begun(&anna, &format!("{MINE}/begin")).await;
        asked["publicKey"]["challenge"] = begun(&visitor(t), BEGIN).await["publicKey"]["challenge"].clone();
        let made = json!({"name": "Laptop", "credential": Soft::new(2).make(&asked)});
        anna.post_json(MINE, made).await.expect_problem(422, "passkey_late");
    }

    async fn what_was_asked_in_one_session_answers_in_no_other(t) {
        let (mut phone, codes, anna) = with_phone(t).await;
        let body = json!({"login": ANNA, "password": PASSWORD, "code": codes[0]});
        let other = bearer(t, &visitor(t).post_json("/api/v1/sign-in", body).await.expect_status(201).json());
        let proof = phone.sign(&begun(&anna, "/api/v1/me/proof/begin").await);
        other.post_json("/api/v1/me/proof", json!({"passkey": proof})).await.expect_problem(422, "passkey_late");
        let making = begun(&anna, &format!("{MINE}/begin")).await;
        let body = json!({"name": "Laptop", "credential": Soft::new(2).make(&making)});
        other.post_json(MINE, body.clone()).await.expect_problem(422, "passkey_late");
        session(t, "borys@svitanok.example").await.post_json(MINE, body).await.expect_problem(422, "passkey_late");
    }

    async fn another_site_is_refused(t) {
        let (phone, _, anna) = with_phone(t).await;
        for origin in ["http://localhost:7879", "https://localhost:7878", "https://evil.example", "http://127.0.0.1:7878"] {
            let mut lured = phone.clone().elsewhere(origin);
            let body = json!({"credential": lured.sign(&begun(&visitor(t), BEGIN).await)});
            visitor(t).post_json(SIGN_IN, body).await.expect_problem(422, "passkey");
            let made = Soft::new(2).elsewhere(origin).make(&begun(&anna, &format!("{MINE}/begin")).await);
            anna.post_json(MINE, json!({"name": "Laptop", "credential": made})).await.expect_problem(422, "passkey");
        }
    }

    // It says that it is somebody else, or nobody has it.
    async fn who_it_says_it_is_has_to_be_its_owner(t) {
        let (phone, _, _) = with_phone(t).await;
        let mut laptop = Soft::new(2);
        add(&session(t, "borys@svitanok.example").await, &mut laptop, "Laptop").await.expect_status(201);
        let mut liar = phone.clone().saying(&laptop);
        signs_in(t, &mut liar, json!({})).await.expect_problem(422, "passkey_unknown");
        let mut liar = laptop.saying(&phone);
        signs_in(t, &mut liar, json!({})).await.expect_problem(422, "passkey_unknown");
        let mut unknown = Soft::new(3).saying(&phone);
        signs_in(t, &mut unknown, json!({})).await.expect_problem(422, "passkey_unknown");
    }

    // Whoever only holds the device has shown one thing, not two.
    async fn a_device_that_nobody_unlocked_signs_nobody_in(t) {
        let (phone, _, anna) = with_phone(t).await;
        signs_in(t, &mut phone.clone().touched(), json!({})).await.expect_problem(422, "passkey");
        let made = Soft::new(2).touched().make(&begun(&anna, &format!("{MINE}/begin")).await);
        anna.post_json(MINE, json!({"name": "Key", "credential": made})).await.expect_problem(422, "passkey");
        for nonsense in [json!({}), json!("text"), json!({"id": "a"})] {
            visitor(t).post_json(SIGN_IN, json!({"credential": nonsense})).await.expect_problem(422, "passkey");
        }
    }

    async fn a_copied_passkey_is_stopped_and_its_owner_hears_of_it(t) {
        let (anna, mut key) = (session(t, ANNA).await, Soft::new(1));
        let added = add(&anna, &mut key, "Security key").await.expect_status(201).json();
        let mut copy = key.clone();
        for _ in 0..3 {
            let body = json!({"credential": key.counting(&begun(&visitor(t), BEGIN).await)});
            visitor(t).post_json(SIGN_IN, body).await.expect_status(201);
        }
        let anna = bearer(t, &added["session"]);
        let body = json!({"credential": copy.counting(&begun(&visitor(t), BEGIN).await)});
        visitor(t).post_json(SIGN_IN, body).await.expect_problem(422, "passkey_stopped");
        assert_eq!(events(t).await[0], "passkey_stopped");
        anna.get("/api/v1/me").await.expect_problem(401, "signed_out");
        // The real one has stopped as well, and is still asked for: nothing became easier for whoever has the password.
        let body = json!({"credential": key.counting(&begun(&visitor(t), BEGIN).await)});
        visitor(t).post_json(SIGN_IN, body).await.expect_problem(422, "passkey_stopped");
        sign_in(t, ANNA, PASSWORD).await.expect_problem(409, "second_factor");
        let body = json!({"login": ANNA, "password": PASSWORD, "code": added["recovery_codes"][0]});
        let opened = visitor(t).post_json("/api/v1/sign-in", body).await.expect_status(201).json();
        let anna = bearer(t, &opened);
        let one = anna.get(MINE).await.json()["items"][0].clone();
        assert_eq!(one["stopped_at"], "2026-11-23T09:00:00Z");
        let page = browser(t, opened["token"].as_str().unwrap());
        page.get("/me/passkeys").await.expect_status(200).expect_text("There seems to be a copy");
        page.get(&format!("/people/{}", t.cast.anna)).await.expect_text("seems to be a copy");
        assert_eq!(events(t).await.iter().filter(|kind| *kind == "passkey_stopped").count(), 1);
        anna.delete(&format!("{MINE}/{}", one["id"])).await.expect_status(200);
    }

    async fn too_many_that_open_nothing_have_to_wait(t) {
        let (phone, _, _) = with_phone(t).await;
        let mut unknown = Soft::new(3).saying(&phone);
        for _ in 0..MOST_PER_ADDRESS {
            let body = json!({"credential": unknown.sign(&json!({"publicKey": {"challenge": "AAAA", "rpId": "localhost"}}))});
            visitor(t).post_json(SIGN_IN, body).await.expect_problem(422, "passkey_late");
        }
        signs_in(t, &mut phone.clone(), json!({})).await.expect_problem(429, "slow_down");
        sign_in(t, "vira@svitanok.example", PASSWORD).await.expect_status(201);
        t.clock.advance(WINDOW_MS);
        signs_in(t, &mut phone.clone(), json!({})).await.expect_status(201);
        // Nor does anybody fill the table: so many questions may be open.
        for _ in 0..300 {
            begun(&visitor(t), BEGIN).await;
        }
        visitor(t).post_json(BEGIN, json!({})).await.expect_problem(429, "slow_down");
        t.clock.advance(OPEN_MS);
        begun(&visitor(t), BEGIN).await;
    }
}
