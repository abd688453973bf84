//! What comes back, and what the page says of letters and numbers.

use serde_json::json;

use super::{DAY, PATH, close, program};
use crate::app::TestApp;
use crate::on_both;
use crate::post_office::PostOffice;

/// How many records are in the bin.
async fn in_bin(t: &TestApp) -> i64 {
    let ctx = t.operator();
    ctx.read(|tx| {
        let sql = "select count(*) from bin where account_id = $1";
        Ok(tx.query_one(sql, store::params![tx.account()])?.at(0)?)
    })
    .await
    .unwrap()
}

on_both! {
    // G06: what was running out while nobody could do anything about it has as long to go as it had.
    async fn the_bin_and_what_can_be_undone_have_as_long_to_go_as_they_had(t) {
        let olena = t.api(t.cast.olena).await;
        let deal = olena.post_json("/api/v1/deals", json!({ "title": "Lanterns" })).await.expect_status(201).json();
        olena.delete(&format!("/api/v1/deals/{}", deal["id"])).await.expect_status(204);
        let plan = json!({ "successor": t.cast.borys });
        let path = format!("/api/v1/people/{}/departure", t.cast.vira);
        let departure = olena.post_json(&path, plan).await.expect_status(201).json();
        base::jobs::run_due(&t.app).await.unwrap();

        t.clock.advance(10 * DAY);
        close(t, t.cast.olena).await.expect_status(201);
        t.clock.advance(28 * DAY);
        smena::housekeeping::round(&t.app).await.unwrap();
        olena.delete(PATH).await.expect_status(204);
        smena::housekeeping::round(&t.app).await.unwrap();
        assert_eq!(in_bin(t).await, 1);
        t.clock.advance(20 * DAY - 1);
        smena::housekeeping::round(&t.app).await.unwrap();
        assert_eq!(in_bin(t).await, 1);
        olena.delete(&format!("/api/v1/departures/{}", departure["id"])).await.expect_status(200);
        t.clock.advance(2);
        smena::housekeeping::round(&t.app).await.unwrap();
        assert_eq!(in_bin(t).await, 0);
    }

    // G02, G06: an erasure does not wait, so whoever it is of can still be kept.
    async fn who_is_to_be_erased_can_be_kept_while_the_company_closes(t) {
        let olena = t.api(t.cast.olena).await;
        let vira = format!("/api/v1/people/{}", t.cast.vira);
        olena.post_json(&format!("{vira}/departure"), json!({ "successor": t.cast.borys })).await.expect_status(201);
        base::jobs::run_due(&t.app).await.unwrap();
        olena.post_json(&format!("{vira}/erase"), json!({ "confirm": true })).await.expect_status(200);
        close(t, t.cast.olena).await.expect_status(201);
        let card = format!("/people/{}", t.cast.vira);
        let page = t.page(t.cast.olena).await;
        page.get(&card).await.expect_text(&format!("{card}/restore"));
        page.post(&format!("{card}/restore"), &[]).await.expect_status(303);
        assert_eq!(olena.get(&vira).await.json()["status"], json!("departed"));
        // Asking for another one waits.
        olena.post_json(&format!("{vira}/erase"), json!({ "confirm": true })).await.expect_problem(409, "company_readonly");
    }

    // G06: no letter is promised that doesn't go.
    async fn the_page_says_whom_no_letter_reaches(t) {
        crate::reviews::raise(t, t.cast.borys).await;
        t.by_hand("update people set email = null, login = 'borys' where account_id = $1 and id = $2", t.cast.borys).await;
        let page = t.page(t.cast.olena).await.get("/settings/closing").await.expect_status(200);
        page.expect_text("No letters are sent here").expect_no_text("by letter at once").expect_no_text("no e-mail");
        let office = PostOffice::open();
        let page = t.page(t.cast.olena).await.at(office.for_app(t)).get("/settings/closing").await.expect_status(200);
        let page = page.expect_text("by letter at once").expect_text("no e-mail: sees it over every page").expect_no_text("No letters are sent here");
        assert_eq!(page.body.matches("no e-mail:").count(), 1);
        t.by_hand("update people set email = 'borys@svitanok.example', login = null where account_id = $1 and id = $2", t.cast.borys).await;
    }

    // A million rows are never counted.
    async fn more_than_ten_thousand_are_not_counted_further(t) {
        let many = "insert into products (account_id, id, name, currency, version)
            with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < 10005)
            select $1, $2 + n, 'Lamp ' || cast(n as text), 'EUR', 1 from numbers";
        t.by_hand(many, 1_000_000).await;
        let olena = program(t, t.cast.olena).await;
        let seen = olena.get(PATH).await.expect_status(200).json();
        let products = seen["goes"].as_array().unwrap().iter().find(|one| one["what"] == "products").unwrap();
        assert_eq!(products["count"], json!(10_001));
        t.page(t.cast.olena).await.get("/settings/closing").await.expect_text("10,000+").expect_no_text("10,001");
    }
}
