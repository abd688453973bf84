//! Pages on paper: lists, cards and the report of a hand-over without panel and buttons, dark on white.

use kit::lang::Lang;
use smena::sample;

use crate::app::{Engine, TestApp};
use crate::browser::{Browser, Look, keys};
use crate::screenshots::Company;
use crate::structure::large;
use crate::walkthrough::sign_in;

/// Every visible part of a page that is only good on a screen, and whether the page is dark on white.
const ON_SCREEN_ONLY: &str = "
    const seen = (element) => element.checkVisibility({ visibilityProperty: true });
    const parts = 'button, .button, input:not([readonly]), select, textarea, nav, summary.button, [role=search], .skip';
    const left = [...document.querySelectorAll(parts)].filter(seen).map((part) => part.outerHTML.slice(0, 120));
    const { color, backgroundColor } = getComputedStyle(document.body);
    const light = (shade) => { const [l] = shade.match(/[\\d.]+/g).map(Number); return shade.startsWith('rgba(0, 0, 0, 0)') ? 1 : l; };
    if (light(color) > 0.3) left.push('the letters are ' + color);
    if (light(backgroundColor) < 1) left.push('the ground is ' + backgroundColor);
    return left.join('\\n');";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lists_cards_and_reports_print_without_what_is_pressed() {
    let t = TestApp::start(Engine::Sqlite).await;
    let filled = sample::fill(&t.app, Lang::En, false).await.unwrap().unwrap();
    let company = Company::of(&t, Lang::En, &filled).await;
    let say = t.app.words.say(Lang::En);
    let browser = Browser::open(&t.serve().await, Look::desktop("en").dark()).await;
    browser.visit("/sign-in").await;
    browser.fill(&say.t("signin-login"), filled.email).await;
    browser.fill(&say.t("signin-password"), &filled.password).await;
    browser.press(keys::ENTER).await;
    browser.sees(&say.t("nav-deals")).await;
    let printed = [
        "/deals",
        "/deals/{id}",
        "/deals/board",
        "/contacts/{id}",
        "/people",
        "/people/{id}",
        "/structure",
        "/handovers/{id}",
        "/handovers/{id}/print",
        "/people/{id}/proof",
    ];
    for path in printed {
        let address = company.address(path);
        browser.visit(&address).await;
        browser.on_paper().await;
        let left = browser.run(ON_SCREEN_ONLY, vec![]).await;
        assert_eq!(left, "", "{address} on paper");
        if std::env::var_os("SMENA_PICTURES").is_some() {
            browser.print(&format!("paper/{}", path.trim_matches('/').replace(['/', '{', '}'], "-"))).await;
        }
    }
    t.leave().await;
}

/// Everybody whose line in the structure is to be seen.
const DRAWN: &str = "return [...document.querySelectorAll('.unit li:not(.vacant)')].filter((line) => line.checkVisibility()).length";

// B03: what is folded on the screen is on paper, by the browser's own print and by the button.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_structure_of_a_large_company_prints_with_everybody() {
    let t = TestApp::start(Engine::Sqlite).await;
    large(&t).await;
    let say = t.app.words.say(Lang::En);
    let page = Browser::open(&t.serve().await, Look::desktop("en")).await;
    sign_in(&page, &say, "olena@svitanok.example").await;
    page.visit("/structure").await;
    let folded = page.run(DRAWN, vec![]).await;
    assert!(folded.as_i64().is_some_and(|seen| seen < 50), "{folded} people of a large company stand open");
    page.on_paper().await;
    assert_eq!(page.run(DRAWN, vec![]).await, 506);
    assert_eq!(page.run(ON_SCREEN_ONLY, vec![]).await, "");
    page.dark(false).await;
    page.click(&say.t("web-print")).await;
    page.arrives("/structure?print=yes").await;
    assert_eq!(page.run(DRAWN, vec![]).await, 506);
    assert_eq!(
        page.run("return document.querySelectorAll('[data-drag], .unit a.button').length", vec![]).await,
        0
    );
    page.on_paper().await;
    assert_eq!(page.run(ON_SCREEN_ONLY, vec![]).await, "");
    if std::env::var_os("SMENA_PICTURES").is_some() {
        page.print("paper/structure-large").await;
    }
    t.leave().await;
}
