//! Keys that lead on quickly, the sheet that tells them, and turning single keys off (WCAG 2.1.4).

use kit::lang::Lang;
use serde_json::json;

use crate::app::{Engine, TestApp};
use crate::browser::{Browser, Look, keys};
use crate::on_both;
use crate::walkthrough::sign_in;

on_both! {
    async fn the_sheet_tells_what_one_may_open(t) {
        let olena = t.page(t.cast.olena).await.get("/help/keys").await.expect_status(200);
        olena.expect_text("Go to: Deals").expect_text("Go to: People").expect_text("Go to: Settings").expect_text("<kbd>Ctrl</kbd>");
        let hlib = t.page(t.cast.hlib).await.get("/help/keys").await.expect_status(200);
        hlib.expect_text("Go to: Deals").expect_no_text("Go to: People").expect_no_text("Go to: Settings");
    }

    async fn single_keys_are_turned_off_for_a_browser_without_a_script(t) {
        let anna = t.page(t.cast.anna).await;
        anna.get("/deals").await.expect_text("data-go=\"d=/deals b=/deals/board c=/contacts o=/companies t=/tasks\"");
        let off = anna.post("/me/keys", &[("keys", "off")]).await.expect_status(303);
        assert_eq!(off.location(), "/me");
        let cookie = off.cookie("smena_keys").unwrap();
        let session = t.secret(t.cast.anna, true).await;
        let there = t.client([("cookie", format!("smena_session={session}; smena_keys={cookie}"))]);
        there.get("/deals").await.expect_no_text("data-go");
        there.get("/me").await.expect_text("Turn single keys on");
        anna.get("/me").await.expect_text("Turn single keys off");
        let on = there.post("/me/keys", &[("keys", "on")]).await.expect_status(303).cookie("smena_keys");
        assert_eq!(on.as_deref(), Some("on"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn keys_lead_through_the_daily_work() {
    let t = TestApp::start(Engine::Sqlite).await;
    let api = t.api(t.cast.olena).await;
    let deal =
        api.post_json("/api/v1/deals", json!({"title": "Lantern order"})).await.expect_status(201).json();
    let card = format!("/deals/{}", deal["id"]);
    api.post_json("/api/v1/contacts", json!({"name": "Gdalia"})).await.expect_status(201);
    let browser = Browser::open(&t.serve().await, Look::desktop("en")).await;
    sign_in(&browser, &t.app.words.say(Lang::En), "olena@svitanok.example").await;

    for (letters, arrives) in [("gt", "/tasks"), ("gp", "/people"), ("gb", "/deals/board"), ("gd", "/deals")]
    {
        browser.press(letters).await;
        browser.arrives(arrives).await;
    }
    // The keys of a Cyrillic layout are the same keys.
    key(&browser, "п", "KeyG", false).await;
    key(&browser, "с", "KeyC", false).await;
    browser.arrives("/contacts").await;

    // The list is searched; what is typed there is text and no key.
    browser.press("/").await;
    browser.press("gd").await;
    browser.arrives("/contacts?q=gd").await;
    browser.press(keys::ESCAPE).await;
    browser.press("n").await;
    browser.arrives("/contacts/new").await;

    // In a form Ctrl Enter saves, wherever the cursor is.
    browser.press("Solomiia Hnatiuk").await;
    browser.press(&format!("{}{}", keys::CONTROL, keys::ENTER)).await;
    browser.sees("Solomiia Hnatiuk").await;
    assert!(browser.path().await.starts_with("/contacts/"));

    // A record is edited and left again.
    browser.visit(&card).await;
    browser.press("e").await;
    browser.arrives(&format!("{card}/edit")).await;
    browser.run("document.querySelector('[name=title]').focus()", vec![]).await;
    browser.press(keys::ESCAPE).await;
    browser.press(keys::ESCAPE).await;
    browser.arrives(&card).await;
    browser.press(keys::ESCAPE).await;
    browser.arrives("/deals").await;

    // The sheet opens over the page, and Escape takes it away.
    browser.press("?").await;
    browser.sees("Go to: Board of deals").await;
    assert_eq!(browser.path().await, "/deals");
    browser.press(keys::ESCAPE).await;
    browser.press("?").await;
    browser.click("Turn single keys off").await;
    browser.sees("Single keys are off now.").await;
    browser.press("gd").await;
    browser.press(&format!("{}k", keys::CONTROL)).await;
    browser.sees("You were here").await;
    assert_eq!(browser.path().await, "/me");
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    t.leave().await;
}

/// A key as another layout sends it; the driver's own keyboard knows one layout.
async fn key(browser: &Browser, key: &str, code: &str, shift: bool) {
    let script = "document.body.dispatchEvent(new KeyboardEvent('keydown',
        { key: arguments[0], code: arguments[1], shiftKey: arguments[2], bubbles: true, cancelable: true }))";
    browser.run(script, vec![json!(key), json!(code), json!(shift)]).await;
}
