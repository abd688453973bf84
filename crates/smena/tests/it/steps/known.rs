//! People as they are known: found, read, changed, counted.

use kit::lang::Lang;
use serde_json::json;

use super::step;
use crate::app::{Engine, TestApp};
use crate::browser::{Browser, Look, keys};
use crate::walkthrough::sign_in;

const GIVEN: &str = "harbour-violin-31-slow";

pub async fn found_and_changed(lang: Lang, look: Look) {
    let t = TestApp::start(Engine::Sqlite).await;
    let (site, say) = (t.serve().await, t.app.words.say(lang));
    let anna = Browser::open(&site, look).await;
    sign_in(&anna, &say, "anna@svitanok.example").await;
    let olena = Browser::open(&site, look).await;
    sign_in(&olena, &say, "olena@svitanok.example").await;
    let lantern = json!({ "title": "Lantern order" });
    let lantern =
        t.api(t.cast.olena).await.post_json("/api/v1/deals", lantern).await.expect_status(201).json();
    let deal = format!("/deals/{}", lantern["id"]);

    // B02: one line over any page finds records, people and, by the word one knows, pages.
    olena.tap("button[popovertarget=panel]").await;
    olena.tap("#panel a[data-palette]").await;
    olena.appears("#palette-list a").await;
    for (typed, found) in [("lantern", &deal), ("melnyk", &format!("/people/{}", t.cast.anna))] {
        olena.press(typed).await;
        olena.appears(&format!("#palette-list:not(:has(a[href='/deals'])) a[href='{found}']")).await;
        olena.press(&format!("{}a", keys::CONTROL)).await;
    }
    olena.press("сотрудники").await;
    olena.appears("#palette-list:not(:has(a[href='/deals'])) a[href='/people']").await;
    step(&olena, &say, "B02").await;
    olena.press(keys::ENTER).await;
    olena.arrives("/people").await;

    // K02: as one types.
    olena.fill(&say.t("people-search"), "mel").await;
    olena.vanishes("Borys Kravets").await;
    olena.sees("Anna Melnyk").await;
    olena.bring_into_sight(&say.t("people-tick-all")).await;
    step(&olena, &say, "K02").await;
    olena.click("Anna Melnyk").await;
    olena.arrives(&format!("/people/{}", t.cast.anna)).await;

    // K11: the id behind the "i" beside the name, with one touch; under a pointer without any.
    let card = olena.path().await;
    let told = olena.run("return document.querySelector('.titled button').title", vec![]).await;
    assert_eq!(told, format!("{}: {}", say.t("people-id"), t.cast.anna));
    olena.tap(".titled button").await;
    olena.appears("#person-id:popover-open").await;
    assert_eq!(olena.value(&say.t("people-id")).await, t.cast.anna.to_string());
    olena.click(&say.t("people-copy")).await;
    olena.sees(&say.t("people-copied")).await;
    step(&olena, &say, "K11").await;
    olena.press(keys::ESCAPE).await;

    // K10: each change is there, with before and after.
    olena.click(&say.t("people-edit")).await;
    olena.fill(&say.t("people-name"), "Anna Petrenko").await;
    olena.click(&say.t("people-save")).await;
    olena.arrives(&card).await;
    olena.sees("Anna Melnyk → Anna Petrenko").await;
    olena.bring_into_sight(&say.t("people-history")).await;
    step(&olena, &say, "K10").await;

    // K12: another password; her page is at the door again.
    olena.tap("main details.menu > summary").await;
    olena.click(&say.t("people-set-password")).await;
    olena.sees(&say.t("signin-give-text")).await;
    olena.tap("main [name=password]").await;
    olena.press(GIVEN).await;
    olena.tick(&say.t("signin-give-must-change")).await;
    step(&olena, &say, "K12").await;
    olena.click(&say.t("signin-give-do")).await;
    olena.sees(&say.t("signin-given")).await;
    anna.arrives("/sign-in").await;
    let old = json!({ "login": "anna@svitanok.example", "password": crate::cast::PASSWORD });
    t.stranger().post_json("/api/v1/sign-in", old).await.expect_problem(422, "sign_in");
    t.leave().await;
}

pub async fn counted(lang: Lang, look: Look) {
    let t = TestApp::start(Engine::Sqlite).await;
    let (site, say) = (t.serve().await, t.app.words.say(lang));
    let api = t.api(t.cast.olena).await;
    let robot = json!({ "name": "Site forms", "category": "technical" });
    api.post_json("/api/v1/people", robot).await.expect_status(201);
    let olena = Browser::open(&site, look).await;
    sign_in(&olena, &say, "olena@svitanok.example").await;

    // K01: without a plan nobody counts to an end.
    olena.visit("/settings/seats").await;
    olena.sees(&say.t("seats-unlimited")).await;
    step(&olena, &say, "K01").await;

    // A10: the technical user takes a seat and is told apart.
    crate::seats::arrange_seats(&t, 10).await;
    olena.visit("/settings/seats").await;
    olena.sees(&say.with("seats-technical-apart", &[("n", 1.into())])).await;
    step(&olena, &say, "A10").await;

    // A11: everybody ticked is the seats that are used.
    olena.visit("/people").await;
    let listen =
        "addEventListener('pointerdown', (event) => (document.title = event.pointerType), { once: true })";
    olena.run(listen, vec![]).await;
    olena.tap("[data-tick-all]").await;
    assert_eq!(olena.run("return document.title", vec![]).await, "touch", "a finger, not a mouse");
    let sum = olena.read("[data-tick-sum]").await;
    assert_eq!(sum, api.get("/api/v1/seats").await.json()["used"].to_string());
    step(&olena, &say, "A11").await;

    // Also what stands in the head of a list at a desk: sorted by touch.
    olena.visit("/people").await;
    olena.click(&say.t("people-name-and-sign-in")).await;
    olena.arrives("/people?sort=-name").await;
    assert!(olena.read("main tbody th").await.contains("Vira Savchuk"));
    assert_eq!(olena.overflow().await, 0);
    olena.bring_into_sight(&say.t("people-tick-all")).await;
    step(&olena, &say, "G12").await;
    t.leave().await;
}
