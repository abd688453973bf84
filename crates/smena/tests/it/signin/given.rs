//! A password from an administrator (K12), and everybody's ways in for who manages people.

use base::jobs;
use serde_json::json;

use super::ANNA;
use super::arrange::{second_place, sign_in};
use crate::app::TestApp;
use crate::cast::PASSWORD;
use crate::on_both;
use crate::post_office::PostOffice;

const GIVEN: &str = "harbour-violin-31-slow";
const OWN: &str = "copper-meadow-88-tulip";

fn path(t: &TestApp, what: &str) -> String {
    format!("/api/v1/people/{}/{what}", t.cast.anna)
}

on_both! {
    // K12: all her sessions end, programs go on, and the given password opens the door.
    async fn an_administrator_gives_a_password_and_every_session_ends(t) {
        let (page, program) = (t.page(t.cast.anna).await, t.api(t.cast.anna).await);
        let office = PostOffice::open();
        let product = office.for_app(t);
        let olena = t.page(t.cast.olena).await.at(product.clone());
        let form = olena.get(&format!("/people/{}/password", t.cast.anna)).await.expect_status(200);
        form.expect_text("Anna Melnyk").expect_text("Nobody is written to").expect_no_text("{");
        let given = olena.post(&format!("/people/{}/password", t.cast.anna), &[("password", GIVEN)]).await;
        assert_eq!(given.expect_status(303).location(), format!("/people/{}", t.cast.anna));
        jobs::run_due(&product).await.unwrap();
        assert!(office.letters().is_empty(), "nobody is written to");
        page.get("/me").await.expect_status(303);
        program.get("/api/v1/me").await.expect_status(200);
        sign_in(t, ANNA, PASSWORD).await.expect_problem(422, "sign_in");
        sign_in(t, ANNA, GIVEN).await.expect_status(201);
        olena.get(&format!("/people/{}", t.cast.anna)).await.expect_text("Olena Bondar set a password for Anna Melnyk");
    }

    // K12: she is asked to choose her own before anything opens.
    async fn who_must_change_chooses_their_own_before_going_in(t) {
        let olena = t.api(t.cast.olena).await;
        let given = json!({"password": GIVEN, "must_change": true});
        olena.json(axum::http::Method::PUT, &path(t, "password"), given).await.expect_status(200);
        sign_in(t, ANNA, GIVEN).await.expect_problem(409, "must_change_password");
        let ask = t.stranger().post("/sign-in", &[("login", ANNA), ("password", GIVEN), ("next", "/tasks")]).await;
        let ask = ask.expect_status(200).expect_text("Choose your own password").expect_no_text("{");
        assert_eq!(ask.cookie("smena_session"), None);
        let renew = async |page: &str, new: &str| {
            let choice = page.split("name=\"choice\" value=\"").nth(1).unwrap().split('"').next().unwrap();
            t.stranger().post("/sign-in/password", &[("choice", choice), ("new", new), ("next", "/tasks")]).await
        };
        let weak = renew(&ask.body, "anna").await.expect_status(422).expect_text("too easy to guess");
        let same = renew(&weak.body, GIVEN).await.expect_status(422).expect_text("Choose another one");
        let inside = renew(&same.body, OWN).await.expect_status(303);
        assert_eq!(inside.location(), "/tasks");
        let anna = t.client([("cookie", format!("smena_session={}", inside.cookie("smena_session").unwrap()))]);
        anna.get("/tasks").await.expect_status(200);
        // The proof works once, and the given password no more.
        assert_eq!(renew(&same.body, OWN).await.expect_status(303).location(), "/sign-in?next=/");
        sign_in(t, ANNA, GIVEN).await.expect_problem(422, "sign_in");
        sign_in(t, ANNA, OWN).await.expect_status(201);
    }

    async fn a_program_sends_the_new_password_along(t) {
        let olena = t.api(t.cast.olena).await;
        let given = json!({"password": GIVEN, "must_change": true});
        olena.json(axum::http::Method::PUT, &path(t, "password"), given).await.expect_status(200);
        let both = |new: &str| json!({"login": ANNA, "password": GIVEN, "new_password": new});
        t.stranger().post_json("/api/v1/sign-in", both("anna")).await.expect_status(422);
        t.stranger().post_json("/api/v1/sign-in", both(OWN)).await.expect_status(201);
        sign_in(t, ANNA, OWN).await.expect_status(201);
    }

    async fn a_password_is_not_given_where_it_is_not_the_administrators_to_give(t) {
        let olena = t.api(t.cast.olena).await;
        let give = async |person: i64, password: &str| {
            let path = format!("/api/v1/people/{person}/password");
            olena.json(axum::http::Method::PUT, &path, json!({"password": password})).await
        };
        give(t.cast.anna, "anna").await.expect_status(422);
        give(t.cast.olena, GIVEN).await.expect_problem(409, "password_own");
        give(t.cast.zoryana, GIVEN).await.expect_problem(404, "not_found");
        give(7, GIVEN).await.expect_problem(404, "not_found");
        // Who works in another company too has a password that is theirs alone.
        second_place(t, t.cast.vira).await;
        give(t.cast.vira, GIVEN).await.expect_problem(409, "password_shared");
        sign_in(t, "vira@svitanok.example", PASSWORD).await.expect_problem(409, "choose_account");
        // A head manages no people.
        let borys = t.api(t.cast.borys).await;
        borys.json(axum::http::Method::PUT, &path(t, "password"), json!({"password": GIVEN})).await.expect_status(403);
        // Who has left gets in by a link alone.
        let departure = json!({"successor": t.cast.borys});
        olena.post_json(&path(t, "departure"), departure).await.expect_status(201);
        give(t.cast.anna, GIVEN).await.expect_problem(409, "link_status");
        olena.post_json(&path(t, "reactivate"), json!({})).await.expect_status(200);
        give(t.cast.anna, GIVEN).await.expect_problem(409, "password_needs_link");
    }

    async fn one_ends_all_other_sign_ins_and_stays(t) {
        let (here, there) = (t.page(t.cast.anna).await, t.page(t.cast.anna).await);
        let program = t.api(t.cast.anna).await;
        here.get("/me").await.expect_text("End all others");
        here.post("/me/access/end", &[]).await.expect_status(303);
        there.get("/me").await.expect_status(303);
        here.get("/me").await.expect_status(200).expect_no_text("End all others");
        program.get("/api/v1/me").await.expect_status(200);
        here.post("/me/access/end", &[]).await.expect_status(409);
        let ended = program.delete("/api/v1/me/access?which=everything").await.expect_status(200).json();
        assert_eq!(ended["ended"], json!([{"kind": "session", "count": 1}, {"kind": "token", "count": 1}]));
        program.get("/api/v1/me").await.expect_problem(401, "signed_out");
    }

    async fn who_manages_people_sees_and_ends_ways_in(t) {
        let (anna, program) = (t.page(t.cast.anna).await, t.api(t.cast.anna).await);
        let (olena, api) = (t.page(t.cast.olena).await, t.api(t.cast.olena).await);
        let address = format!("/people/{}/access", t.cast.anna);
        olena.get(&address).await.expect_status(200).expect_text("Ways in: Anna Melnyk").expect_no_text("{");
        let listed = api.get(&path(t, "access")).await.expect_status(200).json();
        let session = listed["items"].as_array().unwrap().iter().find(|item| item["kind"] == "session").unwrap();
        let end = format!("{address}/session/{}/end", session["id"]);
        t.page(t.cast.borys).await.post(&end, &[]).await.expect_status(403);
        anna.get("/me").await.expect_status(200);
        olena.post(&end, &[]).await.expect_status(303);
        anna.get("/me").await.expect_status(303);
        program.get("/api/v1/me").await.expect_status(200);
        let again = t.page(t.cast.anna).await;
        olena.post(&format!("{address}/end"), &[("which", "all")]).await.expect_status(422);
        olena.post(&format!("{address}/end"), &[("which", "everything")]).await.expect_status(303);
        again.get("/me").await.expect_status(303);
        program.get("/api/v1/me").await.expect_problem(401, "signed_out");
        api.delete(&path(t, "access")).await.expect_problem(409, "nothing_to_end");
    }
}
