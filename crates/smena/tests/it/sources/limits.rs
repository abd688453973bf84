//! Anybody may send a form: programs, the impatient, the malicious. The account stays sane.

use serde_json::json;

use super::{deals, form, marta, path, seen, send};
use crate::deals::id;
use crate::on_both;

on_both! {
    async fn a_double_press_is_one_message(t) {
        let form = form(t, json!({ "responsible_id": t.cast.anna })).await;
        let fields = [("name", "Marta"), ("email", "m@example.com"), ("once", "word-of-the-page")];
        let (one, two) = tokio::join!(send(t, &form, &fields), send(t, &form, &fields));
        assert_eq!((one.status, two.status), (303, 303));
        // A form on another site carries no word of its own: the same words again are the same message.
        marta(t, &form).await.expect_status(303);
        marta(t, &form).await.expect_status(303);
        // Under the same word nothing else comes either.
        send(t, &form, &[("name", "Else"), ("once", "word-of-the-page")]).await.expect_status(303);
        assert_eq!(deals(t, t.cast.anna).await, ["Site: Marta", "Site: Marta Lis"]);
        // Tomorrow they mean it.
        t.clock.advance(24 * 3_600_000);
        marta(t, &form).await.expect_status(303);
        assert_eq!(deals(t, t.cast.anna).await.len(), 3);
    }

    async fn what_is_caught_in_the_trap_hears_thanks_and_makes_nothing(t) {
        let form = form(t, json!({ "responsible_id": t.cast.anna })).await;
        t.stranger().get(&path(&form)).await.expect_text("name=\"website\"");
        let spam = send(t, &form, &[("name", "Buy"), ("email", "no address"), ("website", "http://spam.example")]).await;
        assert_eq!(spam.expect_status(303).location(), format!("{}?sent=1", path(&form)));
        let after = seen(t, &form).await;
        assert_eq!((&after["trapped"], &after["waiting"], &after["done"]), (&json!(1), &json!(0), &json!(0)));
        assert!(deals(t, t.cast.anna).await.is_empty());
        t.page(t.cast.olena).await.get(&format!("/settings/forms/{}", id(&form))).await.expect_text("Caught in the trap");
    }

    async fn one_address_sends_ten_in_ten_minutes(t) {
        let form = form(t, json!({ "responsible_id": t.cast.anna, "lang": "uk" })).await;
        let other = super::form(t, json!({ "responsible_id": t.cast.anna, "name": "Other" })).await;
        let guest = t.stranger().with("x-forwarded-for", "198.51.100.1, 203.0.113.7");
        for n in 0..10 {
            // Two forms of one company are one door.
            let to = if n % 2 == 0 { &form } else { &other };
            guest.post(&path(to), &[("name", &format!("Guest {n}"))]).await.expect_status(303);
        }
        let refused = guest.post(&path(&form), &[("name", "Guest 11"), ("message", "<b>hello</b>")]).await.expect_status(429);
        assert_eq!(refused.headers["retry-after"], "600");
        let refused = refused.expect_text("Забагато одразу").expect_text("Guest 11").expect_text("&lt;b&gt;hello");
        assert!(refused.body.contains("lang=\"uk\""));
        // Somebody else, and a network of version 6 as one.
        t.stranger().with("x-forwarded-for", "203.0.113.8").post(&path(&form), &[("name", "Next")]).await.expect_status(303);
        for n in 0..10 {
            let guest = t.stranger().with("x-forwarded-for", &format!("2001:db8:7:7::{n:x}"));
            guest.post(&path(&other), &[("name", &format!("Six {n}"))]).await.expect_status(303);
        }
        let seventh = t.stranger().with("x-forwarded-for", "2001:db8:7:7:ffff::1");
        seventh.post(&path(&other), &[("name", "Six")]).await.expect_status(429);
        assert_eq!(deals(t, t.cast.anna).await.len(), 21);
        t.clock.advance(10 * 60_000 + 1);
        guest.post(&path(&form), &[("name", "Guest 11")]).await.expect_status(303);
        smena::housekeeping::round(&t.app).await.unwrap();
        let sql = "select count(*) from form_posts where account_id = $1";
        let account = t.cast.account;
        let kept: i64 = t.app.look(move |tx| Ok(tx.query_one(sql, store::params![account])?.at(0)?)).await.unwrap();
        assert_eq!(kept, 1);
    }

    // Ten thousand from ten thousand addresses: what is written stays within the limit of a minute.
    async fn a_flood_leaves_few_rows_and_a_sound_account(t) {
        let form = form(t, json!({ "responsible_id": t.cast.anna })).await;
        let path = path(&form);
        let mut lanes = Vec::new();
        for lane in 0..8_u32 {
            let (stranger, path) = (t.stranger(), path.clone());
            lanes.push(tokio::spawn(async move {
                let mut taken = 0;
                for n in 0..1_250_u32 {
                    let guest = stranger.with("x-forwarded-for", &format!("203.{lane}.{}.{}", n / 250, n % 250));
                    let name = format!("Guest {lane} {n}");
                    match guest.post(&path, &[("name", &name)]).await.status {
                        303 => taken += 1,
                        429 => {}
                        other => panic!("answered {other}"),
                    }
                }
                taken
            }));
        }
        let mut taken = 0;
        for lane in lanes {
            taken += lane.await.unwrap();
        }
        assert_eq!(taken, work::sources::MOST_PER_FORM);
        let after = seen(t, &form).await;
        assert_eq!(after["done"], taken);
        let count = t.api(t.cast.olena).await.get("/api/v1/deals").await.json()["count"].clone();
        assert_eq!(count, taken);
        // Another form goes on as if nothing had been.
        let other = super::form(t, json!({ "responsible_id": t.cast.vira, "name": "Other" })).await;
        marta(t, &other).await.expect_status(303);
        assert_eq!(deals(t, t.cast.vira).await, ["Other: Marta Lis"]);
    }

    async fn a_large_body_and_strange_ones_break_nothing(t) {
        let form = form(t, json!({ "responsible_id": t.cast.anna })).await;
        let long = "я".repeat(400_000);
        send(t, &form, &[("name", &long)]).await.expect_status(413);
        send(t, &form, &[("name", &long[..100_000])]).await.expect_status(422).expect_text("This is too long.");
        send(t, &form, &[]).await.expect_status(422);
        let stranger = t.stranger();
        let json = stranger.post_json(&path(&form), json!({ "name": "x" })).await;
        assert!(matches!(json.status, 415 | 422), "{}", json.status);
        for name in ["\u{0}\u{7}", "  ", "\n"] {
            send(t, &form, &[("name", name)]).await.expect_status(422);
        }
        for key in ["", "x", "1-", "-1-2", "99999999999999999999-aa", "%00", "1-' or 1=1"] {
            let path = format!("/f/{}", key.replace(' ', "%20").replace('\'', "%27"));
            assert_eq!(stranger.get(&path).await.status, 404, "{key}");
        }
        assert!(deals(t, t.cast.anna).await.is_empty());
    }
}
