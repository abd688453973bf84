//! Pages on paper: lists, cards and the report of a hand-over without panel and buttons, dark on white.

use kit::lang::Lang;
use smena::sample;

use crate::app::{Engine, TestApp};
use crate::browser::{Browser, Look, keys};
use crate::screenshots::Company;

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
