//! B07: a company finds a partner in its region, or leaves word and gets one.

use axum::http::Method;
use base::jobs;
use kit::lang::Lang;
use people::partners;
use serde_json::{Value as Json, json};

use super::{another, arrange, ask, face, told};
use crate::app::{Client, Engine, TestApp};
use crate::browser::Look;
use crate::on_both;
use crate::post_office::PostOffice;

const SEARCHES: &str = "/api/v1/partner-searches";

/// Obriy and a third company are partners in Lviv; nobody looks after Svitanok.
async fn two_partners(t: &TestApp) -> (i64, Client) {
    let obriy = t.app.operator(crate::cast::account(t.cast.other_account, "Obriy Ltd"));
    partners::add(&obriy, face()).await.unwrap();
    let (third, iryna) = another(t, "iryna@third.example").await;
    let account = people::accounts::load(&t.app, third.account_id).await.unwrap();
    let regions = vec!["Lviv".into(), "Odesa".into()];
    let face = partners::Face { name: "Third Partners".into(), regions, ..face() };
    partners::add(&t.app.operator(account), face).await.unwrap();
    (third.account_id, iryna)
}

async fn leave(olena: &Client) -> i64 {
    let body = json!({ "region": "Lviv", "text": "Set up our sales" });
    olena.post_json(SEARCHES, body).await.expect_status(201).json()["id"].as_i64().unwrap()
}

async fn last(olena: &Client) -> Json {
    olena.get(SEARCHES).await.expect_status(200).json()["items"][0].clone()
}

fn reply_of(search: &Json, partner: i64) -> &Json {
    let replies = search["replies"].as_array().unwrap();
    replies.iter().find(|reply| reply["partner"]["id"] == partner).unwrap()
}

on_both! {
    // B07: the directory by regions; who was struck off is not in it.
    async fn partners_are_found_by_region(t) {
        let page = t.page(t.cast.olena).await;
        page.get("/settings/partners").await.expect_status(200).expect_text("No partner is listed");
        let (third, _) = two_partners(t).await;
        page.get("/settings/partners").await.expect_text("Obriy Partners").expect_text("Third Partners");
        page.get("/settings/partners?region=Odesa").await.expect_text("Third Partners").expect_no_text("Obriy Partners");
        let olena = t.api(t.cast.olena).await;
        let names = async |path: &str| {
            let items = olena.get(path).await.expect_status(200).json();
            items["items"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(names("/api/v1/partners").await, ["Obriy Partners", "Third Partners"]);
        assert_eq!(names("/api/v1/partners?region=Odesa").await, ["Third Partners"]);
        let account = people::accounts::load(&t.app, third).await.unwrap();
        partners::strike(&t.app.operator(account)).await.unwrap();
        assert_eq!(names("/api/v1/partners").await, ["Obriy Partners"]);
        t.api(t.cast.anna).await.get("/api/v1/partners").await.expect_problem(403, "denied");
    }

    // B07: what one leaves reaches every partner of the region; they answer, one is accepted, the other hears that it is over.
    async fn a_company_leaves_word_and_accepts_one_who_offers(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        let (third, iryna) = two_partners(t).await;
        let olena = t.api(t.cast.olena).await.at(app.clone());
        let (zoryana, there) = (t.api(t.cast.zoryana).await.at(app.clone()), t.page(t.cast.zoryana).await);
        let id = leave(&olena).await;
        jobs::run_due(&app).await.unwrap();
        let mut reached: Vec<String> = office.letters().into_iter().map(|letter| letter.to).collect();
        reached.sort();
        assert_eq!(reached, ["iryna@third.example", "zoryana@obriy.example"]);
        there.get("/partner").await.expect_text("Svitanok Ltd looks for a partner: Lviv").expect_text("Set up our sales")
            .expect_no_text("Olena").expect_no_text("Third");
        there.post(&format!("/partner/searches/{id}/offer"), &[("word", " ")]).await.expect_status(422);
        zoryana.post_json(&format!("/api/v1/partner/searches/{id}/offer"), json!({ "word": "Two days, from Monday" })).await.expect_status(204);
        iryna.post_json(&format!("/api/v1/partner/searches/{id}/offer"), json!({ "word": "In a month" })).await.expect_status(204);
        jobs::run_due(&app).await.unwrap();
        let letter = office.letters().pop().unwrap();
        assert_eq!(letter.to, "olena@svitanok.example");
        assert!(letter.text().contains("/settings/partners"));

        let page = t.page(t.cast.olena).await;
        page.get("/settings/partners").await.expect_text("Two days, from Monday").expect_text("Accept Obriy Partners");
        let chosen = t.cast.other_account.to_string();
        page.post(&format!("/settings/partners/searches/{id}/accept"), &[("partner_id", &chosen)]).await.expect_status(303);
        let search = last(&olena).await;
        assert_eq!((&search["state"], &reply_of(&search, t.cast.other_account)["state"]), (&json!("accepted"), &json!("accepted")));
        assert_eq!(reply_of(&search, third)["state"], "passed");
        assert_eq!(iryna.get("/api/v1/partner/searches").await.json()["items"][0]["state"], "passed");
        let customers = zoryana.get("/api/v1/partner/customers").await.expect_status(200).json();
        assert_eq!(customers["items"][0]["account_id"], t.cast.account);
        page.get("/settings/partners").await.expect_text("Looks after you").expect_text("Obriy Partners");
        page.get("/settings/journal").await.expect_text("Olena Bondar chose the partner Obriy Partners").expect_text("Obriy Partners offered help")
            .expect_no_text("Zoryana");
        let kinds: Vec<String> = told(&zoryana, &["customer_sought", "customer_offered", "customer_chose", "customer_came"]).await.into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(kinds, ["customer_sought", "customer_offered", "customer_chose", "customer_came"]);
    }

    // Whoever changes the partner takes the request for seats back that waits for the former one.
    async fn accepting_another_partner_takes_the_request_for_seats_back(t) {
        arrange(t, 6).await;
        let (third, iryna) = another(t, "iryna@third.example").await;
        let account = people::accounts::load(&t.app, third.account_id).await.unwrap();
        partners::add(&t.app.operator(account), face()).await.unwrap();
        let (olena, zoryana) = (t.api(t.cast.olena).await, t.api(t.cast.zoryana).await);
        ask(&olena).await;
        let id = leave(&olena).await;
        iryna.post_json(&format!("/api/v1/partner/searches/{id}/offer"), json!({ "word": "Gladly" })).await.expect_status(204);
        olena.post_json(&format!("{SEARCHES}/{id}/accept"), json!({ "partner_id": third.account_id })).await.expect_status(204);
        assert_eq!(olena.get("/api/v1/seats/requests").await.json()["items"][0]["state"], "withdrawn");
        assert_eq!(zoryana.get("/api/v1/partner/customers").await.json()["items"], json!([]));
        let path = format!("/api/v1/partner/customers/{}", t.cast.account);
        zoryana.json(Method::PUT, &path, json!({ "bought": 9 })).await.expect_problem(404, "not_found");
        iryna.json(Method::PUT, &path, json!({ "bought": 9 })).await.expect_status(200);
        assert_eq!(olena.get("/api/v1/seats").await.json()["bought"], 9);
    }

    // Taken back, declined, unknown, too late, twice, by nobody who may.
    async fn what_can_go_wrong_with_a_search_is_said(t) {
        let (third, iryna) = two_partners(t).await;
        let (olena, zoryana) = (t.api(t.cast.olena).await, t.api(t.cast.zoryana).await);
        olena.post_json(SEARCHES, json!({ "region": "Mars", "text": "Help" })).await.expect_problem(422, "form");
        olena.post_json(SEARCHES, json!({ "region": "Lviv", "text": " " })).await.expect_problem(422, "form");
        t.page(t.cast.olena).await.post("/settings/partners/search", &[("region", "Lviv"), ("text", "")]).await.expect_status(422);
        t.api(t.cast.borys).await.post_json(SEARCHES, json!({ "region": "Lviv", "text": "Help" })).await.expect_problem(403, "denied");
        let id = leave(&olena).await;
        olena.post_json(SEARCHES, json!({ "region": "Lviv", "text": "Help" })).await.expect_problem(409, "search_open");
        let (offer, decline) = (format!("/api/v1/partner/searches/{id}/offer"), format!("/api/v1/partner/searches/{id}/decline"));
        let accept = format!("{SEARCHES}/{id}/accept");
        olena.post_json(&accept, json!({ "partner_id": third })).await.expect_problem(409, "not_offered");
        olena.post_json(&accept, json!({ "partner_id": t.cast.account })).await.expect_problem(404, "not_found");
        zoryana.post_json(&decline, json!({ "word": "No time" })).await.expect_status(204);
        zoryana.post_json(&offer, json!({ "word": "After all" })).await.expect_problem(409, "request_answered");
        iryna.post_json(&offer, json!({ "word": "Gladly" })).await.expect_status(204);
        let account = people::accounts::load(&t.app, third).await.unwrap();
        partners::strike(&t.app.operator(account.clone())).await.unwrap();
        olena.post_json(&accept, json!({ "partner_id": third })).await.expect_problem(409, "partner_gone");
        partners::relist(&t.app.operator(account)).await.unwrap();
        olena.delete(&format!("{SEARCHES}/{id}")).await.expect_status(204);
        olena.delete(&format!("{SEARCHES}/{id}")).await.expect_problem(409, "search_over");
        olena.post_json(&accept, json!({ "partner_id": third })).await.expect_problem(409, "search_over");
        assert_eq!(iryna.get("/api/v1/partner/searches").await.json()["items"][0]["state"], "passed");
        let again = leave(&olena).await;
        olena.delete(&format!("{SEARCHES}/{again}")).await.expect_status(204);
        iryna.post_json(&format!("/api/v1/partner/searches/{again}/offer"), json!({ "word": "Gladly" })).await.expect_problem(409, "search_over");
        zoryana.post_json(&format!("/api/v1/partner/searches/{}/offer", t.cast.anna), json!({ "word": "Hi" })).await.expect_problem(404, "not_found");
        olena.get("/api/v1/partner/searches").await.expect_problem(404, "not_found");
    }

    // Whoever accepts and whoever takes back at the same moment: one of them.
    async fn accepted_and_taken_back_at_once_is_one_of_both(t) {
        let (third, iryna) = two_partners(t).await;
        let olena = t.api(t.cast.olena).await;
        let id = leave(&olena).await;
        iryna.post_json(&format!("/api/v1/partner/searches/{id}/offer"), json!({ "word": "Gladly" })).await.expect_status(204);
        let (path, back) = (format!("{SEARCHES}/{id}/accept"), format!("{SEARCHES}/{id}"));
        let (a, b) = tokio::join!(olena.post_json(&path, json!({ "partner_id": third })), olena.delete(&back));
        assert!(matches!((a.status, b.status), (204, 409) | (409, 204)), "{} {}", a.status, b.status);
        let customers = iryna.get("/api/v1/partner/customers").await.json()["count"].clone();
        assert_eq!(customers, json!(i64::from(a.status == 204)));
    }
}

// B07
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_partner_is_found_at_a_desk() {
    walk(Lang::Ru, Look::desktop("ru")).await;
}

// B07, G12
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_partner_is_found_on_a_phone() {
    walk(Lang::En, Look::phone("en")).await;
}

pub async fn walk(lang: Lang, look: Look) {
    use super::walk::{enter, sound};
    use crate::steps::step;
    let t = TestApp::start(Engine::Sqlite).await;
    two_partners(&t).await;
    let (site, say) = (t.serve().await, t.app.words.say(lang));
    let olena = enter(&site, look, &say, "olena@svitanok.example").await;
    olena.visit("/settings/partners").await;
    olena.sees("Obriy Partners").await;
    olena.tap("main nav a[href$='region=Lviv']").await;
    olena.arrives("/settings/partners?region=Lviv").await;
    olena.sees("Obriy Partners").await;
    olena.fill(&say.t("partners-region"), "Lviv").await;
    olena.fill(&say.t("partners-text"), "Set up our sales").await;
    olena.click(&say.t("partners-send")).await;
    olena.sees(&say.t("partners-reply-waiting")).await;
    sound(&olena, "/settings/partners").await;
    let zoryana = enter(&site, look, &say, "zoryana@obriy.example").await;
    zoryana.visit("/partner").await;
    zoryana.fill(&say.t("partner-reply"), "Two days, from Monday").await;
    sound(&zoryana, "/partner").await;
    zoryana.click(&say.t("partner-offer")).await;
    zoryana.sees(&say.t("partner-offered")).await;
    olena.visit("/settings/partners").await;
    olena.sees("Two days, from Monday").await;
    sound(&olena, "/settings/partners").await;
    step(&olena, &say, "B07").await;
    olena.click(&say.with("partners-accept", &[("name", "Obriy Partners".into())])).await;
    olena.sees(&say.t("partners-mine")).await;
    sound(&olena, "/settings/partners").await;
    t.leave().await;
}
