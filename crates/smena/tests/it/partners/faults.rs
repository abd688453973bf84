//! What goes wrong between a partner and a customer.

use people::partners;
use people::seats::{self, Plan};
use serde_json::json;

use super::{another, arrange, ask, face};
use crate::app::TestApp;
use crate::on_both;

async fn strike(t: &TestApp) {
    let obriy = t.app.operator(crate::cast::account(t.cast.other_account, "Obriy Ltd"));
    partners::strike(&obriy).await.unwrap();
}

on_both! {
    async fn twenty_at_once_never_share_the_last_seat(t) {
        arrange(t, 7).await;
        let olena = t.api(t.cast.olena).await;
        let adding = (0..20).map(|n| {
            let olena = olena.clone();
            tokio::spawn(async move {
                let body = json!({ "name": format!("Racer {n}"), "login": format!("racer.{n}") });
                olena.post_json("/api/v1/people", body).await.status
            })
        });
        let mut answers = Vec::new();
        for one in adding.collect::<Vec<_>>() {
            answers.push(one.await.unwrap());
        }
        assert_eq!(answers.iter().filter(|status| **status == 201).count(), 1, "{answers:?}");
        assert_eq!(answers.iter().filter(|status| **status == 409).count(), 19, "{answers:?}");
    }

    // Struck off and back on the list: two partners may hold one e-mail, and each takes it off.
    async fn an_address_that_two_partners_hold_is_taken_off(t) {
        const SHARED: &str = "shared@obriy.example";
        arrange(t, 7).await;
        let obriy = t.app.operator(crate::cast::account(t.cast.other_account, "Obriy Ltd"));
        partners::register_address(&obriy, SHARED).await.unwrap();
        strike(t).await;
        let (made, _) = another(t, "iryna@third.example").await;
        let third = t.app.operator(crate::cast::account(made.account_id, "Third Ltd"));
        partners::add(&third, partners::Face { name: "Third Partners".into(), ..face() }).await.unwrap();
        partners::register_address(&third, SHARED).await.unwrap();
        partners::relist(&obriy).await.unwrap();
        partners::withdraw_address(&third, SHARED).await.unwrap();
        assert_eq!(partners::register_address(&third, SHARED).await.unwrap_err().status(), 422);
        partners::withdraw_address(&obriy, SHARED).await.unwrap();
        partners::register_address(&third, SHARED).await.unwrap();
    }

    async fn a_request_is_asked_once(t) {
        arrange(t, 6).await;
        let olena = t.api(t.cast.olena).await;
        let page = t.page(t.cast.olena).await;
        page.post("/settings/seats/request", &[("seats", "many")]).await.expect_status(422).expect_text("A number from 1 to 1,000");
        let one = async || olena.post_json("/api/v1/seats/requests", json!({})).await.status;
        let (a, b) = tokio::join!(one(), one());
        let mut answers = [a, b];
        answers.sort_unstable();
        assert_eq!(answers, [201, 409]);
        olena.post_json("/api/v1/seats/requests", json!({})).await.expect_problem(409, "request_waits");
        olena.post_json("/api/v1/seats/requests", json!({ "seats": 0 })).await.expect_problem(422, "form");
        page.post("/settings/seats/request", &[]).await.expect_status(409).expect_text("waits already");
    }

    async fn a_request_is_granted_once_however_often_at_once(t) {
        arrange(t, 6).await;
        let (olena, zoryana) = (t.api(t.cast.olena).await, t.api(t.cast.zoryana).await);
        let path = format!("/api/v1/partner/requests/{}/grant", ask(&olena).await);
        let one = async || zoryana.post_json(&path, json!({})).await.status;
        let (a, b, c) = tokio::join!(one(), one(), one());
        let mut answers = [a, b, c];
        answers.sort_unstable();
        assert_eq!(answers, [204, 409, 409]);
        assert_eq!(olena.get("/api/v1/seats").await.json()["bought"], 8);
        zoryana.post_json(&path, json!({})).await.expect_problem(409, "request_answered");
    }

    async fn what_was_taken_back_is_not_granted(t) {
        arrange(t, 6).await;
        let (olena, zoryana) = (t.api(t.cast.olena).await, t.api(t.cast.zoryana).await);
        let id = ask(&olena).await;
        olena.delete(&format!("/api/v1/seats/requests/{id}")).await.expect_status(204);
        zoryana.post_json(&format!("/api/v1/partner/requests/{id}/grant"), json!({})).await.expect_problem(409, "request_withdrawn");
        zoryana.post_json(&format!("/api/v1/partner/requests/{id}/decline"), json!({ "word": "No" })).await.expect_problem(409, "request_withdrawn");
        assert_eq!(olena.get("/api/v1/seats").await.json()["bought"], 6);
    }

    // Whoever takes back and whoever grants at the same moment: one of them, and both sides say the same.
    async fn taken_back_and_granted_at_once_is_one_of_both(t) {
        arrange(t, 6).await;
        let (olena, zoryana) = (t.api(t.cast.olena).await, t.api(t.cast.zoryana).await);
        let id = ask(&olena).await;
        let (back, grant) = (format!("/api/v1/seats/requests/{id}"), format!("/api/v1/partner/requests/{id}/grant"));
        let (a, b) = tokio::join!(olena.delete(&back), zoryana.post_json(&grant, json!({})));
        assert!(matches!((a.status, b.status), (204, 409) | (409, 204)), "{} {}", a.status, b.status);
        let here = olena.get("/api/v1/seats/requests").await.json()["items"][0]["state"].clone();
        let there = zoryana.get("/api/v1/partner/requests").await.json()["items"][0]["state"].clone();
        assert_eq!(here, there);
        let bought = if here == "granted" { 8 } else { 6 };
        assert_eq!(olena.get("/api/v1/seats").await.json()["bought"], bought);
    }

    // Whoever is not their customer is not there.
    async fn another_partner_reaches_nothing(t) {
        arrange(t, 6).await;
        let id = ask(&t.api(t.cast.olena).await).await;
        let (third, iryna) = another(t, "iryna@third.example").await;
        iryna.get("/api/v1/partner/requests").await.expect_problem(404, "not_found");
        let account = people::accounts::load(&t.app, third.account_id).await.unwrap();
        partners::add(&t.app.operator(account), face()).await.unwrap();
        assert_eq!(iryna.get("/api/v1/partner/requests").await.expect_status(200).json()["items"], json!([]));
        let plan = json!({ "bought": 1 });
        iryna.json(axum::http::Method::PUT, &format!("/api/v1/partner/customers/{}", t.cast.account), plan).await.expect_problem(404, "not_found");
        iryna.post_json(&format!("/api/v1/partner/requests/{id}/grant"), json!({})).await.expect_problem(404, "not_found");
        iryna.post_json(&format!("/api/v1/partner/requests/{id}/decline"), json!({ "word": "No" })).await.expect_problem(404, "not_found");
        assert_eq!(t.api(t.cast.olena).await.get("/api/v1/seats").await.json()["bought"], 6);
    }

    // Only who administers the partner's account answers for it; a company that is no partner has no such page.
    async fn the_area_is_the_administrators(t) {
        arrange(t, 6).await;
        t.page(t.cast.olena).await.get("/partner").await.expect_status(404);
        let zoryana = t.api(t.cast.zoryana).await;
        zoryana.post_json("/api/v1/people", json!({ "name": "Ostap Helper", "login": "ostap", "password": crate::cast::PASSWORD })).await.expect_status(201);
        let login = json!({ "login": "ostap", "password": crate::cast::PASSWORD, "account": t.cast.other_account });
        let session = t.stranger().post_json("/api/v1/sign-in", login).await.expect_status(201).json();
        let ostap = t.client([("authorization", format!("Bearer {}", session["token"].as_str().unwrap()))]);
        ostap.get("/api/v1/partner/requests").await.expect_problem(403, "denied");
    }

    // A partner that was struck off is asked nothing and answers nothing.
    async fn a_partner_that_was_struck_off_does_nothing_for_customers(t) {
        arrange(t, 6).await;
        let (olena, zoryana) = (t.api(t.cast.olena).await, t.api(t.cast.zoryana).await);
        let id = ask(&olena).await;
        strike(t).await;
        zoryana.post_json(&format!("/api/v1/partner/requests/{id}/grant"), json!({})).await.expect_problem(409, "partner_struck");
        let path = format!("/api/v1/partner/customers/{}", t.cast.account);
        zoryana.json(axum::http::Method::PUT, &path, json!({ "bought": 99 })).await.expect_problem(409, "partner_struck");
        t.page(t.cast.zoryana).await.get("/partner").await.expect_text("not on the list of partners any more");
        olena.delete(&format!("/api/v1/seats/requests/{id}")).await.expect_status(204);
        olena.post_json("/api/v1/seats/requests", json!({})).await.expect_problem(409, "no_partner");
        t.page(t.cast.olena).await.get("/settings/seats").await.expect_text("not on the list of the installation");
    }

    // Somebody else looks after the account: what waited for the former partner is taken back on both sides.
    async fn a_request_does_not_outlive_the_partner_it_was_for(t) {
        arrange(t, 6).await;
        let (olena, zoryana) = (t.api(t.cast.olena).await, t.api(t.cast.zoryana).await);
        let id = ask(&olena).await;
        seats::choose_partner(&t.operator(), None).await.unwrap();
        assert_eq!(olena.get("/api/v1/seats/requests").await.json()["items"][0]["state"], "withdrawn");
        zoryana.post_json(&format!("/api/v1/partner/requests/{id}/grant"), json!({})).await.expect_problem(409, "request_withdrawn");
        let path = format!("/api/v1/partner/customers/{}", t.cast.account);
        zoryana.json(axum::http::Method::PUT, &path, json!({ "bought": 99 })).await.expect_problem(404, "not_found");
        olena.post_json("/api/v1/seats/requests", json!({})).await.expect_problem(409, "no_partner");
        t.page(t.cast.olena).await.get("/settings/seats").await.expect_text("No partner looks after this account");
    }

    // The plan became unlimited while the request waited: granting it changes nothing.
    async fn granting_without_a_limit_keeps_it_so(t) {
        arrange(t, 6).await;
        let (olena, zoryana) = (t.api(t.cast.olena).await, t.api(t.cast.zoryana).await);
        let id = ask(&olena).await;
        seats::set(&t.operator(), Plan { bought: None, paid_until: None }).await.unwrap();
        zoryana.post_json(&format!("/api/v1/partner/requests/{id}/grant"), json!({})).await.expect_status(204);
        assert_eq!(olena.get("/api/v1/seats").await.json()["bought"], serde_json::Value::Null);
    }
}
