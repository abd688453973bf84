//! Somebody can show no code any more: an administrator lets them in again, and at last the operator.

use axum::http::Method;
use people::accounts;
use serde_json::json;

use super::{ANNA, FACTOR, Phone, bearer, events, sign_in_by, turn_on};
use crate::cast::PASSWORD;
use crate::on_both;
use crate::signin::arrange::sign_in;

on_both! {
    async fn an_administrator_lifts_it_and_the_journal_says_so(t) {
        let (_, anna) = turn_on(t).await;
        let card = format!("/people/{}", t.cast.anna);
        let olena = t.page(t.cast.olena).await;
        olena.get(&card).await.expect_status(200).expect_text("On since 23 Nov 2026").expect_text("Lift two-factor sign-in");
        olena.post(&format!("{card}/second-factor/lift"), &[]).await.expect_status(303);
        anna.get("/api/v1/me").await.expect_problem(401, "signed_out");
        assert_eq!(events(t).await[0], "second_factor_lifted");
        olena.get(&card).await.expect_no_text("Lift two-factor sign-in").expect_text("lifted the two-factor sign-in of");
        sign_in(t, ANNA, PASSWORD).await.expect_status(201);
        t.api(t.cast.olena).await.delete(&format!("/api/v1{card}/second-factor")).await.expect_problem(409, "factor_off");
    }

    // Not one's own, not another company's, and by no lesser right than an administrator's.
    async fn nobody_else_lifts_it(t) {
        let (phone, _) = turn_on(t).await;
        let address = format!("/api/v1/people/{}/second-factor", t.cast.anna);
        for person in [t.cast.anna, t.cast.borys, t.cast.hlib] {
            t.api(person).await.delete(&address).await.expect_status(403);
        }
        let role = json!({"name": "Staff", "rights": {}, "areas": ["people"]});
        let olena = t.api(t.cast.olena).await;
        let made = olena.post_json("/api/v1/roles", role).await;
        if made.status == 201 {
            let vira = json!({"role_id": made.json()["id"]});
            olena.patch(&format!("/api/v1/people/{}", t.cast.vira), vira).await.expect_status(200);
            t.api(t.cast.vira).await.delete(&address).await.expect_status(403);
        }
        t.api(t.cast.zoryana).await.delete(&address).await.expect_status(404);
        sign_in_by(t, &phone.next(t)).await.expect_status(201);
    }

    // 4.1.4: the last administrator who lost everything is let in by the operator.
    async fn the_operator_lets_the_last_administrator_in_again(t) {
        let login = "olena@svitanok.example";
        let olena = bearer(t, &sign_in(t, login, PASSWORD).await.expect_status(201).json());
        let offer = olena.post_json(&format!("{FACTOR}/offer"), json!({})).await.json();
        let phone = Phone { secret: offer["secret"].as_str().unwrap().into(), codes: Vec::new() };
        let set = json!({"secret": phone.secret, "code": phone.shows(t.app.now()), "password": PASSWORD});
        let on = olena.json(Method::PUT, FACTOR, set).await.expect_status(200).json();
        let own = format!("/api/v1/people/{}/second-factor", t.cast.olena);
        bearer(t, &on["session"]).delete(&own).await.expect_problem(409, "factor_own");
        let rescued = accounts::rescue(&t.operator(), t.cast.olena).await.unwrap();
        assert!(rescued.lifted);
        t.stranger().post(&rescued.link, &[("password", "harbour-violin-31-slow")]).await.expect_status(303);
        assert!(events(t).await.contains(&"second_factor_lifted".to_owned()));
        assert!(!accounts::rescue(&t.operator(), t.cast.olena).await.unwrap().lifted);
    }
}
