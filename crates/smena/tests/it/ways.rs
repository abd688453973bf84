//! The way to every deep page: where it leads, and that it ends with the page itself.

use kit::lang::Lang;
use smena::routes::{For, all};
use smena::sample;

use crate::app::{Engine, TestApp};
use crate::browser::{Browser, Look};
use crate::screenshots::Company;
use crate::walkthrough::sign_in;

/// Pages with nothing above them: the panel or the person's own card leads there.
const TOP: &[&str] = &[
    "/deals",
    "/deals/board",
    "/contacts",
    "/companies",
    "/tasks",
    "/people",
    "/handovers",
    "/search",
    "/bin",
    "/absences",
    "/covers",
    "/me",
    "/start",
    "/settings",
];

/// No pages, pages for paper, which say the way back themselves, and those of partners and integrators, whom a sample has not.
const OTHER: &[&str] = &[
    "/live",
    "/plans/{id}/live",
    "/search/palette",
    "/me/tokens",
    "/me/proof",
    "/handovers/{id}/print",
    "/handovers/{id}/report.csv",
    "/handovers/{id}/records.csv",
    "/settings/reviews/{id}/print",
    "/settings/reviews/{id}/result.csv",
    "/settings/reviews/{id}/result.json",
    "/partner",
    "/partner/customers/{id}",
    "/partner/addresses",
    "/people/{id}/terms",
    "/people/{id}/made",
    "/people/{id}/archive",
    "/pictures/{id}/{version}",
    "/settings/import/{id}/live",
    "/settings/import/{id}/wrong.csv",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_deep_page_says_where_it_is_and_each_step_opens() {
    let t = TestApp::start(Engine::Sqlite).await;
    let filled = sample::fill(&t.app, Lang::En, false).await.unwrap().unwrap();
    let company = Company::of(&t, Lang::En, &filled).await;
    let login = [("login", filled.email), ("password", filled.password.as_str())];
    let session =
        t.stranger().post("/sign-in", &login).await.expect_status(303).cookie("smena_session").unwrap();
    let client = t.client([("cookie", format!("smena_session={session}"))]);
    let pages = all().filter(|route| route.method == "get" && route.whom != For::Open);
    let pages = pages.filter(|route| !route.path.starts_with("/api/") && !OTHER.contains(&route.path));
    for route in pages {
        let address = company.address(route.path);
        let answer = client.get(&address).await;
        if answer.status == 303 {
            continue;
        }
        let main = answer.body.split("<main").nth(1).unwrap_or_else(|| panic!("{address}: {}", answer.body));
        if TOP.contains(&route.path) {
            assert!(!main.contains("class=\"crumbs\""), "{address} has nothing above it");
            continue;
        }
        // A dialog has its way back in its cross.
        if main.contains("<dialog") {
            continue;
        }
        let way = main.split("class=\"crumbs\"").nth(1).unwrap_or_else(|| panic!("{address} says no way"));
        let way = way.split("</nav>").next().unwrap();
        let here = way.split("aria-current=\"page\">").nth(1).unwrap().split('<').next().unwrap();
        assert!(
            main.contains(&format!("<h1 dir=\"auto\">{here}</h1>")),
            "the way to {address} ends with «{here}»"
        );
        let steps: Vec<&str> =
            way.split("href=\"").skip(1).filter_map(|step| step.split('"').next()).collect();
        assert!(!steps.is_empty(), "the way to {address} has no step");
        for step in steps {
            client.get(step).await.expect_status(200);
        }
    }
    t.leave().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_phone_shows_the_step_before_alone() {
    let t = TestApp::start(Engine::Sqlite).await;
    let browser = Browser::open(&t.serve().await, Look::phone("en")).await;
    let say = t.app.words.say(Lang::En);
    sign_in(&browser, &say, "olena@svitanok.example").await;
    browser.visit("/settings/roles/new").await;
    assert_eq!(browser.read(".crumbs").await, "Roles");
    browser.resize(1280, 800).await;
    assert_eq!(
        browser.read(".crumbs").await.split_whitespace().collect::<Vec<_>>().join(" "),
        "Settings Roles Add a role"
    );
    t.leave().await;
}
