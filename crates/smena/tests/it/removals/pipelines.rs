//! A whole pipeline goes.

use serde_json::{Value as Json, json};

use super::deal;
use crate::app::TestApp;
use crate::deals::{id, make};
use crate::on_both;

/// Two pipelines: the usual one, and one of boats.
async fn two(t: &TestApp) -> (Json, Json) {
    let olena = t.api(t.cast.olena).await;
    let boats = json!({ "name": "Boats", "stages": [
        { "name": "In" }, { "name": "Offer" }, { "name": "Sold", "outcome": "won" }, { "name": "Sunk", "outcome": "lost" },
    ]});
    let boats = olena.post_json("/api/v1/pipelines", boats).await.expect_status(201).json();
    (super::pipeline(&olena).await, boats)
}

fn at(pipeline: &Json, n: usize) -> i64 {
    id(&pipeline["stages"][n])
}

on_both! {
    async fn each_stage_of_a_removed_pipeline_goes_where_it_was_told(t) {
        let (sales, boats) = two(t).await;
        let olena = t.api(t.cast.olena).await;
        let mut made = Vec::new();
        for n in 0..4 {
            made.push(make(&olena, json!({ "title": format!("Deal {n}"), "stage_id": at(&boats, n), "amount": 100 })).await);
        }
        let path = format!("/api/v1/pipelines/{}/removal", id(&boats));
        let asked = olena.get(&path).await.expect_status(200).json();
        let usual: Vec<&Json> = asked["stages"].as_array().unwrap().iter().map(|stage| &stage["usual_stage_id"]).collect();
        assert_eq!(usual, [&sales["stages"][0]["id"], &sales["stages"][2]["id"], &sales["stages"][4]["id"], &sales["stages"][5]["id"]]);
        let stages = json!({ (at(&boats, 0).to_string()): at(&sales, 3), (at(&boats, 1).to_string()): at(&sales, 0) });
        let wrong = json!({ "version": 1, "stages": stages });
        olena.post_json(&path, wrong).await.expect_problem(422, "form");
        let reopened = json!({ "version": 1, "to_stage_id": at(&sales, 0), "stages": { (at(&boats, 2).to_string()): at(&sales, 0) } });
        olena.post_json(&path, reopened).await.expect_problem(422, "form");
        let body = json!({ "version": 1, "to_stage_id": at(&sales, 1), "stages": stages });
        let done = olena.post_json(&path, body).await.expect_status(200).json();
        assert_eq!(done["deals"], 4);
        for (deal_made, stage) in made.iter().zip([3, 0, 4, 5]) {
            let now = deal(t, deal_made).await;
            assert_eq!((&now["stage_id"], &now["pipeline_id"]), (&json!(at(&sales, stage)), &sales["id"]));
            assert_eq!((&now["open"], &now["closed_at"]), (&deal_made["open"], &deal_made["closed_at"]));
        }
        assert_eq!(olena.get("/api/v1/pipelines").await.json()["items"].as_array().unwrap().len(), 1);
        t.page(t.cast.olena).await.get("/settings/journal").await.expect_text("removed the pipeline “Boats”. 4 deals went elsewhere")
            .expect_text("Offer → Sales: New");
        t.page(t.cast.olena).await.get(&format!("/deals/{}", id(&made[0]))).await.expect_text("removed the pipeline “Boats”");
    }

    async fn in_the_page_all_go_to_one_stage_or_each_to_its_own(t) {
        let (sales, boats) = two(t).await;
        let olena = t.api(t.cast.olena).await;
        let won = make(&olena, json!({ "title": "Won", "stage_id": at(&boats, 2) })).await;
        let open = make(&olena, json!({ "title": "Open", "stage_id": at(&boats, 1) })).await;
        let page = t.page(t.cast.olena).await;
        let ask = format!("/settings/pipelines/{}/remove", id(&boats));
        page.get(&format!("/settings/pipelines/{}", id(&boats))).await.expect_text(&format!("href=\"{ask}\""));
        page.get(&ask).await.expect_status(200).expect_text("2 deals move.").expect_text("Stage by stage");
        let ids: Vec<String> = (0..4).map(|n| at(&boats, n).to_string()).collect();
        let to: Vec<String> = [0, 3, 4, 0].iter().map(|n| at(&sales, *n).to_string()).collect();
        let mut form = vec![("version", "1"), ("to_stage_id", "")];
        for (from, to) in ids.iter().zip(&to) {
            form.extend([("from", from.as_str()), ("to", to.as_str())]);
        }
        page.post(&ask, &form).await.expect_status(422).expect_text("choose a stage that means the same");
        form[1].1 = to[1].as_str();
        assert_eq!(page.post(&ask, &form).await.expect_status(303).location(), "/settings/pipelines");
        assert_eq!(deal(t, &open).await["stage_id"], at(&sales, 3));
        assert_eq!(deal(t, &won).await["stage_id"], at(&sales, 4));
        page.get(&ask).await.expect_status(303);
        page.get("/settings/pipelines").await.expect_no_text("Boats");
    }
}
