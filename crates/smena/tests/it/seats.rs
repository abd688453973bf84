//! Seats: what counts, what is shown, what is refused.

use serde_json::{Value, json};

use crate::app::{Client, TestApp};
use crate::on_both;

/// Reaches into the account's row: how seats are bought is another story.
pub async fn arrange_seats(t: &TestApp, bought: i64) {
    let account = t.cast.account;
    t.operator()
        .write(move |tx| {
            let mut tx = tx.permit(base::authz::Do::EditAccount)?;
            tx.execute(
                "update accounts set seats_bought = $2, paid_until = $3 where id = $1",
                store::params![account, bought, crate::app::NOW],
            )?;
            tx.commit(base::Event::AccountChanged { account, changes: Vec::new() }, ())
        })
        .await
        .unwrap();
}

async fn add(client: &Client, name: &str) -> crate::app::Answer {
    let login = name.to_lowercase().replace(' ', ".");
    client.post_json("/api/v1/people", json!({ "name": name, "login": login })).await
}

on_both! {
    // A09, A10
    async fn an_account_without_a_plan_has_no_limit(t) {
        let olena = t.api(t.cast.olena).await;
        let seats = olena.get("/api/v1/seats").await.expect_status(200).json();
        assert_eq!(seats, json!({ "bought": null, "used": 6, "free": null, "technical": 0, "paid_until": null }));
        let page = t.page(t.cast.olena).await;
        page.get("/settings/seats").await.expect_status(200).expect_text("Unlimited");
    }

    // A09, A10, A20
    async fn the_technical_user_is_counted_apart(t) {
        arrange_seats(t, 10).await;
        let olena = t.api(t.cast.olena).await;
        let body = json!({ "name": "Site forms", "category": "technical" });
        olena.post_json("/api/v1/people", body).await.expect_status(201);
        let seats = olena.get("/api/v1/seats").await.expect_status(200).json();
        let expected =
            json!({ "bought": 10, "used": 7, "free": 3, "technical": 1, "paid_until": "2026-11-23T09:00:00Z" });
        assert_eq!(seats, expected);
        let page = t.page(t.cast.olena).await.get("/settings/seats").await.expect_status(200);
        page.expect_text("of them technical users: 1").expect_text("23 Nov 2026");
    }

    // A12
    async fn nobody_is_added_beyond_the_seats_bought(t) {
        arrange_seats(t, 7).await;
        let olena = t.api(t.cast.olena).await;
        add(&olena, "Seventh One").await.expect_status(201);
        let refused = add(&olena, "Eighth One").await.expect_problem(409, "no_seat");
        assert_eq!((&refused.json()["bought"], &refused.json()["used"]), (&json!(7), &json!(7)));
        let page = t.page(t.cast.olena).await;
        let fields = [("name", "Eighth One"), ("email", "eighth@svitanok.example"), ("entry", "link"), ("once", "w1")];
        let form = page.post("/people", &fields).await.expect_status(409);
        form.expect_text("All seats are taken").expect_text("Eighth One");
        page.get("/settings/seats").await.expect_status(200).expect_text("Every seat is taken");
    }

    async fn twenty_at_once_never_share_the_last_seat(t) {
        arrange_seats(t, 7).await;
        let mut racers = tokio::task::JoinSet::new();
        for n in 0..20 {
            let olena = t.api(t.cast.olena).await;
            racers.spawn(async move { add(&olena, &format!("Racer {n}")).await.status });
        }
        let answers = racers.join_all().await;
        assert_eq!(answers.iter().filter(|status| **status == 201).count(), 1, "{answers:?}");
        assert_eq!(answers.iter().filter(|status| **status == 409).count(), 19, "{answers:?}");
        assert_eq!(t.api(t.cast.olena).await.get("/api/v1/seats").await.json()["used"], 7);
    }

    // A12: by whatever door, one alone gets the last seat.
    async fn every_door_asks_for_the_same_seat(t) {
        let olena = t.api(t.cast.olena).await;
        let mut departure = Value::Null;
        for person in [t.cast.anna, t.cast.hlib] {
            let body = json!({ "successor": t.cast.vira });
            let left = olena.post_json(&format!("/api/v1/people/{person}/departure"), body).await.expect_status(201);
            departure = left.json()["id"].clone();
        }
        let link = olena.post_json("/api/v1/open-links", json!({ "approval": false })).await.expect_status(201).json();
        let waits = olena.post_json("/api/v1/open-links", json!({})).await.expect_status(201).json();
        let comer = |link: &Value, n: usize| json!({ "link": link["link"], "name": "Some One", "email": format!("n{n}@svitanok.example") });
        t.stranger().post_json("/api/v1/join", comer(&waits, 0)).await.expect_status(201);
        let join = olena.get("/api/v1/joins").await.json()["items"][0]["id"].clone();
        arrange_seats(t, 5).await;
        assert_eq!(olena.get("/api/v1/seats").await.json()["free"], 1);
        let mut racers = tokio::task::JoinSet::new();
        let calls = [
            ("/api/v1/people".to_owned(), json!({ "name": "Racer One", "login": "racer" })),
            ("/api/v1/people/several".to_owned(), json!({ "people": [{ "email": "list@svitanok.example" }] })),
            (format!("/api/v1/people/{}/reactivate", t.cast.anna), json!({})),
            (format!("/api/v1/joins/{join}/admit"), json!({})),
            ("/api/v1/join".to_owned(), comer(&link, 1)),
            ("/api/v1/join".to_owned(), comer(&link, 2)),
            ("/api/v1/people".to_owned(), json!({ "name": "Shop", "category": "technical" })),
        ];
        for (path, body) in calls {
            let olena = t.api(t.cast.olena).await;
            racers.spawn(async move { (olena.post_json(&path, body).await.status, path) });
        }
        let (olena_too, undo) = (t.api(t.cast.olena).await, format!("/api/v1/departures/{departure}"));
        racers.spawn(async move { (olena_too.delete(&undo).await.status, undo) });
        let import = t.operator();
        racers.spawn(async move {
            let wanted = people::people::Wanted { name: "Imported One".into(), ..Default::default() };
            let came = people::people::add_active(&import, wanted).await;
            (came.map_or_else(|error| error.status(), |_| 201), "import".to_owned())
        });
        let answers = racers.join_all().await;
        let got = answers.iter().filter(|(status, _)| (200..300).contains(status)).count();
        assert_eq!(got, 1, "{answers:?}");
        assert!(answers.iter().all(|(status, _)| (200..300).contains(status) || *status == 409), "{answers:?}");
        assert_eq!(t.api(t.cast.olena).await.get("/api/v1/seats").await.json()["used"], 5);
    }

    // A12, K17: who comes back needs a seat as well, and the page has the two ways out.
    async fn who_comes_back_to_a_full_house_is_told_the_ways_out(t) {
        let olena = t.page(t.cast.olena).await;
        let depart = serde_json::json!({"successor": t.cast.vira});
        let path = format!("/api/v1/people/{}/departure", t.cast.anna);
        let departure = t.api(t.cast.olena).await.post_json(&path, depart).await.expect_status(201).json();
        arrange_seats(t, 5).await;
        let back = format!("/people/{}/reactivate", t.cast.anna);
        let undo = format!("/handovers/{}/undo", departure["id"]);
        for path in [back, undo] {
            let refused = olena.post(&path, &[("work", "back")]).await.expect_status(409);
            refused.expect_text("All seats are taken").expect_text("/settings/seats/request").expect_no_text("{");
        }
    }

    async fn seats_are_for_who_manages_people(t) {
        let anna = t.api(t.cast.anna).await;
        anna.get("/api/v1/seats").await.expect_problem(403, "denied");
        let page = t.page(t.cast.anna).await.get("/settings/seats").await.expect_status(403);
        page.expect_text("Olena Bondar").expect_no_text("Zoryana");
        let zoryana = t.api(t.cast.zoryana).await;
        assert_eq!(zoryana.get("/api/v1/seats").await.json()["used"], Value::from(1));
    }
}
