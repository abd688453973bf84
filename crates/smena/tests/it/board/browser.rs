//! The board as a person sees it: in a real browser, on a desk and on a phone.

use kit::lang::Lang;
use serde_json::json;

use super::{deal, many};
use crate::app::{Engine, TestApp};
use crate::browser::{Browser, Look};
use crate::deals::{id, make, stages};
use crate::walkthrough::{picture, sign_in};

/// Takes the card of a deal and lets it go over the column of a stage.
const DRAG: &str = "const [card, column] = [`#deal-${arguments[0]}`, `[data-drop=\"${arguments[1]}\"]`].map((at) => document.querySelector(at));
    const tell = (at, what) => at.dispatchEvent(new DragEvent(what, { bubbles: true, cancelable: true, dataTransfer: new DataTransfer() }));
    tell(card, 'dragstart'); tell(column, 'dragover'); tell(column, 'drop'); tell(card, 'dragend');";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cards_are_dragged_and_a_column_grows() {
    let t = TestApp::start(Engine::Sqlite).await;
    let say = t.app.words.say(Lang::En);
    let api = t.api(t.cast.anna).await;
    let stages = stages(&api).await;
    many(&api, stages[1], 30).await;
    let boat = make(&api, json!({ "title": "Boat", "amount": 5_000 })).await;
    let page = Browser::open(&t.serve().await, Look::desktop("en")).await;
    sign_in(&page, &say, "anna@svitanok.example").await;
    page.visit("/deals/board").await;
    page.sees("Boat").await;
    picture(&page, &say, "board").await;
    page.run(DRAG, vec![boat["id"].clone(), json!(stages[2])]).await;
    page.sees("The deal is at the stage").await;
    assert_eq!(deal(&t, &boat).await["stage_id"], stages[2]);
    // Somebody else is quicker.
    let quicker = json!({ "version": 2, "stage_id": stages[0] });
    t.api(t.cast.borys)
        .await
        .patch(&format!("/api/v1/deals/{}", id(&boat)), quicker)
        .await
        .expect_status(200);
    page.run(DRAG, vec![boat["id"].clone(), json!(stages[4])]).await;
    page.sees("was changed meanwhile by Borys Kravets").await;
    assert_eq!(deal(&t, &boat).await["stage_id"], stages[0]);
    // By the menu, over the page.
    page.click_in("Boat", &say.t("deals-move")).await;
    page.sees("Now: New").await;
    page.click("Qualified").await;
    page.sees("The deal is at the stage “Qualified” now").await;
    let count = format!("return document.querySelectorAll('#cards-{} > li').length", stages[1]);
    assert_eq!(page.run(&count, vec![]).await, 25);
    page.click(&say.t("deals-board-more")).await;
    page.sees("Deal 0").await;
    assert_eq!(page.run(&count, vec![]).await, 31);
    t.leave().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_a_phone_a_column_is_pushed_aside_and_nothing_else() {
    let t = TestApp::start(Engine::Sqlite).await;
    let say = t.app.words.say(Lang::Uk);
    let api = t.api(t.cast.anna).await;
    make(&api, json!({ "title": format!("{} عربي 🚀", "Я".repeat(190)), "closes_on": "2026-11-20" })).await;
    let page = Browser::open(&t.serve().await, Look::phone("uk").dark()).await;
    sign_in(&page, &say, "anna@svitanok.example").await;
    page.visit("/deals/board").await;
    page.sees("عربي").await;
    picture(&page, &say, "board").await;
    page.click(&say.t("deals-move")).await;
    page.sees("Зараз:").await;
    assert_eq!(page.overflow().await, 0);
    t.leave().await;
}
