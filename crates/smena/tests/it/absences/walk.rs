//! G01 as people do it, in a real browser.

use kit::lang::Lang;
use serde_json::json;

use crate::app::{Engine, TestApp};
use crate::browser::Look;
use crate::partners::walk::{enter, sound};

// G01
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_goes_on_leave_at_a_desk() {
    walk(Lang::Ru, Look::desktop("ru").dark()).await;
}

// G01, G12
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_goes_on_leave_on_a_phone() {
    walk(Lang::Uk, Look::phone("uk")).await;
}

async fn walk(lang: Lang, look: Look) {
    let t = TestApp::start(Engine::Sqlite).await;
    let (site, say) = (t.serve().await, t.app.words.say(lang));
    let deal = json!({ "title": "Boiler" });
    t.api(t.cast.anna).await.post_json("/api/v1/deals", deal).await.expect_status(201);

    let anna = enter(&site, look, &say, "anna@svitanok.example").await;
    anna.visit("/me").await;
    anna.click(&say.t("covers-away")).await;
    anna.sees(&say.t("absences-first")).await;
    sound(&anna, "the form of an absence").await;
    anna.fill(&say.t("absences-first"), "2026-11-23").await;
    anna.fill(&say.t("absences-last"), "2026-11-27").await;
    anna.fill(&say.t("absences-reason"), &say.t("absence-reason-sick")).await;
    anna.click(&say.t("absences-do")).await;
    anna.sees(&say.t("coverage-nobody-text")).await;
    sound(&anna, "the absence that nobody covers").await;
    anna.click(&say.with("absences-takes", &[("name", "Vira Savchuk".into())])).await;
    anna.sees(&say.t("coverage-whole-text")).await;
    sound(&anna, "the absence that is covered").await;

    // Vira sees that Anna is away and not why; a phone has the list in place of the table.
    let vira = enter(&site, look, &say, "vira@svitanok.example").await;
    vira.visit("/absences").await;
    vira.sees("Anna Melnyk").await;
    sound(&vira, "/absences").await;
    let drawn =
        vira.run("return getComputedStyle(document.querySelector('.month-frame')).display", vec![]).await;
    assert_eq!(drawn == json!("none"), look.phone, "{drawn}");
    let text = vira.text().await;
    assert!(
        text.contains(&say.t("absences-group-today")) && !text.contains(&say.t("absence-reason-sick")),
        "{text}"
    );
    vira.visit("/absences?month=2026-12").await;
    vira.sees(&say.t("absences-none")).await;

    // Back before the last day: the cover goes along.
    anna.visit("/me").await;
    anna.click_in(&say.t("absences-title"), &say.t("absences-calendar")).await;
    anna.sees(&say.t("absences-group-today")).await;
    anna.click(&say.t("absences-open")).await;
    anna.click(&say.t("absences-back-now")).await;
    anna.sees(&say.t("absences-end-covers")).await;
    sound(&anna, "the question before it is withdrawn").await;
    anna.click_in(&say.t("absences-end-covers"), &say.t("absences-back-now")).await;
    anna.sees(&say.t("absences-withdrawn")).await;
    vira.visit("/deals").await;
    assert!(!vira.text().await.contains("Boiler"));
    assert_eq!(anna.complaints().await, Vec::<String>::new());
    t.leave().await;
}
