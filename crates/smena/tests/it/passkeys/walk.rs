//! The same as a person does it, in a browser with an authenticator of its own.

use kit::lang::Lang;

use super::ANNA;
use crate::app::TestApp;
use crate::browser::{Browser, Look, keys};
use crate::cast::PASSWORD;
use crate::on_both;
use crate::walkthrough::picture;

on_both! {
    // A17: added, signed in with, shown after a password and before what matters, removed.
    async fn a_person_adds_a_passkey_and_signs_in_with_it(t) {
        live_with(t, Lang::En, Look::desktop("en")).await;
    }

    // G12: by touch, 360 pixels wide.
    async fn a_person_adds_a_passkey_and_signs_in_with_it_on_a_phone(t) {
        t.by_hand("update people set lang = 'uk' where account_id = $1 and id = $2", t.cast.anna).await;
        live_with(t, Lang::Uk, Look::phone("uk").dark()).await;
    }

    async fn a_person_adds_a_passkey_and_signs_in_with_it_in_russian(t) {
        t.by_hand("update people set lang = 'ru' where account_id = $1 and id = $2", t.cast.anna).await;
        live_with(t, Lang::Ru, Look::phone("ru")).await;
    }

    // The page was open for longer than the proof lasts.
    async fn a_page_that_was_open_for_long_asks_who_it_is(t) {
        let say = t.app.words.say(Lang::En);
        let site = t.serve().await.replace("127.0.0.1", "localhost");
        let browser = Browser::open(&site, Look::desktop("en")).await;
        browser.gets_an_authenticator().await;
        crate::walkthrough::sign_in(&browser, &say, ANNA).await;
        browser.visit("/me/passkeys/new").await;
        browser.fill(&say.t("passkeys-name"), "Phone").await;
        t.clock.advance(base::authz::PROOF_MS);
        browser.press(keys::ENTER).await;
        browser.sees(&say.t("proof-title")).await;
        let seen = browser.text().await;
        assert!(!seen.contains(&say.t("proof-lost")), "{seen}");
        browser.fill(&say.t("signin-password-current"), PASSWORD).await;
        browser.press(keys::ENTER).await;
        browser.sees(&say.t("error-passkey-late")).await;
        assert_eq!(browser.value(&say.t("passkeys-name")).await, "Phone");
        browser.click(&say.t("passkeys-make")).await;
        browser.sees(&say.t("passkeys-first")).await;
    }

    // Under a number the page says where it goes on.
    async fn at_a_number_the_page_leads_to_the_name(t) {
        let say = t.app.words.say(Lang::En);
        let site = t.serve().await;
        let browser = Browser::open(&site, Look::desktop("en")).await;
        crate::walkthrough::sign_in(&browser, &say, ANNA).await;
        browser.visit("/me/passkeys/new").await;
        let named = site.replace("127.0.0.1", "localhost");
        browser.sees(&say.with("passkeys-needs-localhost", &[("address", named.as_str().into())])).await;
        picture(&browser, &say, "passkeys-not-here").await;
    }
}

async fn live_with(t: &TestApp, lang: Lang, look: Look) {
    let say = t.app.words.say(lang);
    let site = t.serve().await.replace("127.0.0.1", "localhost");
    let browser = Browser::open(&site, look).await;
    browser.gets_an_authenticator().await;
    browser.visit("/sign-in").await;
    picture(&browser, &say, "passkeys-sign-in").await;
    // There is none yet for this site.
    browser.click(&say.t("passkeys-sign-in")).await;
    browser.sees(&say.t("error-passkey-not")).await;
    browser.fill(&say.t("signin-login"), ANNA).await;
    browser.fill(&say.t("signin-password"), PASSWORD).await;
    browser.press(keys::ENTER).await;
    browser.sees(&say.t("nav-deals")).await;

    browser.visit("/me").await;
    browser.sees(&say.t("passkeys-what")).await;
    browser.click(&say.t("passkeys-add")).await;
    browser.arrives("/me/passkeys/new").await;
    picture(&browser, &say, "passkeys-new").await;
    browser.fill(&say.t("passkeys-name"), "Phone").await;
    browser.click(&say.t("passkeys-make")).await;
    browser.sees(&say.t("passkeys-first")).await;
    browser.click(&say.t("factor-codes-kept")).await;
    browser.arrives("/me").await;
    browser.sees("Phone").await;
    picture(&browser, &say, "passkeys-me").await;
    // The device has one already.
    browser.click(&say.t("passkeys-add")).await;
    browser.fill(&say.t("passkeys-name"), "Again").await;
    browser.press(keys::ENTER).await;
    browser.sees(&say.t("error-passkey-here")).await;

    // Out, and in without a password.
    sign_out(&browser).await;
    browser.click(&say.t("passkeys-sign-in")).await;
    browser.sees(&say.t("nav-deals")).await;

    // In with the password, and the passkey as the second step.
    sign_out(&browser).await;
    browser.fill(&say.t("signin-login"), ANNA).await;
    browser.fill(&say.t("signin-password"), PASSWORD).await;
    browser.press(keys::ENTER).await;
    browser.sees(&say.t("factor-ask-passkey")).await;
    picture(&browser, &say, "passkeys-second").await;
    browser.click(&say.t("passkeys-sign-in")).await;
    browser.sees(&say.t("nav-deals")).await;

    // A quarter of an hour later, before what matters.
    t.clock.advance(base::authz::PROOF_MS);
    browser.visit("/me").await;
    browser.fill(&say.t("signin-token-name"), "Shop").await;
    browser.press(keys::ENTER).await;
    browser.sees(&say.t("proof-title")).await;
    picture(&browser, &say, "passkeys-proof").await;
    browser.click(&say.t("passkeys-show")).await;
    browser.sees(&say.t("signin-token-made")).await;

    // Renamed, and removed.
    browser.visit("/me/passkeys").await;
    picture(&browser, &say, "passkeys-list").await;
    browser.fill(&say.t("passkeys-name"), "My phone").await;
    browser.press(keys::ENTER).await;
    browser.sees(&say.t("passkeys-renamed")).await;
    browser.click(&say.with("passkeys-remove", &[("name", "My phone".into())])).await;
    browser.sees(&say.t("passkeys-removed")).await;
    browser.sees(&say.t("passkeys-none")).await;
    sign_out(&browser).await;
    browser.click(&say.t("passkeys-sign-in")).await;
    browser.sees(&say.t("error-passkey-unknown")).await;
    let complaints = browser.complaints().await;
    // What was refused on purpose, and the question in place of an answer.
    let ours: Vec<_> =
        complaints.iter().filter(|said| !said.contains("422") && !said.contains("403")).collect();
    assert_eq!(ours, Vec::<&String>::new());
}

async fn sign_out(browser: &Browser) {
    browser.run("document.querySelector(\"form[action='/sign-out']\").requestSubmit()", vec![]).await;
    browser.arrives("/sign-in").await;
}
