//! What happens to one's own data, for everybody.

use kit::lang::Lang;
use serde_json::json;

use crate::app::{Engine, TestApp};
use crate::browser::{Browser, Look};
use crate::on_both;
use crate::steps::step;
use crate::walkthrough::sign_in;

on_both! {
    // G09: real numbers, and the names of who sees everything; of other companies nothing.
    async fn everybody_reads_what_is_kept_of_them_for_how_long_and_who_sees_it(t) {
        let (olena, anna) = (t.api(t.cast.olena).await, t.api(t.cast.anna).await);
        let deal = anna.post_json("/api/v1/deals", json!({ "title": "Lanterns" })).await.expect_status(201).json();
        let comment = json!({ "comment": "They want brass" });
        anna.post_json(&format!("/api/v1/deals/{}/comments", deal["id"]), comment).await.expect_status(201);
        let told = anna.get("/api/v1/me/data").await.expect_status(200).json();
        assert_eq!((&told["tokens"], &told["sign_ins"], &told["comments"]), (&json!(1), &json!(0), &json!(1)));
        assert_eq!(told["administrators"], json!([{ "id": t.cast.olena, "name": "Olena Bondar" }]));
        assert_eq!(told["retention"], json!({ "grace_days": 30, "entry_days": null }));
        let before = told["manage_people"].as_i64().unwrap();
        let manages = json!({ "own_rights": { "areas": { "people": true } } });
        olena.patch(&format!("/api/v1/people/{}", t.cast.borys), manages).await.expect_status(200);
        let rules = json!({ "grace_days": 14, "entry_days": 365 });
        olena.json(axum::http::Method::PUT, "/api/v1/retention", rules.clone()).await.expect_status(200);
        let told = anna.get("/api/v1/me/data").await.expect_status(200).json();
        assert_eq!((&told["retention"], told["manage_people"].as_i64().unwrap()), (&rules, before + 1));
        // The weakest role reads it, too.
        for person in [t.cast.anna, t.cast.hlib] {
            let page = t.page(person).await;
            page.get("/me").await.expect_text("/me/data");
            let read = page.get("/me/data").await.expect_status(200).expect_text("Olena Bondar").expect_text("Days: 14");
            read.expect_text("30 days in the bin").expect_no_text("Zoryana").expect_no_text("Obriy");
        }
        t.page(t.cast.zoryana).await.get("/me/data").await.expect_status(200).expect_text("Zoryana").expect_no_text("Olena").expect_text("Days: 30");
    }

    // G09: a sign-in that ran out is known as one that was ended is; and all the rest that is kept is named.
    async fn nothing_that_is_kept_goes_uncounted(t) {
        let anna = t.api(t.cast.anna).await;
        t.page(t.cast.anna).await.get("/me").await.expect_status(200);
        let absence = json!({ "first_day": "2026-11-24", "last_day": "2026-11-25", "reason": "sick", "word": "flu" });
        anna.post_json("/api/v1/absences", absence).await.expect_status(201);
        let told = anna.get("/api/v1/me/data").await.expect_status(200).json();
        assert_eq!((&told["sign_ins"], &told["past_sign_ins"]), (&json!(1), &json!(0)));
        t.clock.advance(31 * 86_400_000);
        let told = anna.get("/api/v1/me/data").await.expect_status(200).json();
        assert_eq!((&told["sign_ins"], &told["past_sign_ins"]), (&json!(0), &json!(1)));
        assert_eq!((&told["absences"], &told["requests"], &told["reviews"]), (&json!(1), &json!(0), &json!(0)));
        assert_eq!((&told["passkeys"], &told["second_factor"]), (&json!(0), &json!(false)));
        let page = t.page(t.cast.anna).await.get("/me/data").await.expect_status(200);
        let page = page.expect_text("Your absences, with the reason").expect_text("Passkeys").expect_text("Second factor");
        page.expect_text("see the days on which you are away").expect_text("Over, still known with the browser: 1");
    }
}

// G09, G12: at a desk and by touch.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_finds_it_from_the_own_page() {
    walk(Lang::Ru, Look::desktop("ru")).await;
    walk(Lang::Uk, Look::phone("uk")).await;
}

pub async fn walk(lang: Lang, look: Look) {
    let t = TestApp::start(Engine::Sqlite).await;
    let say = t.app.words.say(lang);
    let page = Browser::open(&t.serve().await, look).await;
    sign_in(&page, &say, "hlib@svitanok.example").await;
    page.visit("/me").await;
    page.click(&say.t("mydata-look")).await;
    page.sees(&say.t("mydata-who")).await;
    page.sees("Olena Bondar").await;
    step(&page, &say, "G09").await;
    assert_eq!(page.complaints().await, Vec::<String>::new());
    t.leave().await;
}
