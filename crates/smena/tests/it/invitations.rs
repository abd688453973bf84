//! Invitations by e-mail, through a real mail server: what arrives, in whose words, and what doesn't.

mod at_once;
mod ends;
mod pages;
mod servers;

use base::{App, jobs};
use serde_json::{Value as Json, json};

use crate::app::{Client, NOW, TestApp};
use crate::cast::PASSWORD;
use crate::on_both;
use crate::post_office::{Arrived, HOME, PostOffice};

const NEW: &str = "harbour-violin-31-slow";

/// A program of Olena's at the product that has this mail server.
async fn olena_at(t: &TestApp, app: &App) -> Client {
    t.api(t.cast.olena).await.at(app.clone())
}

/// Olena invites Petro, who is awaited.
async fn invite_petro(t: &TestApp, app: &App) -> Json {
    let address = format!("/api/v1/people/{}/invitation", t.cast.petro);
    olena_at(t, app).await.post_json(&address, json!({})).await.expect_status(201).json()
}

/// The last letter to Petro, as programs see it.
async fn last_letter(t: &TestApp, app: &App) -> Json {
    let address = format!("/api/v1/people/{}/letters", t.cast.petro);
    olena_at(t, app).await.get(&address).await.expect_status(200).json()["items"][0].clone()
}

/// How many live one-time links Petro has.
async fn links(t: &TestApp) -> usize {
    let access = t.api(t.cast.olena).await.get(&format!("/api/v1/people/{}/access", t.cast.petro)).await;
    access.json()["items"].as_array().unwrap().iter().filter(|one| one["kind"] == "link").count()
}

async fn opens(t: &TestApp, path: &str) -> bool {
    t.stranger().get(path).await.status == 200
}

/// The letter's words with everything random left out.
fn words(letter: &Arrived, what: String) -> String {
    format!("{}\n\n{}", letter.read().subject().unwrap(), what.replace(&letter.link(), "/link/SECRET"))
}

on_both! {
    // K06, A22, B04: with an e-mail, an invitation goes out, and its link is the way in.
    async fn whoever_is_added_with_an_email_is_invited_by_letter(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        let olena = olena_at(t, &app).await;
        let body = json!({"name": "Роксолана Гнатюк", "email": "Roksolana@Svitanok.example"});
        let added = olena.post_json("/api/v1/people", body).await.expect_status(201).json();
        assert_eq!((&added["invited"], &added["link"]), (&json!("roksolana@svitanok.example"), &Json::Null));
        assert!(office.letters().is_empty(), "nothing goes before the act is committed");
        jobs::run_due(&app).await.unwrap();

        let letter = office.letter();
        assert_eq!(letter.to, "roksolana@svitanok.example");
        let read = letter.read();
        let of = |address: Option<&mail_parser::Address<'_>>| {
            let one = address.unwrap().first().unwrap();
            (one.name().unwrap().to_owned(), one.address().unwrap().to_owned())
        };
        assert_eq!(of(read.from()), ("Смена".into(), "crm@svitanok.example".into()));
        assert_eq!(of(read.to()), ("Роксолана Гнатюк".into(), "roksolana@svitanok.example".into()));
        assert_eq!(read.subject().unwrap(), "You are invited to Svitanok Ltd");
        assert_eq!(read.date().unwrap().to_timestamp() * 1000, NOW);
        assert!(read.message_id().unwrap().ends_with("@svitanok.example"));
        assert_eq!(letter.header("Auto-Submitted"), "auto-generated");
        assert_eq!(letter.header("Content-Language"), "en");
        assert!(letter.raw.is_ascii(), "what travels is ASCII, whatever its words");
        for words in [letter.text(), letter.html()] {
            for told in ["Olena Bondar", "Svitanok Ltd", "Роксолана Гнатюк", "roksolana@svitanok.example", HOME] {
                assert!(words.contains(told), "{told} is not in {words}");
            }
        }

        t.stranger().post(&letter.link(), &[("password", NEW)]).await.expect_status(303);
        let person = olena.get(&format!("/api/v1/people/{}", added["id"])).await.json();
        assert_eq!(person["status"], "active");
    }

    // A mail scanner looks at every link, also by HEAD.
    async fn a_scanner_that_follows_the_link_consumes_nothing(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        invite_petro(t, &app).await;
        jobs::run_due(&app).await.unwrap();
        let link = office.letter().link();
        let scanner = t.stranger();
        for method in ["GET", "HEAD", "GET", "HEAD"] {
            scanner.send(method.parse().unwrap(), &link, None, Vec::new()).await.expect_status(200);
        }
        assert_eq!(olena_at(t, &app).await.get(&format!("/api/v1/people/{}", t.cast.petro)).await.json()["status"], "pending");
        scanner.post(&link, &[("password", NEW)]).await.expect_status(303);
        scanner.get(&link).await.expect_status(422);
    }

    async fn a_letter_that_went_says_so_everywhere(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        let asked = invite_petro(t, &app).await;
        assert_eq!((&asked["state"], &asked["tries"], &asked["asked_by_id"]), (&json!("waiting"), &json!(0), &json!(t.cast.olena)));
        assert_eq!(links(t).await, 0, "no secret lies anywhere before the letter goes");
        jobs::run_due(&app).await.unwrap();
        let letter = last_letter(t, &app).await;
        assert_eq!((&letter["state"], &letter["why"], &letter["code"]), (&json!("sent"), &json!("taken"), &json!(250)));
        assert_eq!((&letter["id"], &letter["purpose"], &letter["address"]), (&asked["id"], &json!("invitation"), &json!("petro@svitanok.example")));
        assert_eq!(letter["answer"], "250 2.0.0 taken as 1");
        assert_eq!(links(t).await, 1);
        let journal = olena_at(t, &app).await.get("/api/v1/journal?limit=10").await.json();
        let kinds = journal["items"].as_array().unwrap().iter().map(|event| event["kind"].as_str().unwrap());
        let kinds: Vec<&str> = kinds.filter(|kind| *kind != "token_made").take(3).collect();
        assert_eq!(kinds, ["invitation_sent", "link_made", "invitation_asked"]);
        // The address is in no event: it goes with the letter.
        assert!(!journal.to_string().contains("petro@svitanok"), "{journal}");
    }

    // K07: no letter goes to an e-mail that comes later, until somebody says so.
    async fn an_email_that_comes_later_gets_no_letter_by_itself(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        let olena = olena_at(t, &app).await;
        let added = olena.post_json("/api/v1/people", json!({"name": "Roksolana", "login": "roksolana"})).await.expect_status(201).json();
        assert!(added["link"].is_string(), "without an e-mail the link is shown: {added}");
        let address = format!("/api/v1/people/{}", added["id"]);
        olena.post_json(&format!("{address}/invitation"), json!({})).await.expect_problem(409, "invitation_address");
        olena.patch(&address, json!({"email": "roksolana@svitanok.example"})).await.expect_status(200);
        jobs::run_due(&app).await.unwrap();
        assert!(office.letters().is_empty());
        let page = t.page(t.cast.olena).await.at(app.clone());
        let card = page.get(&format!("/people/{}", added["id"])).await.expect_status(200);
        card.expect_text("No invitation has been sent.").expect_text("Send now");
        page.post(&format!("/people/{}/invitation", added["id"]), &[]).await.expect_status(303);
        jobs::run_due(&app).await.unwrap();
        assert_eq!(office.letter().to, "roksolana@svitanok.example");
    }

    // A password is in no letter, and a letter goes beside one only when it is asked for.
    async fn a_password_travels_in_no_letter(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        let olena = olena_at(t, &app).await;
        let body = |n: usize, invite: Json| json!({"name": format!("Newcomer {n}"), "email": format!("n{n}@svitanok.example"), "password": NEW, "invite": invite});
        olena.post_json("/api/v1/people", body(1, Json::Null)).await.expect_status(201);
        jobs::run_due(&app).await.unwrap();
        assert!(office.letters().is_empty());
        olena.post_json("/api/v1/people", body(2, json!(true))).await.expect_status(201);
        jobs::run_due(&app).await.unwrap();
        let letter = office.letter();
        for words in [letter.text(), letter.html(), String::from_utf8_lossy(&letter.raw).into_owned()] {
            assert!(!words.contains(NEW) && !words.contains(PASSWORD));
        }
        // Whoever adds people may also say that nobody is written to.
        let quiet = json!({"name": "Quiet", "email": "quiet@svitanok.example", "invite": false});
        assert!(olena.post_json("/api/v1/people", quiet).await.expect_status(201).json()["link"].is_string());
        jobs::run_due(&app).await.unwrap();
        assert_eq!(office.letters().len(), 1);
    }

    // An address in other letters is written down so that every server reads it.
    async fn addresses_in_any_alphabet_are_written_to(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        let olena = olena_at(t, &app).await;
        for email in ["roksolana@світанок.укр", "роксолана@світанок.укр"] {
            olena.post_json("/api/v1/people", json!({"name": "Роксолана", "email": email})).await.expect_status(201);
            jobs::run_due(&app).await.unwrap();
        }
        let to: Vec<String> = office.letters().iter().map(|letter| letter.to.clone()).collect();
        assert_eq!(to, ["roksolana@xn--80adzlfoi3n.xn--j1amh", "роксолана@xn--80adzlfoi3n.xn--j1amh"]);
    }

    async fn a_human_with_another_company_is_told_to_use_the_password_they_have(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        let there = crate::signin::arrange::second_place(t, t.cast.anna).await;
        let zoryana = t.api(t.cast.zoryana).await.at(app.clone());
        zoryana.post_json(&format!("/api/v1/people/{there}/invitation"), json!({})).await.expect_status(201);
        jobs::run_due(&app).await.unwrap();
        let letter = office.letter();
        assert!(letter.text().contains("with the password you already have"), "{}", letter.text());
        assert!(!letter.text().contains("Svitanok Ltd"));
        t.stranger().post(&letter.link(), &[("password", PASSWORD)]).await.expect_status(303);
        jobs::run_due(&app).await.unwrap();
    }

    async fn only_who_manages_people_sends_letters_and_sees_them(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        invite_petro(t, &app).await;
        let invitation = format!("/api/v1/people/{}/invitation", t.cast.petro);
        let letters = format!("/api/v1/people/{}/letters", t.cast.petro);
        for person in [t.cast.anna, t.cast.borys, t.cast.hlib] {
            let client = t.api(person).await.at(app.clone());
            client.post_json(&invitation, json!({})).await.expect_status(403);
            client.delete(&invitation).await.expect_status(403);
            client.post_json("/api/v1/letters/test", json!({})).await.expect_status(403);
            for address in ["/api/v1/letters", letters.as_str()] {
                client.get(address).await.expect_status(403).expect_no_text("petro@svitanok");
            }
        }
        let zoryana = t.api(t.cast.zoryana).await.at(app.clone());
        zoryana.post_json(&invitation, json!({})).await.expect_status(404);
        zoryana.delete(&invitation).await.expect_status(404);
        zoryana.get(&letters).await.expect_status(404);
        assert_eq!(zoryana.get("/api/v1/letters").await.expect_status(200).json()["items"], json!([]));
        let olena = olena_at(t, &app).await;
        olena.post_json(&format!("/api/v1/people/{}/invitation", t.cast.anna), json!({})).await.expect_problem(409, "invitation_status");
        olena.get("/api/v1/letters?limit=0").await.expect_status(422);
        jobs::run_due(&app).await.unwrap();
        assert_eq!(office.letters().len(), 1);
    }
}

on_both! {
    // K06: whoever works elsewhere reads as they do there until they choose here; a list may name one language for all.
    async fn who_has_chosen_nothing_here_is_written_to_as_they_read(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        let olena = olena_at(t, &app).await;
        t.by_hand("update people set lang = 'uk' where account_id <> $1 and id = $2", t.cast.zoryana).await;
        let body = json!({"email": "zoryana@obriy.example", "attach": true});
        let added = olena.post_json("/api/v1/people", body).await.expect_status(201).json();
        assert_eq!(added["lang"], Json::Null, "what she chose elsewhere is told to nobody here");
        let list = json!({"people": [{"email": "taras@svitanok.example"}], "lang": "ru"});
        olena.post_json("/api/v1/people/several", list).await.expect_status(201);
        let wrong = json!({"people": [{"email": "x@svitanok.example"}], "lang": "xx"});
        olena.post_json("/api/v1/people/several", wrong).await.expect_status(422);
        let link = olena.post_json("/api/v1/open-links", json!({"approval": false})).await.expect_status(201).json();
        let nadia = json!({"link": link["link"], "name": "Nadia New", "email": "nadia@svitanok.example"});
        t.client([("accept-language", "uk".to_owned())]).at(app.clone()).post_json("/api/v1/join", nadia).await.expect_status(201);
        jobs::run_due(&app).await.unwrap();
        let mut read: Vec<(String, String)> =
            office.letters().iter().map(|letter| (letter.to.clone(), letter.header("Content-Language"))).collect();
        read.sort();
        let wanted = [("nadia@svitanok.example", "uk"), ("taras@svitanok.example", "ru"), ("zoryana@obriy.example", "uk")];
        assert_eq!(read, wanted.map(|(to, lang)| (to.to_owned(), lang.to_owned())));
    }
}

// K06: what people read, in each language: the person's own, otherwise the company's.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_letter_speaks_the_person_s_language() {
    let t = TestApp::start(crate::app::Engine::Sqlite).await;
    let office = PostOffice::open();
    let app = office.for_app(&t);
    for (number, lang) in ["en", "ru", "uk"].into_iter().enumerate() {
        let sql: &'static str = match lang {
            "ru" => "update people set lang = 'ru' where account_id = $1 and id = $2",
            "uk" => "update people set lang = 'uk' where account_id = $1 and id = $2",
            _ => "update people set lang = null where account_id = $1 and id = $2",
        };
        t.by_hand(sql, t.cast.petro).await;
        invite_petro(&t, &app).await;
        jobs::run_due(&app).await.unwrap();
        let letter = office.letters().remove(number);
        assert_eq!(letter.header("Content-Language"), lang);
        insta::assert_snapshot!(format!("letter_{lang}"), words(&letter, letter.text()));
        insta::assert_snapshot!(format!("letter_{lang}_html"), words(&letter, letter.html()));
    }
    t.leave().await;
}
