//! Every step of the walkthroughs by touch, 360 pixels wide (G12). Each story is told here in one language; `make guide`
//! tells all of them in all three and keeps the pictures that their steps take.

mod adding;
mod known;
mod leaving;

use std::fs;
use std::path::PathBuf;

use base::words::Say;
use kit::lang::Lang;

use crate::app::{Engine, TestApp};
use crate::browser::{Browser, Look};

// G12
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_is_added_on_a_phone() {
    adding::by_the_form(Lang::Ru, Look::phone("ru")).await;
}

// G12
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_comes_in_by_a_letter_or_a_link_on_a_phone() {
    adding::by_letter_and_by_link(Lang::Uk, Look::phone("uk")).await;
}

// G12
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_are_found_known_and_changed_on_a_phone() {
    known::found_and_changed(Lang::En, Look::phone("en")).await;
}

// G12
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn seats_are_counted_on_a_phone() {
    known::counted(Lang::Ru, Look::phone("ru")).await;
}

// G12
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn work_is_handed_over_and_comes_back_on_a_phone() {
    leaving::there_and_back(Lang::Uk, Look::phone("uk")).await;
}

/// The screen at a step: nothing hangs over its edge, no word is missing. A phone's picture of it lies in `target/steps`.
pub async fn step(browser: &Browser, say: &Say, id: &str) {
    assert_eq!(browser.overflow().await, 0, "{id} is wider than the screen");
    let text = browser.text().await;
    assert!(!text.contains('{') && !text.contains('}'), "a word is missing at {id}: {text}");
    if browser.is_phone() {
        let folder = taken(say.lang);
        fs::create_dir_all(&folder).unwrap();
        browser.photograph_screen(&folder.join(format!("{id}.webp"))).await;
    }
}

/// Where the steps of a language leave their pictures.
fn taken(lang: Lang) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target/steps").join(lang.code())
}

/// Tells every story in a language and gives the folder of the pictures.
pub async fn all(lang: Lang) -> PathBuf {
    fs::remove_dir_all(taken(lang)).ok();
    let look = Look::phone(lang.code());
    let t = TestApp::start(Engine::Sqlite).await;
    crate::walkthrough::take_out(&t, lang, look).await;
    t.leave().await;
    let t = TestApp::start(Engine::Sqlite).await;
    crate::forgotten::walk::get_in(&t, lang, look).await;
    t.leave().await;
    let t = TestApp::start(Engine::Sqlite).await;
    crate::roles::browser::edit(&t, lang, look).await;
    t.leave().await;
    adding::by_the_form(lang, look).await;
    adding::by_letter_and_by_link(lang, look).await;
    known::found_and_changed(lang, look).await;
    known::counted(lang, look).await;
    leaving::there_and_back(lang, look).await;
    crate::asks::walk(lang, look).await;
    crate::erasure::browser::walk(lang, look).await;
    crate::erasure::mine::walk(lang, look).await;
    crate::integrators::walk::walk(lang, look).await;
    crate::open_links::walk(lang, look).await;
    crate::partners::searches::walk(lang, look).await;
    crate::partners::walk::walk(lang, look).await;
    crate::pictures::choose_one(lang, look).await;
    crate::reviews::walk::walk(lang, look).await;
    crate::signin::elsewhere::walk(lang, look).await;
    crate::structure::browser::by_touch(lang, look).await;
    taken(lang)
}
