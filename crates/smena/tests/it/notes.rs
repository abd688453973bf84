//! Notes to the successor, on records and about all the work; and what is urgent.

use serde_json::{Value as Json, json};

use crate::app::{Client, TestApp};
use crate::on_both;

const DAY: i64 = 24 * 3_600_000;

async fn made(program: &Client, path: &str, body: Json) -> i64 {
    program.post_json(path, body).await.expect_status(201).json()["id"].as_i64().unwrap()
}

async fn note(program: &Client, record: &str, text: &str) -> crate::app::Answer {
    program.json(axum::http::Method::PUT, &format!("/api/v1/notes/{record}"), json!({"note": text})).await
}

async fn tell(program: &Client, person: i64, text: &str) -> crate::app::Answer {
    let address = format!("/api/v1/people/{person}/handing-over");
    program.json(axum::http::Method::PUT, &address, json!({"note": text})).await
}

async fn depart(program: &Client, person: i64, successor: i64) -> i64 {
    made(program, &format!("/api/v1/people/{person}/departure"), json!({"successor": successor})).await
}

/// What presses, by word: how many.
fn pressing(told: &Json) -> Vec<(String, i64)> {
    let one = |one: &Json| (one["what"].as_str().unwrap().to_owned(), one["count"].as_i64().unwrap());
    told["urgent"].as_array().unwrap().iter().map(one).collect()
}

fn words(list: &[(&str, i64)]) -> Vec<(String, i64)> {
    list.iter().map(|(word, n)| ((*word).to_owned(), *n)).collect()
}

/// Anna has an overdue task, a deal to close this month and one to close later, a contact.
async fn pressing_work(t: &TestApp, program: &Client) -> (i64, i64) {
    let anna = t.cast.anna;
    let task = json!({"title": "Call Marta", "due_at": "2026-11-20T09:00:00Z", "responsible_id": anna});
    let task = made(program, "/api/v1/tasks", task).await;
    let deal = json!({"title": "Boiler", "closes_on": "2026-11-30", "responsible_id": anna});
    let deal = made(program, "/api/v1/deals", deal).await;
    let later = json!({"title": "Roof", "closes_on": "2026-12-01", "responsible_id": anna});
    made(program, "/api/v1/deals", later).await;
    made(program, "/api/v1/contacts", json!({"name": "Nadia", "responsible_id": anna})).await;
    (task, deal)
}

on_both! {
    async fn the_successor_reads_the_note_first_and_what_is_urgent_next(t) {
        let program = t.api(t.cast.olena).await;
        let (task, deal) = pressing_work(t, &program).await;
        let anna = t.api(t.cast.anna).await;
        note(&anna, &format!("task/{task}"), "She only answers in the morning.").await.expect_status(200);
        tell(&anna, t.cast.anna, "The key is with Hlib.\nCall Nadia first.").await.expect_status(200);
        let id = depart(&program, t.cast.anna, t.cast.vira).await;
        let page = t.page(t.cast.vira).await.get(&format!("/received/{id}")).await.expect_status(200);
        let at = |text: &str| page.body.find(text).unwrap_or_else(|| panic!("{text} is missing: {}", page.body));
        assert!(at("The key is with Hlib.") < at("Overdue tasks"));
        assert!(at("Overdue tasks") < at("Deals to close this month") && at("Deals to close this month") < at("What moved"));
        assert!(at("Call Marta") < at("Anna Melnyk: She only answers in the morning."));
        let lists = [
            format!("/tasks?state=overdue&amp;handover_id={id}&amp;responsible_id={}", t.cast.vira),
            format!("/deals?closes_by=2026-11-30&amp;handover_id={id}&amp;responsible_id={}", t.cast.vira),
        ];
        for list in lists {
            at(&list);
            t.page(t.cast.vira).await.get(&list.replace("&amp;", "&")).await.expect_status(200).expect_no_text("Roof");
        }
        let narrowed = format!("/deals?closes_by=2026-11-30&handover_id={id}");
        t.page(t.cast.vira).await.get(&narrowed).await.expect_text("Only open deals to close by 30 Nov 2026.");
        let told = t.api(t.cast.vira).await.get(&format!("/api/v1/received/{id}")).await.expect_status(200).json();
        assert_eq!(told["note"]["note"], "The key is with Hlib.\nCall Nadia first.");
        assert_eq!(pressing(&told), words(&[("overdue", 1), ("closing", 1)]));
        assert_eq!(told["urgent"][1]["items"][0]["id"], deal);
        // The report has both, and says how many notes stand on records.
        let report = program.get(&format!("/api/v1/handovers/{id}")).await.json();
        assert_eq!((&report["note"]["author_id"], &report["record_notes"]), (&json!(t.cast.anna), &json!(1)));
        // A month on, the contact has not been touched for long; the successor sees that, too.
        t.clock.advance(31 * DAY);
        let told = t.api(t.cast.vira).await.get(&format!("/api/v1/received/{id}")).await.json();
        assert_eq!(pressing(&told), words(&[("overdue", 1), ("closing", 2), ("unchanged", 1)]));
        t.page(t.cast.vira).await.get("/contacts?unchanged=true").await.expect_text("Nadia").expect_text("Only contacts that nobody has changed");
        let list = t.api(t.cast.vira).await.get("/api/v1/contacts?unchanged=true").await.expect_status(200).json();
        assert_eq!(list["count"], 1);
    }

    async fn a_note_goes_with_the_record_and_is_put_away_by_its_holder(t) {
        let program = t.api(t.cast.olena).await;
        let deal = made(&program, "/api/v1/deals", json!({"title": "Boiler", "responsible_id": t.cast.anna})).await;
        let version = program.get(&format!("/api/v1/deals/{deal}")).await.json()["version"].clone();
        let anna = t.page(t.cast.anna).await;
        let path = format!("/notes/deal/{deal}");
        anna.get(&format!("/deals/{deal}")).await.expect_status(200).expect_text("Note to the successor");
        anna.post(&path, &[("note", "Never before noon.")]).await.expect_status(303);
        anna.post(&path, &[("note", "Never before ten.")]).await.expect_status(303);
        // It changed nothing of the deal.
        assert_eq!(program.get(&format!("/api/v1/deals/{deal}")).await.json()["version"], version);
        depart(&program, t.cast.anna, t.cast.vira).await;
        let vira = t.page(t.cast.vira).await;
        let card = vira.get(&format!("/deals/{deal}")).await.expect_status(200);
        let card = card.expect_text("Never before ten.").expect_no_text("Never before noon.");
        card.expect_text("Anna Melnyk, <time").expect_text("wrote a note to the successor");
        let notes = t.api(t.cast.vira).await.get(&format!("/api/v1{path}")).await.expect_status(200).json();
        let id = notes["notes"][0]["id"].as_i64().unwrap().to_string();
        vira.post(&format!("{path}/done"), &[("note", &id)]).await.expect_status(303);
        vira.get(&format!("/deals/{deal}")).await.expect_no_text("Never before ten.");
        vira.post(&format!("{path}/done"), &[("note", &id)]).await.expect_status(404);
        // By the API the same: written, and emptied.
        let api = t.api(t.cast.vira).await;
        note(&api, &format!("deal/{deal}"), "Mine").await.expect_status(200).expect_text("Mine");
        assert_eq!(note(&api, &format!("deal/{deal}"), "").await.expect_status(200).json(), json!({"notes": []}));
        note(&api, &format!("deal/{deal}"), " ").await.expect_status(422);
    }

    async fn who_may_not_see_a_record_sees_no_note_and_writes_none(t) {
        let program = t.api(t.cast.olena).await;
        let deal = made(&program, "/api/v1/deals", json!({"title": "Boiler", "responsible_id": t.cast.borys})).await;
        let path = format!("deal/{deal}");
        note(&t.api(t.cast.borys).await, &path, "Keep calm").await.expect_status(200);
        for stranger in [t.cast.vira, t.cast.zoryana] {
            let stranger = t.api(stranger).await;
            stranger.get(&format!("/api/v1/notes/{path}")).await.expect_status(404).expect_no_text("Keep calm");
            note(&stranger, &path, "x").await.expect_status(404);
        }
        // An observer reads it and can't write.
        let hlib = t.api(t.cast.hlib).await;
        hlib.get(&format!("/api/v1/notes/{path}")).await.expect_status(200).expect_text("Keep calm");
        note(&hlib, &path, "x").await.expect_status(403);
        t.page(t.cast.hlib).await.get(&format!("/deals/{deal}")).await.expect_text("Keep calm").expect_no_text("Write a note");
        for nothing in ["deal/77", "bin/77", "lamp/77"] {
            program.get(&format!("/api/v1/notes/{nothing}")).await.expect_status(404);
        }
    }

    async fn a_note_that_is_too_long_is_refused_with_a_clear_word(t) {
        let program = t.api(t.cast.olena).await;
        let deal = made(&program, "/api/v1/deals", json!({"title": "Boiler", "responsible_id": t.cast.anna})).await;
        let anna = t.api(t.cast.anna).await;
        let refused = note(&anna, &format!("deal/{deal}"), &"x".repeat(2_001)).await.expect_status(422).json();
        assert_eq!(refused["errors"][0]["field"], "note", "{refused}");
        tell(&anna, t.cast.anna, &"x".repeat(10_001)).await.expect_status(422);
        let long = "long ".repeat(2_001);
        let page = t.page(t.cast.anna).await.post("/handing-over", &[("note", &long)]).await.expect_status(422);
        // Nothing typed is lost.
        page.expect_text("long long").expect_text("This is too long.");
    }

    async fn the_one_who_leaves_and_who_manages_people_see_what_is_urgent_before(t) {
        let program = t.api(t.cast.olena).await;
        let own = t.page(t.cast.anna).await;
        own.get("/handing-over").await.expect_status(200).expect_text("Nothing is urgent now.").expect_text("No notes on single records.");
        pressing_work(t, &program).await;
        own.get("/me").await.expect_status(200).expect_text("/handing-over");
        own.get("/handing-over").await.expect_text("Overdue tasks").expect_text("Call Marta").expect_text("Boiler").expect_no_text("Roof");
        own.post("/handing-over", &[("note", "Ask Hlib.")]).await.expect_status(303);
        let page = t.page(t.cast.olena).await;
        let dialog = page.get(&format!("/handovers/new?person={}&mode=departure", t.cast.anna)).await.expect_status(200);
        let dialog = dialog.expect_text("1 overdue task, 1 deal to close this month").expect_text("There is a note to the successor");
        dialog.expect_text(&format!("/people/{}/handing-over", t.cast.anna));
        // Who manages people may add to it.
        let of = format!("/people/{}/handing-over", t.cast.anna);
        page.get(&of).await.expect_status(200).expect_text("Ask Hlib.").expect_text("Anna Melnyk");
        page.post(&of, &[("note", "Ask Hlib or Borys.")]).await.expect_status(303);
        own.get("/handing-over").await.expect_text("Ask Hlib or Borys.").expect_text("Olena Bondar");
        // Nobody else.
        t.page(t.cast.vira).await.get(&of).await.expect_status(403);
        t.api(t.cast.vira).await.get(&format!("/api/v1{of}")).await.expect_status(403).expect_no_text("Ask Hlib");
        t.api(t.cast.zoryana).await.get(&format!("/api/v1{of}")).await.expect_status(404);
    }

    // A hand-over has the note of its moment, whatever is written since.
    async fn a_report_keeps_the_note_of_its_moment(t) {
        let program = t.api(t.cast.olena).await;
        pressing_work(t, &program).await;
        tell(&program, t.cast.anna, "First").await.expect_status(200);
        t.clock.advance(1_000);
        let body = json!({"successor": t.cast.vira});
        let first = made(&program, &format!("/api/v1/people/{}/handover", t.cast.anna), body).await;
        t.clock.advance(1_000);
        tell(&program, t.cast.anna, "Second").await.expect_status(200);
        t.clock.advance(1_000);
        let second = depart(&program, t.cast.anna, t.cast.vira).await;
        for (id, text) in [(first, "First"), (second, "Second")] {
            let page = t.page(t.cast.olena).await.get(&format!("/handovers/{id}")).await.expect_status(200);
            page.expect_text(text);
            let report = program.get(&format!("/api/v1/handovers/{id}")).await.json();
            assert_eq!(report["note"]["note"], text);
        }
        // Who has left tells nothing any more.
        tell(&program, t.cast.anna, "Third").await.expect_problem(409, "already_departed");
        let got = t.page(t.cast.borys).await;
        got.get(&format!("/received/{first}")).await.expect_status(404).expect_no_text("First");
    }

    // The month is that of the account's place: in Kyiv it is December two hours before it is in Greenwich.
    async fn this_month_ends_where_the_account_is(t) {
        let program = t.api(t.cast.olena).await;
        pressing_work(t, &program).await;
        let ends = kit::date::parse("2026-11-30T22:00:00Z").unwrap();
        let handing = format!("/api/v1/people/{}/handing-over", t.cast.anna);
        t.clock.advance(ends - crate::app::NOW - 1);
        let program = t.api(t.cast.olena).await;
        assert_eq!(pressing(&program.get(&handing).await.json())[1], ("closing".to_owned(), 1));
        t.clock.advance(1);
        assert_eq!(pressing(&program.get(&handing).await.json())[1], ("closing".to_owned(), 2));
    }

    async fn a_deal_has_a_day_on_which_it_is_to_close(t) {
        let anna = t.api(t.cast.anna).await;
        let deal = made(&anna, "/api/v1/deals", json!({"title": "Boiler", "closes_on": "2026-12-24"})).await;
        let address = format!("/api/v1/deals/{deal}");
        let told = anna.get(&address).await.json();
        assert_eq!(told["closes_on"], "2026-12-24");
        anna.patch(&address, json!({"version": 1, "closes_on": "24.12.2026"})).await.expect_status(422);
        anna.patch(&address, json!({"version": 7, "closes_on": null})).await.expect_problem(409, "stale");
        let list = anna.get("/api/v1/deals?closes_by=2026-12-23").await.expect_status(200).json();
        assert_eq!(list["count"], 0);
        let list = anna.get("/api/v1/deals?closes_by=2026-12-24").await.json();
        assert_eq!((&list["count"], &list["items"][0]["id"]), (&json!(1), &json!(deal)));
        let page = t.page(t.cast.anna).await;
        page.get(&format!("/deals/{deal}")).await.expect_text("To close on").expect_text("24 Dec 2026");
        page.get(&format!("/deals/{deal}/edit")).await.expect_text("value=\"2026-12-24\"");
        // In the bin and back, it is still there.
        anna.delete(&address).await.expect_status(204);
        page.post(&format!("/bin/{deal}/restore"), &[]).await.expect_status(303);
        let told = anna.get(&address).await.json();
        assert_eq!(told["closes_on"], "2026-12-24");
        let version = told["version"].clone();
        let emptied = anna.patch(&address, json!({"version": version, "closes_on": null})).await.expect_status(200);
        assert_eq!(emptied.json()["closes_on"], Json::Null);
        page.get(&format!("/deals/{deal}")).await.expect_text("Expected to close");
    }

    async fn notes_go_for_good_with_the_record(t) {
        let anna = t.api(t.cast.anna).await;
        let deal = made(&anna, "/api/v1/deals", json!({"title": "Boiler"})).await;
        note(&anna, &format!("deal/{deal}"), "Keep").await.expect_status(200);
        anna.delete(&format!("/api/v1/deals/{deal}")).await.expect_status(204);
        t.page(t.cast.anna).await.post(&format!("/bin/{deal}/restore"), &[]).await.expect_status(303);
        anna.get(&format!("/api/v1/notes/deal/{deal}")).await.expect_status(200).expect_text("Keep");
        anna.delete(&format!("/api/v1/deals/{deal}")).await.expect_status(204);
        t.clock.advance(31 * DAY);
        assert_eq!(work::bin::purge(&t.operator()).await.unwrap(), 1);
        let left = t.operator().read(|tx| Ok(tx.query("select id from record_notes where account_id = $1", store::params![tx.account()])?.len())).await;
        assert_eq!(left.unwrap(), 0);
    }
}
