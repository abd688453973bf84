//! Work goes to others, somebody leaves, and comes back.

use base::words::Say;
use kit::lang::Lang;
use serde_json::json;

use super::step;
use crate::app::{Engine, TestApp};
use crate::browser::{Browser, Look, keys};
use crate::walkthrough::sign_in;

pub async fn there_and_back(lang: Lang, look: Look) {
    let t = TestApp::start(Engine::Sqlite).await;
    let (site, say) = (t.serve().await, t.app.words.say(lang));
    let (anna, olena_api) = (t.api(t.cast.anna).await, t.api(t.cast.olena).await);
    for title in ["Lanterns for the town hall", "A year of candles"] {
        anna.post_json("/api/v1/deals", json!({ "title": title })).await.expect_status(201);
    }
    let held = async |person: i64| {
        olena_api.get(&format!("/api/v1/deals?responsible_id={person}")).await.json()["count"].clone()
    };
    let status =
        async || olena_api.get(&format!("/api/v1/people/{}", t.cast.anna)).await.json()["status"].clone();
    let olena = Browser::open(&site, look).await;
    sign_in(&olena, &say, "olena@svitanok.example").await;
    let card = format!("/people/{}", t.cast.anna);

    // G01: the work goes, she stays.
    olena.visit(&card).await;
    menu(&olena, &say.t("people-hand-over")).await;
    give_to(&olena, &say, "Borys").await;
    step(&olena, &say, "G01").await;
    olena.click(&say.t("handovers-do-handover")).await;
    olena.sees(&say.with("handovers-done-handover", &[("name", "Anna Melnyk".into())])).await;
    assert_eq!((held(t.cast.borys).await, status().await), (json!(2), json!("active")));

    // Back to her. K15: blocked, she is at the door at once and at the end of the list; unblocked, she gets in again.
    olena.click(&say.t("handovers-do-undo")).await;
    olena.sees(&say.t("handovers-state-undone")).await;
    let her = Browser::open(&site, look).await;
    sign_in(&her, &say, "anna@svitanok.example").await;
    olena.visit(&card).await;
    menu(&olena, &say.t("people-block")).await;
    olena.sees(&say.t("handovers-block-text")).await;
    olena.click(&say.t("handovers-do-block")).await;
    olena.sees(&say.t("handovers-blocked")).await;
    her.arrives("/sign-in").await;
    let login = json!({ "login": "anna@svitanok.example", "password": crate::cast::PASSWORD });
    t.stranger().post_json("/api/v1/sign-in", login.clone()).await.expect_problem(422, "sign_in");
    olena.visit("/people").await;
    let last =
        olena.run("return [...document.querySelectorAll('main tbody tr')].at(-1).innerText", vec![]).await;
    let last = last.as_str().unwrap();
    assert!(last.contains("Anna Melnyk") && last.contains(&say.t("status-blocked")), "{last}");
    olena.bring_into_sight("Anna Melnyk").await;
    step(&olena, &say, "K15").await;
    olena.visit(&card).await;
    menu(&olena, &say.t("people-unblock")).await;
    olena.sees(&say.t("handovers-unblocked")).await;
    t.stranger().post_json("/api/v1/sign-in", login).await.expect_status(201);

    // Now she leaves. K16: line by line, nothing is left.
    olena.visit(&card).await;
    menu(&olena, &say.t("people-deactivate")).await;
    give_to(&olena, &say, "Vira").await;
    olena.click(&say.t("handovers-do-departure")).await;
    olena.sees(&say.with("handovers-done-departure", &[("name", "Anna Melnyk".into())])).await;
    olena.visit(&format!("{card}/proof")).await;
    olena.sees(&say.t("handovers-proof-clean")).await;
    let lines = olena.read("main").await;
    let lines = lines.split_whitespace().collect::<Vec<_>>().join(" ");
    let keys = [
        "kind-deal",
        "kind-source",
        "kind-trigger",
        "access-session",
        "access-token",
        "handovers-proof-posts",
        "handovers-proof-covers",
        "handovers-scheduled",
    ];
    for line in keys.map(|key| say.t(key)) {
        assert!(lines.contains(&format!("{line} 0 {}", say.n("handovers-proof-left", 0))), "{line}: {lines}");
    }
    step(&olena, &say, "K16").await;

    // K14: her card stays for history, and nothing on it deletes her outright.
    olena.visit(&card).await;
    olena.sees(&say.t("status-departed")).await;
    olena.sees("Anna Melnyk").await;
    let acts =
        "return [...document.querySelectorAll('main a, main button')].map((one) => one.innerText.trim())";
    let acts = olena.run(acts, vec![]).await;
    assert!(!acts.as_array().unwrap().contains(&json!(say.t("records-delete"))), "{acts}");
    step(&olena, &say, "K14").await;

    // K17: the same person again, with her work.
    olena.click(&say.t("people-reactivate")).await;
    olena.sees(&say.t("handovers-work-back")).await;
    step(&olena, &say, "K17").await;
    olena.click(&say.t("handovers-do-reactivate")).await;
    olena.sees(&say.t("handovers-reactivated-back")).await;
    assert_eq!((held(t.cast.anna).await, status().await), (json!(2), json!("active")));

    // G05: the only administrator stays one.
    olena.visit(&format!("/people/{}/edit", t.cast.olena)).await;
    olena.fill(&say.t("people-role"), &say.t("role-seller")).await;
    olena.click(&say.t("people-save")).await;
    olena.sees(&say.t("error-last-administrator")).await;
    step(&olena, &say, "G05").await;
    let me = olena_api.get(&format!("/api/v1/people/{}", t.cast.olena)).await.json();
    assert_eq!(me["category"], "administrator");
    t.leave().await;
}

async fn menu(olena: &Browser, says: &str) {
    olena.tap("main details.menu > summary").await;
    olena.click(says).await;
}

async fn give_to(olena: &Browser, say: &Say, name: &str) {
    olena.fill(&say.t("handovers-successor"), name).await;
    olena.press(keys::ENTER).await;
    olena.appears("#sketch .flow-to .chip:not(.away)").await;
}
