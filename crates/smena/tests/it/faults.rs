//! What goes wrong in the world: everybody at once, the power cut, a press too many. Nothing is lost, nothing is half
//! done, and the one who asked is told.

mod moments;

use std::process::Stdio;
use std::time::Duration;

use base::jobs;
use serde_json::json;

use crate::app::{TestApp, join};
use crate::on_both;
use crate::running::{Running, run, smena};

on_both! {
    // Eight programs create deals for Anna while she is taken out: each that was told "yes" is with Borys.
    async fn a_departure_under_fire_loses_no_deal(t) {
        let anna = t.cast.anna;
        let admin = t.api(t.cast.olena).await;
        let mut programs = Vec::new();
        for program in 0..8 {
            let api = t.api(t.cast.olena).await;
            programs.push(tokio::spawn(async move {
                let mut made = Vec::new();
                for n in 0..12 {
                    let deal = json!({"title": format!("Order {program}-{n}"), "responsible_id": anna});
                    let answer = api.post_json("/api/v1/deals", deal).await;
                    match answer.status {
                        201 => made.push(answer.json()["id"].as_i64().unwrap()),
                        422 => assert_eq!(answer.json()["code"], "not_assignable", "{}", answer.body),
                        _ => panic!("{}: {}", answer.status, answer.body),
                    }
                }
                made
            }));
        }
        let departure = json!({"successor": t.cast.borys});
        admin.post_json(&format!("/api/v1/people/{anna}/departure"), departure).await.expect_status(201);
        for program in programs {
            for id in program.await.unwrap() {
                let deal = admin.get(&format!("/api/v1/deals/{id}")).await.expect_status(200).json();
                assert_eq!(deal["responsible_id"], t.cast.borys);
            }
        }
        let held = admin.get(&format!("/api/v1/people/{anna}/holdings")).await.expect_status(200).json();
        for line in held["holdings"].as_array().unwrap() {
            assert_eq!(line["count"], 0, "{held}");
        }
    }

    // Two administrators take the same person out at once: one does, the other is told.
    async fn two_administrators_at_once_make_one_departure(t) {
        let path = format!("/api/v1/people/{}/departure", t.cast.vira);
        let (one, two) = (t.api(t.cast.olena).await, t.api(t.cast.olena).await);
        let (to_anna, to_borys) = (json!({"successor": t.cast.anna}), json!({"successor": t.cast.borys}));
        let (one, two) = tokio::join!(one.post_json(&path, to_anna), two.post_json(&path, to_borys));
        let mut statuses = [one.status, two.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 409], "{} {}", one.body, two.body);
    }

    // The successor leaves at the very moment they are chosen: nothing ends up with somebody who is gone.
    async fn a_successor_who_leaves_at_the_same_moment_receives_nothing_for_good(t) {
        let admin = t.api(t.cast.olena).await;
        let (a, b) = (format!("/api/v1/people/{}/departure", t.cast.anna), format!("/api/v1/people/{}/departure", t.cast.vira));
        let (one, two) = tokio::join!(
            admin.post_json(&a, json!({"successor": t.cast.vira})),
            admin.post_json(&b, json!({"successor": t.cast.borys}))
        );
        // Either Anna's work went to Vira first and on to Borys with hers, or Vira was gone and Anna stays.
        two.expect_status(201);
        assert!(matches!(one.status, 201 | 422), "{}: {}", one.status, one.body);
    }

    // Two administrators demote each other at once: one of them remains.
    async fn the_last_administrator_stays_whatever_happens_at_once(t) {
        let olena = t.api(t.cast.olena).await;
        let roles = olena.get("/api/v1/roles").await.expect_status(200).json();
        let role = |key: &str| roles["items"].as_array().unwrap().iter().find(|r| r["key"] == key).unwrap()["id"].clone();
        let version = |answer: &serde_json::Value| answer["version"].clone();
        let borys = olena.get(&format!("/api/v1/people/{}", t.cast.borys)).await.json();
        olena
            .patch(&format!("/api/v1/people/{}", t.cast.borys), json!({"role_id": role("administrator"), "version": version(&borys)}))
            .await
            .expect_status(200);
        let borys = t.api(t.cast.borys).await;
        let (o, b) = (
            olena.get(&format!("/api/v1/people/{}", t.cast.olena)).await.json(),
            olena.get(&format!("/api/v1/people/{}", t.cast.borys)).await.json(),
        );
        let (to_o, to_b) = (format!("/api/v1/people/{}", t.cast.olena), format!("/api/v1/people/{}", t.cast.borys));
        let demote = |of: &serde_json::Value| json!({"role_id": role("seller"), "version": version(of)});
        let (one, two) = tokio::join!(olena.patch(&to_b, demote(&b)), borys.patch(&to_o, demote(&o)));
        let done = [one.status, two.status].iter().filter(|status| **status == 200).count();
        assert!(done <= 1, "both were demoted: {} {}", one.body, two.body);
    }

    // A departure sent twice, as by an impatient finger or a program that heard no answer.
    async fn a_departure_sent_twice_with_one_key_happens_once_and_is_answered_twice(t) {
        let path = format!("/api/v1/people/{}/departure", t.cast.anna);
        let admin = t.api(t.cast.olena).await.with("idempotency-key", "departure-1");
        let body = json!({"successor": t.cast.borys});
        let first = admin.post_json(&path, body.clone()).await.expect_status(201);
        let second = admin.post_json(&path, body).await.expect_status(201);
        assert_eq!(first.json()["id"], second.json()["id"]);
        admin.post_json(&path, json!({"successor": t.cast.vira})).await.expect_problem(409, "once");
    }

    async fn bodies_that_are_not_what_they_should_be_are_refused_in_words(t) {
        let admin = t.api(t.cast.olena).await;
        let path = format!("/api/v1/people/{}/departure", t.cast.anna);
        let post = |body: &'static str| admin.send(axum::http::Method::POST, &path, Some("application/json"), body.as_bytes().to_vec());
        post("{").await.expect_problem(422, "body");
        post("[]").await.expect_problem(422, "body");
        post("{\"successor\": \"Borys\"}").await.expect_problem(422, "body");
        post("{\"sucessor\": 1}").await.expect_problem(422, "body");
        let huge = vec![b' '; 2 << 20];
        admin.send(axum::http::Method::POST, &path, Some("application/json"), huge).await.expect_problem(413, "too_large");
        admin.get("/api/v1/people/not-a-number").await.expect_problem(404, "not_found");
        admin.get("/api/v1/no-such-thing").await.expect_problem(404, "not_found");
        let russian = admin.with("accept-language", "ru").get("/api/v1/deals/1").await.expect_problem(404, "not_found");
        assert_eq!(russian.json()["detail"], "Здесь ничего нет, или вам это не открыто.");
    }

    // The power fails in the middle of a plan, again and again: another process goes on, and nothing is lost.
    async fn a_plan_cut_off_by_kills_is_carried_out_to_the_record(t) {
        // The programs started here tell the real time; whoever looks afterwards has to come later.
        let real = kit::clock::Clock::system().now();
        t.clock.advance(real - t.clock.now());
        let filled = smena::bench::fill(&t.app, 3_001).await.unwrap();
        let (account, leaver) = (filled.account.id, filled.leaver);
        let mut plan = None;
        for round in 0..5u64 {
            let server = Running::start(&t.url).await;
            let client = reqwest::Client::new();
            if plan.is_none() {
                let path = format!("{}/api/v1/people/{leaver}/departure", server.address);
                let rule = json!({"kind": "deal", "to": [filled.successor, filled.administrator]});
                let asked = client.post(path).bearer_auth(&filled.token).json(&json!({"successor": filled.successor, "splits": [rule]})).send();
                if let Ok(Ok(answer)) = tokio::time::timeout(Duration::from_millis(400), asked).await {
                    let status = answer.status().as_u16();
                    let body: serde_json::Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
                    // Begun before an answer could be given: it is running, or done already.
                    assert!(matches!(status, 202 | 409), "{status}: {body}");
                    plan = Some(body["code"].to_string());
                }
            }
            // Each round lets the staging run a little longer before the plug is pulled.
            let path = format!("{}/api/v1/people", server.address);
            for _ in 0..=round * 2 {
                client.get(&path).bearer_auth(&filled.token).send().await.unwrap();
            }
            server.kill();
            assert_eq!(smena::verify::check(&t.app).await.unwrap(), Vec::<String>::new());
            // The lease of the dead is over before the next one comes.
            t.clock.advance(61_000);
            let expired = "update jobs set lease_until = 0 where account_id = $1 and id >= $2";
            t.app.db.write(store::Lane::People, move |tx| tx.execute(expired, store::params![account, 0])).await.unwrap();
        }
        jobs::run_due(&t.app).await.unwrap();
        let sql = "select h.holder_person_id, count(*) from deals d join portfolio_holders h on h.account_id = d.account_id
            and h.portfolio_id = d.portfolio_id and h.kind = 'deal' where d.account_id = $1 group by h.holder_person_id order by 2";
        let held: Vec<(i64, i64)> = t.app.look(move |tx| {
            tx.query(sql, store::params![account])?.iter().map(|row| Ok((row.at(0)?, row.at(1)?))).collect()
        }).await.unwrap();
        assert!(plan.is_some(), "the plan never began");
        let counts: Vec<i64> = held.iter().map(|(_, count)| *count).collect();
        assert_eq!(counts, [1_500, 1_501], "{held:?}");
        assert!(held.iter().all(|(person, _)| *person != leaver), "{held:?}");
    }

    // The power fails in the middle of a departure, again and again: it is there whole or not at all.
    async fn a_departure_cut_off_by_a_kill_is_whole_or_not_there(t) {
        let token = t.secret(t.cast.olena, false).await;
        for n in 0..2 {
            let deal = json!({"title": format!("Order {n}"), "responsible_id": t.cast.anna});
            t.api(t.cast.olena).await.post_json("/api/v1/deals", deal).await.expect_status(201);
        }
        for round in 0..6u64 {
            let server = Running::start(&t.url).await;
            let client = reqwest::Client::new();
            let path = format!("{}/api/v1/people/{}/departure", server.address, t.cast.anna);
            let asked = client.post(path).bearer_auth(&token).json(&json!({"successor": t.cast.borys})).send();
            // Each round lets the departure run a little longer before the plug is pulled.
            let answer = tokio::time::timeout(Duration::from_micros(300 + round * 1_500), asked).await;
            server.kill();
            assert_eq!(smena::verify::check(&t.app).await.unwrap(), Vec::<String>::new());
            let (status, left) = standing(t).await;
            let whole = status == "departed" && left == 0;
            let absent = status == "active" && left == 2;
            assert!(whole || absent, "half a departure: {status} with {left} deals");
            if let Ok(Ok(answer)) = answer {
                assert!(answer.status() != 201 || whole, "an acknowledged departure is gone");
            }
            if whole {
                break;
            }
        }
    }

    // The same in the middle of an undo: she is back with her work, or still gone without it.
    async fn an_undo_cut_off_by_a_kill_is_whole_or_not_there(t) {
        let token = t.secret(t.cast.olena, false).await;
        let admin = t.api(t.cast.olena).await;
        for n in 0..2 {
            let deal = json!({"title": format!("Order {n}"), "responsible_id": t.cast.anna});
            admin.post_json("/api/v1/deals", deal).await.expect_status(201);
        }
        let path = format!("/api/v1/people/{}/departure", t.cast.anna);
        let departure = admin.post_json(&path, json!({"successor": t.cast.borys})).await.expect_status(201).json();
        for round in 0..6u64 {
            let server = Running::start(&t.url).await;
            let path = format!("{}/api/v1/departures/{}", server.address, departure["id"]);
            let asked = reqwest::Client::new().delete(path).bearer_auth(&token).send();
            let answer = tokio::time::timeout(Duration::from_micros(300 + round * 1_500), asked).await;
            server.kill();
            assert_eq!(smena::verify::check(&t.app).await.unwrap(), Vec::<String>::new());
            let (status, left) = standing(t).await;
            let whole = status == "active" && left == 2;
            let absent = status == "departed" && left == 0;
            assert!(whole || absent, "half an undo: {status} with {left} deals");
            if let Ok(Ok(answer)) = answer {
                assert!(answer.status() != 200 || whole, "an acknowledged undo is gone");
            }
            if whole {
                break;
            }
        }
    }

    // An import goes in by batches: whatever the power cut left, the next run brings in the rest and nothing twice.
    async fn an_import_cut_off_by_a_kill_goes_on_with_the_next_run(t) {
        const DEALS: i64 = 1_500;
        let folder = tempfile::tempdir().unwrap();
        let lines: String = (0..DEALS).map(|n| format!("{n},Order {n},Anna Melnyk\n")).collect();
        std::fs::write(folder.path().join("deals.csv"), format!("id,what,seller\n{lines}")).unwrap();
        std::fs::write(folder.path().join("mapping.toml"), INTERRUPTED).unwrap();
        let (account, mapping) = (t.cast.account.to_string(), folder.path().join("mapping.toml"));
        let arguments =
            ["import", "--json", "--account", &account, "--mapping", mapping.to_str().unwrap(), folder.path().to_str().unwrap()];
        let mut cut_off = 0;
        loop {
            let before = deals(t).await;
            let mut import = smena(&t.url, &arguments).stdout(Stdio::null()).spawn().unwrap();
            // The plug is pulled as soon as something of this run is there.
            while import.try_wait().unwrap().is_none() && deals(t).await == before {}
            let over = import.try_wait().unwrap().is_some();
            import.kill().unwrap();
            import.wait().unwrap();
            assert_eq!(smena::verify::check(&t.app).await.unwrap(), Vec::<String>::new());
            if over || deals(t).await == DEALS {
                break;
            }
            cut_off += 1;
        }
        assert!(cut_off > 0, "the import was over before it could be cut off");
        let last = run(&t.url, &arguments);
        let report: serde_json::Value = serde_json::from_slice(&last.stdout).unwrap();
        let told = &report["deal"];
        let there = told["created"].as_i64().unwrap() + told["unchanged"].as_i64().unwrap();
        assert_eq!((there, &told["updated"]), (DEALS, &json!(0)), "{report}");
        assert_eq!(deals(t).await, DEALS);
    }
}

const INTERRUPTED: &str = r#"
source = "old"
[format]
currency = "EUR"

[[pipelines]]
name = "Old deals"
stages = [
  { name = "Open", outcome = "open" },
  { name = "Won", outcome = "won" },
  { name = "Lost", outcome = "lost" },
]

[[deals]]
file = "deals.csv"
key = "{id}"
fields.title = "{what}"
fields.pipeline = "Old deals"
fields.stage = "Open"
fields.responsible = "{seller}"
"#;

/// How many deals the company has.
async fn deals(t: &TestApp) -> i64 {
    let sql = "select count(*) from deals where account_id = $1";
    t.operator().read(move |tx| Ok(tx.query_one(sql, store::params![tx.account()])?.at(0)?)).await.unwrap()
}

/// Anna's status and how many deals she holds, from another process's view.
async fn standing(t: &TestApp) -> (String, i64) {
    let app = join(&t.url, 3, t.clock.clone()).await;
    let (account, anna) = (t.cast.account, t.cast.anna);
    app.look(move |tx| {
        let row = tx.query_one(
            "select p.status, (select count(*) from deals d join portfolio_holders h on h.account_id = d.account_id
                and h.portfolio_id = d.portfolio_id and h.kind = 'deal'
                where d.account_id = $1 and h.holder_person_id = $2)
            from people p where p.account_id = $1 and p.id = $2",
            store::params![account, anna],
        )?;
        Ok((row.at(0)?, row.at(1)?))
    })
    .await
    .unwrap()
}
