//! Covers: somebody stands in for a person who is away, until a day, and then no more.

mod faults;
mod pages;
mod random;

use serde_json::{Value as Json, json};

use crate::app::{Client, NOW, TestApp};
use crate::on_both;

const DAY: i64 = 24 * 3_600_000;

/// The moment so many days from now.
fn day(n: i64) -> String {
    kit::date::to_rfc3339(NOW + n * DAY)
}

/// The clock goes on to the moment.
fn go_to(t: &TestApp, at: i64) {
    t.clock.advance(at - t.clock.now());
}

async fn deal(program: &Client, title: &str, responsible: i64) -> i64 {
    let body = json!({ "title": title, "responsible_id": responsible });
    program.post_json("/api/v1/deals", body).await.expect_status(201).json()["id"].as_i64().unwrap()
}

/// The stand-in covers the person from now on for five days; the cover's id.
async fn cover(program: &Client, person: i64, stand_in: i64) -> i64 {
    begun(program, person, json!({ "stand_in": stand_in, "until": day(5) })).await
}

async fn begun(program: &Client, person: i64, body: Json) -> i64 {
    let answer = program.post_json(&format!("/api/v1/people/{person}/cover"), body).await.expect_status(201);
    answer.json()["id"].as_i64().unwrap()
}

/// The states of the covers that concern the person, newest first.
async fn states(program: &Client, person: i64) -> Vec<String> {
    let list = program.get(&format!("/api/v1/people/{person}/covers")).await.expect_status(200).json();
    list["items"].as_array().unwrap().iter().map(|c| c["state"].as_str().unwrap().to_owned()).collect()
}

/// Whether the list and the single look-up both show the deal, or neither.
async fn sees(program: &Client, deal: i64) -> bool {
    let listed = program.get("/api/v1/deals").await.expect_status(200).json();
    let listed = listed["items"].as_array().unwrap().iter().any(|d| d["id"] == deal);
    let opened = program.get(&format!("/api/v1/deals/{deal}")).await.status == 200;
    assert_eq!(listed, opened, "the list and the look-up differ");
    listed
}

on_both! {
    async fn a_stand_in_works_with_covered_work_as_with_their_own_and_it_stays_the_holders(t) {
        let (olena, anna, vira) = (t.api(t.cast.olena).await, t.api(t.cast.anna).await, t.api(t.cast.vira).await);
        let boiler = deal(&anna, "Boiler", t.cast.anna).await;
        assert!(!sees(&vira, boiler).await);
        cover(&anna, t.cast.anna, t.cast.vira).await;
        assert!(sees(&vira, boiler).await);
        let at = format!("/api/v1/deals/{boiler}");
        let changed = vira.patch(&at, json!({ "title": "Big boiler", "version": 1 })).await.expect_status(200).json();
        assert_eq!((&changed["title"], &changed["responsible_id"]), (&json!("Big boiler"), &json!(t.cast.anna)));
        // New work goes to the holder, also when the stand-in makes it for them; it is covered, too.
        let roof = deal(&vira, "Roof", t.cast.anna).await;
        assert!(sees(&vira, roof).await && sees(&anna, roof).await);
        assert_eq!(anna.get("/api/v1/deals").await.json()["count"], 2);
        let of_vira = olena.get(&format!("/api/v1/deals?responsible_id={}", t.cast.vira)).await.json();
        assert_eq!(of_vira["count"], 0);
        // The bin is covered as well: what was deleted comes back to whose it was.
        vira.delete(&at).await.expect_status(204);
        vira.post_json(&format!("/api/v1/bin/{boiler}/restore"), json!({})).await.expect_status(200);
        assert_eq!(olena.get(&at).await.json()["responsible_id"], t.cast.anna);
    }

    async fn a_cover_begins_and_ends_by_itself(t) {
        let (anna, vira) = (t.api(t.cast.anna).await, t.api(t.cast.vira).await);
        let boiler = deal(&anna, "Boiler", t.cast.anna).await;
        begun(&anna, t.cast.anna, json!({ "stand_in": t.cast.vira, "from": day(2), "until": day(4) })).await;
        assert_eq!(states(&vira, t.cast.vira).await, ["planned"]);
        assert!(!sees(&vira, boiler).await);
        go_to(t, NOW + 2 * DAY);
        assert_eq!(states(&anna, t.cast.anna).await, ["running"]);
        assert!(sees(&vira, boiler).await);
        go_to(t, NOW + 4 * DAY - 1);
        assert!(sees(&vira, boiler).await);
        go_to(t, NOW + 4 * DAY);
        assert!(!sees(&vira, boiler).await);
        let late = json!({ "title": "Too late", "version": 1 });
        vira.patch(&format!("/api/v1/deals/{boiler}"), late).await.expect_problem(404, "not_found");
        assert_eq!(states(&anna, t.cast.anna).await, ["over"]);
    }

    async fn a_cover_may_be_of_some_kinds_only(t) {
        let (anna, vira) = (t.api(t.cast.anna).await, t.api(t.cast.vira).await);
        let boiler = deal(&anna, "Boiler", t.cast.anna).await;
        let marta = anna.post_json("/api/v1/contacts", json!({ "name": "Marta" })).await.expect_status(201).json();
        begun(&anna, t.cast.anna, json!({ "stand_in": t.cast.vira, "kinds": ["contact"], "until": day(5) })).await;
        vira.get(&format!("/api/v1/contacts/{}", marta["id"])).await.expect_status(200);
        assert!(!sees(&vira, boiler).await);
        // Somebody else may stand in for the rest at the same time.
        begun(&anna, t.cast.anna, json!({ "stand_in": t.cast.borys, "kinds": ["deal", "task"], "until": day(5) })).await;
    }

    // A stand-in of a stand-in sees only the stand-in's own.
    async fn a_cover_over_a_cover_does_not_chain(t) {
        let (anna, vira) = (t.api(t.cast.anna).await, t.api(t.cast.vira).await);
        let olena = t.api(t.cast.olena).await;
        let body = json!({ "name": "Ivan Horak", "email": "ivan@svitanok.example", "password": crate::cast::PASSWORD });
        let ivan = olena.post_json("/api/v1/people", body).await.expect_status(201).json()["id"].as_i64().unwrap();
        let sign_in = json!({ "login": "ivan@svitanok.example", "password": crate::cast::PASSWORD });
        let token = t.stranger().post_json("/api/v1/sign-in", sign_in).await.expect_status(201).json()["token"].clone();
        let ivan_api = t.client([("authorization", format!("Bearer {}", token.as_str().unwrap()))]);
        let (boiler, roof) = (deal(&anna, "Boiler", t.cast.anna).await, deal(&vira, "Roof", t.cast.vira).await);
        cover(&anna, t.cast.anna, t.cast.vira).await;
        cover(&vira, t.cast.vira, ivan).await;
        assert!(sees(&ivan_api, roof).await);
        assert!(!sees(&ivan_api, boiler).await);
        assert!(sees(&vira, boiler).await);
        // The head of the stand-in's department gains nothing by it either, and the observer's scope stays as it was.
        cover(&ivan_api, ivan, t.cast.borys).await;
        assert!(!sees(&anna, roof).await);
    }

    async fn a_cover_ends_with_the_hand_over_of_the_work_and_an_undo_brings_it_back(t) {
        let (olena, anna, vira) = (t.api(t.cast.olena).await, t.api(t.cast.anna).await, t.api(t.cast.vira).await);
        let boiler = deal(&anna, "Boiler", t.cast.anna).await;
        cover(&anna, t.cast.anna, t.cast.vira).await;
        let handover = format!("/api/v1/people/{}/handover", t.cast.anna);
        let done = olena.post_json(&handover, json!({ "successor": t.cast.borys })).await.expect_status(201).json();
        assert!(!sees(&vira, boiler).await);
        // What comes to Anna afterwards is still covered.
        let roof = deal(&olena, "Roof", t.cast.anna).await;
        assert!(sees(&vira, roof).await);
        olena.delete(&format!("/api/v1/handovers/{}", done["id"])).await.expect_status(200);
        assert!(sees(&vira, boiler).await && sees(&vira, roof).await);
    }

    async fn a_departure_ends_covers_on_both_sides_and_its_undo_brings_them_back(t) {
        let (olena, anna, vira) = (t.api(t.cast.olena).await, t.api(t.cast.anna).await, t.api(t.cast.vira).await);
        let boiler = deal(&anna, "Boiler", t.cast.anna).await;
        cover(&anna, t.cast.anna, t.cast.vira).await;
        cover(&vira, t.cast.vira, t.cast.borys).await;
        let holdings = olena.get(&format!("/api/v1/people/{}/holdings", t.cast.vira)).await.json();
        assert_eq!(holdings["covers"].as_array().unwrap().len(), 2);
        let departure = format!("/api/v1/people/{}/departure", t.cast.vira);
        let done = olena.post_json(&departure, json!({ "successor": t.cast.borys })).await.expect_status(201).json();
        assert_eq!(states(&olena, t.cast.vira).await, ["departure", "departure"]);
        olena.get(&format!("/api/v1/people/{}", t.cast.vira)).await.expect_status(200);
        olena.delete(&format!("/api/v1/departures/{}", done["id"])).await.expect_status(200);
        assert_eq!(states(&olena, t.cast.vira).await, ["running", "running"]);
        assert!(sees(&t.api(t.cast.vira).await, boiler).await);
    }

    // Whoever took the place meanwhile keeps it: nobody stands in twice for the same work.
    async fn an_undo_does_not_push_out_a_new_stand_in(t) {
        let (olena, anna) = (t.api(t.cast.olena).await, t.api(t.cast.anna).await);
        cover(&anna, t.cast.anna, t.cast.vira).await;
        let departure = format!("/api/v1/people/{}/departure", t.cast.vira);
        let done = olena.post_json(&departure, json!({ "successor": t.cast.borys })).await.expect_status(201).json();
        cover(&anna, t.cast.anna, t.cast.borys).await;
        olena.delete(&format!("/api/v1/departures/{}", done["id"])).await.expect_status(200);
        assert_eq!(states(&anna, t.cast.anna).await, ["running", "departure"]);
    }

    async fn a_cover_is_ended_by_the_holder_by_who_manages_people_or_declined_by_the_stand_in(t) {
        let (olena, anna, vira) = (t.api(t.cast.olena).await, t.api(t.cast.anna).await, t.api(t.cast.vira).await);
        let boiler = deal(&anna, "Boiler", t.cast.anna).await;
        for (by, state) in [(&anna, "ended"), (&olena, "ended"), (&vira, "declined")] {
            let id = cover(&olena, t.cast.anna, t.cast.vira).await;
            assert!(sees(&vira, boiler).await);
            by.delete(&format!("/api/v1/covers/{id}")).await.expect_status(204);
            assert!(!sees(&vira, boiler).await);
            assert_eq!(states(&anna, t.cast.anna).await[0], state);
            by.delete(&format!("/api/v1/covers/{id}")).await.expect_problem(409, "cover_over");
        }
        let page = t.page(t.cast.olena).await;
        page.get(&format!("/people/{}", t.cast.anna)).await.expect_status(200)
            .expect_text("Vira Savchuk declined to stand in for Anna Melnyk");
    }
}

/// The command line and other rooms see the same through the use case.
async fn cover_ctx(t: &TestApp, person: i64, stand_in: i64, from: i64, until: i64) -> base::Result<i64> {
    let wish = ::people::covers::Wish { stand_in, kinds: None, from: Some(from), until, reason: None };
    ::people::covers::begin(&t.ctx(person).await, person, wish).await.map(|cover| cover.id)
}
