//! Erasure: the personal data of somebody who has left goes after days of grace, and history keeps their number.

mod archive;
pub mod browser;
pub mod mine;
mod outsiders;
mod pages;
mod round;

use serde_json::{Value as Json, json};
use store::Value;

use crate::app::{Answer, Client, NOW, TestApp};
use crate::on_both;

const DAY: i64 = 86_400_000;

/// Anna sells, says what she thinks, has a phone, a login and columns of her own, is left out of reviews, asks to leave, and
/// leaves for a reason.
pub(super) async fn anna_leaves(t: &TestApp) -> i64 {
    let (olena, anna) = (t.api(t.cast.olena).await, t.api(t.cast.anna).await);
    let known = json!({ "phone": "+380 44 765 43 21", "login": "anna.m" });
    olena.patch(&format!("/api/v1/people/{}", t.cast.anna), known).await.expect_status(200);
    let deal =
        anna.post_json("/api/v1/deals", json!({ "title": "Lanterns" })).await.expect_status(201).json();
    let deal = deal["id"].as_i64().unwrap();
    let comment = json!({ "comment": "They want brass" });
    anna.post_json(&format!("/api/v1/deals/{deal}/comments"), comment).await.expect_status(201);
    let leave = json!({ "stand_in": t.cast.vira, "until": kit::date::to_rfc3339(NOW + DAY), "reason": "Melnyk's wedding" });
    anna.post_json(&format!("/api/v1/people/{}/cover", t.cast.anna), leave).await.expect_status(201);
    let absence = json!({ "first_day": "2026-11-24", "last_day": "2026-11-25", "reason": "other", "word": "Melnyk's wedding" });
    anna.post_json("/api/v1/absences", absence).await.expect_status(201);
    t.page(t.cast.anna)
        .await
        .post("/deals/columns", &[("column", "stage"), ("back", "/deals")])
        .await
        .expect_status(303);
    let why = json!({ "why": "Anna Melnyk is on leave" });
    let exempt = format!("/api/v1/review-exemptions/{}", t.cast.anna);
    olena.json(axum::http::Method::PUT, &exempt, why).await.expect_status(204);
    let wish = json!({ "what": "leave", "text": "Melnyk's wedding is in Lviv" });
    anna.post_json("/api/v1/me/asks", wish).await.expect_status(201);
    let departure = json!({ "successor": t.cast.borys, "reason": "Anna Melnyk moves to Lviv" });
    olena.post_json(&format!("/api/v1/people/{}/departure", t.cast.anna), departure).await.expect_status(201);
    deal
}

/// What no door of these tests leaves of Anna, a row for each table; nothing of it would go because it is old.
async fn more_is_known(t: &TestApp) {
    for row in [
        "insert into letters (account_id, id, person_id, purpose, address, state, tries, job_id, created_at)
            values ($1, $2, $2, 'test', 'anna@svitanok.example', 'sent', 1, 1, 4102444800000)",
        "insert into links (account_id, id, person_id, secret_hash, person_epoch, created_at, expires_at, ended_at)
            select account_id, id, person_id, secret_hash, 1, 1, 4102444800000, 4102444800000 from api_tokens
            where account_id = $1 and person_id = $2 order by id limit 1",
        "insert into sign_in_choices (account_id, secret_hash, person_id, identity_epoch, expires_at)
            select account_id, secret_hash, person_id, 1, 4102444800000 from api_tokens
            where account_id = $1 and person_id = $2 order by id limit 1",
        "insert into planned_takeovers (account_id, person_id, portfolio_id, asked_at)
            select $1, $2, min(id), 1 from portfolios where account_id = $1",
        "insert into import_keys (account_id, source, kind, key, record_id, digest)
            values ($1, 'list', 'person', 'anna melnyk', $2, '')",
    ] {
        t.by_hand(row, t.cast.anna).await;
    }
}

pub(crate) async fn act(client: &Client, person: i64, what: &str) -> Answer {
    let body = if what == "erase" { json!({ "confirm": true }) } else { json!({}) };
    client.post_json(&format!("/api/v1/people/{person}/{what}"), body).await
}

pub(super) async fn person(client: &Client, id: i64) -> Json {
    client.get(&format!("/api/v1/people/{id}")).await.expect_status(200).json()
}

/// So many days later the hourly round comes by.
pub(crate) async fn days_later(t: &TestApp, days: i64) {
    t.clock.advance(days * DAY);
    smena::housekeeping::round(&t.app).await.unwrap();
}

/// Every text in the database, and where it stands.
async fn texts(t: &TestApp) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (name, _) in t.app.db.schema().await.unwrap().tables {
        let sql = format!("select * from {name}");
        let rows = t.app.look(move |tx| Ok(tx.query(&sql, &[])?)).await.unwrap();
        for row in rows {
            for (column, value) in row.named() {
                if let Value::Text(text) = value {
                    found.push((format!("{name}.{column}"), text.clone()));
                }
            }
        }
    }
    found
}

on_both! {
    // G03, G08: nothing of the human is left in any table, history names the number, and the journal verifies.
    async fn nothing_of_the_human_is_left_and_history_keeps_a_number(t) {
        let deal = anna_leaves(t).await;
        let olena = t.api(t.cast.olena).await;
        let begun = act(&olena, t.cast.anna, "erase").await.expect_status(200).json();
        assert_eq!((&begun["status"], &begun["erase_at"]), (&json!("closing"), &json!(kit::date::to_rfc3339(NOW + 30 * DAY))));
        assert_eq!(person(&olena, t.cast.anna).await["name"], "Anna Melnyk");
        more_is_known(t).await;
        days_later(t, 30).await;
        let left: Vec<_> = texts(t).await.into_iter().filter(|(_, text)| {
            let text = text.to_lowercase();
            ["anna", "melnyk", "7654321", "765 43 21"].iter().any(|trace| text.contains(trace))
        }).collect();
        assert_eq!(left, [], "something of Anna is left");
        let number = format!("Deleted person #{}", t.cast.anna);
        let after = person(&olena, t.cast.anna).await;
        assert_eq!((&after["status"], &after["name"], &after["email"]), (&json!("erased"), &json!(number), &Json::Null));
        // Her work is with whom it went to, and what she said about it is still said, by a number.
        let comments = olena.get(&format!("/api/v1/deals/{deal}/comments")).await.expect_status(200);
        comments.expect_text("They want brass");
        let page = t.page(t.cast.olena).await;
        page.get(&format!("/deals/{deal}")).await.expect_status(200).expect_text(&number).expect_no_text("Anna");
        page.get("/settings/journal").await.expect_text(&number).expect_no_text("Anna").expect_no_text("Lviv");
        page.get("/handovers").await.expect_text(&number).expect_no_text("Anna");
        assert_eq!(smena::verify::check(&t.app).await.unwrap(), Vec::<String>::new());
    }

    // G02: deactivation comes first, and so the last administrator is out of reach (G05).
    async fn only_who_has_departed_is_erased(t) {
        let olena = t.api(t.cast.olena).await;
        for here in [t.cast.anna, t.cast.petro, t.cast.olena] {
            act(&olena, here, "erase").await.expect_problem(409, "erase_departed");
        }
        act(&olena, t.cast.vira, "block").await.expect_status(200);
        act(&olena, t.cast.vira, "erase").await.expect_problem(409, "erase_departed");
        act(&olena, t.cast.vira, "unblock").await.expect_status(200);
        act(&olena, t.cast.anna, "restore").await.expect_problem(409, "not_closing");
        anna_leaves(t).await;
        let unsure = olena.post_json(&format!("/api/v1/people/{}/erase", t.cast.anna), json!({})).await;
        unsure.expect_problem(422, "form");
        assert_eq!(person(&olena, t.cast.anna).await["status"], "departed");
        act(&olena, t.cast.anna, "erase").await.expect_status(200);
        act(&olena, t.cast.anna, "erase").await.expect_problem(409, "person_closing");
    }

    // G08: within the grace everything comes back, by one press; the day itself is too late.
    async fn until_the_day_one_press_brings_everything_back(t) {
        let olena = t.api(t.cast.olena).await;
        let given = crate::pictures::written(image::ImageFormat::Png);
        let at = format!("/api/v1/people/{}/picture", t.cast.anna);
        olena.send(axum::http::Method::PUT, &at, Some("image/png"), given).await.expect_status(204);
        anna_leaves(t).await;
        let face = olena.get(&at).await.expect_status(200).raw;
        let before = person(&olena, t.cast.anna).await;
        act(&olena, t.cast.anna, "erase").await.expect_status(200);
        for refused in ["reactivate", "block"] {
            assert_eq!(act(&olena, t.cast.anna, refused).await.status, 409, "{refused}");
        }
        let rename = json!({ "name": "Somebody Else" });
        olena.patch(&format!("/api/v1/people/{}", t.cast.anna), rename).await.expect_problem(409, "person_closing");
        days_later(t, 29).await;
        let back = act(&olena, t.cast.anna, "restore").await.expect_status(200).json();
        assert_eq!(back["status"], "departed");
        let after = person(&olena, t.cast.anna).await;
        for field in ["name", "email", "login", "phone", "status", "departed_at", "erase_at"] {
            assert_eq!(after[field], before[field], "{field}");
        }
        act(&olena, t.cast.anna, "reactivate").await.expect_status(200);
        assert_eq!(person(&olena, t.cast.anna).await["status"], "active");
        assert_eq!(olena.get(&at).await.expect_status(200).raw, face);
        // The password is the one they had: who comes back opens the door by a new link first, and is told so with that one alone.
        for (password, told) in [(crate::cast::PASSWORD, "needs_link"), ("another-lantern-48-loud", "sign_in")] {
            let typed = json!({ "login": "anna@svitanok.example", "password": password });
            t.stranger().post_json("/api/v1/sign-in", typed).await.expect_problem(422, told);
        }
    }

    // The round may be late: from the moment on, the name is shown nowhere and nothing is restored.
    async fn from_the_moment_on_nobody_reads_the_name_though_the_round_is_late(t) {
        let deal = anna_leaves(t).await;
        let olena = t.api(t.cast.olena).await;
        act(&olena, t.cast.anna, "erase").await.expect_status(200);
        t.clock.advance(30 * DAY);
        let page = t.page(t.cast.olena).await;
        for path in ["/people".to_owned(), format!("/people/{}", t.cast.anna), format!("/deals/{deal}")] {
            page.get(&path).await.expect_status(200).expect_no_text("Anna Melnyk").expect_no_text("anna@");
        }
        act(&olena, t.cast.anna, "restore").await.expect_problem(409, "person_erased");
        olena.get(&format!("/api/v1/people/{}/archive", t.cast.anna)).await.expect_problem(409, "person_erased");
        days_later(t, 0).await;
        act(&olena, t.cast.anna, "restore").await.expect_problem(409, "person_erased");
        act(&olena, t.cast.anna, "erase").await.expect_problem(409, "person_erased");
    }

    // The login is nobody's by accident; the e-mail is whose mailbox it is.
    async fn the_login_stays_reserved_and_the_email_is_free_again(t) {
        anna_leaves(t).await;
        let olena = t.api(t.cast.olena).await;
        act(&olena, t.cast.anna, "erase").await.expect_status(200);
        days_later(t, 30).await;
        let newcomer = json!({ "name": "Nadia", "login": "Anna.M" });
        let refused = olena.post_json("/api/v1/people", newcomer).await.expect_problem(422, "form").json();
        assert_eq!(refused["errors"][0]["code"], "login_reserved");
        let again = json!({ "name": "Nadia", "email": "anna@svitanok.example" });
        olena.post_json("/api/v1/people", again).await.expect_status(201);
        // In another company the login was never hers.
        let elsewhere = json!({ "name": "Hanna", "login": "anna.m" });
        t.api(t.cast.zoryana).await.post_json("/api/v1/people", elsewhere).await.expect_status(201);
    }

    // Whoever takes the login at the moment of the erasure finds it theirs or kept, and gets it in neither case.
    async fn a_login_is_not_taken_at_the_moment_at_which_it_is_set_free(t) {
        anna_leaves(t).await;
        let olena = t.api(t.cast.olena).await;
        act(&olena, t.cast.anna, "erase").await.expect_status(200);
        t.clock.advance(30 * DAY);
        let taken = olena.post_json("/api/v1/people", json!({ "name": "Nadia", "login": "anna.m" }));
        let (round, taken) = tokio::join!(smena::housekeeping::round(&t.app), taken);
        round.unwrap();
        taken.expect_problem(422, "form");
    }

    // G05: who manages people may have the data kept, administrators alone let it go.
    async fn administrators_alone_erase(t) {
        anna_leaves(t).await;
        let (olena, borys) = (t.api(t.cast.olena).await, t.api(t.cast.borys).await);
        for what in ["erase", "restore"] {
            act(&borys, t.cast.anna, what).await.expect_problem(403, "denied");
        }
        borys.get(&format!("/api/v1/people/{}/archive", t.cast.anna)).await.expect_problem(403, "denied");
        let manages = json!({ "own_rights": { "areas": { "people": true } } });
        olena.patch(&format!("/api/v1/people/{}", t.cast.borys), manages).await.expect_status(200);
        act(&borys, t.cast.anna, "erase").await.expect_problem(403, "denied");
        borys.get(&format!("/api/v1/people/{}/archive", t.cast.anna)).await.expect_problem(403, "denied");
        act(&olena, t.cast.anna, "erase").await.expect_status(200);
        act(&borys, t.cast.anna, "restore").await.expect_status(200);
    }

    // Somebody restores at the moment at which the round erases: one of them wins, and the other sees it.
    async fn a_restore_and_the_round_at_one_moment_leave_one_truth(t) {
        anna_leaves(t).await;
        let olena = t.api(t.cast.olena).await;
        act(&olena, t.cast.anna, "erase").await.expect_status(200);
        t.clock.advance(30 * DAY - 1);
        let day_comes = async {
            t.clock.advance(1);
            smena::housekeeping::round(&t.app).await
        };
        // The press is on its way, at a moment at which it still counts, when the day comes.
        let (restored, round) = tokio::join!(act(&olena, t.cast.anna, "restore"), day_comes);
        round.unwrap();
        let after = person(&olena, t.cast.anna).await;
        let (status, name) = match restored.status {
            200 => ("departed", "Anna Melnyk".to_owned()),
            _ => ("erased", format!("Deleted person #{}", t.cast.anna)),
        };
        assert_eq!((&after["status"], &after["name"]), (&json!(status), &json!(name)), "the answer was {}", restored.body);
        if restored.status != 200 {
            restored.expect_problem(409, "person_erased");
        }
    }

    // A human with a place in another company keeps that one, with name and password.
    async fn who_works_elsewhere_too_still_signs_in_there(t) {
        let (anna, other) = (t.cast.anna, t.cast.other_account);
        anna_leaves(t).await;
        t.by_hand("update people set identity_id = (select identity_id from people where account_id = $1 and id = $2),
            email = 'anna@svitanok.example' where category = 'administrator' and account_id <> $1", anna).await;
        // The sign-in that they had there leads to nobody now.
        t.by_hand("delete from sign_in_names where identity_id in (select i.id from identities i where i.account_id <> $1
            and cast($2 as bigint) > 0 and not exists (select 1 from people p where p.identity_id = i.id))", anna).await;
        t.by_hand("delete from identities where account_id <> $1 and cast($2 as bigint) > 0
            and not exists (select 1 from people p where p.identity_id = identities.id)", anna).await;
        act(&t.api(t.cast.olena).await, anna, "erase").await.expect_status(200);
        days_later(t, 30).await;
        let signs_in = json!({ "login": "anna@svitanok.example", "password": crate::cast::PASSWORD });
        let inside = t.stranger().post_json("/api/v1/sign-in", signs_in).await.expect_status(201).json();
        assert_eq!(inside["account_id"], other);
    }
}
