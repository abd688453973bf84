//! The same in a browser: a sole administrator who wants to leave exports, closes, is sorry and calls it back; and the day.

use kit::lang::Lang;

use super::{NAME, until_the_day};
use crate::app::{Engine, TestApp};
use crate::browser::{Look, keys};
use crate::partners::walk::{enter, sound};

// G06
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_only_administrator_closes_the_company_at_a_desk() {
    walk(Lang::Ru, Look::desktop("ru")).await;
}

// G06, G12
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_only_administrator_closes_the_company_on_a_phone() {
    walk(Lang::Uk, Look::phone("uk").dark()).await;
}

async fn walk(lang: Lang, look: Look) {
    let t = TestApp::start(Engine::Sqlite).await;
    let (site, say) = (t.serve().await, t.app.words.say(lang));
    let anna = enter(&site, look, &say, "anna@svitanok.example").await;
    let olena = enter(&site, look, &say, "olena@svitanok.example").await;
    olena.visit("/me/leave").await;
    olena.sees(&say.t("asks-leave-last")).await;
    olena.click(&say.t("asks-leave-close")).await;
    olena.arrives("/settings/closing").await;
    sound(&olena, "/settings/closing").await;
    olena.click(&say.t("closing-export-open")).await;
    olena.arrives("/settings/export").await;
    sound(&olena, "/settings/export").await;
    olena.visit("/settings/closing").await;
    // Another name closes nothing, and what was typed is still there.
    olena.fill(&say.t("closing-reason"), "Obriy").await;
    olena.fill(&say.t("closing-name"), "Obriy Ltd").await;
    olena.press(keys::ENTER).await;
    olena.sees(&say.t("error-closing-name")).await;
    sound(&olena, "/settings/closing refused").await;
    olena.fill(&say.t("closing-name"), NAME).await;
    olena.press(keys::ENTER).await;
    olena.sees(&say.t("closing-meanwhile")).await;
    sound(&olena, "/settings/closing under way").await;

    // Anna's open page notices by itself; what she opens says why.
    anna.sees(&say.t("signin-title")).await;
    anna.visit("/deals").await;
    anna.sees(&say.t("web-closing-who")).await;
    anna.sees("Olena Bondar").await;
    sound(&anna, "the page of who is shut out").await;

    // Every page has the way back, and one press brings everything back.
    olena.visit("/tasks").await;
    olena.click(&say.t("web-closing-way")).await;
    olena.arrives("/settings/closing").await;
    olena.click_in(&say.t("closing-meanwhile"), &say.t("closing-call-back")).await;
    olena.sees(&say.t("closing-kept")).await;
    anna.visit("/deals").await;
    anna.sees(&say.t("nav-deals")).await;

    // Once more, and the day comes.
    olena.fill(&say.t("closing-name"), NAME).await;
    olena.press(keys::ENTER).await;
    olena.sees(&say.t("closing-meanwhile")).await;
    until_the_day(&t, 0).await;
    smena::housekeeping::round(&t.app).await.unwrap();
    olena.visit("/deals").await;
    olena.sees(&say.t("signin-title")).await;
    assert_eq!(people::accounts::find_all(&t.app).await.unwrap().len(), 1);
    t.leave().await;
}
