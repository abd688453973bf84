//! Names of two hundred characters, in one word and in many, on every page that shows names.

use kit::lang::Lang;
use serde_json::json;

use crate::app::{Engine, TestApp};
use crate::browser::{Browser, Look, keys};
use crate::deals::{id, make};
use crate::on_both;
use crate::walkthrough::{picture, sign_in};

fn one_word() -> String {
    "Ж".repeat(200)
}

fn many_words() -> String {
    "Wide ".repeat(40).trim_end().to_owned() + "!"
}

on_both! {
    async fn a_name_of_two_hundred_characters_is_taken_and_one_more_is_refused_kindly(t) {
        let olena = t.api(t.cast.olena).await;
        let person = olena.get(&format!("/api/v1/people/{}", t.cast.vira)).await.json();
        let path = format!("/api/v1/people/{}", t.cast.vira);
        for (name, fits) in [(one_word(), true), (many_words(), true), ("Ж".repeat(201), false)] {
            let status = |made: u16| if fits { made } else { 422 };
            for (path, field) in [("/api/v1/deals", "title"), ("/api/v1/contacts", "name"), ("/api/v1/companies", "name")] {
                let answer = olena.post_json(path, json!({ (field): name })).await.expect_status(status(201)).json();
                if fits {
                    assert_eq!(answer[field], name);
                } else {
                    assert_eq!(answer["errors"][0]["field"], field, "{answer}");
                }
            }
            let version = olena.get(&path).await.json()["version"].clone();
            olena.patch(&path, json!({ "name": name, "version": version })).await.expect_status(status(200));
        }
        assert_ne!(olena.get(&path).await.json()["name"], person["name"]);
        let page = t.page(t.cast.olena).await;
        let long = "Ж".repeat(201);
        let refused = page.post("/deals", &[("title", &long), ("currency", "EUR")]).await.expect_status(422);
        refused.expect_text("This is too long.").expect_text(&format!("value=\"{long}\""));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_page_is_wider_than_the_screen_for_a_long_name() {
    let t = TestApp::start(Engine::Sqlite).await;
    let say = t.app.words.say(Lang::En);
    let olena = t.api(t.cast.olena).await;
    let mut deals = Vec::new();
    for name in [one_word(), many_words()] {
        let company =
            olena.post_json("/api/v1/companies", json!({ "name": name })).await.expect_status(201).json();
        let contact = json!({ "name": name, "company_id": id(&company) });
        let contact = olena.post_json("/api/v1/contacts", contact).await.expect_status(201).json();
        let deal = json!({ "title": name, "company_id": id(&company), "contact_ids": [id(&contact)], "responsible_id": t.cast.vira });
        deals.push((id(&make(&olena, deal).await), id(&contact), id(&company)));
        let task = json!({ "title": name, "due_at": "2026-11-25T09:00:00Z", "responsible_id": t.cast.vira });
        olena.post_json("/api/v1/tasks", task).await.expect_status(201);
    }
    for (person, name) in [(t.cast.vira, one_word()), (t.cast.anna, many_words())] {
        let path = format!("/api/v1/people/{person}");
        let version = olena.get(&path).await.json()["version"].clone();
        olena.patch(&path, json!({ "name": name, "version": version })).await.expect_status(200);
    }
    let (deal, contact, company) = deals[0];
    let mut pages: Vec<String> = [
        "/deals",
        "/deals/board",
        "/contacts",
        "/companies",
        "/tasks",
        "/people",
        "/people?view=tree",
        "/search?q=wide",
        "/bin",
        "/handovers",
    ]
    .map(str::to_owned)
    .to_vec();
    for (deal, ..) in &deals {
        pages.extend([
            format!("/deals/{deal}"),
            format!("/deals/{deal}/edit"),
            format!("/deals/board/{deal}"),
            format!("/deals/{deal}/access"),
        ]);
    }
    pages.extend([
        format!("/contacts/{contact}"),
        format!("/companies/{company}"),
        format!("/deals/assign?id={deal}"),
        format!("/people/{}", t.cast.vira),
        format!("/people/{}/edit", t.cast.vira),
        format!("/handovers/new?person={}&mode=departure", t.cast.vira),
        format!("/handovers/new?person={}&mode=handover", t.cast.anna),
        "/settings/departments".to_owned(),
        "/settings/journal".to_owned(),
    ]);
    for look in [Look::desktop("en"), Look::phone("en")] {
        let page = Browser::open(&t.serve().await, look).await;
        sign_in(&page, &say, "olena@svitanok.example").await;
        page.resize(if look.width > 1_000 { 1_440 } else { 360 }, 900).await;
        let mut wide = Vec::new();
        for address in &pages {
            page.visit(address).await;
            let over = page.overflow().await;
            if over > 0 {
                wide.push(format!("{address} at {}: {over}", look.width));
                page.screenshot(&format!("wide-{}-{}", look.width, wide.len())).await;
            }
        }
        assert!(wide.is_empty(), "wider than the screen:\n{}", wide.join("\n"));
        page.visit("/deals").await;
        page.press(&format!("{}k", keys::CONTROL)).await;
        page.appears("#palette-list a").await;
        page.press("wide").await;
        page.appears("#palette-list .found-note").await;
        picture(&page, &say, "long-names-palette").await;
    }
    t.leave().await;
}
