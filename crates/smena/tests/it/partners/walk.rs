//! The same in a browser: the administrator asks, the partner answers, at a desk and by touch on a phone.

use base::words::Say;
use kit::lang::Lang;
use serde_json::json;

use super::arrange;
use crate::app::{Engine, TestApp};
use crate::browser::{Browser, Look, keys};
use crate::cast::PASSWORD;
use crate::steps::step;

// A09, A12, A13
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn seats_are_asked_for_and_granted_at_a_desk() {
    walk(Lang::En, Look::desktop("en")).await;
}

// A09, A12, A13, G12
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn seats_are_asked_for_and_granted_on_a_phone() {
    walk(Lang::Uk, Look::phone("uk")).await;
}

pub async fn walk(lang: Lang, look: Look) {
    let t = TestApp::start(Engine::Sqlite).await;
    arrange(&t, 6).await;
    let (site, say) = (t.serve().await, t.app.words.say(lang));
    let olena = enter(&site, look, &say, "olena@svitanok.example").await;
    // A12: all seats are taken; what was typed is still there, and one press asks.
    olena.visit("/people/new").await;
    olena.fill(&say.t("people-name"), "Sofiia Nova").await;
    olena.fill(&say.t("people-email"), "sofiia@svitanok.example").await;
    olena.press(keys::ENTER).await;
    olena.sees(&say.t("seats-way-free")).await;
    step(&olena, &say, "A12").await;
    assert_eq!(olena.value(&say.t("people-name")).await, "Sofiia Nova");
    olena.click(&say.t("seats-way-ask")).await;
    olena.arrives("/settings/seats").await;
    olena.sees(&say.t("seats-take-back")).await;
    sound(&olena, "/settings/seats").await;

    // A13: the partner sees it in the panel, and grants it.
    let zoryana = enter(&site, look, &say, "zoryana@obriy.example").await;
    zoryana.visit("/partner").await;
    zoryana.sees("Svitanok Ltd").await;
    sound(&zoryana, "/partner").await;
    zoryana.bring_into_sight(&say.t("partner-grant")).await;
    step(&zoryana, &say, "A13").await;
    zoryana.click(&say.t("partner-grant")).await;
    zoryana.sees(&say.t("partner-granted")).await;
    zoryana.visit(&format!("/partner/customers/{}", t.cast.account)).await;
    sound(&zoryana, "a customer's plan").await;
    t.by_hand("update accounts set paid_until = 1800000000000 where id = $1 and id = $2", t.cast.account)
        .await;
    olena.visit("/settings/seats").await;
    olena.sees(&say.t("seats-state-granted")).await;
    // A09: bought, used (nobody technical among them), free, until when.
    let stats = "return [...document.querySelectorAll('.stat')].map((one) => one.innerText.split(/\\s+/).join(' ')).join('; ')";
    let stats = olena.run(stats, vec![]).await.as_str().unwrap().to_owned();
    let counted = [("seats-bought", 7), ("seats-used", 6), ("seats-free", 1)];
    for (key, n) in counted {
        assert!(stats.contains(&format!("{} {n}", say.t(key))), "{key}: {stats}");
    }
    assert!(stats.contains(&say.t("seats-paid-until")) && stats.contains("2027"), "{stats}");
    sound(&olena, "/settings/seats").await;
    step(&olena, &say, "A09").await;
    let api = t.api(t.cast.olena).await;
    assert_eq!(api.get("/api/v1/seats").await.json()["free"], json!(1));
    t.leave().await;
}

pub async fn enter(site: &str, look: Look, say: &Say, login: &str) -> Browser {
    let browser = Browser::open(site, look).await;
    browser.bring_axe().await;
    browser.visit("/sign-in").await;
    browser.fill(&say.t("signin-login"), login).await;
    browser.fill(&say.t("signin-password"), PASSWORD).await;
    browser.press(keys::ENTER).await;
    browser.sees(&say.t("nav-deals")).await;
    browser
}

/// Nothing hangs over the edge, nothing jumps, no barrier, no word is missing.
pub async fn sound(browser: &Browser, page: &str) {
    assert_eq!(browser.overflow().await, 0, "{page} is wider than the screen");
    let text = browser.text().await;
    assert!(!text.contains('{') && !text.contains('}'), "a word is missing on {page}: {text}");
    assert_eq!(browser.findings().await, Vec::<String>::new(), "{page}");
}
