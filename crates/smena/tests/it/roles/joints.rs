//! Where rights meet covers, queues and sharing out: one predicate for all, and one explanation.

use serde_json::{Value, json};

use super::ready;
use crate::app::{Client, NOW, TestApp};
use crate::on_both;

async fn made(program: &Client, path: &str, body: Value) -> i64 {
    program.post_json(path, body).await.expect_status(201).json()["id"].as_i64().unwrap()
}

/// Who sees the deal by which reason, and that each of them really does and nobody else of the company.
async fn seers(t: &TestApp, deal: i64) -> Vec<(i64, String)> {
    let said = said(t, deal).await;
    for person in [t.cast.olena, t.cast.borys, t.cast.anna, t.cast.vira, t.cast.hlib] {
        let opened = t.api(person).await.get(&format!("/api/v1/deals/{deal}")).await.status == 200;
        assert_eq!(opened, said.iter().any(|(id, _)| *id == person), "person {person}: {said:?}");
    }
    said
}

async fn said(t: &TestApp, deal: i64) -> Vec<(i64, String)> {
    let path = format!("/api/v1/deals/{deal}/access");
    let access = t.api(t.cast.olena).await.get(&path).await.expect_status(200).json();
    let items = access["items"].as_array().unwrap().clone();
    let seer = |seer: &Value| (seer["person_id"].as_i64().unwrap(), seer["why"].as_str().unwrap().to_owned());
    items.iter().map(seer).collect()
}

fn why(said: &[(i64, String)], person: i64) -> Option<&str> {
    said.iter().find(|(id, _)| *id == person).map(|(_, why)| why.as_str())
}

on_both! {
    async fn who_stands_in_sees_and_the_reason_says_so(t) {
        let olena = t.api(t.cast.olena).await;
        let deal = made(&olena, "/api/v1/deals", json!({ "title": "Lantern", "responsible_id": t.cast.anna })).await;
        assert_eq!(why(&seers(t, deal).await, t.cast.vira), None);
        let until = kit::date::to_rfc3339(NOW + 5 * 24 * 3_600_000);
        let cover = json!({ "stand_in": t.cast.vira, "until": until });
        olena.post_json(&format!("/api/v1/people/{}/cover", t.cast.anna), cover).await.expect_status(201);
        assert_eq!(why(&seers(t, deal).await, t.cast.vira), Some("covers"));
        // It is over by itself.
        t.clock.advance(6 * 24 * 3_600_000);
        assert_eq!(why(&seers(t, deal).await, t.cast.vira), None);
    }

    async fn members_of_a_department_see_its_queue_and_the_reason_says_so(t) {
        let olena = t.api(t.cast.olena).await;
        let queue = json!({ "department_id": t.cast.sales, "name": "Incoming" });
        let queue = made(&olena, "/api/v1/queues", queue).await;
        let deal = made(&olena, "/api/v1/deals", json!({ "title": "Lantern", "queue_id": queue })).await;
        let said = seers(t, deal).await;
        assert_eq!((why(&said, t.cast.anna), why(&said, t.cast.borys)), (Some("queue"), Some("holds")));
        // A stage only takes away: what sellers don't see at the deal's stage they don't see in a queue either.
        let stage = olena.get(&format!("/api/v1/deals/{deal}")).await.json()["stage_id"].clone();
        let seller = ready(t, "seller").await;
        let rule = json!({ "stages": { stage.to_string(): { "see": "none" } }, "version": seller["version"] });
        olena.patch(&format!("/api/v1/roles/{}", seller["id"]), rule).await.expect_status(200);
        assert_eq!(why(&seers(t, deal).await, t.cast.anna), None);
    }

    // Borys answers for a queue and leaves: his own deals are shared out, the queue goes whole with the rest.
    async fn a_queue_is_never_shared_out(t) {
        let olena = t.api(t.cast.olena).await;
        let queue = json!({ "department_id": t.cast.sales, "name": "Incoming" });
        let queue = made(&olena, "/api/v1/queues", queue).await;
        let waiting = made(&olena, "/api/v1/deals", json!({ "title": "Waiting", "queue_id": queue })).await;
        let mut own = Vec::new();
        for n in 0..4 {
            let deal = json!({ "title": format!("Own {n}"), "responsible_id": t.cast.borys });
            own.push(made(&olena, "/api/v1/deals", deal).await);
        }
        let split = json!([{ "kind": "deal", "where": {}, "to": [t.cast.anna, t.cast.vira] }]);
        let departure = json!({ "successor": t.cast.olena, "splits": split, "posts": { t.cast.sales.to_string(): null } });
        olena.post_json(&format!("/api/v1/people/{}/departure", t.cast.borys), departure).await.expect_status(201);
        let holder = async |deal: i64| olena.get(&format!("/api/v1/deals/{deal}")).await.json()["responsible_id"].clone();
        assert_eq!(holder(waiting).await, t.cast.olena);
        assert_eq!(why(&said(t, waiting).await, t.cast.anna), Some("queue"));
        let mut shared = [0, 0];
        for deal in own {
            shared[usize::from(holder(deal).await == t.cast.vira)] += 1;
        }
        assert_eq!(shared, [2, 2]);
    }
}
