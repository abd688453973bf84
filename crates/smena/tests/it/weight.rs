//! What a page costs on the way: how much comes the first time, and that the second time nothing comes but the page.

use std::collections::BTreeSet;

use kit::lang::Lang;
use serde_json::json;
use smena::sample;

use crate::app::{Client, Engine, TestApp};
use crate::browser::{Browser, Look};
use crate::screenshots::Company;
use crate::walkthrough::sign_in;

/// The most that may come for one page when the browser knows nothing yet.
pub const MOST: usize = 100_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_is_light_the_first_time() {
    let t = TestApp::start(Engine::Sqlite).await;
    // The most bytes a letter.
    let filled = sample::fill(&t.app, Lang::Uk, false).await.unwrap().unwrap();
    let company = Company::of(&t, Lang::Uk, &filled).await;
    let typed = [("login", filled.email), ("password", filled.password.as_str())];
    let session =
        t.stranger().post("/sign-in", &typed).await.expect_status(303).cookie("smena_session").unwrap();
    let plain = t.client([("cookie", format!("smena_session={session}"))]);
    let packed = plain.with("accept-encoding", "gzip");
    let mut heavy = Vec::new();
    for (_, address) in company.pages() {
        let page = plain.get(&address).await;
        if page.status == 303 {
            continue;
        }
        let mut bytes = packed.get(&address).await.expect_status(200).bytes;
        for asset in assets(&plain, &page.body).await {
            bytes += packed.get(&asset).await.expect_status(200).bytes;
        }
        if bytes > MOST {
            heavy.push(format!("{address}: {bytes}"));
        }
    }
    assert!(heavy.is_empty(), "more than {MOST} bytes come for\n{}", heavy.join("\n"));
    t.leave().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_browser_has_it_does_not_ask_for_again() {
    let t = TestApp::start(Engine::Sqlite).await;
    let page = t.page(t.cast.anna).await;
    let html = page.get("/deals").await.expect_status(200).body;
    for asset in assets(&page, &html).await {
        let first = page.get(&asset).await.expect_status(200);
        assert_eq!(first.headers["cache-control"], "public, max-age=31536000, immutable", "{asset}");
        let tag = first.headers["etag"].to_str().unwrap().to_owned();
        let again = page.with("if-none-match", &tag).get(&asset).await.expect_status(304);
        assert_eq!((again.bytes, again.headers["etag"].to_str().unwrap()), (0, tag.as_str()));
        page.with("if-none-match", "\"another\"").get(&asset).await.expect_status(200);
        // A page from before an update gets what there is, and keeps it only after asking.
        let name = asset.rsplit('/').next().unwrap();
        let old = page.get(&format!("/assets/0123456789abcdef/{name}")).await.expect_status(200);
        assert_eq!(old.headers["cache-control"], "no-cache");
    }
    page.get("/assets/0123456789abcdef/nothing.js").await.expect_status(404);

    let say = t.app.words.say(Lang::En);
    let browser = Browser::open(&t.serve().await, Look::desktop("en")).await;
    sign_in(&browser, &say, "anna@svitanok.example").await;
    browser.visit("/deals").await;
    browser.visit("/contacts").await;
    let came = "return performance.getEntriesByType('resource')
        .filter((entry) => entry.transferSize && !entry.name.endsWith('/live')).map((entry) => entry.name)";
    assert_eq!(browser.run(came, vec![]).await, json!([]));
    t.leave().await;
}

/// Every stylesheet, script and icon that a page brings, and the scripts that those name.
pub async fn assets(client: &Client, html: &str) -> BTreeSet<String> {
    let mut found: BTreeSet<String> = html
        .split("\"/assets/")
        .skip(1)
        .map(|rest| format!("/assets/{}", rest.split('"').next().unwrap_or_default()))
        .collect();
    let scripts: Vec<String> = found.iter().filter(|address| address.ends_with(".js")).cloned().collect();
    for script in scripts {
        let folder = script.rsplit_once('/').unwrap().0.to_owned();
        let text = client.get(&script).await.expect_status(200).body;
        let named = text.split("import \"./").skip(1);
        found.extend(named.map(|rest| format!("{folder}/{}", rest.split('"').next().unwrap_or_default())));
    }
    assert!(found.iter().any(|address| address.ends_with("/smena.css")), "{html}");
    found
}
