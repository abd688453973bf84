//! Nothing typed is lost: leaving asks, an ended session holds, a lost connection says so.

use std::collections::BTreeSet;

use kit::lang::Lang;
use people::signin::held;
use serde_json::json;

use crate::app::{Client, Engine, TestApp};
use crate::browser::{Browser, Look};
use crate::cast::PASSWORD;
use crate::on_both;
use crate::walkthrough::sign_in;

const WAY_IN: (&str, &str) = ("password", PASSWORD);

on_both! {
    async fn a_form_that_meets_an_ended_session_is_sent_after_the_sign_in(t) {
        let secret = t.secret(t.cast.anna, true).await;
        let anna = t.client([("cookie", format!("smena_session={secret}"))]);
        end_sessions(t, t.cast.anna).await;
        let typed = [("name", "Соломія <b>Гнатюк</b>"), ("phones", "+380 44 123 45 67"), ("once", "a1"), ("emails", "")];
        let page = anna.post("/contacts?from=list", &typed).await.expect_status(401).expect_text("is kept: sign in");
        let held = page.fields();
        assert_eq!(value(&held, "held_to"), "/contacts?from=list");
        assert_eq!(value(&held, "held_by"), t.cast.anna.to_string());

        // A wrong password loses nothing either.
        let wrong = sign_in_with(t, &held, "anna@svitanok.example", "not-the-password").await.expect_status(422);
        let held = wrong.fields();
        assert_eq!(value(&held, "held_to"), "/contacts?from=list");

        let review = sign_in_with(t, &held, "anna@svitanok.example", PASSWORD).await.expect_status(200);
        let session = review.cookie("smena_session").unwrap();
        let review = review.expect_text("Nothing you typed is lost").expect_text("Соломія &lt;b&gt;Гнатюк").expect_text("action=\"/contacts?from=list\"");
        let again = review.fields();
        let sent: Vec<(&str, &str)> = again.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(sent, typed);

        // Sent by hand, once, to where it was going.
        let anna = t.client([("cookie", format!("smena_session={session}"))]);
        let card = anna.post("/contacts?from=list", &sent).await.expect_status(303).location();
        anna.get(&card).await.expect_text("Соломія &lt;b&gt;Гнатюк");
        assert_eq!(anna.post("/contacts?from=list", &sent).await.expect_status(303).location(), card);
    }

    async fn passwords_never_travel(t) {
        let secret = t.secret(t.cast.anna, true).await;
        let anna = t.client([("cookie", format!("smena_session={secret}"))]);
        end_sessions(t, t.cast.anna).await;
        let typed = [("current", PASSWORD), ("new", "velvet-harbour-12-moss"), ("about", "Anna")];
        let page = anna.post("/me/password", &typed).await.expect_status(401);
        page.expect_no_text(PASSWORD).expect_no_text("velvet-harbour").expect_text("about=Anna");
    }

    async fn somebody_else_does_not_send_it(t) {
        let secret = t.secret(t.cast.anna, true).await;
        let anna = t.client([("cookie", format!("smena_session={secret}"))]);
        end_sessions(t, t.cast.anna).await;
        let held = anna.post("/contacts", &[("name", "Solomiia")]).await.expect_status(401).fields();
        let borys = sign_in_with(t, &held, "borys@svitanok.example", PASSWORD).await.expect_status(303);
        assert_eq!(borys.location(), "/");
        borys.expect_no_text("Solomiia");
    }

    // Where nobody can tell whose it was, the page asks.
    async fn what_is_nobody_s_is_asked_about(t) {
        let held = t.stranger().post("/contacts", &[("name", "Solomiia")]).await.expect_status(401).fields();
        assert_eq!(value(&held, "held_by"), "");
        sign_in_with(t, &held, "borys@svitanok.example", PASSWORD).await.expect_status(200).expect_text("If it is yours");
    }

    async fn a_blocked_person_s_form_goes_nowhere(t) {
        let vira = t.page(t.cast.vira).await;
        t.api(t.cast.olena).await.post_json(&format!("/api/v1/people/{}/block", t.cast.vira), json!({})).await.expect_status(200);
        let held = vira.post("/contacts", &[("name", "Solomiia")]).await.expect_status(401).fields();
        sign_in_with(t, &held, "vira@svitanok.example", PASSWORD).await.expect_status(422);
    }

    async fn nobody_is_led_to_send_what_a_link_or_another_site_brings(t) {
        let link = "/sign-in?held_to=/people/1/block&held=a%3Db&held_by=1";
        t.stranger().get(link).await.expect_status(200).expect_no_text("held_to");
        let elsewhere = [("login", "anna@svitanok.example"), WAY_IN, ("held_to", "https://evil.example/"), ("held", "a=b")];
        t.stranger().post("/sign-in", &elsewhere).await.expect_status(200).expect_no_text("evil").expect_text("action=\"/\"");
        let other_site = t.client([("sec-fetch-site", "cross-site".to_owned())]);
        other_site.post("/contacts", &[("name", "x")]).await.expect_status(403).expect_no_text("held_to");
    }

    async fn what_is_too_long_to_be_kept_is_said(t) {
        let long = "ы".repeat(60_000);
        let page = t.stranger().post("/contacts", &[("name", &long)]).await.expect_status(401);
        page.expect_text("too long to be kept").expect_no_text("held_to");
    }

    // A script that asks in the background gets no page to fill in.
    async fn only_forms_of_pages_are_held(t) {
        let script = t.client([("sec-fetch-dest", "empty".to_owned()), ("sec-fetch-site", "same-origin".to_owned())]);
        script.post("/deals/board/1", &[("stage_id", "1")]).await.expect_status(303);
        t.stranger().post_json("/api/v1/contacts", json!({"name": "x"})).await.expect_status(401).expect_no_text("held_to");
    }
}

#[test]
fn every_name_under_which_a_password_is_sent_is_known() {
    let mut found = BTreeSet::new();
    for source in crate::house::sources() {
        let after = source.split("Input::password(\"").skip(1);
        found.extend(after.filter_map(|rest| rest.split('"').next().map(str::to_owned)));
    }
    assert!(found.len() > 3, "{found:?}");
    let unknown: Vec<_> = found.iter().filter(|name| !held::NEVER.contains(&name.as_str())).collect();
    assert!(unknown.is_empty(), "add to people::signin::held::NEVER: {unknown:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn leaving_a_form_with_something_typed_asks_first() {
    let t = TestApp::start(Engine::Sqlite).await;
    let browser = Browser::open(&t.serve().await, Look::desktop("en")).await;
    sign_in(&browser, &t.app.words.say(Lang::En), "olena@svitanok.example").await;
    browser.visit("/contacts/new").await;
    // Nothing typed: nothing asked.
    assert!(!would_ask(&browser).await);
    browser.fill("Name", "Solomiia").await;
    assert!(would_ask(&browser).await, "the window closes without a word");
    browser.click("Deals").await;
    assert_eq!(
        browser.question(false).await,
        "You have typed something that is not saved. Leave without it?"
    );
    assert_eq!(
        (browser.path().await.as_str(), browser.value("Name").await.as_str()),
        ("/contacts/new", "Solomiia")
    );
    // Taken back, it is as before.
    browser.fill("Name", "").await;
    assert!(!would_ask(&browser).await);
    browser.fill("Name", "Solomiia").await;
    browser.click("Deals").await;
    browser.question(true).await;
    browser.arrives("/deals").await;
    // What is sent is not asked about.
    browser.visit("/contacts/new").await;
    browser.fill("Name", "Solomiia").await;
    browser.click("Save").await;
    browser.sees("The contact is saved.").await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    t.leave().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_typed_while_the_session_ends_is_there_after_the_sign_in() {
    let t = TestApp::start(Engine::Sqlite).await;
    let browser = Browser::open(&t.serve().await, Look::desktop("en")).await;
    let say = t.app.words.say(Lang::En);
    sign_in(&browser, &say, "anna@svitanok.example").await;
    browser.visit("/contacts/new").await;
    browser.fill("Name", "Solomiia Hnatiuk").await;
    browser.fill("Phones", "+380 44 123 45 67").await;
    end_sessions(&t, t.cast.anna).await;
    browser.arrives("/sign-in?next=%2Fcontacts%2Fnew").await;
    browser.fill(&say.t("signin-login"), "anna@svitanok.example").await;
    browser.fill(&say.t("signin-password"), PASSWORD).await;
    browser.click("Sign in").await;
    browser.sees("What you typed is here again").await;
    assert_eq!(browser.value("Name").await, "Solomiia Hnatiuk");
    assert_eq!(browser.value("Phones").await, "+380 44 123 45 67");

    // Nobody else finds it.
    browser.fill("Name", "Solomiia the second").await;
    end_sessions(&t, t.cast.anna).await;
    browser.arrives("/sign-in?next=%2Fcontacts%2Fnew").await;
    browser.fill(&say.t("signin-login"), "borys@svitanok.example").await;
    browser.fill(&say.t("signin-password"), PASSWORD).await;
    browser.click("Sign in").await;
    browser.arrives("/contacts/new").await;
    browser.sees("New contact").await;
    assert_eq!(browser.value("Name").await, "");
    assert_eq!(browser.run("return sessionStorage.length", vec![]).await, json!(0));
    t.leave().await;
}

// Without script the same, by what the server carries.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_script_a_form_is_sent_again_after_the_sign_in() {
    let t = TestApp::start(Engine::Sqlite).await;
    let browser = Browser::open(&t.serve().await, Look::phone("en")).await;
    let say = t.app.words.say(Lang::En);
    sign_in(&browser, &say, "anna@svitanok.example").await;
    browser.without_script_files().await;
    browser.visit("/contacts/new").await;
    browser.fill("Name", "Solomiia Hnatiuk").await;
    end_sessions(&t, t.cast.anna).await;
    browser.click("Save").await;
    browser.sees("What you were sending is kept").await;
    browser.fill(&say.t("signin-login"), "anna@svitanok.example").await;
    browser.fill(&say.t("signin-password"), PASSWORD).await;
    browser.click("Sign in").await;
    browser.sees("Send it now?").await;
    browser.sees("Solomiia Hnatiuk").await;
    assert_eq!(browser.overflow().await, 0);
    browser.screenshot("send-again-phone").await;
    browser.click("Send").await;
    browser.sees("The contact is saved.").await;
    t.leave().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_sent_without_a_connection_stays_and_says_so() {
    let t = TestApp::start(Engine::Sqlite).await;
    let browser = Browser::open(&t.serve().await, Look::desktop("en")).await;
    sign_in(&browser, &t.app.words.say(Lang::En), "anna@svitanok.example").await;
    browser.visit("/contacts/new").await;
    browser.fill("Name", "Solomiia Hnatiuk").await;
    browser.connected(false).await;
    browser.click("Save").await;
    browser.sees("this was not sent. What you typed is still here").await;
    assert_eq!(browser.value("Name").await, "Solomiia Hnatiuk");
    browser.connected(true).await;
    browser.click("Save").await;
    browser.sees("The contact is saved.").await;
    t.leave().await;
}

/// Whether closing the window would ask.
async fn would_ask(browser: &Browser) -> bool {
    let script = "return !dispatchEvent(new Event('beforeunload', { cancelable: true }))";
    browser.run(script, vec![]).await == json!(true)
}

/// As an administrator ends them, or thirty days.
async fn end_sessions(t: &TestApp, person: i64) {
    t.by_hand("update sessions set expires_at = 1 where account_id = $1 and person_id = $2", person).await;
}

async fn sign_in_with(
    t: &TestApp,
    held: &[(String, String)],
    login: &str,
    password: &str,
) -> crate::app::Answer {
    let held = held.iter().filter(|(name, _)| name.starts_with("held"));
    let mut fields: Vec<(&str, &str)> = held.map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.extend([("login", login), ("password", password)]);
    let visitor: Client = t.stranger();
    visitor.post("/sign-in", &fields).await
}

fn value<'a>(fields: &'a [(String, String)], name: &str) -> &'a str {
    &fields.iter().find(|(of, _)| of == name).unwrap_or_else(|| panic!("no field {name} in {fields:?}")).1
}
