//! Erasure in a real browser: at a desk in Russian, by touch on a phone in Ukrainian.

use base::words::Say;
use kit::lang::Lang;

use super::{anna_leaves, days_later};
use crate::app::{Engine, TestApp};
use crate::browser::{Browser, Look};
use crate::steps::step;
use crate::walkthrough::sign_in;

// G02, G03, G04, G08
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_administrator_erases_restores_and_erases_again_at_a_desk() {
    walk(Lang::Ru, Look::desktop("ru")).await;
}

// G12: the same by touch.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_administrator_erases_restores_and_erases_again_on_a_phone() {
    walk(Lang::Uk, Look::phone("uk").dark()).await;
}

pub async fn walk(lang: Lang, look: Look) {
    let t = TestApp::start(Engine::Sqlite).await;
    let say = t.app.words.say(lang);
    anna_leaves(&t).await;
    let page = Browser::open(&t.serve().await, look).await;
    sign_in(&page, &say, "olena@svitanok.example").await;
    let card = format!("/people/{}", t.cast.anna);
    erase(&page, &say, &card).await;
    page.sees(&say.t("status-closing")).await;
    step(&page, &say, "G08").await;
    assert_eq!(page.overflow().await, 0);
    page.click(&say.t("erasure-restore")).await;
    page.sees(&say.t("erasure-restored")).await;
    erase(&page, &say, &card).await;
    days_later(&t, 30).await;
    page.visit("/sign-in").await;
    sign_in(&page, &say, "olena@svitanok.example").await;
    page.visit(&card).await;
    page.sees(&say.with("person-erased", &[("id", t.cast.anna.to_string().into())])).await;
    page.sees(&say.t("erasure-stays")).await;
    assert_eq!(page.overflow().await, 0);
    assert!(!page.text().await.contains("Anna"));
    step(&page, &say, "G03").await;
    assert_eq!(page.complaints().await, Vec::<String>::new());
    t.leave().await;
}

async fn erase(page: &Browser, say: &Say, card: &str) {
    page.visit(card).await;
    page.tap("main details.menu > summary").await;
    page.click(&say.t("erasure-menu")).await;
    page.sees(&say.t("erasure-goes")).await;
    step(page, say, "G02").await;
    page.bring_into_sight(&say.t("erasure-archive")).await;
    step(page, say, "G04").await;
    assert_eq!(page.fetch("main a[href$='/archive'], dialog a[href$='/archive']").await, 200);
    assert_eq!(page.overflow().await, 0);
    page.click(&say.t("erasure-go-on")).await;
    page.tick(&say.t("erasure-understood")).await;
    page.click(&say.t("erasure-do")).await;
    page.arrives(card).await;
    page.sees(&say.t("erasure-restore")).await;
}
