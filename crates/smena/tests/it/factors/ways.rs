//! Every way in asks for the code, and none is used up without it.

use base::jobs;
use people::forgotten::answer_due;
use people::signin::links;
use serde_json::json;

use super::{ANNA, FACTOR, Phone, bearer, sign_in_by, turn_on, wrong_at};
use crate::app::Client;
use crate::cast::PASSWORD;
use crate::on_both;
use crate::post_office::PostOffice;
use crate::signin::arrange::{second_place, sign_in};

const NEW: &str = "harbour-violin-31-slow";

on_both! {
    async fn the_page_asks_for_the_code_after_the_password_and_leads_on(t) {
        let (phone, _) = turn_on(t).await;
        let form = [("login", ANNA), ("password", PASSWORD), ("next", "/me"), ("held_to", "/contacts"), ("held", "name=Solomiia")];
        let asked = t.stranger().post("/sign-in", &form).await.expect_status(200);
        assert_eq!(asked.cookie("smena_session"), None);
        let asked = asked.expect_text("Your password is right").expect_text("one-time-code").expect_no_text(PASSWORD);
        let send = async |page: &crate::app::Answer, code: &str| {
            let fields = page.fields();
            let mut form: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            form.push(("code", code));
            t.stranger().post("/sign-in/code", &form).await
        };
        let again = send(&asked, &phone.wrong(t)).await.expect_status(422).expect_text("This code is wrong");
        // The proof of the password works once.
        assert!(send(&asked, &phone.next(t)).await.location().starts_with("/sign-in"));
        let again = send(&again, "").await.expect_status(422).expect_text("Fill this in.");
        let inside = send(&again, &phone.next(t)).await.expect_status(200).expect_text("Solomiia");
        let anna = t.client([("cookie", format!("smena_session={}", inside.cookie("smena_session").unwrap()))]);
        anna.get("/me").await.expect_status(200).expect_text("Anna Melnyk");

        let asked = t.stranger().post("/sign-in", &[("login", ANNA), ("password", PASSWORD), ("next", "/me")]).await;
        assert_eq!(send(&asked, &phone.next(t)).await.expect_status(303).location(), "/me");
    }

    // K13: who can read the mail alone does not get in either.
    async fn a_link_for_a_forgotten_password_asks_for_the_code(t) {
        let (phone, _) = turn_on(t).await;
        let office = PostOffice::open();
        let app = office.for_app(t);
        let visitor = Client::stranger(app.clone());
        visitor.post("/sign-in/forgotten", &[("login", ANNA)]).await.expect_status(200);
        answer_due(&app).await.unwrap();
        jobs::run_due(&app).await.unwrap();
        let path = office.letter().link();
        visitor.get(&path).await.expect_status(200).expect_text("one-time-code");
        visitor.post(&path, &[("password", NEW)]).await.expect_status(422).expect_text("field-error");
        visitor.post(&path, &[("password", NEW), ("code", &phone.wrong(t))]).await.expect_status(422).expect_text("This code is wrong");
        visitor.post_json("/api/v1/one-time-link", json!({"link": path, "password": NEW})).await.expect_problem(409, "second_factor");
        sign_in(t, ANNA, PASSWORD).await.expect_problem(409, "second_factor");
        visitor.post(&path, &[("password", NEW), ("code", &phone.codes[0])]).await.expect_status(303);
        sign_in(t, ANNA, NEW).await.expect_problem(409, "second_factor");
    }

    async fn a_link_of_an_administrator_asks_for_the_code(t) {
        let (phone, _) = turn_on(t).await;
        let path = links::make(&t.ctx(t.cast.olena).await, t.cast.anna).await.unwrap();
        t.stranger().post(&path, &[("password", NEW)]).await.expect_status(422);
        let body = |code: String| json!({"link": path, "password": NEW, "code": code});
        wrong_at(t.stranger().post_json("/api/v1/one-time-link", body(phone.wrong(t))).await, "code");
        t.stranger().post_json("/api/v1/one-time-link", body(phone.next(t))).await.expect_status(201);
    }

    // K12: with a password that an administrator gave.
    async fn choosing_one_s_own_password_asks_for_the_code(t) {
        let (phone, _) = turn_on(t).await;
        let given = json!({"password": NEW, "must_change": true});
        let address = format!("/api/v1/people/{}/password", t.cast.anna);
        t.api(t.cast.olena).await.json(axum::http::Method::PUT, &address, given).await.expect_status(200);
        let body = json!({"login": ANNA, "password": NEW, "new_password": "velvet-harbour-12-moss"});
        t.stranger().post_json("/api/v1/sign-in", body).await.expect_problem(409, "second_factor");
        let asked = t.stranger().post("/sign-in", &[("login", ANNA), ("password", NEW)]).await.expect_status(200);
        let asked = asked.expect_text("Choose your own password").expect_text("one-time-code");
        let choice = asked.fields().into_iter().find(|(name, _)| name == "choice").unwrap().1;
        let form = [("choice", choice.as_str()), ("new", "velvet-harbour-12-moss"), ("code", "")];
        let asked = t.stranger().post("/sign-in/password", &form).await.expect_status(422).expect_text("field-error");
        let choice = asked.fields().into_iter().find(|(name, _)| name == "choice").unwrap().1;
        let code = phone.next(t);
        let form = [("choice", choice.as_str()), ("new", "velvet-harbour-12-moss"), ("code", &code)];
        t.stranger().post("/sign-in/password", &form).await.expect_status(303);
    }

    // One human, one second factor: it is asked for in every company, and each journal tells of it.
    async fn it_is_the_human_s_in_every_company(t) {
        second_place(t, t.cast.anna).await;
        let body = |account: i64, code: Option<&str>| json!({"login": ANNA, "password": PASSWORD, "account": account, "code": code});
        let (ours, theirs) = (t.cast.account, t.cast.other_account);
        let there = t.stranger().post_json("/api/v1/sign-in", body(theirs, None)).await.expect_status(201).json();
        let here = t.stranger().post_json("/api/v1/sign-in", body(ours, None)).await.expect_status(201).json();
        let anna = bearer(t, &here);
        let offer = anna.post_json(&format!("{FACTOR}/offer"), json!({})).await.json();
        let phone = Phone { secret: offer["secret"].as_str().unwrap().into(), codes: Vec::new() };
        let set = json!({"secret": phone.secret, "code": phone.shows(t.app.now()), "password": PASSWORD});
        let on = anna.json(axum::http::Method::PUT, FACTOR, set).await.expect_status(200).json();
        bearer(t, &there).get("/api/v1/me").await.expect_problem(401, "signed_out");
        jobs::run_due(&t.app).await.unwrap();
        let journal = t.api(t.cast.zoryana).await.get("/api/v1/journal?limit=20").await.json();
        let told = journal["items"].as_array().unwrap().iter().filter(|event| event["kind"] == "second_factor_set").count();
        assert_eq!(told, 1, "{journal}");
        t.stranger().post_json("/api/v1/sign-in", body(theirs, None)).await.expect_problem(409, "second_factor");
        // A session was opened with it, so one goes from one company to the other without another code.
        let anna = bearer(t, &on["session"]);
        anna.post_json(&format!("/api/v1/me/accounts/{theirs}"), json!({})).await.expect_status(201);
        t.stranger().post_json("/api/v1/sign-in", body(theirs, Some(&phone.next(t)))).await.expect_status(201);
        // Nobody else lifts it, in neither company.
        let lift = |id: i64| format!("/api/v1/people/{id}/second-factor");
        t.api(t.cast.olena).await.delete(&lift(t.cast.anna)).await.expect_problem(409, "factor_shared");
        let asked = sign_in_by(t, &phone.next(t)).await;
        asked.expect_problem(409, "choose_account");
    }
}
