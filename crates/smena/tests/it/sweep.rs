//! Every address of the product as everybody whom it is not for. A new line in `routes` is tried by itself.

use axum::http::Method;
use serde_json::json;
use smena::routes::{For, Route, all};

use crate::app::{Answer, Client, TestApp};
use crate::on_both;

on_both! {
    // A01: nobody gets in without signing in.
    async fn nobody_gets_anywhere_without_signing_in(t) {
        let stranger = t.stranger();
        for route in closed() {
            signed_out(&route, &ask(&stranger, &route, t.cast.anna).await);
        }
    }

    // K15: what a blocked person still has in their hands opens nothing.
    async fn a_blocked_person_gets_nowhere(t) {
        let (page, api) = (t.page(t.cast.vira).await, t.api(t.cast.vira).await);
        t.api(t.cast.olena).await.post_json(&format!("/api/v1/people/{}/block", t.cast.vira), json!({})).await.expect_status(200);
        everything_is_closed(t, &page, &api).await;
    }

    // The same for a departed person, on every address at once.
    async fn a_departed_person_gets_nowhere(t) {
        let (page, api) = (t.page(t.cast.vira).await, t.api(t.cast.vira).await);
        let departure = json!({"successor": t.cast.borys});
        t.api(t.cast.olena).await.post_json(&format!("/api/v1/people/{}/departure", t.cast.vira), departure).await.expect_status(201);
        everything_is_closed(t, &page, &api).await;
    }

    // K09: a pending person's secret, were there one, opens nothing.
    async fn a_pending_person_gets_nowhere(t) {
        let (page, api) = (t.page(t.cast.petro).await, t.api(t.cast.petro).await);
        everything_is_closed(t, &page, &api).await;
        // No door makes such secrets; they go before the invariants are verified.
        t.by_hand("delete from sessions where account_id = $1 and person_id = $2", t.cast.petro).await;
        t.by_hand("delete from api_tokens where account_id = $1 and person_id = $2", t.cast.petro).await;
    }

    async fn a_person_past_their_validity_gets_nowhere(t) {
        let (page, api) = (t.page(t.cast.hlib).await, t.api(t.cast.hlib).await);
        t.by_hand("update people set valid_until = 1 where account_id = $1 and id = $2", t.cast.hlib).await;
        everything_is_closed(t, &page, &api).await;
    }

    // A01: areas are closed to the weakest role, and the page says whom to ask.
    async fn the_weakest_role_is_kept_out_of_the_areas(t) {
        let (page, api) = (t.page(t.cast.hlib).await, t.api(t.cast.hlib).await);
        for route in closed().filter(|r| matches!(r.whom, For::People | For::Settings | For::Journal)) {
            let client = if is_api(&route) { &api } else { &page };
            let answer = ask(client, &route, t.cast.anna).await;
            let kept_out: &[u16] = if route.method == "get" { &[403] } else { &[403, 422, 404] };
            assert!(kept_out.contains(&answer.status), "{route:?} answered the observer {}: {}", answer.status, answer.body);
            if answer.status == 403 && !is_api(&route) {
                answer.expect_text("Olena Bondar");
            }
        }
    }

    // Nothing of one company is ever seen from another.
    async fn another_company_sees_nothing(t) {
        let deal = t.api(t.cast.anna).await.post_json("/api/v1/deals", json!({"title": "Lantern order"})).await.expect_status(201).json();
        let (page, api) = (t.page(t.cast.zoryana).await, t.api(t.cast.zoryana).await);
        for id in [deal["id"].as_i64().unwrap(), t.cast.anna, t.cast.sales] {
            for route in closed().filter(|r| r.path.contains('{')) {
                let client = if is_api(&route) { &api } else { &page };
                let answer = ask(client, &route, id).await;
                // An API token removes no passkey, there or not.
                let by_token = route.path == "/api/v1/me/passkeys/{id}" && answer.status == 409;
                assert!(
                    matches!(answer.status, 404 | 422) || by_token,
                    "{route:?} with a foreign id answered {}: {}", answer.status, answer.body
                );
                answer.expect_no_text("Lantern order").expect_no_text("Anna Melnyk");
            }
        }
        for route in closed().filter(|r| !r.path.contains('{') && r.method == "get" && r.path != "/live") {
            let client = if is_api(&route) { &api } else { &page };
            ask(client, &route, 0).await.expect_no_text("Lantern order").expect_no_text("Anna Melnyk").expect_no_text("Svitanok");
        }
    }
}

async fn everything_is_closed(t: &TestApp, page: &Client, api: &Client) {
    for route in closed() {
        let client = if is_api(&route) { api } else { page };
        signed_out(&route, &ask(client, &route, t.cast.anna).await);
    }
}

fn closed() -> impl Iterator<Item = Route> {
    all().copied().filter(|route| route.whom != For::Open)
}

fn is_api(route: &Route) -> bool {
    route.path.starts_with("/api/")
}

#[track_caller]
fn signed_out(route: &Route, answer: &Answer) {
    if is_api(route) || route.path == "/live" {
        let closed = answer.status == 401 || (answer.status == 303 && route.path == "/live");
        assert!(closed, "{route:?} answered {}: {}", answer.status, answer.body);
    } else {
        assert_eq!(answer.status, 303, "{route:?} answered: {}", answer.body);
        assert!(answer.location().starts_with("/sign-in"), "{route:?} leads to {}", answer.location());
    }
}

/// The route with this id wherever it takes one, and an empty body.
async fn ask(client: &Client, route: &Route, id: i64) -> Answer {
    let mut path = String::new();
    for part in route.path.split('/').skip(1) {
        path.push('/');
        match part {
            "{kind}" => path.push_str("session"),
            part if part.starts_with('{') => path.push_str(&id.to_string()),
            part => path.push_str(part),
        }
    }
    let method: Method = route.method.to_uppercase().parse().unwrap();
    match (route.method, is_api(route)) {
        ("get" | "delete", _) => client.send(method, &path, None, Vec::new()).await,
        (_, true) => client.json(method, &path, json!({})).await,
        (_, false) => client.post(&path, &[]).await,
    }
}
