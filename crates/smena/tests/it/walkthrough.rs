//! The main job as a person does it: in a real browser, in each language, on both engines.
//! The administrator takes a person out (A01–A08), sees the proof, and has it all back.

use base::words::Say;
use kit::lang::Lang;
use serde_json::json;

use crate::app::TestApp;
use crate::browser::{Browser, Look, keys};
use crate::cast::PASSWORD;
use crate::on_both;
use crate::steps::step;

on_both! {
    async fn an_administrator_takes_a_person_out_in_english(t) {
        take_out(t, Lang::En, Look::desktop("en")).await;
    }

    async fn an_administrator_takes_a_person_out_in_russian(t) {
        take_out(t, Lang::Ru, Look::desktop("ru").dark()).await;
    }

    // G12: the same by touch, 360 pixels wide.
    async fn an_administrator_takes_a_person_out_in_ukrainian_on_a_phone(t) {
        take_out(t, Lang::Uk, Look::phone("uk")).await;
    }
}

pub async fn take_out(t: &TestApp, lang: Lang, look: Look) {
    let say = t.app.words.say(lang);
    anna_has_work(t).await;
    let site = t.serve().await;

    // Anna is at her desk; Settings is not in her panel (A01).
    let anna = Browser::open(&site, look).await;
    sign_in(&anna, &say, "anna@svitanok.example").await;
    assert!(
        !anna
            .run("return document.body.innerHTML", vec![])
            .await
            .as_str()
            .unwrap()
            .contains("href=\"/settings\"")
    );

    // Olena opens the list of people (A01, A02) and sees everybody.
    let olena = Browser::open(&site, look).await;
    sign_in(&olena, &say, "olena@svitanok.example").await;
    assert!(
        olena
            .run("return document.body.innerHTML", vec![])
            .await
            .as_str()
            .unwrap()
            .contains("href=\"/settings\"")
    );
    olena.visit("/settings").await;
    step(&olena, &say, "A01").await;
    olena.visit("/people").await;
    olena.bring_into_sight(&say.t("people-tick-all")).await;
    step(&olena, &say, "A02").await;
    for name in ["Anna Melnyk", "Borys Kravets", "Petro Lys"] {
        olena.sees(name).await;
    }
    // A03: ticking shows how many are ticked and what can be done.
    olena.tick("Anna Melnyk").await;
    olena.sees(&say.t("people-ticked")).await;
    assert_eq!(olena.read("[data-tick-count]").await, "1");
    olena.tick("Vira Savchuk").await;
    assert_eq!(olena.read("[data-tick-count]").await, "2");
    olena.tick("Vira Savchuk").await;
    assert_eq!(olena.read("[data-tick-count]").await, "1");
    step(&olena, &say, "A03").await;
    picture(&olena, &say, "people").await;
    // A04: the dialog opens; nothing has changed yet.
    olena.click(&say.t("people-deactivate")).await;
    olena.sees(&say.with("handovers-title-departure", &[("name", "Anna Melnyk".into())])).await;
    olena.sees(&say.t("handovers-nothing-changed")).await;
    step(&olena, &say, "A04").await;
    assert_eq!(status(t).await, "active");
    // A05: the true counts: three deals, two of them open, one of everything else; and what of her access will end.
    let apart = say.with("handovers-open-closed", &[("open", 2.into()), ("closed", 1.into())]);
    let squeezed = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = squeezed(olena.text().await);
    assert!(text.contains(&squeezed(format!("{} 3 {apart}", say.t("kind-deal")))), "{text}");
    for kind in ["contact", "company", "task", "source", "trigger"] {
        assert!(text.contains(&format!("{} 1", say.t(&format!("kind-{kind}")))), "{kind}: {text}");
    }
    assert!(text.contains(&say.t("access-session")) && text.contains(&say.t("access-token")), "{text}");
    olena.bring_into_sight(&say.t("access-session")).await;
    step(&olena, &say, "A05").await;
    // A06: only those who can receive it are offered.
    let offered = olena
        .run("return [...document.querySelector('[name=successor]').options].map(o => o.text).join()", vec![])
        .await;
    let offered = offered.as_str().unwrap();
    assert!(
        offered.contains("Borys Kravets")
            && !offered.contains("Petro Lys")
            && !offered.contains("Anna Melnyk"),
        "{offered}"
    );
    olena.fill(&say.t("handovers-successor"), "Borys").await;
    step(&olena, &say, "A06").await;
    olena.press(keys::ENTER).await;
    // What would happen is drawn as soon as it is chosen, with what to mind: still nothing has changed.
    olena.appears("#sketch .flow-to .chip:not(.away)").await;
    assert!(olena.read("#sketch .flow-to").await.contains("Borys Kravets"));
    olena.appears("#mind .notice.warn").await;
    assert!(olena.read("#mind").await.contains(&say.t("handovers-mind")));
    assert!(!olena.text().await.contains(&say.t("handovers-do-preview")));
    picture(&olena, &say, "handover").await;
    assert_eq!(status(t).await, "active");
    // A07: one press; access ends and the work moves.
    olena.click(&say.t("handovers-do-departure")).await;
    olena.sees(&say.with("handovers-done-departure", &[("name", "Anna Melnyk".into())])).await;
    picture(&olena, &say, "proof").await;
    step(&olena, &say, "A07").await;
    assert_eq!(status(t).await, "departed");
    // Anna's open page goes to the door by itself.
    anna.arrives("/sign-in").await;
    // A08: her seat is free.
    assert_eq!(seats_used(t).await, 5);
    let fact = olena.path().await;
    olena.visit("/settings/seats").await;
    let used = "return [...document.querySelectorAll('.stat')].map((one) => one.innerText.split(/\\s+/).join(' ')).join('; ')";
    let used = olena.run(used, vec![]).await;
    assert!(used.as_str().unwrap().contains(&format!("{} 5", say.t("seats-used"))), "{used}");
    step(&olena, &say, "A08").await;
    olena.visit(&fact).await;

    // Have it all back.
    olena.click(&say.t("handovers-do-undo")).await;
    olena.sees(&say.t("handovers-state-undone")).await;
    assert_eq!(status(t).await, "active");
    assert_eq!(seats_used(t).await, 6);
    assert_eq!(olena.complaints().await, Vec::<String>::new());
}

/// Three deals, one of them won, and one of everything else that a person holds.
async fn anna_has_work(t: &TestApp) {
    let api = t.api(t.cast.anna).await;
    let pipelines = api.get("/api/v1/pipelines").await.expect_status(200).json();
    let stages = pipelines["items"][0]["stages"].as_array().unwrap().clone();
    let won = stages.iter().find(|stage| stage["outcome"] == "won").unwrap()["id"].clone();
    for title in ["Lanterns for the town hall", "A year of candles"] {
        api.post_json("/api/v1/deals", json!({"title": title, "amount": 125_000})).await.expect_status(201);
    }
    api.post_json("/api/v1/deals", json!({"title": "Lamps", "stage_id": won})).await.expect_status(201);
    api.post_json("/api/v1/contacts", json!({"name": "Solomiia Hnatiuk"})).await.expect_status(201);
    api.post_json("/api/v1/companies", json!({"name": "Lantern Works"})).await.expect_status(201);
    api.post_json("/api/v1/tasks", json!({"title": "Call the town hall", "due_at": "2026-12-01T09:00:00Z"}))
        .await
        .expect_status(201);
    let (olena, anna) = (t.api(t.cast.olena).await, t.cast.anna);
    let form = json!({"name": "Site", "responsible_id": anna});
    olena.post_json("/api/v1/forms", form).await.expect_status(201);
    let trigger = json!({"name": "Call back", "stage_id": won, "does": "task", "title": "Call", "days": 3, "responsible_id": anna});
    olena.post_json("/api/v1/triggers", trigger).await.expect_status(201);
}

pub async fn sign_in(browser: &Browser, say: &Say, email: &str) {
    browser.visit("/").await;
    browser.fill(&say.t("signin-login"), email).await;
    browser.fill(&say.t("signin-password"), PASSWORD).await;
    browser.press(keys::ENTER).await;
    browser.sees(&say.t("nav-deals")).await;
}

/// A picture for the guide; on the way: nothing hangs over the edge, and no word is missing.
pub async fn picture(browser: &Browser, say: &Say, name: &str) {
    assert_eq!(browser.overflow().await, 0, "{name} is wider than the screen");
    let text = browser.text().await;
    assert!(!text.contains("{people-") && !text.contains("{handovers-"), "a word is missing: {text}");
    browser.screenshot(&format!("{name}-{}", say.lang.code())).await;
}

async fn status(t: &TestApp) -> String {
    let anna = t.cast.anna;
    t.operator()
        .read(move |tx| Ok(base::org::find(tx, anna)?.unwrap().status.code().to_owned()))
        .await
        .unwrap()
}

async fn seats_used(t: &TestApp) -> i64 {
    let seats = t.api(t.cast.olena).await.get("/api/v1/seats").await.expect_status(200).json();
    seats["used"].as_i64().unwrap()
}
