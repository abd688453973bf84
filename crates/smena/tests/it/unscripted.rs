//! A day's work in a browser that runs no scripts.

use kit::lang::Lang;

use crate::app::{Engine, TestApp};
use crate::browser::{Browser, Look};
use crate::walkthrough::sign_in;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_daily_steps_need_no_scripts() {
    let t = TestApp::start(Engine::Sqlite).await;
    let say = t.app.words.say(Lang::En);
    let page = Browser::open(&t.serve().await, Look::desktop("en")).await;
    page.without_scripts().await;
    sign_in(&page, &say, "olena@svitanok.example").await;

    // A deal is made.
    page.click(&say.t("nav-deals")).await;
    page.click(&say.t("deals-new")).await;
    page.fill(&say.t("deals-column-title"), "Ten boats").await;
    page.click(&say.t("records-save")).await;
    page.sees(&say.t("deals-created")).await;
    // It moves: on its card, then on the board.
    page.fill(&say.t("deals-stage"), "Qualified").await;
    page.click(&say.t("deals-move-do")).await;
    page.sees(&say.with("deals-moved", &[("stage", "Qualified".into())])).await;
    page.visit("/deals/board").await;
    page.click_in("Ten boats", &say.t("deals-move")).await;
    page.sees(&say.with("deals-board-now", &[("stage", "Qualified".into())])).await;
    page.click("New").await;
    page.sees(&say.with("deals-moved", &[("stage", "New".into())])).await;
    // It is changed.
    page.click("Ten boats").await;
    page.click(&say.t("records-edit")).await;
    assert_eq!(
        page.run("return document.querySelectorAll('select[data-combo]:not([hidden])').length", vec![]).await,
        1
    );
    page.fill(&say.t("deals-amount"), "1200").await;
    page.click(&say.t("records-save")).await;
    page.sees("1,200").await;
    // Somebody else gets it.
    page.click(&say.t("records-assign")).await;
    choose(&page, &say.t("records-responsible"), "Anna Melnyk").await;
    page.click(&say.t("records-assign-do")).await;
    page.sees(&say.with("records-assigned", &[("n", 1.into())])).await;
    // She leaves, and it goes to her successor.
    page.visit("/people").await;
    page.tick("Anna Melnyk").await;
    page.click(&say.t("people-deactivate")).await;
    page.sees(&say.t("handovers-nothing-changed")).await;
    choose(&page, &say.t("handovers-successor"), "Borys Kravets").await;
    page.click(&say.t("handovers-do-preview")).await;
    let (from, to) = (("from", "Anna Melnyk".into()), ("to", "Borys Kravets".into()));
    page.sees(&say.with("handovers-drawing", &[from, to])).await;
    page.click(&say.t("handovers-do-departure")).await;
    page.sees(&say.with("handovers-done-departure", &[("name", "Anna Melnyk".into())])).await;
    page.visit("/deals").await;
    page.sees("Ten boats").await;
    page.sees("Borys Kravets").await;
    t.leave().await;
}

/// Chooses the line of a list that begins with a name.
async fn choose(page: &Browser, label: &str, name: &str) {
    let find = "return [...document.querySelectorAll('option')].map((option) => option.text.replace(/\\s+/g, ' ').trim())
        .find((said) => said.startsWith(arguments[0]))";
    page.sees(label).await;
    let line = page.run(find, vec![name.into()]).await;
    let line = line.as_str().unwrap_or_else(|| panic!("nobody offers {name}")).to_owned();
    page.fill(label, &line).await;
}
