//! Comments in a real browser: by keyboard, on a phone, with an ended session, while somebody else is at it.

use kit::lang::Lang;

use super::{boat, said, texts};
use crate::app::{Engine, TestApp};
use crate::browser::{Browser, Look, keys};
use crate::cast::PASSWORD;
use crate::walkthrough::sign_in;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_comment_is_written_changed_and_removed_without_leaving_the_card() {
    let t = TestApp::start(Engine::Sqlite).await;
    let say = t.app.words.say(Lang::Ru);
    let deal = boat(&t).await;
    let api = t.api(t.cast.anna).await;
    let page = Browser::open(&t.serve().await, Look::phone("ru")).await;
    sign_in(&page, &say, "anna@svitanok.example").await;
    let card = format!("/deals/{deal}");
    page.visit(&card).await;
    page.fill(&say.t("comments-write"), "Две мачты").await;
    // Leaving asks first.
    page.click(&say.t("records-edit")).await;
    assert_eq!(page.question(false).await, say.t("web-unsaved"));
    page.run("document.querySelector('textarea[name=comment]').focus()", vec![]).await;
    page.press(&format!("{}{}", keys::CONTROL, keys::ENTER)).await;
    page.sees(&say.t("comments-saved")).await;
    page.sees("Две мачты").await;
    assert_eq!(texts(&api, "deals", deal).await, ["Две мачты"]);

    page.click(&say.t("comments-edit")).await;
    page.fill(&say.t("comments-comment"), "Три мачты").await;
    page.press(keys::ESCAPE).await;
    page.sees("Две мачты").await;
    page.click(&say.t("comments-edit")).await;
    page.fill(
        &say.t("comments-comment"),
        "Три мачты\nи https://example.com/очень/длинный/адрес/который/не/помещается/на/телефоне",
    )
    .await;
    page.click(&say.t("records-save")).await;
    page.sees("Три мачты").await;
    page.sees(&say.t("comments-changed")).await;
    assert_eq!(page.overflow().await, 0);

    page.click_in("Три мачты", &say.t("comments-remove")).await;
    page.sees(&say.t("comments-remove-title")).await;
    page.click_in(&say.t("comments-remove-text"), &say.t("comments-remove")).await;
    page.sees(&say.t("comments-removed")).await;
    assert!(texts(&api, "deals", deal).await.is_empty());
    assert_eq!(page.complaints().await, Vec::<String>::new());
    t.leave().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_ended_session_loses_no_word_and_somebody_elses_comment_is_told() {
    let t = TestApp::start(Engine::Sqlite).await;
    let say = t.app.words.say(Lang::En);
    let deal = boat(&t).await;
    let page = Browser::open(&t.serve().await, Look::desktop("en")).await;
    sign_in(&page, &say, "anna@svitanok.example").await;
    page.visit(&format!("/deals/{deal}")).await;
    page.fill(&say.t("comments-write"), "Half an hour of typing").await;

    said(&t.api(t.cast.borys).await, "deals", deal, "By the way").await;
    page.sees("Borys Kravets wrote a comment a moment ago").await;
    assert_eq!(page.value(&say.t("comments-write")).await, "Half an hour of typing");

    t.by_hand("update sessions set expires_at = 1 where account_id = $1 and person_id = $2", t.cast.anna)
        .await;
    page.sees(&say.t("signin-password")).await;
    page.fill(&say.t("signin-login"), "anna@svitanok.example").await;
    page.fill(&say.t("signin-password"), PASSWORD).await;
    page.press(keys::ENTER).await;
    page.sees("By the way").await;
    assert_eq!(page.value(&say.t("comments-write")).await, "Half an hour of typing");
    page.click(&say.t("comments-send")).await;
    page.sees(&say.t("comments-saved")).await;
    assert_eq!(
        texts(&t.api(t.cast.anna).await, "deals", deal).await,
        ["Half an hour of typing", "By the way"]
    );
    t.leave().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_script_a_comment_is_written_all_the_same() {
    let t = TestApp::start(Engine::Sqlite).await;
    let say = t.app.words.say(Lang::En);
    let deal = boat(&t).await;
    let page = Browser::open(&t.serve().await, Look::desktop("en")).await;
    page.without_scripts().await;
    sign_in(&page, &say, "anna@svitanok.example").await;
    page.visit(&format!("/deals/{deal}")).await;
    page.fill(&say.t("comments-write"), "Plain").await;
    page.click(&say.t("comments-send")).await;
    page.sees("Plain").await;
    page.click(&say.t("comments-edit")).await;
    page.fill(&say.t("comments-comment"), "Plainer").await;
    page.click(&say.t("records-save")).await;
    page.sees("Plainer").await;
    assert_eq!(texts(&t.api(t.cast.anna).await, "deals", deal).await, ["Plainer"]);
    t.leave().await;
}
