//! Tokens that are made for somebody else: a technical user has no other way in.

use serde_json::{Value as Json, json};

use crate::app::{Client, TestApp};
use crate::on_both;

async fn robot(t: &TestApp) -> i64 {
    let body = json!({ "name": "Exchange", "category": "technical" });
    let made = t.api(t.cast.olena).await.post_json("/api/v1/people", body).await.expect_status(201).json();
    made["id"].as_i64().unwrap()
}

/// Who gets in with this token.
async fn enters(t: &TestApp, secret: &str) -> Json {
    let program = t.client([("authorization", format!("Bearer {secret}"))]);
    program.get("/api/v1/me").await.expect_status(200).json()["person_id"].clone()
}

async fn vira_manages_people(t: &TestApp) -> (Client, Client) {
    let own = json!({ "own_rights": { "areas": { "people": true } } });
    let at = format!("/api/v1/people/{}", t.cast.vira);
    t.api(t.cast.olena).await.patch(&at, own).await.expect_status(200);
    (t.page(t.cast.vira).await, t.api(t.cast.vira).await)
}

on_both! {
    // A10: without a shell, from the form that adds it to the token with which a program gets in.
    async fn a_technical_user_is_added_and_gets_a_token_in_the_browser(t) {
        let olena = t.page(t.cast.olena).await;
        let form = [("name", "Exchange"), ("category", "technical"), ("once", "t1")];
        let access = olena.post("/people", &form).await.expect_status(303).location();
        let id: i64 = access.strip_prefix("/people/").unwrap().strip_suffix("/access").unwrap().parse().unwrap();
        let page = olena.get(&access).await.expect_status(200).expect_text("Make a token").expect_text("No program acts in this name");
        page.expect_text("lets a program in as Exchange").expect_no_text("smn_a_");
        olena.get(&format!("/people/{id}")).await.expect_text("No program can get in yet: make a token.").expect_text(&format!("href=\"{access}\""));
        olena.post(&access, &[("name", " ")]).await.expect_status(422).expect_text("Fill this in.");
        let made = olena.post(&access, &[("name", "Stock")]).await.expect_status(201).expect_text("shown only once").expect_text("Stock");
        let secret = format!("smn_a_{}", made.body.split("smn_a_").nth(1).unwrap().split(['"', '<']).next().unwrap());
        assert_eq!(enters(t, &secret).await, json!(id));
        olena.get(&access).await.expect_text("Stock").expect_no_text(&secret);
        olena.get(&format!("/people/{id}")).await.expect_text("made the API token").expect_no_text("No program can get in yet");
    }

    async fn a_program_makes_one_too(t) {
        let (id, olena) = (robot(t).await, t.api(t.cast.olena).await);
        let at = format!("/api/v1/people/{id}/tokens");
        let made = olena.post_json(&at, json!({ "name": "Stock" })).await.expect_status(201).json();
        assert_eq!(enters(t, made["token"].as_str().unwrap()).await, json!(id));
        let listed = olena.get(&format!("/api/v1/people/{id}/access")).await.json();
        assert_eq!((&listed["items"][0]["id"], &listed["items"][0]["name"]), (&made["id"], &json!("Stock")));
        olena.post_json(&at, json!({ "name": "" })).await.expect_problem(422, "form");
        olena.post_json(&format!("/api/v1/people/{id}/block"), json!({})).await.expect_status(200);
        olena.post_json(&at, json!({ "name": "Late" })).await.expect_problem(409, "token_status");
        olena.post_json(&format!("/api/v1/people/{}/tokens", t.cast.zoryana), json!({ "name": "Foreign" })).await.expect_problem(404, "not_found");
        t.api(t.cast.anna).await.post_json(&at, json!({ "name": "Mine" })).await.expect_problem(403, "denied");
    }

    // Whoever holds the secret has its rights: none beyond one's own, and no page offers one.
    async fn who_manages_people_makes_none_that_may_do_more_than_they(t) {
        let (plain, wide) = (robot(t).await, robot(t).await);
        let own = json!({ "own_rights": { "kinds": { "deal": { "see": "all" } } } });
        t.api(t.cast.olena).await.patch(&format!("/api/v1/people/{wide}"), own).await.expect_status(200);
        let (page, program) = vira_manages_people(t).await;
        page.get(&format!("/people/{plain}/access")).await.expect_text("Make a token");
        page.post(&format!("/people/{plain}/access"), &[("name", "Stock")]).await.expect_status(201);
        page.get(&format!("/people/{wide}/access")).await.expect_status(200).expect_no_text("Make a token");
        page.post(&format!("/people/{wide}/access"), &[("name", "Stock")]).await.expect_status(403);
        program.post_json(&format!("/api/v1/people/{wide}/tokens"), json!({ "name": "Stock" })).await.expect_problem(403, "denied");
        // People make their own.
        page.get(&format!("/people/{}/access", t.cast.anna)).await.expect_status(200).expect_no_text("Make a token");
        page.get(&format!("/people/{}", t.cast.anna)).await.expect_status(200).expect_no_text("Make a token");
    }
}
