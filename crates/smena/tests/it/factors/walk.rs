//! The same as a person does it, in a browser.

use kit::lang::Lang;

use super::required::{at_once, require};
use super::{ANNA, Phone};
use crate::app::TestApp;
use crate::browser::{Browser, Look, keys};
use crate::cast::PASSWORD;
use crate::on_both;
use crate::walkthrough::{picture, sign_in};

on_both! {
    // A17
    async fn a_person_sets_the_second_factor_up_and_signs_in_with_it(t) {
        set_up(t, Lang::En, Look::desktop("en")).await;
    }

    // G12: by touch, 360 pixels wide.
    async fn a_person_sets_the_second_factor_up_on_a_phone(t) {
        t.by_hand("update people set lang = 'uk' where account_id = $1 and id = $2", t.cast.anna).await;
        set_up(t, Lang::Uk, Look::phone("uk").dark()).await;
    }

    // It is required from today on: nothing else opens, and then the page that was asked for.
    async fn a_person_of_whom_it_is_required_sets_it_up_first(t) {
        forced(t, Lang::En, Look::desktop("en")).await;
    }

    async fn a_person_of_whom_it_is_required_sets_it_up_first_on_a_phone(t) {
        t.by_hand("update people set lang = 'ru' where account_id = $1 and id = $2", t.cast.anna).await;
        forced(t, Lang::Ru, Look::phone("ru").dark()).await;
    }
}

on_both! {
    // A quarter of an hour after signing in a token asks for the password again, and one press makes it.
    async fn a_person_shows_again_that_it_is_them(t) {
        prove(t, Lang::En, Look::desktop("en")).await;
    }

    async fn a_person_shows_again_that_it_is_them_on_a_phone(t) {
        t.by_hand("update people set lang = 'uk' where account_id = $1 and id = $2", t.cast.anna).await;
        prove(t, Lang::Uk, Look::phone("uk").dark()).await;
    }
}

async fn prove(t: &TestApp, lang: Lang, look: Look) {
    let say = t.app.words.say(lang);
    let browser = Browser::open(&t.serve().await, look).await;
    sign_in(&browser, &say, ANNA).await;
    t.clock.advance(base::authz::PROOF_MS);
    browser.visit("/me").await;
    browser.fill(&say.t("signin-token-name"), "Shop").await;
    browser.press(keys::ENTER).await;
    browser.sees(&say.t("proof-title")).await;
    picture(&browser, &say, "proof").await;
    browser.press("not my password").await;
    browser.press(keys::ENTER).await;
    browser.sees(&say.t("error-password-wrong")).await;
    browser.fill(&say.t("signin-password-current"), PASSWORD).await;
    browser.press(keys::ENTER).await;
    browser.sees(&say.t("signin-token-made")).await;
    browser.sees("Shop").await;
}

async fn set_up(t: &TestApp, lang: Lang, look: Look) {
    let say = t.app.words.say(lang);
    let browser = Browser::open(&t.serve().await, look).await;
    sign_in(&browser, &say, ANNA).await;
    browser.visit("/me").await;
    browser.click(&say.t("factor-set-up")).await;
    browser.arrives("/me/second-factor").await;
    picture(&browser, &say, "factor-set-up").await;
    let secret = browser.value(&say.t("factor-secret")).await;
    let phone = Phone { secret, codes: Vec::new() };
    browser.fill(&say.t("factor-code-app"), &phone.shows(t.app.now())).await;
    browser.fill(&say.t("signin-password-current"), PASSWORD).await;
    browser.press(keys::ENTER).await;
    browser.sees(&say.t("factor-codes-once")).await;
    picture(&browser, &say, "factor-codes").await;
    browser.click(&say.t("factor-codes-kept")).await;
    browser.arrives("/me").await;
    browser.click(&say.t("factor-change")).await;
    browser.sees(&say.n("factor-codes-left", 10)).await;
    picture(&browser, &say, "factor-on").await;

    let again = Browser::open(&t.serve().await, look).await;
    again.visit("/sign-in").await;
    again.fill(&say.t("signin-login"), ANNA).await;
    again.fill(&say.t("signin-password"), PASSWORD).await;
    again.press(keys::ENTER).await;
    again.sees(&say.t("factor-ask-text")).await;
    picture(&again, &say, "factor-ask").await;
    again.press(&phone.wrong(t)).await;
    again.press(keys::ENTER).await;
    again.sees(&say.t("error-code-wrong")).await;
    again.fill(&say.t("factor-code"), &phone.next(t)).await;
    again.press(keys::ENTER).await;
    again.sees(&say.t("nav-deals")).await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
}

async fn forced(t: &TestApp, lang: Lang, look: Look) {
    require(t, at_once()).await;
    let say = t.app.words.say(lang);
    let browser = Browser::open(&t.serve().await, look).await;
    browser.visit("/contacts").await;
    browser.fill(&say.t("signin-login"), ANNA).await;
    browser.fill(&say.t("signin-password"), PASSWORD).await;
    browser.press(keys::ENTER).await;
    browser.sees(&say.with("factor-needed-text", &[("account", "Svitanok Ltd".into())])).await;
    picture(&browser, &say, "factor-needed").await;
    let phone = Phone { secret: browser.value(&say.t("factor-secret")).await, codes: Vec::new() };
    browser.fill(&say.t("factor-code-app"), &phone.shows(t.app.now())).await;
    browser.fill(&say.t("signin-password-current"), PASSWORD).await;
    browser.press(keys::ENTER).await;
    browser.sees(&say.t("factor-codes-once")).await;
    browser.click(&say.t("factor-codes-kept")).await;
    browser.arrives("/contacts").await;
    browser.sees(&say.t("nav-contacts")).await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
}
