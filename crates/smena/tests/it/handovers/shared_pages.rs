//! Sharing out in the pages: rules in the dialog, the plan's page, live and without script.

use base::jobs;
use serde_json::json;

use super::{made, olena, responsible};
use crate::app::TestApp;
use crate::on_both;

async fn deals_of_anna(t: &TestApp, count: i64) -> Vec<i64> {
    let program = olena(t).await;
    let mut deals = Vec::new();
    for n in 0..count {
        let body = json!({"title": format!("Order {n}"), "responsible_id": t.cast.anna, "amount": 10_000, "currency": "EUR"});
        deals.push(made(&program, "/api/v1/deals", body).await);
    }
    deals
}

on_both! {
    // Without script: a rule, one more, a rehearsal, the deed, and the way back.
    async fn rules_are_written_in_the_dialog(t) {
        let deals = deals_of_anna(t, 5).await;
        let (anna, borys, vira, olena) = (t.cast.anna.to_string(), t.cast.borys.to_string(), t.cast.vira.to_string(), t.cast.olena.to_string());
        let page = t.page(t.cast.olena).await;
        let dialog = page.get(&format!("/handovers/new?person={anna}&mode=departure")).await.expect_status(200);
        dialog.expect_text("Share out…").expect_text("name=\"rule0.to\"").expect_no_text("name=\"rule1.to\"");
        let first = deals[0].to_string();
        let mut form = vec![
            ("person", anna.as_str()), ("mode", "departure"), ("successor", olena.as_str()), ("once", "share-1"),
            ("rule0.kind", "deal"), ("rule0.ids", first.as_str()), ("rule0.to", borys.as_str()),
        ];
        let more = [form.clone(), vec![("add", "rule")]].concat();
        page.post("/handovers/preview", &more).await.expect_status(200).expect_text("name=\"rule1.to\"").expect_text(&first);
        form.extend([("rule1.kind", "deal"), ("rule1.open", "yes"), ("rule1.from", "1.00"), ("rule1.to", vira.as_str()), ("rule1.to", borys.as_str())]);
        let odd = [form.clone(), vec![("rule1.from", "a lot")]].concat();
        page.post("/handovers/preview", &odd).await.expect_status(422).expect_text("An amount in a rule can");
        let would = page.post("/handovers/preview", &form).await.expect_status(200);
        would.expect_text("Vira Savchuk").expect_text("It can be undone until");
        let done = page.post("/handovers/new", &form).await.expect_status(303).location();
        assert!(done.starts_with("/handovers/"), "{done}");
        page.get(&done).await.expect_status(200).expect_text("See the sharing out");
        let program = super::olena(t).await;
        assert_eq!(responsible(&program, deals[0]).await, Some(t.cast.borys));
        let mut counts = [0, 0];
        for deal in &deals[1..] {
            let to = responsible(&program, *deal).await.unwrap();
            counts[usize::from(to == t.cast.borys)] += 1;
        }
        assert_eq!(counts, [2, 2]);
    }

    async fn a_long_one_has_a_page_that_can_be_left_and_shows_every_record(t) {
        deals_of_anna(t, 5).await;
        let app = t.slow();
        let page = t.page(t.cast.olena).await.at(app.clone());
        let (anna, vira, olena) = (t.cast.anna.to_string(), t.cast.vira.to_string(), t.cast.olena.to_string());
        let form = [
            ("person", anna.as_str()), ("mode", "departure"), ("successor", olena.as_str()), ("once", "share-2"),
            ("rule0.kind", "deal"), ("rule0.to", vira.as_str()), ("end_access_now", "1"),
        ];
        let plan = page.post("/handovers/new", &form).await.expect_status(303).location();
        assert!(plan.starts_with("/plans/"), "{plan}");
        jobs::run_step(&app).await.unwrap();
        let shown = page.get(&plan).await.expect_status(200);
        shown.expect_text("2 of 5").expect_text("Call it off").expect_text(&format!("data-follow=\"{plan}/live\""));
        page.get("/handovers").await.expect_text("Sharing out: Anna Melnyk");
        let records = page.get(&format!("{plan}/records?rule=0&to={vira}")).await.expect_status(200);
        records.expect_text("Order 0").expect_text("Order 1").expect_no_text("Order 2");
        // Another administrator's press finds it running and leads there.
        let again = page.post("/handovers/new", &[form.as_slice(), &[("once", "share-3")]].concat()).await.expect_status(303);
        assert_eq!(again.location(), plan);
        page.post(&format!("{plan}/cancel"), &[]).await.expect_status(303);
        page.get(&plan).await.expect_text("The records are being put back.").expect_no_text("Call it off");
        jobs::run_due(&app).await.unwrap();
        page.get(&plan).await.expect_text("Called off: everything is as it was before.");
        let live = page.get(&format!("{plan}/live")).await.expect_status(200);
        live.expect_text("event: change").expect_text("event: over");
    }
}
