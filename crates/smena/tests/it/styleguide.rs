//! The living pages of tokens and components: whole in every language, on every screen, light and dark.

use kit::lang::Lang;

use crate::app::{Engine, TestApp};
use crate::browser::{Browser, Look};
use crate::walkthrough::sign_in;

const PAGES: [(&str, &str); 6] = [
    ("tokens", "/styleguide"),
    ("acts", "/styleguide/acts"),
    ("forms", "/styleguide/forms"),
    ("lists", "/styleguide/lists"),
    ("messages", "/styleguide/messages"),
    ("work", "/styleguide/work"),
];

/// What looks like another component, or like nothing.
const UNSEEN: [&str; 6] =
    ["button_to", "button_value", "button_value_to", "hidden", "moment", "passkey_button"];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_component_fits_every_screen_in_every_language() {
    let t = TestApp::start(Engine::Sqlite).await;
    let site = t.serve().await;
    for (lang, code) in [(Lang::En, "en"), (Lang::Ru, "ru"), (Lang::Uk, "uk")] {
        let browser = Browser::open(&site, Look::desktop(code)).await;
        sign_in(&browser, &t.app.words.say(lang), "anna@svitanok.example").await;
        for (name, address) in PAGES {
            browser.visit(address).await;
            let text = browser.text().await;
            assert!(!text.contains("look-"), "a word is missing on {address} in {code}: {text}");
            for (width, height) in [(1440, 900), (360, 740)] {
                browser.resize(width, height).await;
                assert_eq!(browser.overflow().await, 0, "{address} in {code} is wider than {width} pixels");
                photograph(&browser, &format!("styleguide/{name}-{code}-{width}")).await;
            }
            browser.resize(1440, 900).await;
        }
        assert_eq!(browser.complaints().await, Vec::<String>::new());
    }
    t.leave().await;
}

async fn photograph(browser: &Browser, name: &str) {
    if std::env::var_os("SMENA_PICTURES").is_some() {
        browser.screenshot(&format!("{name}-light")).await;
        browser.dark(true).await;
        browser.screenshot(&format!("{name}-dark")).await;
        browser.dark(false).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_is_for_whoever_is_signed_in_and_shows_no_data() {
    let t = TestApp::start(Engine::Sqlite).await;
    t.stranger().get("/styleguide").await.expect_status(303);
    let anna = t.page(t.cast.anna).await;
    anna.get("/styleguide/nothing").await.expect_status(404);
    for (_, address) in PAGES {
        let page = anna.get(address).await.expect_status(200);
        page.expect_text("Styleguide").expect_no_text("Borys Kravets").expect_no_text("Petro Lys");
    }
    t.leave().await;
}

#[test]
fn every_component_is_shown() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../base/src/web");
    let read = |path: String| std::fs::read_to_string(&path).unwrap_or_else(|why| panic!("{path}: {why}"));
    let listed = read(format!("{folder}/components/mod.rs"));
    let pages: String = std::fs::read_dir(format!("{folder}/styleguide"))
        .unwrap()
        .map(|file| read(file.unwrap().path().display().to_string()))
        .collect();
    let names = listed.split("pub use ").skip(1).flat_map(|line| {
        let after = line.split(';').next().unwrap_or_default().split("::").last().unwrap_or_default();
        after
            .trim_matches(['{', '}', '\n', ' '])
            .split(',')
            .map(|name| name.trim().to_owned())
            .collect::<Vec<_>>()
    });
    let functions =
        names.filter(|name| name.starts_with(char::is_lowercase) && !UNSEEN.contains(&name.as_str()));
    let missing: Vec<String> = functions.filter(|name| !pages.contains(&format!("{name}("))).collect();
    assert!(missing.is_empty(), "the style guide does not show {}", missing.join(", "));
}
