//! What the hourly round does where something fails, and what is given out though it did not come by yet.

use serde_json::json;
use store::params;

use super::{DAY, act, anna_leaves, days_later, person, texts};
use crate::app::TestApp;
use crate::closing::close;
use crate::contacts::{at, make};
use crate::on_both;

/// What somebody is called in their row, whatever others read.
async fn stored_name(t: &TestApp, id: i64) -> String {
    let sql = "select name from people where account_id = $1 and id = $2";
    t.operator().read(move |tx| Ok(tx.query_one(sql, params![tx.account(), id])?.at(0)?)).await.unwrap()
}

async fn deleted(t: &TestApp, account: i64) -> i64 {
    let sql = "select count(*) from bin where account_id = $1";
    t.app.look(move |tx| Ok(tx.query_one(sql, params![account])?.at(0)?)).await.unwrap()
}

on_both! {
    async fn whoever_cannot_be_erased_keeps_nobody_else_waiting_and_no_other_company(t) {
        let (olena, zoryana) = (t.api(t.cast.olena).await, t.api(t.cast.zoryana).await);
        let departure = format!("/api/v1/people/{}/departure", t.cast.anna);
        let planned = json!({ "successor": t.cast.borys, "at": kit::date::to_rfc3339(crate::app::NOW + DAY) });
        let planned = olena.post_json(&departure, planned).await.expect_status(202).json()["id"].clone();
        olena.delete(&format!("/api/v1/planned-departures/{planned}")).await.expect_status(200);
        for leaver in [t.cast.anna, t.cast.vira] {
            let successor = json!({ "successor": t.cast.borys });
            olena.post_json(&format!("/api/v1/people/{leaver}/departure"), successor).await.expect_status(201);
            act(&olena, leaver, "erase").await.expect_status(200);
        }
        for client in [&olena, &zoryana] {
            let contact = make(client, "contacts", json!({ "name": "Marta" })).await;
            client.delete(&at("contacts", &contact)).await.expect_status(204);
        }
        t.by_hand("update planned_departures set asked = 'torn' where account_id = $1 and person_id = $2", t.cast.anna).await;
        t.clock.advance(31 * DAY);
        assert!(smena::housekeeping::round(&t.app).await.is_err(), "the round tells that something was not done");
        assert_eq!(stored_name(t, t.cast.anna).await, "Anna Melnyk");
        assert_eq!(stored_name(t, t.cast.vira).await, format!("#{}", t.cast.vira), "the next person");
        assert_eq!((deleted(t, t.cast.account).await, deleted(t, t.cast.other_account).await), (0, 0), "the next duty, the next company");
        // Nothing is given out that should be gone.
        assert!(work::exports::take(&t.ctx(t.cast.olena).await).await.is_err());
        t.by_hand("update planned_departures set asked = '{}' where account_id = $1 and person_id = $2", t.cast.anna).await;
        smena::housekeeping::round(&t.app).await.unwrap();
        assert_eq!(stored_name(t, t.cast.anna).await, format!("#{}", t.cast.anna));
        base::jobs::run_due(&t.app).await.unwrap();
    }

    // G03: what nobody can read any more may say anything of them.
    async fn an_event_that_cannot_be_read_goes_with_its_person(t) {
        anna_leaves(t).await;
        let olena = t.api(t.cast.olena).await;
        act(&olena, t.cast.anna, "erase").await.expect_status(200);
        t.by_hand("update event_data set data = 'torn: Anna Melnyk' where account_id = $1 and seq in (select seq from events
            where account_id = $1 and subject_kind = 'person' and subject_id = $2 and kind = 'person_changed')", t.cast.anna).await;
        days_later(t, 30).await;
        let left: Vec<_> = texts(t).await.into_iter().filter(|(_, text)| text.contains("Melnyk")).collect();
        assert_eq!(left, []);
    }

    async fn verify_finds_what_is_left_of_whoever_is_erased(t) {
        anna_leaves(t).await;
        act(&t.api(t.cast.olena).await, t.cast.anna, "erase").await.expect_status(200);
        days_later(t, 30).await;
        for (left, gone) in [
            ("insert into absences (account_id, id, person_id, first_day, last_day, reason, stated_at, version)
                values ($1, 1, $2, '2026-11-24', '2026-11-25', 'sick', 1, 1)", "delete from absences where account_id = $1 and person_id = $2"),
            ("insert into idempotency (account_id, person_id, key, digest, at) values ($1, $2, 'k', 'd', 1)",
                "delete from idempotency where account_id = $1 and person_id = $2"),
            ("insert into planned_takeovers (account_id, person_id, portfolio_id, asked_at)
                select $1, $2, min(id), 1 from portfolios where account_id = $1", "delete from planned_takeovers where account_id = $1 and person_id = $2"),
        ] {
            t.by_hand(left, t.cast.anna).await;
            let broken = smena::verify::check(&t.app).await.unwrap();
            assert!(broken.iter().any(|what| what.contains("something of an erased person is left")), "{left}: {broken:?}");
            t.by_hand(gone, t.cast.anna).await;
        }
        assert_eq!(smena::verify::check(&t.app).await.unwrap(), Vec::<String>::new());
    }

    // In a company that closes the day comes as it was told.
    async fn whose_day_comes_while_the_company_closes_is_erased_on_that_day(t) {
        anna_leaves(t).await;
        let olena = t.api(t.cast.olena).await;
        let rules = json!({ "grace_days": 14, "entry_days": null });
        olena.json(axum::http::Method::PUT, "/api/v1/retention", rules).await.expect_status(200);
        act(&olena, t.cast.anna, "erase").await.expect_status(200);
        close(t, t.cast.olena).await.expect_status(201);
        days_later(t, 14).await;
        assert_eq!(stored_name(t, t.cast.anna).await, format!("#{}", t.cast.anna));
        assert_eq!(person(&olena, t.cast.anna).await["status"], "erased");
        olena.delete("/api/v1/account/closing").await.expect_status(204);
    }

    // Nobody is found by a name that nobody reads any more.
    async fn from_the_moment_on_nobody_is_found_by_the_name_though_the_round_is_late(t) {
        anna_leaves(t).await;
        let olena = t.api(t.cast.olena).await;
        act(&olena, t.cast.anna, "erase").await.expect_status(200);
        let found = async |word: &str| {
            let list = olena.get(&format!("/api/v1/people?q={word}&status=closing")).await.expect_status(200).json();
            list["items"].as_array().unwrap().len()
        };
        let named = async |text: &'static str| {
            t.operator().read(move |tx| base::org::store::named(tx, text)).await.unwrap().len()
        };
        let by_id = found(&t.cast.anna.to_string()).await;
        assert_eq!((found("melnyk").await, by_id), (1, 1));
        assert_eq!((named("Anna Melnyk").await, named("anna.m").await, named("anna@svitanok.example").await), (1, 1, 1));
        t.clock.advance(30 * DAY);
        assert_eq!((found("melnyk").await, found(&t.cast.anna.to_string()).await), (0, 1));
        assert_eq!((named("Anna Melnyk").await, named("anna.m").await, named("anna@svitanok.example").await), (0, 0, 0));
    }
}
