//! While a stage goes, others are at work.

use base::jobs;
use serde_json::{Value as Json, json};

use super::{address, deal, pipeline, remove};
use crate::deals::{id, make, stages};
use crate::on_both;

on_both! {
    // Sellers drag cards into the stage, take them out, delete and restore them, while it goes: whoever was told "yes" has
    // what they were told, whoever came too late is told so, and no deal is lost.
    async fn deals_dragged_into_a_stage_that_goes_are_not_lost(t) {
        let (olena, anna) = (t.api(t.cast.olena).await, t.api(t.cast.anna).await);
        let stage = stages(&olena).await;
        let mut made = Vec::new();
        for n in 0..24 {
            let at = stage[if n % 3 == 0 { 2 } else { 0 }];
            made.push(make(&anna, json!({ "title": format!("Boat {n}"), "stage_id": at, "amount": 100 })).await);
        }
        let mut hands = Vec::new();
        for (n, boat) in made.iter().cloned().enumerate() {
            let (anna, into, out) = (t.api(t.cast.anna).await, stage[2], stage[3]);
            hands.push(tokio::spawn(async move {
                let path = format!("/api/v1/deals/{}", id(&boat));
                match n % 4 {
                    0 => {
                        let gone = anna.delete(&path).await.status;
                        let back = anna.post_json(&format!("/api/v1/bin/{}/restore", id(&boat)), json!({})).await.status;
                        assert_eq!((gone, back), (204, 200));
                    }
                    1 => {
                        let new = anna.post_json("/api/v1/deals", json!({ "title": "New", "stage_id": into })).await;
                        assert!(matches!(new.status, 201 | 422), "{}: {}", new.status, new.body);
                    }
                    n => {
                        let to = if n == 2 { into } else { out };
                        let moved = anna.patch(&path, json!({ "version": 1, "stage_id": to })).await;
                        assert!(matches!(moved.status, 200 | 409 | 422), "{}: {}", moved.status, moved.body);
                    }
                }
            }));
        }
        remove(&olena, stage[2], stage[1]).await.expect_status(200);
        for hand in hands {
            hand.await.unwrap();
        }
        let left = stages(&olena).await;
        for boat in &made {
            let now = deal(t, boat).await;
            assert!(left.contains(&now["stage_id"].as_i64().unwrap()), "{now}");
        }
        anna.post_json("/api/v1/deals", json!({ "title": "Late", "stage_id": stage[2] })).await.expect_problem(422, "form");
    }

    async fn two_who_remove_stages_into_each_other_lose_nothing(t) {
        let olena = t.api(t.cast.olena).await;
        let stage = stages(&olena).await;
        let boat = make(&olena, json!({ "title": "Boat", "stage_id": stage[1] })).await;
        let tea = make(&olena, json!({ "title": "Tea", "stage_id": stage[2] })).await;
        let other = t.api(t.cast.olena).await;
        let (one, two) = tokio::join!(remove(&olena, stage[1], stage[2]), remove(&other, stage[2], stage[1]));
        let mut statuses = [one.status, two.status];
        statuses.sort_unstable();
        assert_eq!(statuses[0], 200, "{} {}", one.body, two.body);
        assert!(matches!(statuses[1], 404 | 409 | 422), "{} {}", one.body, two.body);
        assert_eq!(deal(t, &boat).await["stage_id"], deal(t, &tea).await["stage_id"]);
    }

    // A plan that lays deals of the stage ready must find them as its rules say: until it is over, the stage stays.
    async fn a_plan_under_way_keeps_the_stages_it_speaks_of(t) {
        let olena = t.api(t.cast.olena).await;
        let stage = stages(&olena).await;
        let app = t.slow();
        let slow = t.api(t.cast.olena).await.at(app.clone());
        for n in 0..3 {
            make(&t.api(t.cast.anna).await, json!({ "title": format!("Boat {n}"), "stage_id": stage[2] })).await;
        }
        let rule = json!([{ "kind": "deal", "where": { "stage_id": stage[2] }, "to": [t.cast.vira] }]);
        let asked = json!({ "successor": t.cast.borys, "splits": rule });
        let path = format!("/api/v1/people/{}/handover", t.cast.anna);
        let begun = slow.post_json(&path, asked).await.expect_status(202).json();
        for (from, to) in [(2, 1), (1, 2)] {
            let refused = remove(&olena, stage[from], stage[to]).await.expect_problem(409, "removals_named").json();
            assert_eq!(refused["named_by"][0]["kind"], "plan", "{begun}");
            assert_eq!(refused["named_by"][0]["name"], "Anna Melnyk");
        }
        let ask = format!("/settings/pipelines/{}/stages/{}/remove", id(&pipeline(&olena).await), stage[2]);
        t.page(t.cast.olena).await.get(&ask).await.expect_text("href=\"/plans/").expect_no_text("Move and remove");
        // What its rules don't speak of may go meanwhile.
        remove(&olena, stage[3], stage[0]).await.expect_status(200);
        jobs::run_due(&app).await.unwrap();
        remove(&olena, stage[2], stage[1]).await.expect_status(200);
        let list = olena.get(&format!("/api/v1/deals?responsible_id={}", t.cast.vira)).await.json();
        assert_eq!(list["count"], 3);
        assert!(list["items"].as_array().unwrap().iter().all(|deal: &Json| deal["stage_id"] == stage[1]));
        assert_eq!(olena.get(&address(&olena, stage[2]).await).await.status, 404);
    }
}
