//! The export: everything of the account in open formats, and no secret.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use kit::lang::Lang;
use serde_json::{Value as Json, json};

use super::{DAY, PATH, close, kinds, until_the_day};
use crate::app::TestApp;
use crate::erasure::{act, anna_leaves};
use crate::on_both;
use crate::running::run;

type Files = Vec<(String, Vec<u8>)>;

fn unpacked(zip: Vec<u8>) -> Files {
    let mut zip = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
    let mut files = Vec::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        files.push((file.name().unwrap().into_owned(), bytes));
    }
    files
}

fn text(files: &Files, name: &str) -> String {
    let found = files.iter().find(|(file, _)| file == name);
    let found = found
        .unwrap_or_else(|| panic!("no {name} among {:?}", files.iter().map(|(n, _)| n).collect::<Vec<_>>()));
    String::from_utf8(found.1.clone()).unwrap()
}

async fn work(t: &TestApp) {
    let anna = t.api(t.cast.anna).await;
    let contact = anna
        .post_json("/api/v1/contacts", json!({ "name": "Марта Лис", "emails": ["marta@example.com"] }))
        .await
        .expect_status(201)
        .json()["id"]
        .clone();
    let deal = json!({ "title": "Lanterns", "contact_ids": [contact], "amount": 125_050, "currency": "EUR" });
    let deal = anna.post_json("/api/v1/deals", deal).await.expect_status(201).json()["id"].clone();
    anna.post_json(&format!("/api/v1/deals/{deal}/comments"), json!({ "comment": "They want brass" }))
        .await
        .expect_status(201);
    let picture = format!("/api/v1/people/{}/picture", t.cast.borys);
    let file = crate::pictures::written(image::ImageFormat::Png);
    let olena = t.api(t.cast.olena).await;
    olena.send(axum::http::Method::PUT, &picture, Some("image/png"), file).await.expect_status(204);
    let departure = json!({ "successor": t.cast.borys, "reason": "moves to Lviv" });
    t.api(t.cast.olena)
        .await
        .post_json(&format!("/api/v1/people/{}/departure", t.cast.anna), departure)
        .await
        .expect_status(201);
}

/// Tables that mean nothing to people or say the same as another: why none of them is in the export.
const LEFT_OUT: &[&str] = &[
    // How far something is, for programs of the product.
    "beginnings",
    "jobs",
    "idempotency",
    "import_files",
    "import_keys",
    "form_posts",
    "form_traps",
    "sign_in_choices",
    "queue_turns",
    "plans",
    "plan_portfolios",
    "planned_takeovers",
    "closings",
    // Said by another table: by the journal, by the records, by the hand-overs.
    "journal_heads",
    "event_data",
    "event_records",
    "rollups",
    "handover_sums",
    "portfolio_holders",
    "last_seen",
    // Secrets, and what only its person chose.
    "links",
    "reserved_logins",
    "list_columns",
    // What waits for a word and is gone with it, and what other companies asked or are.
    "open_joins",
    "partner_replies",
    "partner_leads",
    "partner_addresses",
    "partners",
    "closed_customers",
    "review_exempt",
    // As files of their own.
    "pictures",
    "events",
];

on_both! {
    // G06, G13
    async fn the_export_has_everything_and_no_secret(t) {
        work(t).await;
        let taken = t.api(t.cast.olena).await.get("/api/v1/account/export").await.expect_status(200);
        assert!(taken.headers["content-disposition"].to_str().unwrap().contains(&format!("smena-{}-2026-11-23.zip", t.cast.account)));
        let files = unpacked(taken.raw);
        let deals = text(&files, "deals.csv");
        assert!(deals.starts_with("id,title,pipeline,stage"), "{deals}");
        assert!(deals.contains("Lanterns") && deals.contains("1250.50,EUR") && deals.contains("Borys Kravets"), "{deals}");
        for (file, says) in [
            ("people.csv", "anna@svitanok.example"), ("contacts.csv", "Марта Лис"), ("deal-contacts.csv", "Марта Лис"), ("stages.csv", "won"),
            ("departments.csv", "Sales"), ("department-members.csv", "head"), ("roles.csv", "administrator"), ("comments.csv", "They want brass"),
            ("handovers.csv", "moves to Lviv"), ("handover-steps.csv", "deal"), ("holders.csv", "contact"), ("account.json", "Europe/Kyiv"),
            ("tokens.csv", "test"), ("README.txt", "Svitanok Ltd"),
        ] {
            assert!(text(&files, file).contains(says), "{says} is not in {file}: {}", text(&files, file));
        }
        let face = t.api(t.cast.hlib).await.get(&format!("/api/v1/people/{}/picture", t.cast.borys)).await.expect_status(200);
        let pictures: Vec<_> = files.iter().filter(|(name, _)| name.starts_with("pictures/")).collect();
        assert_eq!(pictures, [&(format!("pictures/{}.jpg", t.cast.borys), face.raw)]);
        assert!(files.iter().all(|(_, bytes)| !String::from_utf8_lossy(bytes).contains("argon2") && !String::from_utf8_lossy(bytes).contains("smn_")));
        // The chain of the journal can be followed in the file alone.
        let mut prev = "0".repeat(64);
        let journal = text(&files, "journal.jsonl");
        for (n, line) in journal.lines().enumerate() {
            let event: Json = serde_json::from_str(line).unwrap();
            assert_eq!((&event["seq"], &event["prev_hash"]), (&json!(n + 1), &json!(prev)), "{line}");
            prev = event["hash"].as_str().unwrap().to_owned();
            let salt = event["salt"].as_str().unwrap();
            let salt: Vec<u8> = (0..salt.len()).step_by(2).map(|at| u8::from_str_radix(&salt[at..at + 2], 16).unwrap()).collect();
            let data = line.split_once(",\"data\":").unwrap().1.strip_suffix('}').unwrap();
            let digest: String = base::tx::digest(&salt, data).iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(event["digest"], json!(digest), "{line}");
        }
        assert!(journal.lines().last().unwrap().contains("export_taken"));
        // The same from the page, in the reader's language, as its spreadsheets take it; the journal says who.
        let olena = t.page(t.cast.olena).await.with("accept-language", "uk");
        olena.get("/settings/export").await.expect_status(200).expect_text("action=\"/settings/export\"");
        let files = unpacked(olena.post("/settings/export", &[]).await.expect_status(200).raw);
        assert!(text(&files, "README.txt").contains("Компанія: Svitanok Ltd"));
        assert!(text(&files, "deals.csv").contains("1250,50;EUR"));
        olena.get("/settings/journal").await.expect_text("Olena Bondar");
        assert_eq!(kinds(&t.api(t.cast.olena).await).await.iter().filter(|kind| *kind == "export_taken").count(), 2);
    }

    // Values are what they are: a telephone number has its plus, and only what could be a formula a stroke.
    async fn a_telephone_number_is_written_as_it_is(t) {
        let olena = t.api(t.cast.olena).await;
        let known = json!({ "phone": "+380447654321", "name": "=Anna" });
        olena.patch(&format!("/api/v1/people/{}", t.cast.anna), known).await.expect_status(200);
        let files = unpacked(olena.get("/api/v1/account/export").await.expect_status(200).raw);
        let people = text(&files, "people.csv");
        assert!(people.contains(",+380 4476 54321,") && people.contains(",'=Anna,"), "{people}");
    }

    // G03, G06: whoever is to be gone by now is a number in it, though the round did not come by yet.
    async fn the_export_names_nobody_whose_day_has_come(t) {
        anna_leaves(t).await;
        let olena = t.api(t.cast.olena).await;
        act(&olena, t.cast.anna, "erase").await.expect_status(200);
        t.clock.advance(30 * DAY);
        let files = unpacked(t.api(t.cast.olena).await.get("/api/v1/account/export").await.expect_status(200).raw);
        for (name, bytes) in &files {
            let text = String::from_utf8_lossy(bytes);
            assert!(!text.contains("Melnyk") && !text.contains("Lviv") && !text.contains("anna@"), "{name}: {text}");
        }
        assert!(text(&files, "people.csv").contains(&format!("#{}", t.cast.anna)));
    }

    // G06: what began on the last day and did not end before the tables are emptied breaks off; afterwards nothing begins.
    async fn an_export_over_which_the_day_comes_breaks_off(t) {
        work(t).await;
        close(t, t.cast.olena).await.expect_status(201);
        let ctx = t.ctx(t.cast.olena).await;
        let mut pieces = work::exports::take(&ctx).await.unwrap();
        let mut archive = people::erasure::archive::take(&ctx, t.cast.borys).await.unwrap();
        until_the_day(t, 0).await;
        for begins_late in [work::exports::take(&ctx).await.err(), people::erasure::archive::take(&ctx, t.cast.borys).await.err()] {
            assert!(matches!(begins_late, Some(base::Error::Conflict(ref problem)) if problem.key == "error-closing-over"), "{begins_late:?}");
        }
        smena::housekeeping::round(&t.app).await.unwrap();
        for file in [&mut pieces, &mut archive] {
            let mut last = None;
            while let Some(piece) = file.recv().await {
                last = Some(piece);
            }
            assert!(matches!(last, Some(Err(_))), "it ended well");
        }
    }

    async fn a_page_of_rows_is_not_the_end_of_them(t) {
        let anna = t.api(t.cast.anna).await;
        for n in 0..501 {
            anna.post_json("/api/v1/tasks", json!({ "title": format!("Call {n}"), "due_at": "2026-12-01T10:00:00Z" })).await.expect_status(201);
        }
        let files = unpacked(t.api(t.cast.olena).await.get("/api/v1/account/export").await.raw);
        assert_eq!(text(&files, "tasks.csv").lines().count(), 502);
        assert!(text(&files, "journal.jsonl").lines().count() > 501);
    }

    // Whoever is no administrator takes nothing; an old sign-in is asked; while the company closes it can be taken.
    async fn administrators_alone_take_it_also_while_the_company_closes(t) {
        for person in [t.cast.borys, t.cast.hlib] {
            t.api(person).await.get("/api/v1/account/export").await.expect_problem(403, "denied");
            t.page(person).await.get("/settings/export").await.expect_status(403);
            t.page(person).await.post("/settings/export", &[]).await.expect_status(403);
        }
        let olena = t.api(t.cast.olena).await;
        close(t, t.cast.olena).await.expect_status(201);
        unpacked(olena.get("/api/v1/account/export").await.expect_status(200).raw);
        t.api(t.cast.borys).await.get("/api/v1/account/export").await.expect_problem(403, "company_closing");
        let page = t.page(t.cast.olena).await;
        t.clock.advance(base::authz::PROOF_MS);
        page.post("/settings/export", &[]).await.expect_status(403).expect_text("Is it you?");
        olena.delete(PATH).await.expect_status(204);
    }

    // The operator takes it at the machine.
    async fn the_command_line_writes_it_into_a_file(t) {
        work(t).await;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("all.zip");
        let account = t.cast.account.to_string();
        let done = run(&t.url, &["--lang", "ru", "export", "--account", &account, "--out", file.to_str().unwrap()]);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let files = unpacked(std::fs::read(&file).unwrap());
        assert!(text(&files, "README.txt").contains("Компания: Svitanok Ltd"));
        assert!(text(&files, "deals.csv").contains("Lanterns"));
    }

    // Whoever adds a table says whether it goes along, and the page of words says what is in it.
    async fn every_table_is_in_the_export_or_said_to_be_left_out(t) {
        let mut there: BTreeSet<&str> = LEFT_OUT.iter().copied().collect();
        for table in work::exports::TABLES {
            let from = table.sql.split(" from ").nth(1).unwrap().split_whitespace().next().unwrap();
            assert!(there.insert(from), "{from} is in it twice, or left out and in it");
            for lang in [Lang::En, Lang::Ru, Lang::Uk] {
                let readme = t.app.words.say(lang).with("exports-readme", &[("account", "".into()), ("at", "".into())]);
                assert!(readme.contains(&format!("{}.csv", table.name)), "{lang:?}: {}", table.name);
            }
        }
        assert_eq!(there, t.app.tables.iter().copied().collect());
    }
}
