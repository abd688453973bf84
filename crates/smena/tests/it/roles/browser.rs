//! Roles as a person sees and edits them: in a real browser, on a desk and on a phone.

use base::words::Say;
use kit::lang::Lang;
use serde_json::{Value, json};

use super::{at, deal, person, ready};
use crate::app::TestApp;
use crate::browser::{Browser, Look};
use crate::on_both;
use crate::walkthrough::{picture, sign_in};

on_both! {
    // A19, K04
    async fn an_administrator_edits_a_role_in_english(t) {
        edit(t, Lang::En, Look::desktop("en")).await;
    }

    // G12: the same 360 pixels wide, in the dark.
    async fn an_administrator_edits_a_role_in_russian_on_a_phone(t) {
        edit(t, Lang::Ru, Look::phone("ru").dark()).await;
    }
}

pub async fn edit(t: &TestApp, lang: Lang, look: Look) {
    let say = t.app.words.say(lang);
    let of_anna = arrange(t).await;
    let site = t.serve().await;
    let olena = Browser::open(&site, look).await;
    sign_in(&olena, &say, "olena@svitanok.example").await;
    olena.visit("/settings/roles").await;
    olena.sees(&say.t("role-observer")).await;
    picture(&olena, &say, "roles").await;

    // A cell is chosen; its colour follows at once, and saving says that it holds.
    let seller = ready(t, "seller").await;
    olena.visit(&format!("/settings/roles/{}", seller["id"])).await;
    let before = colour(&olena).await;
    olena.fill(&cell(&say, "deal", &say.t("deed-see")), &say.t("scope-all")).await;
    assert_ne!(before, colour(&olena).await);
    picture(&olena, &say, "role").await;
    olena.click(&say.t("roles-save")).await;
    olena.sees(&say.t("roles-saved")).await;
    assert_eq!(ready(t, "seller").await["kinds"]["deal"]["see"], "all");

    // What would orphan work is refused, with the way to hand it over.
    olena.tick(&cell(&say, "deal", &say.t("right-hold"))).await;
    olena.click(&say.t("roles-save")).await;
    olena.sees("Anna Melnyk").await;
    olena.sees(&say.t("people-hand-over")).await;
    picture(&olena, &say, "role-refused").await;

    olena.visit(&format!("/people/{}/rights", t.cast.anna)).await;
    olena.sees(&say.t("people-own-rights")).await;
    picture(&olena, &say, "rights").await;
    olena.fill(&cell(&say, "task", &say.t("deed-edit")), &say.t("scope-none")).await;
    olena.click(&say.t("people-save")).await;
    olena.sees(&say.t("people-rights-saved")).await;
    let rights = format!("{}/rights", person(t.cast.anna));
    let rights = t.api(t.cast.olena).await.get(&rights).await.json();
    assert_eq!(rights["own"]["kinds"], json!({ "contact": { "see": "all" }, "task": { "edit": "none" } }));
    let head = ready(t, "head").await;
    let both = format!("role={}&role={}&person={}", seller["id"], head["id"], t.cast.anna);
    olena.visit(&format!("/settings/roles/compare?{both}")).await;
    olena.sees(&say.t("roles-differs")).await;
    picture(&olena, &say, "roles-compare").await;
    olena.visit(&format!("/deals/{}", of_anna["id"])).await;
    olena.click(&say.t("records-access-ask")).await;
    olena.sees(&say.t("why-holds")).await;
    picture(&olena, &say, "who-sees").await;
    olena.visit("/people/new").await;
    olena.click(&say.t("people-role-new")).await;
    olena.sees(&say.t("people-role-new-text")).await;
    picture(&olena, &say, "role-in-place").await;
    // The browser notes the one refusal that was meant to be.
    let complaints: Vec<String> =
        olena.complaints().await.into_iter().filter(|c| !c.contains("409")).collect();
    assert_eq!(complaints, Vec::<String>::new());
}

/// Anna holds a deal and sees more than her role; sellers may not edit at the first stage.
async fn arrange(t: &TestApp) -> Value {
    let olena = t.api(t.cast.olena).await;
    let of_anna = deal(&t.api(t.cast.anna).await, json!({ "title": "Lanterns for the town hall" })).await;
    let stages = json!({ of_anna["stage_id"].to_string(): { "edit": "none", "delete": "none" } });
    olena.patch(&at(&ready(t, "seller").await), json!({ "stages": stages })).await.expect_status(200);
    let own =
        json!({ "own_rights": { "kinds": { "contact": { "see": "all" } }, "areas": { "billing": true } } });
    olena.patch(&person(t.cast.anna), own).await.expect_status(200);
    of_anna
}

async fn colour(browser: &Browser) -> Value {
    let script = "return getComputedStyle(document.querySelector('[name=\"deal.see\"]')).backgroundColor";
    browser.run(script, vec![]).await
}

/// What a cell of the matrix is called.
fn cell(say: &Say, kind: &str, right: &str) -> String {
    format!("{}: {right}", say.t(&format!("kind-{kind}")))
}
