//! Work without a mouse: every step by keys alone.

use kit::lang::Lang;

use crate::app::{Engine, TestApp};
use crate::browser::{Browser, Look, keys};
use crate::cast::PASSWORD;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_deal_is_made_and_moved_by_keys_alone() {
    let t = TestApp::start(Engine::Sqlite).await;
    let say = t.app.words.say(Lang::En);
    let page = Browser::open(&t.serve().await, Look::desktop("en")).await;

    // The cursor stands in the first field.
    page.visit("/sign-in").await;
    page.press("anna@svitanok.example").await;
    page.tab_to(&say.t("signin-password")).await;
    page.press(PASSWORD).await;
    page.press(keys::ENTER).await;
    page.sees(&say.t("nav-deals")).await;
    // The first thing that Tab comes to leads past the panel.
    page.visit("/deals").await;
    page.tab_to(&say.t("web-skip")).await;
    page.press(keys::ENTER).await;
    page.tab_to(&say.t("deals-new")).await;
    assert_ne!(
        page.run("return getComputedStyle(document.activeElement).outlineStyle", vec![]).await,
        "none"
    );
    page.press(keys::ENTER).await;
    page.sees(&say.t("deals-amount")).await;
    page.tab_to(&say.t("deals-column-title")).await;
    page.press("Ten boats").await;
    page.tab_to(&say.t("records-save")).await;
    page.press(keys::ENTER).await;
    page.sees(&say.t("deals-created")).await;
    page.tab_to(&say.t("deals-stage")).await;
    page.press("Qualified").await;
    page.tab_to(&say.t("deals-move-do")).await;
    page.press(keys::ENTER).await;
    page.sees(&say.with("deals-moved", &[("stage", "Qualified".into())])).await;
    t.leave().await;
}
