//! The question and its answer in a real browser; what happens to a board that is open meanwhile.

use kit::lang::Lang;
use serde_json::json;

use super::{deal, pipeline, remove};
use crate::app::{Engine, TestApp};
use crate::browser::{Browser, Look};
use crate::deals::{id, make, stages};
use crate::walkthrough::{picture, sign_in};

/// Takes the card of a deal and lets it go over the column of a stage.
const DRAG: &str = "const [card, column] = [`#deal-${arguments[0]}`, `[data-drop=\"${arguments[1]}\"]`].map((at) => document.querySelector(at));
    const tell = (at, what) => at.dispatchEvent(new DragEvent(what, { bubbles: true, cancelable: true, dataTransfer: new DataTransfer() }));
    tell(card, 'dragstart'); tell(column, 'dragover'); tell(column, 'drop'); tell(card, 'dragend');";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_administrator_removes_a_stage_by_the_page() {
    let t = TestApp::start(Engine::Sqlite).await;
    let say = t.app.words.say(Lang::En);
    let olena = t.api(t.cast.olena).await;
    let stage = stages(&olena).await;
    let boat =
        make(&t.api(t.cast.anna).await, json!({ "title": "Boat", "stage_id": stage[2], "amount": 500 }))
            .await;
    for look in [Look::desktop("en"), Look::phone("en")] {
        let page = Browser::open(&t.serve().await, look).await;
        sign_in(&page, &say, "olena@svitanok.example").await;
        page.visit(&format!("/settings/pipelines/{}", id(&pipeline(&olena).await))).await;
        page.click("Remove stage “Offer”").await;
        page.sees("1 deal moves.").await;
        assert_eq!(page.overflow().await, 0);
        picture(&page, &say, "remove-stage").await;
        page.click("Cancel").await;
        page.sees("Place").await;
    }
    let page = Browser::open(&t.serve().await, Look::desktop("en")).await;
    sign_in(&page, &say, "olena@svitanok.example").await;
    page.visit(&format!("/settings/pipelines/{}/stages/{}/remove", id(&pipeline(&olena).await), stage[2]))
        .await;
    page.click(&say.t("removals-do")).await;
    page.sees("The stage “Offer” is removed; 1 deal is at “Qualified” now.").await;
    assert_eq!(deal(&t, &boat).await["stage_id"], stage[1]);
    assert_eq!(page.complaints().await, Vec::<String>::new());
    t.leave().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_open_board_says_that_a_stage_went_and_takes_the_card_back() {
    let t = TestApp::start(Engine::Sqlite).await;
    let say = t.app.words.say(Lang::En);
    let (olena, anna) = (t.api(t.cast.olena).await, t.api(t.cast.anna).await);
    let stage = stages(&olena).await;
    let boat = make(&anna, json!({ "title": "Boat", "stage_id": stage[0] })).await;
    let tea = make(&anna, json!({ "title": "Tea", "stage_id": stage[2] })).await;
    let page = Browser::open(&t.serve().await, Look::desktop("en")).await;
    sign_in(&page, &say, "anna@svitanok.example").await;
    page.visit("/deals/board").await;
    page.sees("Boat").await;
    remove(&olena, stage[2], stage[1]).await.expect_status(200);
    page.sees(&say.t("records-stages-changed")).await;
    // The page stays as it is; a card that is dropped into the column that went stands where it stood.
    page.run(DRAG, vec![boat["id"].clone(), json!(stage[2])]).await;
    page.sees(&say.t("deals-board-stage-gone")).await;
    let of = |deal: i64| {
        format!("return document.querySelector('#deal-{deal}').closest('[data-drop]').dataset.drop")
    };
    assert_eq!(page.run(&of(id(&boat)), vec![]).await, stage[0].to_string());
    assert_eq!(page.run(&of(id(&tea)), vec![]).await, stage[1].to_string());
    assert_eq!(deal(&t, &boat).await["version"], 1);
    picture(&page, &say, "board-stage-gone").await;
    // From the fresh board it goes on.
    page.run(DRAG, vec![boat["id"].clone(), json!(stage[1])]).await;
    page.sees("The deal is at the stage “Qualified” now").await;
    t.leave().await;
}
