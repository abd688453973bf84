//! The same as a person does it, in a browser.

use kit::lang::Lang;

use super::{ANNA, NEW, answered};
use crate::app::{self, TestApp};
use crate::browser::{Browser, Look, keys};
use crate::on_both;
use crate::post_office::PostOffice;
use crate::steps::step;
use crate::walkthrough::picture;

on_both! {
    // K13
    async fn who_forgot_the_password_gets_in_by_the_letter(t) {
        get_in(t, Lang::En, Look::desktop("en")).await;
    }

    // G07: by touch, 360 pixels wide.
    async fn who_forgot_the_password_gets_in_by_the_letter_on_a_phone(t) {
        get_in(t, Lang::Uk, Look::phone("uk").dark()).await;
    }
}

pub async fn get_in(t: &TestApp, lang: Lang, look: Look) {
    let office = PostOffice::open();
    let product = office.for_app(t);
    let say = product.words.say(lang);
    let site = app::serve(smena::app::router(product.clone())).await;
    let browser = Browser::open(&site, look).await;
    browser.visit("/sign-in").await;
    browser.click(&say.t("signin-forgotten")).await;
    browser.arrives("/sign-in/forgotten").await;
    picture(&browser, &say, "forgotten").await;
    browser.fill(&say.t("signin-login"), ANNA).await;
    browser.press(keys::ENTER).await;
    browser.sees(&say.t("forgotten-sent")).await;
    picture(&browser, &say, "forgotten-sent").await;
    step(&browser, &say, "K13").await;
    answered(&product).await;
    browser.visit(&office.letter().link()).await;
    browser.sees(&say.t("forgotten-new")).await;
    picture(&browser, &say, "forgotten-new").await;
    step(&browser, &say, "G07").await;
    browser.fill(&say.t("signin-password-new"), NEW).await;
    browser.press(keys::ENTER).await;
    // From here on in Anna's own language.
    browser.sees(&product.words.say(Lang::En).t("signin-password-changed")).await;
}
