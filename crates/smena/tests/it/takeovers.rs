//! Taking over what others left: at once, or with the first sign-in.

use serde_json::{Value as Json, json};

use crate::app::{Client, TestApp};
use crate::cast::PASSWORD;
use crate::on_both;

async fn made(program: &Client, path: &str, body: Json) -> i64 {
    program.post_json(path, body).await.expect_status(201).json()["id"].as_i64().unwrap()
}

/// Anna has two deals and a contact and leaves; Borys keeps them. Answers Anna's portfolio and the first deal.
async fn anna_left(t: &TestApp, program: &Client) -> (i64, i64) {
    let boiler =
        made(program, "/api/v1/deals", json!({ "title": "Boiler", "responsible_id": t.cast.anna })).await;
    made(program, "/api/v1/deals", json!({ "title": "Roof", "responsible_id": t.cast.anna })).await;
    made(program, "/api/v1/contacts", json!({ "name": "Marta", "responsible_id": t.cast.anna })).await;
    let departure = format!("/api/v1/people/{}/departure", t.cast.anna);
    made(program, &departure, json!({ "successor": t.cast.borys })).await;
    let list =
        program.get(&format!("/api/v1/portfolios?home={}", t.cast.anna)).await.expect_status(200).json();
    assert_eq!(list["count"], 1);
    (list["items"][0]["id"].as_i64().unwrap(), boiler)
}

async fn count(program: &Client, kind: &str, person: i64) -> Json {
    program.get(&format!("/api/v1/{kind}?responsible_id={person}")).await.expect_status(200).json()["count"]
        .clone()
}

/// Petro signs in for the first time.
async fn petro_arrives(t: &TestApp) {
    let sign_in = json!({ "login": "petro@svitanok.example", "password": PASSWORD });
    t.stranger().post_json("/api/v1/sign-in", sign_in).await.expect_status(201);
}

fn takeover(person: i64) -> String {
    format!("/api/v1/people/{person}/takeover")
}

on_both! {
    // "Vira takes over what Anna left and Borys keeps now": those portfolios and nothing else.
    async fn a_portfolio_goes_from_whom_keeps_it_to_the_newcomer_and_back(t) {
        let program = t.api(t.cast.olena).await;
        let (portfolio, boiler) = anna_left(t, &program).await;
        made(&program, "/api/v1/deals", json!({ "title": "Borys' own", "responsible_id": t.cast.borys })).await;
        let body = json!({ "portfolios": [{ "id": portfolio, "kinds": null }] });
        let done = program.post_json(&takeover(t.cast.vira), body).await.expect_status(201).json();
        let handover = &done["handovers"][0];
        assert_eq!((&handover["number"], &handover["person_id"]), (&json!(2), &json!(t.cast.borys)));
        assert_eq!(handover["moved"], json!([
            { "kind": "deal", "count": 2, "open": 2, "to": t.cast.vira },
            { "kind": "contact", "count": 1, "open": 1, "to": t.cast.vira },
        ]));
        assert_eq!((count(&program, "deals", t.cast.vira).await, count(&program, "deals", t.cast.borys).await), (json!(2), json!(1)));
        t.page(t.cast.olena).await.get(&format!("/people/{}", t.cast.borys)).await
            .expect_text("Vira Savchuk took over work of Borys Kravets");
        program.delete(&format!("/api/v1/handovers/{}", handover["id"])).await.expect_status(200);
        let deal = program.get(&format!("/api/v1/deals/{boiler}")).await.json();
        assert_eq!(deal["responsible_id"], t.cast.borys);
    }

    async fn one_kind_of_it_may_go_alone(t) {
        let program = t.api(t.cast.olena).await;
        let (portfolio, _) = anna_left(t, &program).await;
        let body = json!({ "portfolios": [{ "id": portfolio, "kinds": ["contact"] }] });
        program.post_json(&takeover(t.cast.vira), body).await.expect_status(201);
        assert_eq!((count(&program, "deals", t.cast.vira).await, count(&program, "contacts", t.cast.vira).await), (json!(0), json!(1)));
        // Now two keep parts of it: taking the rest over is one hand-over for each who gives.
        let all = json!({ "portfolios": [{ "id": portfolio }] });
        let done = program.post_json(&takeover(t.cast.olena), all).await.expect_status(201).json();
        assert_eq!(done["handovers"].as_array().unwrap().len(), 2);
    }

    // Who gives away where their own new work goes gets a fresh portfolio; an undo makes it one again.
    async fn a_colleagues_own_portfolio_may_be_taken_over(t) {
        let program = t.api(t.cast.olena).await;
        made(&program, "/api/v1/deals", json!({ "title": "Boiler", "responsible_id": t.cast.anna })).await;
        let list = program.get(&format!("/api/v1/portfolios?home={}", t.cast.anna)).await.json();
        let body = json!({ "portfolios": [{ "id": list["items"][0]["id"] }] });
        let done = program.post_json(&takeover(t.cast.vira), body).await.expect_status(201).json();
        let fresh = made(&program, "/api/v1/deals", json!({ "title": "Roof", "responsible_id": t.cast.anna })).await;
        assert_eq!(program.get(&format!("/api/v1/deals/{fresh}")).await.json()["responsible_id"], t.cast.anna);
        program.delete(&format!("/api/v1/handovers/{}", done["handovers"][0]["id"])).await.expect_status(200);
        assert_eq!(count(&program, "deals", t.cast.anna).await, 2);
    }

    // K09: a pending person holds nothing; what is planned is theirs in the transaction of the first sign-in.
    async fn a_pending_person_takes_over_with_the_first_sign_in(t) {
        let program = t.api(t.cast.olena).await;
        let (portfolio, boiler) = anna_left(t, &program).await;
        let body = json!({ "portfolios": [{ "id": portfolio }] });
        assert_eq!(program.post_json(&takeover(t.cast.petro), body).await.expect_status(202).json()["planned"], true);
        assert_eq!(count(&program, "deals", t.cast.borys).await, 2);
        t.page(t.cast.olena).await.get(&format!("/people/{}", t.cast.petro)).await
            .expect_text("Takes over at the first sign-in").expect_text("Work of Anna Melnyk");
        petro_arrives(t).await;
        assert_eq!(program.get(&format!("/api/v1/deals/{boiler}")).await.json()["responsible_id"], t.cast.petro);
        let handovers = t.page(t.cast.olena).await;
        handovers.get("/handovers").await.expect_text("Borys Kravets");
        handovers.get(&format!("/people/{}", t.cast.petro)).await.expect_no_text("Takes over at the first sign-in");
    }

    // Checked again then, and told; who holds it keeps it, and the sign-in is no worse for it.
    async fn what_can_no_longer_be_is_told_and_stays_where_it_is(t) {
        let program = t.api(t.cast.olena).await;
        let (portfolio, boiler) = anna_left(t, &program).await;
        program.post_json(&takeover(t.cast.petro), json!({ "portfolios": [{ "id": portfolio }] })).await.expect_status(202);
        t.by_hand("update people set role_id = (select id from roles where account_id = $1 and key = 'observer')
            where account_id = $1 and id = $2", t.cast.petro).await;
        petro_arrives(t).await;
        assert_eq!(program.get(&format!("/api/v1/deals/{boiler}")).await.json()["responsible_id"], t.cast.borys);
        t.page(t.cast.olena).await.get(&format!("/people/{}", t.cast.petro)).await
            .expect_text("could not take over planned work").expect_text("The new colleague may not hold all of it.");
    }

    async fn who_planned_it_must_still_be_one_who_may(t) {
        let program = t.api(t.cast.olena).await;
        let (portfolio, boiler) = anna_left(t, &program).await;
        let second = json!({ "name": "Ada Koval", "email": "ada@svitanok.example", "category": "administrator", "password": PASSWORD });
        let ada = made(&program, "/api/v1/people", second).await;
        t.stranger().post_json("/api/v1/sign-in", json!({ "login": "ada@svitanok.example", "password": PASSWORD })).await.expect_status(201);
        let body = json!({ "portfolios": [{ "id": portfolio }] });
        t.api(ada).await.post_json(&takeover(t.cast.petro), body).await.expect_status(202);
        program.post_json(&format!("/api/v1/people/{ada}/block"), json!({})).await.expect_status(200);
        petro_arrives(t).await;
        assert_eq!(program.get(&format!("/api/v1/deals/{boiler}")).await.json()["responsible_id"], t.cast.borys);
        t.page(t.cast.olena).await.get(&format!("/people/{}", t.cast.petro)).await
            .expect_text("Whoever planned it may no longer hand it over.");
    }

    async fn only_what_is_there_goes_and_only_to_who_may_hold_it(t) {
        let program = t.api(t.cast.olena).await;
        let (portfolio, _) = anna_left(t, &program).await;
        for (person, body, code) in [
            (t.cast.vira, json!({ "portfolios": [{ "id": 7 }] }), "no_such_portfolio"),
            (t.cast.hlib, json!({ "portfolios": [{ "id": portfolio }] }), "may_not_hold"),
            (t.cast.borys, json!({ "portfolios": [{ "id": portfolio }] }), "nothing_to_take_over"),
            (t.cast.vira, json!({ "portfolios": [{ "id": portfolio, "kinds": ["task"] }] }), "nothing_to_take_over"),
            (t.cast.vira, json!({ "portfolios": [] }), "nothing_to_take_over"),
            (t.cast.anna, json!({ "portfolios": [{ "id": portfolio }] }), "not_assignable"),
        ] {
            let answer = program.post_json(&takeover(person), body).await.expect_status(422).json();
            let said = [&answer["code"], &answer["errors"][0]["code"]];
            assert!(said.contains(&&json!(code)), "{answer}");
        }
        let other = t.api(t.cast.zoryana).await;
        let body = json!({ "portfolios": [{ "id": portfolio }] });
        other.post_json(&takeover(t.cast.zoryana), body.clone()).await.expect_status(422);
        let borys = t.api(t.cast.borys).await;
        borys.post_json(&takeover(t.cast.vira), body).await.expect_problem(403, "denied");
        borys.get("/api/v1/portfolios").await.expect_problem(403, "denied");
    }

    async fn the_card_and_the_form_of_a_new_person_offer_it(t) {
        let program = t.api(t.cast.olena).await;
        let (portfolio, boiler) = anna_left(t, &program).await;
        let page = t.page(t.cast.olena).await;
        page.get(&format!("/people/{}", t.cast.vira)).await.expect_text(&format!("/people/{}/takeover", t.cast.vira));
        let at = format!("/people/{}/takeover", t.cast.vira);
        page.get(&at).await.expect_status(200).expect_text("Work of Anna Melnyk").expect_text("Deals: 2 (now with Borys Kravets)");
        page.post(&at, &[("once", "t1")]).await.expect_status(422).expect_text("Tick what is to be taken over.");
        let contacts = format!("{portfolio}.contact");
        let location = page.post(&at, &[("take", &*contacts), ("once", "t2")]).await.location();
        page.get(&location).await.expect_status(200).expect_text("Vira Savchuk");
        assert_eq!(count(&program, "contacts", t.cast.vira).await, 1);
        // A new person: kept in mind until they sign in.
        page.get("/people/new").await.expect_text("Takes over the work of").expect_text("Anna Melnyk: 3");
        let id = portfolio.to_string();
        let form = [("name", "Ivan Horak"), ("email", "ivan@svitanok.example"), ("entry", "password"), ("password", PASSWORD),
            ("takes_over", &*id), ("once", "t3")];
        let card = page.post("/people", &form).await.location();
        page.get(&card).await.expect_text("Work of Anna Melnyk");
        let sign_in = json!({ "login": "ivan@svitanok.example", "password": PASSWORD });
        t.stranger().post_json("/api/v1/sign-in", sign_in).await.expect_status(201);
        let ivan: i64 = card.trim_start_matches("/people/").parse().unwrap();
        assert_eq!(program.get(&format!("/api/v1/deals/{boiler}")).await.json()["responsible_id"], ivan);
        assert_eq!(count(&program, "contacts", ivan).await, 1);
    }
}
