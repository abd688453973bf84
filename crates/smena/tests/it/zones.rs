//! The language and the time zone of one person: chosen by themselves or by an administrator, and followed by every day
//! and hour they read or type. What is the company's stays the company's, and what is planned keeps its moment.

use base::jobs;
use serde_json::{Value as Json, json};

use crate::app::{Client, NOW, TestApp};
use crate::on_both;
use crate::post_office::PostOffice;

const HOUR: i64 = 3_600_000;

/// Chooses on the own card.
async fn choose(page: &Client, lang: &str, zone: &str) {
    let form = [("lang", lang), ("zone", zone)];
    assert_eq!(page.post("/me/language-and-time", &form).await.expect_status(303).location(), "/me");
}

/// What the form on the own card would send of the field.
fn chosen(card: &str, field: &str) -> String {
    let form = card.split("action=\"/me/language-and-time\"").nth(1).unwrap();
    let select = form.split(&format!("name=\"{field}\"")).nth(1).unwrap().split("</select>").next().unwrap();
    let options = select.split("<option value=\"").skip(1).filter_map(|option| option.split_once('"'));
    let mut selected =
        options.filter(|(_, rest)| rest.split('>').next().is_some_and(|tag| tag.contains("selected")));
    selected.next().map(|(value, _)| value.to_owned()).unwrap_or_default()
}

async fn task(program: &Client, title: &str, due_at: &str) -> i64 {
    let task = json!({ "title": title, "due_at": due_at });
    program.post_json("/api/v1/tasks", task).await.expect_status(201).json()["id"].as_i64().unwrap()
}

/// The fields of the last change in the journal, with before and after.
async fn last_changes(t: &TestApp) -> Vec<(String, Option<String>, Option<String>)> {
    let events = t.operator().read(|tx| base::journal::page(tx, None, 1)).await.unwrap();
    let Some(base::Event::PersonChanged { changes, .. }) = &events[0].event else { panic!("{events:?}") };
    changes.iter().map(|c| (c.field.clone(), c.before.clone(), c.after.clone())).collect()
}

/// The company's settings with another zone.
async fn move_company(page: &Client, zone: &str) -> String {
    let settings = page.get("/settings").await.expect_status(200);
    let version = settings.fields().into_iter().find(|(name, _)| name == "version").unwrap().1;
    let form = [
        ("name", "Svitanok Ltd"),
        ("lang", "en"),
        ("zone", zone),
        ("currency", "EUR"),
        ("version", &version),
    ];
    let told = page.post("/settings", &form).await.expect_status(303).cookie("smena_notice").unwrap();
    match &kit::cursor::decode(&told).unwrap()[..] {
        [_, kit::cursor::CursorPart::Text(text)] => text.clone(),
        other => panic!("{other:?}"),
    }
}

on_both! {
    async fn everybody_reads_days_and_hours_in_the_zone_of_their_own_choice(t) {
        let program = t.api(t.cast.anna).await;
        let call = task(&program, "Call", "2026-11-23T20:00:00Z").await;
        let (anna, olena) = (t.page(t.cast.anna).await, t.page(t.cast.olena).await);
        anna.get("/tasks").await.expect_text("23 Nov 2026, 22:00").expect_text("Today</th>").expect_no_text("Tomorrow</th>");
        choose(&anna, "ru", "Asia/Almaty").await;
        // The deadline is past midnight there.
        anna.get("/tasks").await.expect_text("24 нояб. 2026, 01:00").expect_text("Завтра</th>").expect_no_text("Сегодня</th>");
        anna.get(&format!("/tasks/{call}")).await.expect_text("24 нояб. 2026, 01:00");
        olena.get("/tasks").await.expect_text("23 Nov 2026, 22:00").expect_text("Today</th>");
        // Programs read the same as ever, and days that they name are the person's.
        assert_eq!(program.get(&format!("/api/v1/tasks/{call}")).await.json()["due_at"], "2026-11-23T20:00:00Z");
        let due_by = "/api/v1/tasks?due_by=2026-11-23";
        assert_eq!(program.get(due_by).await.json()["items"], json!([]));
        assert_eq!(t.api(t.cast.olena).await.get(due_by).await.json()["items"].as_array().unwrap().len(), 1);
    }

    async fn what_one_types_is_meant_in_ones_own_zone_and_the_page_says_so(t) {
        let anna = t.page(t.cast.anna).await;
        anna.get("/tasks/new").await.expect_status(200).expect_no_text("Your time zone");
        choose(&anna, "en", "Asia/Almaty").await;
        anna.get("/tasks/new").await.expect_text("Your time zone: Asia/Almaty; the company’s: Europe/Kyiv.");
        let form = [("title", "Call"), ("due_at", "2026-11-25T10:00"), ("once", "z1")];
        let card = anna.post("/tasks", &form).await.expect_status(303).location();
        let program = t.api(t.cast.anna).await;
        assert_eq!(program.get(&format!("/api/v1{card}")).await.json()["due_at"], "2026-11-25T05:00:00Z");
        anna.get(&format!("{card}/edit")).await.expect_text("value=\"2026-11-25T10:00\"");
        // The journal is one for all: it tells the company's time.
        let edited = [("title", "Call"), ("due_at", "2026-11-25T11:00"), ("version", "1"), ("once", "z2")];
        anna.post(&card, &edited).await.expect_status(303);
        t.page(t.cast.olena).await.get(&card).await.expect_text("2026-11-25 08:00");
    }

    async fn language_and_zone_are_chosen_on_the_own_card(t) {
        let (anna, program) = (t.page(t.cast.anna).await, t.api(t.cast.anna).await);
        anna.get("/me").await.expect_text("Language and time zone").expect_text("As the company: Europe/Kyiv");
        choose(&anna, "uk", "America/New_York").await;
        assert_eq!(last_changes(t).await, [
            ("lang".into(), None, Some("uk".into())),
            ("zone".into(), None, Some("America/New_York".into())),
        ]);
        anna.get("/me").await.expect_text("Мова та часовий пояс");
        let me = program.get("/api/v1/me").await.json();
        assert_eq!((&me["own_lang"], &me["own_zone"]), (&json!("uk"), &json!("America/New_York")));
        assert_eq!((&me["zone"], &me["account_zone"]), (&json!("America/New_York"), &json!("Europe/Kyiv")));
        // Back to the company's; a program does the same.
        choose(&anna, "uk", "").await;
        assert_eq!(program.get("/api/v1/me").await.json()["zone"], "Europe/Kyiv");
        program.patch("/api/v1/me", json!({ "zone": "Asia/Tokyo" })).await.expect_status(204);
        let me = program.get("/api/v1/me").await.json();
        assert_eq!((&me["own_lang"], &me["zone"]), (&json!("uk"), &json!("Asia/Tokyo")));
        program.patch("/api/v1/me", json!({ "lang": null, "zone": null })).await.expect_status(204);
        assert_eq!(program.get("/api/v1/me").await.json()["own_lang"], Json::Null);
    }

    // The zone alone: the language stays what the browser asks for.
    async fn saving_the_zone_leaves_the_language_to_the_browser(t) {
        let (anna, program) = (t.page(t.cast.anna).await, t.api(t.cast.anna).await);
        let own = async || program.get("/api/v1/me").await.json()["own_lang"].clone();
        assert_eq!(own().await, Json::Null);
        let page = anna.get("/me").await.expect_status(200).expect_text("What your browser asks for");
        choose(&anna, &chosen(&page.body, "lang"), "Asia/Almaty").await;
        assert_eq!(last_changes(t).await, [("zone".to_owned(), None, Some("Asia/Almaty".to_owned()))]);
        assert_eq!(own().await, Json::Null);
        // What was chosen is chosen still, and can be left to the browser again.
        choose(&anna, "uk", "").await;
        assert_eq!(chosen(&anna.get("/me").await.body, "lang"), "uk");
        choose(&anna, "", "").await;
        assert_eq!(own().await, Json::Null);
    }

    async fn what_is_no_language_or_zone_is_refused(t) {
        let (anna, program) = (t.page(t.cast.anna).await, t.api(t.cast.anna).await);
        for (lang, zone) in [("en", "Mars/Base"), ("tlh", ""), ("en", "<script>alert(1)</script>"), ("en", "../../etc/passwd")] {
            let page = anna.post("/me/language-and-time", &[("lang", lang), ("zone", zone)]).await.expect_status(422);
            page.expect_no_text("<script>alert(1)");
        }
        let wrong = json!({ "lang": "tlh", "zone": "Mars/Base" });
        let said = program.patch("/api/v1/me", wrong.clone()).await.expect_status(422).json();
        let fields: Vec<&str> = said["errors"].as_array().unwrap().iter().map(|e| e["field"].as_str().unwrap()).collect();
        assert_eq!(fields, ["lang", "zone"]);
        let of_vira = format!("/api/v1/people/{}", t.cast.vira);
        t.api(t.cast.olena).await.patch(&of_vira, wrong).await.expect_status(422);
        program.patch(&of_vira, json!({ "zone": "Asia/Tokyo" })).await.expect_status(403);
        assert_eq!(t.api(t.cast.olena).await.get(&of_vira).await.json()["zone"], Json::Null);
    }

    async fn an_administrator_sets_both_for_whom_they_add_or_change(t) {
        let (page, program) = (t.page(t.cast.olena).await, t.api(t.cast.olena).await);
        let form = [("name", "Aigul Nurlan"), ("email", "aigul@svitanok.example"), ("lang", "ru"), ("zone", "Asia/Almaty"),
            ("entry", "link"), ("once", "a1")];
        page.post("/people", &form).await.expect_status(200);
        let added = program.get("/api/v1/people?q=aigul").await.json()["items"][0].clone();
        assert_eq!((&added["lang"], &added["zone"]), (&json!("ru"), &json!("Asia/Almaty")));
        let id = &added["id"];
        page.get(&format!("/people/{id}")).await.expect_text("Asia/Almaty").expect_text("Русский");
        page.get(&format!("/people/{id}/edit")).await.expect_text("<option value=\"Asia/Almaty\" selected>");
        // Whoever doesn't speak of it changes nothing of it.
        program.patch(&format!("/api/v1/people/{id}"), json!({ "phone": "+7 701 123 45 67" })).await.expect_status(200);
        let plain = [("name", "Aigul Nurlan"), ("email", "aigul@svitanok.example"), ("version", "2"), ("once", "a2")];
        page.post(&format!("/people/{id}"), &plain).await.expect_status(303);
        let changed = program.patch(&format!("/api/v1/people/{id}"), json!({ "zone": null, "lang": "uk" })).await;
        let changed = changed.expect_status(200).json();
        assert_eq!((&changed["lang"], &changed["zone"]), (&json!("uk"), &Json::Null));
        assert_eq!(last_changes(t).await, [
            ("lang".into(), Some("ru".into()), Some("uk".into())),
            ("zone".into(), Some("Asia/Almaty".into()), None),
        ]);
        let body = json!({ "name": "Daniyar Omar", "login": "daniyar", "zone": "asia/almaty", "lang": "ru" });
        assert_eq!(program.post_json("/api/v1/people", body).await.expect_status(201).json()["zone"], "Asia/Almaty");
    }

    async fn letters_tell_the_hour_of_whom_they_go_to(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        let olena = t.api(t.cast.olena).await.at(app.clone());
        let body = json!({ "name": "Aigul Nurlan", "email": "aigul@svitanok.example", "lang": "ru", "zone": "Asia/Almaty" });
        olena.post_json("/api/v1/people", body).await.expect_status(201);
        jobs::run_due(&app).await.unwrap();
        let letter = office.letter();
        assert_eq!(letter.header("Content-Language"), "ru");
        assert!(letter.text().contains("26 нояб. 2026, 14:00 (Asia/Almaty)"), "{}", letter.text());
    }

    async fn a_departure_happens_at_its_moment_whatever_becomes_of_zones(t) {
        let page = t.page(t.cast.olena).await;
        choose(&page, "en", "Asia/Almaty").await;
        let (anna, vira) = (t.cast.anna.to_string(), t.cast.vira.to_string());
        let asked = page.get(&format!("/handovers/new?person={anna}&mode=departure")).await;
        asked.expect_text("Your time zone: Asia/Almaty; the company’s: Europe/Kyiv.");
        // 16:00 in Almaty is two hours from now.
        let form = [("person", anna.as_str()), ("mode", "departure"), ("successor", &vira), ("when", "later"),
            ("at", "2026-11-23T16:00"), ("once", "d1")];
        let address = page.post("/handovers/new", &form).await.expect_status(303).location();
        page.get(&address).await.expect_text("23 Nov 2026, 16:00");
        t.page(t.cast.olena).await.get(&format!("/people/{anna}")).await.expect_text("23 Nov 2026, 16:00");
        choose(&page, "en", "").await;
        page.get(&address).await.expect_text("23 Nov 2026, 13:00");
        move_company(&page, "America/New_York").await;
        page.get(&address).await.expect_text("23 Nov 2026, 06:00");
        let status = async || t.api(t.cast.olena).await.get(&format!("/api/v1/people/{anna}")).await.json()["status"].clone();
        t.clock.advance(2 * HOUR - 1_000);
        jobs::run_due(&t.app).await.unwrap();
        assert_eq!(status().await, "active");
        t.clock.advance(1_000);
        jobs::run_due(&t.app).await.unwrap();
        assert_eq!(status().await, "departed");
    }

    async fn who_moves_the_company_hears_of_what_is_planned(t) {
        let (page, program) = (t.page(t.cast.olena).await, t.api(t.cast.olena).await);
        let quiet = move_company(&page, "Europe/Berlin").await;
        assert!(!quiet.contains("planned"), "{quiet}");
        let plan = json!({ "successor": t.cast.vira, "at": kit::date::to_rfc3339(NOW + 2 * HOUR) });
        program.post_json(&format!("/api/v1/people/{}/departure", t.cast.anna), plan).await.expect_status(202);
        let same = move_company(&page, "Europe/Berlin").await;
        assert!(!same.contains("planned"), "{same}");
        let told = move_company(&page, "Europe/Kyiv").await;
        assert!(told.contains("planned"), "{told}");
        t.clock.advance(2 * HOUR);
        jobs::run_due(&t.app).await.unwrap();
    }

    async fn a_cover_is_for_days_of_the_company_and_keeps_its_end(t) {
        let anna = t.page(t.cast.anna).await;
        choose(&anna, "en", "Asia/Almaty").await;
        let (path, vira) = (format!("/people/{}/cover", t.cast.anna), t.cast.vira.to_string());
        let typed = [("stand_in", vira.as_str()), ("what", "all"), ("from", "2026-11-24"), ("until", "2026-11-27"), ("once", "c1")];
        anna.post(&path, &typed).await.expect_status(303);
        let covers = format!("/api/v1/people/{}/covers", t.cast.anna);
        let program = t.api(t.cast.anna).await;
        assert_eq!(program.get(&covers).await.json()["items"][0]["until"], "2026-11-27T22:00:00Z");
        // The same last day for everybody, wherever they are.
        anna.get("/covers").await.expect_text("27 Nov 2026").expect_no_text("28 Nov 2026");
        t.page(t.cast.vira).await.get("/covers").await.expect_text("27 Nov 2026");
        move_company(&t.page(t.cast.olena).await, "America/New_York").await;
        let state = async || program.get(&covers).await.json()["items"][0]["state"].clone();
        t.clock.advance((4 * 24 + 13) * HOUR - 1_000);
        assert_eq!(state().await, "running");
        t.clock.advance(1_000);
        jobs::run_due(&t.app).await.unwrap();
        assert_eq!(state().await, "over");
    }
}
