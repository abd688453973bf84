//! Open links (B04): whoever has one joins by it, until a day, with an administrator's yes or at once.

use base::jobs;
use kit::lang::Lang;
use people::seats::{self, Plan};
use serde_json::{Value as Json, json};

use crate::app::{Client, Engine, TestApp};
use crate::browser::{Browser, Look, keys};
use crate::cast::PASSWORD;
use crate::on_both;
use crate::partners::walk::{enter, sound};
use crate::post_office::PostOffice;
use crate::steps::step;

const DAY: i64 = 86_400_000;

/// Olena makes one: its path.
async fn made(olena: &Client, body: Json) -> String {
    let made = olena.post_json("/api/v1/open-links", body).await.expect_status(201).json();
    made["link"].as_str().unwrap().to_owned()
}

fn comer(link: &str, name: &str, email: &str) -> Json {
    json!({ "link": link, "name": name, "email": email })
}

async fn people(olena: &Client, email: &str) -> Vec<Json> {
    let found = olena.get(&format!("/api/v1/people?q={email}")).await.json();
    found["items"].as_array().unwrap().clone()
}

on_both! {
    // B04: with a letter the e-mail is theirs who reads it; who is here already, or elsewhere, is told to nobody.
    async fn whoever_has_the_link_joins_by_the_letter_they_get(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        let (olena, stranger) = (t.api(t.cast.olena).await.at(app.clone()), t.stranger().at(app.clone()));
        let link = made(&olena, json!({ "approval": false, "department_id": t.cast.sales })).await;
        for _ in 0..3 {
            stranger.get(&link).await.expect_status(200).expect_text("Join Svitanok Ltd").expect_no_text("Olena");
        }
        let known = [("Nadia New", "nadia@svitanok.example"), ("Anna Again", "ANNA@svitanok.example"), ("Zoryana", "zoryana@obriy.example")];
        let mut answers = Vec::new();
        for (name, email) in known {
            answers.push(stranger.post_json("/api/v1/join", comer(&link, name, email)).await.expect_status(201).json());
        }
        assert!(answers.iter().all(|answer| *answer == json!({ "came": "letter", "link": null })), "{answers:?}");
        let nadia = people(&olena, "nadia@svitanok.example").await;
        assert_eq!((&nadia[0]["status"], &nadia[0]["departments"][0]["id"]), (&json!("pending"), &json!(t.cast.sales)));
        assert_eq!(people(&olena, "anna@svitanok.example").await[0]["name"], json!("Anna Melnyk"));
        jobs::run_due(&app).await.unwrap();
        let mut to: Vec<String> = office.letters().into_iter().map(|letter| letter.to).collect();
        to.sort();
        assert_eq!(to, ["nadia@svitanok.example", "zoryana@obriy.example"]);
        let used = olena.get("/api/v1/open-links").await.json()["items"][0]["used"].clone();
        assert_eq!(used, json!(2), "who was here already has not come");
        // Whoever made the link did it: as a job of theirs.
        let journal = olena.get("/api/v1/journal").await.json();
        let added = journal["items"].as_array().unwrap().iter().find(|one| one["kind"] == json!("person_added")).unwrap().clone();
        assert_eq!((&added["actor"], &added["person_id"]), (&json!("job"), &json!(t.cast.olena)));
    }

    // B04: with approval nobody is added before somebody says yes; what they gave goes with the answer.
    async fn with_approval_an_administrator_says_yes_to_each(t) {
        let (olena, stranger) = (t.api(t.cast.olena).await, t.stranger());
        let link = made(&olena, json!({})).await;
        for (name, email) in [("Nadia New", "nadia@svitanok.example"), ("Taras Nobody", "taras@elsewhere.example")] {
            let answer = stranger.post_json("/api/v1/join", comer(&link, name, email)).await.expect_status(201).json();
            assert_eq!(answer["came"], json!("waits"));
        }
        stranger.post_json("/api/v1/join", comer(&link, "Nadia Twice", "NADIA@svitanok.example")).await.expect_status(201);
        assert_eq!(people(&olena, "nadia@svitanok.example").await, Vec::<Json>::new());
        let page = t.page(t.cast.olena).await;
        page.get("/people").await.expect_text("2 requests");
        page.get("/asks").await.expect_text("2 people came by an open link");
        page.get("/people/open-links").await.expect_text("Nadia New").expect_text("taras@elsewhere.example").expect_no_text("Nadia Twice");
        let joins = olena.get("/api/v1/joins").await.json();
        let id = |n: usize| joins["items"][n]["id"].as_i64().unwrap();
        t.api(t.cast.anna).await.post_json(&format!("/api/v1/joins/{}/admit", id(0)), json!({})).await.expect_status(403);
        t.api(t.cast.zoryana).await.post_json(&format!("/api/v1/joins/{}/admit", id(0)), json!({})).await.expect_status(404);
        let way = olena.post_json(&format!("/api/v1/joins/{}/admit", id(0)), json!({})).await.expect_status(201).json();
        olena.post_json(&format!("/api/v1/joins/{}/admit", id(0)), json!({})).await.expect_status(404);
        olena.post_json(&format!("/api/v1/joins/{}/decline", id(1)), json!({})).await.expect_status(204);
        assert_eq!(olena.get("/api/v1/joins").await.json()["count"], json!(0));
        let follow = json!({ "link": way["link"], "password": PASSWORD });
        stranger.post_json("/api/v1/one-time-link", follow).await.expect_status(201);
        assert_eq!(people(&olena, "nadia@svitanok.example").await[0]["status"], json!("active"));
        assert_eq!(people(&olena, "taras@elsewhere.example").await, Vec::<Json>::new());
    }

    // B04: late, full, ended, or made by somebody who adds nobody any more: it lets nobody in.
    async fn a_link_that_is_late_full_or_ended_lets_nobody_in(t) {
        let (olena, stranger) = (t.api(t.cast.olena).await, t.stranger());
        let dead = async |link: &str, email: &str| {
            stranger.get(link).await.expect_status(422).expect_text("lets nobody in any more");
            stranger.post_json("/api/v1/join", comer(link, "Some One", email)).await.expect_problem(422, "open_link_dead");
        };
        let full = made(&olena, json!({ "most": 1 })).await;
        stranger.post_json("/api/v1/join", comer(&full, "First One", "first@svitanok.example")).await.expect_status(201);
        dead(&full, "second@svitanok.example").await;
        let late = made(&olena, json!({ "days": 1 })).await;
        t.clock.advance(DAY);
        dead(&late, "late@svitanok.example").await;
        let ended = made(&olena, json!({})).await;
        let id = olena.get("/api/v1/open-links").await.json()["items"][0]["id"].clone();
        t.api(t.cast.anna).await.delete(&format!("/api/v1/open-links/{id}")).await.expect_status(403);
        olena.delete(&format!("/api/v1/open-links/{id}")).await.expect_status(204);
        olena.delete(&format!("/api/v1/open-links/{id}")).await.expect_status(404);
        dead(&ended, "ended@svitanok.example").await;
        let raised = json!({ "category": "administrator" });
        olena.patch(&format!("/api/v1/people/{}", t.cast.borys), raised).await.expect_status(200);
        let of_borys = made(&t.api(t.cast.borys).await, json!({})).await;
        stranger.get(&of_borys).await.expect_status(200);
        olena.post_json(&format!("/api/v1/people/{}/block", t.cast.borys), json!({})).await.expect_status(200);
        dead(&of_borys, "borys@svitanok.example").await;
        let kept = olena.get("/api/v1/open-links").await.json()["items"][0].clone();
        assert_eq!((&kept["open"], &kept["standing"], &kept["created_by"]), (&json!(false), &json!("maker"), &json!(t.cast.borys)));
        let page = t.page(t.cast.olena).await.get("/people/open-links").await;
        page.expect_text("Whoever made it may invite no more").expect_text("Borys Kravets").expect_no_text(">Works<");
        stranger.get("/join/smn_nothing").await.expect_status(422);
    }

    // B04: without letters nothing proves an e-mail: whoever is known under it waits, and nothing of theirs is shown.
    async fn without_letters_somebody_else_s_email_opens_nothing(t) {
        let (olena, stranger) = (t.api(t.cast.olena).await, t.stranger());
        let link = made(&olena, json!({ "approval": false })).await;
        for (n, email) in ["zoryana@obriy.example", "ANNA@svitanok.example"].into_iter().enumerate() {
            let typed = [("name", "Some One"), ("email", email)];
            let answer = stranger.post(&link, &typed).await.expect_status(200).expect_text("An administrator decides");
            answer.expect_no_text("Zoryana Other").expect_no_text("Anna Melnyk").expect_no_text("/link/");
            let again = stranger.post_json("/api/v1/join", comer(&link, "Some One", email)).await.expect_status(201).json();
            assert_eq!(again, json!({ "came": "waits", "link": null }));
            assert_eq!(olena.get("/api/v1/joins").await.json()["count"], json!(n + 1));
        }
        assert_eq!(people(&olena, "zoryana@obriy.example").await, Vec::<Json>::new());
        assert_eq!(olena.get("/api/v1/seats").await.json()["used"], json!(6));
        let new = comer(&link, "Nadia New", "nadia@svitanok.example");
        assert_eq!(stranger.post_json("/api/v1/join", new).await.expect_status(201).json()["came"], json!("link"));
    }

    // A role stays as long as somebody is about to get it; a department that goes is told.
    async fn a_role_that_a_link_brings_is_not_removed_from_under_it(t) {
        let (olena, page, stranger) = (t.api(t.cast.olena).await, t.page(t.cast.olena).await, t.stranger());
        let role = olena.post_json("/api/v1/roles", json!({ "name": "Dispatcher" })).await.expect_status(201).json()["id"].clone();
        let department = olena.post_json("/api/v1/departments", json!({ "name": "Logistics" })).await.expect_status(201).json()["id"].clone();
        let link = made(&olena, json!({ "role_id": role, "department_id": department })).await;
        stranger.post_json("/api/v1/join", comer(&link, "Nadia New", "nadia@svitanok.example")).await.expect_status(201);
        let at = format!("/api/v1/roles/{role}");
        let refused = olena.delete(&at).await.expect_problem(409, "role_in_links").json();
        assert_eq!((&refused["links"], &refused["waiting"]), (&json!(1), &json!(1)));
        let asked = page.get(&format!("/settings/roles/{role}/remove")).await.expect_status(200);
        asked.expect_text("An open link brings this role").expect_text("/people/open-links");
        let id = olena.get("/api/v1/open-links").await.json()["items"][0]["id"].clone();
        olena.delete(&format!("/api/v1/open-links/{id}")).await.expect_status(204);
        let refused = olena.delete(&at).await.expect_problem(409, "role_in_links").json();
        assert_eq!((&refused["links"], &refused["waiting"]), (&json!(0), &json!(1)));
        let join = olena.get("/api/v1/joins").await.json()["items"][0]["id"].clone();
        olena.post_json(&format!("/api/v1/joins/{join}/decline"), json!({})).await.expect_status(204);
        olena.delete(&at).await.expect_status(204);
        olena.delete(&format!("/api/v1/departments/{department}")).await.expect_status(204);
        let kept = olena.get("/api/v1/open-links").await.json();
        assert_eq!((&kept["count"], &kept["items"][0]["open"], &kept["items"][0]["standing"]), (&json!(1), &json!(false), &json!("over")));
        page.get("/people/open-links").await.expect_text("The role is gone").expect_text("the department is gone");
    }

    // The last place goes to one of two who come at once; the other hears that the link lets nobody in any more.
    async fn the_last_place_is_one_s(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        let olena = t.api(t.cast.olena).await.at(app.clone());
        let link = made(&olena, json!({ "most": 1, "approval": false })).await;
        let joins = async |email: &str| {
            let answer = t.stranger().at(app.clone()).post_json("/api/v1/join", comer(&link, "Some One", email)).await;
            (answer.status, answer.json()["code"].as_str().unwrap_or("came").to_owned())
        };
        let (one, two) = tokio::join!(joins("first@svitanok.example"), joins("second@svitanok.example"));
        let mut heard = [one, two];
        heard.sort();
        assert_eq!(heard, [(201, "came".to_owned()), (422, "open_link_dead".to_owned())]);
        jobs::run_due(&app).await.unwrap();
        assert_eq!(office.letters().len(), 1);
    }

    // Somebody who sends another's e-mail again and again keeps them from no new password.
    async fn joining_counts_apart_from_a_forgotten_password(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        let (olena, stranger) = (t.api(t.cast.olena).await.at(app.clone()), t.stranger().at(app.clone()));
        let link = made(&olena, json!({ "approval": false })).await;
        let anna = "anna@svitanok.example";
        for _ in 0..5 {
            stranger.post_json("/api/v1/join", comer(&link, "Anna Again", anna)).await.expect_status(201);
        }
        stranger.post_json("/api/v1/join", comer(&link, "Anna Again", anna)).await.expect_status(429);
        stranger.post_json("/api/v1/forgotten-password", json!({ "login": anna })).await.expect_status(202);
        people::forgotten::answer_due(&app).await.unwrap();
        jobs::run_due(&app).await.unwrap();
        assert_eq!(office.letter().to, anna);
    }

    // B04: bad input, no administrator by a link, and a full house is said to who comes.
    async fn what_can_go_wrong_is_said(t) {
        let (olena, stranger) = (t.api(t.cast.olena).await, t.stranger());
        let roles = olena.get("/api/v1/roles").await.json();
        let body = json!({ "role_id": roles["items"][0]["id"] });
        olena.post_json("/api/v1/open-links", body).await.expect_problem(422, "form").expect_text("open_link_administrator");
        for wrong in [json!({ "days": 31 }), json!({ "most": 0 }), json!({ "department_id": 7 }), json!({ "role_id": 7 })] {
            olena.post_json("/api/v1/open-links", wrong).await.expect_status(422);
        }
        t.api(t.cast.anna).await.post_json("/api/v1/open-links", json!({})).await.expect_status(403);
        let link = made(&olena, json!({ "approval": false })).await;
        let typed = [("name", ""), ("email", "no address")];
        stranger.post(&link, &typed).await.expect_status(422).expect_text("no address").expect_text("Fill this in");
        seats::set(&t.operator(), Plan { bought: Some(6), paid_until: None }).await.unwrap();
        stranger.post(&link, &[("name", "Nadia New"), ("email", "nadia@svitanok.example")]).await.expect_status(409)
            .expect_text("There is no free place at present").expect_text("Nadia New");
        assert_eq!(olena.get("/api/v1/open-links").await.json()["items"][0]["used"], json!(0));
        for n in 0..4 {
            let answer = stranger.post_json("/api/v1/join", comer(&link, "Nadia New", "nadia@svitanok.example")).await;
            assert_eq!(answer.status, 409, "{n}");
        }
        stranger.post_json("/api/v1/join", comer(&link, "Nadia New", "nadia@svitanok.example")).await.expect_status(429);
    }

    // Who waits is told to the administrators, and is forgotten after thirty days.
    async fn who_waits_too_long_is_forgotten(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        let olena = t.api(t.cast.olena).await.at(app.clone());
        let link = made(&olena, json!({ "days": 30 })).await;
        let nadia = comer(&link, "Nadia New", "nadia@svitanok.example");
        t.stranger().at(app.clone()).post_json("/api/v1/join", nadia).await.expect_status(201);
        jobs::run_due(&app).await.unwrap();
        assert_eq!(office.letter().header("Subject"), "Somebody waits to be let in");
        olena.get("/api/v1/journal").await.expect_text("The mail server took a letter with news to Olena Bondar");
        t.clock.advance(30 * DAY);
        smena::housekeeping::round(&app).await.unwrap();
        let later = t.api(t.cast.olena).await;
        assert_eq!(later.get("/api/v1/joins").await.json()["count"], json!(0));
    }
}

// B04
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_joins_by_an_open_link_at_a_desk() {
    walk(Lang::En, Look::desktop("en")).await;
}

// B04, G12
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_joins_by_an_open_link_on_a_phone() {
    walk(Lang::Ru, Look::phone("ru")).await;
}

pub async fn walk(lang: Lang, look: Look) {
    let t = TestApp::start(Engine::Sqlite).await;
    let (site, say) = (t.serve().await, t.app.words.say(lang));
    let olena = enter(&site, look, &say, "olena@svitanok.example").await;
    olena.visit("/people/invite").await;
    olena.click(&say.t("invite-by-link")).await;
    olena.arrives("/people/open-links").await;
    sound(&olena, "/people/open-links").await;
    olena.fill(&say.t("open-links-for"), &say.n("open-links-days", 3)).await;
    olena.click(&say.t("open-links-make")).await;
    olena.sees(&say.t("open-links-once")).await;
    step(&olena, &say, "B04").await;
    let link = olena.value(&say.t("people-link")).await;
    let path = link.split_once("/join/").map(|(_, secret)| format!("/join/{secret}")).unwrap();

    let nadia = Browser::open(&site, look).await;
    nadia.bring_axe().await;
    nadia.visit(&path).await;
    sound(&nadia, "the open link").await;
    nadia.fill(&say.t("people-name"), "Nadia New").await;
    nadia.fill(&say.t("people-email"), "nadia@svitanok.example").await;
    nadia.click(&say.t("join-send")).await;
    nadia.sees(&say.t("join-waits")).await;

    olena.visit("/people/open-links").await;
    olena.sees("Nadia New").await;
    let kept = t.api(t.cast.olena).await.get("/api/v1/open-links").await.json()["items"][0].clone();
    assert_eq!(kept["expires_at"], json!(kit::date::to_rfc3339(crate::app::NOW + 3 * DAY)));
    sound(&olena, "/people/open-links with somebody who waits").await;
    olena.click(&say.t("open-links-admit")).await;
    olena.sees(&say.t("people-link-once")).await;
    let own = olena.value(&say.t("people-link")).await;
    let path = own.split_once("/link/").map(|(_, secret)| format!("/link/{secret}")).unwrap();
    nadia.visit(&path).await;
    nadia.fill(&say.t("signin-password-new"), PASSWORD).await;
    nadia.press(keys::ENTER).await;
    nadia.arrives("/deals").await;
    t.leave().await;
}
