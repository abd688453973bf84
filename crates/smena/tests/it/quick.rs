//! Values of a card changed where they stand: by keyboard, by touch, against somebody else's change, without script.

use base::Kind;
use kit::lang::Lang;
use serde_json::json;

use crate::app::{Engine, TestApp};
use crate::browser::{Browser, Look, keys};
use crate::comments::one_of_each;
use crate::deals::{arrange_line, id, make, stages};
use crate::on_both;
use crate::roles::person;
use crate::walkthrough::sign_in;

/// Puts the focus on the pencil beside a value.
const PENCIL: &str = "document.querySelector(`a[data-quick^=\"${arguments[0]}\"]`).focus()";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_value_is_changed_in_its_place_by_keyboard() {
    let t = TestApp::start(Engine::Sqlite).await;
    let say = t.app.words.say(Lang::En);
    let api = t.api(t.cast.anna).await;
    let deal = make(&api, json!({ "title": "Boat", "amount": 500_000, "note": "two masts" })).await;
    let address = format!("/deals/{}", id(&deal));
    let page = Browser::open(&t.serve().await, Look::desktop("en")).await;
    sign_in(&page, &say, "anna@svitanok.example").await;
    page.visit(&address).await;
    page.sees("two masts").await;

    // Esc leaves it as it was and gives the focus back.
    page.run(PENCIL, vec![json!("amount")]).await;
    page.press(keys::ENTER).await;
    page.sees(&say.t("records-save")).await;
    assert_eq!(page.value(&say.t("deals-amount")).await, "5000.00");
    page.press(keys::ESCAPE).await;
    let focused = "return document.activeElement.dataset.quick";
    assert_eq!(page.run(focused, vec![]).await, "amount currency");
    let forms = "return document.querySelectorAll('form.quick').length";
    assert_eq!(page.run(forms, vec![]).await, 0);

    page.press(keys::ENTER).await;
    page.fill(&say.t("deals-amount"), "7500").await;
    page.press(keys::ENTER).await;
    page.sees("7,500").await;
    // All that was not shown has stayed.
    let now = api.get(&format!("/api/v1/deals/{}", id(&deal))).await.json();
    assert_eq!(
        (&now["amount"], &now["note"], &now["title"]),
        (&json!(750_000), &json!("two masts"), &json!("Boat"))
    );
    assert!(page.complaints().await.is_empty());
    t.leave().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_elses_change_in_between_is_shown_beside_ones_own() {
    let t = TestApp::start(Engine::Sqlite).await;
    let say = t.app.words.say(Lang::Ru);
    let api = t.api(t.cast.anna).await;
    let deal = make(&api, json!({ "title": "Boat", "note": "two masts" })).await;
    let page = Browser::open(&t.serve().await, Look::phone("ru")).await;
    sign_in(&page, &say, "anna@svitanok.example").await;
    page.visit(&format!("/deals/{}", id(&deal))).await;
    page.click(&say.with("records-edit-what", &[("what", say.t("records-note").into())])).await;
    page.fill(&say.t("records-note"), "three masts").await;
    let borys = t.api(t.cast.borys).await;
    let quicker = json!({ "version": 1, "note": "one mast" });
    borys.patch(&format!("/api/v1/deals/{}", id(&deal)), quicker).await.expect_status(200);
    page.click(&say.t("records-save")).await;
    page.sees(&say.t("error-stale")).await;
    page.sees("one mast").await;
    assert_eq!(page.value(&say.t("records-note")).await, "three masts");
    assert_eq!(page.overflow().await, 0);
    page.click(&say.t("records-save")).await;
    page.sees("three masts").await;
    t.leave().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_title_is_changed_in_its_place_by_keyboard_and_on_a_phone() {
    let t = TestApp::start(Engine::Sqlite).await;
    let say = t.app.words.say(Lang::Uk);
    let site = t.serve().await;
    let page = Browser::open(&site, Look::desktop("uk")).await;
    sign_in(&page, &say, "anna@svitanok.example").await;
    for (kind, kinds, record) in one_of_each(&t.api(t.cast.anna).await).await {
        let (field, label) = match kind {
            "deal" => ("title", "deals-column-title"),
            "contact" => ("name", "contacts-name"),
            "company" => ("name", "companies-name"),
            _ => ("title", "tasks-title"),
        };
        let label = say.t(label);
        page.visit(&format!("/{kinds}/{record}")).await;
        let before = page.read("h1").await;
        page.run(PENCIL, vec![json!(field)]).await;
        page.press(keys::ENTER).await;
        assert_eq!(page.value(&label).await, before);
        page.fill(&label, "Щось інше").await;
        page.press(keys::ESCAPE).await;
        assert_eq!(page.read("h1").await, before);
        page.press(keys::ENTER).await;
        let long = "Довга назва, яка не вміщується в один рядок на телефоні";
        page.fill(&label, long).await;
        page.resize(360, 740).await;
        assert_eq!(page.overflow().await, 0, "{kinds}");
        page.press(keys::ENTER).await;
        page.sees(long).await;
        assert_eq!(page.read("h1").await, long);
        assert_eq!(page.overflow().await, 0, "{kinds}");
        page.resize(1440, 900).await;
    }
    assert!(page.complaints().await.is_empty());
    t.leave().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_title_that_somebody_else_was_quicker_with_is_shown_beside_ones_own() {
    let t = TestApp::start(Engine::Sqlite).await;
    let say = t.app.words.say(Lang::En);
    let page = Browser::open(&t.serve().await, Look::desktop("en")).await;
    sign_in(&page, &say, "anna@svitanok.example").await;
    let api = t.api(t.cast.anna).await;
    let company = id(&api.post_json("/api/v1/companies", json!({ "name": "Acme" })).await.json());
    page.visit(&format!("/companies/{company}")).await;
    page.run(PENCIL, vec![json!("name")]).await;
    page.press(keys::ENTER).await;
    page.fill(&say.t("companies-name"), "Acme Boats").await;
    let quicker = json!({ "version": 1, "name": "Acme Yachts" });
    t.api(t.cast.borys)
        .await
        .patch(&format!("/api/v1/companies/{company}"), quicker)
        .await
        .expect_status(200);
    page.press(keys::ENTER).await;
    page.sees(&say.t("error-stale")).await;
    page.sees("Acme Yachts").await;
    assert_eq!(page.value(&say.t("companies-name")).await, "Acme Boats");
    page.click(&say.t("records-save")).await;
    page.sees("Acme Boats").await;
    let now = api.get(&format!("/api/v1/companies/{company}")).await.json();
    assert_eq!((&now["name"], &now["version"]), (&json!("Acme Boats"), &json!(3)));
    t.leave().await;
}

on_both! {
    async fn without_script_a_pencil_leads_to_the_field_of_the_form(t) {
        let anna = t.cast.anna;
        let api = t.api(anna).await;
        let contact = arrange_line(t, Kind::Contact, anna, "Ivan", "3").await;
        let company = arrange_line(t, Kind::Company, anna, "Acme", "4").await;
        let deal = id(&make(&api, json!({ "title": "Boat", "contact_ids": [contact] })).await);
        let task = json!({ "title": "Call", "due_at": "2026-12-01T10:00:00Z" });
        let task = api.post_json("/api/v1/tasks", task).await.expect_status(201).json()["id"].as_i64().unwrap();
        let page = t.page(anna).await;
        let cards = [
            ("/deals", deal, "title stage_id amount responsible_id started_at closes_on note company_find contact_find"),
            ("/contacts", contact, "name phones emails position company_id note"),
            ("/companies", company, "name phones emails site parent_id note"),
            ("/tasks", task, "title due_at note"),
        ];
        for (path, id, fields) in cards {
            let card = page.get(&format!("{path}/{id}")).await.expect_status(200);
            let form = page.get(&format!("{path}/{id}/edit")).await.expect_status(200);
            for field in fields.split(' ') {
                let pencil = format!("href=\"{path}/{id}/edit#f-{field}\"");
                assert!(card.body.contains(&pencil), "{path}: {field}");
                assert!(form.body.contains(&format!("name=\"{field}\"")), "{path}: {field}");
            }
        }
    }

    async fn who_may_only_look_sees_no_pencil(t) {
        let api = t.api(t.cast.anna).await;
        let deal = id(&make(&api, json!({ "title": "Boat", "stage_id": stages(&api).await[0] })).await);
        let looks = json!({ "own_rights": { "kinds": { "deal": { "see": "all", "edit": "none", "assign": "none" } } } });
        let borys = person(t.cast.borys);
        t.api(t.cast.olena).await.patch(&borys, looks).await.expect_status(200);
        let card = t.page(t.cast.borys).await.get(&format!("/deals/{deal}")).await.expect_status(200);
        card.expect_text("Boat").expect_no_text("data-quick");
    }
}
