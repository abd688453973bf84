//! The day: everything of the account is gone, step by step, and nothing of anybody else.

use kit::lang::Lang;
use people::closing::Removal;
use serde_json::json;
use store::params;

use super::faults::svitanok;
use super::{NAME, PATH, close, program, until_the_day};
use crate::app::TestApp;
use crate::cast::{PASSWORD, account};
use crate::on_both;
use crate::running::run;
use crate::signin::arrange::second_place;

/// How many rows of any table of the live schema name the account; the installation's own line is none of it.
async fn rows_of(app: &base::App, account: i64) -> Vec<(String, i64)> {
    let schema = app.db.schema().await.unwrap();
    let own = schema
        .tables
        .into_iter()
        .filter(|(_, table)| table.columns.iter().any(|column| column == "account_id"));
    let names: Vec<String> = own.map(|(name, _)| name).collect();
    assert!(names.len() > 60, "{names:?}");
    app.look(move |tx| {
        let mut found = Vec::new();
        for name in &names {
            let sql = format!("select count(*) from {name} where account_id = $1");
            let count: i64 = tx.query_one(&sql, params![account])?.at(0)?;
            if count > 0 {
                found.push((name.clone(), count));
            }
        }
        Ok(found)
    })
    .await
    .unwrap()
}

/// A company at work: records, words on them, a form, a token, a picture of nobody, a partner, somebody who works in Obriy, too.
async fn at_work(t: &TestApp) {
    let (olena, anna) = (t.api(t.cast.olena).await, t.api(t.cast.anna).await);
    let company =
        anna.post_json("/api/v1/companies", json!({ "name": "Lamps & Co" })).await.expect_status(201).json()
            ["id"]
            .clone();
    for n in 0..5 {
        let contact = json!({ "name": format!("Marta {n}"), "company_id": company });
        let contact =
            anna.post_json("/api/v1/contacts", contact).await.expect_status(201).json()["id"].clone();
        let deal = json!({ "title": format!("Lanterns {n}"), "contact_ids": [contact], "amount": 125_050, "currency": "EUR" });
        let deal = anna.post_json("/api/v1/deals", deal).await.expect_status(201).json()["id"].clone();
        let say = json!({ "comment": "They want brass" });
        anna.post_json(&format!("/api/v1/deals/{deal}/comments"), say).await.expect_status(201);
        let task = json!({ "title": "Call", "due_at": "2026-12-01T10:00:00Z" });
        anna.post_json("/api/v1/tasks", task).await.expect_status(201);
    }
    olena
        .post_json("/api/v1/forms", json!({ "name": "Site", "responsible_id": t.cast.anna }))
        .await
        .expect_status(201);
    olena
        .post_json("/api/v1/departments", json!({ "name": "Below", "parent_id": t.cast.sales }))
        .await
        .expect_status(201);
    olena
        .post_json(&format!("/api/v1/people/{}/departure", t.cast.vira), json!({ "successor": t.cast.borys }))
        .await
        .expect_status(201);
    let obriy = t.app.operator(account(t.cast.other_account, "Obriy Ltd"));
    crate::partners::list(obriy).await;
    people::seats::set(&t.operator(), people::seats::Plan { bought: Some(20), paid_until: None })
        .await
        .unwrap();
    people::seats::choose_partner(&t.operator(), Some(t.cast.other_account)).await.unwrap();
    olena.post_json("/api/v1/seats/requests", json!({ "seats": 2 })).await.expect_status(201);
    // A login opens this company alone.
    olena
        .patch(&format!("/api/v1/people/{}", t.cast.anna), json!({ "login": "anna.m" }))
        .await
        .expect_status(200);
    second_place(t, t.cast.anna).await;
    base::jobs::run_due(&t.app).await.unwrap();
}

async fn sign_in(t: &TestApp, login: &str) -> u16 {
    t.stranger().post_json("/api/v1/sign-in", json!({ "login": login, "password": PASSWORD })).await.status
}

on_both! {
    // G06: no table keeps a row, sign-ins that nobody needs are gone, others go on, and the partner and the operator know.
    async fn on_the_day_everything_of_it_is_gone_and_nothing_of_anybody_else(t) {
        at_work(t).await;
        let before = rows_of(&t.app, t.cast.other_account).await;
        close(t, t.cast.olena).await.expect_status(201);
        until_the_day(t, 0).await;
        smena::housekeeping::round(&t.app).await.unwrap();

        assert_eq!(rows_of(&t.app, t.cast.account).await, []);
        let accounts = people::accounts::find_all(&t.app).await.unwrap();
        assert_eq!(accounts.iter().map(|account| account.id).collect::<Vec<_>>(), [t.cast.other_account]);
        let after = rows_of(&t.app, t.cast.other_account).await;
        let count = |of: &[(String, i64)], table: &str| of.iter().find(|(name, _)| name == table).map_or(0, |(_, n)| *n);
        for table in ["people", "roles", "pipelines", "stages", "partner_requests"] {
            assert_eq!(count(&before, table), count(&after, table), "{table} of Obriy");
        }
        // Anna works in Obriy, too, and chose her password here; nobody else is known.
        let names = t.app.look(|tx| Ok(tx.query("select name from sign_in_names order by name", params![])?.iter().map(|row| row.at::<String>(0)).collect::<Result<Vec<_>, _>>()?)).await.unwrap();
        assert_eq!(names, ["anna@svitanok.example", "zoryana@obriy.example"]);
        assert_eq!(sign_in(t, "olena@svitanok.example").await, 422);
        assert_ne!(sign_in(t, "anna@svitanok.example").await, 422);

        let zoryana = t.page(t.cast.zoryana).await;
        let page = zoryana.get("/partner").await.expect_status(200);
        page.expect_text("Closed companies").expect_text(NAME).expect_no_text("closes after").expect_text("Nobody waits for an answer");
        zoryana.get("/settings/journal").await.expect_text("Svitanok Ltd is gone");
        let listed = run(&t.url, &["account", "list"]);
        let listed = String::from_utf8(listed.stdout).unwrap();
        assert!(listed.contains("Obriy Ltd") && listed.contains("Svitanok Ltd  gone since 2026-12-23"), "{listed}");
        // The e-mail is free for whoever begins anew.
        let new = people::accounts::NewAccount {
            name: NAME.into(),
            admin_name: "Olena Bondar".into(),
            admin_email: "olena@svitanok.example".into(),
            admin_password: PASSWORD.into(),
            zone: "UTC".into(),
            currency: "EUR".into(),
            ..people::accounts::NewAccount::default()
        };
        people::accounts::create(&t.app, new).await.unwrap();
        smena::housekeeping::round(&t.app).await.unwrap();
        assert_eq!(sign_in(t, "olena@svitanok.example").await, 201);
    }

    // G06: killed after any step, the next round goes on where it was.
    async fn a_removal_that_was_killed_is_finished_by_the_next_round(t) {
        at_work(t).await;
        close(t, t.cast.olena).await.expect_status(201);
        until_the_day(t, 0).await;
        let slow = t.slow();
        let olena = t.page(t.cast.olena).await;
        let mut killed = 0;
        // Ever a few steps further, then nothing remembers how far it was.
        for steps in [0, 1, 2, 5, 40, 90] {
            let operator = slow.operator(people::accounts::load(&slow, t.cast.account).await.unwrap()).as_job();
            let mut removal = Removal::begin(&operator).await.unwrap().unwrap();
            for _ in 0..steps {
                assert!(removal.step().await.unwrap());
            }
            killed += 1;
            // Meanwhile nobody gets in, and what must hold holds for everybody else.
            assert_eq!(olena.get("/deals").await.expect_status(303).location(), "/sign-in?next=/deals");
            assert_eq!(smena::verify::check(&t.app).await.unwrap(), Vec::<String>::new());
        }
        assert_eq!(killed, 6);
        assert_ne!(rows_of(&t.app, t.cast.account).await, []);
        smena::housekeeping::round(&t.app).await.unwrap();
        assert_eq!(rows_of(&t.app, t.cast.account).await, []);
        // The partner heard of it once.
        let journal = t.api(t.cast.zoryana).await.get("/api/v1/journal").await.json();
        let closed = journal["items"].as_array().unwrap().iter().filter(|event| event["kind"] == "customer_closed").count();
        assert_eq!(closed, 1);
    }

    // Two processes come by at once.
    async fn two_rounds_at_once_remove_it_once(t) {
        at_work(t).await;
        close(t, t.cast.olena).await.expect_status(201);
        until_the_day(t, 0).await;
        let slow = t.slow();
        let (one, two) = tokio::join!(smena::housekeeping::round(&t.app), smena::housekeeping::round(&slow));
        one.unwrap();
        two.unwrap();
        smena::housekeeping::round(&t.app).await.unwrap();
        assert_eq!(rows_of(&t.app, t.cast.account).await, []);
        let gone = t.app.look(people::closing::gone).await.unwrap();
        assert_eq!(gone.iter().map(|gone| gone.id).collect::<Vec<_>>(), [t.cast.account]);
    }

    // A partner that was struck off goes: its customers stay, and are looked after by nobody.
    async fn a_partner_that_goes_leaves_its_customers_as_they_are(t) {
        at_work(t).await;
        let obriy = t.app.operator(account(t.cast.other_account, "Obriy Ltd"));
        people::partners::strike(&obriy).await.unwrap();
        let zoryana = program(t, t.cast.zoryana).await;
        let closing = zoryana.post_json(PATH, json!({ "name": "Obriy Ltd" })).await.expect_status(201).json();
        let at = kit::date::parse(closing["closes_at"].as_str().unwrap()).unwrap();
        t.clock.advance(at - t.clock.now());
        smena::housekeeping::round(&t.app).await.unwrap();
        assert_eq!(rows_of(&t.app, t.cast.other_account).await, []);
        let olena = t.api(t.cast.olena).await;
        assert_eq!(olena.get("/api/v1/seats").await.expect_status(200).json()["bought"], json!(20));
        t.page(t.cast.olena).await.get("/settings/seats").await.expect_status(200).expect_no_text("Obriy");
        assert_eq!(sign_in(t, "anna@svitanok.example").await, 201);
        svitanok(t).await;
    }

    // Who begins anew is whoever runs the server, not whoever comes by.
    async fn once_the_last_company_is_gone_nobody_begins_another_in_the_browser(t) {
        close(t, t.cast.olena).await.expect_status(201);
        program(t, t.cast.zoryana).await.post_json(PATH, json!({ "name": "Obriy Ltd" })).await.expect_status(201);
        until_the_day(t, 0).await;
        smena::housekeeping::round(&t.app).await.unwrap();
        assert_eq!(people::accounts::find_all(&t.app).await.unwrap().len(), 0);
        for path in ["/", "/welcome", "/welcome/company"] {
            assert_eq!(t.stranger().get(path).await.expect_status(303).location(), "/sign-in");
        }
        t.stranger().get("/sign-in").await.expect_status(200).expect_text("Nobody works here any more").expect_text("smena init");
        let form = [("name", "Eve Ltd"), ("admin_name", "Eve"), ("admin_email", "eve@evil.example"),
            ("admin_password", PASSWORD), ("lang", "en"), ("zone", "UTC"), ("currency", "EUR")];
        for path in ["/welcome", "/welcome/sample"] {
            assert_eq!(t.stranger().post(path, &form).await.expect_status(303).location(), "/sign-in");
        }
        assert_eq!(people::accounts::find_all(&t.app).await.unwrap().len(), 0);

        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("password");
        std::fs::write(&file, PASSWORD).unwrap();
        let made = run(&t.url, &["init", "--name", NAME, "--admin-name", "Olena Bondar", "--admin-email",
            "olena@svitanok.example", "--admin-password-file", file.to_str().unwrap()]);
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        t.stranger().get("/sign-in").await.expect_status(200).expect_no_text("Nobody works here");
        assert_eq!(sign_in(t, "olena@svitanok.example").await, 201);
    }

    // A sample is closed like any company: one that was kept has a way out, too.
    async fn a_sample_is_closed_like_any_company(t) {
        let filled = smena::sample::fill(&t.app, Lang::En, false).await.unwrap().unwrap();
        let sample = people::accounts::load(&t.app, filled.account_id).await.unwrap();
        let login = json!({ "login": filled.email, "password": filled.password });
        let signed = t.stranger().post_json("/api/v1/sign-in", login).await.expect_status(201).json();
        let program = t.client([("authorization", format!("Bearer {}", signed["token"].as_str().unwrap()))]);
        let closing = program.post_json(PATH, json!({ "name": sample.name })).await.expect_status(201).json();
        let at = kit::date::parse(closing["closes_at"].as_str().unwrap()).unwrap();
        t.clock.advance(at - t.clock.now());
        smena::housekeeping::round(&t.app).await.unwrap();
        assert_eq!(rows_of(&t.app, sample.id).await, []);
        assert_eq!(people::accounts::find_all(&t.app).await.unwrap().len(), 2);
    }
}
