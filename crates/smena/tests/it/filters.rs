//! Filters said as words in the search line of lists, of the board, of the search over everything and of the palette.

use base::web::faults::form_encoded;
use kit::lang::Lang;
use serde_json::json;

use crate::app::{Answer, Client, TestApp};
use crate::browser::{Browser, Look};
use crate::deals::{id, make, stages};
use crate::on_both;
use crate::walkthrough::sign_in;

/// The list at this path, its line filled in.
async fn typed(client: &Client, path: &str, q: &str) -> Answer {
    client.get(&format!("{path}{}q={}", if path.contains('?') { '&' } else { '?' }, form_encoded(q))).await
}

/// Where the line leads.
async fn leads(client: &Client, path: &str, q: &str) -> String {
    typed(client, path, q).await.expect_status(303).location()
}

async fn pipeline(client: &Client, name: &str) -> i64 {
    id(&client.post_json("/api/v1/pipelines", json!({ "name": name })).await.expect_status(201).json())
}

on_both! {
    async fn words_become_the_filters_of_the_list_in_any_language(t) {
        let (olena, api) = (t.page(t.cast.olena).await, t.api(t.cast.olena).await);
        let stage = stages(&api).await;
        let offer = format!("stage_id={}", stage[2]);
        for q in ["stage:offer", "этап:offer", "ЕТАП:Off", "стадия:OFFER", "stage:\"offer\"", "стадія:«Offer»"] {
            assert_eq!(leads(&olena, "/deals", q).await, format!("/deals?{offer}"), "{q}");
        }
        assert_eq!(leads(&olena, "/deals", "big stage:offer lamp").await, format!("/deals?q=big%20lamp&{offer}"));
        assert_eq!(leads(&olena, "/deals/board", "stage:offer").await, format!("/deals/board?{offer}"));
        for (q, field) in [
            ("is:open", "open=true"), ("состояние:закрытые", "open=false"), ("стан:відкриті", "open=true"),
            ("closes:today", "closes_by=2026-11-23"), ("срок:завтра", "closes_by=2026-11-24"), ("термін:тиждень", "closes_by=2026-11-29"),
            ("due:overdue", "closes_by=2026-11-22"), ("closes:24.12.2026", "closes_by=2026-12-24"), ("closes:5.1.", "closes_by=2026-01-05"),
        ] {
            assert_eq!(leads(&olena, "/deals", q).await, format!("/deals?{field}"), "{q}");
        }
        for (q, field) in [("это:просроченные", "state=overdue"), ("is:done", "state=done"), ("due:overdue", "state=overdue"), ("due:today", "due_by=2026-11-23")] {
            assert_eq!(leads(&olena, "/tasks", q).await, format!("/tasks?{field}"), "{q}");
        }
        assert_eq!(leads(&olena, "/contacts", "is:unchanged").await, "/contacts?unchanged=true");
        let whose = |path: &str, person: i64| format!("{path}?responsible_id={person}");
        for path in ["/deals", "/contacts", "/companies", "/tasks"] {
            for (q, person) in [("responsible:anna", t.cast.anna), ("ответственный:\"Borys Kravets\"", t.cast.borys), ("відповідальний:я", t.cast.olena), ("holder:me", t.cast.olena), ("чьи:мои", t.cast.olena)] {
                assert_eq!(leads(&olena, path, q).await, whose(path, person), "{q}");
            }
        }
    }

    // The panel shows them as set, and only the rest stays in the line.
    async fn said_filters_are_the_filters_of_the_panel(t) {
        let (olena, api) = (t.page(t.cast.olena).await, t.api(t.cast.olena).await);
        let stage = stages(&api).await;
        make(&api, json!({ "title": "Lamp for Anna", "stage_id": stage[2], "responsible_id": t.cast.anna })).await;
        make(&api, json!({ "title": "Lamp of mine", "stage_id": stage[2] })).await;
        make(&api, json!({ "title": "Lamp elsewhere", "stage_id": stage[1], "responsible_id": t.cast.anna })).await;
        let there = leads(&olena, "/deals?sort=title&cursor=x", "этап:offer lamp responsible:anna").await;
        assert_eq!(there, format!("/deals?sort=title&q=lamp&stage_id={}&responsible_id={}", stage[2], t.cast.anna));
        let page = olena.get(&there).await.expect_status(200);
        page.expect_text("Lamp for Anna").expect_no_text("Lamp of mine").expect_no_text("Lamp elsewhere")
            .expect_text("name=\"q\" value=\"lamp\"").expect_text(&format!("value=\"{}\" selected", stage[2]));
        // Said again they are said anew; all takes one away.
        let other = leads(&olena, &format!("/deals?stage_id={}&open=true", stage[2]), "stage:new is:all").await;
        assert_eq!(other, format!("/deals?stage_id={}", stage[0]));
    }

    async fn tasks_due_by_a_day_are_those_that_are_open_until_it_ends(t) {
        let (anna, api) = (t.page(t.cast.anna).await, t.api(t.cast.anna).await);
        // Kyiv is two hours ahead.
        for (title, due) in [("Long ago", "2026-11-20T09:00:00Z"), ("Tonight", "2026-11-23T21:59:00Z"), ("After midnight", "2026-11-23T22:00:00Z")] {
            api.post_json("/api/v1/tasks", json!({ "title": title, "due_at": due })).await.expect_status(201);
        }
        let there = leads(&anna, "/tasks", "срок:сегодня").await;
        let page = anna.get(&there).await.expect_status(200);
        page.expect_text("Long ago").expect_text("Tonight").expect_no_text("After midnight").expect_text("Only open tasks due by 23 Nov 2026.");
        let list = api.get("/api/v1/tasks?due_by=2026-11-23").await.expect_status(200).json();
        assert_eq!(list["count"], 2);
        api.get("/api/v1/tasks?due_by=soon").await.expect_problem(422, "form");
    }

    async fn an_unknown_word_is_text_and_an_unknown_value_is_asked_back(t) {
        let (olena, api) = (t.page(t.cast.olena).await, t.api(t.cast.olena).await);
        make(&api, json!({ "title": "Size 10:30 colour:red", "stage_id": stages(&api).await[2] })).await;
        typed(&olena, "/deals", "colour:red").await.expect_status(200).expect_text("Size 10:30");
        typed(&olena, "/deals", "10:30").await.expect_status(200).expect_text("Size 10:30");
        typed(&olena, "/deals", "\"stage:offer\"").await.expect_status(200).expect_no_text("Size 10:30");
        // A list knows only what it can be narrowed by.
        typed(&olena, "/contacts", "stage:offer").await.expect_status(200).expect_text("Nothing here matches");

        let asked = typed(&olena, "/deals?open=true", "lamp stage:offre").await.expect_status(200);
        asked.expect_text("No stage is called “offre”. There are:").expect_text(">Negotiation").expect_no_text("Size 10:30")
            .expect_text("value=\"lamp stage:offre\"")
            .expect_text(&format!("open=true&amp;q=lamp&amp;stage_id={}", stages(&api).await[2]));
        typed(&olena, "/deals", "stage:").await.expect_status(200).expect_text("Stage: which one?").expect_text(">Qualified");
        typed(&olena, "/deals/board", "stage:offre").await.expect_status(200).expect_text("No stage is called").expect_text("id=\"board\"");
        typed(&olena, "/tasks", "responsible:zoryana").await.expect_text("Nobody is called “zoryana”.").expect_no_text("Zoryana Other");
        typed(&olena, "/tasks", "due:tuesday").await.expect_text("“tuesday” is no day.").expect_text(">overdue");
        typed(&olena, "/deals", "queue:incoming").await.expect_text("No queue is called “incoming”.");
    }

    async fn of_several_that_fit_the_page_asks_which(t) {
        let (olena, api) = (t.page(t.cast.olena).await, t.api(t.cast.olena).await);
        let partners = pipeline(&api, "Partners").await;
        let stage = stages(&api).await;
        let asked = typed(&olena, "/deals", "stage:offer").await.expect_status(200);
        asked.expect_text("Several fit “offer”.").expect_text("Offer (Sales)").expect_text("Offer (Partners)");
        // The pipeline tells them apart, said before or after.
        for q in ["pipeline:sales stage:offer", "stage:offer воронка:sales"] {
            assert!(leads(&olena, "/deals", q).await.ends_with(&format!("&stage_id={}", stage[2])), "{q}");
        }
        let other = leads(&olena, "/deals", "воронка:partn stage:offer").await;
        assert!(other.starts_with(&format!("/deals?pipeline_id={partners}&stage_id=")) && !other.contains(&stage[2].to_string()));
    }

    // Nobody learns by a filter what the list's own controls don't tell.
    async fn who_sees_only_their_own_can_name_only_themselves(t) {
        let anna = t.page(t.cast.anna).await;
        assert_eq!(leads(&anna, "/deals", "responsible:me").await, format!("/deals?responsible_id={}", t.cast.anna));
        typed(&anna, "/deals", "responsible:borys").await.expect_text("Nobody is called “borys”.").expect_no_text("Borys Kravets");
        let zoryana = t.page(t.cast.zoryana).await;
        typed(&zoryana, "/deals", "responsible:anna").await.expect_text("Nobody is called").expect_no_text("Melnyk");
    }

    async fn the_search_over_everything_narrows_to_the_kinds_that_have_the_word(t) {
        let (olena, api) = (t.page(t.cast.olena).await, t.api(t.cast.olena).await);
        let stage = stages(&api).await;
        make(&api, json!({ "title": "Lamp at offer", "stage_id": stage[2], "responsible_id": t.cast.anna })).await;
        make(&api, json!({ "title": "Lamp at new" })).await;
        for kind in ["contacts", "companies"] {
            api.post_json(&format!("/api/v1/{kind}"), json!({ "name": "Lamp people", "responsible_id": t.cast.anna })).await.expect_status(201);
        }
        let page = typed(&olena, "/search", "lamp stage:offer").await.expect_status(200);
        page.expect_text("<mark>Lamp</mark> at offer").expect_no_text("at new").expect_no_text("people</a>")
            .expect_text(&format!("/deals?q=lamp&amp;stage_id={}", stage[2])).expect_text("Stage: Offer");
        let page = typed(&olena, "/search", "ответственный:anna lamp").await.expect_status(200);
        page.expect_text("at offer").expect_text("<mark>Lamp</mark> people").expect_no_text("at new")
            .expect_text(&format!("/companies?q=lamp&amp;responsible_id={}", t.cast.anna));
        typed(&olena, "/search", "is:overdue").await.expect_status(200).expect_no_text("Deals can't be").expect_text("Nothing found");
        typed(&olena, "/search", "stage:offre lamp").await.expect_text("No stage is called “offre”.").expect_no_text("at offer");
        // What one list understands is not taken for text by another.
        typed(&olena, "/search", "responsible:anna stage:offre").await.expect_text("No stage is called").expect_no_text("people</a>");

        let palette = typed(&olena, "/search/palette", "stage:off").await.expect_status(200);
        palette.expect_text(&format!("href=\"/deals?stage_id={}\"", stage[2])).expect_text("Stage: Offer").expect_text("Lamp at offer");
        typed(&olena, "/search/palette", "stage:").await.expect_text("Stage: which one?").expect_text(">Negotiation");
        // The words are offered while one types them, in the language in which one does.
        typed(&olena, "/search/palette", "этап").await.expect_text("этап:").expect_text("deals at one stage").expect_text("/search?q=%D1%8D");
        typed(&olena, "/search/palette", "lamp resp").await.expect_text("href=\"/search?q=lamp%20responsible%3A\"");
    }

    async fn every_line_explains_its_words(t) {
        let olena = t.page(t.cast.olena).await;
        for (path, word, other) in [("/deals", "stage:", "deadline"), ("/deals/board", "pipeline:", "deadline"), ("/tasks", "due:", "stage:<"), ("/search", "queue:", "nothing")] {
            let api = t.api(t.cast.olena).await;
            make(&api, json!({ "title": "Lamp" })).await;
            api.post_json("/api/v1/tasks", json!({ "title": "Lamp", "due_at": "2026-11-24T09:00:00Z" })).await.expect_status(201);
            let page = olena.get(path).await.expect_status(200).expect_text("Filters as words");
            page.expect_text(&format!("<dt>{word}</dt>")).expect_text(&format!("<option value=\"{word}\"")).expect_no_text(&format!("<dt>{other}"));
        }
    }

    // Programs name the fields themselves.
    async fn the_api_takes_words_for_text(t) {
        let api = t.api(t.cast.olena).await;
        let stage = stages(&api).await;
        make(&api, json!({ "title": "About stage:offer", "stage_id": stage[0] })).await;
        make(&api, json!({ "title": "Lamp", "stage_id": stage[2] })).await;
        let list = api.get("/api/v1/deals?q=stage:offer").await.expect_status(200).json();
        assert_eq!((list["count"].clone(), list["items"][0]["title"].clone()), (json!(1), json!("About stage:offer")));
    }

    async fn any_line_at_all_is_answered(t) {
        let olena = t.page(t.cast.olena).await;
        for q in [":", "::", "stage::", "stage:\"", "stage:«", "is:\u{202e}open", "pipeline:%", "responsible:'; drop table people", "stage:\0", "due:99.99.9999", "due:....", "stage:💡", &format!("stage:{}", "ы".repeat(150))] {
            for path in ["/deals", "/deals/board", "/contacts", "/companies", "/tasks", "/search", "/search/palette"] {
                let answer = typed(&olena, path, q).await;
                assert!([200, 303].contains(&answer.status), "{path} {q}: {}", answer.status);
            }
        }
    }

    async fn the_empty_search_tells_where_one_was(t) {
        let (olena, api) = (t.page(t.cast.olena).await, t.api(t.cast.olena).await);
        let deal = make(&api, json!({ "title": "Lamp" })).await;
        olena.get("/search").await.expect_text("Find anything").expect_text("<div id=\"lately\"></div>").expect_no_text("You were here");
        let page = olena.get(&format!("/search?lately=/deals/{}", id(&deal))).await.expect_status(200);
        page.expect_text("You were here").expect_text("Lamp");
        t.page(t.cast.vira).await.get(&format!("/search?lately=/deals/{}", id(&deal))).await.expect_no_text("Lamp");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_one_types_a_filter_the_list_follows() {
    let t = TestApp::start(crate::app::Engine::Sqlite).await;
    let api = t.api(t.cast.olena).await;
    let stage = stages(&api).await;
    let lamp = make(&api, json!({ "title": "Lamp", "stage_id": stage[2] })).await;
    make(&api, json!({ "title": "Boat", "stage_id": stage[0] })).await;
    let browser = Browser::open(&t.serve().await, Look::desktop("en")).await;
    sign_in(&browser, &t.app.words.say(Lang::En), "olena@svitanok.example").await;
    browser.visit(&format!("/deals/{}", id(&lamp))).await;
    browser.visit("/deals").await;
    browser.sees("Boat").await;
    browser.fill("Title or note", "stage:offre").await;
    browser.sees("No stage is called “offre”.").await;
    browser.click("Offer").await;
    browser.arrives(&format!("/deals?stage_id={}", stage[2])).await;
    browser.sees("Lamp").await;

    // The line keeps what is typed; the address is the list's own.
    browser.visit("/deals").await;
    browser.fill("Title or note", "stage:offer").await;
    browser.arrives(&format!("/deals?stage_id={}", stage[2])).await;
    assert_eq!(browser.value("Title or note").await, "stage:offer");
    assert!(!browser.text().await.contains("Boat"));

    browser.visit("/search").await;
    browser.sees("You were here").await;
    browser.sees("Lamp").await;
    browser.click("Lamp").await;
    browser.arrives(&format!("/deals/{}", id(&lamp))).await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    t.leave().await;
}
