//! The archive of a person: everything about them and by them, and no secret.

use std::io::{Cursor, Read};

use std::collections::BTreeSet;

use kit::lang::Lang;
use serde_json::{Value as Json, json};

use super::{act, anna_leaves};
use crate::app::{Client, TestApp};
use crate::house_schema::{ACCESS, HELD, HISTORY};
use crate::on_both;

async fn files(client: &Client, address: &str) -> Vec<(String, String)> {
    let answer = client.get(address).await.expect_status(200);
    let mut zip = zip::ZipArchive::new(Cursor::new(answer.raw)).unwrap();
    let mut files = Vec::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        files.push((file.name().unwrap().into_owned(), text));
    }
    files
}

fn read<'a>(files: &'a [(String, String)], name: &str) -> &'a str {
    let found = files.iter().find(|(file, _)| file == name);
    found
        .map(|(_, text)| text.as_str())
        .unwrap_or_else(|| panic!("no {name} among {:?}", files.iter().map(|(n, _)| n).collect::<Vec<_>>()))
}

/// A table of the person's archive; nothing where they have none.
async fn table(t: &TestApp, person: i64, name: &str) -> String {
    let files = files(&t.api(t.cast.olena).await, &format!("/api/v1/people/{person}/archive")).await;
    files.into_iter().find(|(file, _)| file == name).map(|(_, text)| text).unwrap_or_default()
}

async fn record(program: &Client, path: &str, mut body: Json, holder: i64) -> (String, i64) {
    body["responsible_id"] = json!(holder);
    let made = program.post_json(&format!("/api/v1/{path}"), body).await.expect_status(201).json();
    (format!("/api/v1/{path}/{}", made["id"]), made["version"].as_i64().unwrap())
}

/// One record of each kind that somebody else makes for its holder.
async fn records(program: &Client, name: &str, holder: i64) -> Vec<(String, i64)> {
    let due = "2026-12-01T10:00:00Z";
    vec![
        record(program, "deals", json!({ "title": name }), holder).await,
        record(program, "contacts", json!({ "name": name }), holder).await,
        record(program, "companies", json!({ "name": name }), holder).await,
        record(program, "tasks", json!({ "title": name, "due_at": due }), holder).await,
    ]
}

const RECORDS: [&str; 4] = ["deals.csv", "contacts.csv", "companies.csv", "tasks.csv"];
const HOUR: i64 = 3_600_000;

/// Columns that name a person and lead to nothing in the archive.
const LEFT_OUT: &[&str] = &[
    // In person.json, or a picture.
    "department_members.person_id",
    "last_seen.person_id",
    "pictures.person_id",
    // How far something is, for programs of the product; what came of it is in the archive.
    "idempotency.person_id",
    "jobs.asked_by_person_id",
    "plan_portfolios.to_person_id",
    "plans.person_id",
    "plans.started_by_person_id",
    "portfolio_holders.holder_person_id",
    "portfolios.home_person_id",
    "queue_turns.last_person_id",
    "sign_in_choices.person_id",
    // What the person did with others' requests, letters, reviews and notes: the journal has it, the words are others'.
    "asks.ended_by_person_id",
    "letters.asked_by_person_id",
    "people.created_by",
    "record_notes.done_by",
    "reviews.begun_by_person_id",
    "reviews.ended_by_person_id",
    // Names a hand-over, no person.
    "handovers.undone_by",
];

on_both! {
    // G04: whoever adds a table or a column that names a person says whether it goes along; the page of words names each file.
    async fn every_column_that_names_a_person_is_in_the_archive_or_said_to_be_left_out(t) {
        let tables: Vec<_> = people::erasure::archive::TABLES.into_iter().flatten().collect();
        let words = |sql: &str| -> BTreeSet<String> {
            sql.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').map(str::to_owned).collect()
        };
        let read: Vec<BTreeSet<String>> = tables.iter().map(|table| words(table.sql)).collect();
        for declared in [HELD, HISTORY, ACCESS].concat() {
            let (table, column) = declared.split_once('.').unwrap();
            let there = read.iter().any(|words| words.contains(table) && words.contains(column));
            let out = LEFT_OUT.contains(&declared);
            assert!(there || out, "{declared} is neither in the archive nor left out");
        }
        let names: BTreeSet<&str> = tables.iter().map(|table| table.name).collect();
        assert_eq!(names.len(), tables.len(), "two tables of one name");
        for lang in [Lang::En, Lang::Ru, Lang::Uk] {
            let values = [("account", "".into()), ("id", "".into()), ("at", "".into())];
            let readme = t.app.words.say(lang).with("erasure-archive-readme", &values);
            for name in &names {
                assert!(readme.contains(&format!("{name}.csv")), "{lang:?}: {name}");
            }
            let named = readme.split(|c: char| c.is_whitespace() || c == ',' || c == ':').filter_map(|word| word.strip_suffix(".csv"));
            assert_eq!(named.collect::<BTreeSet<_>>(), names, "{lang:?} names what is not there");
        }
    }

    // G04: what Anna has now was never Borys's because he once had her work.
    async fn whoever_had_somebody_s_work_for_a_while_gets_nothing_of_what_came_later(t) {
        let (olena, anna, borys) = (t.api(t.cast.olena).await, t.cast.anna, t.cast.borys);
        records(&olena, "Before", anna).await;
        let binned = record(&olena, "deals", json!({ "title": "Binned before" }), anna).await;
        olena.delete(&binned.0).await.expect_status(204);
        t.clock.advance(HOUR);
        let departure = json!({ "successor": borys });
        let departure = olena.post_json(&format!("/api/v1/people/{anna}/departure"), departure).await.expect_status(201).json();
        t.clock.advance(HOUR);
        records(&olena, "Meanwhile", borys).await;
        olena.delete(&format!("/api/v1/departures/{}", departure["id"])).await.expect_status(200);
        t.clock.advance(HOUR);
        records(&olena, "Later", anna).await;
        let binned = record(&olena, "deals", json!({ "title": "Binned later" }), anna).await;
        olena.delete(&binned.0).await.expect_status(204);
        for file in RECORDS {
            let (of_borys, of_anna) = (table(t, borys, file).await, table(t, anna, file).await);
            assert!(of_borys.contains("Before") && of_borys.contains("Meanwhile"), "{file}: {of_borys}");
            assert!(!of_borys.contains("Later"), "{file}: {of_borys}");
            assert!(of_anna.contains("Before") && of_anna.contains("Later") && !of_anna.contains("Meanwhile"), "{file}: {of_anna}");
        }
        let (of_borys, of_anna) = (table(t, borys, "deleted.csv").await, table(t, anna, "deleted.csv").await);
        assert!(of_borys.contains("Binned before") && !of_borys.contains("Binned later"), "{of_borys}");
        assert!(of_anna.contains("Binned before") && of_anna.contains("Binned later"), "{of_anna}");
        assert!(table(t, borys, "held.csv").await.contains("contact"));
    }

    // G04: a record that went on to somebody else one by one was theirs until then.
    async fn a_record_that_was_assigned_away_stays_in_the_archive_of_who_held_it(t) {
        let (olena, anna, borys, vira) = (t.api(t.cast.olena).await, t.cast.anna, t.cast.borys, t.cast.vira);
        let made = records(&olena, "Lent", anna).await;
        let binned = record(&olena, "deals", json!({ "title": "Binned" }), anna).await;
        for (hours, to) in [(1, borys), (2, vira)] {
            t.clock.advance(hours * HOUR);
            for (address, version) in made.iter().chain([&binned]) {
                let body = json!({ "version": version + hours - 1, "responsible_id": to });
                olena.patch(address, body).await.expect_status(200);
            }
        }
        t.clock.advance(HOUR);
        olena.delete(&binned.0).await.expect_status(204);
        for file in RECORDS {
            for holder in [anna, borys, vira] {
                let found = table(t, holder, file).await;
                assert!(found.contains("Lent"), "{file} of {holder}: {found}");
            }
            assert!(!table(t, t.cast.hlib, file).await.contains("Lent"), "{file}");
        }
        for holder in [anna, borys, vira] {
            assert!(table(t, holder, "deleted.csv").await.contains("Binned"), "{holder}");
        }
        assert!(!table(t, t.cast.hlib, "deleted.csv").await.contains("Binned"));
    }

    // G04: forms and what came by them, triggers, open links, answers about others: what they made and said beside records.
    async fn the_archive_has_what_they_set_up_and_answered(t) {
        let (olena, anna) = (t.api(t.cast.olena).await, t.cast.anna);
        let settings = json!({ "own_rights": { "areas": { "settings": true, "people": true } } });
        olena.patch(&format!("/api/v1/people/{anna}"), settings).await.expect_status(200);
        let program = t.api(anna).await;
        let form = json!({ "name": "From the site", "responsible_id": t.cast.borys });
        program.post_json("/api/v1/forms", form).await.expect_status(201);
        let plan = json!({ "successor": t.cast.borys, "at": kit::date::to_rfc3339(crate::app::NOW + HOUR), "reason": "To Lviv" });
        let planned = olena.post_json(&format!("/api/v1/people/{anna}/departure"), plan).await.expect_status(202).json();
        olena.delete(&format!("/api/v1/planned-departures/{}", planned["id"])).await.expect_status(200);
        let review = olena.post_json("/api/v1/reviews", json!({ "due_at": kit::date::to_rfc3339(crate::app::NOW + 240 * HOUR) })).await.expect_status(201).json();
        t.by_hand("update review_lines set asked_person_id = $2, answer = 'needed', answered_at = 1 where account_id = $1
            and person_id = (select min(person_id) from review_lines where account_id = $1)", anna).await;
        assert!(table(t, anna, "forms.csv").await.contains("From the site"));
        assert!(table(t, t.cast.borys, "forms.csv").await.contains("From the site"));
        assert_eq!(table(t, t.cast.vira, "forms.csv").await, "");
        assert!(table(t, anna, "planned-departures.csv").await.contains("To Lviv"));
        let answers = table(t, anna, "review-answers.csv").await;
        assert!(answers.contains("needed") && answers.contains(&review["id"].to_string()), "{answers}");
        t.clock.advance(2 * HOUR);
        base::jobs::run_due(&t.app).await.unwrap();
    }

    // G03, G04: of somebody who is to be gone by now, another's archive says a number, though the round is late.
    async fn another_s_archive_names_nobody_whose_day_has_come(t) {
        anna_leaves(t).await;
        let olena = t.api(t.cast.olena).await;
        act(&olena, t.cast.anna, "erase").await.expect_status(200);
        t.clock.advance(30 * 24 * HOUR);
        let files = files(&t.api(t.cast.olena).await, &format!("/api/v1/people/{}/archive", t.cast.olena)).await;
        for (name, text) in &files {
            assert!(!text.contains("Melnyk") && !text.contains("Lviv"), "{name}: {text}");
        }
    }

    // G04
    async fn the_archive_has_everything_about_them_and_by_them_and_no_secret(t) {
        anna_leaves(t).await;
        let olena = t.api(t.cast.olena).await;
        act(&olena, t.cast.anna, "erase").await.expect_status(200);
        for (client, address) in [(&olena, "/api/v1/people"), (&t.page(t.cast.olena).await, "/people")] {
            let files = files(client, &format!("{address}/{}/archive", t.cast.anna)).await;
            let person: Json = serde_json::from_str(read(&files, "person.json")).unwrap();
            assert_eq!((&person["name"], &person["login"], &person["has_password"]), (&json!("Anna Melnyk"), &json!("anna.m"), &json!(true)));
            assert!(read(&files, "README.txt").contains("Svitanok Ltd"));
            assert!(read(&files, "deals.csv").contains("Lanterns"));
            assert!(read(&files, "comments.csv").contains("They want brass"));
            assert!(read(&files, "absences.csv").contains("Melnyk's wedding"));
            assert!(read(&files, "handovers.csv").contains("moves to Lviv"));
            assert!(read(&files, "journal.csv").contains("person_departed"));
            assert!(read(&files, "tokens.csv").contains("test"));
            assert!(!files.iter().any(|(name, _)| name == "letters.csv"), "there were no letters");
            assert!(files.iter().all(|(_, text)| !text.contains("argon2") && !text.contains("smn_")));
        }
        // The journal has who took it.
        t.page(t.cast.olena).await.get("/settings/journal").await.expect_text("Olena Bondar downloaded the archive of Anna Melnyk");
    }

    async fn a_page_of_rows_is_not_the_end_of_them(t) {
        let anna = t.api(t.cast.anna).await;
        for n in 0..501 {
            anna.post_json("/api/v1/tasks", json!({ "title": format!("Call {n}"), "due_at": "2026-12-01T10:00:00Z" })).await.expect_status(201);
        }
        let files = files(&t.api(t.cast.olena).await, &format!("/api/v1/people/{}/archive", t.cast.anna)).await;
        assert_eq!(read(&files, "tasks.csv").lines().count(), 502);
    }
}
