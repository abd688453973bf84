//! The columns of a list, as each person wants them.

use serde_json::json;

use crate::deals::make;
use crate::on_both;

on_both! {
    async fn everybody_sees_the_columns_they_chose_and_nobody_elses(t) {
        let api = t.api(t.cast.anna).await;
        make(&api, json!({ "title": "Boat", "closes_on": "2026-12-24" })).await;
        let (anna, olena) = (t.page(t.cast.anna).await, t.page(t.cast.olena).await);
        let usual = anna.get("/deals").await.expect_status(200);
        usual.expect_text("data-label=\"Amount\"").expect_no_text("data-label=\"To close on\"");
        let asked = anna.get("/deals/columns?back=%2Fdeals%3Fopen%3Dtrue").await.expect_status(200);
        asked.expect_text("value=\"amount\" checked").expect_text("value=\"closes_on\">").expect_text("value=\"/deals?open=true\"");

        let chosen = [("column", "closes_on"), ("column", "stage"), ("back", "/deals?open=true")];
        let kept = anna.post("/deals/columns", &chosen).await.expect_status(303);
        assert_eq!(kept.location(), "/deals?open=true");
        anna.get("/deals").await.expect_text("Boat").expect_text("data-label=\"To close on\"")
            .expect_text("24 Dec 2026").expect_no_text("data-label=\"Amount\"");
        olena.get("/deals").await.expect_text("data-label=\"Amount\"").expect_no_text("data-label=\"To close on\"");

        // None at all: the title stays.
        anna.post("/deals/columns", &[("back", "/deals")]).await.expect_status(303);
        anna.get("/deals").await.expect_text("Boat").expect_no_text("data-label");
        anna.post("/deals/columns", &[("usual", "yes"), ("back", "/deals")]).await.expect_status(303);
        anna.get("/deals").await.expect_text("data-label=\"Amount\"");
    }

    async fn each_list_has_columns_of_its_own(t) {
        let anna = t.page(t.cast.anna).await;
        for (path, column) in [("/contacts", "phone"), ("/companies", "parent"), ("/tasks", "about")] {
            let address = format!("{path}/columns");
            anna.get(&address).await.expect_status(200).expect_text(&format!("value=\"{column}\" checked"));
            anna.post(&address, &[("column", column)]).await.expect_status(303);
            let asked = anna.get(&address).await.expect_status(200);
            assert_eq!(asked.body.matches(" checked").count(), 1, "{path}");
        }
    }

    async fn what_is_no_column_is_refused_and_the_way_back_stays_in_the_room(t) {
        let anna = t.page(t.cast.anna).await;
        let refused = anna.post("/deals/columns", &[("column", "password")]).await.expect_status(422);
        refused.expect_text("This list has no such column.");
        for back in ["https://example.com", "//example.com", "/dealsevil", "/settings", ""] {
            let kept = anna.post("/deals/columns", &[("column", "stage"), ("back", back)]).await.expect_status(303);
            assert_eq!(kept.location(), "/deals", "{back}");
        }
    }
}
